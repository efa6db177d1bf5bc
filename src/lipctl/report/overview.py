"""The list of all measures, a line for each, and what lines about a measure share: its beginning, and where a link leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lipctl.plan.model import Measure
from lipctl.report.measure_view import FieldOfActionView, MeasureView
from lipctl.report.view import OverviewGroup
from lipctl.settings.keys import BY_STATE
from lipctl.text import in_one_line, shortened


def called(measure: Measure, length: int) -> str:
    """The title, else the beginning of the summary in one line, "–" without either; the whole of it stands with the measure."""
    return shortened(measure.title, length) if measure.title else beginning(measure.summary, length) or "–"


def beginning(summary: Sequence[str], length: int) -> str:
    """The beginning of a summary in one line; "" without one."""
    return shortened(in_one_line(summary[0]), length) if summary else ""


def anchor_of(measure: Measure) -> str:
    """The name of a measure's bookmark: a letter, then letters, digits and underscores."""
    return "Ansatz_" + re.sub(r"\W", "_", measure.number.text)


def build_overview(
    fields: Iterable[FieldOfActionView], states: Mapping[str, str], order: str
) -> tuple[OverviewGroup, ...]:
    """Every measure once, in the order of the plan or by state; ``states`` are the labels of the columns in their order."""
    if order == BY_STATE:
        return tuple(_by_state([measure for field in fields for measure in field.all_measures()], states))
    return tuple(_by_plan(fields))


def _by_plan(fields: Iterable[FieldOfActionView]) -> Iterator[OverviewGroup]:
    for field in fields:
        areas = tuple(OverviewGroup(area.heading, len(area.measures), area.measures) for area in field.areas)
        yield OverviewGroup(field.heading, field.total, field.measures, areas)


def _by_state(measures: list[MeasureView], states: Mapping[str, str]) -> Iterator[OverviewGroup]:
    for key, label in states.items():
        found = tuple(measure for measure in measures if measure.column == key)
        if found:
            yield OverviewGroup(f"{found[0].sign} {label}", len(found), found)
