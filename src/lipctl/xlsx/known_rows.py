"""The rows of a plain sheet, by pattern; what is in a row is remembered, and only the numbers in its cells are looked up.

The sheets of a round's forms differ in the numbers by which cells refer to shared texts, and in little else: of 36,000
rows of 2,400 measures 39 differ otherwise. A known row needs no second look, neither for what it holds nor for whether
it is well-formed: a sheet of known rows is well-formed exactly if what stands around them is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from lipctl.xlsx.container import new_parser
from lipctl.xlsx.plain_xml import declared_spaces, is_plain, resolved, unescape
from lipctl.xlsx.workbook import MAX_COLUMN, MAX_ROW, Cell, column_number

FORMULA: Final = "="
"""What a cell's ``formula`` holds where there is one. The formula's own text is nobody's answer and is not kept."""
KINDS: Final = {"s": "text", "str": "text", "inlineStr": "text", "n": "number", "b": "bool", "e": "error", "d": "date"}
"""What the types of cells are here; any other is a number, as is none."""

_KINDS = {name.encode(): kind for name, kind in KINDS.items()}
# The last group of each pattern is an element in an unusual spelling: it tells that the part is not plain.
_CELL = re.compile(
    rb'<c(?: r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,9})")?(?: t="([a-zA-Z]+)")?'
    rb"(?:/>|>(<f[^<>]*(?:/>|>[^<]*</f>))?"
    rb'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)|([\s/>]))'
)
_ROW = re.compile(rb'<row(?: r="([0-9]{1,7})"((?: [\w:]+="[^"<>]*")*)(/?)>|([\s/>]))')
_ROW_START = re.compile(rb"\s*(?:<row [^<>]*/>\s*)*<row [^<>]*>")
_ROW_END = b"</row>"
_HEADERS_START = b"><headerFooter"
_HEADERS = re.compile(rb'><headerFooter(?: \w+="[^"<>]*")*>(?:<\w+>[^<]*</\w+>)*</headerFooter>(?=<)')
_HIDDEN = (b' hidden="1"', b' hidden="true"')
_NUMBER = re.compile(rb"<v>([0-9]+)</v>")
_NUMBER_OUT, _BLANK = b"<v>\0</v>", b"\0"
"""What stands where a number was taken out; no XML has this character."""
_TEXT, _DIGITS = "\0text", "\0digits"
# What Cell(…) does, without its detour through Python: this is for the innermost loops of all reading.
_new = tuple.__new__


class Row(NamedTuple):
    """What a row is, but for the numbers in its cells.

    ``cells`` are those that hold something; where a number was taken out, ``raw`` is ``_TEXT`` (a number of a shared text)
    or ``_DIGITS``. ``taken`` is how many were. ``is_whole`` tells that it is one element, perhaps with empty rows before
    it, and nothing else: then it is well-formed wherever it once was.
    """

    cells: tuple[Cell, ...]
    hidden: tuple[int, ...]
    taken: int
    is_whole: bool


class Rows(NamedTuple):
    """What stands in the rows of a sheet: the cells that hold something, and the numbers of hidden rows.

    ``most`` is how many of the shared texts it may refer to, from the first one on.
    """

    cells: list[Cell]
    hidden: list[int]
    most: int


_LONGEST, _MOST = 2**12, 2**10
"""How long a row may be that is remembered, and how many of them are."""
_LARGE = 2**16
"""A larger part is read at once: its rows are many, and hardly any stands in another one."""


def rows_by_pattern(content: bytes, start: int, end: int, shared: Sequence[str]) -> Rows | None:
    """Read what is in a sheet's ``sheetData`` element, from ``start`` to ``end``.

    None if the whole sheet is not plain, or refers to a text that is not there.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
        ValueError: a cell or row lies beyond what a sheet can have.
    """
    spaces = declared_spaces(content)
    if spaces is None or len(content) > _LARGE:
        whole = _row(content[start:end], shared) if is_plain(content, b"worksheet") else None
        return Rows(list(whole.cells), list(whole.hidden), len(shared)) if whole else None
    inside = content[start:end]
    known = _known_rows(spaces)
    numbers = _NUMBER.findall(inside)
    *texts, rest = _NUMBER.sub(_NUMBER_OUT, inside).split(_ROW_END)
    rows = [known.get(text) for text in texts]
    all_known = not rest and None not in rows
    if not (_is_plain_frame(content[:start], content[end:]) if all_known else is_plain(content, b"worksheet")):
        return None
    if not all_known:
        rows = [_row(text, ()) for text in (*texts, rest)]
        _remember(known, texts, rows)
    return _filled(rows, numbers, shared)


