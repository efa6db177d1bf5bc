"""What came out for one measure in one year: the seam between the rules and everything that shows results."""

from __future__ import annotations

from dataclasses import dataclass

from lipctl.model import EarlierAnswer, Measure, MeasureAnswer
from lipctl.rules.completeness import Gap
from lipctl.rules.progress import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure with this year's answer, the newest earlier one, its class and what is open."""

    measure: Measure
    progress: Progress | None  # None: not in the report
    answer: MeasureAnswer
    earlier: EarlierAnswer | None
    gaps: tuple[Gap, ...]
