"""Mails as programs write them, made by hand after their conventions; nobody in them exists.

Outlook saves a compound file ([MS-CFB]) of properties ([MS-OXMSG]); no library at hand writes one, so :func:`compound_file`
does. Thunderbird, Apple Mail and mail servers each have their own way with names, encodings and parts.
"""

from __future__ import annotations

import base64
import quopri
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from io import BytesIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM_ONLY = (
    "Sehr geehrte Frau Muster,\n\nanbei unser ausgefülltes Formular.\n\nMit freundlichen Grüßen\nKim Beispiel\nOE 51.2"
)
LOGO = b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000

Tree = dict[str, "bytes | Tree"]


@dataclass(frozen=True)
class File:
    """What is attached. ``cid`` is the name by which an HTML text shows it; ``mail`` an attached mail in Outlook's way (method 5),
    ``method`` Outlook's number for how it is attached."""

    name: str
    content: bytes = b""
    kind: str = EXCEL
    cid: str = ""
    mail: Tree | None = None
    method: int = 1
    hidden: bool = False


# Compound files ------------------------------------------------------------------------------------------------------

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _IS_FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    content: bytes = b""
    start: int = _END
    size: int = 0
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE


def compound_file(tree: Tree) -> bytes:
    """A compound file, version 3, with these storages and streams."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _place(tree, entries)
    chains: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        if not content:
            return _END
        first, count = len(fat), -(-len(content) // _SECTOR)
        fat.extend([*range(first + 1, first + count), _END])
        chains.append(content.ljust(count * _SECTOR, b"\0"))
        return first

    mini, mini_fat = b"", []
    for entry in entries[1:]:
        if entry.kind == 2:
            entry.size = len(entry.content)
            if entry.size >= _CUTOFF:
                entry.start = store(entry.content)
            elif entry.size:
                count = -(-entry.size // _MINI)
                entry.start = len(mini_fat)
                mini_fat += [*range(entry.start + 1, entry.start + count), _END]
                mini += entry.content.ljust(count * _MINI, b"\0")
    entries[0].start, entries[0].size = store(mini), len(mini)
    mini_fat_start, mini_fat_sectors = store(_words(mini_fat)), -(-len(mini_fat) // 128)
    directory = store(b"".join(map(_packed, entries)).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    sectors = 1
    while sectors * 128 < len(fat) + sectors:
        sectors += 1
    assert sectors <= 109, "larger than a table in the header can say"
    at = len(fat)
    fat += [_IS_FAT] * sectors
    header = struct.pack(
        "<8s16x5H6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, sectors, directory, 0, _CUTOFF, mini_fat_start, mini_fat_sectors, _END, 0, at,
    )  # fmt: skip
    listed = b"".join(struct.pack("<I", at + number if number < sectors else _FREE) for number in range(1, 109))
    table = _words(fat).ljust(sectors * _SECTOR, b"\xff")
    return header + listed + b"".join(chains) + table


def _place(tree: Tree, entries: list[_Entry]) -> int:
    """Add the entries of a storage as a balanced tree of siblings; the number of its root."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        entry = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        numbers.append(len(entries))
        entries.append(entry)
        if isinstance(content, dict):
            entry.child = _place(content, entries)

    def root_of(some: list[int]) -> int:
        if not some:
            return _NONE
        middle = len(some) // 2
        entries[some[middle]].left = root_of(some[:middle])
        entries[some[middle]].right = root_of(some[middle + 1 :])
        return some[middle]

    return root_of(numbers)


def _packed(entry: _Entry) -> bytes:
    name = f"{entry.name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name,
        len(name),
        entry.kind,
        1,
        entry.left,
        entry.right,
        entry.child,
        0,
        entry.start,
        entry.size,
    )


