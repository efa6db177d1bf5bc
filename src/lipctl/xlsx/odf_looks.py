"""How cells and pieces of their texts look in an OpenDocument file, as far as a person may mean something by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from lipctl.xlsx.looks import run_in, symbol_font
from lipctl.xlsx.odf_text import STYLE, TEXT, pieces
from lipctl.xlsx.workbook import PLAIN, Look, Run

CELL, _LETTERS = "table-cell", "text"
LINK = f"{TEXT}a"
_FORMATTED = (f"{TEXT}span", LINK)
_ADDRESS = "{http://www.w3.org/1999/xlink}href"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STRUCK = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_FONT = f"{STYLE}font-name"
_MOST_ANCESTORS = 10


class _Style(NamedTuple):
    """What a style says itself; None where its parent, or what lies around the text, has the say."""

    parent: str
    struck: bool | None
    colour: str | None
    fill: str | None
    symbols: str | None


class Looks:
    """The looks of a file's styles, in the order in which cells first had them."""

    def __init__(self) -> None:
        self.all = [PLAIN]
        self._numbers = {PLAIN: 0}
        self._styles: dict[tuple[str, str], _Style] = {}

    def learn(self, style: etree._Element) -> None:
        """Note what a ``<style:style>`` of cells or letters says."""
        family = style.get(f"{STYLE}family", "")
        if family in (CELL, _LETTERS):
            said: dict[str, str] = {}
            for properties in style.iterchildren(f"{STYLE}text-properties", f"{STYLE}table-cell-properties"):
                said.update((str(key), str(value)) for key, value in properties.attrib.items())
            lines = [said[key] for key in _STRUCK if key in said]
            self._styles[family, style.get(f"{STYLE}name", "")] = _Style(
                style.get(f"{STYLE}parent-style-name", ""),
                "none" not in lines if lines else None,
                _colour(said.get(f"{_FO}color")),
                _colour(said.get(f"{_FO}background-color")) if family == CELL else None,
                symbol_font(said[_FONT]) if _FONT in said else None,
            )

    def number_of(self, cell_style: str) -> int:
        """The place in :attr:`all` of a cell's look."""
        look = self._look(CELL, cell_style, PLAIN)
        if look not in self._numbers:
            self._numbers[look] = len(self.all)
            self.all.append(look)
        return self._numbers[look]

    def runs(self, cell: etree._Element, own: int) -> tuple[Run, ...]:
        """The pieces of a cell's text, if any of them has a look that is not the cell's ``own``; else none."""
        if next(cell.iter(*_FORMATTED), None) is None:
            return ()
        around = self.all[own]
        found = [(text, self._look(_LETTERS, style, around)) for text, style in pieces(cell)]
        return tuple(run_in(text, look) for text, look in found) if any(look != around for _, look in found) else ()

    def _look(self, family: str, name: str, around: Look) -> Look:
        struck, colour, fill, symbols = around
        for style in reversed(list(self._with_ancestors(family, name))):
            struck = struck if style.struck is None else style.struck
            colour = colour if style.colour is None else style.colour
            fill = fill if style.fill is None else style.fill
            symbols = symbols if style.symbols is None else style.symbols
        return Look(struck, colour, fill, symbols)

    def _with_ancestors(self, family: str, name: str) -> Iterator[_Style]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent


def address_behind(elements: Iterable[etree._Element]) -> str:
    """The address of the first link among these elements; "" if there is none."""
    return next((element.get(_ADDRESS, "") for element in elements), "")


def _colour(said: str | None) -> str | None:
    """A colour as six hexadecimal digits; "" for none in particular."""
    return said[1:].upper() if said and said.startswith("#") else None if said is None else ""
