"""Every text that a report prints of a measure, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.judge.choices import ASSESSMENTS
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Edit, MeasureAnswer
from lipctl.judge.progress import Progress
from lipctl.plan.model import Measure
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.report.contact_list import printed_contact
from lipctl.text import is_blank


class Statement(NamedTuple):
    """One printed text and its places. ``text`` is None for what belongs to persons: not even its digest is told.

    ``field`` is a question's code, or ``summary`` and ``note`` for what the catalogue says.
    """

    measure: str
    part: int
    field: str
    year: int
    text: str | None
    places: tuple[Place, ...]
    edited: bool = False


def statements_of(outcome: JudgedMeasure, year: int) -> Iterator[Statement]:
    """Every text that the report prints of a measure."""
    measure, number = outcome.measure, outcome.measure.number.text
    for name, text in (("summary", "\n\n".join(measure.summary)), ("note", measure.note)):
        if not is_blank(text):
            yield Statement(number, 0, name, year, text, _in_catalogue(measure, name))
    yield from _of_answer(outcome.answer, outcome.edits, number, year)
    if outcome.answer.unchanged:
        ticked = outcome.answer.places.get(Field(0, Question.UNCHANGED), ())
        yield Statement(number, 0, Question.UNCHANGED, year, "ja", ticked)
    if outcome.earlier is not None and outcome.progress in (Progress.UNCHANGED, Progress.NO_RESPONSE):
        before = outcome.earlier
        yield from _of_answer(before.answer, before.edits, number, before.year)
    contact = printed_contact(outcome)
    own = contact is outcome.answer.contact
    for question in CONTACT_QUESTIONS:
        if not is_blank(contact.text(question)):
            places = outcome.answer.places.get(Field(0, question), ()) if own else _in_catalogue(measure, question)
            yield Statement(number, 0, question, year, None, places)


def _in_catalogue(measure: Measure, name: str) -> tuple[Place, ...]:
    place = measure.place_of(name)
    return (place,) if place else ()


def _of_answer(given: MeasureAnswer, edits: Mapping[Field, Edit], number: str, year: int) -> Iterator[Statement]:
    answer = given.with_edits(edits)
    slots = [
        (part, question, content.text(question))
        for part, content in enumerate(answer.parts, start=1)
        if content.is_typed()
        for question in PART_QUESTIONS
    ]
    assessment = ASSESSMENTS[answer.assessment].label if answer.assessment else ""
    slots.append((0, Question.ASSESSMENT, assessment))
    slots.append((0, Question.DISCLAIMED, answer.disclaimed))
    for part, question, text in slots:
        if not is_blank(text):
            slot = Field(part, question)
            places = answer.places.get(slot, ())
            if slot in edits:
                places = (*places, edits[slot].place)
            yield Statement(number, part, question, year, text, places, slot in edits)
