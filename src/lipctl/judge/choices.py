"""The questions that have only certain answers: the assessment, and the tick "unverändert" (rules.md 3)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from lipctl.judge.model import Assessment
from lipctl.questions import Question
from lipctl.text import is_given, key_of


class Meaning(StrEnum):
    """What an assessment says of a measure."""

    SUCCESS = "success"
    OPEN = "open"
    DROPPED = "dropped"


class AssessmentRule(NamedTuple):
    """An assessment's label, what it means, and which answers it needs beside it."""

    label: str
    meaning: Meaning
    needs: tuple[Question, ...]


ASSESSMENTS: dict[Assessment, AssessmentRule] = {
    Assessment.COMPLETED: AssessmentRule("erfüllt", Meaning.SUCCESS, (Question.STATUS,)),
    Assessment.REGULAR_BUSINESS: AssessmentRule(
        "in das laufende Geschäft übergegangen", Meaning.SUCCESS, (Question.STATUS,)
    ),
    Assessment.IN_PROGRESS: AssessmentRule(
        "in Bearbeitung", Meaning.OPEN, (Question.STATUS, Question.PLANNED_STEPS)
    ),
    Assessment.NOT_STARTED: AssessmentRule("noch nicht begonnen", Meaning.OPEN, (Question.REASONS,)),
    Assessment.NOT_PURSUED: AssessmentRule("nicht weiter zu verfolgen", Meaning.DROPPED, (Question.REASONS,)),
}  # fmt: skip

YES = ("ja", "x", "✓", "✔", "☑", "wahr", "true", "1")
NO = ("nein", "falsch", "false", "0", "☐")

_BY_LABEL = {key_of(rule.label): assessment for assessment, rule in ASSESSMENTS.items()}


def read_assessment(text: str) -> Assessment | None:
    """The assessment a text names; None if it names none."""
    return _BY_LABEL.get(key_of(text))


def read_tick(text: str) -> bool | None:
    """Whether a text ticks a box; None if it says neither yes nor no. Blank and dashes are no."""
    if not is_given(text):
        return False
    return True if key_of(text) in YES else False if key_of(text) in NO else None
