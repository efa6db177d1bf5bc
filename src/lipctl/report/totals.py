"""Whether all that a report counts agrees: a report whose sums do not is never written.

Everything is counted anew from the printed measures, so that a mistake in a table cannot confirm itself.
"""

from __future__ import annotations

from collections import Counter

from lipctl.judge.progress import ANSWERED
from lipctl.report import changes as comparison
from lipctl.report import returns as sent_back
from lipctl.report.view import ReportView, Row, RowKind


def adds_up(view: ReportView) -> bool:
    """Whether every printed measure stands in exactly one count, and rows, columns and total agree.

    Counted anew from the printed measures, so that a mistake in the table cannot confirm itself.
    """
    summary = view.summary
    printed = [measure.column for measure in view.measures()]
    numbers = [measure.number for measure in view.measures()]
    field_rows = [row for row in summary.rows if row.kind is RowKind.FIELD]
    return (
        len(printed) == len(set(numbers)) == summary.total
        and all(column.count == printed.count(column.key) for column in summary.columns)
        and sum(column.count for column in summary.columns) == summary.total
        and all(sum(row.counts) == row.total for row in summary.rows)
        and _sums(field_rows, len(summary.columns)) == [column.count for column in summary.columns]
        and all(
            _sums(areas, len(field.counts)) == list(field.counts) for field, areas in _fields(summary.rows) if areas
        )
        and [row.total for row in field_rows] == [len(list(field.all_measures())) for field in view.fields]
        and _returns_agree(view)
        and _changes_agree(view)
    )


def _returns_agree(view: ReportView) -> bool:
    """The responses by department, counted anew from the printed measures."""
    total = Counter(measure.department for measure in view.measures())
    answered = Counter(measure.department for measure in view.measures() if measure.progress in ANSWERED)
    return sent_back.adds_up(view.summary.returns, {key: (answered[key], total[key]) for key in total})


def _changes_agree(view: ReportView) -> bool:
    """The states of this year in the comparison, counted anew from the printed measures."""
    if view.changes is None:
        return True
    by_assessment = view.changes.by_assessment
    states = [measure.column if by_assessment else measure.progress for measure in view.measures()]
    return comparison.adds_up(view.changes, states, [measure.number for measure in view.measures()])


def _sums(rows: list[Row], columns: int) -> list[int]:
    return [sum(row.counts[column] for row in rows) for column in range(columns)]


def _fields(rows: tuple[Row, ...]) -> list[tuple[Row, list[Row]]]:
    found: list[tuple[Row, list[Row]]] = []
    for row in rows:
        if row.kind is RowKind.FIELD:
            found.append((row, []))
        elif found:
            found[-1][1].append(row)
    return found
