"""What a report of a year shows, from the real files of a round."""

from __future__ import annotations

from lipctl.commands.report import DRAFT, Edition, make_view
from lipctl.report.view import Changes, ReportView
from lipctl.year import collect_year
from support.rounds import AS_OF, Office


def view_of(office: Office, year: int, edition: Edition = DRAFT) -> ReportView:
    """The view of a year's report."""
    return make_view(collect_year(office.workspace, year, AS_OF), edition)


def changes_of(office: Office, year: int) -> Changes:
    """The comparison in a year's report."""
    changes = view_of(office, year).changes
    assert changes is not None
    return changes


def cells(changes: Changes) -> dict[tuple[str, str], int]:
    """The matrix as {(then, now): count}, without zeros."""
    return {
        (row.label, column.label): count
        for row in changes.rows
        for column, count in zip(changes.columns, row.counts, strict=True)
        if count
    }


def lists(changes: Changes) -> dict[str, list[tuple[str, str]]]:
    """The lists as {title: [(number, detail)]}."""
    return {item.title: [(change.number, change.detail) for change in item.changes] for item in changes.lists}
