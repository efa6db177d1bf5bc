"""The summary of a report: the columns in use, a row per field and area, who sent back what, and the sentence.

A measure counts in one column: that of its assessment in years that ask for one, else of its class (rules.md 2 and 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, ASSESSMENTS, Meaning, Progress, progress_labels
from lipctl.questions import DEFAULT_WORDS, Words
from lipctl.report.basis import SourceFile
from lipctl.report.view import (
    Column,
    FieldOfActionView,
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


def build_summary(
    fields: Sequence[FieldOfActionView], labels: Mapping[str, str], responses: ResponseTable, *, assessment_asked: bool
) -> Summary:
    """Count the printed measures."""
    counted = Counter(measure.column for field in fields for measure in field.all_measures())
    columns = count_columns(counted, column_labels(Words(labels), assessment_asked=assessment_asked))
    rows: list[Row] = []
    for field in fields:
        rows.append(_row(field.heading, field.all_measures(), columns))
        if field.areas and field.measures:
            rows.append(_row(f"ohne {labels['bereich']}", field.measures, columns, is_area=True))
        rows += [_row(area.heading, area.measures, columns, is_area=True) for area in field.areas]
    return Summary(_sentence(columns, labels), columns, tuple(rows), counted.total(), responses)


def count_columns(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns in which something is counted, in the order of the labels."""
    return tuple(
        Column(key, label, counts[key], SIGNS.get(key, "")) for key, label in labels.items() if counts.get(key)
    )


def _row(label: str, measures: Iterable[MeasureView], columns: Sequence[Column], *, is_area: bool = False) -> Row:
    counted = Counter(measure.column for measure in measures)
    return Row(label, tuple(counted[column.key] for column in columns), counted.total(), is_area)


def _sentence(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """E.g. "Von 7 Handlungsansätzen wurde zu 5 der Umsetzungsstand berichtet; zu 1 wurden Gründe genannt …".

    In years with assessments the successes come first, all together and then each.
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
