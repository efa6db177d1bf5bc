"""``python -m lipctl`` is the same as ``lipctl``."""

from lipctl.cli.start import main

main()
