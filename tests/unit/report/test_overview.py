"""The list of all measures: each once, by the plan or by state."""

from __future__ import annotations

import pytest

from lipctl.report.overview import build_overview
from lipctl.report.summary import column_labels
from lipctl.settings.keys import BY_PLAN, BY_STATE
from support.report import sample_view


@pytest.mark.parametrize("order", [BY_PLAN, BY_STATE])
def test_each_measure_stands_there_once(order: str) -> None:
    view = sample_view()
    groups = build_overview(view.fields, column_labels(scale=view.occasion.scale), order)
    listed = [measure.number for group in groups for measure in group.all_measures()]
    assert sorted(listed) == sorted(measure.number for measure in view.measures())


def test_by_plan_fields_have_their_areas() -> None:
    view = sample_view()
    assert [group.heading for group in view.overview] == [field.heading for field in view.fields]
    for field, group in zip(view.fields, view.overview, strict=True):
        assert [area.heading for area in group.areas] == [area.heading for area in field.areas]
        assert group.total == len(list(group.all_measures())) == len(list(field.all_measures()))
        assert all(area.total == len(area.measures) for area in group.areas)
    assert [measure for group in view.overview for measure in group.all_measures()] == list(view.measures())


def test_by_state_each_group_has_one_state_and_says_how_many() -> None:
    view = sample_view()
    states = column_labels(scale=view.occasion.scale)
    for group in build_overview(view.fields, states, BY_STATE):
        assert {measure.column for measure in group.measures} == {group.measures[0].column}
        assert group.total == len(group.measures)
    assert [column.count for column in view.summary.columns] == [
        len(group.measures) for group in build_overview(view.fields, states, BY_STATE)
    ]
