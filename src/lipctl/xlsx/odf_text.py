"""What is written in an element of an OpenDocument file, to the letter (OpenDocument 1.3, part 3, chapter 6).

LibreOffice, Gnumeric and Excel spell the same text in different ways; what counts is what they all show.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lipctl.xlsx.cells import MAX_CELL_UNITS
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import MAX_TEXT

OFFICE, STYLE, TABLE, TEXT, DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "style", "table", "text", "drawing")
)
COMMENT, FOOTNOTE = f"{OFFICE}annotation", f"{TEXT}note"

_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_BLANKS = f"{TEXT}s"
_OF_LETTERS = f"{TEXT}style-name"
_WHITE = {*_SIGNS, _BLANKS}
_BESIDE = {COMMENT, FOOTNOTE, f"{TEXT}ruby-text"}


def written(parent: etree._Element) -> str:
    """The paragraphs in an element, line by line; of a cell without what lies over it.

    Raises:
        Unreadable: they are longer than all that a workbook may hold.
    """
    return "".join(text for text, _ in pieces(parent))


def pieces(parent: etree._Element) -> Iterator[tuple[str, str]]:
    """What :func:`written` joins, each piece with the name of the style that its letters have ("" for none of their own).

    Raises:
        Unreadable: as :func:`written`.
    """
    size = 0
    for number, paragraph in enumerate(_paragraphs(parent)):
        if number:
            yield "\n", ""
        for text, style in _pieces(paragraph, ""):
            size += len(text)
            if size > MAX_TEXT:
                raise Unreadable("LIP230", reason="eine Zelle enthält unmäßig viel Text")
            yield text, style


def number_from_one(text: str) -> int:
    """How often something stands there.

    Raises:
        ValueError: it is no number from 1, or has more digits than any sheet needs.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise ValueError(f"no number: {text[:20]!r}")
    return int(text)


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    in_cell = str(parent.tag).startswith(TABLE)
    for child in parent:
        tag = str(child.tag)
        if tag in _PARAGRAPHS:
            yield child
        elif tag not in _BESIDE and not (in_cell and tag.startswith(DRAW)):
            yield from _paragraphs(child)


def _pieces(element: etree._Element, style: str) -> Iterator[tuple[str, str]]:
    """The text in an element, piece by piece; ``style`` is that of the letters around it."""
    style = element.get(_OF_LETTERS, style) if element.tag not in _PARAGRAPHS else style
    yield _unindented(element.text), style
    for child in element:
        tag = str(child.tag)
        if tag == _BLANKS:
            yield " " * min(number_from_one(child.get(f"{TEXT}c", "1")), MAX_CELL_UNITS), style
        elif tag in _SIGNS:
            yield _SIGNS[tag], style
        elif tag not in _BESIDE:
            yield from _pieces(child, style)
        yield _unindented(child.tail, child, child.getnext()), style


def _unindented(text: str | None, *around: etree._Element | None) -> str:
    """The text. A line end and blanks with nothing else between two elements lay out the XML: they part words, as one blank."""
    if not (text and "\n" in text and not text.strip(" \t\r\n")):
        return text or ""
    parts_words = around and all(element is not None and element.tag not in _WHITE for element in around)
    return " " if parts_words else ""