def _is_plain_frame(start: bytes, end: bytes) -> bool:
    """Whether what stands around the rows is plain.

    The sheets of a round's forms differ in their headers and footers only. These are looked at alone: an element without
    prefixes is well-formed wherever it stands between tags.

    Raises:
        Unreadable, ExpatError: as :func:`is_plain`.
    """
    found = _HEADERS.match(end, max(0, end.find(_HEADERS_START)))
    headers = found[0][1:] if found else b""
    if found is None or b"xmlns" in headers or b"\r" in headers:
        return is_plain(start + end, b"worksheet")
    new_parser().Parse(headers, True)
    return _is_known_frame(start, end[: found.start() + 1], end[found.end() :])


@lru_cache(maxsize=64)
def _is_known_frame(start: bytes, middle: bytes, end: bytes) -> bool:
    return is_plain(start + middle + end, b"worksheet")


@lru_cache(maxsize=8)
def _known_rows(_: tuple[bytes, ...]) -> dict[bytes, Row]:
    """Rows of parts in which these namespaces are declared, by their text without numbers."""
    return {}


def _remember(known: dict[bytes, Row], texts: Sequence[bytes], rows: Sequence[Row | None]) -> None:
    """Remember the rows of a plain sheet, as far as they are whole from the first one on."""
    if len(known) > _MOST:
        known.clear()
    for text, row in zip(texts, rows, strict=False):
        if row is None or not row.is_whole:
            return
        if len(text) <= _LONGEST:
            known[text] = row


def _row(text: bytes, shared: Sequence[str]) -> Row | None:
    """Read a row, or anything else; None if something is spelled unusually."""
    cells: list[Cell] = []
    taken = 0
    for letters, digits, style, kind, formula, stored, inline, strange in _CELL.findall(text):
        if strange:
            return None
        if not (stored or formula or inline):
            continue
        word = _KINDS.get(kind, "number")
        if stored == _BLANK:
            raw = _TEXT if kind == b"s" else _DIGITS
            taken += 1
        elif kind == b"s":
            if not stored.isdigit() or int(stored) >= len(shared):
                return None
            raw = shared[int(stored)]
        else:
            raw = resolved((stored or inline).decode())
            raw = unescape(raw) if word == "text" else raw.strip()
        values = row_number(digits), _column(letters), word, raw, FORMULA if formula else "", int(style or 0)
        cells.append(_new(Cell, values))
    starts = _ROW.findall(text)
    if text.count(_BLANK) != taken or any(strange for *_, strange in starts):
        return None
    numbers = [(row_number(digits), attributes) for digits, attributes, *_ in starts]
    hidden = tuple(number for number, attributes in numbers if any(word in attributes for word in _HIDDEN))
    is_whole = _ROW_START.match(text) is not None and [closed for _, _, closed, _ in starts].count(b"") == 1
    return Row(tuple(cells), hidden, taken, is_whole)


def _filled(rows: Sequence[Row | None], numbers: Sequence[bytes], shared: Sequence[str]) -> Rows | None:
    """Put the numbers back into the rows."""
    cells: list[Cell] = []
    hidden: list[int] = []
    most = room = 0
    left = iter(numbers)
    for row in rows:
        if row is None:
            return None
        room += row.taken
        if room > len(numbers):  # something only looks like a number that was taken out
            return None
        hidden += row.hidden
        for cell in row.cells:
            raw = cell[3]
            if raw is _TEXT:
                index = int(next(left))
                if index >= len(shared):
                    return None
                if index >= most:
                    most = index + 1
                cells.append(_new(Cell, (cell[0], cell[1], "text", shared[index], cell[4], cell[5])))
            elif raw is _DIGITS:
                cells.append(_new(Cell, (cell[0], cell[1], cell[2], next(left).decode(), cell[4], cell[5])))
            else:
                cells.append(cell)
    return Rows(cells, hidden, most)


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
