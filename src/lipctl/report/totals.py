"""Counts a report's totals anew. One whose sums do not agree is never written.

Everything is counted anew from the printed measures, so that a mistake in a table cannot confirm itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lipctl.judge.progress import ANSWERED
from lipctl.report.changes import GONE
from lipctl.report.counts import Column, Row
from lipctl.report.view import ReportView


def checked(view: ReportView) -> ReportView:
    """The view, once its totals were counted anew.

    Raises:
        AssertionError: they do not add up; that is lipctl's own mistake.
    """
    if not adds_up(view):
        raise AssertionError("the report's totals do not add up")
    return view


def adds_up(view: ReportView) -> bool:
    """Whether every printed measure stands in exactly one count of each table, and rows, columns and totals agree."""
    return _summary_agrees(view) and _responses_agree(view) and _changes_agree(view)


def _summary_agrees(view: ReportView) -> bool:
    summary = view.summary
    printed = list(view.measures())
    fields: list[tuple[Row, list[Row]]] = []
    for row in summary.rows:
        if not row.is_area:
            fields.append((row, []))
        elif fields:
            fields[-1][1].append(row)
    return (
        len(printed) == len({measure.number for measure in printed}) == summary.total
        and _counts_of(summary.columns) == Counter(measure.column for measure in printed)
        and _table_agrees(summary.columns, [row for row, _ in fields], summary.total)
        and all(_column_sums(areas) == list(field.counts) for field, areas in fields if areas)
        and all(sum(row.counts) == row.total for row in summary.rows)
        and [row.total for row, _ in fields] == [len(list(field.all_measures())) for field in view.fields]
    )


def _responses_agree(view: ReportView) -> bool:
    """The responses by department."""
    responses = view.summary.responses
    total = Counter(measure.department for measure in view.measures())
    answered = Counter(measure.department for measure in view.measures() if measure.progress in ANSWERED)
    rows = {row.id: (row.answered, row.total) for row in responses.rows if row.total}
    return (
        rows == {department: (answered[department], total[department]) for department in total}
        and all(row.answered + row.open == row.total for row in responses.rows)
        and responses.answered + responses.open == responses.total == total.total()
        and responses.answered == answered.total()
    )


def _changes_agree(view: ReportView) -> bool:
    """The table of the comparison; the lists name only what is printed, each measure once, but for the measures that are gone."""
    changes = view.changes
    if changes is None:
        return True
    numbers = {measure.number for measure in view.measures()}
    now = Counter(measure.column if changes.by_assessment else measure.progress for measure in view.measures())
    lists = {item.key: {change.number for change in item.changes} for item in changes.lists}
    counts = _counts_of(changes.columns)
    gone = counts.pop(GONE, 0)
    left = lists.pop(GONE, set())
    return (
        _table_agrees(changes.columns, changes.rows, changes.total)
        and changes.total == now.total() + gone
        and counts == now
        and len(left) == gone
        and not left & numbers
        and all(listed <= numbers for listed in lists.values())
        and sum(map(len, lists.values())) == len(set().union(*lists.values()))
    )


def _table_agrees(columns: Sequence[Column], rows: Sequence[Row], total: int) -> bool:
    """Whether rows, columns and the total of a table agree with each other."""
    return (
        all(sum(row.counts) == row.total for row in rows)
        and _column_sums(rows) == [column.count for column in columns]
        and sum(row.total for row in rows) == total
    )


def _counts_of(columns: Sequence[Column]) -> dict[str, int]:
    return {column.key: column.count for column in columns}


def _column_sums(rows: Sequence[Row]) -> list[int]:
    return [sum(counts) for counts in zip(*(row.counts for row in rows), strict=True)]
