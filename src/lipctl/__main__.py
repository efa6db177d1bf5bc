"""``python -m lipctl`` is the same as ``lipctl``."""

from lipctl.cli.main import main

main()
