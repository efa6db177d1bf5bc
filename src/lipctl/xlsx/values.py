"""A cell's value as the person at the screen saw it, where that is certain."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from lipctl.xlsx.workbook import Cell, Workbook

ERROR_NAMES = {
    "#REF!": "#BEZUG!",
    "#N/A": "#NV",
    "#NAME?": "#NAME?",
    "#VALUE!": "#WERT!",
    "#DIV/0!": "#DIV/0!",
    "#NUM!": "#ZAHL!",
    "#NULL!": "#NULL!",
}
"""Error values, as Excel stores them and as a German Excel shows them."""

# Built-in formats: which show dates or times (ECMA-376 part 1, 18.8.30), and which of them look the same in every
# German Excel.
_BUILT_IN_DATES = {f"#{number}" for number in (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))}
_BUILT_IN_PARTS = {"#14": "dmy", "#15": "dmy", "#16": "dm", "#17": "my", "#22": "dmy"}
_CERTAIN_DATES = {"#14": "%d.%m.%Y", "#22": "%d.%m.%Y %H:%M", "dd.mm.yyyy": "%d.%m.%Y", "dd\\.mm\\.yyyy": "%d.%m.%Y"}
_PLAIN_NUMBERS = {"#0", "#1", "#49", "General", "@", "0"}
_DATE_CODE = re.compile(r"[dyj]|m{1,4}", re.IGNORECASE)


class DisplayedValue(NamedTuple):
    """A value in words. ``certain`` says whether the screen showed exactly this; ``day`` is set for a date."""

    text: str
    what: str
    certain: bool
    day: datetime | None = None


def displayed_value(cell: Cell, book: Workbook) -> DisplayedValue:
    """The value of a cell that is no text, in German words."""
    if cell.kind == "error":
        return DisplayedValue("", f"der Fehlerwert {ERROR_NAMES.get(cell.raw, cell.raw)}", certain=False)
    if cell.kind == "bool":
        return DisplayedValue("WAHR" if cell.raw == "1" else "FALSCH", "ein Wahrheitswert", certain=True)
    if cell.kind == "time":
        return DisplayedValue(cell.shown, "eine Uhrzeit", certain=bool(cell.shown))
    value = _displayed_value(cell, book)
    return value._replace(text=cell.shown, certain=True) if cell.shown else value


def _displayed_value(cell: Cell, book: Workbook) -> DisplayedValue:
    code = book.formats[cell.style] if cell.style < len(book.formats) else "General"
    if cell.kind == "date":
        return _displayed_date(datetime.fromisoformat(cell.raw.rstrip("Z")), "")
    if is_date_format(code):
        return _displayed_date(from_serial(float(cell.raw), date_1904=book.date_1904), code)
    return _displayed_number(cell.raw, code)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date."""
    if code.startswith("#") and code[1:].isdecimal():
        return code in _BUILT_IN_DATES
    return bool(_DATE_CODE.search(_without_words(code)))


def _without_words(code: str) -> str:
    """A number format without what it shows as it stands, and without colours and languages."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|General|Standard', "", code)


def typed_as(day: datetime, code: str) -> str:
    """The number that somebody typed before it became a date of this format: 5-1-3, or 1.10 where no year is shown."""
    parts = _BUILT_IN_PARTS.get(code) or _without_words(code).lower()
    if not re.search("[yj]", parts):
        return f"{day.day}.{day.month}"
    if not re.search("[dt]", parts):
        return f"{day.month}.{day:%y}"
    return f"{day.day}-{day.month}-{day.year % 100}"


def from_serial(serial: float, *, date_1904: bool) -> datetime:
    """The moment that a date cell's number stands for (1900 system with Excel's leap day, or 1904 system).

    Raises:
        OverflowError: no calendar reaches that far.
    """
    start = datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 31 if serial < 60 else 30)  # noqa: DTZ001
    return start + timedelta(days=serial)


def _displayed_date(moment: datetime, code: str) -> DisplayedValue:
    look = _CERTAIN_DATES.get(code.lower())
    return DisplayedValue(moment.strftime(look or "%d.%m.%Y"), "ein Datum", look is not None, moment)


def _displayed_number(raw: str, code: str) -> DisplayedValue:
    number = float(raw)
    text = str(int(number)) if number.is_integer() and abs(number) < 10**11 else f"{number:.10g}".replace(".", ",")
    return DisplayedValue(text, "eine Zahl", code in _PLAIN_NUMBERS)
