"""Texts in the XML of a workbook: what has to be escaped, and the table of all texts that the cells share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lipctl.forms import layout
from lipctl.xlsx.old_styles import properties_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ESCAPE = re.compile("_x[0-9a-fA-F]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def data(text: str) -> str:
    """A text between two tags."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """A text between double quotes."""
    text = data(text)
    return text.replace('"', "&quot;").replace("\n", "&#xA;") if '"' in text or "\n" in text else text


def cell_text(text: str) -> str:
    """The <t> element of a text in a cell: characters that XML cannot hold are told as Excel tells them."""
    if "_x" in text:
        text = _ESCAPE.sub(r"_x005F\g<0>", text)
    if not text.isprintable():
        text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<t{space}>{data(text)}</t>"


class SharedTexts:
    """The texts of all cells, each once."""

    def __init__(self) -> None:
        self._used = 0
        self._places: dict[str | tuple[tuple[str, str], ...], int] = {}
        self._items: list[str] = []

    def place_of(self, text: str) -> int:
        """The place of a text; Excel would refuse what is too long for a cell."""
        self._used += 1
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self._items)
            self._items.append(cell_text(layout.within_cell(text)))
        return place

    def place_of_rich(self, pieces: Sequence[tuple[str, str]]) -> int:
        """The place of a text of several (style, text) pieces."""
        self._used += 1
        key = tuple(pieces)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self._items)
            self._items.append(_runs(key))
        return place

    def xml(self) -> str:
        """The part that holds them."""
        head = f'<sst xmlns="{MAIN}" count="{self._used}" uniqueCount="{len(self._items)}">'
        return f"{DECLARATION}{head}<si>{'</si><si>'.join(self._items)}</si></sst>"


@cache
def _runs(pieces: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<r>{_font(style)}{cell_text(text)}</r>" for style, text in pieces)


def _font(style: str) -> str:
    look = properties_of(style)
    bold = "<b/>" if look.get("bold") else ""
    return (
        f'<rPr>{bold}<sz val="{look["font_size"]}"/><color rgb="FF{look["font_color"][1:]}"/>'
        f'<rFont val="{look["font_name"]}"/><family val="2"/><scheme val="minor"/></rPr>'
    )
