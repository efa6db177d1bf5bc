"""Where things stand in a form: what its writer and its reader must agree on, and what Excel allows.

A measure's sheet has these columns, in every form of this version. Which *row* an answer stands in is told by
nothing but the identity beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from lipctl.numbers import MeasureNumber

QUESTION_COLUMN = 0
"""Column A: the question and its hint. All columns count from 0."""
ANSWER_COLUMN = 1
"""Column B: the answer, the only cells that can be typed in."""
EARLIER_COLUMN = 2
"""Column C: the earlier answer."""
IDENTITY_COLUMN = 3
"""Column D, hidden: the :class:`lipctl.forms.identity.Identity` of the row's answer."""
STATE_COLUMN = 4
"""Column E, hidden: what the live mark's formulas make of the answer (a number)."""
PHRASE_COLUMN = 5
"""Column F, hidden: what is open (a text)."""
LAST_COLUMN = 25
"""Column Z: up to here a remark beside the fields is text too, and "5-1-3" no date."""

MARK_ROW = 1
"""The row (from 0) of a measure's sheet that holds the live mark, in the answer column."""
FROZEN_ROWS = 3
"""Title, mark and the way back stay in sight."""

GUIDE_SHEET = "Anleitung"
OVERVIEW_SHEET = "Übersicht"
OPEN_POINTS_SHEET = "Bitte ergänzen"
LISTS_SHEET = "Listen"
OWN_SHEETS = (OPEN_POINTS_SHEET, GUIDE_SHEET, OVERVIEW_SHEET, LISTS_SHEET)
"""The sheets that hold no answers."""

FORM_NAME = "lipctl_formular"
"""The defined name whose text says whose form this is: ``lipctl|1|lip-hannover|2011|15``."""

NOTE_AUTHOR = "lipctl"
"""The author of the notes that lipctl puts on cells; a note by anybody else is a remark of the department."""
NOTE_HEAD = "Bitte ergänzen oder klären:"
"""The first words of such a note, for programs that drop the author."""

MAX_CELL_UNITS = 32_767
"""How many UTF-16 units a cell holds; Excel silently cuts what is more."""
CUT_MARK = "… (gekürzt)"
MAX_ROW_HEIGHT = 409
LINE_HEIGHT = 15

_MAX_SHEET_NAME = 31
_ILLEGAL_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {name.casefold() for name in (*OWN_SHEETS, "History", "Verlauf")}


def sheet_names(numbers: Iterable[MeasureNumber]) -> dict[MeasureNumber, str]:
    """A legal sheet name for each number, as near to it as Excel allows, no two alike."""
    names: dict[MeasureNumber, str] = {}
    taken = set(_RESERVED)
    for number in numbers:
        wanted = _ILLEGAL_IN_SHEET_NAME.sub("-", number.text).strip("' ") or "Blatt"
        name, counter = _shorten(wanted, _MAX_SHEET_NAME), 1
        while name.casefold() in taken:
            counter += 1
            ending = f" ({counter})"
            name = _shorten(wanted, _MAX_SHEET_NAME - len(ending)) + ending
        taken.add(name.casefold())
        names[number] = name
    return names


def cell(row: int, column: int, *, fixed: bool = False) -> str:
    """A cell's name from row and column (both from 0; columns up to Z)."""
    dollar = "$" if fixed else ""
    return f"{dollar}{chr(ord('A') + column)}{dollar}{row + 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in formulas and links."""
    return "'" + sheet.replace("'", "''") + "'"


def fit_cell(text: str) -> str:
    """The text as it fits into one cell; what is too long is cut where everybody sees it."""
    if utf16_units(text) <= MAX_CELL_UNITS:
        return text
    return _cut_units(text, MAX_CELL_UNITS - utf16_units(CUT_MARK)) + CUT_MARK


def within_cell(text: str) -> str:
    """The text without what Excel would refuse the workbook for: the last resort for texts that nobody fitted."""
    return text if len(text) * 2 <= MAX_CELL_UNITS else _cut_units(text, MAX_CELL_UNITS)


def shortened(text: str, units: int) -> str:
    """The text, or as much of it as Excel allows in a place, with a sign that there was more."""
    return text if utf16_units(text) <= units else _cut_units(text, units - 1) + "…"


def utf16_units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def height_for(*texts: tuple[str, float], at_least: float = LINE_HEIGHT + 3) -> float:
    """A row height in points that shows each (text, column width in characters) as a whole, as far as Excel can."""
    lines = max((line_count(text, width) for text, width in texts), default=1)
    return min(max(lines * LINE_HEIGHT + 6, at_least), MAX_ROW_HEIGHT)


def line_count(text: str, width: float) -> int:
    """Over how many lines a text runs in a column, rather one too many.

    A column's width counts digits. Letters are narrower on average, but words do not break at the end of a line.
    """
    return sum(max(1, ceil(len(line) / (width * 1.15))) for line in text.split("\n"))


def _shorten(name: str, units: int) -> str:
    return _cut_units(name, units).rstrip("' ")


def _cut_units(text: str, units: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return encoded.decode("utf-16-le", "ignore")
