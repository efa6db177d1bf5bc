"""What ``check`` says of a year (rules.md 4): one finding per measure or place. Equal ones are merged where they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lipctl.findings import RULES, Finding, Place, finding
from lipctl.findings.grouping import merge_places
from lipctl.judge.completeness import lacks_steps, missing_in
from lipctl.judge.empty_phrases import is_empty_phrase, says_none
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part, Response
from lipctl.judge.precedence import is_typed
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure, Plan
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale
from lipctl.text import german_date, is_given
from lipctl.words import DEFAULT_WORDS, Words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


class YearFacts(NamedTuple):
    """What the check of a year has to know besides the judged measures.

    ``folder`` is where the responses lie, as messages name it; ``returned`` says which department sent back the rows of
    which measure, ``words`` what the office calls the questions, ``scale`` how it assesses.
    """

    year: int
    as_of: date
    deadline: date | None
    plan: Plan
    folder: str
    returned: frozenset[tuple[str, MeasureNumber]]
    words: Words = DEFAULT_WORDS
    scale: Scale = DEFAULT_SCALE


def check_year(measures: Iterable[JudgedMeasure], facts: YearFacts) -> list[Finding]:
    """Everything that is missing or odd in the answers of a year."""
    measures = list(measures)
    responded = {department for department, _ in facts.returned}
    returned = {number for _, number in facts.returned}
    findings = list(_silent_departments(measures, facts, responded))
    for judged in measures:
        # Rows that another department sent back are not missing: the measure has moved since the forms went out.
        missing = judged.measure.department in responded and judged.measure.number not in returned
        findings += _MeasureCheck(judged, facts, missing=missing).findings()
    return findings


def _silent_departments(measures: list[JudgedMeasure], facts: YearFacts, responded: set[str]) -> Iterator[Finding]:
    asked = {judged.measure.department for judged in measures if judged.measure.department}
    for department in sorted(asked - responded):
        name = facts.plan.name_of(department)
        yield finding("LIP302", department=department, name=name, overdue=_overdue(facts), folder=facts.folder)


def _overdue(facts: YearFacts) -> str:
    if facts.deadline is None:
        return ""
    days = (facts.as_of - facts.deadline).days
    late = f", seit {days} Tagen überschritten" if days > 1 else ", seit einem Tag überschritten" if days == 1 else ""
    return f" (Frist {german_date(facts.deadline)}{late})"


class _MeasureCheck:
    """Checks one measure. ``missing``: its department responded, but without the measure's rows."""

    def __init__(self, judged: JudgedMeasure, facts: YearFacts, *, missing: bool) -> None:
        self.judged, self.facts, self.missing = judged, facts, missing
        self.measure, self.answer, self.earlier = judged.measure, judged.answer, judged.earlier
        self.typed = judged.answer.typed_parts()

    def findings(self) -> Iterator[Finding]:
        if self.judged.progress is None:
            if self.typed:
                yield self.about("LIP332", 1, Question.STATUS)
            return
        yield from self.gaps()
        yield from self.no_objection()
        yield from self.other_departments()
        yield from self.unchanged_or_not()
        if self.judged.progress in ANSWERED or self.judged.progress is Progress.INCOMPLETE:
            yield from self.contact()
            yield from self.turned_back()
            for number, part in enumerate(self.answer.parts, start=1):
                yield from self.part(number, part)

    def gaps(self) -> Iterator[Finding]:
        department = self.measure.department
        if department is None:
            yield nobody_responsible(self.measure, self.facts.words)
        for gap in self.judged.gaps:
            if gap.code != "LIP301" or not (self.missing or department is None):
                more = _MORE_OF_GAPS.get(gap.code)
                yield self.about(*gap, **(more(self, gap.question) if more and gap.question else {}))
        if self.missing and department:
            name, number = self.facts.plan.name_of(department), self.measure.number
            rule = RULES["LIP305"].in_words(self.facts.words)
            yield finding(rule, department=department, measure=number, number=number, name=name)

    def no_objection(self) -> Iterator[Finding]:
        if self.answer.no_objection:
            yield self.about("LIP340", 0, Question.DISCLAIMED, text=self.answer.no_objection)

    def other_departments(self) -> Iterator[Finding]:
        responsible = self.measure.department
        for department in sorted(self.answer.departments - {responsible, *self.measure.further_departments}):
            yield finding(
                "LIP322",
                department=department,
                measure=self.measure.number,
                found=self.facts.plan.name_of(department),
                expected=self.facts.plan.name_of(responsible) if responsible else "niemand",
            )

    def unchanged_or_not(self) -> Iterator[Finding]:
        if self.answer.unchanged and self.typed:
            yield self.about("LIP323", 0, Question.UNCHANGED)
        elif self.earlier and self.typed and self.typed == self.earlier.answer.typed_parts():
            yield self.about("LIP324", 1, Question.STATUS, year=self.earlier.year)

    def contact(self) -> Iterator[Finding]:
        department = self.facts.plan.departments.get(self.measure.department or "")
        missing = missing_in(self.answer.contact, department)
        if missing:
            names = ", ".join(map(self.facts.words.name, missing))
            places = (place for question in missing for place in self.answer.places.get(Field(0, question), ()))
            yield self.about("LIP321", 0, missing[0], missing=names, places=merge_places(places))

    def turned_back(self) -> Iterator[Finding]:
        turn, now = self.judged.turned_back, self.answer.assessment
        if turn and now and not any(is_given(part.reasons) for part in self.answer.parts):
            year, before = turn
            words = {"before": before.label, "now": now.label}
            yield self.about("LIP325", 0, Question.ASSESSMENT, year=year, **words)

    def part(self, number: int, part: Part) -> Iterator[Finding]:
        # A gap of the assessment says the same, as an error.
        said = any(gap.question is Question.PLANNED_STEPS for gap in self.judged.gaps)
        if lacks_steps(part, self.answer.assessment) and not said:
            yield self.about("LIP320", number, Question.PLANNED_STEPS)
        for question in PART_QUESTIONS:
            if _is_phrase(part, question):
                yield self.about("LIP330", number, question, text=part.text(question))
        years = [int(found) for found in _YEAR.findall(part.planned_steps)]
        if years and max(years) < self.facts.year:
            yield self.about("LIP331", number, Question.PLANNED_STEPS, year=self.facts.year)

    def about(self, code: str, part: int = 0, question: Question | None = None, **values: Any) -> Finding:
        """A finding about one field of the measure. ``values`` fill its placeholders; ``places`` among them replace the field's."""
        named = f" ({self.facts.words.say('Teil')} {part})" if part and len(self.typed) > 1 else ""
        places = self.places(part, question) if question else ()
        return finding(
            RULES[code].in_words(self.facts.words),
            department=self.measure.department or min(self.answer.departments, default=None),
            measure=self.measure.number,
            question=question,
            of_part=part,
            **{"part": named, "places": places} | values,
        )

    def places(self, part: int, question: Question) -> tuple[Place, ...]:
        """Where a field stands; the sheets where it would, if it is empty or missing."""
        return self.answer.places.get(Field(part, question)) or _sheets_of(self.answer, part)

    def assessed_at(self) -> tuple[Place, ...]:
        """Where the assessment stands."""
        return self.answer.places.get(Field(0, Question.ASSESSMENT), ())


