"""Sheets and shared texts as programs usually write them, read by pattern; anything else is left to the parsers.

What makes a part plain enough tells :mod:`lipctl.excel.plain_xml`; no element of interest may stand in an unusual spelling
either. Why, and measured: docs/decisions/0011.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lipctl.excel.known_rows import rows_by_pattern
from lipctl.excel.plain_xml import decoded, is_plain, unescape
from lipctl.excel.workbook import Cell, Room, Sheet

_ROWS_START, _ROWS_END = b"<sheetData>", b"</sheetData>"
_ROWS_ELSEWHERE = re.compile(rb"<(?:c|row)[\s/>]|</?sheetData")
# The last group of each pattern is an element in an unusual spelling: it tells that the part is not plain.
_MERGED = re.compile(rb'<mergeCell(?: ref="([A-Z0-9:]*)"/>|([\s/>]))')
_ITEM = re.compile(rb'<si(?:>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|(.*?))</si>|([\s/]))', re.DOTALL)
_RUN_TEXT = re.compile(rb'<t(?:(?: xml:space="preserve")?>([^<]*)</t>|([\s/>]))')


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
    around = content[:start], content[end:]
    if len(_ROWS_ELSEWHERE.findall(b"".join(around))) > 2:  # these are the start and the end that were just found
        return False
    merged = _MERGED.findall(content) if b"<mergeCell" in content else []
    if any(strange for _, strange in merged):
        return False
    rows = rows_by_pattern(around, content[start:end], shared)
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
    texts: list[str] = []
    for whole, runs, strange in _ITEM.findall(content):
        if strange:
            return None
        if runs:
            text = _of_runs(runs)
            if text is None:
                return None
            texts.append(text)
        else:
            texts.append(unescape(decoded(whole)) if b"&" in whole or b"_x" in whole else whole.decode())
    return texts


@lru_cache(maxsize=256)
def _of_runs(runs: bytes) -> str | None:
    """A text in several formats; None if it is spelled unusually. It is mostly a label, and the same in many files."""
    found = _RUN_TEXT.findall(runs)
    return None if any(odd for _, odd in found) else unescape("".join([decoded(piece) for piece, _ in found]))
