"""The questions of the form, and the fields in which they are answered."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Question(StrEnum):
    """One question of the form. The first three are asked per part, the others once per measure (part 0)."""

    STATUS = "status"
    PLANNED_STEPS = "planned_steps"
    REASONS = "reasons"
    ASSESSMENT = "assessment"
    UNCHANGED = "unchanged"
    DISCLAIMED = "disclaimed"
    PERSONS = "contact_persons"
    DEPARTMENT = "contact_department"
    UNIT = "contact_unit"
    PHONES = "contact_phones"
    MAIL = "contact_mail"

    @property
    def attribute(self) -> str:
        """The name under which a ``Part``, ``MeasureAnswer`` or ``Contact`` holds its answer."""
        return self.value.removeprefix("contact_")


PART_QUESTIONS = (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)
CONTACT_QUESTIONS = (Question.PERSONS, Question.DEPARTMENT, Question.UNIT, Question.PHONES, Question.MAIL)


class Field(NamedTuple):
    """One field of a measure's sheet: a question, and the part it is asked for.

    Parts count from 1; ``part`` is 0 where the question is asked once per measure.
    """

    part: int
    question: Question
