"""The report's picture: assessments by field of action, with the numbers of the table.

Only a year with assessments has one: in other years the table says all there is, and a picture of "berichtet" beside
"keine Rückmeldung" would be taken for progress.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lipctl.questions import Question
from lipctl.report.counts import Row, Summary
from lipctl.report.measure_view import number_and_title
from lipctl.report.view import ReportView
from lipctl.text import counted, listed
from lipctl.words import Words

_MOST_NAMES = 3


class Series(NamedTuple):
    """A column of the table: its label, how many measures of each field of action count in it, and its colour ("" for the
    template's own)."""

    label: str
    counts: tuple[int, ...]
    colour: str = ""


class ChartView(NamedTuple):
    """A picture in words and numbers. ``description`` is for those who do not see it."""

    title: str
    description: str
    fields: tuple[str, ...]
    series: tuple[Series, ...]


def build_chart(view: ReportView, labels: Mapping[str, str]) -> ChartView | None:
    """What the picture shows; None in a year without assessments."""
    if not _is_assessed(view):
        return None
    return describe_chart(view, labels)


def describe_chart(view: ReportView, labels: Mapping[str, str]) -> ChartView:
    """The picture of a year, with or without assessments."""
    rows = [row for row in view.summary.rows if not row.is_area]
    fields = tuple(map(number_and_title, view.fields))  # a bar has no room for more
    series = tuple(
        Series(column.label, tuple(row.counts[place] for row in rows), column.colour)
        for place, column in enumerate(view.summary.columns)
    )
    state = Words(labels).name(Question.ASSESSMENT) if _is_assessed(view) else "Stand"
    title = f"{labels['handlungsansaetze']} nach {labels['handlungsfeld']} und {state}"
    return ChartView(title, _description(view.summary, fields, rows, labels), fields, series)


def _is_assessed(view: ReportView) -> bool:
    scale = view.occasion.scale
    return scale is not None and any(column.key in scale.by_key for column in view.summary.columns)


def _description(summary: Summary, fields: Sequence[str], rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    """The gist in two or three sentences, and where the numbers stand: nobody wants to hear sixty numbers read out."""
    kind = f"Balkendiagramm mit einem Balken je {labels['handlungsfeld']}"
    total = sums_in_words(summary, labels)
    return f"{kind}, geteilt nach dem Stand. {total}{_longest(fields, rows)} Alle Zahlen stehen in der Tabelle."


def sums_in_words(summary: Summary, labels: Mapping[str, str]) -> str:
    """The sums of the whole plan in one sentence, the largest first."""
    ranked = sorted(summary.columns, key=lambda column: -column.count)
    parts = [f"{column.label} {column.count}" for column in ranked]
    measures = counted(summary.total, labels["handlungsansatz"], labels["handlungsansaetze"])
    return f"{measures}: {', '.join(parts)}."


def _longest(fields: Sequence[str], rows: Sequence[Row]) -> str:
    """A sentence about the bars that stand out; nothing if none does."""
    most = max((row.total for row in rows), default=0)
    names = [f"„{field}“" for field, row in zip(fields, rows, strict=True) if row.total == most]
    if len(names) == len(rows) or len(names) > _MOST_NAMES:
        return ""
    if len(names) == 1:
        return f" Der längste Balken ist {names[0]} mit {most}."
    return f" Die längsten Balken sind {listed(names)} mit je {most}."
