"""What several modules ask of an lxml element of a Word document."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_VALUE, _STYLE = qn("w:val"), f"{qn('w:pPr')}/{qn('w:pStyle')}"


def value(element: Element | None) -> str:
    """The ``w:val`` of an element; "" if there is none."""
    return element.get(_VALUE, "") if element is not None else ""


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; "" if none is named."""
    return value(paragraph.find(_STYLE))


def remove(element: Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
