"""What ``check`` says of a year (rules.md 4). One finding per measure or place; merging equal ones is the screen's."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.choices import ASSESSMENTS, Meaning
from lipctl.judge.completeness import Gap
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Department, Measure
from lipctl.questions import Field, Question
from lipctl.text import DASHES, german_date, is_blank, is_given, key_of

EMPTY_PHRASES = frozenset(
    {
        "läuft", "läuft weiter", "läuft noch", "s. o.", "s.o.", "siehe oben", "s. u.", "siehe unten", "wie vorjahr",
        "wie im vorjahr", "s. vorjahr", "siehe vorjahr", "wie gehabt", "keine änderung", "keine änderungen",
        "unverändert", "in arbeit", "erledigt", "ok", "entfällt", "k. a.", "k.a.", "keine angabe", "keine angaben",
        "?", "xxx", "folgt", "wird nachgereicht",
    }
)  # fmt: skip
"""Whole answers that tell a stranger nothing."""

_LONGEST_PHRASE = 4 * max(map(len, EMPTY_PHRASES))
"""Rather too long: dashes and exclamation marks around a phrase do not count."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_QUESTION_NAMES = {
    Question.STATUS: "der Umsetzungsstand",
    Question.PLANNED_STEPS: "die geplanten Schritte",
    Question.REASONS: "die Gründe",
}


class Round(NamedTuple):
    """The circumstances of a year's check."""

    year: int
    as_of: date
    deadline: date | None
    departments: Mapping[str, Department]
    folder: str
    """Where the responses lie, as messages name it."""
    returned: frozenset[tuple[str, MeasureNumber]]
    """Which department sent back the rows of which measure."""


def check_year(outcomes: Iterable[JudgedMeasure], circumstances: Round) -> list[Finding]:
    """Everything that is missing or odd in the answers of a year."""
    outcomes = list(outcomes)
    heard = {department for department, _ in circumstances.returned}
    returned = {number for _, number in circumstances.returned}
    findings = list(_silent_departments(outcomes, circumstances, heard))
    for outcome in outcomes:
        if outcome.progress is None:
            findings += _non_measure(outcome)
        else:
            # Rows that another department sent back are not missing: the measure has moved since the forms went out.
            missing = outcome.measure.department in heard and outcome.measure.number not in returned
            findings += _answer_findings(outcome, circumstances, missing=missing)
    return findings


def _silent_departments(outcomes: list[JudgedMeasure], around: Round, heard: set[str]) -> Iterator[Finding]:
    asked = {outcome.measure.department for outcome in outcomes if outcome.measure.department}
    for identifier in sorted(asked - heard):
        name = around.departments[identifier].name
        yield finding("LIP302", department=identifier, name=name, overdue=_overdue(around), folder=around.folder)


def _overdue(around: Round) -> str:
    if around.deadline is None:
        return ""
    days = (around.as_of - around.deadline).days
    late = f", seit {days} Tagen überschritten" if days > 1 else ", seit einem Tag überschritten" if days == 1 else ""
    return f" (Frist {german_date(around.deadline)}{late})"


def _non_measure(outcome: JudgedMeasure) -> Iterator[Finding]:
    if outcome.answer.typed_parts():
        yield _about(outcome, Gap("LIP332", 1, Question.STATUS))


def _answer_findings(outcome: JudgedMeasure, around: Round, *, missing: bool) -> Iterator[Finding]:
    measure = outcome.measure
    if measure.department is None:
        yield nobody_responsible(measure)
    for gap in outcome.gaps:
        if gap.code == "LIP301" and (missing or measure.department is None):
            continue
        yield _about(outcome, gap)
    if missing and measure.department:
        name = around.departments[measure.department].name
        yield finding("LIP305", department=measure.department, measure=measure.number, number=measure.number, name=name)
    yield from _other_department(outcome, around)
    yield from _unchanged_or_not(outcome)
    if outcome.progress in ANSWERED or outcome.progress is Progress.INCOMPLETE:
        yield from _contact(outcome)
        yield from _turned_back(outcome)
        for number, part in enumerate(outcome.answer.parts, start=1):
            yield from _part(outcome, number, part, around.year)


def nobody_responsible(measure: Measure) -> Finding:
    """The finding about a measure without department, with the empty cell of the catalogue."""
    return finding("LIP306", measure=measure.number, places=[measure.place] if measure.place else [])


def _about(outcome: JudgedMeasure, gap: Gap, **values: Any) -> Finding:
    """A finding about one field of a measure, with the place of that field and the words its sentence needs."""
    answer = outcome.answer
    field = Field(gap.part, gap.question) if gap.question else None
    places: tuple[Place, ...] = (answer.places.get(field) or _sheets_of(answer, gap.part)) if field else ()
    several = len(answer.typed_parts()) > 1
    words: dict[str, Any] = {
        "part": f" (Teil {gap.part})" if gap.part and several else "",
        "text": answer.disclaimed,
    }
    if gap.code == "LIP310" and answer.assessment and gap.question:
        words["assessment"] = ASSESSMENTS[answer.assessment].label
        words["needed"] = _QUESTION_NAMES[gap.question]
        places = answer.places.get(Field(0, Question.ASSESSMENT), ())
    if gap.code == "LIP311" and gap.question:
        words["text"] = answer.unclear[gap.question]
        labels = ", ".join(rule.label for rule in ASSESSMENTS.values())
        words["expected"] = "ja oder nichts" if gap.question is Question.UNCHANGED else f"eines von: {labels}"
    return finding(
        gap.code,
        department=_department_of(outcome),
        measure=outcome.measure.number,
        question=gap.question,
        of_part=gap.part,
        places=places,
        **(words | values),
    )


