"""The summary of a report: the columns in use, a row per field and area, and who sent back what.

A measure counts in one column: that of its assessment in years that ask for one, else of its class (rules.md 2 and 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED, Progress, progress_labels
from lipctl.report.counts import Column, Glance, ResponseFile, ResponseRow, ResponseTable, Row, Summary
from lipctl.report.measure_view import AreaView, FieldOfActionView, MeasureView, number_and_title
from lipctl.responses.source_file import SourceFile, days_after, first_day
from lipctl.scale import Meaning, Scale, Step
from lipctl.text import name_order
from lipctl.words import DEFAULT_WORDS, Words

NOT_ASSESSED = "not_assessed"

_SIGNS: dict[str, str] = {
    NOT_ASSESSED: "?",
    Progress.REPORTED: "●",
    Progress.REASON_GIVEN: "○",
    Progress.UNCHANGED: "=",
    Progress.INCOMPLETE: "◊",
    Progress.DISCLAIMED: "?",
    Progress.NOT_ASKED: "□",
    Progress.NO_RESPONSE: "□",
}
"""A sign beside the word, for the eye that skims. One sign for one meaning: ✓ success, ● under way, ○ not begun, × dropped,
□ nothing came. All but ✓ are in Calibri and in Carlito, which stands in for it; for ✓ Word and LibreOffice take their own
fonts of signs. Steps of a scale have their own."""

SUCCESS, UNDER_WAY, NOT_BEGUN, DROPPED, UNKNOWN = "erfolg", "laufend", "offen", "beendet", "unbekannt"
_KINDS: dict[str, str] = {
    Progress.REPORTED: UNDER_WAY,
    Progress.REASON_GIVEN: NOT_BEGUN,
    Progress.UNCHANGED: UNDER_WAY,
}
"""What a class means in one word, by which a template chooses its colour; what is not here is not known."""

_SHORT_LABELS: dict[str, str] = {
    Progress.REPORTED: "berichtet",
    Progress.REASON_GIVEN: "noch nichts getan",
    Progress.UNCHANGED: "unverändert",
}
"""Labels for a narrow column, where the usual one is too long."""


class StateStyle(NamedTuple):
    """How a column of the tables, and whatever is in it, is shown.

    ``kind`` is what it means in one word, ``short`` the label in few words; ``colour`` is "" for the template's own.
    """

    label: str
    sign: str
    kind: str
    short: str
    colour: str = ""


def column_of(progress: Progress, assessment: Step | None, scale: Scale | None) -> str:
    """The key of the one column that a measure counts in."""
    if scale is None or progress not in ANSWERED:
        return progress
    return assessment.key if assessment else NOT_ASSESSED


def state_styles(words: Words = DEFAULT_WORDS, *, scale: Scale | None) -> dict[str, StateStyle]:
    """Every possible column with its style, in the order of the tables."""
    classes = {
        key.value: StateStyle(label, _SIGNS[key], _KINDS.get(key, UNKNOWN), _SHORT_LABELS.get(key, label))
        for key, label in progress_labels(words).items()
    }
    if scale is None:
        return classes
    assessed = {step.key: style_of_step(step) for step in scale.steps}
    without = words.say("ohne Bewertung")
    assessed[NOT_ASSESSED] = StateStyle(without, _SIGNS[NOT_ASSESSED], UNKNOWN, without)
    return assessed | {key: style for key, style in classes.items() if key not in ANSWERED}


def style_of_step(step: Step) -> StateStyle:
    """How a step of a scale is shown."""
    under_way = UNDER_WAY if step.is_begun else NOT_BEGUN
    kind = {Meaning.SUCCESS: SUCCESS, Meaning.OPEN: under_way, Meaning.DROPPED: DROPPED}[step.meaning]
    return StateStyle(step.label, step.sign, kind, step.short or step.label, step.colour)


def column_labels(words: Words = DEFAULT_WORDS, *, scale: Scale | None) -> dict[str, str]:
    """Every possible column with its label, in the order of the tables."""
    return {key: style.label for key, style in state_styles(words, scale=scale).items()}


def used_columns(fields: Iterable[FieldOfActionView], shown: Mapping[str, StateStyle]) -> tuple[Column, ...]:
    """The columns in which a printed measure counts; ``shown`` are those of :func:`state_styles`."""
    return count_columns(Counter(measure.column for field in fields for measure in field.all_measures()), shown)


def build_summary(
    fields: Sequence[FieldOfActionView],
    columns: tuple[Column, ...],
    labels: Mapping[str, str],
    responses: ResponseTable,
    glance: Glance,
) -> Summary:
    """Count the printed measures by field and area; ``labels`` are the office's words."""
    rows: list[Row] = []
    for field in fields:
        rows.append(_row(field, field.all_measures(), columns))
        if field.areas and field.measures:
            loose = AreaView("", "", f"ohne {labels['bereich']}", field.measures)
            rows.append(_row(loose, field.measures, columns))
        rows += [_row(area, area.measures, columns) for area in field.areas]
    return Summary(columns, tuple(rows), sum(column.count for column in columns), glance, responses)


def count_columns(counts: Mapping[str, int], shown: Mapping[str, StateStyle]) -> tuple[Column, ...]:
    """The columns in which something is counted, in the order of the styles."""
    return tuple(
        Column(key, style.label, counts[key], style.sign, style.kind, style.colour, style.short)
        for key, style in shown.items()
        if counts.get(key)
    )


def _row(of: FieldOfActionView | AreaView, measures: Iterable[MeasureView], columns: Sequence[Column]) -> Row:
    counted = Counter(measure.column for measure in measures)
    counts = tuple(counted[column.key] for column in columns)
    return Row(of.heading, counts, counted.total(), isinstance(of, AreaView), number_and_title(of))


def as_said(label: str) -> str:
    """A state in the middle of a sentence: in quotation marks if it does not read as a part of it."""
    return label if label[:1].islower() and ":" not in label else f"„{label}“"


def build_responses(
    measures: Sequence[JudgedMeasure],
    names: Mapping[str, str],
    files: Iterable[SourceFile],
    deadline: date | None,
    *,
    public: bool = False,
) -> ResponseTable:
    """The responses to the printed measures; ``names`` are those of the departments by their ids.

    A department has a row if it is responsible for one of them or answered for one; a department that is asked about
    nothing but non-measures leaves no trace. With a ``deadline``, each row says how late the department was, as in the
    ledger. File names may name persons: the public version does not show them.
    """
    numbers = {judged.measure.number for judged in measures}
    total = Counter(judged.measure.department for judged in measures)
    answered = Counter(judged.measure.department for judged in measures if judged.progress in ANSWERED)
    sent: dict[str | None, list[SourceFile]] = {}
    for file in files:
        for department in {department for department, number in file.answered if number in numbers}:
            sent.setdefault(department, []).append(file)
    rows = [
        ResponseRow(
            id=identifier,
            name=identifier and names.get(identifier, identifier),
            files=tuple(
                ResponseFile(None if public else file.name, file.day, file.received)
                for file in sent.get(identifier, ())
            ),
            answered=answered[identifier],
            open=total[identifier] - answered[identifier],
            total=total[identifier],
            days_late=days_after(first_day(sent.get(identifier, ())), deadline) or 0,
        )
        for identifier in total.keys() | sent.keys()
    ]
    rows.sort(key=lambda row: (row.id is None, name_order(row.name or ""), row.id))
    return ResponseTable(tuple(rows), answered.total(), total.total() - answered.total(), total.total())
