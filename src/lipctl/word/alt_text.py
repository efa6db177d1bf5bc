"""Tags in alternative texts: what a picture or chart shows, said in words that follow the report.

Word keeps an alternative text in two attributes of ``wp:docPr`` (ISO/IEC 29500-1, 20.4.2.5): ``descr`` is the text,
``title`` a title that LibreOffice asks for as well. Only ``{{ … }}`` may stand in them.
"""

from __future__ import annotations

import html
import io
import re
from zipfile import ZipFile

from lipctl.word.tags import EXPRESSION, INLINE, TAG, Tag, read_tag
from lipctl.word.xmltree import Element, escape_attribute, start_tag

FRAME = "wp:docPr"
SIDES = ("descr", "title")
_FRAME = re.compile(r"<wp:docPr (?=[^>]*>)")
_DESCRIPTION = re.compile(r'\bdescr="([^"]*)"')


def alt_tags(frame: Element) -> list[Tag]:
    """The tags in a frame's alternative text."""
    return [read_tag(text) for side in SIDES for text in TAG.findall(frame.attrs.get(side, ""))]


def chart_texts(document: bytes) -> list[str]:
    """The alternative texts of a finished document's charts, in order; LibreOffice loses them."""
    with ZipFile(io.BytesIO(document)) as archive:
        body = archive.read("word/document.xml").decode()
    frames = _FRAME.split(body)[1:]
    found = [(_DESCRIPTION.search(frame.partition(">")[0]), "<c:chart " in frame) for frame in frames]
    return [html.unescape(text[1]) if text else "" for text, is_chart in found if is_chart]


def is_allowed(tag: Tag) -> bool:
    """Whether a tag may stand in an alternative text."""
    return tag.kind == EXPRESSION and tag.level == INLINE


def frame_source(frame: Element, *, empty: bool) -> str:
    """The frame's opening tag as Jinja source."""
    plain = Element(frame.name, {key: text for key, text in frame.attrs.items() if key not in SIDES})
    texts = "".join(f' {side}="{_attribute(frame.attrs[side])}"' for side in SIDES if side in frame.attrs)
    return f"{_braces(start_tag(plain)[:-1])}{texts}{'/' if empty else ''}>"


def _attribute(value: str) -> str:
    """An attribute's value: text as it is in XML, tags that print into an attribute."""
    pieces, end = [], 0
    for match in TAG.finditer(value):
        pieces += [_text(value[end : match.start()]), f"{{{{ ({read_tag(match[0]).inner})|in_attribute }}}}"]
        end = match.end()
    return "".join([*pieces, _text(value[end:])])


def _text(text: str) -> str:
    return _braces(escape_attribute(text))


def _braces(xml: str) -> str:
    """XML in which Jinja sees no tag."""
    return xml.replace("{", "&#123;")
