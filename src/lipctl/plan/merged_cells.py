"""Merged cells in the catalogue: what stands in them belongs to the first alone, the others are empty."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from lipctl.xlsx.cells import position
from lipctl.xlsx.header_rows import Rows
from lipctl.xlsx.workbook import Sheet


class MergedCell(NamedTuple):
    """An empty cell that is merged with others. ``first`` is the row and column of the one that holds their value."""

    row: int
    column: int
    first: tuple[int, int]


def emptied_by_merging(sheet: Sheet, rows: Rows, columns: Collection[int]) -> Iterator[MergedCell]:
    """The cells in these rows and columns that merging has emptied. Where all are empty, nothing is lost."""
    for area in sheet.merged:
        try:
            (top, left), (bottom, right) = map(position, area.split(":"))
        except ValueError:  # no two names of cells: whoever wrote this merged nothing
            continue
        if any(cell.row == top and cell.column == left for cell in rows.get(top, {}).values()):
            beside = [column for column in columns if left <= column <= right]
            for row in range(top, min(bottom, max(rows)) + 1):
                if row in rows:
                    yield from (
                        MergedCell(row, column, (top, left)) for column in beside if (row, column) != (top, left)
                    )
