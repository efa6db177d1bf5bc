"""The totals of a report: which classes are in use, a row per field and area, and the sentence that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lipctl.judge.choices import ASSESSMENTS, Meaning
from lipctl.judge.progress import Progress
from lipctl.questions import Words
from lipctl.report.columns import Column, column_labels
from lipctl.report.returns import Returns
from lipctl.report.view import FieldView, MeasureView, Row, RowKind, Summary

_SUCCESSES = frozenset(key.value for key, rule in ASSESSMENTS.items() if rule.meaning is Meaning.SUCCESS)

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


def build_summary(
    fields: Sequence[FieldView], labels: Mapping[str, str], returns: Returns, *, assessment_asked: bool
) -> Summary:
    """Count the printed measures. Only classes in use become columns."""
    counted = Counter(measure.column for field in fields for measure in field.all_measures())
    order = column_labels(Words(labels), assessment_asked=assessment_asked)
    columns = tuple(Column(key, label, counted[key]) for key, label in order.items() if counted[key])
    rows: list[Row] = []
    for field in fields:
        rows.append(_row(RowKind.FIELD, field.heading, field.all_measures(), columns))
        rows += [_row(RowKind.AREA, area.heading, area.measures, columns) for area in field.areas]
        if field.areas and field.measures:
            place = len(rows) - len(field.areas)
            rows.insert(place, _row(RowKind.AREA, f"ohne {labels['bereich']}", field.measures, columns))
    return Summary(_sentence(columns, labels), columns, tuple(rows), counted.total(), returns)


def _row(kind: RowKind, label: str, measures: Iterable[MeasureView], columns: Sequence[Column]) -> Row:
    counted = Counter(measure.column for measure in measures)
    return Row(kind, label, tuple(counted[column.key] for column in columns), counted.total())


def _sentence(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """E.g. "Von 7 Handlungsansätzen wurde zu 5 der Umsetzungsstand berichtet; zu 1 wurden Gründe genannt …".

    In assessment years successes are told first and as such, then what each of them is.
    """
    total = sum(column.count for column in columns)
    if not total:
        return f"Der Plan enthält in diesem Jahr keine {labels['handlungsansaetze']}."
    noun = labels["handlungsansatz"] if total == 1 else _dative(labels["handlungsansaetze"])
    opening, words = f"Von {total} {noun}", Words(labels)
    clauses = _assessed(opening, columns)
    for column in columns:
        if column.key in _CLAUSES:
            verb, rest = _CLAUSES[column.key]
            rest = words.say(rest)
            clauses.append(
                f"zu {column.count} {verb} {rest}" if clauses else f"{opening} {verb} zu {column.count} {rest}"
            )
    return "; ".join(clauses) + "."


def _assessed(opening: str, columns: Sequence[Column]) -> list[str]:
    """The clauses about assessed measures, the first with the opening; none in other years."""
    successes = [column for column in columns if column.key in _SUCCESSES]
    others = [column for column in columns if column.key not in _SUCCESSES and column.key not in _CLAUSES]
    clauses = [f"{column.count} {column.label}" for column in others]
    if successes:
        done = sum(column.count for column in successes)
        each = " und ".join(f"{column.count} {column.label}" for column in successes)
        clauses.insert(0, f"{done} mit Erfolg abgeschlossen ({each})")
    if clauses:
        first = sum(column.count for column in successes) or others[0].count
        clauses[0] = f"{opening} {'ist' if first == 1 else 'sind'} {clauses[0]}"
    return clauses


def _dative(plural: str) -> str:
    """Handlungsansätze → Handlungsansätzen, Maßnahmen → Maßnahmen."""
    return plural if plural.endswith(("n", "s")) else f"{plural}n"
