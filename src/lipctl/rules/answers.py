"""From the texts of a measure's answer cells to what they say: the one reading for responses and for the live mark."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.model import CONTACT_QUESTIONS, PART_QUESTIONS, Contact, MeasureAnswer, Part, Question
from lipctl.rules.choices import read_assessment, read_tick
from lipctl.rules.standing import Slot
from lipctl.text import is_given


def as_answer(texts: Mapping[Slot, str]) -> MeasureAnswer:
    """What these cleaned texts say, by part and question; a slot that is not there is blank.

    Parts keep their numbers: one that nobody filled in stands blank between the others.
    """

    def text(question: Question, part: int = 0) -> str:
        return texts.get((part, question), "")

    assessment, tick = read_assessment(text(Question.ASSESSMENT)), read_tick(text(Question.UNCHANGED))
    unclear: dict[Question, str] = {}
    if assessment is None and is_given(text(Question.ASSESSMENT)):
        unclear[Question.ASSESSMENT] = text(Question.ASSESSMENT)
    if tick is None:
        unclear[Question.UNCHANGED] = text(Question.UNCHANGED)
    last = max((part for part, _ in texts), default=0)
    return MeasureAnswer(
        parts=tuple(Part(*(text(question, part) for question in PART_QUESTIONS)) for part in range(1, last + 1)),
        assessment=assessment,
        unchanged=tick is True,
        disclaimed=text(Question.DISCLAIMED),
        contact=Contact(*(text(question) for question in CONTACT_QUESTIONS)),
        unclear=unclear,
    )
