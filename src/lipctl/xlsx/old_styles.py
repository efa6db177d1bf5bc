"""How lipctl's workbooks look: one font, a few colours, named cell formats. Forms and catalogue share it.

Every text colour has a contrast of at least 4.5:1 on every fill it is used on, every border of an answer field
at least 3:1 (WCAG 2.1, 1.4.3 and 1.4.11); ``tests/unit/test_forms.py`` computes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "Calibri"
"""Named in every format: a cell without a font name shows as serif in LibreOffice. Carlito has its metrics."""

INK = "#1B2733"
BLUE = "#1F3A5F"
LINK = "#0B4F9E"
GREY_TEXT = "#505A64"
FIELD_BORDER = "#5F7690"
LINE = "#C3CDD8"
PALE = "#EEF2F6"
GREY_FILL = "#F4F5F6"
WHITE = "#FFFFFF"
SAND = "#FFF4DA"
BROWN = "#6B4200"
GREEN_FILL = "#E3F1E4"
GREEN = "#1D5428"

_BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": 11,
    "font_color": INK,
    "num_format": "@",
    "align": "left",
    "valign": "top",
    "text_wrap": True,
    "locked": True,
}
_FIELD = {"indent": 1, "bg_color": WHITE, "border": 1, "border_color": FIELD_BORDER, "locked": False}
_ASIDE = {"indent": 1, "font_color": GREY_TEXT, "bg_color": GREY_FILL, "border": 1, "border_color": LINE}
_BAND = {
    "bold": True,
    "font_color": BLUE,
    "bg_color": PALE,
    "bottom": 1,
    "bottom_color": LINE,
    "valign": "vcenter",
    "indent": 1,
}
_MARK = {"indent": 1, "bold": True, "num_format": "General", "valign": "vcenter", "border": 1, "border_color": LINE}

STYLES: dict[str, dict[str, Any]] = {
    "text": {},
    "line": {"text_wrap": False},
    "title": {"font_size": 18, "bold": True, "font_color": BLUE, "text_wrap": False, "valign": "vcenter"},
    "subtitle": {"font_size": 12, "font_color": GREY_TEXT},
    "heading": {"font_size": 13, "bold": True, "font_color": BLUE, "valign": "bottom"},
    "small": {"font_size": 10, "font_color": GREY_TEXT},
    "strong": {"bold": True},
    "hint": {"font_size": 9, "font_color": GREY_TEXT},
    "alarm": {"font_size": 9, "bold": True, "font_color": BROWN},
    "link": {"indent": 1, "font_color": LINK, "underline": 1},
    "head": {"indent": 1, "bold": True, "font_color": WHITE, "bg_color": BLUE, "valign": "vcenter"},
    "band": _BAND,
    "band_note": _BAND | {"bold": False, "font_color": GREY_TEXT, "font_size": 10},
    "label": {"indent": 1, "bold": True, "bg_color": PALE, "border": 1, "border_color": LINE},
    "question": {"indent": 1, "bg_color": PALE, "border": 1, "border_color": LINE},
    "plan": {"indent": 1, "border": 1, "border_color": LINE},
    "answer": _FIELD,
    # What lipctl itself fills in keeps a leading "=" even after F2 and Enter.
    "answer_filled": _FIELD | {"quote_prefix": True},
    "open": _FIELD | {"bg_color": SAND},
    "open_filled": _FIELD | {"bg_color": SAND, "quote_prefix": True},
    "earlier": _ASIDE,
    # Where a person may add rows and columns of her own.
    "free": {"locked": False},
    "cell": {"indent": 1, "border": 1, "border_color": LINE},
    "cell_link": {"indent": 1, "border": 1, "border_color": LINE, "font_color": LINK, "underline": 1},
    "mark": _MARK,
    "mark_label": {"indent": 1, "bold": True, "bg_color": PALE, "border": 1, "border_color": LINE, "valign": "vcenter"},
    "cell_mark": _MARK | {"valign": "top"},
    "count": {"bold": True, "num_format": "General", "text_wrap": False},
    "secret": {"font_size": 8, "font_color": GREY_TEXT, "text_wrap": False},
    "secret_value": {"font_size": 8, "font_color": GREY_TEXT, "text_wrap": False, "num_format": "General"},
    "done_mark": {"font_color": GREEN, "bg_color": GREEN_FILL},
    "open_mark": {"font_color": BROWN, "bg_color": SAND},
}
"""The cell formats by name, as XlsxWriter's properties; what a style does not say it takes from the base."""

# Laid over a cell's own format: they must not bring a number format or a lock of their own.
_OVERLAYS = {"done_mark", "open_mark"}


def properties_of(name: str) -> dict[str, Any]:
    """All of a style, as XlsxWriter's properties."""
    return STYLES[name] if name in _OVERLAYS else _BASE | STYLES[name]


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._workbook.add_format(properties_of(name))
        return self._made[name]
