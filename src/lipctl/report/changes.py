"""Year against year: which measures went from which state to which, and the lists that a council asks for.

A report is compared with the newest earlier year that has a round (Hannover reported 2010, then 2013). The states are
the columns of the report's tables. Where only one of the two years asks for the assessment, both are counted by class,
and the report says so: an assessment cannot be compared with none. Where the scales differ, a former step counts as what it
has become; one that became nothing keeps its old name, and is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lipctl.judge.earlier_rounds import EarlierRound, EarlierState
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.numbers import MeasureNumber
from lipctl.report.change_hints import NOT_COMPARABLE, comparison_hint, foreign_steps
from lipctl.report.change_lines import line_of, reasons_of, sentence_of, silent
from lipctl.report.counts import Row
from lipctl.report.moves import Move, State, move_of
from lipctl.report.overview import anchor_of
from lipctl.report.summary import (
    NOT_ASSESSED,
    StateStyle,
    as_said,
    column_of,
    count_columns,
    state_styles,
    style_of_step,
)
from lipctl.report.view import Change, ChangeList, Changes
from lipctl.scale import DEFAULT_SCALE, Meaning, Scale, Step
from lipctl.text import listed
from lipctl.words import Words

NEW, GONE, REGROUPED = "new", "gone", "regrouped"
TICKED, UNCHANGED_TEXT, RENUMBERED = "ticked", "unchanged", "renumbered"
_CONTRADICTION = "LIP347"
_LISTS: dict[str, tuple[str, str]] = {
    Move.REOPENED: ("Wieder offen", "Verlauf"),
    Move.BETTER: ("Vorangekommen", "Verlauf"),
    Move.WORSE: ("Zurückgefallen", "Verlauf"),
    Move.SIDEWAYS: ("Anders bewertet", "Verlauf"),
    Move.NOT_COMPARABLE: (NOT_COMPARABLE, "Verlauf"),
    Move.NEWLY_REPORTED: ("Neu berichtet", "zuvor"),
    Move.NEWLY_ASSESSED: ("Neu bewertet", "Verlauf"),
    Move.NO_LONGER_ASSESSED: ("Ohne Bewertung", "zuvor"),
    Move.SILENT: ("Ohne Rückmeldung", "seit wann"),
    Move.INCOMPLETE: ("Ohne vollständige Antwort", "Stand"),
    TICKED: ("Unverändert gemeldet", "seit wann"),
    UNCHANGED_TEXT: ("Im Wortlaut unverändert", "seit wann"),
    RENUMBERED: ("Unter neuer Nummer", "woraus"),
    NEW: ("Neu im Plan", "Stand"),
}
"""The lists behind those of the ends, in the order of the report, each with what it says of a measure."""


def _lists_of(scale: Scale) -> dict[str, tuple[str, str]]:
    """The lists in the order of the report. A measure is in one of them at most."""
    ends = {
        step.key: (f"Neu {as_said(step.label)}", "zuvor" if step.meaning is Meaning.SUCCESS else "Begründung")
        for step in scale.steps
        if step.is_end
    }
    return ends | _LISTS


def build_changes(
    measures: Sequence[JudgedMeasure], before: EarlierRound | None, words: Words, *, scale: Scale | None
) -> Changes | None:
    """The changes of the printed measures since an earlier round; None without one."""
    if before is None or not (measures or before.states):
        return None
    return _Comparison(measures, before, words, scale=scale).changes()


class _Comparison:
    """Two years side by side."""

    def __init__(
        self, measures: Sequence[JudgedMeasure], before: EarlierRound, words: Words, *, scale: Scale | None
    ) -> None:
        self.measures, self.before, self.words, self.scale = measures, before, words, scale
        self.by_assessment = bool(scale and before.asked_scale)
        self.kinds = _lists_of(scale or DEFAULT_SCALE)
        self.now_styles = state_styles(words, scale=scale)
        self.then_styles = state_styles(words, scale=before.asked_scale)
        numbers = {judged.measure.number for judged in measures}
        self.former = {judged.measure.number: former for judged in measures if (former := self.former_of(judged))}
        self.taken = Counter(number for former in self.former.values() for number in former)
        kept = numbers | self.taken.keys()
        self.gone = [state for number, state in before.states.items() if number not in kept]
        self.gone.sort(key=lambda state: state.measure.number.order)

    def former_of(self, judged: JudgedMeasure) -> tuple[MeasureNumber, ...]:
        """The earlier numbers that a new measure has replaced."""
        if judged.measure.number in self.before.states:
            return ()
        return tuple(number for number in judged.history.former if number in self.before.states)

    def known(self, judged: JudgedMeasure) -> EarlierState | None:
        """The earlier state: the measure's own, or that of the one that it alone has replaced."""
        number = judged.measure.number
        former = self.former.get(number, ())
        if len(former) == 1 and self.taken[former[0]] == 1:
            number = former[0]
        return self.before.states.get(number)

    def origin(self, judged: JudgedMeasure) -> str | None:
        """The earlier numbers in words."""
        former = self.former.get(judged.measure.number)
        return f"aus {listed(map(str, former))}" if former else None

    def changes(self) -> Changes:
        """All that the report shows of it."""
        pairs = self.count()
        then, now = Counter[str](), Counter[str]()
        for (was, became), count in pairs.items():
            then[was] += count
            now[became] += count
        shown = state_styles(self.words, scale=self.scale if self.by_assessment else None)
        columns = count_columns(now, shown | {GONE: StateStyle("nicht mehr im Plan", "", "", "nicht mehr im Plan")})
        shown = {step.key: style_of_step(step) for step in foreign_steps(self.before, self.scale)} | shown
        labels = {key: style.label for key, style in shown.items()}
        labels |= {REGROUPED: "geteilt oder zusammengelegt", NEW: "neu im Plan"}
        rows = tuple(
            Row(
                label,
                tuple(pairs[key, column.key] for column in columns),
                then[key],
                short=shown[key].short if key in shown else label,
            )
            for key, label in labels.items()
            if then[key]
        )
        lists = tuple(item for item in self.lists() if item.changes)
        return Changes(
            year=self.before.year,
            sentence=sentence_of(self.before.year, lists, pairs.total()),
            hint=comparison_hint(self.measures, self.before, self.words, self.scale),
            by_assessment=self.by_assessment,
            columns=columns,
            rows=rows,
            total=pairs.total(),
            lists=lists,
            before={judged.measure.number.text: self.state_before(judged, shown) for judged in self.measures},
        )

    def count(self) -> Counter[tuple[str, str]]:
        """How many measures went from which state to which; each is counted once."""
        pairs = Counter[tuple[str, str]]()
        for judged in self.measures:
            pairs[self.move(judged)] += 1
        for state in self.gone:
            pairs[self.state(state.progress, self.today(state.assessment)), GONE] += 1
        return pairs

    def move(self, judged: JudgedMeasure) -> tuple[str, str]:
        """From which state to which a measure went."""
        known = self.known(judged)
        without = REGROUPED if self.origin(judged) else NEW
        then = self.state(known.progress, self.today(known.assessment)) if known else without
        return then, self.state(judged.progress, judged.answer.assessment)

    def state_before(self, judged: JudgedMeasure, shown: Mapping[str, StateStyle]) -> str:
        """The earlier state in a few words."""
        was, became = self.move(judged)
        if was in (NEW, REGROUPED):
            return self.origin(judged) or "neu im Plan"
        if was == became:
            return "gleich"
        known = self.known(judged)
        return self.style_then(known).short if known and self.by_assessment else shown[was].short

    def state(self, progress: Progress | None, assessment: Step | None) -> str:
        """A state as the table counts it."""
        assert progress is not None  # noqa: S101 — only what is in the report is compared
        return column_of(progress, assessment, self.scale if self.by_assessment else None)

    def today(self, step: Step | None) -> Step | None:
        """What an earlier step is, or has become, in this year's scale."""
        return self.scale.today(step) if step and self.scale else step

    def lists(self) -> Iterator[ChangeList]:
        """The lists in the order of the report, empty ones among them."""
        found: dict[str, list[Change]] = {key: [] for key in self.kinds}
        for judged in self.measures:
            key = self.list_of(judged)
            if key is not None:
                line = line_of(judged.measure, self.detail(key, judged))
                found[key].append(line._replace(anchor=anchor_of(judged.measure)))
        for key in (TICKED, UNCHANGED_TEXT):
            found[key].sort(key=lambda line: line.detail)
        for key, (title, about) in self.kinds.items():
            kind = self.now_styles[key].kind if key in self.now_styles else ""
            yield ChangeList(key, self.words.say(title), about, tuple(found[key]), kind)
        left = tuple(line_of(state.measure, self.then(state)) for state in self.gone)
        yield ChangeList(GONE, "Nicht mehr im Plan", "zuletzt", left)

    def list_of(self, judged: JudgedMeasure) -> str | None:
        """The list that a measure is in; None for one whose state is the same and whose text is not."""
        known = self.known(judged)
        if judged.progress is Progress.UNCHANGED:
            return TICKED
        if known is None:
            return RENUMBERED if self.origin(judged) else NEW
        was = self.moved(known.progress, self.today(known.assessment), self.before.asked_scale)
        became = self.moved(judged.progress, judged.answer.assessment, self.scale)
        last = judged.history.assessed
        move = move_of(was, became, self.today(last[1]) if last else None, self.scale or DEFAULT_SCALE)
        if move != Move.SAME:
            return move
        if judged.unchanged_since:
            return UNCHANGED_TEXT
        return RENUMBERED if self.origin(judged) else None

    def moved(self, progress: Progress | None, step: Step | None, scale: Scale | None) -> State:
        """A state as the lists count it: a step, or a class where the other year has no step to compare it with."""
        assert progress is not None  # noqa: S101 — only what is in the report is compared
        if scale is None or progress not in ANSWERED:
            return progress
        if step is None:
            return NOT_ASSESSED
        return step if self.by_assessment or step.is_end else progress

    def detail(self, key: str, judged: JudgedMeasure) -> str:
        """What a list says of a measure; one that had another number then says so."""
        said = self.said(key, judged)
        origin = self.origin(judged)
        return f"{said}; {origin}" if origin and key != RENUMBERED else said

    def said(self, key: str, judged: JudgedMeasure) -> str:
        """What a list says of a measure by itself."""
        if key == Move.SILENT:
            return silent(judged)
        if key in (TICKED, UNCHANGED_TEXT):
            return self.unchanged(judged)
        if key == RENUMBERED:
            return self.origin(judged) or ""
        if key == NEW:
            return self.now(judged)
        if self.kinds[key][1] == "Begründung":
            return reasons_of(judged) or "keine angegeben"
        return self.course(key, judged)

    def unchanged(self, judged: JudgedMeasure) -> str:
        """Since when the answer is the same; with both assessments where they contradict each other."""
        since = f"seit {judged.unchanged_since}"
        last = judged.history.assessed
        if last is None or all(gap.code != _CONTRADICTION for gap in judged.gaps):
            return since
        return f"{since}; widersprüchlich: {last[0]}: {last[1].label}; jetzt: {self.now(judged)}"

    def course(self, key: str, judged: JudgedMeasure) -> str:
        """The earlier state and, in most lists, the present one; with the reasons of a setback."""
        known = self.known(judged)
        before = self.then(known, judged) if known else ""
        if self.kinds[key][1] == "zuvor":
            return before
        reasons = reasons_of(judged) if key in (Move.REOPENED, Move.WORSE) else None
        because = f"\nBegründung: {reasons}" if reasons else ""
        return f"{before}; jetzt: {self.now(judged)}{because}"

    def then(self, state: EarlierState, judged: JudgedMeasure | None = None) -> str:
        """An earlier state in words, as its own year counted it; with the last assessment where that is older."""
        said = f"{self.before.year}: {self.style_then(state).label}"
        last = judged.history.assessed if judged and self.scale else None
        if last is None or last[0] >= self.before.year:
            return said
        return f"{said}; {last[0]}: {last[1].label}"

    def style_then(self, state: EarlierState) -> StateStyle:
        """How an earlier state is shown, as its own year counted it."""
        return self.then_styles[column_of(state.progress, state.assessment, self.before.asked_scale)]

    def now(self, judged: JudgedMeasure) -> str:
        """The state of this year in words, as this year counts it."""
        assert judged.progress is not None  # noqa: S101 — only what is in the report is compared
        return self.now_styles[column_of(judged.progress, judged.answer.assessment, self.scale)].label
