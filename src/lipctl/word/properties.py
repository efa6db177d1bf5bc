"""The document's properties: title and language, and the digest that tells whether somebody edited it since.

Nothing of the template's own properties is taken over: they name its authors, company and paths.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from lxml.etree import XMLSyntaxError

from lipctl.word.document import DECLARATION

DIGEST = "lipctl-digest"
CUSTOM = "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one format id for a user's own properties
_FINAL, _DRAFT = "Endgültig", "Entwurf"  # the words of cp:contentStatus (ECMA-376-2, 11.1)
_LONGEST = 255
"""How many characters a core property may have."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, XMLSyntaxError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
)  # fmt: skip


class Properties(NamedTuple):
    """What the document's properties say. Created and modified are ``as_of``, not the time on the clock."""

    title: str
    as_of: date
    subject: str = ""
    language: str = "de-DE"
    final: bool = False


def set_properties(document: WordDocument, properties: Properties) -> None:
    """Give the document core and extended properties of its own, and a part for the digest."""
    package = document.part.package
    core = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package
    )
    words = core.core_properties
    words.title = properties.title[:_LONGEST]
    if properties.subject:
        words.subject = properties.subject[:_LONGEST]
    words.language = properties.language
    words.content_status = _FINAL if properties.final else _DRAFT
    words.created = words.modified = datetime.combine(properties.as_of, time())
    app = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>lipctl</Application></Properties>'
    extended = Part(
        PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, DECLARATION + app.encode(), package
    )
    custom = Part(PackURI(f"/{CUSTOM}"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom_part(""), package)
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, core, "rIdCore")
    package.load_rel(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, extended, "rIdApp")
    package.load_rel(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, custom, "rIdCustom")


def custom_part(digest: str) -> bytes:
    """The part that holds the digest."""
    xml = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="2" name="{DIGEST}"><vt:lpwstr>{digest}</vt:lpwstr></property></Properties>'
    )
    return DECLARATION + xml.encode()


def digest_of(parts: Mapping[str, bytes]) -> str:
    """A digest over every part but the one that holds it."""
    total = sha256()
    for name in sorted(parts):
        if name != CUSTOM:
            total.update(f"{name}\0{len(parts[name])}\0".encode())
            total.update(parts[name])
    return total.hexdigest()


def is_untouched(data: bytes) -> bool | None:
    """Whether a document is as lipctl wrote it: True unchanged, False edited since, None not written by lipctl."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        custom = parse_xml(parts[CUSTOM])
    except _DAMAGED:
        return None
    for entry in custom:
        if entry.get("name") == DIGEST:
            return "".join(entry.itertext()) == digest_of(parts)
    return None


def is_final(data: bytes) -> bool:
    """Whether a document that lipctl wrote may be a final one: one of a version that did not say so may."""
    return bool(Document(BytesIO(data)).core_properties.content_status != _DRAFT)
