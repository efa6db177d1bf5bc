"""Who sent back what, and when: the responses of a year by department."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED
from lipctl.plan.model import Department
from lipctl.report.evidence import SourceFile


class ReturnedFile(NamedTuple):
    """A file of a department: its name below ``ruecklauf/`` ("" where that is not shown), its own date or ""."""

    name: str
    date: str


class ReturnRow(NamedTuple):
    """A department's files, and how many of its measures are answered. ``id`` and ``name`` are "" for nobody."""

    id: str
    name: str
    files: tuple[ReturnedFile, ...]
    answered: int
    open: int
    total: int


class Returns(NamedTuple):
    """The rows in the order of the departments' names, what nobody is responsible for last; sums over them."""

    rows: tuple[ReturnRow, ...] = ()
    answered: int = 0
    open: int = 0
    total: int = 0


def build_returns(
    outcomes: Sequence[JudgedMeasure],
    departments: Mapping[str, Department],
    files: Iterable[SourceFile],
    *,
    public: bool = False,
) -> Returns:
    """The responses of the printed measures.

    A department stands there if it is responsible for one of them or answered for one; who is asked about nothing but
    non-measures leaves no trace. File names may name persons: the public version does not show them.
    """
    printed = {outcome.measure.number for outcome in outcomes}
    own: dict[str, list[JudgedMeasure]] = {}
    for outcome in outcomes:
        own.setdefault(outcome.measure.department or "", []).append(outcome)
    sent: dict[str, list[ReturnedFile]] = {}
    for file in files:
        shown = ReturnedFile("" if public else short_name(file), german_date(file.modified))
        for department in sorted({department for department, number in file.answered if number in printed}):
            sent.setdefault(department, []).append(shown)
    rows = [_row(identifier, own, sent, departments) for identifier in own.keys() | sent.keys()]
    rows.sort(key=lambda row: (not row.id, row.name.casefold(), row.id))
    return Returns(tuple(rows), *(sum(column) for column in _columns(rows)))


def _row(
    identifier: str,
    own: Mapping[str, list[JudgedMeasure]],
    sent: Mapping[str, list[ReturnedFile]],
    departments: Mapping[str, Department],
) -> ReturnRow:
    mine = own.get(identifier, [])
    answered = sum(outcome.progress in ANSWERED for outcome in mine)
    name = departments[identifier].name if identifier in departments else identifier
    return ReturnRow(identifier, name, tuple(sent.get(identifier, ())), answered, len(mine) - answered, len(mine))


def _columns(rows: Iterable[ReturnRow]) -> tuple[list[int], list[int], list[int]]:
    numbers = [(row.answered, row.open, row.total) for row in rows]
    return [row[0] for row in numbers], [row[1] for row in numbers], [row[2] for row in numbers]


def adds_up(returns: Returns, answered_by_department: Mapping[str, tuple[int, int]]) -> bool:
    """Whether the rows agree with the printed measures: per department (answered, all), counted anew."""
    rows = {row.id: (row.answered, row.total) for row in returns.rows if row.total}
    return (
        rows == dict(answered_by_department)
        and all(row.answered + row.open == row.total for row in returns.rows)
        and returns.answered + returns.open == returns.total == sum(total for _, total in rows.values())
        and returns.answered == sum(answered for answered, _ in rows.values())
    )


def short_name(file: SourceFile) -> str:
    """A file's name below its year's ``ruecklauf/``."""
    return file.name.removeprefix(f"data/{file.year}/ruecklauf/")


def german_date(modified: str) -> str:
    """The day of an ISO 8601 time as 30.06.2010; "" if there is none."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", modified)
    return f"{found[3]}.{found[2]}.{found[1]}" if found else ""
