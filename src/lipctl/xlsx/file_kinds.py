"""What a file is, and what is said of one that lipctl does not read as a workbook. Its first bytes say it, never its name."""

from __future__ import annotations

import zlib
from contextlib import suppress

from lipctl.xlsx.compound import DAMAGED, OLE, outermost_names
from lipctl.xlsx.unreadable import Unreadable

_Refusals = dict[str, tuple[str, dict[str, str]]]
OTHER_PACKAGES: _Refusals = {
    "word/document.xml": ("LIP224", {}),
    "ppt/presentation.xml": ("LIP225", {"found": "eine Präsentation (PowerPoint)"}),
    "index/document.iwa": ("LIP253", {"format": ".numbers", "program": "Numbers"}),
}
"""What a zip archive is that has a part of this name, and what is to be said of it."""
OTHER_KINDS: dict[bytes, tuple[str, dict[str, str]]] = {
    b"opendocument.text": ("LIP224", {}),
    b"sun.xml.calc": ("LIP253", {"format": ".sxc", "program": "LibreOffice"}),
}
"""The same, of one that says itself what it is."""
_COMPOUND: dict[str, tuple[str, dict[str, str]] | None] = {
    "encryptedpackage": ("LIP220", {}),
    "workbook": None,
    "book": None,
    "worddocument": ("LIP224", {}),
    "powerpoint document": ("LIP225", {"found": "eine Präsentation (PowerPoint)"}),
    "__substg1.0_": ("LIP225", {"found": "eine E-Mail (Outlook)"}),
    "__properties_version1.0": ("LIP225", {"found": "eine E-Mail (Outlook)"}),
}
"""What is to be said of a compound file, by the names of what lies in it; None: it is an .xls."""
_HEAD, _PACKED_HEAD = 2**12, 2**16
_OTHER_WORKBOOKS = (
    (b'progid="excel.sheet"', "XML-Kalkulationstabelle 2003", "Excel"),
    (b"opendocument.spreadsheet", "Flaches XML (.fods)", "LibreOffice"),
    (b"<gnm:workbook", ".gnumeric", "Gnumeric"),
)
"""Workbooks that are no zip archive, by what stands near their start: their format, and the program that can save them anew."""
_OTHER_FILES = (
    (b"%pdf-", "ein PDF"),
    (b"<!doctype html", "eine Webseite (HTML)"),
    (b"<html", "eine Webseite (HTML)"),
    (b"<table", "eine Webseite (HTML)"),
    (b"{\\rtf", "ein Textdokument (RTF)"),
    (b"<?xml", "eine XML-Datei"),
    (b"\x89png", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"gif8", "ein Bild"),
    (b"return-path:", "eine E-Mail"),
    (b"received:", "eine E-Mail"),
    (b"from:", "eine E-Mail"),
    (b"rar!", "ein gepacktes Archiv"),
    (b"7z\xbc\xaf", "ein gepacktes Archiv"),
    (b"\x1f\x8b", "ein gepacktes Archiv"),
    (b"\xff\xfe", "Text (CSV oder Ähnliches)"),
    (b"\xfe\xff", "Text (CSV oder Ähnliches)"),
)


def kind_by_magic(content: bytes) -> str:
    """The format of a workbook that is no zip archive: ``".xls"``.

    Raises:
        Unreadable: it is something else, and what.
    """
    if not content:
        raise Unreadable("LIP226")
    if content.startswith(OLE):
        return _kind_of_compound(content)
    head = _start(content).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, name, program in _OTHER_WORKBOOKS:
        if sign in head:
            raise Unreadable("LIP253", format=name, program=program)
    for start, name in _OTHER_FILES:
        if head.startswith(start):
            raise Unreadable("LIP225", found=name)
    if not content.strip(b"\0"):
        raise Unreadable("LIP228")
    if _looks_like_text(content[:2048]):
        raise Unreadable("LIP225", found="Text (CSV oder Ähnliches)")
    raise Unreadable("LIP201", reason="sie ist keine Excel-Datei")


def _kind_of_compound(content: bytes) -> str:
    """What a compound file is by what lies in it itself: a workbook with a Word document in it is a workbook."""
    try:
        names = outermost_names(content)
    except DAMAGED:  # then by what is left of it
        names = {name for name in _COMPOUND if name.encode("utf-16-le") in content.lower()}
        if not names:
            raise Unreadable("LIP227") from None
    for name, refusal in _COMPOUND.items():
        if any(found.startswith(name) for found in names):
            if refusal is None:
                return ".xls"
            code, values = refusal
            raise Unreadable(code, **values)
    raise Unreadable("LIP201", reason="sie ist keine Excel-Datei")


def _start(content: bytes) -> bytes:
    """The first bytes of a file, unpacked where it is packed as Gnumeric does it."""
    with suppress(zlib.error):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[:_PACKED_HEAD], _HEAD)
    return content[:_HEAD]


def _looks_like_text(sample: bytes) -> bool:
    return b"\0" not in sample and sum(byte >= 32 or byte in b"\t\r\n" for byte in sample) >= 0.95 * len(sample)
