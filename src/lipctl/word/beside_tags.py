"""What stands beside a tag in the paragraph, row or cell that the tag replaces, and would be lost with it.

Text is looked after elsewhere. Of everything else, only what is listed here as empty may go unasked: whatever Word or
another program puts into a paragraph besides is named, so that the template's author can give it a place of its own.
"""

from __future__ import annotations

from docx.oxml.ns import nsmap, qn
from lxml.etree import _Element as Element

from lipctl.word.elements import value

RANGE_MARKS = tuple(map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd")))
"""They may stand between paragraphs, rows and cells as well, each only once."""
_EMPTY = frozenset(map(qn, (
    "w:p", "w:r", "w:t", "w:tab", "w:ptab", "w:cr", "w:softHyphen", "w:noBreakHyphen", "w:hyperlink", "w:smartTag", "w:proofErr",
    "w:tr", "w:tc",
))) | {*RANGE_MARKS}  # fmt: skip
_LOOKS = frozenset(map(qn, ("w:pPr", "w:rPr", "w:smartTagPr", "w:trPr", "w:tcPr", "w:tblPrEx")))
_NAMES = {
    "w:drawing": "ein Bild oder Textfeld", "w:pict": "ein Bild oder Textfeld", "mc:AlternateContent": "ein Bild oder Textfeld",
    "w:object": "ein eingebettetes Objekt", "w:tbl": "eine Tabelle", "w:sdt": "ein Inhaltssteuerelement",
    "w:footnoteReference": "eine Fußnote", "w:endnoteReference": "eine Endnote", "w:sym": "ein Sonderzeichen",
    "w:fldChar": "ein Feld", "w:fldSimple": "ein Feld", "w:instrText": "ein Feld", "w:pgNum": "ein Feld",
    "m:oMath": "eine Formel", "m:oMathPara": "eine Formel",
}  # fmt: skip
_BREAKS = {"page": "ein Seitenumbruch", "column": "ein Spaltenumbruch"}
_PREFIXES = {nsmap["w"]: "w", nsmap["m"]: "m", "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc"}
_BREAK, _SECTION, _PAGE_BEFORE = map(qn, ("w:br", "w:sectPr", "w:pageBreakBefore"))
_OFF = ("0", "false", "off")


def lost_with(element: Element) -> str:
    """What besides text and marks would be lost with an element, e.g. "ein Abschnittswechsel"; "" if nothing would."""
    stack = [element]
    while stack:
        inner = stack.pop()
        if inner.tag in _EMPTY:
            stack += reversed(inner)
        elif lost := _name(inner):
            return lost
    return ""


def _name(element: Element) -> str:
    """What an element is for the office; "" for one that is nothing without the text around it."""
    if element.tag in _LOOKS:
        return _break_of(element)
    if element.tag == _BREAK:
        return _BREAKS.get(element.get(qn("w:type"), ""), "")
    if not isinstance(element.tag, str):
        return ""  # code that was put there
    namespace, _, name = element.tag[1:].rpartition("}")
    return _NAMES.get(f"{_PREFIXES.get(namespace, '')}:{name}", f"etwas anderes als Text ({name})")


def _break_of(properties: Element) -> str:
    """The break that a paragraph's properties make."""
    if properties.find(_SECTION) is not None:
        return "ein Abschnittswechsel"
    before = properties.find(_PAGE_BEFORE)
    return "" if before is None or value(before) in _OFF else _BREAKS["page"]
