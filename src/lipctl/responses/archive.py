"""The files in a .zip archive, none of which is ever written anywhere: names from an archive are words, not paths."""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from functools import partial
from io import BytesIO

from lipctl.responses.mail import Attachment
from lipctl.xlsx.container import MAX_ENTRIES, MAX_FILE, MAX_RATIO, RATIO_COUNTS_FROM
from lipctl.xlsx.unreadable import Unreadable

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LISTED = b"PK\x01\x02"
_PACKED_AS_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
_LEADS_OUT = re.compile(r"/|\w:|(?:.*/)?\.\.(?:/|$)")
_PACKAGES = (
    "[content_types].xml", "_rels/.rels", "mimetype", "xl/workbook.xml", "xl/workbook.bin", "word/document.xml",
    "ppt/presentation.xml", "meta-inf/manifest.xml", "index/document.iwa",
)  # fmt: skip
"""What is in a workbook or another document that is packed as a zip archive itself."""


def is_archive(content: bytes) -> bool:
    """Whether this is a zip archive, and no document that is packed as one. A damaged one counts as none."""
    if not content.startswith(_ZIP):
        return False
    try:
        names = {entry.filename.replace("\\", "/").lstrip("/").casefold() for entry in _opened(content).infolist()}
    except _DAMAGED:
        return False
    return not names.intersection(_PACKAGES)


def members(content: bytes) -> list[Attachment]:
    """The files in an archive, in its order.

    Raises:
        Unreadable: there are too many, a name leads out of the archive, there is a password.
    """
    archive = _opened(content)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [_name(entry) for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise Unreadable("LIP230", reason=f"sie enthält {len(entries)} Dateien")
    if any(map(_LEADS_OUT.match, names)):
        raise Unreadable("LIP230", reason="ein Name darin führt aus dem Archiv hinaus")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("LIP246", reason="es ist mit einem Kennwort geschützt")
    if any(entry.compress_type not in _PACKED_AS_USUAL for entry in entries):  # Python unpacks others without any limit
        raise Unreadable("LIP246", reason="es ist auf ungewöhnliche Art gepackt")
    return [
        Attachment(name, entry.file_size, partial(_unpack, archive, entry))
        for name, entry in zip(names, entries, strict=True)
    ]


def _opened(content: bytes) -> zipfile.ZipFile:
    """An archive with its list of files.

    Raises:
        _DAMAGED: it has none.
        Unreadable: the list is too long; not even a list of millions is made.
    """
    listed = content.count(_LISTED)
    if listed > 20 * MAX_ENTRIES:  # the lists of documents in it are counted as well
        raise Unreadable("LIP230", reason=f"sie enthält {listed} Teile")
    return zipfile.ZipFile(BytesIO(content))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file in the archive.

    Raises:
        Unreadable: it is larger than any workbook, a bomb, or damaged.
    """
    try:
        with archive.open(entry) as stream:
            unpacked = stream.read(MAX_FILE + 1)  # at the end of the file, its check sum is compared
    except _DAMAGED as error:
        raise Unreadable("LIP227") from error
    if len(unpacked) > MAX_FILE or len(unpacked) > max(RATIO_COUNTS_FROM, MAX_RATIO * entry.compress_size):
        raise Unreadable("LIP230", reason="sie wird beim Auspacken unmäßig groß")
    return unpacked


def _name(entry: zipfile.ZipInfo) -> str:
    """A file's name with "/", composed. Some programs write UTF-8 without saying so."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return unicodedata.normalize("NFC", name.replace("\\", "/"))
