"""What Ctrl-C does, whenever it is pressed: one German line, and exit code 130."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes a while to load
if TYPE_CHECKING:
    from typing import NoReturn

_INTERRUPTED = 130


def leave(*_: object) -> NoReturn:
    """Say that the work was broken off, and end at once. The empty line ends the one in which a terminal shows ``^C``."""
    try:
        os.write(2, b"\nAbgebrochen.\n")
    finally:
        os._exit(_INTERRUPTED)