def _disclaimed(check: _MeasureCheck, _question: Question) -> dict[str, Any]:
    return {"text": check.answer.disclaimed}


def _needed(check: _MeasureCheck, question: Question) -> dict[str, Any]:
    """What the assessment asks for; the finding stands where the assessment does."""
    assessment = check.answer.assessment
    return {
        "assessment": assessment.label if assessment else "",
        "lacking": check.facts.words.lacking(question),
        "places": check.assessed_at(),
    }


def _not_understood(check: _MeasureCheck, question: Question) -> dict[str, Any]:
    labels = ", ".join(step.label for step in check.facts.scale.steps)
    return {
        "field": check.facts.words.name(question).strip("„“"),
        "text": check.answer.unclear[question],
        "expected": "ja oder nichts" if question is Question.UNCHANGED else f"eines von: {labels}",
    }


def _contradicted(check: _MeasureCheck, question: Question) -> dict[str, Any]:
    """The two assessments; the finding stands at the tick and at the assessment of this year."""
    earlier, now = check.earlier, check.answer.assessment
    if not (earlier and earlier.assessed and now):
        return {}
    year, before = earlier.assessed
    places = merge_places((*check.places(0, question), *check.assessed_at()))
    return {"year": year, "before": before.label, "now": now.label, "places": places}


_MORE_OF_GAPS: dict[str, Callable[[_MeasureCheck, Question], dict[str, Any]]] = {
    "LIP307": _disclaimed,
    "LIP310": _needed,
    "LIP311": _not_understood,
    "LIP347": _contradicted,
}
"""What gaps of these kinds say besides their part, and where, if that is not their own field."""


def _is_phrase(part: Part, question: Question) -> bool:
    """Whether the answer tells a stranger nothing. "Keine" does, as planned steps or as reasons beside a status."""
    text = part.text(question)
    none_will_do = question is Question.PLANNED_STEPS or (question is Question.REASONS and is_given(part.status))
    return is_empty_phrase(text) and not (none_will_do and says_none(text))


def nobody_responsible(measure: Measure, words: Words) -> Finding:
    """The finding about a measure without department, with the empty cell of the catalogue."""
    return finding(
        RULES["LIP306"].in_words(words), measure=measure.number, places=[measure.place] if measure.place else []
    )


def _sheets_of(answer: MeasureAnswer, part: int) -> tuple[Place, ...]:
    """The sheets with answers to this part (0: to the measure), without cells: for findings about an empty or missing field."""
    beside = (place for (of, _), places in answer.places.items() if part in (0, of) for place in places)
    return tuple(dict.fromkeys(Place(place.file, place.sheet) for place in beside))


def deleted_numbers(
    earlier: Mapping[MeasureNumber, EarlierAnswer], known: Container[MeasureNumber], words: Words
) -> Iterator[Finding]:
    """Findings for what was once answered and has no row in the catalogue any more: those years' sums lack it."""
    for number, before in earlier.items():
        if number not in known:
            places = {Place(place.file, place.sheet) for found in before.answer.places.values() for place in found}
            rule = RULES["LIP327"].in_words(words)
            yield finding(rule, measure=number, places=sorted(places, key=repr), year=before.year)


def unknown_numbers(responses: Iterable[Response], known: Container[MeasureNumber]) -> Iterator[Finding]:
    """Findings for what was typed to a number that the plan does not have this year."""
    for response in responses:
        for answer in response.answers:
            if answer.number not in known and is_typed(answer):
                number, text = answer.number, answer.text
                yield finding("LIP205", measure=number, places=[answer.place], found=number, text=text)
