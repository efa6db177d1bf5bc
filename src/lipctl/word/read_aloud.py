"""What a finished document says to those who listen to it, for the PDF, where LibreOffice loses it."""

from __future__ import annotations

import io
from typing import NamedTuple
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.word.alt_text import FRAME, TABLE_DESCRIPTION
from lipctl.word.anchors import LINK


class ReadAloud(NamedTuple):
    """Each in the order of the document.

    Attributes:
        figures: the alternative texts of the charts.
        links: the targets and words of the links inside the document.
        tables: the description of each table, and whether its first column holds heads.
    """

    figures: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, bool], ...]


def read_aloud(document: bytes) -> ReadAloud:
    """Read it from a document that was rendered."""
    with ZipFile(io.BytesIO(document)) as archive:
        body = parse_xml(archive.read("word/document.xml"))
    links = ((link.get(qn("w:anchor"), ""), _words(link)) for link in body.iter(LINK))
    return ReadAloud(
        tuple(map(_figure, body.iter(qn("c:chart")))),
        tuple(link for link in links if link[0]),
        tuple(map(_table, body.iter(qn("w:tbl")))),
    )


def _words(link: Element) -> str:
    return "".join(text.text or "" for text in link.iter(qn("w:t"))).strip()


def _figure(chart: Element) -> str:
    frame = next(chart.iterancestors(qn("wp:inline"), qn("wp:anchor"))).find(FRAME)
    return frame.get("descr", "") if frame is not None else ""


def _table(table: Element) -> tuple[str, bool]:
    properties = table.find(qn("w:tblPr"))
    description, look = (
        properties.find(tag) if properties is not None else None for tag in (TABLE_DESCRIPTION, qn("w:tblLook"))
    )
    text = description.get(qn("w:val"), "") if description is not None else ""
    return text, look is not None and look.get(qn("w:firstColumn")) in ("1", "true")
