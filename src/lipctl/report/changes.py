"""Year against year: which measures went from which state to which, and the lists that a council asks for.

A report is compared with the newest earlier year that has a round (Hannover reported 2010, then 2013). The states are
the columns of the report's tables. Where only one of the two years asks for the assessment, both are counted by class,
and the report says so: an assessment cannot be compared with none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from lipctl.judge.history import EarlierRound, EarlierState
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, ASSESSMENTS, Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.questions import Words
from lipctl.report.overview import anchor_of, beginning
from lipctl.report.summary import SHORT_LABELS, column_labels, column_of, count_columns
from lipctl.report.view import Change, ChangeList, Changes, Row
from lipctl.text import is_given, listed

NEW, GONE, REGROUPED = "new", "gone", "regrouped"
_SUMMARY_LENGTH = 84
_SUCCESSES = {
    Assessment.COMPLETED: "Erfüllt",
    Assessment.REGULAR_BUSINESS: "In das laufende Geschäft übergegangen",
}

Details = list[tuple[JudgedMeasure, str]]
"""Measures, and what a list says of each."""


def build_changes(
    measures: Sequence[JudgedMeasure], before: EarlierRound | None, words: Words, *, assessment_asked: bool
) -> Changes | None:
    """The changes of the printed measures since an earlier round; None without one."""
    if before is None or not (measures or before.states):
        return None
    return _Comparison(measures, before, words, assessment_asked=assessment_asked).changes()


class _Comparison:
    """Two years side by side. What a list says of a measure is None where the measure is not on it."""

    def __init__(
        self, measures: Sequence[JudgedMeasure], before: EarlierRound, words: Words, *, assessment_asked: bool
    ) -> None:
        self.measures, self.before, self.words, self.asked = measures, before, words, assessment_asked
        self.by_assessment = assessment_asked and before.assessment_asked
        numbers = {judged.measure.number for judged in measures}
        self.former = {judged.measure.number: former for judged in measures if (former := self.former_of(judged))}
        self.taken = Counter(number for former in self.former.values() for number in former)
        kept = numbers | self.taken.keys()
        self.gone = [state for number, state in before.states.items() if number not in kept]
        self.gone.sort(key=lambda state: state.measure.number.order)

    def former_of(self, judged: JudgedMeasure) -> tuple[MeasureNumber, ...]:
        """The numbers of then whose place a measure has taken that was not there itself."""
        if judged.measure.number in self.before.states:
            return ()
        return tuple(number for number in judged.history.former if number in self.before.states)

    def known(self, judged: JudgedMeasure) -> EarlierState | None:
        """The state of then: the measure's own, or that of the one whose place it alone has taken."""
        number = judged.measure.number
        former = self.former.get(number, ())
        if len(former) == 1 and self.taken[former[0]] == 1:
            number = former[0]
        return self.before.states.get(number)

    def origin(self, judged: JudgedMeasure) -> str | None:
        """The numbers of then in words."""
        former = self.former.get(judged.measure.number)
        return f"aus {listed(map(str, former))}" if former else None

    def changes(self) -> Changes:
        """All that the report shows of it."""
        pairs = self.count()
        then, now = Counter[str](), Counter[str]()
        for (was, became), count in pairs.items():
            then[was] += count
            now[became] += count
        labels = column_labels(self.words, assessment_asked=self.by_assessment)
        columns = count_columns(now, labels | {GONE: "nicht mehr im Plan"})
        rows = tuple(
            Row(label, tuple(pairs[key, column.key] for column in columns), then[key])
            for key, label in (labels | {REGROUPED: "geteilt oder zusammengelegt", NEW: "neu im Plan"}).items()
            if then[key]
        )
        lists = tuple(item for item in self.lists() if item.changes)
        return Changes(
            year=self.before.year,
            sentence=_sentence(self.before.year, lists),
            hint=self.hint(),
            by_assessment=self.by_assessment,
            columns=columns,
            rows=rows,
            total=pairs.total(),
            lists=lists,
            before={judged.measure.number.text: self.state_before(judged, labels) for judged in self.measures},
        )

    def count(self) -> Counter[tuple[str, str]]:
        """How many measures went from which state to which; each is counted once."""
        pairs = Counter[tuple[str, str]]()
        for judged in self.measures:
            pairs[self.move(judged)] += 1
        for state in self.gone:
            pairs[self.state(state.progress, state.assessment), GONE] += 1
        return pairs

    def move(self, judged: JudgedMeasure) -> tuple[str, str]:
        """From which state to which a measure went."""
        known = self.known(judged)
        without = REGROUPED if self.origin(judged) else NEW
        then = self.state(known.progress, known.assessment) if known else without
        return then, self.state(judged.progress, judged.answer.assessment)

    def state_before(self, judged: JudgedMeasure, labels: Mapping[str, str]) -> str:
        """The state of then in a few words."""
        was, became = self.move(judged)
        if was in (NEW, REGROUPED):
            return self.origin(judged) or "neu im Plan"
        return "gleich" if was == became else SHORT_LABELS.get(was, labels[was])

    def state(self, progress: Progress | None, assessment: Assessment | None) -> str:
        """A state as the table counts it."""
        assert progress is not None  # noqa: S101 — only what is in the report is compared
        return column_of(progress, assessment, assessment_asked=self.by_assessment)

    def hint(self) -> str:
        """Why the states are classes although one of the years has assessments, or the lists count otherwise."""
        if self.by_assessment and any(self.looks_further_back(judged) for judged in self.measures):
            year = self.before.year
            start = self.words.say("Die Listen gehen von der letzten Bewertung aus")
            return f"{start}; ist sie älter als {year}, zeigt das Jahr daneben es an."
        if self.asked == self.before.assessment_asked:
            return ""
        when = "in diesem Jahr nicht" if self.before.assessment_asked else f"{self.before.year} noch nicht"
        subject = self.words.say("Die Bewertung")
        return f"{subject} wurde {when} abgefragt; verglichen wird deshalb, ob und wie geantwortet wurde."

    def looks_further_back(self, judged: JudgedMeasure) -> bool:
        """Whether a measure without answer in the year before was assessed earlier: the table cannot show that."""
        earlier = judged.history.assessed
        return judged.progress in ANSWERED and earlier is not None and earlier[0] < self.before.year

    def lists(self) -> Iterator[ChangeList]:
        """The lists in the order of the report, empty ones among them."""
        if self.asked:
            for key, title in _SUCCESSES.items():
                yield _list(key, title, "zuvor", self.became(key))
            dropped = [
                (judged, _reasons(judged) or "keine angegeben") for judged, _ in self.became(Assessment.NOT_PURSUED)
            ]
            yield _list(Assessment.NOT_PURSUED, "Nicht weiter zu verfolgen", "Begründung", dropped)
            yield _list("reopened", "Wieder offen", "Verlauf", self.collect(_reopened))
        yield _list("newly_reported", "Neu berichtet", "zuvor", self.collect(self.newly_reported))
        yield _list("silent", "Ohne Rückmeldung", "seit wann", self.collect(_silent))
        unchanged = sorted(self.collect(_unchanged), key=lambda pair: pair[1])
        yield _list("unchanged", "Unverändert", "seit wann", unchanged)
        yield _list("renumbered", "Unter neuer Nummer", "woraus", self.collect(self.origin))
        yield _list("new", "Neu im Plan", "Stand", self.collect(self.new))
        left = tuple(_change(state.measure, self.then(state)) for state in self.gone)
        yield ChangeList(GONE, "Nicht mehr im Plan", "zuletzt", left)

    def collect(self, detail: Callable[[JudgedMeasure], str | None]) -> Details:
        """What there is to say of each measure, where there is something."""
        return [(judged, text) for judged in self.measures if (text := detail(judged))]

    def then(self, state: EarlierState) -> str:
        """An earlier state in words, as its own year counted it."""
        asked = self.before.assessment_asked
        column = column_of(state.progress, state.assessment, assessment_asked=asked)
        return f"{self.before.year}: {column_labels(self.words, assessment_asked=asked)[column]}"

    def became(self, assessment: Assessment) -> Details:
        """Measures that newly have this assessment, each with its previous one."""

        def detail(judged: JudgedMeasure) -> str | None:
            if judged.answer.assessment != assessment or judged.progress not in ANSWERED:
                return None
            if judged.history.assessed is not None:
                year, was = judged.history.assessed
                return None if was == assessment else f"{year}: {ASSESSMENTS[was].label}"
            known = self.known(judged)
            return self.then(known) if known else self.origin(judged) or "neu im Plan"

        return self.collect(detail)

    def newly_reported(self, judged: JudgedMeasure) -> str | None:
        """The state of then, if the measure had no complete answer and has one now."""
        known = self.known(judged)
        if known is None or known.progress in ANSWERED or judged.progress not in ANSWERED:
            return None
        return self.then(known)

    def new(self, judged: JudgedMeasure) -> str | None:
        """The state of a measure that the plan did not have then."""
        known = judged.measure.number in self.before.states or self.origin(judged)
        if known or judged.progress is None:
            return None
        column = column_of(judged.progress, judged.answer.assessment, assessment_asked=self.asked)
        return column_labels(self.words, assessment_asked=self.asked)[column]


