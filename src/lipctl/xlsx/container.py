"""Opening a workbook from anywhere without harm: which of its parts may be read?

What a file is, its first bytes say, never its name (:mod:`lipctl.xlsx.file_kinds`). Limits follow Apache POI's
ZipSecureFile, tighter: they refused 2 of 3,103 honest workbooks. A file with a document type declaration in any part is
refused, and with it every entity attack (XXE, entity bombs: OWASP XML External Entity Prevention).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from lipctl.xlsx.file_kinds import OTHER_KINDS, OTHER_PACKAGES, kind_by_magic
from lipctl.xlsx.unreadable import Unreadable

MAX_FILE = 25 * 2**20
MAX_ENTRIES = 2_000
MAX_PART = 64 * 2**20
MAX_PARTS_IN_ALL = 128 * 2**20
MAX_RATIO = 100
RATIO_COUNTS_FROM = 100 * 2**10

_ZIP = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
"""Of a part: the signature, and how long its name and its extra field are (APPNOTE.TXT, 4.3.7)."""
_PACKED_AS_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""All that a workbook may use (ECMA-376 part 2, annex B). Python unpacks the others without any limit."""
_ODF_MANIFEST = "META-INF/manifest.xml"
_XML = (".xml", ".rels", ".vml")
_PROLOG = 2**8
_NO_XML = (expat.ExpatError, ValueError, LookupError)  # a LookupError where nobody knows the encoding
_NO_PART = (zlib.error, struct.error)
_PIECE = 2**16


class Container:
    """The parts of a workbook, each read at most once and only within the limits.

    ``kind`` is its format: ``".xlsx"`` or ``".ods"``; or ``".xlsb"`` or ``".xls"``, whose parts are read elsewhere.

    Raises:
        Unreadable: it is no workbook, or too large, damaged or protected.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) > MAX_FILE:
            raise Unreadable("LIP229", size=f"{len(content) // 2**20} MB", limit=f"{MAX_FILE // 2**20} MB")
        is_package = content.startswith(_ZIP)
        self._entries = _entries(content) if is_package else {}
        self._read = 0
        self._given: set[str] = set()
        self.kind = self._kind_of_package() if is_package else kind_by_magic(content)

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self._entries

    def part(self, name: str) -> bytes:
        """The content of a part; part names are the same in upper and lower case (ECMA-376 part 2, 6.2.2.3).

        Raises:
            Unreadable: the part is missing, damaged, encrypted, asked for again or beyond the limits.
        """
        key = _part_name(name)
        entry = self._entries.get(key)
        if entry is None:
            raise Unreadable("LIP231", reason=f"der Teil „{name[:60]}“ fehlt")
        if key in self._given:
            raise Unreadable("LIP231", reason=f"der Teil „{name[:60]}“ wird mehrfach gebraucht")
        self._given.add(key)
        if entry.flag_bits & 1:
            raise Unreadable("LIP220")
        if entry.compress_type not in _PACKED_AS_USUAL:
            raise Unreadable("LIP231", reason="sie ist auf ungewöhnliche Art gepackt")
        try:
            content = b"".join(self._unpacked(entry))
        except _NO_PART as error:
            raise Unreadable("LIP227") from error
        if len(content) > entry.file_size or zlib.crc32(content) != entry.CRC:
            raise Unreadable("LIP227")
        return content

    def xml(self, name: str) -> bytes:
        """The content of a part that holds XML, without a document type.

        Raises:
            Unreadable: as :meth:`part`; the part has a document type, or is no XML from the start on.
        """
        content = self.part(name)
        try:
            _refuse_doctype([content])
        except _NO_XML as error:
            raise Unreadable("LIP227") from error
        return content

    def refuse_doctypes_elsewhere(self) -> None:
        """Look into the XML parts that nobody asked for: what lipctl does not read, Excel may.

        Only up to the first element, where a document type would have to stand. Such a part may be damaged otherwise.

        Raises:
            Unreadable: one has a document type.
        """
        for key in self._entries.keys() - self._given:
            entry = self._entries[key]
            if key.endswith(_XML) and entry.compress_type in _PACKED_AS_USUAL:
                with suppress(*_NO_XML, *_NO_PART):
                    _refuse_doctype(self._unpacked(entry))

    def _unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """What a part unpacks to, in pieces. Not by ``ZipFile.open``, which refuses sizes that Excel does not mind.

        Raises:
            Unreadable: it goes beyond the limits.
            zlib.error, struct.error: what lies there is no packed part.
        """
        signature, name, extra = _LOCAL_HEADER.unpack_from(self._content, entry.header_offset)
        if signature != _ZIP:
            raise zlib.error("no part begins here")
        start = entry.header_offset + _LOCAL_HEADER.size + name + extra
        pieces = _pieces(self._content[start : start + entry.compress_size])
        size = 0
        for piece in pieces if entry.compress_type == zipfile.ZIP_STORED else _inflated(pieces):
            size += len(piece)
            self._read += len(piece)
            if size > MAX_PART or self._read > MAX_PARTS_IN_ALL or _is_bomb(size, entry.compress_size):
                raise Unreadable("LIP230", reason="sie wird beim Auspacken unmäßig groß")
            yield piece

    def _kind_of_package(self) -> str:
        for name, (code, values) in OTHER_PACKAGES.items():
            if name in self:
                raise Unreadable(code, **values)
        if "xl/workbook.bin" in self:
            self.refuse_doctypes_elsewhere()
            return ".xlsb"
        manifest = self.part(_ODF_MANIFEST) if _ODF_MANIFEST in self else b""
        said = self.part("mimetype") if "mimetype" in self else manifest
        for kind, (code, values) in OTHER_KINDS.items():
            if kind in said:
                raise Unreadable(code, **values)
        if b"opendocument.spreadsheet" in said:
            if b"encryption-data" in manifest:
                raise Unreadable("LIP220")
            return ".ods"
        if not ({"[content_types].xml", "_rels/.rels"} & self._entries.keys()):
            raise Unreadable("LIP225", found="ein gepacktes Archiv (ZIP)")
        return ".xlsx"


def _entries(content: bytes) -> dict[str, zipfile.ZipInfo]:
    """What lies in a zip archive, by the names of the parts."""
    try:
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Unreadable("LIP227") from error
    if len(entries) > MAX_ENTRIES:
        raise Unreadable("LIP230", reason=f"sie enthält {len(entries)} Teile")
    by_name = {_part_name(entry.filename): entry for entry in entries}
    if len(by_name) < len(entries):
        raise Unreadable("LIP233")
    return by_name


def _part_name(name: str) -> str:
    """A part's name as names are compared; some programs write "\\" and "/" at the start."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_COUNTS_FROM and size > MAX_RATIO * max(packed, 1)


def _pieces(content: bytes, size: int = _PIECE) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in pieces:
        rest = packed
        while piece := unpacking.decompress(rest, _PIECE):
            yield piece
            rest = unpacking.unconsumed_tail


def _refuse_doctype(pieces: Iterable[bytes]) -> None:
    """Look at the start of an XML part, up to its first element.

    Raises:
        Unreadable: it has a document type.
        ExpatError, ValueError, LookupError: it is no XML, or in an encoding that nobody knows.
    """
    elements: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, _: elements.append(name)
    for piece in pieces:
        for text in _pieces(piece, _PROLOG):
            parser.Parse(text, False)
            if elements:
                return


def _refuse(*_: object) -> NoReturn:
    raise Unreadable("LIP232")
