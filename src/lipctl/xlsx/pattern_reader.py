"""Sheets and shared texts as programs usually write them, read by pattern; anything else is left to the parsers.

What makes a part plain enough tells :mod:`lipctl.xlsx.plain_xml`; no element of interest may stand in an unusual spelling
either. Why, and measured: docs/decisions/0011.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lipctl.xlsx.known_rows import rows_by_pattern
from lipctl.xlsx.plain_xml import is_plain, resolved, unescape
from lipctl.xlsx.workbook import Cell, Room, Sheet

_ROWS_START, _ROWS_END = b"<sheetData>", b"</sheetData>"
_ROWS = re.compile(rb"<(?:c|row)[\s/>]|</?sheetData")
# The last group of each pattern is an element in an unusual spelling: it tells that the part is not plain.
_MERGED = re.compile(rb'<mergeCell(?: ref="([A-Z0-9:]*)"/>|([\s/>]))')
_RUN_TEXT = re.compile(r'<t(?:(?: xml:space="preserve")?>([^<]*)</t>|([\s/>]))')
_ITEM_START, _ITEM_END = "<si>", "</si>"
_TEXT_START, _TEXT_END = "<si><t>", "</t>"


class _Known(NamedTuple):
    """The cells of a hidden sheet, and the first of the shared texts, as far as it refers to them."""

    cells: list[Cell]
    texts: list[str]


_HIDDEN_SHEETS: dict[bytes, _Known] = {}
"""By their part: the sheet with the lists is the same in all forms of a round, and a third of what is in a form."""
_MOST_REMEMBERED, _MOST_HIDDEN_SHEETS = 2**16, 4


def sheet_by_pattern(content: bytes, sheet: Sheet, shared: list[str], room: Room) -> bool:
    """Fill in the sheet's cells, merged ranges and hidden rows if its part is plain; else tell so and change nothing.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
        ValueError: a cell or row lies beyond what a sheet can have.
    """
    if not sheet.visible:
        known = _HIDDEN_SHEETS.get(content)
        if known and known.texts == shared[: len(known.texts)] and room.take(known.cells):
            sheet.cells += known.cells
            return True
    start, end = content.find(_ROWS_START) + len(_ROWS_START), content.find(_ROWS_END)
    if not len(_ROWS_START) < start <= end:
        return False
    if _ROWS.search(content, 0, start - len(_ROWS_START)) or _ROWS.search(content, end + len(_ROWS_END)):
        return False
    merged = _MERGED.findall(content) if b"<mergeCell" in content else []
    if any(strange for _, strange in merged):
        return False
    rows = rows_by_pattern(content, start, end, shared)
    if rows is None or not room.take(rows.cells):
        return False
    sheet.cells += rows.cells
    sheet.merged += [ref.decode() for ref, _ in merged]
    sheet.hidden_rows += rows.hidden
    if not (sheet.visible or merged or rows.hidden or len(content) > _MOST_REMEMBERED):
        if len(_HIDDEN_SHEETS) >= _MOST_HIDDEN_SHEETS:
            _HIDDEN_SHEETS.clear()
        _HIDDEN_SHEETS[content] = _Known(rows.cells, shared[: rows.most])
    return True


def texts_by_pattern(content: bytes) -> list[str] | None:
    """The shared texts if their part is plain, else None.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
    """
    if not is_plain(content, b"sst") or b"<rPh" in content or b"<text" in content:
        return None
    *items, rest = content[content.find(b"<si>") :].decode().split(_ITEM_END)
    texts: list[str] = []
    for item in items:
        if item.startswith(_TEXT_START) and item.endswith(_TEXT_END) and item.count("<") == _TEXT_START.count("<") + 1:
            text: str | None = item[len(_TEXT_START) : -len(_TEXT_END)]
        else:
            text = _item(item)
        if text is None:
            return None
        texts.append(unescape(resolved(text)) if "&" in text or "_x" in text else text)
    return texts if items and "<si" not in rest else None


@lru_cache(maxsize=256)
def _item(item: str) -> str | None:
    """The text of a longer item, None if it is spelled unusually. It is mostly a label, and the same in many files."""
    found = _RUN_TEXT.findall(item)
    is_plain_item = item.count("<si") == 1 and item.lstrip().startswith(_ITEM_START)
    return "".join([piece for piece, _ in found]) if is_plain_item and not any(odd for _, odd in found) else None
