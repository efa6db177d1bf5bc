"""Tags in alternative texts: what a picture, chart or table shows, said in words that follow the report.

Word keeps the alternative text of a picture in two attributes of ``wp:docPr`` (ISO/IEC 29500-1, 20.4.2.5): ``descr`` is
the text, ``title`` a title that LibreOffice asks for as well; that of a table in ``w:tblCaption`` and ``w:tblDescription``
(17.4.62, 17.4.63). Only ``{{ … }}`` may stand in them.
"""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.templates.tags import EXPRESSION, INLINE, TAG, Tag, read_tag
from lipctl.word.instructions import Instructions

FRAME = qn("wp:docPr")
_TABLE_TITLE, TABLE_DESCRIPTION = qn("w:tblCaption"), qn("w:tblDescription")
SIDES: Mapping[object, tuple[str, ...]] = {
    FRAME: ("title", "descr"),
    _TABLE_TITLE: (qn("w:val"),),
    TABLE_DESCRIPTION: (qn("w:val"),),
}
"""The elements that hold alternative texts, and the attributes that they stand in."""
COUNTER = "_picture"
"""The name under which a template finds the function that numbers its pictures."""


def alt_tags(element: Element) -> list[Tag]:
    """The tags in an element's alternative text."""
    return [read_tag(text) for side in SIDES[element.tag] for text in TAG.findall(element.get(side, ""))]


def is_allowed(tag: Tag) -> bool:
    """Whether a tag may stand in an alternative text."""
    return tag.kind == EXPRESSION and tag.level == INLINE


def put_code(element: Element, instructions: Instructions) -> None:
    """Replace the tags of an alternative text by code, and the number of a picture by one of its own for each time it is printed."""
    for side in SIDES[element.tag]:
        if side in element.attrib:
            text = element.get(side, "")
            for tag in TAG.findall(text):
                code = f"{{{{ ({read_tag(tag).inner})|in_attribute }}}}"
                text = text.replace(tag, instructions.mark(code), 1)
            element.set(side, text)
    if element.get("id", "").isdigit():
        element.set("id", instructions.mark(f"{{{{ {COUNTER}() }}}}"))
