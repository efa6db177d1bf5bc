"""The rows of the catalogue's sheets as texts, whatever kinds of cells they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lipctl.findings import Finding, Place, finding
from lipctl.plan.columns import CatalogueSheet
from lipctl.plan.merged_cells import MergedCell, emptied_by_merging
from lipctl.text import clean, german_date, key_of
from lipctl.xlsx.cells import cell_name, column_letters
from lipctl.xlsx.header_rows import Heads, Rows, find_heads, rows_of
from lipctl.xlsx.values import ERROR_NAMES, displayed_value, from_serial, is_date_format, typed_as
from lipctl.xlsx.workbook import MAX_COLUMN, Cell, Sheet, Workbook

FILE = "data/katalog.xlsx"
_HEADS_WITHIN = 10
"""The heads stand in one of the first filled rows."""
_OF_MISSING_VALUES = {"LIP101", "LIP105", "LIP107"}


@dataclass
class Row:
    """A filled row of a sheet: its texts by the keys of their columns. What is wrong in it goes to ``findings``."""

    layout: CatalogueSheet
    sheet: str
    at: int
    columns: Mapping[str, str]
    """The letters of the columns by their keys."""
    findings: list[Finding]
    texts: dict[str, str] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    """The columns whose cell holds something that is no text; a finding says what."""
    numeric: set[str] = field(default_factory=set)
    """The columns whose cell holds a number that Excel calculates with, not the text of one."""
    emptied: Set[str] = frozenset()
    """The columns whose cell is empty because it is merged with others; a finding says so."""

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "")

    def place(self, key: str) -> Place:
        """The cell in this column."""
        return Place(FILE, self.sheet, (f"{self.columns.get(key, 'A')}{self.at}",))

    def complain(self, code: str, key: str, **values: Any) -> None:
        """Add a finding about the cell in this column, unless a value is missing only because cells are merged."""
        if key in self.emptied and code in _OF_MISSING_VALUES:
            return
        head = next(column.head for column in self.layout.columns if column.key == key)
        self.findings.append(finding(code, places=[self.place(key)], column=head, **values))

    def cannot_read(self, code: str, key: str, **values: Any) -> str:
        """Add a finding about a cell that holds no text; returns "" as its text."""
        self.complain(code, key, **values)
        self.unreadable.add(key)
        return ""


def read_rows(book: Workbook, layout: CatalogueSheet, findings: list[Finding]) -> Iterator[Row]:
    """The filled rows of a sheet below its heads. A missing sheet and missing heads are findings."""
    sheet = next((sheet for sheet in book.sheets if key_of(sheet.name) == key_of(layout.name)), None)
    if sheet is None:
        findings.append(finding("LIP108", places=[Place(FILE)], found=f"das Blatt „{layout.name}“"))
        return
    rows = rows_of(sheet)
    heads = find_heads(islice(rows.values(), _HEADS_WITHIN), [column.head for column in layout.columns])
    found = {column.key: heads.columns[column.head] for column in layout.columns if column.head in heads.columns}
    _require_heads(sheet, rows, heads, layout, findings)
    if layout.identifier not in found:
        return
    letters = {key: column_letters(number) for key, number in found.items()}
    below = {at: cells for at, cells in rows.items() if at > heads.row}
    merged = list(emptied_by_merging(sheet, below, found.values()))
    findings += _about_merged(sheet, merged)
    emptied = {(cell.row, cell.column) for cell in merged}
    titles = {cell.row for cell in merged if cell.first == (cell.row, found[layout.identifier])}
    for at in (at for at in below if at not in titles):
        row = Row(layout, sheet.name, at, letters, findings)
        row.emptied = {key for key, number in found.items() if (at, number) in emptied}
        for key, number in found.items():
            if number in below[at]:
                row.texts[key] = _text(row, key, below[at][number], book)
        if any(row.texts.values()):
            _require_filled(row)
            yield row


def _require_heads(sheet: Sheet, rows: Rows, heads: Heads, layout: CatalogueSheet, findings: list[Finding]) -> None:
    """Add findings about heads that are missing; before them, that cells are merged where the heads stand."""
    missing = [column for column in layout.columns if column.head not in heads.columns and not column.optional]
    if missing:
        at_heads = {at: cells for at, cells in rows.items() if at <= heads.row}
        merged = emptied_by_merging(sheet, at_heads, range(1, MAX_COLUMN + 1))
        findings += _about_merged(sheet, [cell for cell in merged if cell.row == heads.row])
    for column in missing:
        findings.append(finding("LIP108", places=[Place(FILE, sheet.name)], found=f"die Spalte „{column.head}“"))


def _about_merged(sheet: Sheet, merged: Iterable[MergedCell]) -> Iterator[Finding]:
    """A finding for each range of merged cells."""
    ranges: dict[tuple[int, int], list[str]] = {}
    for cell in merged:
        ranges.setdefault(cell.first, [cell_name(*cell.first)]).append(cell_name(cell.row, cell.column))
    for cells in ranges.values():
        yield finding("LIP113", places=[Place(FILE, sheet.name, tuple(cells))])


def _require_filled(row: Row) -> None:
    """Add findings about required cells that are empty; the number's is added when it is read."""
    for column in row.layout.columns:
        if column.required and column.key != "number" and not row[column.key] and column.key in row.columns:
            row.complain("LIP107", column.key)


def _text(row: Row, key: str, cell: Cell, book: Workbook) -> str:
    """A cell's text. A number of the plan that Excel took for a decimal is kept as it stands, one taken for a date is a finding."""
    if cell.kind == "error" or (cell.formula and not cell.raw):
        what = f"der Fehlerwert {ERROR_NAMES.get(cell.raw, cell.raw)}" if cell.raw else "eine Formel ohne Ergebnis"
        return row.cannot_read("LIP109", key, found=what)
    if cell.kind == "text":
        return clean(cell.raw).text
    if cell.kind != "number":
        return displayed_value(cell, book).text
    if cell.style < len(book.formats) and is_date_format(book.formats[cell.style]):
        day = from_serial(float(cell.raw), date_1904=book.date_1904)
        if key in {"number", "home", "former"}:
            candidate = typed_as(day, book.formats[cell.style])
            return row.cannot_read("LIP104", key, found=german_date(day), candidate=candidate)
        return german_date(day)
    row.numeric.add(key)
    # Excel stores 5.1 as 5.0999999999999996 and shows 15 digits.
    return (
        f"{float(cell.raw):.15g}" if key in {"number", "home", "field", "former"} else displayed_value(cell, book).text
    )
