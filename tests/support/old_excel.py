"""Workbooks of Excel 97 (.xls), made by hand: records ([MS-XLS]) in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from support.mails import Tree, compound_file
from support.packages import packed, related

BOF, EOF, CODEPAGE, SHEET, LABEL, CONTINUE = 0x0809, 0x000A, 0x0042, 0x0085, 0x0204, 0x003C
NOTE, OBJECT, TEXT, FILE_PASS, FORMULA, FORMULA_TEXT, ERROR = 0x001C, 0x005D, 0x01B6, 0x002F, 0x0006, 0x0207, 0x0205
COMMENT, TEXT_BOX, PICTURE, CHART = 0x19, 0x06, 0x08, 0x05
_WORKBOOK, _WORKSHEET, _CHART = 0x0005, 0x0010, 0x0020


def record(kind: int, content: bytes = b"") -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    return record(LABEL, struct.pack("<HHHHB", row - 1, column - 1, 15, len(text), 1) + text.encode("utf-16-le"))


def formula(row: int, column: int, result: bytes, flags: int = 0) -> bytes:
    """A cell whose formula came to this result (8 bytes)."""
    return record(FORMULA, struct.pack("<HHH8sHIH", row - 1, column - 1, 15, result, flags, 0, 0))


def drawn(kind: int, number: int, text: str = "", *, foreign: bool = False) -> bytes:
    """An object over the cells, with its text in as many pieces as Excel needs."""
    ending = record(0, b"")[:4] if not foreign else struct.pack("<HH2x", 0x09, 2) + bytes(4)
    made = record(OBJECT, struct.pack("<HHHH14x", 0x15, 0x12, kind, number) + ending)
    if not text:
        return made
    made += record(TEXT, struct.pack("<HH6xHH4x", 0, 0, len(text), 8))
    for start in range(0, len(text), 4_000):
        made += record(CONTINUE, b"\1" + text[start : start + 4_000].encode("utf-16-le"))
    return made + record(CONTINUE, bytes(8))


def comment(row: int, column: int, number: int) -> bytes:
    """The comment on a cell whose text is that of the object with this number."""
    return record(NOTE, struct.pack("<HHHHHB", row - 1, column - 1, 0, number, 5, 0) + b"Meier\0")


def link(row: int, column: int, address: str, *, named: str = "") -> bytes:
    """A link behind a cell: to an address, or without one to a place in the workbook."""
    moniker = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<I", 2 * len(address) + 2)
    place = _counted("'A'!B1") if not address else moniker + f"{address}\0".encode("utf-16-le")
    flags = (3 if address else 8) | (0x10 if named else 0)
    at = struct.pack("<4H16xII", row - 1, row - 1, column - 1, column - 1, 2, flags)
    return record(0x01B8, at + (_counted(named) if named else b"") + place)


def _counted(text: str) -> bytes:
    return struct.pack("<I", len(text) + 1) + f"{text}\0".encode("utf-16-le")


def chart() -> bytes:
    """A chart, which lies in the sheet like a sheet of its own."""
    return record(BOF, struct.pack("<HH12x", 0x0600, _CHART)) + record(TEXT, bytes(18)) + record(EOF)


def old_workbook(
    sheets: Mapping[str, bytes], more: Tree | None = None, *, before: bytes = b"", version: int = 0x0600
) -> bytes:
    """A workbook with these sheets by name (their records), storages beside it, and records ``before`` the list of its sheets."""
    start = (
        record(BOF, struct.pack("<HH12x", version, _WORKBOOK))
        + before
        + record(CODEPAGE, struct.pack("<H", 1200 if version == 0x0600 else 1252))
    )
    parts = [record(BOF, struct.pack("<HH12x", version, _WORKSHEET)) + rows + record(EOF) for rows in sheets.values()]
    names = [b"\1" + name.encode("utf-16-le") if version == 0x0600 else name.encode("cp1252") for name in sheets]
    at = len(start) + sum(4 + 7 + len(name) for name in names) + 4
    listed = b""
    for name, called, part in zip(sheets, names, parts, strict=True):
        listed += record(SHEET, struct.pack("<IBBB", at, 0, 0, len(name)) + called)
        at += len(part)
    stream = start + listed + record(EOF) + b"".join(parts)
    return compound_file({"Workbook": stream, **(more or {})})


def an_xlsb(more: Mapping[str, bytes]) -> bytes:
    """A workbook in Excel's binary format ([MS-XLSB]) with one text in A1, and more parts."""
    text = "x".encode("utf-16-le")
    listed = struct.pack("<III", 0, 1, 5) + "rIdX1".encode("utf-16-le") + struct.pack("<I", 1) + "A".encode("utf-16-le")
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": _binary((143, b""), (156, listed), (144, b""), (132, b"")),
        "xl/worksheets/sheet1.bin": _binary(
            (148, bytes(16)),
            (145, b""),
            (0, bytes(17) + bytes(8)),
            (6, struct.pack("<III", 0, 0, 1) + text),
            (146, b""),
        ),
    }
    return packed(related(parts, "xl/workbook.bin", "worksheet", "worksheets/sheet1.bin") | dict(more))


def _binary(*records: tuple[int, bytes]) -> bytes:
    """Records, with kinds and sizes of 7 bits a byte."""
    return b"".join(_seven_bits(kind) + _seven_bits(len(content)) + content for kind, content in records)


def _seven_bits(number: int) -> bytes:
    return bytes([number & 127 | 128, number >> 7]) if number > 127 else bytes([number])
