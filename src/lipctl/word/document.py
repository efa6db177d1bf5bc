"""A Word document as python-docx holds it: opened with care, rid of what is private, saved the same byte for byte each time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.rel import _Relationship as Relationship
from docx.oxml import parse_xml
from lxml import etree
from lxml.etree import XMLSyntaxError
from lxml.etree import _Element as Element

from lipctl.errors import TemplateError
from lipctl.files import zip_reproducibly

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = RELATIONSHIP_TYPE.OFFICE_DOCUMENT
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TIP = "Bitte nehmen Sie ein Word-Dokument (.docx) als Vorlage; „Speichern unter“ in Word hilft oft schon."
_MAX_PARTS, _MAX_PART, _MAX_ALL = 2_000, 64 << 20, 256 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)

# Parts that say who worked on the template, or that a report has no use for: the ends of their relationships' types.
_PRIVATE = (
    "/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people", "/attachedTemplate",
    "/printerSettings", "/customXml", "/glossaryDocument", "/mailMergeSource", "/mailMergeHeaderSource", "/keyMapCustomizations",
    "/stylesWithEffects", "/documenttasks", "/classificationlabels",
)  # fmt: skip


def open_template(data: bytes) -> WordDocument:
    """Open a Word template, after a look at what python-docx would take unseen.

    Raises:
        TemplateError: it is no .docx, is protected by a password, is too large, holds macros or a DOCTYPE, or is damaged.
    """
    if data.startswith(_OLE):
        raise TemplateError("Die Vorlage ist mit einem Kennwort geschützt oder ein altes Word-Dokument (.doc).", _TIP)
    parts = _unpacked(data)
    _refuse(parts)
    try:
        adapted = _adapted(parts)
        return Document(io.BytesIO(data if adapted == parts else packed(adapted)))
    except KeyError as error:
        raise TemplateError("Die Vorlage ist kein Word-Dokument (.docx): der Textkörper fehlt.", _TIP) from error
    except Exception as error:
        raise _damaged(parts) from error


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            sizes = [entry.file_size for entry in entries]
            if len(entries) > _MAX_PARTS or sum(sizes) > _MAX_ALL or any(size > _MAX_PART for size in sizes):
                raise TemplateError("Die Vorlage ist ungewöhnlich groß und wird aus Vorsicht nicht gelesen.", _TIP)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _UNREADABLE as error:
        raise TemplateError("Die Vorlage ist kein Word-Dokument (.docx).", _TIP) from error


def _refuse(parts: Mapping[str, bytes]) -> None:
    """Refuse what a report must never carry on: macros, documents that are no Word text, DOCTYPE."""
    types = parts.get(_CONTENT_TYPES)
    if types is None:
        raise TemplateError("Die Vorlage ist kein Word-Dokument (.docx): der Textkörper fehlt.", _TIP)
    if b"vbaProject" in types or b"macroEnabled" in types or any("vbaProject" in name for name in parts):
        raise TemplateError(
            "Die Vorlage enthält Makros.", "Bitte speichern Sie sie in Word als „Word-Dokument (*.docx)“ ohne Makros."
        )
    if CONTENT_TYPE.WML_DOCUMENT_MAIN.encode() not in types and _TEMPLATE_TYPE.encode() not in types:
        raise TemplateError("Die Vorlage ist kein Word-Dokument, sondern eine andere Office-Datei.", _TIP)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and any(mark in content for mark in _DOCTYPES):
            raise TemplateError(
                f"Die Vorlage ist beschädigt oder verdächtig: {name} enthält eine DOCTYPE-Angabe.", _TIP
            )


def _adapted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts as python-docx opens them: a .dotx as a document, and no relationship to a part that is not there.

    Word writes those for a picture it has lost. As a link out of the file, such a relationship does no harm.
    """
    adapted = dict(parts)
    adapted[_CONTENT_TYPES] = parts[_CONTENT_TYPES].replace(
        _TEMPLATE_TYPE.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
    )
    for name in [name for name in parts if name.endswith(".rels")]:
        root, folder = parse_xml(parts[name]), PackURI(f"/{name}").baseURI.removesuffix("_rels")
        inner = [link for link in root if link.get("TargetMode") != "External" and link.get("Type") != _MAIN]
        lost = [link for link in inner if PackURI.from_rel_ref(folder, link.get("Target", "")).membername not in parts]
        for link in lost:
            link.set("TargetMode", "External")
        if lost:
            adapted[name] = etree.tostring(root)
    return adapted


def _damaged(parts: Mapping[str, bytes]) -> TemplateError:
    """Say which of these parts is no XML, the reason why python-docx does not open them."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                parse_xml(content)
            except XMLSyntaxError as error:
                return _no_xml(name, error)
    return TemplateError("Die Vorlage ist beschädigt und lässt sich nicht öffnen.", _TIP)


def _no_xml(name: str, error: XMLSyntaxError) -> TemplateError:
    line, column = error.position
    place = f"(Zeile {line}, Spalte {column})"
    return TemplateError(f"Die Vorlage ist beschädigt: {name}: das XML ist beschädigt {place}.", _TIP)


def relationships(document: WordDocument, kind: str) -> list[Relationship]:
    """The relationships of this kind, e.g. ``header``, that lead from the document to another part of it."""
    return [link for link in document.part.rels.values() if link.reltype.endswith(f"/{kind}") and not link.is_external]


def with_content(part: Part, content: bytes) -> Part:
    """A part of the same name, type and relationships with this content."""
    new = Part(part.partname, part.content_type, content, part.package)
    for link in part.rels.values():
        new.load_rel(
            link.reltype, link.target_ref if link.is_external else link.target_part, link.rId, link.is_external
        )
    return new


def tree_of(part: Part) -> Element:
    """A part's root element: python-docx's own, so that changes are saved, or a parsed copy of a part it keeps as bytes.

    Raises:
        TemplateError: the part is no XML.
    """
    try:
        root: Element = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    except XMLSyntaxError as error:
        raise _no_xml(part.partname.membername, error) from error
    return root


def strip_private(document: WordDocument) -> None:
    """Drop every relationship to comments, people, custom XML, properties and paths. What nothing leads to is not saved."""
    package = document.part.package
    for identity, relation in list(package.rels.items()):
        if relation.reltype != _MAIN:
            del package.rels[identity]
    for part in package.iter_parts():
        for identity, relation in list(part.rels.items()):
            if relation.reltype.endswith(_PRIVATE):
                del part.rels[identity]


def saved_parts(document: WordDocument) -> dict[str, bytes]:
    """The document as python-docx saves it, by the names of its parts."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file: content types first, then by name, with fixed times."""
    names = sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name != "_rels/.rels", name))
    return zip_reproducibly((name, parts[name]) for name in names)
