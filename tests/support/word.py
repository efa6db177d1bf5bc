"""Word templates in tests: a template is a few lines of text, its result is read back as text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from zipfile import ZipFile

from lxml import etree

from lipctl.files import zip_reproducibly
from lipctl.word.properties import Properties
from lipctl.word.template import compile_template

PROPERTIES = Properties("Probe", date(2010, 3, 31))
compiled = lru_cache(maxsize=16)(compile_template)
"""A compiled template. It can be rendered any number of times, so the tests of one process share it: compiling the shipped
one takes longer than all the rest of a small report."""
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = {"Normal": "Normal", "berschrift1": "heading 1", "berschrift2": "heading 2", "berschrift3": "heading 3",
          "Verzeichnis1": "toc 1", "Verzeichnis2": "toc 2",
    "Verzeichnis3": "toc 3"}  # fmt: skip
"""Ids as German Word gives them, and the names behind them."""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs; a run that is no XML is a text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(piece if piece.startswith('<') else run(piece) for piece in runs)}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of texts, one paragraph per cell; a cell that is XML stands as it is."""
    cells = [[cell if cell.startswith("<") else paragraph(cell) for cell in row] for row in rows]
    grid = "".join('<w:gridCol w:w="1000"/>' for _ in rows[0])
    body = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        + "</w:tr>"
        for row in cells
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{paragraph('Ende')}"


def docx(*body: str, header: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """A whole Word file with these paragraphs and tables."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
        for identity, name in STYLES.items()
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>' if header else "<w:sectPr/>"
    types = [f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>',
             f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>']  # fmt: skip
    links = [f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>']
    parts = {}
    if header:
        types.append(f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>')
        links.append(f'<Relationship Id="rId2" Type="{_RELATIONS}/header" Target="header1.xml"/>')
        parts["word/header1.xml"] = f"<w:hdr {_NS}>{header}</w:hdr>"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(types)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{"".join(links)}</Relationships>',
        "word/styles.xml": f"<w:styles {_NS}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {_NS}><w:body>{''.join(body)}{section}</w:body></w:document>",
        **(extra or {}),
    }
    return zip_reproducibly((name, content.encode()) for name, content in parts.items())


def render(template: bytes, **context: object) -> bytes:
    return compiled(template).render(context, PROPERTIES)


def part(document: bytes, name: str = "word/document.xml") -> str:
    """The XML of a part."""
    with ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def texts(document: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, in order; line breaks and tabs as in Python."""
    return [text for _, text in flattened(document, name)]


def flattened(document: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """Style name and text of each paragraph, in order, read with python-docx's own reader of XML (lxml).

    A style that differs in the colour of a state only counts as the one that it is made from.
    """
    with ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read(name))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    names = {style.get(f"{w}styleId"): style.find(f"{w}name").get(f"{w}val") for style in styles.iter(f"{w}style")}
    for style in styles.iter(f"{w}style"):
        if style.get(f"{w}styleId").startswith("LipctlLage-"):
            names[style.get(f"{w}styleId")] = names[style.find(f"{w}basedOn").get(f"{w}val")]
    shown = {f"{w}t": lambda node: node.text or "", f"{w}tab": lambda _: "\t", f"{w}br": lambda _: "\n"}
    shown[f"{w}noBreakHyphen"] = lambda _: "-"  # as python-docx reads it
    found = []
    for node in root.iter(f"{w}p"):
        style = node.find(f"{w}pPr/{w}pStyle")
        pieces = [shown[item.tag](item) for run_ in node.iter(f"{w}r") for item in run_ if item.tag in shown]
        found.append((names.get(style.get(f"{w}val"), "?") if style is not None else "", "".join(pieces)))
    return found


def replaced(document: bytes, name: str, old: str, new: str) -> bytes:
    """The document with a text in one part replaced."""
    with ZipFile(io.BytesIO(document)) as archive:
        contents = [(item, archive.read(item)) for item in archive.namelist()]
    assert any(old.encode() in content for item, content in contents if item == name), f"{old} is not in {name}"
    return zip_reproducibly(
        (item, content.replace(old.encode(), new.encode()) if item == name else content) for item, content in contents
    )


def is_sound(xml: str) -> bool:
    """Whether every table cell has a paragraph at its end, and every table a row."""
    cells = all(cell.endswith(("</w:p>", "<w:p/>")) for cell in re.findall(r"<w:tc>(.*?)</w:tc>", xml, re.DOTALL))
    return cells and "</w:tblGrid></w:tbl>" not in xml
