"""What the earlier rounds say: the newest earlier answers, how long a measure has been silent or unchanged, and the
states of the newest round to compare with.

The rounds are told one after the other, oldest first, so that each year is looked at once and no text is kept but the
newest of each measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.model import Assessment, EarlierAnswer, MeasureAnswer
from lipctl.judge.progress import ANSWERED, Progress, classify
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Measure


class Past(NamedTuple):
    """What the earlier rounds say of one measure.

    ``same_since`` is the first year in which the newest earlier text was given. ``silent`` are the rounds without
    response that directly precede this year, oldest first. ``assessed`` is the newest earlier assessment with its year.
    """

    same_since: int | None = None
    silent: tuple[int, ...] = ()
    assessed: tuple[int, Assessment] | None = None


class EarlierState(NamedTuple):
    """What a measure counted as in an earlier year. The assessment is only there where it was asked and counted."""

    measure: Measure
    progress: Progress
    assessment: Assessment | None


class EarlierRound(NamedTuple):
    """A year that had a round: at least one response of that year could be read. Non-measures are not in it."""

    year: int
    assessment_asked: bool
    states: Mapping[MeasureNumber, EarlierState]


class EarlierContact(NamedTuple):
    """Who answered for a measure in an earlier year, and which departments answered then."""

    year: int
    contact: Contact
    departments: frozenset[str]


class History(NamedTuple):
    """What was answered before: per measure the newest earlier answer and contact, and what else the rounds say."""

    answers: Mapping[MeasureNumber, EarlierAnswer]
    contacts: Mapping[MeasureNumber, EarlierContact]
    past: Mapping[MeasureNumber, Past] = MappingProxyType({})
    newest: EarlierRound | None = None


class Chronicle:
    """Takes the earlier rounds, oldest first, and gives the :class:`History` before the year that follows."""

    def __init__(self) -> None:
        self._answers: dict[MeasureNumber, EarlierAnswer] = {}
        self._contacts: dict[MeasureNumber, EarlierContact] = {}
        self._since: dict[MeasureNumber, int] = {}
        self._silent: dict[MeasureNumber, tuple[int, ...]] = {}
        self._assessed: dict[MeasureNumber, tuple[int, Assessment]] = {}
        self._newest: EarlierRound | None = None

    def add(
        self,
        year: int,
        measures: Iterable[Measure],
        answers: Mapping[MeasureNumber, MeasureAnswer],
        *,
        assessment_asked: bool,
    ) -> None:
        """Take the next round.

        A year in which a measure was only reported as unchanged leads on to the answer it refers to; a year in which
        the department only declared itself not responsible answered no question and is passed over
        (docs/decisions/0006).
        """
        states = {}
        for measure in measures:
            if measure.in_report:
                state = self._state(measure, answers.get(measure.number, _NOTHING), assessment_asked=assessment_asked)
                states[measure.number] = state
                self._remember(year, measure.number, state)
        self._newest = EarlierRound(year, assessment_asked, states)
        for number, answer in answers.items():
            self._take(year, number, answer)

    def history(self) -> History:
        """What is known after all that was added."""
        numbers = self._since.keys() | self._silent.keys() | self._assessed.keys()
        past = {
            number: Past(self._since.get(number), self._silent.get(number, ()), self._assessed.get(number))
            for number in numbers
        }
        return History(self._answers, self._contacts, past, self._newest)

    def _state(self, measure: Measure, answer: MeasureAnswer, *, assessment_asked: bool) -> EarlierState:
        progress = classify(measure, answer, self._answers.get(measure.number))
        counted = assessment_asked and progress in ANSWERED
        return EarlierState(measure, progress, answer.assessment if counted else None)

    def _remember(self, year: int, number: MeasureNumber, state: EarlierState) -> None:
        if state.progress is Progress.NO_RESPONSE:
            self._silent[number] = (*self._silent.get(number, ()), year)
        else:
            self._silent.pop(number, None)
        if state.assessment is not None:
            self._assessed[number] = year, state.assessment

    def _take(self, year: int, number: MeasureNumber, answer: MeasureAnswer) -> None:
        parts = answer.typed_parts()
        if parts:
            known = self._answers.get(number)
            if known is None or known.answer.typed_parts() != parts:
                self._since[number] = year
            self._answers[number] = EarlierAnswer(year, answer)
        if not answer.contact.is_empty() and answer.departments:
            self._contacts[number] = EarlierContact(year, answer.contact, answer.departments)


_NOTHING = MeasureAnswer()
NO_PAST = Past()
