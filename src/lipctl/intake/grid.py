"""A list's sheets as texts in rows and columns, with their merged cells and the texts that stand in no cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lipctl.intake.delimited import read_delimited
from lipctl.text import clean
from lipctl.xlsx.any_workbook import read_any_workbook
from lipctl.xlsx.cells import cell_name, position
from lipctl.xlsx.compound import OLE
from lipctl.xlsx.values import displayed_value, from_serial, is_date_format, typed_as
from lipctl.xlsx.workbook import Cell, Sheet, Workbook

_ZIP = b"PK\x03\x04"
_MARKUP = (b"<?xml", b"<html", b"<!doctype", b"%pdf", b"{\\rtf")
_SHARES = {"#9", "#10", "0%", "0 %", "0\\ %", "0.0%", "0.0 %", "0.0\\ %", "0.00%", "0.00 %", "0.00\\ %"}
"""The number formats of shares: 0.4 is seen as 40 %."""
Area = tuple[int, int, int, int]
"""The first and the last row, the first and the last column of merged cells."""


@dataclass
class Grid:
    """One sheet. ``as_number`` holds what a cell may have been before a program took it for a date or a decimal."""

    name: str
    visible: bool = True
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    as_number: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[int, list[Area]] = field(default_factory=dict)
    """Merged cells by each filled row that they reach."""
    beside: list[tuple[str, str]] = field(default_factory=list)
    """Texts that stand in no cell (comments, text boxes), with where they are."""
    unread: list[str] = field(default_factory=list)
    """Cells that hold something, but no text: an error, or a formula without a result."""
    hidden_rows: list[int] = field(default_factory=list)
    """Filled rows that nobody sees."""
    pictures: int = 0
    cut_at: str = ""

    def where(self, row: int, column: int = 0) -> str:
        """A cell, or a row, as sentences name it."""
        place = cell_name(row, column) if column else f"Zeile {row}"
        return f"{self.name} {place}".lstrip()

    def merged_at(self, row: int, column: int = 0) -> Area | None:
        """The merged cells that a cell belongs to; without a column those in the row, if there are any."""
        areas = self.merged.get(row, ())
        return next((area for area in areas if not column or area[2] <= column <= area[3]), None)

    def above(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value of a merged one; any other is its own."""
        area = self.merged_at(row, column)
        return (area[0], area[2]) if area else (row, column)


def read_grids(content: bytes) -> tuple[list[Grid], str]:
    """The sheets of a list, and in words how a text was read ("" for a workbook).

    Raises:
        Unreadable: it is a file of another kind, or not safe to read.
    """
    start = content[:16].lstrip().lower()
    if content.startswith((_ZIP, OLE)) or start.startswith(_MARKUP) or not content:
        book = read_any_workbook(content)
        return [_grid(sheet, book) for sheet in book.sheets], ""
    book, how = read_delimited(content)
    return [_grid(sheet, book) for sheet in book.sheets], how


def _grid(sheet: Sheet, book: Workbook) -> Grid:
    grid = Grid(sheet.name, sheet.visible, cut_at=sheet.cut_at, pictures=sheet.pictures + sheet.objects)
    for cell in sorted(sheet.cells):
        text = _text(cell, book)
        if not text and (cell.kind == "error" or cell.formula):
            grid.unread += [cell_name(cell.row, cell.column)]
        elif text:
            grid.rows.setdefault(cell.row, {})[cell.column] = text
        if before := _before(cell, book):
            grid.as_number[cell.row, cell.column] = before
    filled = sorted(grid.rows)
    grid.hidden_rows = [row for row in sheet.hidden_rows if row in grid.rows]
    for area in _areas(sheet):
        for row in filled[bisect_left(filled, area[0]) : bisect_right(filled, area[1])]:
            grid.merged.setdefault(row, []).append(area)
    grid.beside = [(f"Kommentar {note.reference}", clean(note.text).text) for note in sheet.notes]
    grid.beside += [("Textfeld", clean(text).text) for text in sheet.boxes]
    grid.beside += [(f"Link {cell_name(*at)}", address) for at, address in sheet.links.items()]
    return grid


def _text(cell: Cell, book: Workbook) -> str:
    if cell.kind == "text":
        return clean(cell.raw).text
    if cell.kind == "error" or (cell.formula and not cell.raw):
        return ""
    if cell.kind == "number" and not cell.shown and _format(cell, book) in _SHARES:
        return f"{float(cell.raw) * 100:.10g} %".replace(".", ",")
    return displayed_value(cell, book).text


def _format(cell: Cell, book: Workbook) -> str:
    return book.formats[cell.style] if cell.style < len(book.formats) else "General"


def _before(cell: Cell, book: Workbook) -> str:
    """What somebody typed as a number of the plan: 5-1-3 became a date, 5.1 a decimal."""
    code = _format(cell, book)
    if cell.kind != "number" or not cell.raw:
        return ""
    if is_date_format(code):
        return typed_as(from_serial(float(cell.raw), date_1904=book.date_1904), code)
    return f"{float(cell.raw):.15g}"


def _areas(sheet: Sheet) -> Iterator[Area]:
    for area in sheet.merged:
        try:
            (top, left), (bottom, right) = map(position, area.split(":"))
        except ValueError:  # no two names of cells: nothing is merged
            continue
        yield top, bottom, left, right
