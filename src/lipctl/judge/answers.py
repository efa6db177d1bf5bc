"""From the texts of a measure's answer cells to what they say: the one reading for responses and for the live mark."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.judge.choices import read_assessment, read_tick
from lipctl.judge.model import MeasureAnswer, Part
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.text import is_given

_ASSESSMENT, _UNCHANGED, _DISCLAIMED = (
    Field(0, Question.ASSESSMENT),
    Field(0, Question.UNCHANGED),
    Field(0, Question.DISCLAIMED),
)
_CONTACT = tuple(Field(0, question) for question in CONTACT_QUESTIONS)


def as_answer(texts: Mapping[Field, str]) -> MeasureAnswer:
    """What these cleaned texts say, by part and question; a slot that is not there is blank.

    Parts keep their numbers: one that nobody filled in stands blank between the others.
    """
    assessed, ticked = texts.get(_ASSESSMENT, ""), texts.get(_UNCHANGED, "")
    assessment, tick = read_assessment(assessed), read_tick(ticked)
    unclear: dict[Question, str] = {}
    if assessment is None and is_given(assessed):
        unclear[Question.ASSESSMENT] = assessed
    if tick is None:
        unclear[Question.UNCHANGED] = ticked
    last = max([part for part, _ in texts], default=0)
    return MeasureAnswer(
        parts=tuple(
            [
                Part(*[texts.get(Field(part, question), "") for question in PART_QUESTIONS])
                for part in range(1, last + 1)
            ]
        ),
        assessment=assessment,
        unchanged=tick is True,
        disclaimed=texts.get(_DISCLAIMED, ""),
        contact=Contact(*[texts.get(slot, "") for slot in _CONTACT]),
        unclear=unclear,
    )
