"""Year against year, ready to be printed: which measures went from which state to which, and the lists that a council
asks for. :func:`lipctl.report.compare.compare` makes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from lipctl.report.columns import Column

NEW, GONE = "new", "gone"


class MatrixRow(NamedTuple):
    """How many measures of one state then are in which state now; ``counts`` has one number per column."""

    label: str
    counts: tuple[int, ...]
    total: int


class Matrix(NamedTuple):
    """States then (rows) × now (columns). Every measure that is in the plan of either year stands in one cell."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    total: int


class Change(NamedTuple):
    """One line of a list: the measure, the beginning of its summary, and what there is to say."""

    number: str
    summary: str
    detail: str


class ChangeList(NamedTuple):
    """Measures that went the same way. ``about`` is the heading of what is said of each."""

    key: str
    title: str
    about: str
    changes: tuple[Change, ...]


class Changes(NamedTuple):
    """The comparison with ``year``. ``by_assessment``: states are assessments, else classes; ``hint`` says why."""

    year: int
    sentence: str
    hint: str
    by_assessment: bool
    matrix: Matrix
    lists: tuple[ChangeList, ...]


def adds_up(changes: Changes, states: Sequence[str], numbers: Collection[str]) -> bool:
    """Whether the matrix holds each printed measure once, and the lists name only what is printed.

    ``states`` are those of the printed measures, counted anew; ``numbers`` are theirs.
    """
    matrix = changes.matrix
    lists = {item.key: [change.number for change in item.changes] for item in changes.lists}
    now = Counter(states)
    gone = next((column.count for column in matrix.columns if column.key == GONE), 0)
    return (
        all(sum(row.counts) == row.total for row in matrix.rows)
        and [sum(counts) for counts in zip(*(row.counts for row in matrix.rows), strict=True)]
        == [column.count for column in matrix.columns]
        and sum(row.total for row in matrix.rows) == matrix.total == len(states) + gone
        and {column.key: column.count for column in matrix.columns if column.key != GONE} == dict(now)
        and len(lists.get(GONE, ())) == gone
        and not set(lists.get(GONE, ())) & set(numbers)
        and all(set(listed) <= set(numbers) for key, listed in lists.items() if key != GONE)
    )
