"""``lipctl check``: what is missing or odd, for whom, where, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from lipctl.errors import RoundError
from lipctl.findings import Finding, in_order
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import Progress
from lipctl.plan.model import Department
from lipctl.workspace import Workspace
from lipctl.year import collect_year


class CheckResult(NamedTuple):
    """The state of a year: how many measures in which class, in all and per department, and every finding.

    ``by_department`` has a row per responsible department, in the order of their names, and last, under None, the
    measures that nobody is responsible for; its rows add up to ``counts``.
    """

    year: int
    plan: str
    counts: Mapping[Progress, int]
    by_department: tuple[tuple[Department | None, Mapping[Progress, int]], ...]
    findings: list[Finding]
    departments: Mapping[str, Department]

    @property
    def total(self) -> int:
        """How many measures the plan has this year, non-measures left out."""
        return sum(self.counts.values())


def check(workspace: Workspace, year: int, as_of: date, departments: Collection[str] = ()) -> CheckResult:
    """Check a year; with ``departments`` (ids) only what concerns these.

    Raises:
        RoundError: there is no such year, or no such department.
        CatalogueError: there is no readable catalogue.
    """
    data = collect_year(workspace, year, as_of)
    require_known(departments, data.plan.departments)
    outcomes = [item for item in data.outcomes if not departments or item.measure.department in departments]
    findings = [item for item in data.findings if not departments or item.department in departments]
    return CheckResult(
        year=year,
        plan=workspace.settings.plan_name,
        counts=_count(outcomes),
        by_department=tuple(_count_by_department(outcomes, data.plan.departments)),
        findings=in_order(findings),
        departments=data.plan.departments,
    )


def require_known(wanted: Iterable[str], departments: Mapping[str, Department]) -> None:
    """Refuse an unknown department id.

    Raises:
        RoundError: naming the ids there are.
    """
    unknown = sorted(set(wanted) - set(departments))
    if unknown:
        raise RoundError(
            f"Die Dienststelle „{unknown[0]}“ steht nicht im Katalog.", f"Es gibt: {', '.join(sorted(departments))}."
        )


def _count(outcomes: Iterable[JudgedMeasure]) -> Counter[Progress]:
    return Counter(outcome.progress for outcome in outcomes if outcome.progress is not None)


def _count_by_department(
    outcomes: Iterable[JudgedMeasure], departments: Mapping[str, Department]
) -> Iterable[tuple[Department | None, Mapping[Progress, int]]]:
    grouped: dict[str | None, list[JudgedMeasure]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.measure.department, []).append(outcome)
    named = [departments[identifier] for identifier in grouped if identifier is not None]
    for department in sorted(named, key=lambda department: department.name):
        counts = _count(grouped[department.id])
        if counts:
            yield department, counts
    if None in grouped and _count(grouped[None]):
        yield None, _count(grouped[None])
