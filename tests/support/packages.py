"""Workbooks as parts: taken apart, changed where a test wants it, packed again in any way a zip archive can be packed."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_TIME = (1980, 1, 1, 0, 0, 0)

Parts = dict[str, bytes]


def parts_of(package: bytes) -> Parts:
    """The parts of a package by name, in their order."""
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = ZIP_DEFLATED) -> bytes:
    """A package of these parts; names may be anything, and may repeat."""
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of duplicate names; here they are meant
        for name, content in pairs:
            entry = ZipInfo("x", _TIME)
            entry.filename = entry.orig_filename = name
            entry.compress_type = method
            archive.writestr(entry, content)
    return stream.getvalue()


def changed(package: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """The package with the text of one part edited."""
    parts = parts_of(package)
    parts[name] = edit(parts[name].decode()).encode()
    return packed(parts)


def replaced(package: bytes, name: str, old: str, new: str) -> bytes:
    """The package with a text in one part replaced once; the text must be there."""
    parts = parts_of(package)
    assert old.encode() in parts[name], f"{old!r} is not in {name}"
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    return packed(parts)


def related(parts: Parts, owner: str, kind: str, target: str, mode: str = "") -> Parts:
    """The parts with one more relation of ``owner``; ``kind`` is the last word of an Office relation, or a whole type."""
    folder, _, name = owner.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    listed = parts.get(path, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
    number = listed.count(b"<Relationship ") + 1
    whole = kind if ":" in kind else f"{OFFICE}/{kind}"
    line = f'<Relationship Id="rIdX{number}" Type="{whole}" Target="{target}"{mode}/>'.encode()
    listed = listed.replace(b"/>", b"></Relationships>", 1) if b"</Relationships>" not in listed else listed
    return {**parts, path: listed.replace(b"</Relationships>", line + b"</Relationships>")}


def as_excel_saves(package: bytes) -> bytes:
    """The workbook as Excel spells it: the texts of cells in a part of their own, paths from where one stands."""
    parts, items = parts_of(package), list[bytes]()

    def shared(found: re.Match[bytes]) -> bytes:
        items.append(found[1])
        return b't="s"><v>%d</v>' % (len(items) - 1)

    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            xml = re.sub(rb't="inlineStr"><is>(.*?)</is>', shared, parts[name], flags=re.DOTALL)
            parts[name] = re.sub(rb"<\?xml.*?\?>", _DECLARATION.encode(), xml, count=1)
    items = [b"<si>%s</si>" % item for item in items]
    parts["xl/sharedStrings.xml"] = b"".join((f'{_DECLARATION}<sst xmlns="{MAIN}">'.encode(), *items, b"</sst>"))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbook ", f'<workbook xmlns:r="{OFFICE}" '.encode()
    )
    listing = "xl/_rels/workbook.xml.rels"
    parts[listing] = parts[listing].replace(b'Target="/xl/', b'Target="')
    listed = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = listed.replace(b"</Types>", _SHARED_TYPE + b"</Types>")
    return packed(related(parts, "xl/workbook.xml", "sharedStrings", "sharedStrings.xml"))


def with_sheet(parts: Parts, name: str, content: bytes, *, kind: str = "worksheet") -> Parts:
    """The parts with one more sheet at the end."""
    listing = parts["xl/workbook.xml"].decode()
    relation = f"rIdX{parts['xl/_rels/workbook.xml.rels'].count(b'<Relationship ') + 1}"
    number = len(re.findall("<sheet ", listing)) + 1
    sheet = f'<sheet xmlns:r="{OFFICE}" name="{name}" sheetId="{number}" r:id="{relation}"/></sheets>'
    parts = {**parts, "xl/workbook.xml": listing.replace("</sheets>", sheet).encode()}
    return related({**parts, f"xl/worksheets/extra{number}.xml": content}, "xl/workbook.xml", kind,
                   f"worksheets/extra{number}.xml")  # fmt: skip


def sheet_xml(rows: bytes, after: bytes = b"") -> bytes:
    """A sheet with these rows."""
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (MAIN.encode(), rows, after)


def ods_of(rows: str, *, before: str = "", after: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """An .ods with one sheet of these rows; ``before`` stands before its body, ``after`` behind the sheet."""
    return packed(ods_parts(rows, before, after) | dict(more or {}))


def ods_parts(rows: str, before: str = "", after: str = "") -> Parts:
    """The parts of an .ods with one sheet of these rows."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "style", "table", "text", "manifest"))
    spaces += f' xmlns:draw="{urn}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    sheet = f'<table:table table:name="Blatt" table:style-name="ta1">{rows}</table:table>{after}'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content{spaces}>{before}{body}</office:document-content>".encode(),
        "META-INF/manifest.xml": f"<manifest:manifest{spaces}/>".encode(),
    }


def bomb(parts: Mapping[str, bytes], name: str, before: bytes, block: bytes, times: int, after: bytes) -> bytes:
    """The package with one more part that is ``block`` as often as one likes; quick to make, small, huge to unpack."""
    package = packed(parts)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    repeated = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    data = stream + repeated * times + packer.compress(after) + packer.flush()
    check = zlib.crc32(before)
    for _ in range(times):
        check = zlib.crc32(block, check)
    return appended(package, name, data, zlib.crc32(after, check), len(before) + len(block) * times + len(after))


def appended(package: bytes, name: str, data: bytes, check: int, size: int, packed_size: int | None = None) -> bytes:
    """The package with one more entry whose deflated ``data`` is given, and whose sizes may be lies."""
    start, end = _directory(package)
    count = struct.unpack_from("<H", package, end + 10)[0] + 1
    label = name.encode()
    sizes = struct.pack("<III", check, len(data) if packed_size is None else packed_size, size)
    common = struct.pack("<HHHHH", 20, 0x800, 8, 0, 33) + sizes + struct.pack("<HH", len(label), 0)
    local = b"PK\x03\x04" + common + label + data
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, start) + label
    directory = package[start:end] + central
    tail = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), start + len(local), 0)
    return package[:start] + local + directory + b"PK\x05\x06" + tail


def flagged(package: bytes, flag: int) -> bytes:
    """The package with a flag set for every entry, e.g. 1 for "encrypted"."""
    content = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), package):
            content[found.start() + offset] |= flag
    return bytes(content)


def resized(package: bytes, name: str, size: int) -> bytes:
    """The package with a part's unpacked size said to be ``size`` in the directory."""
    start, _ = _directory(package)
    at = package.index(name.encode(), start) - 46
    assert package[at : at + 4] == b"PK\x01\x02"
    return package[: at + 24] + struct.pack("<I", size) + package[at + 28 :]


def _directory(package: bytes) -> tuple[int, int]:
    """Where the directory of an archive without comment starts and ends."""
    end = package.rindex(b"PK\x05\x06")
    return struct.unpack_from("<I", package, end + 16)[0], end
