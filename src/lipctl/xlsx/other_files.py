"""What a file is that lipctl does not read as a workbook, and what is said of it. Its first bytes say it, never its name."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import Any, NoReturn

from lipctl.xlsx.compound import DAMAGED, OLE, outermost_names

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
_COMPOUND: _Refusals = {
    "encryptedpackage": ("LIP220", {}),
    "workbook": ("LIP221", {"format": ".xls"}),
    "book": ("LIP221", {"format": ".xls"}),
    "worddocument": ("LIP224", {}),
    "powerpoint document": ("LIP225", {"found": "eine Präsentation (PowerPoint)"}),
    "__substg1.0_": ("LIP225", {"found": "eine E-Mail (Outlook)"}),
    "__properties_version1.0": ("LIP225", {"found": "eine E-Mail (Outlook)"}),
}
"""What a compound file is, by the names of what lies in it, and what is to be said of it."""
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


class Unreadable(Exception):  # noqa: N818 - it is an answer, not a failure
    """A file that lipctl does not read. ``code`` is the finding's code, ``values`` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, Any] = values


def refuse_by_magic(content: bytes) -> NoReturn:
    """Say what a file is that is no zip archive.

    Raises:
        Unreadable: always.
    """
    if not content:
        raise Unreadable("LIP226")
    if content.startswith(OLE):
        _refuse_ole(content)
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


def _refuse_ole(content: bytes) -> NoReturn:
    """Say what a compound file is by what lies in it itself: a workbook with a Word document in it is a workbook."""
    try:
        names = outermost_names(content)
    except DAMAGED:  # then by what is left of it
        names = {name for name in _COMPOUND if name.encode("utf-16-le") in content.lower()}
        if not names:
            raise Unreadable("LIP227") from None
    for name, (code, values) in _COMPOUND.items():
        if any(found.startswith(name) for found in names):
            raise Unreadable(code, **values)
    raise Unreadable("LIP201", reason="sie ist keine Excel-Datei")


def _start(content: bytes) -> bytes:
    """The first bytes of a file, unpacked where it is packed as Gnumeric does it."""
    with suppress(zlib.error):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[:_PACKED_HEAD], _HEAD)
    return content[:_HEAD]


def _looks_like_text(sample: bytes) -> bool:
    return b"\0" not in sample and sum(byte >= 32 or byte in b"\t\r\n" for byte in sample) >= 0.95 * len(sample)
