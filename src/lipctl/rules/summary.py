"""The totals of a report: which classes are in use, a row per field and area, and the sentence that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lipctl.model import Assessment
from lipctl.rules.choices import ASSESSMENTS
from lipctl.rules.progress import ANSWERED, PROGRESS_LABELS, Progress
from lipctl.rules.view import Column, FieldView, MeasureView, Row, RowKind, Summary

NOT_ASSESSED = "not_assessed"

# Verb and rest of a clause. "zu 5" as the only mention of the number keeps the verb independent of it.
_CLAUSES: dict[str, tuple[str, str]] = {
    Progress.REPORTED: ("wurde", "der Umsetzungsstand berichtet"),
    Progress.REASON_GIVEN: ("wurden", "Gründe genannt, warum noch nichts unternommen wurde"),
    Progress.UNCHANGED: ("wurde", "ein unveränderter Stand gemeldet"),
    Progress.INCOMPLETE: ("ist", "die Antwort unvollständig"),
    Progress.DISCLAIMED: ("ist", "die Zuständigkeit ungeklärt"),
    Progress.NOT_ASKED: ("wurde", "niemand befragt, weil keine Dienststelle zuständig ist"),
    Progress.NO_RESPONSE: ("liegt", "keine Rückmeldung vor"),
}


def column_of(progress: Progress, assessment: Assessment | None, *, assessment_asked: bool) -> str:
    """The key of the one column a measure counts in (rules.md 2 and 3)."""
    if not assessment_asked or progress not in ANSWERED:
        return progress
    return assessment or NOT_ASSESSED


def column_labels(*, assessment_asked: bool) -> dict[str, str]:
    """Every possible column with its label, in the order of the tables."""
    if not assessment_asked:
        return {key.value: label for key, label in PROGRESS_LABELS.items()}
    labels: dict[str, str] = {key: rule.label for key, rule in ASSESSMENTS.items()}
    labels[NOT_ASSESSED] = "ohne Bewertung"
    return labels | {key: label for key, label in PROGRESS_LABELS.items() if key not in ANSWERED}


def build_summary(fields: Sequence[FieldView], labels: Mapping[str, str], *, assessment_asked: bool) -> Summary:
    """Count the printed measures. Only classes in use become columns."""
    counted = Counter(measure.column for field in fields for measure in field.all_measures())
    order = column_labels(assessment_asked=assessment_asked)
    columns = tuple(Column(key, label, counted[key]) for key, label in order.items() if counted[key])
    rows: list[Row] = []
    for field in fields:
        rows.append(_row(RowKind.FIELD, field.heading, field.all_measures(), columns))
        rows += [_row(RowKind.AREA, area.heading, area.measures, columns) for area in field.areas]
        if field.areas and field.measures:
            place = len(rows) - len(field.areas)
            rows.insert(place, _row(RowKind.AREA, f"ohne {labels['bereich']}", field.measures, columns))
    return Summary(_sentence(columns, labels), columns, tuple(rows), counted.total())


def _row(kind: RowKind, label: str, measures: Iterable[MeasureView], columns: Sequence[Column]) -> Row:
    counted = Counter(measure.column for measure in measures)
    return Row(kind, label, tuple(counted[column.key] for column in columns), counted.total())


def _sentence(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """E.g. "Von 7 Handlungsansätzen wurde zu 5 der Umsetzungsstand berichtet, zu 1 wurden Gründe genannt …"."""
    total = sum(column.count for column in columns)
    if not total:
        return f"Der Plan enthält in diesem Jahr keine {labels['handlungsansaetze']}."
    noun = labels["handlungsansatz"] if total == 1 else _dative(labels["handlungsansaetze"])
    assessed = [column for column in columns if column.key not in _CLAUSES]
    clauses = [f"{column.count} {column.label}" for column in assessed]
    opening = f"Von {total} {noun}"
    if assessed:
        clauses[0] = f"{opening} {'ist' if assessed[0].count == 1 else 'sind'} {clauses[0]}"
    for column in columns:
        if column.key in _CLAUSES:
            verb, rest = _CLAUSES[column.key]
            clauses.append(
                f"zu {column.count} {verb} {rest}" if clauses else f"{opening} {verb} zu {column.count} {rest}"
            )
    return "; ".join(clauses) + "."


def _dative(plural: str) -> str:
    """Handlungsansätze → Handlungsansätzen, Maßnahmen → Maßnahmen."""
    return plural if plural.endswith(("n", "s")) else f"{plural}n"
