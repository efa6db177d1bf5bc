"""One measure in one year, judged. Everything that shows results reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.completeness import Gap, gaps
from lipctl.judge.earlier_rounds import NO_HISTORY, History, MeasureHistory
from lipctl.judge.model import NOTHING_ANSWERED, Addendum, EarlierAnswer, Edit, MeasureAnswer
from lipctl.judge.progress import ANSWERED, Progress, classify
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure, Plan
from lipctl.questions import Field
from lipctl.scale import Scale, Step


class JudgedMeasure(NamedTuple):
    """A measure with this year's answer, the newest earlier one, its class and what is open.

    ``progress`` is None for what is not in the report. ``answer`` is the department's own, :attr:`printed` what the
    report shows of it; ``edits`` are the coordinator's wordings that it shows instead, ``addenda`` the corrections that
    it shows beside.
    """

    measure: Measure
    progress: Progress | None
    answer: MeasureAnswer
    earlier: EarlierAnswer | None
    gaps: tuple[Gap, ...]
    history: MeasureHistory = NO_HISTORY
    edits: Mapping[Field, Edit] = MappingProxyType({})
    addenda: tuple[Addendum, ...] = ()

    @property
    def printed(self) -> MeasureAnswer:
        """The answer as the report prints it: with the coordinator's wordings."""
        return self.answer.with_edits(self.edits)

    @property
    def printed_earlier(self) -> EarlierAnswer | None:
        """The earlier answer, where the report prints it because this year's is "unverändert" or missing.

        It is worded as its own year's report worded it; one that is "unverändert" may be worded anew this year.
        """
        if self.earlier is None or self.progress not in (Progress.UNCHANGED, Progress.NO_RESPONSE):
            return None
        of_parts = {field: edit for field, edit in self.edits.items() if field.part}
        return self.earlier._replace(edits={**self.earlier.edits, **of_parts})

    @property
    def wordable(self) -> MeasureAnswer:
        """The answer whose texts can be worded anew for this year's report: of one that is "unverändert" those of the
        earlier one, as its own year's report worded them."""
        if self.earlier is None or self.progress is not Progress.UNCHANGED:
            return self.answer
        earlier = self.earlier.printed
        places = {field: found for field, found in earlier.places.items() if field.part}
        return self.answer._replace(parts=earlier.parts, places={**self.answer.places, **places})

    @property
    def turned_back(self) -> tuple[int, Step] | None:
        """The year and the assessment with which a measure that is open again had ended; None if it had not."""
        now, earlier = self.answer.assessment, self.history.assessed
        if now is None or earlier is None or self.progress not in ANSWERED:
            return None
        return earlier if earlier[1].is_end and not now.is_end else None

    @property
    def unchanged_since(self) -> int | None:
        """The year since which the answer is the same, word for word or as ticked; None if it is new or missing."""
        if self.earlier is None or self.progress not in ANSWERED:
            return None
        typed = self.answer.typed_parts()
        same = typed == self.earlier.answer.typed_parts() if typed else self.progress is Progress.UNCHANGED
        return (self.history.same_since or self.earlier.year) if same else None


def judge(
    plan: Plan, answers: Mapping[MeasureNumber, MeasureAnswer], history: History, *, scale: Scale | None
) -> Iterator[JudgedMeasure]:
    """Judge each entry of the plan, in its order."""
    for measure in plan.measures:
        answer = answers.get(measure.number, NOTHING_ANSWERED)
        earlier = history.answer_of(measure.number)
        if not measure.in_report:
            yield JudgedMeasure(measure, None, answer, earlier, ())
            continue
        missing = tuple(gaps(answer, earlier, scale=scale))
        progress = classify(measure, answer, earlier)
        yield JudgedMeasure(measure, progress, answer, earlier, missing, history.of(measure.number))


def in_plan_order(measures: Iterable[JudgedMeasure], plan: Plan) -> list[JudgedMeasure]:
    """The measures in the order of the plan."""
    places = plan.places()
    return sorted(measures, key=lambda judged: places[judged.measure.number])
