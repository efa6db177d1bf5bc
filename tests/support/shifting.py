"""Rows and columns inserted, deleted and moved as Excel does it: every cell moves, with its height, width and lists.

openpyxl's ``insert_rows`` and its like leave heights, widths, merged cells and validations where they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from lipctl.xlsx.cells import column_letters
from support.excel_typing import rewrite, sheet_parts

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_M = f"{{{_NS}}}"
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
Where = Callable[[int], "int | None"]
"""Where a row or column is afterwards; None if it was deleted."""


def inserted(at: int) -> Where:
    """One more before this one."""
    return lambda old: old + 1 if old >= at else old


def deleted(at: int) -> Where:
    """One less."""
    return lambda old: None if old == at else old - 1 if old > at else old


def moved(source: int, target: int) -> Where:
    """One cut out and inserted again so that it stands at ``target``."""

    def where(old: int) -> int | None:
        if old == source:
            return target
        without = old - 1 if old > source else old
        return without + 1 if without >= target else without

    return where


def shifted(form: bytes, sheet: str, *, rows: Where = lambda old: old, columns: Where = lambda old: old) -> bytes:
    """The form after rows or columns of this sheet ("" for all) were inserted, deleted or moved."""

    def edit(xml: str) -> str:
        root = ElementTree.fromstring(xml)  # noqa: S314 - our own form
        _shift_rows(root.find(f"{_M}sheetData"), rows, columns)
        _shift_columns(root.find(f"{_M}cols"), columns)
        for element in root.iter():
            for name in ("ref", "sqref"):
                if name in element.attrib and element.tag != f"{_M}dimension":
                    element.set(name, _areas(element.get(name, ""), rows, columns))
        return ElementTree.tostring(root, encoding="unicode")

    names = [sheet] if sheet else list(sheet_parts(form))
    ElementTree.register_namespace("", _NS)
    ElementTree.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    return rewrite(form, dict.fromkeys(names, edit))


def _shift_rows(data: ElementTree.Element | None, rows: Where, columns: Where) -> None:
    assert data is not None
    kept: list[tuple[int, ElementTree.Element]] = []
    for row in data:
        number = rows(int(row.get("r", "0")))
        if number is not None:
            row.set("r", str(number))
            row.attrib.pop("spans", None)
            cells = [(columns(_column(cell)), cell) for cell in row]
            row[:] = [_at(cell, number, column) for column, cell in sorted(
                ((column, cell) for column, cell in cells if column), key=lambda pair: pair[0])]  # fmt: skip
            kept.append((number, row))
    data[:] = [row for _, row in sorted(kept, key=lambda pair: pair[0])]


def _at(cell: ElementTree.Element, row: int, column: int) -> ElementTree.Element:
    cell.set("r", f"{column_letters(column)}{row}")
    return cell


def _column(cell: ElementTree.Element) -> int:
    found = _CELL.fullmatch(cell.get("r", ""))
    assert found
    return number_of(found[1])


def number_of(letters: str) -> int:
    """The number of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _shift_columns(cols: ElementTree.Element | None, columns: Where) -> None:
    if cols is None:
        return
    widths = {}
    for col in cols:
        for old in range(int(col.get("min", "1")), min(int(col.get("max", "1")), 60) + 1):
            new = columns(old)
            if new is not None:
                widths[new] = {**col.attrib, "min": str(new), "max": str(new)}
    cols[:] = [ElementTree.Element(f"{_M}col", widths[number]) for number in sorted(widths)]


def _areas(text: str, rows: Where, columns: Where) -> str:
    """References after the change; one whose corner was deleted keeps its old place, since nobody reads by it."""

    def move(found: re.Match[str]) -> str:
        column, row = columns(number_of(found[1])), rows(int(found[2]))
        return f"{column_letters(column)}{row}" if column and row else found[0]

    return _CELL.sub(move, text)
