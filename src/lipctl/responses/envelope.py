"""What lies in a file of the ``ruecklauf/``: itself, or the workbooks in a mail or an archive, as if they lay there.

Nothing is unpacked onto the disk. A name from inside is only shown: ``Antwort FB 51.msg › Formular-2011-51.xlsx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from lipctl.findings import Finding, Place, finding
from lipctl.responses import archive
from lipctl.responses.mail import MAX_MAIL, Attachment, Mail, is_mail, read_mail
from lipctl.responses.mail_text import said_in
from lipctl.responses.msg import is_outlook, read_msg
from lipctl.text import clean, shortened
from lipctl.xlsx.compound import OLE
from lipctl.xlsx.container import MAX_ENTRIES, MAX_FILE, Container
from lipctl.xlsx.unreadable import Unreadable

INSIDE = " › "
"""Stands between the name of a mail or an archive and the name of what lies in it."""
MAX_DEPTH = 3
MAX_IN_ALL = 200 * 2**20
"""Bytes that one file may hold in all, unpacked."""
MAX_LOGO = 100_000
"""Bytes up to which a picture in a mail's text is taken for decoration."""

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".ots")
_ENVELOPES = {".zip": MAX_IN_ALL, ".eml": MAX_MAIL, ".msg": MAX_MAIL}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".emf", ".wmf", ".emz", ".wmz", ".tif", ".tiff")
_PICTURES_BEGIN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"<svg")
_TNEF = b"\x78\x9f\x3e\x22"
"""How winmail.dat begins ([MS-OXTNEF] 2.1.3.1)."""
_PGP = b"-----BEGIN PGP MESSAGE-----"
_MOST_NAMED = 5
_LONGEST_NAME = 120


class Item(NamedTuple):
    """A file to read as a workbook. ``received`` is the day of receipt (ISO 8601) if it came in a mail, else ""."""

    name: str
    content: bytes
    received: str = ""


class _TooMuch(Exception):  # noqa: N818 - it is an answer, not a failure
    """The limits for one file are reached; the text says which."""


def size_limit(name: str) -> int:
    """How many bytes a file of this name may have to be opened at all."""
    return _ENVELOPES.get(PurePosixPath(name).suffix.lower(), MAX_FILE)


def skipped(name: str) -> str:
    """The code of the finding about what is no response by its name; "" for what is to be read."""
    last = name.rpartition("/")[2]
    if last.startswith(("~$", ".~lock")):
        return "LIP235"
    return "LIP236" if last in {".DS_Store", "Thumbs.db", "desktop.ini"} or last.startswith("._") else ""


def contents(content: bytes, name: str) -> Iterator[Item | Finding]:
    """What is to be read of a file, and what is to be said about mails and archives on the way.

    A file that is neither mail nor archive is its own only content, whatever it may be.
    """
    try:
        yield from _Unpacking().open(content, _At(name))
    except _TooMuch as limit:
        yield finding("LIP247", places=[Place(name)], reason=str(limit))
    except Exception as error:
        yield finding("LIP201", places=[Place(name)], reason=f"unerwarteter Aufbau ({type(error).__name__})")


class _At(NamedTuple):
    """Where something lies: its name, in how many mails and archives, and when the outermost mail was received."""

    name: str
    depth: int = 0
    received: str = ""

    def tell(self, code: str, **values: Any) -> Finding:
        """A finding about what lies there."""
        return finding(code, places=[Place(self.name)], **values)


