"""The summary of a report: the columns in use, a row per field and area, and who sent back what.

A measure counts in one column: that of its assessment in years that ask for one, else of its class (rules.md 2 and 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, ASSESSMENTS, Progress, progress_labels
from lipctl.questions import DEFAULT_WORDS, Words
from lipctl.report.basis import SourceFile
from lipctl.report.view import (
    AreaView,
    Column,
    FieldOfActionView,
    Glance,
    MeasureView,
    ResponseFile,
    ResponseRow,
    ResponseTable,
    Row,
    Summary,
)
from lipctl.text import name_order

NOT_ASSESSED = "not_assessed"

SIGNS: dict[str, str] = {
    Assessment.COMPLETED: "✓",
    Assessment.REGULAR_BUSINESS: "✓",
    Assessment.IN_PROGRESS: "●",
    Assessment.NOT_STARTED: "○",
    Assessment.NOT_PURSUED: "×",
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
fonts of signs."""

SUCCESS, UNDER_WAY, NOT_BEGUN, DROPPED, UNKNOWN = "erfolg", "laufend", "offen", "beendet", "unbekannt"
KINDS: dict[str, str] = {
    Assessment.COMPLETED: SUCCESS,
    Assessment.REGULAR_BUSINESS: SUCCESS,
    Assessment.IN_PROGRESS: UNDER_WAY,
    Assessment.NOT_STARTED: NOT_BEGUN,
    Assessment.NOT_PURSUED: DROPPED,
    Progress.REPORTED: UNDER_WAY,
    Progress.REASON_GIVEN: NOT_BEGUN,
    Progress.UNCHANGED: UNDER_WAY,
}
"""What a state means in one word, by which a template chooses its colour; what is not here is not known."""

SHORT_LABELS: dict[str, str] = {
    Assessment.REGULAR_BUSINESS: "laufendes Geschäft",
    Progress.REPORTED: "berichtet",
    Progress.REASON_GIVEN: "noch nichts getan",
    Progress.UNCHANGED: "unverändert",
}
"""Labels for a narrow column, where the usual one is too long."""


def column_of(progress: Progress, assessment: Assessment | None, *, assessment_asked: bool) -> str:
    """The key of the one column that a measure counts in."""
    if not assessment_asked or progress not in ANSWERED:
        return progress
    return assessment or NOT_ASSESSED


def column_labels(words: Words = DEFAULT_WORDS, *, assessment_asked: bool) -> dict[str, str]:
    """Every possible column with its label, in the order of the tables."""
    classes = progress_labels(words)
    if not assessment_asked:
        return {key.value: label for key, label in classes.items()}
    labels: dict[str, str] = {key: rule.label for key, rule in ASSESSMENTS.items()}
    labels[NOT_ASSESSED] = words.say("ohne Bewertung")
    return labels | {key: label for key, label in classes.items() if key not in ANSWERED}


def used_columns(fields: Iterable[FieldOfActionView], labels: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns in which a printed measure counts; ``labels`` are those of :func:`column_labels`."""
    return count_columns(Counter(measure.column for field in fields for measure in field.all_measures()), labels)


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


def count_columns(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns in which something is counted, in the order of the labels."""
    return tuple(
        Column(key, label, counts[key], SIGNS.get(key, "")) for key, label in labels.items() if counts.get(key)
    )


def _row(of: FieldOfActionView | AreaView, measures: Iterable[MeasureView], columns: Sequence[Column]) -> Row:
    counted = Counter(measure.column for measure in measures)
    short = f"{of.number} {of.title}".strip() or of.heading
    counts = tuple(counted[column.key] for column in columns)
    return Row(of.heading, counts, counted.total(), isinstance(of, AreaView), short)


def build_responses(
    measures: Sequence[JudgedMeasure], names: Mapping[str, str], files: Iterable[SourceFile], *, public: bool = False
) -> ResponseTable:
    """The responses to the printed measures; ``names`` are those of the departments by their ids.

    A department stands there if it is responsible for one of them or answered for one; a department that is asked about
    nothing but non-measures leaves no trace. File names may name persons: the public version does not show them.
    """
    numbers = {judged.measure.number for judged in measures}
    total = Counter(judged.measure.department for judged in measures)
    answered = Counter(judged.measure.department for judged in measures if judged.progress in ANSWERED)
    sent: dict[str | None, list[ResponseFile]] = {}
    for file in files:
        for department in {department for department, number in file.answered if number in numbers}:
            sent.setdefault(department, []).append(ResponseFile(None if public else file.name, file.day, file.received))
    rows = [
        ResponseRow(
            id=identifier,
            name=identifier and names.get(identifier, identifier),
            files=tuple(sent.get(identifier, ())),
            answered=answered[identifier],
            open=total[identifier] - answered[identifier],
            total=total[identifier],
        )
        for identifier in total.keys() | sent.keys()
    ]
    rows.sort(key=lambda row: (row.id is None, name_order(row.name or ""), row.id))
    return ResponseTable(tuple(rows), answered.total(), total.total() - answered.total(), total.total())
