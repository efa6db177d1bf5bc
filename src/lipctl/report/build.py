"""From the plan and its judged measures to the report's view: which measures are printed, in which order, with what around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lipctl.judge.measure import JudgedMeasure, in_plan_order
from lipctl.plan.model import Plan
from lipctl.report.basis import NO_BASIS, ReportBasis
from lipctl.report.changes import build_changes
from lipctl.report.contacts import build_contacts
from lipctl.report.glance import build_glance
from lipctl.report.measure_builder import MeasureBuilder
from lipctl.report.measure_view import FieldOfActionView
from lipctl.report.occasion import Occasion
from lipctl.report.open_points import build_open_points
from lipctl.report.overview import build_overview
from lipctl.report.privacy import hidden_in
from lipctl.report.sources import build_sources
from lipctl.report.summary import build_responses, build_summary, column_labels, used_columns
from lipctl.report.view import ReportView
from lipctl.text import in_paragraphs
from lipctl.words import Words


def build_view(
    plan: Plan,
    measures: Sequence[JudgedMeasure],
    occasion: Occasion,
    labels: Mapping[str, str],
    basis: ReportBasis = NO_BASIS,
) -> ReportView:
    """What the report shows.

    Args:
        plan: the plan as it is in the year of the report.
        measures: all of them, in any order. Those that are not in the report are passed over.
        occasion: the report's year and day.
        labels: the office's words, by the keys of the settings' ``bezeichnungen``.
        basis: the files, the findings and the earlier round that the report shows.
    """
    year, public, scale = occasion.year, occasion.public, occasion.scale
    names = plan.department_names()
    printed = [judged for judged in in_plan_order(measures, plan) if judged.progress is not None]
    personal = hidden_in(occasion, measures, plan)
    changes = build_changes(printed, basis.before, Words(labels), scale=scale)
    builder = MeasureBuilder(plan, occasion, labels, personal, changes.before if changes else {})
    fields = builder.fields(printed)
    files = [file for file in basis.files.values() if file.year == year]
    responses = build_responses(printed, names, files, None if public else basis.deadline, public=public)
    columns = used_columns(fields, builder.styles)
    glance = build_glance(columns, changes, labels, in_paragraphs(basis.important.text) if basis.important else ())
    return ReportView(
        occasion=occasion,
        summary=build_summary(fields, columns, labels, responses, glance),
        fields=fields,
        open_points=() if public else build_open_points(printed, names, labels),
        overview=build_overview(fields, column_labels(builder.words, scale=scale), occasion.overview_order),
        changes=changes,
        contacts=build_contacts(printed, plan.departments, personal),
        sources=build_sources(measures, names, basis, occasion),
    )


def build_entries(
    plan: Plan, measures: Sequence[JudgedMeasure], occasion: Occasion, labels: Mapping[str, str]
) -> tuple[FieldOfActionView, ...]:
    """Every entry of the plan as :func:`build_view` shows measures, those that are no measures among them."""
    personal = hidden_in(occasion, measures, plan)
    return MeasureBuilder(plan, occasion, labels, personal, {}).fields(in_plan_order(measures, plan))
