"""Sheets and shared texts as programs usually write them, read by pattern; anything else is left to the parsers.

A pattern over XML finds what a parser finds only where nothing can hide from it. So expat goes over each part first (without
calling back: that is what makes a parser slow in Python), and a part is *plain* only if it is UTF-8, has no comment, no
CDATA, no processing instruction, one namespace for its elements, and no element of interest in an unusual spelling. Then
every "<" begins a tag, and what matches is all there is. Why, and measured: docs/decisions/0002.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lipctl.excel.container import new_parser
from lipctl.excel.workbook import MAX_COLUMN, MAX_ROW, Cell, Room, Sheet, column_number

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMULA: Final = "="
"""What a cell's ``formula`` holds where there is one. The formula's own text is nobody's answer and is not kept."""
KINDS: Final = {"s": "text", "str": "text", "inlineStr": "text", "n": "number", "b": "bool", "e": "error", "d": "date"}
"""What the types of cells are here; any other is a number, as is none."""

_KINDS = {name.encode(): kind for name, kind in KINDS.items()}
_MAIN = MAIN.encode()
_BRACKET = ord("<")
_HEAD = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"[^<>]*\?>\s*)?<(worksheet|sst) xmlns="'
    + re.escape(_MAIN)
    + b'"'
)
_SPACES = re.compile(rb'xmlns:\w+="([^"&]*)"')
# The last group of each pattern is an element in an unusual spelling: it tells that the part is not plain.
_CELL = re.compile(
    rb'<c(?: r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,9})")?(?: t="([a-zA-Z]+)")?'
    rb"(?:/>|>(<f[^<>]*(?:/>|>[^<]*</f>))?"
    rb'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)|([\s/>]))'
)
_ROW = re.compile(rb'<row(?: r="([0-9]{1,7})"((?: [\w:]+="[^"<>]*")*)/?>|([\s/>]))')
_HIDDEN = (b' hidden="1"', b' hidden="true"')
_MERGED = re.compile(rb'<mergeCell(?: ref="([A-Z0-9:]*)"/>|([\s/>]))')
_ITEM = re.compile(rb'<si(?:>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|(.*?))</si>|([\s/]))', re.DOTALL)
_RUN_TEXT = re.compile(rb'<t(?:(?: xml:space="preserve")?>([^<]*)</t>|([\s/>]))')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


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
    cells = _cells(content, shared) if _is_plain(content, b"worksheet") else None
    if cells is None:
        return False
    hidden_rows: list[int] = []
    for digits, attributes, strange in _ROW.findall(content):
        if strange:
            return False
        number = row_number(digits)
        if b"hidden" in attributes and any(word in attributes for word in _HIDDEN):
            hidden_rows.append(number)
    merged = _MERGED.findall(content) if b"<mergeCell" in content else []
    if any(strange for _, strange in merged):
        return False
    if not room.take(cells):
        return False
    sheet.cells += cells
    sheet.merged += [ref.decode() for ref, _ in merged]
    sheet.hidden_rows += hidden_rows
    if not (sheet.visible or merged or hidden_rows or len(content) > _MOST_REMEMBERED):
        _remember(content, cells, shared)
    return True


class _Known(NamedTuple):
    """The cells of a hidden sheet, and the first of the shared texts, as far as it refers to them."""

    cells: list[Cell]
    texts: list[str]


_HIDDEN_SHEETS: dict[bytes, _Known] = {}
"""By their part: the sheet with the lists is the same in all forms of a round, and a quarter of what is in a form."""
_MOST_REMEMBERED, _MOST_HIDDEN_SHEETS = 2**16, 4


def _remember(content: bytes, cells: list[Cell], shared: list[str]) -> None:
    used = max((int(stored) + 1 for *_, kind, _, stored, _, _ in _CELL.findall(content) if kind == b"s"), default=0)
    if len(_HIDDEN_SHEETS) >= _MOST_HIDDEN_SHEETS:
        _HIDDEN_SHEETS.clear()
    _HIDDEN_SHEETS[content] = _Known(cells, shared[:used])


def texts_by_pattern(content: bytes) -> list[str] | None:
    """The shared texts if their part is plain, else None.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
    """
    if not _is_plain(content, b"sst") or b"<rPh" in content or b"<text" in content:
        return None
    texts: list[str] = []
    for whole, runs, strange in _ITEM.findall(content):
        if strange:
            return None
        if runs:
            found = _RUN_TEXT.findall(runs)
            if any(odd for _, odd in found):
                return None
            texts.append(unescape("".join([_decoded(piece) for piece, _ in found])))
        else:
            texts.append(unescape(_decoded(whole)) if b"&" in whole or b"_x" in whole else whole.decode())
    return texts


def unescape(text: str) -> str:
    """Decode ``_x000D_``-style escapes (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def position(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name.

    Raises:
        ValueError: it is none, or lies outside of the sheet.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell reference: {reference[:20]!r}")
    return row_number(found[2]), _column(found[1].encode())


@lru_cache(maxsize=4096)
def row_number(text: str | bytes) -> int:
    """The number of a row.

    Raises:
        ValueError: no sheet has such a row.
    """
    number = int(text)
    if not 1 <= number <= MAX_ROW:
        raise ValueError(f"{number} is not from 1 to {MAX_ROW}")
    return number


@lru_cache(maxsize=256)
def _column(letters: bytes) -> int:
    column = column_number(letters.decode())
    if column > MAX_COLUMN:
        raise ValueError(f"no column of a sheet: {letters!r}")
    return column


def _is_plain(content: bytes, root: bytes) -> bool:
    """Whether nothing in a part can hide from a pattern.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
    """
    new_parser().Parse(content, True)
    head = _HEAD.match(content)
    spaces = _SPACES.findall(content)
    return (
        head is not None
        and head[1] == root
        and content.count(b"xmlns") == 1 + len(spaces)
        and _MAIN not in spaces
        and not _has_markup(content, b"!")
        and not _has_markup(content, b"?")
        and b"\r" not in content
    )


def _has_markup(content: bytes, mark: bytes) -> bool:
    """Whether "<!" or "<?" stands anywhere but at the start. The marks are rare, brackets are everywhere."""
    place = content.find(mark, 2)
    while place > 0:
        if content[place - 1] == _BRACKET:
            return True
        place = content.find(mark, place + 1)
    return False


def _cells(content: bytes, shared: list[str]) -> list[Cell] | None:
    """The cells that hold something; None if one is spelled unusually or refers to a text that is not there."""
    cells: list[Cell] = []
    new = (
        tuple.__new__
    )  # what Cell(…) does, without its detour through Python: this is the innermost loop of all reading
    for letters, digits, style, kind, formula, stored, inline, strange in _CELL.findall(content):
        if strange:
            return None
        if not (stored or formula or inline):
            continue
        if kind == b"s":
            if not stored.isdigit() or int(stored) >= len(shared):
                return None
            word, raw = "text", shared[int(stored)]
        else:
            word, raw = _KINDS.get(kind, "number"), ""
            value = stored or inline
            if value:
                raw = _decoded(value) if b"&" in value else value.decode()
                raw = unescape(raw) if word == "text" else raw.strip()
        values = row_number(digits), _column(letters), word, raw, FORMULA if formula else "", int(style or 0)
        cells.append(new(Cell, values))
    return cells


def _decoded(value: bytes) -> str:
    """A text of well-formed XML; without a document type there are five named character references."""
    if b"&" not in value:
        return value.decode()
    return _CHARACTER.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else chr(int(found[2])) if found[2] else _NAMED[found[3]],
        value.decode(),
    )
