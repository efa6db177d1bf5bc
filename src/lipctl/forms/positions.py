"""Where things stand in a form: what its writer and its reader must agree on.

Rows and columns count from 1. A measure's sheet has these columns in every form of this version. The *row* of an answer
is known only from the identity beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lipctl.numbers import MeasureNumber
from lipctl.xlsx.cells import MAX_SHEET_NAME, cut_to

QUESTION_COLUMN = 1
"""Column A: the question and its hint."""
ANSWER_COLUMN = 2
"""Column B: the answer, the only cells that can be typed in."""
EARLIER_COLUMN = 3
"""Column C: the earlier answer."""
IDENTITY_COLUMN = 4
"""Column D, hidden: the :class:`lipctl.forms.identity.Identity` of the row's answer."""
STATE_COLUMN = 5
"""Column E, hidden: what the live mark's formulas make of the answer (a number)."""
PHRASE_COLUMN = 6
"""Column F, hidden: what is open (a text)."""
LAST_COLUMN = 26
"""Column Z: up to here a remark beside the fields is text too, and "5-1-3" no date."""

MARK_ROW = 2
"""The row of a measure's sheet that holds the live mark, in the answer column."""
FROZEN_ROWS = 3
"""Title, mark and the link back stay in sight."""

GUIDE_SHEET = "Anleitung"
OVERVIEW_SHEET = "Übersicht"
OPEN_POINTS_SHEET = "Bitte ergänzen"
EARLIER_SHEET = "Frühere Antworten"
LISTS_SHEET = "Listen"
OWN_SHEETS = (OPEN_POINTS_SHEET, GUIDE_SHEET, OVERVIEW_SHEET, EARLIER_SHEET, LISTS_SHEET)
"""The sheets that hold no answers."""

FORM_NAME = "lipctl_formular"
"""The defined name whose text says whose form this is: ``lipctl|1|lip-hannover|2011|15``."""

NOTE_AUTHOR = "lipctl"
"""The author of the notes that lipctl puts on cells; a note by anybody else is a remark of the department."""
NOTE_HEAD = "Bitte ergänzen oder klären:"
"""The first words of such a note, for programs that drop the author."""

_ILLEGAL_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {name.casefold() for name in (*OWN_SHEETS, "History", "Verlauf")}


def sheet_names(numbers: Iterable[MeasureNumber]) -> dict[MeasureNumber, str]:
    """A legal sheet name for each number, as near to it as Excel allows, no two alike."""
    names: dict[MeasureNumber, str] = {}
    taken = set(_RESERVED)
    for number in numbers:
        wanted = _ILLEGAL_IN_SHEET_NAME.sub("-", number.text).strip("' ") or "Blatt"
        name, counter = _shorten(wanted, MAX_SHEET_NAME), 1
        while name.casefold() in taken:
            counter += 1
            ending = f" ({counter})"
            name = _shorten(wanted, MAX_SHEET_NAME - len(ending)) + ending
        taken.add(name.casefold())
        names[number] = name
    return names


def _shorten(name: str, units: int) -> str:
    return cut_to(name, units).rstrip("' ")
