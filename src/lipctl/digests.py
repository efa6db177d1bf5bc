"""The digest by which lipctl knows whether somebody edited a Word document or a workbook since it was written."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

from lxml import etree

DIGEST = "lipctl-digest"
FOREIGN, EDITED = "wurde nicht von lipctl geschrieben", "wurde von Hand geändert"
"""Why a document is not replaced unasked."""
CUSTOM = "docProps/custom.xml"
"""The part that holds the digest, as one of the document's custom properties."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one format id for a user's own properties
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
)  # fmt: skip


def custom_part(digest: str) -> bytes:
    """The part that holds the digest."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="2" name="{DIGEST}"><vt:lpwstr>{digest}</vt:lpwstr></property></Properties>'
    )
    return xml.encode()


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
        custom = etree.fromstring(parts[CUSTOM], etree.XMLParser(resolve_entities=False, no_network=True))
    except _DAMAGED:
        return None
    for entry in custom:
        if entry.get("name") == DIGEST:
            return "".join(entry.itertext()) == digest_of(parts)
    return None
