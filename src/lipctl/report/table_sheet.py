"""A sheet with one table, below a title and a few lines: to filter, to sort and to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lipctl.xlsx.cells import area_name, cell_name, height_for
from lipctl.xlsx.sheet_writer import Paper, Sheet

_TITLE_HEIGHT = 30


class Column(NamedTuple):
    """A column of the table: its head, its width in characters, the style of its cells."""

    head: str
    width: float
    style: str = "cell"


def begin_table(sheet: Sheet, title: str, lines: Iterable[str], columns: Sequence[Column]) -> int:
    """Write what stands above the rows, and return the row of the heads."""
    sheet.write(1, 1, title, "title")
    sheet.set_row(1, _TITLE_HEIGHT)
    row = 1
    for row, line in enumerate(lines, start=2):
        sheet.write(row, 1, line, "line")
    head = row + 2
    for number, column in enumerate(columns, start=1):
        sheet.set_columns(number, number, column.width, "text")
        sheet.write(head, number, column.head, "head")
    return head


def fit_row(sheet: Sheet, row: int, texts: Iterable[object], columns: Iterable[Column]) -> None:
    """Make a row as high as its longest text needs."""
    cells = zip(texts, columns, strict=True)
    sheet.set_row(row, height_for(*((str(text or ""), of.width) for text, of in cells if of.style == "cell")))


def end_table(sheet: Sheet, head: int, rows: int, columns: Sequence[Column], foot: str) -> int:
    """Say how the table is filtered, scrolled and printed, and return its last row."""
    last = head + max(rows, 1)
    sheet.add_filter(area_name((head, 1), (last, len(columns))))
    sheet.freeze(cell_name(head + 1, 3))
    sheet.print_on(Paper(foot=foot, repeated=(head, head)))
    sheet.hide_grid()
    return last