def _reopened(judged: JudgedMeasure) -> str | None:
    turn, now = judged.turned_back, judged.answer.assessment
    if turn is None or now is None:
        return None
    year, was = turn
    reasons = _reasons(judged)
    because = f"\nBegründung: {reasons}" if reasons else ""
    return f"{year}: {ASSESSMENTS[was].label}; jetzt: {ASSESSMENTS[now].label}{because}"


def _silent(judged: JudgedMeasure) -> str | None:
    if judged.progress is not Progress.NO_RESPONSE:
        return None
    silent = judged.history.silent
    since = f"seit {silent[0]} ({len(silent) + 1} Runden)" if silent else "in diesem Jahr"
    return f"{since}; " + (f"zuletzt berichtet {judged.earlier.year}" if judged.earlier else "noch nie berichtet")


def _unchanged(judged: JudgedMeasure) -> str | None:
    return f"seit {judged.unchanged_since}" if judged.unchanged_since else None


def _reasons(judged: JudgedMeasure) -> str | None:
    """The reasons as they are printed, those of the earlier answer where this year has no text; None without any."""
    typed = judged.printed.typed_parts()
    if not typed and judged.earlier:
        typed = (judged.printed_earlier or judged.earlier).printed.typed_parts()
    return "\n".join(part.reasons for part in typed if is_given(part.reasons)) or None


def _list(key: str, title: str, about: str, details: Details) -> ChangeList:
    lines = (_change(judged.measure, text)._replace(anchor=anchor_of(judged.measure)) for judged, text in details)
    return ChangeList(key, title, about, tuple(lines))


def _change(measure: Measure, detail: str) -> Change:
    """A line of a list, with the beginning of the summary; the whole of it stands with the measure."""
    return Change(measure.number.text, beginning(measure, _SUMMARY_LENGTH), detail)


def _sentence(year: int, lists: Sequence[ChangeList]) -> str:
    if not lists:
        return f"Die Tabelle zeigt, wie viele Einstufungen sich gegenüber {year} geändert haben."
    counts = ", ".join(f"{len(item.changes)} {item.title[0].lower()}{item.title[1:]}" for item in lists)
    return f"Gegenüber {year}: {counts}."
