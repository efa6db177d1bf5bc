"""``lipctl check``: what is missing or odd, for whom, where, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Finding, in_order
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.catalogue import department_ids
from lipctl.plan.model import Department, Plan
from lipctl.scale import DEFAULT_SCALE, Scale, Step
from lipctl.workspace import Workspace
from lipctl.year import collect_year


class CheckResult(NamedTuple):
    """The state of a year: how many measures in which class, in all and per department, and every finding.

    ``by_department`` has a row per responsible department, in the order of their names, and last, under None, the
    measures that nobody is responsible for; its rows add up to ``counts``. ``closed_on`` is the day on which the year was
    closed, ``reason`` why in spite of its errors.
    """

    year: int
    plan: str
    counts: Mapping[Progress, int]
    by_department: tuple[tuple[Department | None, Mapping[Progress, int]], ...]
    findings: list[Finding]
    names: Mapping[str, str]
    titles: Mapping[MeasureNumber, str] = MappingProxyType({})
    closed_on: date | None = None
    reason: str = ""
    assessments: tuple[tuple[Step, int], ...] = ()
    """How many complete answers chose each step of the plan's own scale, in its order; none without such a scale."""

    @property
    def total(self) -> int:
        """How many measures the plan has this year, non-measures left out."""
        return sum(self.counts.values())


def check(workspace: Workspace, year: int, as_of: date, departments: Collection[str] = ()) -> CheckResult:
    """Check a year; with ``departments`` (ids or names) only what concerns these.

    Raises:
        RoundError: there is no such year, or no such department.
        CatalogueError: there is no readable catalogue.
    """
    data = collect_year(workspace, year, as_of)
    wanted = department_ids(data.plan, departments)
    judged = [item for item in data.outcomes if not wanted or item.measure.department in wanted]
    return CheckResult(
        year=year,
        plan=data.settings.plan_name,
        counts=Counter(item.progress for item in judged if item.progress),
        by_department=tuple(_by_department(judged, data.plan)),
        findings=in_order(data.concerning(wanted)),
        names=data.plan.department_names(),
        titles=data.plan.titles(),
        closed_on=data.closing.closed_on if data.closing else None,
        reason=data.closing.reason if data.closing else "",
        assessments=tuple(_by_step(judged, data.settings.asked_scale(year))),
    )


def _by_step(judged: list[JudgedMeasure], scale: Scale | None) -> Iterator[tuple[Step, int]]:
    chosen = Counter(
        item.answer.assessment.key for item in judged if item.progress in ANSWERED and item.answer.assessment
    )
    if scale and scale is not DEFAULT_SCALE:
        yield from ((step, chosen[step.key]) for step in scale.steps)


def _by_department(
    judged: list[JudgedMeasure], plan: Plan
) -> Iterator[tuple[Department | None, Mapping[Progress, int]]]:
    counts: dict[str | None, Counter[Progress]] = {}
    for item in judged:
        if item.progress:
            counts.setdefault(item.measure.department, Counter())[item.progress] += 1
    for department in plan.departments_by_name():
        if department.id in counts:
            yield department, counts[department.id]
    if None in counts:
        yield None, counts[None]
