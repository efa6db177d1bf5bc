"""How lipctl's workbooks look: one font, a few colours, and the styles of cells by name.

Every text colour has a contrast of at least 4.5:1 on every fill it is used on, every border of an answer field
at least 3:1 (WCAG 2.1, 1.4.3 and 1.4.11); ``tests/unit/forms/test_workbook.py`` computes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Literal

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from lipctl.xlsx.colours import (
    BLUE,
    BROWN,
    FIELD_BORDER,
    GREEN,
    GREEN_FILL,
    GREY_FILL,
    GREY_TEXT,
    INK,
    LINE,
    LINK,
    PALE,
    SAND,
    WHITE,
)

FONT = "Calibri"
"""Named in every style: a cell without a font name shows as serif in LibreOffice. Carlito has its metrics."""

_Underline = Literal["single"] | None


# Equal parts of styles are one and the same object, for all workbooks: openpyxl looks for each part among those that a
# workbook has, and takes long to find out that two objects are equal.
@cache
def _font(size: int, bold: bool, underline: _Underline, colour: str) -> Font:
    return Font(FONT, size, bold or None, family=2, underline=underline, color=colour)


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", colour) if colour else PatternFill()


@cache
def _border(box: str, rule: str) -> Border:
    side = Side("thin", box) if box else Side()
    return Border(side, side, side, Side("thin", rule) if rule else side)


@cache
def _alignment(vertical: str, wrapped: bool, indent: int) -> Alignment:
    return Alignment("left", vertical, wrap_text=wrapped or None, indent=indent)


@cache
def _protection(locked: bool) -> Protection:
    return Protection(locked=locked)


@dataclass(frozen=True)
class Style:
    """The look of a cell; what is left out is dark text without a fill, wrapped, from the top left, and locked.

    ``box`` and ``rule`` are the colours of a border all round and of one at the bottom, "" for none.
    """

    size: int = 11
    bold: bool = False
    colour: str = INK
    underline: _Underline = None
    fill: str = ""
    box: str = ""
    rule: str = ""
    indent: int = 0
    vertical: str = "top"
    wrapped: bool = True
    number_format: str = "@"
    locked: bool = True

    def named(self, name: str) -> NamedStyle:
        """The style as openpyxl has it. Excel's gallery does not offer it: it is for lipctl's own cells."""
        return NamedStyle(
            name,
            font=_font(self.size, self.bold, self.underline, self.colour),
            fill=_fill(self.fill),
            border=_border(self.box, self.rule),
            alignment=_alignment(self.vertical, self.wrapped, self.indent),
            number_format=self.number_format,
            protection=_protection(self.locked),
            hidden=True,
        )

    @cached_property
    def inline_font(self) -> InlineFont:
        """The font of a piece of a cell's text."""
        # Without a family: Gnumeric takes it for the name of another, broader font, and the text no longer fits its row.
        return InlineFont(rFont=FONT, b=self.bold or None, sz=self.size, color=Color(self.colour))

    @cached_property
    def overlay(self) -> DifferentialStyle:
        """Only the colours, to be laid over a cell's own style."""
        return DifferentialStyle(font=Font(color=self.colour), fill=PatternFill(bgColor=self.fill))


_CELL = Style(indent=1, box=LINE)
_QUESTION = replace(_CELL, fill=PALE)
_ANSWER = Style(indent=1, fill=WHITE, box=FIELD_BORDER, locked=False)
_BAND = Style(bold=True, colour=BLUE, fill=PALE, rule=LINE, vertical="center", indent=1)
_MARK = replace(_CELL, bold=True, number_format="General", vertical="center")
_SECRET = Style(size=8, colour=GREY_TEXT, wrapped=False)

STYLES = {
    "text": Style(),
    "line": Style(wrapped=False),
    "title": Style(size=18, bold=True, colour=BLUE, wrapped=False, vertical="center"),
    "subtitle": Style(size=12, colour=GREY_TEXT),
    "heading": Style(size=13, bold=True, colour=BLUE, vertical="bottom"),
    "small": Style(size=10, colour=GREY_TEXT),
    "strong": Style(bold=True),
    "hint": Style(size=9, colour=GREY_TEXT),
    "alarm": Style(size=9, bold=True, colour=BROWN),
    "link": Style(indent=1, colour=LINK, underline="single"),
    "head": Style(indent=1, bold=True, colour=WHITE, fill=BLUE, vertical="center"),
    "band": _BAND,
    "band_note": replace(_BAND, bold=False, colour=GREY_TEXT, size=10),
    "label": replace(_QUESTION, bold=True),
    "choice_words": replace(_QUESTION, size=9, colour=GREY_TEXT),
    "plan": _CELL,
    "answer": _ANSWER,
    "open": replace(_ANSWER, fill=SAND),
    "earlier": replace(_CELL, colour=GREY_TEXT, fill=GREY_FILL),
    # Where a person may add rows and columns of her own.
    "free": Style(locked=False),
    "cell": _CELL,
    "number": replace(_CELL, number_format="0"),
    "cell_link": replace(_CELL, colour=LINK, underline="single"),
    "mark": _MARK,
    "mark_label": replace(_QUESTION, bold=True, vertical="center"),
    "cell_mark": replace(_MARK, vertical="top"),
    "share": replace(_CELL, number_format="0%"),
    "day": replace(_CELL, number_format="dd.mm.yyyy"),
    "count": Style(bold=True, number_format="General", wrapped=False),
    "secret": _SECRET,
    "secret_value": replace(_SECRET, number_format="General"),
}
"""The styles of cells by their names."""

OVERLAYS = {"done": Style(colour=GREEN, fill=GREEN_FILL), "open": Style(colour=BROWN, fill=SAND)}
"""What a condition lays over a cell's own style."""
