"""Tables on a sheet: rows of cells, and the heads by which their columns are known wherever they were moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lipctl.text import key_of
from lipctl.xlsx.workbook import Cell, Sheet

Rows = Mapping[int, Mapping[int, Cell]]
"""Filled cells by the numbers of their rows and columns; the rows come from the top."""


class Heads(NamedTuple):
    """The row of a table's heads, and the column of each head that was found. Row 0 has none."""

    row: int
    columns: Mapping[str, int]


def rows_of(sheet: Sheet) -> Rows:
    """The filled cells of a sheet."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return {number: rows[number] for number in sorted(rows)}


def find_heads(rows: Iterable[Mapping[int, Cell]], wanted: Iterable[str]) -> Heads:
    """The first of the rows with the most of these heads, however they are spelled (:func:`lipctl.text.key_of`)."""
    by_key = {key_of(head): head for head in wanted}
    best = Heads(0, {})
    for cells in rows:
        found = {by_key[key]: cell for cell in cells.values() if (key := key_of(cell.raw)) in by_key}
        if len(found) > len(best.columns):
            row = next(iter(found.values())).row
            best = Heads(row, {head: cell.column for head, cell in found.items()})
    return best
