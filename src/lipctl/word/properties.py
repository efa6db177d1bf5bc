"""The document's properties: title and language, and a part for the digest (:mod:`lipctl.digests`).

Nothing of the template's own properties is taken over: they name its authors, company and paths.
"""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties

from lipctl.digests import CUSTOM, custom_part
from lipctl.word.document import DECLARATION

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FINAL, _DRAFT = "Endgültig", "Entwurf"  # the words of cp:contentStatus (ECMA-376-2, 11.1)
_LONGEST = 255
"""How many characters a core property may have."""


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


def is_final(data: bytes) -> bool:
    """Whether a document that lipctl wrote may be a final one: one of a version that did not say so may."""
    return bool(Document(BytesIO(data)).core_properties.content_status != _DRAFT)
