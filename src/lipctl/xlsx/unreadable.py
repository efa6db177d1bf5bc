"""How readers refuse a file."""

from __future__ import annotations

from typing import Any


class Unreadable(Exception):  # noqa: N818 - it is an answer, not a failure
    """A file that lipctl does not read. ``code`` is the finding's code, ``values`` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, Any] = values