class _Unpacking:
    """One file being unpacked, and what is left of its limits."""

    def __init__(self) -> None:
        self.bytes_left, self.files_left = MAX_IN_ALL, MAX_ENTRIES
        self.is_too_deep = False

    def open(self, content: bytes, at: _At, others: list[str] | None = None) -> Iterator[Item | Finding]:
        """What lies in a file. What is no workbook is added to ``others``, if there is such a list."""
        try:
            opened = _opened(content, at.name)
        except Unreadable as refusal:
            yield at.tell(refusal.code, **refusal.values)
            return
        if isinstance(opened, Mail):
            yield from self._mail(opened, at)
        elif opened is not None:
            yield from self._inside(opened, at, "Das Archiv")
        elif others is None or at.name.lower().endswith(_WORKBOOKS) or not (what := _no_workbook(content, at.name)):
            yield Item(at.name, content, at.received)
        else:
            others.append(_called(what, at.name))

    def _mail(self, mail: Mail, at: _At) -> Iterator[Item | Finding]:
        """What lies in a mail, and what it says itself."""
        if mail.sealed:
            yield at.tell("LIP244", how=mail.sealed)
            return
        if mail.damaged:
            yield at.tell("LIP245")
        said = said_in(mail.text)
        if said.text:
            kind = "zitierter oder weitergeleiteter Text" if said.quoted else "Text"
            yield at.tell("LIP240", kind=kind, text=shortened(said.text, 200))
        html = unquote(mail.html)
        files = [file for file in mail.attachments if not _is_logo(file, html)]
        if files or not mail.damaged:
            yield from self._inside(files, at._replace(received=at.received or mail.day), "Die Mail")

    def _inside(self, files: Iterable[Attachment], at: _At, container: str) -> Iterator[Item | Finding]:
        """What lies in a mail or an archive. All that is no workbook is one finding."""
        if at.depth == MAX_DEPTH:
            if not self.is_too_deep:
                yield at.tell("LIP247", reason="Mails oder Archive, die mehr als dreifach ineinanderstecken")
            self.is_too_deep = True
            return
        others: list[str] = []
        found = False
        for name, file in _named(files):
            for each in self._file(file, _At(f"{at.name}{INSIDE}{name}", at.depth + 1, at.received), others):
                found = True
                yield each
        if others[_MOST_NAMED:]:
            others[_MOST_NAMED:] = [f"{len(others) - _MOST_NAMED} weitere Dateien"]
        listed = ", ".join(others)
        if not found:
            yield at.tell("LIP242", container=container, others=f", nur {listed}" if listed else "")
        elif listed:
            yield at.tell("LIP241", container=container, others=listed)

    def _file(self, file: Attachment, at: _At, others: list[str]) -> Iterator[Item | Finding]:
        """A file in a mail or an archive."""
        self._take(files=1)
        code = skipped(at.name.rpartition(INSIDE)[2])
        if code == "LIP235":
            yield at.tell(code)
        elif code:
            return  # what a system adds to an archive says nothing
        elif file.mail is not None:
            yield from self._mail(file.mail, at)
        elif file.instead:
            others.append(_called(file.instead, at.name) if file.name else file.instead)
        elif file.size > MAX_FILE:
            size = f"{file.size // 2**20} MB"
            if at.name.lower().endswith((*_WORKBOOKS, *_ENVELOPES)):
                yield at.tell("LIP229", size=size, limit=f"{MAX_FILE // 2**20} MB")
            else:
                others.append(_called(f"eine große Datei ({size})", at.name))
        else:
            yield from self._read(file, at, others)

    def _read(self, file: Attachment, at: _At, others: list[str]) -> Iterator[Item | Finding]:
        try:
            content = file.read()
        except Unreadable as refusal:
            yield at.tell(refusal.code, **refusal.values)
            return
        self._take(size=len(content))
        yield from self.open(content, at, others)

    def _take(self, *, files: int = 0, size: int = 0) -> None:
        """Count what is opened.

        Raises:
            _TooMuch: it is more than one file may hold.
        """
        self.files_left -= files
        self.bytes_left -= size
        if self.files_left < 0:
            raise _TooMuch(f"mehr als {MAX_ENTRIES} Dateien")
        if self.bytes_left < 0:
            raise _TooMuch(f"ausgepackt mehr als {MAX_IN_ALL // 2**20} MB")


def _opened(content: bytes, name: str) -> Mail | list[Attachment] | None:
    """The mail or the files of the archive that this is; None if it is neither. The content decides, not the name.

    Raises:
        Unreadable: it is one, but cannot be read.
    """
    if content.startswith(_TNEF):
        raise Unreadable("LIP243")
    if archive.is_archive(content):
        return archive.members(content)
    try:
        if is_outlook(content):
            return read_msg(content)
        if is_mail(content):
            return read_mail(content)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("LIP245") from error
    if name.lower().endswith((".eml", ".msg")) and _was_a_mail(content):
        raise Unreadable("LIP245")
    return None


def _was_a_mail(content: bytes) -> bool:
    """Whether a file that is called a mail can be nothing else than what is left of one."""
    if content.startswith(OLE):
        return not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book", "EncryptedPackage"))
    return bool(content.strip(b"\0 \r\n") and _no_workbook(content, ""))


def _no_workbook(content: bytes, name: str) -> str:
    """What a file is, in German words; "" if it is a workbook, or was to be one."""
    if content.startswith(_PGP):
        return "eine verschlüsselte Datei (PGP)"
    try:
        Container(content)
    except Unreadable as refusal:
        unknown = "ein Bild" if name.lower().endswith(_PICTURES) else "eine Datei"
        others = {
            "LIP201": unknown,
            "LIP224": "ein Word-Dokument",
            "LIP226": "eine leere Datei",
            "LIP228": "eine leere Datei",
        }
        return str(refusal.values.get("found") or others.get(refusal.code, ""))
    return ""


def _is_logo(file: Attachment, html: str) -> bool:
    """Whether this is a small picture that stands in the mail's text, as in a signature."""
    in_text = file.shown or any(name and f"cid:{name}" in html for name in (file.content_id, file.name))
    if not in_text or file.instead or file.mail or file.size > MAX_LOGO:
        return False
    return file.name.lower().endswith(_PICTURES) or file.read().startswith(_PICTURES_BEGIN)


def _called(what: str, name: str) -> str:
    return f"{what} („{name.rpartition(INSIDE)[2]}“)"


def _named(files: Iterable[Attachment]) -> Iterator[tuple[str, Attachment]]:
    """The files with names to show: of one line, not too long, none of them twice."""
    taken: set[str] = set()
    for number, file in enumerate(files, start=1):
        name = _shown_name(file.name) or (f"Mail {number}" if file.mail else f"Anlage {number}")
        stem, dot, suffix = name.rpartition(".")
        copies = 1
        while name.casefold() in taken:
            copies += 1
            name = f"{stem} ({copies}){dot}{suffix}" if stem else f"{suffix} ({copies})"
        taken.add(name.casefold())
        yield name, file


def _shown_name(name: str) -> str:
    line = re.sub(r"\s+", " ", clean(name).text.replace("›", ">").replace("\\", "/")).strip("/ ")
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 12]}…{line[-11:]}"