def _sheets_of(answer: MeasureAnswer, part: int) -> tuple[Place, ...]:
    """Where something stands beside a field that is empty, or was never there: the sheets, without cells."""
    beside = (place for (of, _), places in answer.places.items() if part in (0, of) for place in places)
    return tuple(dict.fromkeys(Place(place.file, place.sheet) for place in beside))


def _department_of(outcome: JudgedMeasure) -> str:
    return outcome.measure.department or min(outcome.answer.departments, default="")


def _other_department(outcome: JudgedMeasure, around: Round) -> Iterator[Finding]:
    measure = outcome.measure
    responsible = {measure.department, *measure.further_departments}
    for identifier in sorted(outcome.answer.departments - responsible):
        yield finding(
            "LIP322",
            department=identifier,
            measure=measure.number,
            found=_name(around, identifier),
            expected=_name(around, measure.department) if measure.department else "niemand",
        )


def _name(around: Round, identifier: str) -> str:
    return around.departments[identifier].name if identifier in around.departments else identifier


def _unchanged_or_not(outcome: JudgedMeasure) -> Iterator[Finding]:
    answer, earlier = outcome.answer, outcome.earlier
    typed = answer.typed_parts()
    if answer.unchanged and typed:
        yield _about(outcome, Gap("LIP323", 0, Question.UNCHANGED))
    elif earlier and typed and typed == earlier.answer.typed_parts():
        yield _about(outcome, Gap("LIP324", 1, Question.STATUS), year=earlier.year)


def _turned_back(outcome: JudgedMeasure) -> Iterator[Finding]:
    turn = outcome.turned_back
    if turn is not None and not any(is_given(part.reasons) for part in outcome.answer.parts):
        year, before = turn
        assert outcome.answer.assessment is not None  # noqa: S101 — a turn has two ends
        words = {"before": ASSESSMENTS[before].label, "now": ASSESSMENTS[outcome.answer.assessment].label}
        yield _about(outcome, Gap("LIP325", 0, Question.ASSESSMENT), year=year, **words)


def _contact(outcome: JudgedMeasure) -> Iterator[Finding]:
    contact = outcome.answer.contact
    parts = {
        Question.PERSONS: ("Person", contact.persons),
        Question.UNIT: ("OE", contact.unit),
        Question.PHONES: ("Telefon", contact.phones),
    }
    missing = {question: name for question, (name, text) in parts.items() if not is_given(text)}
    if missing:
        yield _about(outcome, Gap("LIP321", 0, next(iter(missing))), missing=", ".join(missing.values()))


def _part(outcome: JudgedMeasure, number: int, part: Part, year: int) -> Iterator[Finding]:
    assessment = outcome.answer.assessment
    finished = assessment is not None and ASSESSMENTS[assessment].meaning is not Meaning.OPEN
    # A gap of the assessment says the same, as an error.
    said = any(gap.question is Question.PLANNED_STEPS for gap in outcome.gaps)
    if is_given(part.status) and is_blank(part.planned_steps) and not finished and not said:
        yield _about(outcome, Gap("LIP320", number, Question.PLANNED_STEPS))
    for question in _QUESTION_NAMES:
        text = part.text(question)
        if is_empty_phrase(text):
            yield _about(outcome, Gap("LIP330", number, question), text=text)
    steps = part.planned_steps
    years = [int(found) for found in _YEAR.findall(steps)] if "19" in steps or "20" in steps else []
    if years and max(years) < year:
        yield _about(outcome, Gap("LIP331", number, Question.PLANNED_STEPS), year=year)


def is_empty_phrase(text: str) -> bool:
    """Whether a whole answer is a phrase that tells a stranger nothing ("läuft", "s. o.")."""
    if len("".join(text[: 2 * _LONGEST_PHRASE].split())) > _LONGEST_PHRASE:
        return False
    key = key_of(text).strip(" !" + DASHES)
    return key in EMPTY_PHRASES or key.rstrip(".") in EMPTY_PHRASES


def deleted_numbers(
    earlier: Mapping[MeasureNumber, EarlierAnswer], known: Container[MeasureNumber]
) -> Iterator[Finding]:
    """Findings for what was once answered and has no row in the catalogue any more: those years' sums lack it."""
    for number, before in earlier.items():
        if number not in known:
            places = {Place(place.file, place.sheet) for found in before.answer.places.values() for place in found}
            yield finding("LIP327", measure=number, places=sorted(places, key=repr), year=before.year)


def unknown_numbers(
    answers: Mapping[MeasureNumber, Iterable[tuple[str, Place]]], measures: Mapping[MeasureNumber, Measure]
) -> Iterator[Finding]:
    """Findings for what was typed to a number that the plan does not have this year."""
    for number, typed in answers.items():
        if number not in measures:
            for text, place in typed:
                yield finding("LIP205", measure=number, places=[place], found=number, text=text)
