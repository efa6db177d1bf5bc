"""Changing single cells of a workbook that a person keeps, and nothing else in it.

Only the parts that change are parsed and written anew; all others stay byte for byte as the last program wrote them: formats,
comments, text boxes, charts, other sheets, whatever lipctl does not know. Why no library does this: docs/decisions/0009.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from string import digits
from typing import NamedTuple

from lxml import etree

from lipctl.xlsx.cells import cell_name, escaped, position
from lipctl.xlsx.kept_xml import add_text, added, parsed, serialised
from lipctl.xlsx.workbook import Sheet

_MOST_COLUMNS = 100


class NewCell(NamedTuple):
    """What a cell is to hold: a text, and the formula whose result it is ("" for a plain text)."""

    text: str
    formula: str = ""


@dataclass
class SheetChange:
    """What changes on a sheet: cells by row and column (both from 1), and which rows are to be seen or hidden.

    A formula that stands in a cell already stays as it is and gets only its new result. A row that is not there yet
    takes the formats of the row ``like``, or, where there is none (0), those of its columns.
    """

    cells: dict[int, dict[int, NewCell]] = field(default_factory=dict)
    unhide: set[int] = field(default_factory=set)
    hide: set[int] = field(default_factory=set)
    """Only among new rows: what a person sees stays in sight."""
    like: int = 0


def patch_workbook(content: bytes, changes: Iterable[tuple[Sheet, SheetChange]]) -> bytes:
    """Change sheets of a workbook; a table that ends in a sheet's last row or below grows with the rows that are added.

    All other parts keep their bytes, order and dates.

    Raises:
        ValueError: the workbook is built in a way that no spreadsheet program builds it.
    """
    edits: dict[str, Callable[[bytes], bytes]] = {}
    for sheet, change in changes:
        edits[sheet.part.casefold()] = partial(_changed_sheet, change=change)
        last, new_last = sheet.last_row, max(change.cells)
        if new_last > last:
            edits |= {part.casefold(): partial(_longer_table, last=last, new_last=new_last) for part in sheet.tables}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in source.infolist():
            edit = edits.get(entry.filename.replace("\\", "/").lstrip("/").casefold())
            part = source.read(entry)
            result.writestr(entry, edit(part) if edit else part)
    return target.getvalue()


def _changed_sheet(xml: bytes, change: SheetChange) -> bytes:
    root = parsed(xml)
    data = root.find("{*}sheetData")
    if data is None or not len(data):
        raise ValueError("a sheet without rows")
    rows = _rows(data)
    before = len(rows)
    of_columns = {} if change.like else _column_styles(root)
    for number, cells in sorted(change.cells.items()):
        if number in rows:
            _loosen(rows[number], seen=number in change.unhide)
        else:
            rows[number] = _new_row(data, number, rows.get(change.like), hidden=number in change.hide)
        _fill_row(rows[number], number, cells, of_columns)
    if len(rows) > before:
        data[:] = [rows[number] for number in sorted(rows)]
        for said in root.findall("{*}dimension"):
            root.remove(said)  # it may be left out, and is wrong now
    return serialised(root)


def _longer_table(xml: bytes, last: int, new_last: int) -> bytes:
    """A table that ends between row ``last`` and ``new_last``, made longer to the latter; any other stays as it is.

    Below the last filled row, an empty table has a row, and another one may have rows that wait to be filled.
    """
    root = parsed(xml)
    if not _ends_within(root, last, new_last):
        return xml
    for element in (root, root.find("{*}autoFilter")):
        if element is not None and _ends_within(element, last, new_last):
            element.set("ref", f"{element.get('ref', '').rstrip(digits)}{new_last}")
    return serialised(root)


def _rows(data: etree._Element) -> dict[int, etree._Element]:
    """The rows of a sheet by their numbers."""
    rows: dict[int, etree._Element] = {}
    number = 0
    for row in data:
        number = int(row.get("r", number + 1))
        rows[number] = row
    return rows


def _cells(row: etree._Element) -> dict[int, etree._Element]:
    """The cells of a row by their columns."""
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren("{*}c"):
        reference = cell.get("r")
        column = column + 1 if reference is None else position(reference)[1]
        cells[column] = cell
    return cells


def _loosen(row: etree._Element, *, seen: bool) -> None:
    """Take a row's height away, unless a person set it, so that programs fit it to its new texts."""
    row.attrib.pop("spans", None)
    if row.get("customHeight") not in {"1", "true"}:
        row.attrib.pop("ht", None)
    if seen:
        row.attrib.pop("hidden", None)


def _new_row(data: etree._Element, number: int, like: etree._Element | None, *, hidden: bool) -> etree._Element:
    """A row with empty cells in the formats of another one."""
    row = added(data, "row", r=str(number))
    if hidden:
        row.set("hidden", "1")
    for column, model in _cells(like).items() if like is not None else ():
        added(row, "c", r=cell_name(number, column), s=model.get("s", "0"))
    return row


def _column_styles(root: etree._Element) -> dict[int, str]:
    """The formats of the columns that have one, as far as lipctl's own sheets reach."""
    styles: dict[int, str] = {}
    for columns in root.iterfind("{*}cols/{*}col[@style]"):
        first, last = int(columns.get("min", "1")), min(int(columns.get("max", "1")), _MOST_COLUMNS)
        styles |= dict.fromkeys(range(first, last + 1), columns.get("style", "0"))
    return styles


def _fill_row(row: etree._Element, number: int, new: Mapping[int, NewCell], styles: Mapping[int, str]) -> None:
    cells = _cells(row)
    for column, content in new.items():
        if column not in cells:
            own = {"s": styles[column]} if column in styles else {}
            cells[column] = added(row, "c", r=cell_name(number, column), **own)
        _fill(cells[column], content)
    others = [child for child in row if child not in cells.values()]
    row[:] = [*(cells[column] for column in sorted(cells)), *others]


def _fill(cell: etree._Element, new: NewCell) -> None:
    """Put new content into a cell that keeps its format."""
    kept = {name: cell.get(name, "") for name in ("r", "s") if name in cell.attrib}
    formula = cell.find("{*}f")
    cell.clear(keep_tail=True)
    cell.attrib.update(kept)
    text = escaped(new.text)
    if new.formula:
        cell.set("t", "str")
        if formula is None:
            added(cell, "f").text = new.formula
        else:
            cell.append(formula)
        added(cell, "v").text = text
    elif text:
        add_text(cell, text)


def _ends_within(table: etree._Element, last: int, new_last: int) -> bool:
    return last <= position(table.get("ref", "").rpartition(":")[2])[0] < new_last
