"""Sheets and shared texts as programs usually write them, read by pattern; anything else is left to the parsers.

A pattern over XML finds what a parser finds only where nothing can hide from it. So expat goes over each part first (without
calling back: that is what makes a parser slow in Python), and a part is *plain* only if it is UTF-8, has no comment, no
CDATA, no processing instruction, one namespace for its elements, and no element of interest in an unusual spelling. Then
every "<" begins a tag, and what matches is all there is. Why, and measured: docs/decisions/0002.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lipctl.excel.container import new_parser
from lipctl.excel.workbook import MAX_COLUMN, MAX_ROW, Cell, Room, Sheet, column_number

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMULA: Final = "="
"""What a cell's ``formula`` holds where there is one. The formula's own text is nobody's answer and is not kept."""
KINDS: Final = {"s": "text", "str": "text", "inlineStr": "text", "n": "number", "b": "bool", "e": "error", "d": "date"}

_AS_IT_STANDS = ("str", "inlineStr")
_HEAD = re.compile(rf'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"[^<>]*\?>\s*)?<(worksheet|sst) xmlns="{MAIN}"')
# The last group of each pattern is an element in an unusual spelling: it tells that the part is not plain.
_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,9})")?(?: t="([a-zA-Z]+)")?'
    r"(?:/>|>(<f[^<>]*(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>)|([\s/>]))"
)
_ROW = re.compile(r'<row(?: r="([0-9]{1,7})"((?: [\w:]+="[^"<>]*")*)/?>|([\s/>]))')
_HIDDEN = (' hidden="1"', ' hidden="true"')
_MERGED = re.compile(r'<mergeCell(?: ref="([A-Z0-9:]*)"/>|([\s/>]))')
_ITEM = re.compile(r"<si(?:>(?:<t(?: xml:space=\"preserve\")?>([^<]*)</t>|(.*?))</si>|([\s/]))", re.DOTALL)
_RUN_TEXT = re.compile(r'<t(?:(?: xml:space="preserve")?>([^<]*)</t>|([\s/>]))')
_SPACES = re.compile(r'xmlns:\w+="[^"&]*"')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain_sheet(content: bytes, sheet: Sheet, shared: list[str], room: Room) -> bool:
    """Fill in the sheet's cells, merged ranges and hidden rows if its part is plain; else tell so and change nothing.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
        ValueError: a cell or row lies beyond what a sheet can have.
    """
    text = _plain_text(content, "worksheet")
    cells = _cells(text, shared) if text else None
    if cells is None:
        return False
    rows = _ROW.findall(text)
    merged = _MERGED.findall(text)
    if any(strange or not row_number(number) for number, _, strange in rows) or any(strange for _, strange in merged):
        return False
    if not room.take(cells):
        return False
    sheet.cells += cells
    sheet.merged += [ref for ref, _ in merged]
    sheet.hidden_rows += [row_number(number) for number, rest, _ in rows if any(word in rest for word in _HIDDEN)]
    return True


def plain_texts(content: bytes) -> list[str] | None:
    """The shared texts if their part is plain, else None.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
    """
    text = _plain_text(content, "sst")
    if not text or "<rPh" in text or "<text" in text:
        return None
    texts: list[str] = []
    for whole, runs, strange in _ITEM.findall(text):
        found = _RUN_TEXT.findall(runs) if runs else [(whole, strange)]
        if any(odd for _, odd in found):
            return None
        texts.append(unescape(_characters("".join(piece for piece, _ in found))))
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
    return row_number(found[2]), _column(found[1])


@lru_cache(maxsize=4096)
def row_number(text: str) -> int:
    """The number of a row.

    Raises:
        ValueError: no sheet has such a row.
    """
    number = int(text)
    if not 1 <= number <= MAX_ROW:
        raise ValueError(f"{number} is not from 1 to {MAX_ROW}")
    return number


@lru_cache(maxsize=256)
def _column(letters: str) -> int:
    column = column_number(letters)
    if column > MAX_COLUMN:
        raise ValueError(f"no column of a sheet: {letters}")
    return column


def _plain_text(content: bytes, root: str) -> str:
    """The part as text if nothing can hide from a pattern, else ""."""
    new_parser().Parse(content, True)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return ""
    head = _HEAD.match(text)
    plain = (
        head is not None
        and head[1] == root
        and text.count(MAIN) == 1
        and text.count("xmlns") == 1 + len(_SPACES.findall(text))
        and "<!" not in text
        and text.rfind("<?") <= 0
        and "\r" not in text
    )
    return text if plain else ""


def _cells(text: str, shared: list[str]) -> list[Cell] | None:
    """The cells that hold something; None if one is spelled unusually or refers to a text that is not there."""
    cells: list[Cell] = []
    for letters, digits, style, kind, formula, stored, inline, strange in _CELL.findall(text):
        if strange:
            return None
        value = stored or inline
        if not (value or formula):
            continue
        if kind == "s":
            if not (value.isascii() and value.isdecimal()) or int(value) >= len(shared):
                return None
            raw = shared[int(value)]
        elif "&" in value or "_x" in value:
            raw = _characters(value)
            raw = unescape(raw) if kind in _AS_IT_STANDS else raw.strip()
        else:
            raw = value if kind in _AS_IT_STANDS else value.strip()
        cells.append(
            Cell(
                row_number(digits),
                _column(letters),
                KINDS.get(kind, "number"),
                raw,
                FORMULA if formula else "",
                int(style or 0),
            )
        )
    return cells


def _characters(text: str) -> str:
    """Decode character references; the five named ones are all there are without a document type."""
    if "&" not in text:
        return text
    return _CHARACTER.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else chr(int(found[2])) if found[2] else _NAMED[found[3]], text
    )
