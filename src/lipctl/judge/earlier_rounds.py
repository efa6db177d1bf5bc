"""What the earlier rounds say: the newest earlier answers that say something, how long a measure has been silent or
unchanged, and the states of the newest round, to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.empty_phrases import says_nothing
from lipctl.judge.model import NOTHING_ANSWERED, EarlierAnswer, MeasureAnswer
from lipctl.judge.progress import ANSWERED, Progress, classify
from lipctl.judge.succession import agreed, joined
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Measure
from lipctl.scale import DEFAULT_SCALE, Scale, Step


class MeasureHistory(NamedTuple):
    """What the earlier rounds say of one measure, besides its newest answer.

    ``same_since`` is the first year in which the newest earlier text was given. ``silent`` are the rounds without
    response that directly precede this year, oldest first. ``assessed`` is the newest earlier assessment with its year.
    ``former`` are the numbers whose place it has taken, as the newest round knows them.
    """

    same_since: int | None = None
    silent: tuple[int, ...] = ()
    assessed: tuple[int, Step] | None = None
    former: tuple[MeasureNumber, ...] = ()


NO_HISTORY = MeasureHistory()


class EarlierState(NamedTuple):
    """What a measure counted as in an earlier year. The assessment is only there where it was asked and counted."""

    measure: Measure
    progress: Progress
    assessment: Step | None


class EarlierRound(NamedTuple):
    """A year that had a round: at least one response of that year could be read. Non-measures are not in it.

    ``scale`` is how it would assess, ``assessment_asked`` whether it did.
    """

    year: int
    assessment_asked: bool
    states: Mapping[MeasureNumber, EarlierState]
    scale: Scale = DEFAULT_SCALE

    @property
    def asked_scale(self) -> Scale | None:
        """How it assessed; None if it did not."""
        return self.scale if self.assessment_asked else None


class EarlierContact(NamedTuple):
    """Who answered for a measure in an earlier year, and which departments answered then."""

    year: int
    contact: Contact
    departments: frozenset[str]


class History:
    """What was answered before a year. The earlier rounds are added one after the other, oldest first.

    ``contacts`` holds the newest of each measure, ``answers`` the newest that says something, ``measures`` what else the
    rounds say of it; ``newest`` is the newest round. No older text is kept. Answers up to the closed year
    ``settled_until`` have the edits with which they were printed.
    """

    def __init__(self) -> None:
        self.answers: dict[MeasureNumber, EarlierAnswer] = {}
        self.contacts: dict[MeasureNumber, EarlierContact] = {}
        self.measures: dict[MeasureNumber, MeasureHistory] = {}
        self.newest: EarlierRound | None = None
        self.settled_until = 0

    def of(self, number: MeasureNumber) -> MeasureHistory:
        """What the rounds say of one measure."""
        return self.measures.get(number, NO_HISTORY)

    def answer_of(self, number: MeasureNumber) -> EarlierAnswer | None:
        """The newest earlier answer to a measure that says something."""
        answer = self.answers.get(number)
        return answer and answer._replace(assessed=self.of(number).assessed)

    def carry_over(self, measures: Iterable[Measure], year: int) -> None:
        """Give the measures that have begun by a year what was said under their former numbers (rules.md 6).

        What is known of a measure itself goes before. A former number that is in the plan of that year keeps its own.

        Args:
            measures: those of all years.
            year: all rounds before it have been added.
        """
        begun = [measure for measure in measures if (measure.valid_from or year) <= year]
        valid = {measure.number for measure in begun if measure.is_valid_in(year)}
        for measure in sorted(begun, key=lambda measure: measure.valid_from or 0):
            former = [number for number in measure.former if number not in valid]
            if former:
                self._take_over(measure.number, former)

    def _take_over(self, number: MeasureNumber, former: Sequence[MeasureNumber]) -> None:
        answers = [(other, self.answers[other]) for other in former if other in self.answers]
        if answers:
            self.answers.setdefault(number, joined(answers))
        contacts = [self.contacts[other] for other in former if other in self.contacts]
        if contacts:
            self.contacts.setdefault(number, max(contacts, key=lambda contact: contact.year))
        then = self.newest.states if self.newest else {}
        known = self.measures.get(number) or _in_common([self.of(other) for other in former])
        before = (each for other in former for each in ((other,) if other in then else self.of(other).former))
        self.measures[number] = known._replace(former=tuple(dict.fromkeys(before)))

    def add(
        self,
        year: int,
        measures: Iterable[Measure],
        answers: Mapping[MeasureNumber, MeasureAnswer],
        *,
        scale: Scale | None,
        classes: Mapping[MeasureNumber, Progress | None] = MappingProxyType({}),
    ) -> None:
        """Add the next round. One without any answer was none, and changes nothing. ``classes`` are those of a closed year.

        A year in which a measure was only reported as unchanged leads on to the answer it refers to, and so does one in
        which the answer said nothing ("Kein neuer Sachstand"); a year in which the department only declared itself not
        responsible answered no question and is passed over (docs/decisions/0006).
        """
        if not answers:
            return
        states = {}
        for measure in measures:
            if measure.in_report:
                answer = answers.get(measure.number, NOTHING_ANSWERED)
                known = classes.get(measure.number)
                progress = known or classify(measure, answer, self.answers.get(measure.number))
                counted = scale and progress in ANSWERED
                state = EarlierState(measure, progress, answer.assessment if counted else None)
                states[measure.number] = state
                self._add_state(year, measure.number, state)
        self.newest = EarlierRound(year, scale is not None, states, scale or DEFAULT_SCALE)
        for number, answer in answers.items():
            self._add_answer(year, number, answer)

    def _add_state(self, year: int, number: MeasureNumber, state: EarlierState) -> None:
        known = self.of(number)
        silent = (*known.silent, year) if state.progress is Progress.NO_RESPONSE else ()
        assessed = (year, state.assessment) if state.assessment else known.assessed
        self.measures[number] = known._replace(silent=silent, assessed=assessed)

    def _add_answer(self, year: int, number: MeasureNumber, answer: MeasureAnswer) -> None:
        parts = answer.typed_parts()
        earlier = self.answers.get(number)
        assessed_alone = answer.assessment and answer.assessment.stands_alone
        if (parts or assessed_alone) and (
            earlier is None or _says_something(answer) or not _says_something(earlier.answer)
        ):
            if earlier is None or earlier.answer.typed_parts() != parts:
                self.measures[number] = self.of(number)._replace(same_since=year)
            self.answers[number] = EarlierAnswer(year, answer)
        if not answer.contact.is_empty() and answer.departments:
            self.contacts[number] = EarlierContact(year, answer.contact, answer.departments)


def _in_common(former: Sequence[MeasureHistory]) -> MeasureHistory:
    """What holds of a measure that has taken the place of several; where they differ, nothing is known of it."""
    return MeasureHistory(
        same_since=max((known.same_since for known in former if known.same_since), default=None),
        silent=tuple(year for year in former[0].silent if all(year in known.silent for known in former)),
        assessed=agreed(known.assessed for known in former),
    )


def _says_something(answer: MeasureAnswer) -> bool:
    return not all(says_nothing(text) for _, text in answer.part_texts())
