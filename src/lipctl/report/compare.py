"""From two rounds to their comparison.

Compared is with the newest earlier year that has a round (Hannover reported 2010, then 2013). The states are the
report's columns. Where only one of the two years asks for the assessment, both are counted by class, and the report
says so: an assessment cannot be compared with none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from lipctl.judge.choices import ASSESSMENTS
from lipctl.judge.history import EarlierRound, EarlierState
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.questions import Words
from lipctl.report.changes import GONE, NEW, Change, ChangeList, Changes, Matrix, MatrixRow
from lipctl.report.columns import Column, column_labels, column_of
from lipctl.text import is_given, shortened

_SHORT = 84


def compare(
    outcomes: Iterable[JudgedMeasure], before: EarlierRound | None, words: Words, *, assessment_asked: bool
) -> Changes | None:
    """The changes since an earlier round; None without one. Non-measures leave no trace."""
    printed = sorted(
        (outcome for outcome in outcomes if outcome.measure.in_report and outcome.progress is not None),
        key=lambda outcome: outcome.measure.number.order,
    )
    if before is None or not (printed or before.states):
        return None
    comparison = _Comparison(printed, before, words, assessment_asked=assessment_asked)
    lists = tuple(comparison.lists())
    return Changes(
        before.year,
        _sentence(before.year, lists),
        comparison.hint(),
        comparison.by_assessment,
        comparison.matrix(),
        lists,
    )


class _Comparison:
    """Two years side by side."""

    def __init__(
        self, outcomes: Sequence[JudgedMeasure], before: EarlierRound, words: Words, *, assessment_asked: bool
    ) -> None:
        self.outcomes, self.before, self.words, self.asked = outcomes, before, words, assessment_asked
        self.by_assessment = assessment_asked and before.assessment_asked
        self.gone = _missing(before, {outcome.measure.number for outcome in outcomes})

    def hint(self) -> str:
        """Why the states are classes although one of the years has assessments, or the lists count otherwise."""
        if self.by_assessment and any(self.looks_further_back(outcome) for outcome in self.outcomes):
            year = self.before.year
            start = self.words.say("Die Listen gehen von der letzten Bewertung aus")
            return f"{start}; ist sie älter als {year}, zeigt das Jahr daneben es an."
        if self.asked == self.before.assessment_asked:
            return ""
        when = "in diesem Jahr nicht" if self.before.assessment_asked else f"{self.before.year} noch nicht"
        subject = self.words.say("Die Bewertung")
        return f"{subject} wurde {when} abgefragt; verglichen wird deshalb, ob und wie geantwortet wurde."

    def looks_further_back(self, outcome: JudgedMeasure) -> bool:
        """Whether a measure without answer in the year before was assessed earlier: the matrix cannot show that."""
        earlier = outcome.past.assessed
        return outcome.progress in ANSWERED and earlier is not None and earlier[0] < self.before.year

    def state(self, progress: Progress | None, assessment: Assessment | None) -> str:
        """A state as the matrix counts it."""
        assert progress is not None  # noqa: S101 — compare passes on only what is in the report
        return column_of(progress, assessment, assessment_asked=self.by_assessment)

    def matrix(self) -> Matrix:
        """Count each measure once."""
        pairs: Counter[tuple[str, str]] = Counter()
        for outcome in self.outcomes:
            known = self.before.states.get(outcome.measure.number)
            then = self.state(known.progress, known.assessment) if known else NEW
            pairs[then, self.state(outcome.progress, outcome.answer.assessment)] += 1
        for state in self.gone:
            pairs[self.state(state.progress, state.assessment), GONE] += 1
        labels = column_labels(self.words, assessment_asked=self.by_assessment)
        rows, columns = Counter[str](), Counter[str]()
        for (then, now), count in pairs.items():
            rows[then] += count
            columns[now] += count
        now_labels = [(key, label) for key, label in (labels | {GONE: "nicht mehr im Plan"}).items() if columns[key]]
        return Matrix(
            tuple(Column(key, label, columns[key]) for key, label in now_labels),
            tuple(
                MatrixRow(label, tuple(pairs[key, now] for now, _ in now_labels), rows[key])
                for key, label in (labels | {NEW: "neu im Plan"}).items()
                if rows[key]
            ),
            pairs.total(),
        )

    def lists(self) -> Iterator[ChangeList]:
        """The lists that have something in them."""
        if self.asked:
            for key, title in _ASSESSED.items():
                yield from self.list_of(key, title, "zuvor", self.became(key))
            reasons = self.became(Assessment.NOT_PURSUED)
            yield from self.list_of(
                Assessment.NOT_PURSUED,
                "Nicht weiter zu verfolgen",
                "Begründung",
                [(item, _reasons(item)) for item, _ in reasons],
            )
            yield from self.list_of("reopened", "Wieder offen", "Verlauf", self.collect(_reopened))
        yield from self.list_of("newly_reported", "Neu berichtet", "zuvor", self.collect(self.newly_reported))
        yield from self.list_of("silent", "Ohne Rückmeldung", "seit wann", self.collect(_silent))
        unchanged = self.collect(lambda item: f"seit {since}" if (since := item.unchanged_since) else "")
        in_order = sorted(unchanged, key=lambda pair: pair[1])
        yield from self.list_of("unchanged", "Unverändert", "seit wann", in_order)
        yield from self.list_of("new", "Neu im Plan", "Stand", self.collect(self.new))
        if self.gone:
            left = tuple(_change(state.measure, self.then(state)) for state in self.gone)
            yield ChangeList(GONE, "Nicht mehr im Plan", "zuletzt", left)

    def list_of(
        self, key: str, title: str, about: str, details: Sequence[tuple[JudgedMeasure, str]]
    ) -> Iterator[ChangeList]:
        """A list, if it is not empty."""
        if details:
            yield ChangeList(key, title, about, tuple(_change(item.measure, text) for item, text in details))

    def collect(self, detail: Callable[[JudgedMeasure], str]) -> list[tuple[JudgedMeasure, str]]:
        """What there is to say of each outcome, where there is something."""
        return [(item, text) for item in self.outcomes if (text := detail(item))]

    def then(self, state: EarlierState) -> str:
        """An earlier state in words, in the words of its own year."""
        labels = column_labels(self.words, assessment_asked=self.before.assessment_asked)
        key = column_of(state.progress, state.assessment, assessment_asked=self.before.assessment_asked)
        return f"{self.before.year}: {labels[key]}"

    def became(self, assessment: str) -> list[tuple[JudgedMeasure, str]]:
        """Who has this assessment now and did not have it when last assessed, with what came before."""

        def detail(item: JudgedMeasure) -> str:
            earlier = item.past.assessed
            if item.answer.assessment != assessment or item.progress not in ANSWERED:
                return ""
            if earlier is not None:
                year, was = earlier
                return "" if was == assessment else f"{year}: {ASSESSMENTS[was].label}"
            known = self.before.states.get(item.measure.number)
            return self.then(known) if known else "neu im Plan"

        return self.collect(detail)

    def newly_reported(self, item: JudgedMeasure) -> str:
        """What stood there when the measure had no complete answer."""
        known = self.before.states.get(item.measure.number)
        is_newly = known is not None and known.progress not in ANSWERED and item.progress in ANSWERED
        return self.then(known) if known and is_newly else ""

    def new(self, item: JudgedMeasure) -> str:
        """The state of a measure that the plan did not have then."""
        if item.measure.number in self.before.states or item.progress is None:
            return ""
        key = column_of(item.progress, item.answer.assessment, assessment_asked=self.asked)
        return column_labels(self.words, assessment_asked=self.asked)[key]


_ASSESSED = {
    Assessment.COMPLETED: "Erfüllt",
    Assessment.REGULAR_BUSINESS: "In das laufende Geschäft übergegangen",
}


def _missing(before: EarlierRound, numbers: Collection[MeasureNumber]) -> list[EarlierState]:
    left = [state for number, state in before.states.items() if number not in numbers]
    return sorted(left, key=lambda state: state.measure.number.order)


def _reopened(item: JudgedMeasure) -> str:
    turn = item.turned_back
    if turn is None or item.answer.assessment is None:
        return ""
    year, was = turn
    reasons = _given_reasons(item)
    because = f"\nBegründung: {reasons}" if reasons else ""
    return f"{year}: {ASSESSMENTS[was].label}; jetzt: {ASSESSMENTS[item.answer.assessment].label}{because}"


def _silent(item: JudgedMeasure) -> str:
    if item.progress is not Progress.NO_RESPONSE:
        return ""
    rounds = len(item.past.silent) + 1
    since = f"seit {item.past.silent[0]} ({rounds} Runden)" if item.past.silent else "in diesem Jahr"
    return f"{since}; " + (f"zuletzt berichtet {item.earlier.year}" if item.earlier else "noch nie berichtet")


def _reasons(item: JudgedMeasure) -> str:
    return _given_reasons(item) or "keine angegeben"


def _given_reasons(item: JudgedMeasure) -> str:
    before = item.earlier
    typed = item.printed.typed_parts()
    if not typed and before:
        typed = before.printed.typed_parts()
    return "\n".join(part.reasons for part in typed if is_given(part.reasons))


def _change(measure: Measure, detail: str) -> Change:
    return Change(measure.number.text, short_summary(measure), detail)


def short_summary(measure: Measure) -> str:
    """The beginning of the summary, up to a whole word; the whole of it stands with the measure."""
    text = " ".join(measure.summary[0].split()) if measure.summary else "–"
    return shortened(text, _SHORT)


def _sentence(year: int, lists: Sequence[ChangeList]) -> str:
    if not lists:
        return f"Die Tabelle zeigt, wie viele Einstufungen sich gegenüber {year} geändert haben."
    said = ", ".join(f"{len(item.changes)} {_in_a_sentence(item.title)}" for item in lists)
    return f"Gegenüber {year}: {said}."


def _in_a_sentence(title: str) -> str:
    return title[0].lower() + title[1:]
