"""The plan's wording of a measure as it stands on the measure's sheet, and whether a returned sheet still has this year's."""

from __future__ import annotations

from collections.abc import Iterator

from lipctl.forms.check_sums import check_sum
from lipctl.plan.model import Measure
from lipctl.xlsx.cells import pieces_of

ANSWER_WIDTH, WIDE_ANSWER_WIDTH = 68, 92
"""How wide the column of the answers is: beside an earlier answer, and without one."""
_LINES_IN_A_ROW = 20
"""How many lines of the plan's words stand in one row; rows end at 409 points."""


def rows_of(paragraph: str, width: float) -> Iterator[str]:
    """A paragraph of the Kurzfassung as the rows of a sheet hold it."""
    return pieces_of(paragraph, width, _LINES_IN_A_ROW)


def is_worded_so(measure: Measure, sums: str) -> bool:
    """Whether the Kurzfassung of the catalogue is what lipctl wrote on the sheet with these check sums, which have blanks between them."""
    return any(
        all(check_sum(row) in sums for paragraph in measure.summary for row in rows_of(paragraph, width))
        for width in (ANSWER_WIDTH, WIDE_ANSWER_WIDTH)
    )
