"""A file that was read, as report, status and a closed year remember it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from lipctl.numbers import MeasureNumber


class SourceFile(NamedTuple):
    """A file that was read.

    ``path`` is relative to the workspace, with "/". ``checksum`` is its SHA-256 in hexadecimal digits, ``modified`` its
    own ``dcterms:modified`` ("" if it has none; the times of the file system say when it was copied, no more).
    ``answered`` are the pairs of department and measure that somebody typed something for, ``rows`` those that have a row
    in it. ``receipt`` is the day of receipt (ISO 8601) if it came by mail.
    """

    path: str
    year: int
    checksum: str
    modified: str = ""
    answered: frozenset[tuple[str, MeasureNumber]] = frozenset()
    receipt: str = ""
    rows: frozenset[tuple[str, MeasureNumber]] = frozenset()

    @property
    def name(self) -> str:
        """The file's name below its year's ``ruecklauf/``."""
        return self.path.removeprefix(f"data/{self.year}/ruecklauf/")

    @property
    def day(self) -> date | None:
        """The day that the file itself names."""
        return _day(self.modified)

    @property
    def received(self) -> date | None:
        """The day of its receipt, if it came by mail."""
        return _day(self.receipt)

    @property
    def came_on(self) -> date | None:
        """The day on which it came: that of its receipt, else the day that it names itself."""
        return self.received or self.day


def first_day(files: Iterable[SourceFile]) -> date | None:
    """The day on which the first of these came; None if none has a day."""
    return min((day for file in files if (day := file.came_on)), default=None)


def days_after(day: date | None, deadline: date | None) -> int | None:
    """By how many days a day lies after the deadline, 0 if not at all; None if one of them is not known."""
    return max((day - deadline).days, 0) if day and deadline else None


def _day(time: str) -> date | None:
    try:
        return date.fromisoformat(time[:10])
    except ValueError:
        return None
