"""``lipctl history``: what was reported for a measure over all years, or for every measure in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lipctl.errors import RoundError
from lipctl.numbers import MeasureNumber, as_number
from lipctl.plan.model import Measure, Plan
from lipctl.report.build import build_view
from lipctl.report.history import Histories, PastYear, past_of, pasts
from lipctl.report.occasion import occasion_of
from lipctl.settings.model import Settings
from lipctl.text import did_you_mean
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_years


def histories(workspace: Workspace, number: str | None, as_of: date, *, public: bool = False) -> Histories:
    """What was reported for a measure, under its former and later numbers too; without a number for all.

    Raises:
        RoundError: there is no year yet, or no year has such a measure.
        CatalogueError: there is no readable catalogue, and a year is not closed.
    """
    years = [year for year in workspace.years() if workspace.has_round(year)]
    if not years:
        workspace.newest_year()
        raise RoundError("Es gibt noch kein Berichtsjahr.", "Die Runde beginnt mit: lipctl export-forms JAHR")
    entries: list[PastYear] = []
    former: dict[MeasureNumber, tuple[MeasureNumber, ...]] = {}
    plans: list[Plan] = []
    for data in collect_years(workspace, years, as_of):
        entries += _entries(data, public=public)
        plans.append(data.plan)
        former |= {measure.number: measure.former for measure in data.plan.measures if measure.former}
    plan = workspace.settings.plan_name
    if number is None:
        return Histories(plan, tuple(years), tuple(pasts(entries, former, _places(plans, workspace.settings))))
    wanted = as_number(number)
    past = past_of(wanted, entries, former) if wanted else None
    if past is None:
        known = sorted({entry.number for entry in entries})
        raise RoundError(
            f"„{number}“ steht in keinem Bericht.",
            f"{did_you_mean(number, map(str, known))} Alle zeigt: lipctl history".lstrip(),
        )
    return Histories(plan, tuple(years), (past,))


def _places(plans: Sequence[Plan], settings: Settings) -> dict[MeasureNumber, int]:
    """The place of every measure that one of these plans has, oldest first, in the order of the newest one's outline."""
    newest: dict[MeasureNumber, Measure] = {}
    for plan in plans:
        newest |= plan.by_number()
    whole = plans[-1]._replace(measures=tuple(newest.values()))
    return (whole.by_numbers() if settings.orders_by_number else whole.by_outline()).places()


def _entries(data: JudgedYear, *, public: bool) -> Iterator[PastYear]:
    """Every measure as the report of the year prints it."""
    occasion = occasion_of(data.settings, data.year, data.as_of, public=public)
    view = build_view(data.plan, data.outcomes, occasion, data.settings.labels)
    for measure in view.measures():
        department = data.plan.name_of(measure.department or "")
        yield PastYear(data.year, MeasureNumber(measure.number), measure, department, data.closing is not None)
