"""One measure in one year, judged: what every part of lipctl that shows results reads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.choices import ASSESSMENTS, Meaning
from lipctl.judge.completeness import Gap
from lipctl.judge.history import NO_PAST, Past
from lipctl.judge.model import Assessment, EarlierAnswer, Edit, MeasureAnswer
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.plan.model import Measure
from lipctl.questions import Field


class JudgedMeasure(NamedTuple):
    """A measure with this year's answer, the newest earlier one, its class and what is open.

    ``answer`` is the department's own, :attr:`printed` what the report shows of it.
    """

    measure: Measure
    progress: Progress | None  # None: not in the report
    answer: MeasureAnswer
    earlier: EarlierAnswer | None
    gaps: tuple[Gap, ...]
    past: Past = NO_PAST
    edits: Mapping[Field, Edit] = MappingProxyType({})
    """The coordinator's wordings that are printed instead."""

    @property
    def printed(self) -> MeasureAnswer:
        """The answer as the report prints it: with the coordinator's wordings."""
        return self.answer.with_edits(self.edits)

    @property
    def printed_earlier(self) -> EarlierAnswer | None:
        """The earlier answer, where the report prints it because this year's is "unverändert" or missing."""
        return self.earlier if self.progress in (Progress.UNCHANGED, Progress.NO_RESPONSE) else None

    @property
    def turned_back(self) -> tuple[int, Assessment] | None:
        """The year and the assessment with which a measure that is open again had ended; None if it had not."""
        now, earlier = self.answer.assessment, self.past.assessed
        if now is None or earlier is None or self.progress not in ANSWERED:
            return None
        is_turn = ASSESSMENTS[now].meaning is Meaning.OPEN and ASSESSMENTS[earlier[1]].meaning is not Meaning.OPEN
        return earlier if is_turn else None

    @property
    def unchanged_since(self) -> int | None:
        """The year since which the answer is the same, word for word or as ticked; None if it is new or missing."""
        if self.earlier is None or self.progress not in ANSWERED:
            return None
        typed = self.answer.typed_parts()
        if typed and typed != self.earlier.answer.typed_parts():
            return None
        return self.past.same_since or self.earlier.year
