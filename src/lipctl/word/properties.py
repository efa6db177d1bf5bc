"""The document's properties: title and language, and the digest that tells whether somebody edited it since.

Nothing of the template's own properties is taken over: they name its authors, company and paths.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from lipctl.word.package import Package, add_part
from lipctl.word.xmltree import DECLARATION, XmlError, escape_text, parse

DIGEST = "lipctl-digest"
CUSTOM = "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DC = "http://purl.org/dc"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one format id for a user's own properties


class Properties(NamedTuple):
    """What the document's properties say. ``as_of`` stands for created and modified: the clock does not."""

    title: str
    as_of: date
    subject: str = ""
    language: str = "de-DE"


def add_properties(package: Package, properties: Properties) -> None:
    """Give the package fresh core and extended properties."""
    time = f"{properties.as_of.isoformat()}T00:00:00Z"
    subject = f"<dc:subject>{escape_text(properties.subject)}</dc:subject>" if properties.subject else ""
    core = (
        f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="{_DC}/elements/1.1/" xmlns:dcterms="{_DC}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape_text(properties.title)}</dc:title>{subject}<dc:language>{properties.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
    )
    app = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>lipctl</Application></Properties>'
    _add(package, "core", core, "application/vnd.openxmlformats-package.core-properties+xml",
         "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")  # fmt: skip
    _add(package, "app", app, "application/vnd.openxmlformats-officedocument.extended-properties+xml",
         f"{_OFFICE}/relationships/extended-properties")  # fmt: skip
    _add(package, "custom", "", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
         f"{_OFFICE}/relationships/custom-properties")  # fmt: skip
    del package.parts[CUSTOM]


def _add(package: Package, name: str, xml: str, content_type: str, relationship: str) -> None:
    add_part(package, f"docProps/{name}.xml", (DECLARATION + xml).encode(), content_type, relationship)


def custom_part(digest: str) -> bytes:
    """The part that holds the digest."""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="2" name="{DIGEST}"><vt:lpwstr>{digest}</vt:lpwstr></property></Properties>'
    ).encode()


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
        custom = parse(parts[CUSTOM])
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        XmlError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ):
        return None
    for entry in custom.elements():
        if entry.attrs.get("name") == DIGEST:
            return "".join(value.text() for value in entry.elements()) == digest_of(parts)
    return None
