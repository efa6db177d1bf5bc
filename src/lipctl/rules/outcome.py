"""What came out for one measure in one year: the seam between the rules and everything that shows results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lipctl.model import NOTHING_KNOWN, EarlierAnswer, Edit, Measure, MeasureAnswer, Question
from lipctl.rules.completeness import Gap
from lipctl.rules.past import NO_PAST, Past
from lipctl.rules.progress import Progress


class Outcome(NamedTuple):
    """A measure with this year's answer, the newest earlier one, its class and what is open.

    ``answer`` is the department's own. What is printed of it is :func:`lipctl.rules.edits.printed` with ``edits``.
    """

    measure: Measure
    progress: Progress | None  # None: not in the report
    answer: MeasureAnswer
    earlier: EarlierAnswer | None
    gaps: tuple[Gap, ...]
    past: Past = NO_PAST
    edits: Mapping[tuple[int, Question], Edit] = NOTHING_KNOWN
    """The coordinator's wordings that are printed instead, by (part, question)."""
