"""The numbers that a report shows, as frozen data: columns and rows of its tables, the responses, the report at a glance.

:mod:`lipctl.report.summary` counts them, :mod:`lipctl.report.glance` puts them into sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Column:
    """A state in use: its label, how many measures are in it, the sign beside the label, what it means in one word, and
    its colour ("" for the template's own)."""

    key: str
    label: str
    count: int
    sign: str = ""
    kind: str = ""
    colour: str = ""
    short: str = ""


class Row(NamedTuple):
    """Counts of a field of action, of an area in it, or of an earlier state: one number per column, and their sum.

    ``short`` is the label for a narrow column.
    """

    label: str
    counts: tuple[int, ...]
    total: int
    is_area: bool = False
    short: str = ""


class ResponseFile(NamedTuple):
    """A file of a department: its name below ``ruecklauf/``, None where that is not shown, its own date, and the day of
    its receipt if it came by mail."""

    name: str | None
    day: date | None
    received: date | None = None


class ResponseRow(NamedTuple):
    """A department's files, and how many of its measures are answered. Without id and name: what nobody answers for."""

    id: str | None
    name: str | None
    files: tuple[ResponseFile, ...]
    answered: int
    open: int
    total: int
    days_late: int = 0
    """By how many days the first of the files came after the deadline."""


class ResponseTable(NamedTuple):
    """Who sent back what: the departments, what nobody is responsible for last, and the sums over them."""

    rows: tuple[ResponseRow, ...] = ()
    answered: int = 0
    open: int = 0
    total: int = 0


class Glance(NamedTuple):
    """The report at a glance: a figure for each kind of state that occurs, a sentence each on what is answered, what has
    moved and what is open ("" for nothing to say), and what the office itself calls important, in paragraphs."""

    figures: tuple[Column, ...]
    answered: str
    moved: str
    open: str
    important: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that say something."""
        return tuple(filter(None, (self.answered, self.moved, self.open)))


class Summary(NamedTuple):
    """The totals. The rows of fields add up to ``total``, the rows of areas after a field to that field."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    glance: Glance
    responses: ResponseTable = ResponseTable()
