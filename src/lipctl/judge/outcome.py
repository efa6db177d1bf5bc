"""What came out for one measure in one year: the seam between the rules and everything that shows results."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.completeness import Gap
from lipctl.judge.history import NO_PAST, Past
from lipctl.judge.model import EarlierAnswer, Edit, MeasureAnswer
from lipctl.judge.progress import Progress
from lipctl.plan.model import Measure
from lipctl.questions import Field


class Outcome(NamedTuple):
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