def _words(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(-(-len(numbers) // 128) * _SECTOR, b"\xff")


# Outlook -------------------------------------------------------------------------------------------------------------


def outlook(tree: Tree) -> bytes:
    """A .msg file as Outlook saves it."""
    names: Tree = {f"__substg1.0_000{number}0102": b"" for number in (2, 3, 4)}
    return compound_file({**tree, "__nameid_version1.0": names})


def outlook_mail(
    *files: File,
    text: str = FORM_ONLY,
    html: str = "",
    day: str = "2013-02-03",
    headers: str = "",
    kind: str = "IPM.Note",
    codepage: int = 0,
    rtf: bytes = b"",
    inner: bool = False,
) -> Tree:
    """A mail in Outlook's properties: in Unicode, or in a code page as older versions wrote it."""
    ticks = (
        int(
            (datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
        )
        * 10**7
    )
    texts = {
        0x001A: kind,
        0x0037: "AW: Formular",
        0x0C1A: "Kim Beispiel",
        0x5D01: "kim.beispiel@fb51.example",
        0x1000: text,
    }
    if headers:
        texts[0x007D] = headers
    raw = {0x1013: html.encode()} if html else {}
    if rtf:
        raw[0x1009] = rtf
    numbers = {0x3FDE: 65001, 0x340D: 0x40000 if not codepage else 0, **({0x3FFD: codepage} if codepage else {})}
    head = struct.pack("<8x4I", 0, len(files), 0, len(files)) + (b"" if inner else bytes(8))
    tree = _storage(head, texts, raw, numbers, {0x0E06: ticks}, codepage)
    for number, file in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(file, number, codepage)
    return tree


def _attachment(file: File, number: int, codepage: int) -> Tree:
    texts = {0x370E: file.kind}
    if file.name:
        texts |= {0x3707: file.name, 0x3704: f"FORM~{number}.XLS"}
    if file.cid:
        texts[0x3712] = file.cid
    by_value = file.mail is None and file.method == 1
    raw = {0x3701: file.content} if by_value else {}
    numbers = {0x3705: file.method, 0x7FFE: file.hidden}
    tree = _storage(bytes(8), texts, raw, numbers, {}, codepage)
    if file.mail is not None:
        tree["__substg1.0_3701000D"] = file.mail
    return tree


def _storage(
    head: bytes,
    texts: dict[int, str],
    raw: dict[int, bytes],
    numbers: dict[int, int],
    times: dict[int, int],
    codepage: int,
) -> Tree:
    tree: Tree = {}
    block = head
    for name, text in texts.items():
        kind, content = (0x001E, text.encode(f"cp{codepage}")) if codepage else (0x001F, text.encode("utf-16-le"))
        tree[f"__substg1.0_{name:04X}{kind:04X}"] = content
        block += struct.pack("<HHIII", kind, name, 6, len(content) + 2, 0)
    for name, content in raw.items():
        tree[f"__substg1.0_{name:04X}0102"] = content
        block += struct.pack("<HHIII", 0x0102, name, 6, len(content), 0)
    for name, number in numbers.items():
        block += struct.pack("<HHIII", 0x0003, name, 6, number, 0)
    for name, ticks in times.items():
        block += struct.pack("<HHIQ", 0x0040, name, 6, ticks)
    return {**tree, "__properties_version1.0": block}


# Thunderbird, Apple Mail, a mail server ------------------------------------------------------------------------------


def thunderbird(*files: File, text: str = FORM_ONLY, date: str = "Sun, 3 Feb 2013 10:15:00 +0100") -> bytes:
    """Quoted-printable, and names in the way of RFC 2231 in pieces of 60 characters."""
    parts = [
        b"Content-Type: text/plain; charset=UTF-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    ]
    parts += [attached(file, f"Content-Disposition: attachment;\r\n{_rfc2231(file.name)}") for file in files]
    head = (
        f"Message-ID: <1@fb51.example>\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
        "User-Agent: Mozilla/5.0 (Windows NT 10.0) Thunderbird/115.0\r\nContent-Language: de-DE\r\n"
        "From: Kim Beispiel <kim.beispiel@fb51.example>\r\nTo: lip@stadt.example\r\n"
        f"Subject: {Header('Rückmeldung', 'utf-8').encode()}\r\n"
    )
    return head.encode() + multipart("mixed", *parts)


def apple_mail(
    *files: File,
    html: str = "Hallo Frau Muster,<br><br>anbei das Formular.<br><br>Viele Grüße<br>Kim",
    date: str = "Sun, 3 Feb 2013 23:30:00 +0100",
) -> bytes:
    """Files in the middle of the text, names in the way of RFC 2047, which the standard forbids there."""
    plain = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + (
        html.replace("<br>", "\r\n").encode()
    )
    pieces = [_html(f"<html><body>{html}")]
    for file in files:
        name = Header(file.name, "utf-8", maxlinelen=2_000).encode()
        pieces.append(attached(file, f'Content-Disposition: inline;\r\n\tfilename="{name}"\r\nX-Unix-Mode: 0644'))
        pieces.append(_html("<br></body></html>"))
    head = (
        "From: Kim Beispiel <kim@fb51.example>\r\nMime-Version: 1.0 (Mac OS X Mail 16.0)\r\nSubject: Formular\r\n"
        f"Date: {date}\r\nX-Mailer: Apple Mail (2.3696)\r\n"
    )
    return head.encode() + multipart("alternative", plain, multipart("mixed", *pieces))


def mail_server(*files: File, text: str = FORM_ONLY, forwarded: bytes = b"", base64_mail: bool = False) -> bytes:
    """Names as they are in 8 bit, the day of receipt in the topmost of several ``Received``, mails forwarded as such."""
    parts = [
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(text.encode())
    ]
    for file in files:
        parts.append(attached(file))
    if forwarded:
        packed = "Content-Transfer-Encoding: base64\r\n" if base64_mail else ""
        body = base64.encodebytes(forwarded) if base64_mail else forwarded
        parts.append(f'Content-Type: message/rfc822; name="Weitergeleitet.eml"\r\n{packed}\r\n'.encode() + body)
    head = (
        "Return-Path: <kim@fb51.example>\r\n"
        "Received: from mx2.stadt.example by post.stadt.example;\r\n\tMon, 4 Feb 2013 00:05:00 +0100\r\n"
        "Received: from pc.fb51.example by mx2.stadt.example; Sun, 3 Feb 2013 22:00:00 +0000\r\n"
        "Date: Fri, 1 Feb 2013 12:00:00 +0100\r\nFrom: Jörg Beispiel <kim@fb51.example>\r\nSubject: Rückmeldung für den LIP\r\n"
        "MIME-Version: 1.0\r\n"
    )
    return head.encode() + multipart("mixed", *parts)


def multipart(kind: str, *parts: bytes, more: str = "", close: bool = True) -> bytes:
    """The header of a multipart and its parts, each with its own header."""
    boundary = f"=_{kind}_{len(parts)}_{sum(map(len, parts))}"
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\r\n\r\n'.encode()
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return head + body + (b"--" + boundary.encode() + b"--\r\n" if close else b"")


def attached(file: File, disposition: str = "") -> bytes:
    """A file as a part of a mail."""
    disposition = disposition or f'Content-Disposition: attachment; filename="{file.name}"'
    cid = f"Content-Id: <{file.cid}>\r\n" if file.cid else ""
    head = f"Content-Type: {file.kind}\r\nContent-Transfer-Encoding: base64\r\n{cid}{disposition}\r\n\r\n"
    return head.encode() + base64.encodebytes(file.content).replace(b"\n", b"\r\n")


def _html(text: str) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text.encode()


def _rfc2231(name: str) -> str:
    encoded = quote(name, safe="")
    pieces = [encoded[at : at + 60] for at in range(0, len(encoded), 60)]
    pieces[0] = f"UTF-8''{pieces[0]}"
    return ";\r\n".join(f" filename*{number}*={piece}" for number, piece in enumerate(pieces))


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
