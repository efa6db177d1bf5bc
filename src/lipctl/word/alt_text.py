"""Tags in alternative texts: what a picture or chart shows, said in words that follow the report.

Word keeps an alternative text in two attributes of ``wp:docPr`` (ISO/IEC 29500-1, 20.4.2.5): ``descr`` is the text,
``title`` a title that LibreOffice asks for as well. Only ``{{ … }}`` may stand in them.
"""

from __future__ import annotations

import io
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.word.instructions import Instructions
from lipctl.word.tags import EXPRESSION, INLINE, TAG, Tag, read_tag

FRAME = qn("wp:docPr")
SIDES = ("title", "descr")
COUNTER = "_picture"
"""The name under which a template finds the function that numbers its pictures."""


def alt_tags(frame: Element) -> list[Tag]:
    """The tags in a frame's alternative text."""
    return [read_tag(text) for side in SIDES for text in TAG.findall(frame.get(side, ""))]


def is_allowed(tag: Tag) -> bool:
    """Whether a tag may stand in an alternative text."""
    return tag.kind == EXPRESSION and tag.level == INLINE


def put_code(frame: Element, instructions: Instructions) -> None:
    """Replace the tags of the alternative text by code, and the frame's number by one of its own for each time it is printed."""
    for side in SIDES:
        if side in frame.attrib:
            text = frame.get(side, "")
            for tag in TAG.findall(text):
                code = f"{{{{ ({read_tag(tag).inner})|in_attribute }}}}"
                text = text.replace(tag, instructions.mark(code), 1)
            frame.set(side, text)
    if frame.get("id", "").isdigit():
        frame.set("id", instructions.mark(f"{{{{ {COUNTER}() }}}}"))


def chart_texts(document: bytes) -> list[str]:
    """The alternative texts of a finished document's charts, in order; LibreOffice loses them."""
    with ZipFile(io.BytesIO(document)) as archive:
        root = parse_xml(archive.read("word/document.xml"))
    charts = [chart.iterancestors(qn("wp:inline"), qn("wp:anchor")) for chart in root.iter(qn("c:chart"))]
    frames = [next(outer).find(FRAME) for outer in charts]
    return [frame.get("descr", "") if frame is not None else "" for frame in frames]
