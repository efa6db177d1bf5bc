"""Mails as Outlook saves them: .msg ([MS-OXMSG] in a compound file, which olefile opens; see docs/decisions/0012)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NoReturn

from lipctl.responses.mail import (
    LINK,
    MAX_MAIL,
    MAX_PARTS,
    MAX_TEXT,
    Attachment,
    Mail,
    day_of_receipt,
    decoded,
    how_sealed,
    read_mail,
)
from lipctl.responses.mail_text import html_as_text
from lipctl.xlsx.compound import DAMAGED, OLE, open_compound
from lipctl.xlsx.unreadable import Unreadable

if TYPE_CHECKING:
    from olefile import OleFileIO

MAX_ENTRIES = 20_000
"""Streams and storages; a mail with forty mails attached to it has 5,000."""

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_OF_A_MAIL, _OF_AN_ATTACHED_MAIL, _OF_AN_ATTACHMENT = 32, 24, 8
"""Bytes before the properties of fixed size ([MS-OXMSG] 2.4)."""

# Names of properties ([MS-OXPROPS]) and types ([MS-OXCDATA] 2.11.1).
_OBJECT, _TEXT8, _TEXT, _BINARY = 0x000D, 0x001E, 0x001F, 0x0102
_CLASS, _SUBJECT, _SUBMITTED, _HEADERS, _DELIVERED = 0x001A, 0x0037, 0x0039, 0x007D, 0x0E06
_BODY, _RTF, _HTML, _CODEPAGE, _HTML_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FFD, 0x3FDE
_DISPLAY_NAME, _DATA, _NAME, _METHOD, _LONG_NAME = 0x3001, 0x3701, 0x3704, 0x3705, 0x3707
_CONTENT_ID, _FLAGS, _HIDDEN = 0x3712, 0x3714, 0x7FFE
_BY_VALUE, _EMBEDDED_OBJECT = 1, 6
_SHOWN_IN_TEXT = 4


def is_outlook(content: bytes) -> bool:
    """Whether a compound file holds a mail, be it inside of a workbook."""
    return content.startswith(OLE) and _PROPERTIES.encode("utf-16-le") in content


def read_msg(content: bytes) -> Mail | None:
    """Read a .msg file; None if it is a compound file of another kind with a mail somewhere in it.

    Raises:
        Unreadable: it is damaged, too large, or has more parts than any mail.
    """
    if len(content) > MAX_MAIL:
        raise Unreadable("LIP229", size=f"{len(content) // 2**20} MB", limit=f"{MAX_MAIL // 2**20} MB")
    try:
        ole = open_compound(content)
        entries = ole.listdir(streams=True, storages=True)
    except DAMAGED as error:
        raise Unreadable("LIP245") from error
    if len(entries) > MAX_ENTRIES:
        raise Unreadable("LIP230", reason=f"sie hat mehr als {MAX_ENTRIES} Teile")
    file = _File(ole, entries)
    return file.mail((), _OF_A_MAIL) if (_PROPERTIES,) in file.paths else None


class _File:
    """A compound file. ``paths`` leads from each path in small letters (names do not tell them apart) to the real one."""

    def __init__(self, ole: OleFileIO[Any], entries: list[list[str]]) -> None:
        self.ole = ole
        self.paths = {tuple(name.lower() for name in path): path for path in entries}

    def mail(self, at: tuple[str, ...], header: int) -> Mail:
        """The mail whose properties lie in this storage."""
        storage = _Storage(self, at, header)
        attachments = tuple(self._attachments(at, storage))
        kind = storage.text(_CLASS).casefold()
        if kind.startswith("ipm.note.smime") and attachments:
            sealed = attachments[0].read()
            if "multipartsigned" in kind:  # the mail as it was sent is its only attachment ([MS-OXOSMIME] 2.1.2)
                return read_mail(sealed)._replace(day=storage.day)
            return Mail("", "", storage.day, (), how_sealed(sealed))
        html = storage.html[:MAX_TEXT]
        text = storage.text(_BODY)[:MAX_TEXT] or html_as_text(html)
        damaged = len(attachments) < storage.said_attachments
        if not text.strip() and storage.has(_RTF):
            attachments += (Attachment("", 0, bytes, instead="der Text der Mail im Format RTF"),)
        return Mail(text, html, storage.day, attachments, damaged=damaged)

    def _attachments(self, at: tuple[str, ...], mail: _Storage) -> Iterator[Attachment]:
        depth = len(at) + 1
        names = sorted(path for path in self.paths if len(path) == depth and path[:-1] == at)
        storages = [path for path in names if path[-1].startswith(_ATTACHMENT)]
        if len(storages) > MAX_PARTS:
            raise Unreadable("LIP230", reason=f"sie hat mehr als {MAX_PARTS} Anlagen")
        for path in storages:
            yield self._attachment(path, mail)

    def _attachment(self, at: tuple[str, ...], mail: _Storage) -> Attachment:
        storage = _Storage(self, at, _OF_AN_ATTACHMENT, mail.charset)
        name = storage.text(_LONG_NAME) or storage.text(_NAME) or storage.text(_DISPLAY_NAME)
        method, inner = storage.number(_METHOD), (*at, _stream(_OBJECT, _DATA))
        if (*inner, _PROPERTIES) in self.paths:
            subject = _Storage(self, inner, _OF_AN_ATTACHED_MAIL).text(_SUBJECT)
            return Attachment(name or subject, 0, bytes, self.mail(inner, _OF_AN_ATTACHED_MAIL))
        if method == _EMBEDDED_OBJECT:
            return Attachment(name, 0, bytes, instead="ein eingebettetes Objekt")
        if not storage.has(_DATA):
            return Attachment(name, 0, _missing, instead=LINK if method > _BY_VALUE else "")
        shown = bool(storage.number(_FLAGS) & _SHOWN_IN_TEXT or storage.number(_HIDDEN) & 1)
        read = partial(storage.binary, _DATA)
        return Attachment(name, storage.size(_DATA), read, content_id=storage.text(_CONTENT_ID), shown=shown)


class _Storage:
    """The properties of a mail or an attachment."""

    def __init__(self, file: _File, at: tuple[str, ...], header: int, charset: str = "") -> None:
        self._file, self._at = file, at
        head = self._read(_PROPERTIES)
        block = head[header:]
        (self.said_attachments,) = struct.unpack_from("<I", head, 20) if header > 20 <= len(head) - 4 else (0,)
        self._fixed = {name: value for _, name, value in struct.iter_unpack("<HH4x8s", block[: len(block) // 16 * 16])}
        self.charset = charset or _charset(self.number(_CODEPAGE))

    def number(self, name: int) -> int:
        """A number or a truth value; 0 if it is not there."""
        return int.from_bytes(self._fixed.get(name, b"")[:4], "little")

    def has(self, name: int) -> bool:
        """Whether a property is there that holds bytes."""
        return (*self._at, _stream(_BINARY, name)) in self._file.paths

    def size(self, name: int) -> int:
        """How many bytes it holds."""
        size: int = self._file.ole.get_size(self._file.paths[*self._at, _stream(_BINARY, name)])
        return size

    def binary(self, name: int) -> bytes:
        """A property that holds bytes."""
        return self._read(_stream(_BINARY, name))

    def text(self, name: int) -> str:
        """A text, in Unicode or in the mail's code page; "" if it is not there."""
        wide = self._read(_stream(_TEXT, name))
        return wide.decode("utf-16-le", "replace") if wide else decoded(self._read(_stream(_TEXT8, name)), self.charset)

    @property
    def html(self) -> str:
        """The text in HTML."""
        raw = self.binary(_HTML)
        return decoded(raw, _charset(self.number(_HTML_CODEPAGE)) or "utf-8") if raw else self.text(_HTML)

    @cached_property
    def day(self) -> str:
        """The day of receipt. Outlook keeps times in UTC, and the headers only of what came from outside."""
        from email.parser import HeaderParser  # noqa: PLC0415 - only mails need it, and it loads slowly

        headers = HeaderParser().parsestr(self.text(_HEADERS)[: 2**16])
        told = day_of_receipt(headers.get("received", ""), headers.get("date", ""))
        return told or self._day(_DELIVERED) or self._day(_SUBMITTED)

    def _day(self, name: int) -> str:
        ticks = int.from_bytes(self._fixed.get(name, b""), "little")  # of 100 nanoseconds
        with suppress(OverflowError):
            day = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
            return day.date().isoformat() if 1990 <= day.year <= 2100 else ""
        return ""

    def _read(self, name: str) -> bytes:
        path = self._file.paths.get((*self._at, name))
        if path is None:
            return b""
        try:
            content: bytes = self._file.ole.openstream(path).read()
        except (OSError, ValueError, IndexError) as error:
            raise Unreadable("LIP245") from error
        return content


def _missing() -> NoReturn:
    """What reading a file gives that should be there.

    Raises:
        Unreadable: always.
    """
    raise Unreadable("LIP227")


def _stream(kind: int, name: int) -> str:
    """What the stream of a property is called, in small letters ([MS-OXMSG] 2.1.3)."""
    return f"__substg1.0_{name:04x}{kind:04x}"


def _charset(codepage: int) -> str:
    """Python's name of a code page of Windows."""
    return {0: "cp1252", 65001: "utf-8", 20127: "ascii", 28591: "latin-1", 28605: "iso-8859-15"}.get(
        codepage, f"cp{codepage}"
    )
