"""What cells and sheets are called, and how much of a text a cell holds and shows. Rows and columns count from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil
from operator import itemgetter
from string import digits

MAX_CELL_UNITS = 32_767
"""How many UTF-16 units a cell holds; Excel silently cuts what is more."""
CUT_MARK = "… (gekürzt)"
MAX_SHEET_NAME = 31
MAX_HINT_TITLE = 32
MAX_ROW_HEIGHT = 409
LINE_HEIGHT = 15
_LETTERS_FOR_A_DIGIT = 1.15
"""How many letters take as much room as a digit."""
MOST_NAMED = 25
"""How many cells of a sheet are named one by one."""

_Position = tuple[int, int]
"""Row and column."""
_Area = tuple[_Position, _Position]
"""The first and the last cell of a range."""
_CELL = re.compile("[A-Z]{1,3}[0-9]{1,7}")

_LOOKS_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_ESCAPED = re.compile("_x([0-9a-fA-F]{4})_")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27; small letters are the same.

    Raises:
        ValueError: it is no name of a column.
    """
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise ValueError(f"no column: {letters[:20]!r}")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def position(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name: ``B7`` is (7, 2).

    Raises:
        ValueError: not a cell name. The sheet's limits are not checked.
    """
    letters = reference.rstrip(digits)
    return int(reference[len(letters) :]), column_number(letters)


def cell_name(row: int, column: int, *, fixed: bool = False) -> str:
    """A cell's name as it stands in formulas, e.g. B7 or, ``fixed``, $B$7."""
    dollar = "$" if fixed else ""
    return f"{dollar}{column_letters(column)}{dollar}{row}"


def area_name(first: tuple[int, int], last: tuple[int, int], *, fixed: bool = False) -> str:
    """The name of the cells from (row, column) to (row, column), e.g. A1:C7."""
    return f"{cell_name(*first, fixed=fixed)}:{cell_name(*last, fixed=fixed)}"


def in_ranges(cells: Iterable[str], *, to: str = ":") -> list[str]:
    """The names of cells, those below or beside each other as one: B6, B7, C6, C7 → B6:C7. What names no cell is left out.

    Only neighbours in the given order come together: cells column by column, each from top to bottom, make the fewest.
    """
    areas: list[_Area] = []
    for found in filter(None, map(_CELL.fullmatch, cells)):
        row, column = position(found[0])
        if areas and areas[-1][0][1] == column and areas[-1][1] == (row - 1, column):
            areas[-1] = areas[-1][0], (row, column)
        else:
            areas = _joined(areas)
            areas.append(((row, column), (row, column)))
    names = (area_name(*area).split(":") for area in _joined(areas))
    return [first if first == last else f"{first}{to}{last}" for first, last in names]


def _joined(areas: list[_Area]) -> list[_Area]:
    """The areas, with the last two as one if they stand side by side and are equally high."""
    if len(areas) > 1:
        (first, (bottom, right)), ((top, left), last) = areas[-2:]
        if (top, left, last[0]) == (first[0], right + 1, bottom):
            areas[-2:] = [(first, last)]
    return areas


def named(cells: Sequence[str]) -> list[str]:
    """The names of cells as a sentence lists them: one by one; of very many the ranges, or the one range around them all."""
    if len(cells) <= MOST_NAMED:
        return list(cells)
    places = sorted({position(found[0]) for found in map(_CELL.fullmatch, cells) if found}, key=itemgetter(1, 0))
    ranges = in_ranges(cell_name(*place) for place in places)
    if len(ranges) <= MOST_NAMED:
        return ranges
    rows = [row for row, _ in places]
    return [area_name((min(rows), places[0][1]), (max(rows), places[-1][1]))]


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in formulas and links."""
    return "'" + sheet.replace("'", "''") + "'"


def escaped(text: str) -> str:
    """The text as Excel stores it: ``_xHHHH_`` for what XML cannot hold, and for an underscore that could begin such."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return text if text.isprintable() else _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that Excel stores with ``_xHHHH_`` escapes (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def utf16_units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit_cell(text: str) -> str:
    """The text as it fits into one cell; what is too long is cut where everybody sees it."""
    if utf16_units(text) <= MAX_CELL_UNITS:
        return text
    return cut_to(text, MAX_CELL_UNITS - utf16_units(CUT_MARK)) + CUT_MARK


def shortened_to(text: str, units: int) -> str:
    """The text, or as much of it as Excel allows in a place, with a sign that there was more."""
    return text if utf16_units(text) <= units else cut_to(text, units - 1) + "…"


def cut_to(text: str, units: int) -> str:
    """The first UTF-16 units of a text, without half a character at the end."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


def height_for(*texts: tuple[str, float], at_least: float = LINE_HEIGHT + 3) -> float:
    """A row height in points that shows each (text, column width in characters) as a whole, as far as Excel can."""
    lines = max((line_count(text, width) for text, width in texts), default=1)
    return min(max(lines * LINE_HEIGHT + 6, at_least), MAX_ROW_HEIGHT)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column: an estimate, rather one too many.

    A column's width counts digits. Letters are narrower on average, but words do not break at the end of a line.
    """
    return sum(_lines_of(line, width) for line in text.split("\n"))


def pieces_of(text: str, width: float, lines: int) -> Iterator[str]:
    """A text cut into pieces of so many lines, as :func:`line_count` counts them: after a line or else after a word."""
    while line_count(text, width) > lines:
        end = used = 0
        for line in text.split("\n"):
            used += _lines_of(line, width)
            if used > lines:
                break
            end += len(line) + 1
        room = int(lines * width * _LETTERS_FOR_A_DIGIT)
        end = end or text.rfind(" ", 0, room) + 1 or room
        yield text[:end].rstrip("\n")
        text = text[end:]
    yield text


def _lines_of(line: str, width: float) -> int:
    return max(1, ceil(len(line) / (width * _LETTERS_FOR_A_DIGIT)))
