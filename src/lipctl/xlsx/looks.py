"""How cells and pieces of their texts look, as far as a person may mean something by it: struck through, or coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from lxml import etree

from lipctl.symbol_fonts import FONTS, in_any_font
from lipctl.xlsx.cells import unescaped
from lipctl.xlsx.parts import elements, name_of, parse, text_of
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import PLAIN, Look, Run

_Found = TypeVar("_Found")

_TRUE = {"1", "true", "on"}
_AUTOMATIC = {"64", "65"}
"""The places in Excel's palette that stand for "as the system has it" (ECMA-376 part 1, 18.8.27)."""


class Styles(NamedTuple):
    """What ``styles.xml`` says of each cell style: its number format (built-in ones as ``"#14"``), and its look."""

    formats: list[str]
    looks: list[Look]


class Texts(NamedTuple):
    """The texts that cells refer to by their number, and the runs of those that look different in parts."""

    texts: list[str]
    runs: dict[int, tuple[Run, ...]]


def styles(content: bytes) -> Styles:
    """Read the part of the styles."""
    found = Styles([], [])
    codes: dict[str, str] = {}
    fonts: list[Look] = []
    fills: list[str] = []
    for element in elements(content, "{*}numFmt", "{*}font", "{*}fill", "{*}xf"):
        match name_of(element), name_of(element.getparent()):
            case "numFmt", _:
                codes[element.get("numFmtId", "0")] = element.get("formatCode", "")
            case "font", "fonts":
                fonts.append(_look(element))
            case "fill", "fills":
                fills.append(_fill(element))
            case "xf", "cellXfs":
                number = element.get("numFmtId", "0")
                font = _nth(fonts, element.get("fontId", "0"), PLAIN)
                found.formats.append(codes.get(number, f"#{number}"))
                found.looks.append(font._replace(fill=_nth(fills, element.get("fillId", "0"), "")))
    return found


def shared_strings(content: bytes) -> Texts:
    """The texts that cells refer to by their number.

    Raises:
        Unreadable: a text stands inside another one.
    """
    parser = parse(content, "{*}si")
    found = Texts([], {})
    for _, item in parser:
        runs = runs_of(item)
        if runs:
            found.runs[len(found.texts)] = runs
        found.texts.append(as_seen(text_of(item), runs) if len(item) else "")
        item.clear()
    if parser.root is not None and len(found.texts) != len(parser.root.findall("{*}si")):
        raise Unreadable("LIP231", reason="in einem Text steckt ein zweiter")
    return found


def runs_of(item: etree._Element) -> tuple[Run, ...]:
    """The runs of a text (``<si>``, ``<is>``), if any of them has a look of its own; else none."""
    if len(item) == 1 and name_of(item[0]) == "t":
        return ()
    runs = tuple(_runs(item))
    return runs if any(run.look is not None for run in runs) else ()


def _runs(item: etree._Element) -> Iterator[Run]:
    for piece in item:
        if name_of(piece) == "t":
            yield Run(unescaped(piece.text or ""))
        elif name_of(piece) == "r":
            own = next(piece.iterchildren("{*}rPr"), None)
            yield Run(text_of(piece)) if own is None else run_in(text_of(piece), _look(own))


def run_in(text: str, look: Look) -> Run:
    """A piece of text with its look, as a person sees it."""
    return Run(in_any_font(text, look.symbols) if look.symbols else text, look)


def symbol_font(name: str) -> str:
    """The font of this name if its letters are signs; "" for any other."""
    key = name.casefold()
    return key if key in FONTS else ""


def as_seen(text: str, runs: Sequence[Run]) -> str:
    """A text as a person sees it, if letters of a symbol font stand in its runs."""
    return "".join(run.text for run in runs) if any(run.look and run.look.symbols for run in runs) else text


def _look(font: etree._Element) -> Look:
    """What a ``<font>`` or the ``<rPr>`` of a run says."""
    struck, colour, symbols = False, "", ""
    for child in font.iterchildren("{*}strike", "{*}color", "{*}rFont"):
        match name_of(child), child.get("val", ""):
            case "strike", value:
                struck = value in _TRUE or not value
            case "color", _:
                colour = _colour(child)
            case _, name:
                symbols = symbol_font(name)
    return Look(struck, colour, symbols=symbols)


def _fill(element: etree._Element) -> str:
    for pattern in element.iterchildren("{*}patternFill"):
        if pattern.get("patternType", "none") != "none":
            return _colour(next(pattern.iterchildren("{*}fgColor"), None))
    return ""


def _colour(element: etree._Element | None) -> str:
    """A colour as six hexadecimal digits; one of the theme or of Excel's palette by its number; "" for none."""
    if element is None or element.get("auto") in _TRUE or element.get("indexed") in _AUTOMATIC:
        return ""
    if rgb := element.get("rgb"):
        return rgb[-6:].upper()
    named = [f"{key} {element.get(key)}" for key in ("theme", "indexed", "tint") if element.get(key)]
    return " ".join(named)


def _nth(found: list[_Found], number: str, otherwise: _Found) -> _Found:
    """What a style refers to; a damaged file may refer to what is not there."""
    return found[int(number)] if number.isascii() and number.isdigit() and int(number) < len(found) else otherwise
