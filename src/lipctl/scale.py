"""The scale by which measures are assessed (rules.md 3): data, in which every rule reads what a step means and needs.

The settings may define a plan's own scale, in which steps come and go with the years. Without one the five of
:data:`DEFAULT_SCALE` hold. An answer holds the step as its own year knows it, so that it is printed by its name of then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from lipctl.questions import Question
from lipctl.text import key_of

MOST_STEPS = 8
"""How many steps a scale has at most: the form's live mark counts them in one digit, and 9 is what it does not understand."""


class Meaning(StrEnum):
    """What a step says of a measure."""

    SUCCESS = "success"
    OPEN = "open"
    DROPPED = "dropped"


class Step(NamedTuple):
    """One step of a scale.

    ``key`` is what data and comparisons know it by, ``label`` its name, ``short`` the same in few words. ``needs`` are the
    questions that have to be answered beside it. ``sign`` stands beside its name. ``colour`` is six hexadecimal digits, ""
    for the template's own. Of two steps that end nothing, the one of the higher ``rank`` is better.
    ``looks_ahead``: a status reported beside it should come with the next steps. ``first`` and ``last`` are the years in
    which it can be chosen.
    """

    key: str
    label: str
    meaning: Meaning
    needs: tuple[Question, ...] = ()
    sign: str = ""
    colour: str = ""
    rank: int = 0
    short: str = ""
    looks_ahead: bool = False
    first: int | None = None
    last: int | None = None

    @property
    def is_end(self) -> bool:
        """Whether the measure has come to its end, with success or without: it leaves no next steps to ask for."""
        return self.meaning is not Meaning.OPEN

    @property
    def is_begun(self) -> bool:
        """Whether something was done: a step that needs reasons, and no status, says that nothing was."""
        return Question.STATUS in self.needs or Question.REASONS not in self.needs

    @property
    def stands_alone(self) -> bool:
        """Whether it makes an answer that needs neither a status nor reasons."""
        return not {Question.STATUS, Question.REASONS} & {*self.needs}

    def is_valid_in(self, year: int) -> bool:
        """Whether it can be chosen in that year."""
        return (self.first or year) <= year <= (self.last or year)

    def is_same(self, other: object) -> bool:
        """Whether it is the same step, by whatever name."""
        return isinstance(other, Step) and other.key == self.key


@dataclass(frozen=True)
class Scale:
    """The steps of one year, in the order of lists and tables.

    ``successors`` leads from the keys of steps that earlier scales had to those that stand for them since.
    """

    steps: tuple[Step, ...]
    successors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """The steps by their keys."""
        return {step.key: step for step in self.steps}

    @cached_property
    def _by_label(self) -> dict[str, Step]:
        return {key_of(step.label): step for step in self.steps}

    @property
    def is_enough(self) -> bool:
        """Whether some step makes an answer by itself, so that nobody needs a status or reasons before choosing."""
        return any(step.stands_alone for step in self.steps)

    def read(self, text: str) -> Step | None:
        """The step that a text names; None if it names none."""
        return self._by_label.get(key_of(text))

    def today(self, step: Step) -> Step:
        """The step that an earlier one is, or has become, in this scale; itself if nothing here can be compared with it."""
        key = step.key
        for _ in self.successors:  # a chain is as long as this at most
            if key in self.by_key:
                break
            key = self.successors.get(key, key)
        return self.by_key.get(key, step)

    def knows(self, step: Step) -> bool:
        """Whether this scale has the step, by whatever name."""
        return step.key in self.by_key


COMPLETED = Step("completed", "erfüllt", Meaning.SUCCESS, (Question.STATUS,), "✓", rank=3, short="erfüllt")
REGULAR_BUSINESS = Step(
    "regular_business", "in das laufende Geschäft übergegangen", Meaning.SUCCESS, (Question.STATUS,),
    "✓", rank=3, short="laufendes Geschäft",
)  # fmt: skip
IN_PROGRESS = Step(
    "in_progress", "in Bearbeitung", Meaning.OPEN, (Question.STATUS, Question.PLANNED_STEPS),
    "●", rank=2, short="in Bearbeitung", looks_ahead=True,
)  # fmt: skip
NOT_STARTED = Step(
    "not_started", "noch nicht begonnen", Meaning.OPEN, (Question.REASONS,),
    "○", rank=1, short="noch nicht begonnen", looks_ahead=True,
)  # fmt: skip
NOT_PURSUED = Step(
    "not_pursued", "nicht weiter zu verfolgen", Meaning.DROPPED, (Question.REASONS,),
    "×", rank=0, short="nicht weiter zu verfolgen",
)  # fmt: skip

DEFAULT_SCALE = Scale((COMPLETED, REGULAR_BUSINESS, IN_PROGRESS, NOT_STARTED, NOT_PURSUED))
"""The scale of a plan that defines none."""
