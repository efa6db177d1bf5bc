"""What python-calamine does not tell of an .xls ([MS-XLS]: records, one after the other): formulas, error values, links, comments,
text boxes, pictures, and that there is a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product

from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.compound import DAMAGED, open_compound
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import MAX_CELLS, Cell, Note, Sheet

_BOF, _EOF, _CONTINUE, _CODE_PAGE, _SHEET, _PASSWORD, _BOOK = 0x0809, 0x000A, 0x003C, 0x0042, 0x0085, 0x002F, 0x01AE
_NOTE, _OBJECT, _TEXT, _FORMULA, _ERROR = 0x001C, 0x005D, 0x01B6, 0x0006, 0x0205
_LINK = 0x01B8
_BIFF8 = 0x0600
"""The version of Excel 97 and later; before, texts are in a code page, and those of boxes and comments in other places."""
_FONT, _STRUCK = 0x0031, 0x0008
_COMMENT, _PICTURE, _CHART, _BOX, _EMBEDDED = 0x19, 0x08, 0x05, 0x06, 0x0009
_GOES_ON = 0xFFFF
_CALCULATED_ON_OPENING = 0x0001
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_WEB_ADDRESS = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_HAS_MONIKER, _HAS_DISPLAY_NAME, _HAS_FRAME, _IS_TEXT = 0x01, 0x10, 0x80, 0x100
_OF_THE_BOOK_ITSELF = {0x0401, 0x3A01}
_CODE_PAGES = {1200: "utf-16-le", 10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}


@dataclass(slots=True)
class Beside:
    """What lies in an .xls beside the values of its cells.

    ``sheets`` hold links, comments, boxes, pictures and objects by the sheet's name, and as cells the error values and the formulas (of no
    kind, if their results are known). ``code_page`` is the only alphabet that its texts may be of, "" if that is all of Unicode.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    active: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    code_page: str = ""

    def completed(self, sheet: Sheet) -> Sheet:
        """A sheet of cells with what lies beside them."""
        beside = self.sheets.get(sheet.name, Sheet(""))
        cells = {cell[:2]: cell for cell in sheet.cells}
        for cell in beside.cells if not sheet.cut_at else [item for item in beside.cells if item[:2] in cells]:
            known = cells.get(cell[:2], cell._replace(kind="text"))
            cells[cell[:2]] = cell if cell.kind else known._replace(formula=True)
        ordered = [cells[at] for at in sorted(cells)]
        return replace(beside, name=sheet.name, visible=sheet.visible, cells=ordered, cut_at=sheet.cut_at)


def read_beside(content: bytes) -> Beside:
    """Go through the records of an .xls once.

    Raises:
        Unreadable: it is damaged or has a password.
    """
    try:
        ole = open_compound(content)
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), "")
        stream = ole.openstream(name).read()
        beside = _Walk(stream).read()
        if ole.exists("_VBA_PROJECT_CUR"):
            beside.active.insert(0, "Makros")
    except DAMAGED as error:
        raise Unreadable("LIP227") from error
    except LookupError as error:
        raise Unreadable("LIP231", reason="ihre Texte haben einen unbekannten Zeichensatz") from error
    return beside


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """The records from a place on: kind and content."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


class _Walk:
    """Goes through the records, sheet by sheet."""

    def __init__(self, stream: bytes) -> None:
        self._stream, self._beside, self._sheet = stream, Beside(), Sheet("")
        self._version = 0
        self._object = (0, 0)
        self._comments: dict[int, str] = {}
        self._noted: list[tuple[str, int]] = []

    def read(self) -> Beside:
        """What lies beside the cells.

        Raises:
            Unreadable: there is a password.
            struct.error: a record is too short.
        """
        sheets: list[tuple[int, str]] = []
        for kind, content in _records(self._stream):
            if kind == _BOF:
                (self._version,) = struct.unpack_from("<H", content)
            elif kind == _PASSWORD:
                raise Unreadable("LIP220")
            elif kind == _CODE_PAGE and self._version < _BIFF8:
                (number,) = struct.unpack_from("<H", content)
                self._beside.code_page = _CODE_PAGES.get(number, f"cp{number}")
            elif (
                kind == _BOOK
                and len(content) >= 4
                and struct.unpack_from("<2xH", content)[0] not in _OF_THE_BOOK_ITSELF
            ):
                self._beside.active = ["Verknüpfungen mit anderen Dateien"]
            elif kind == _FONT and struct.unpack_from("<2xH", content)[0] & _STRUCK:
                self._beside.unread = ["durchgestrichenen Text"]
            elif kind == _SHEET:
                sheets.append((struct.unpack_from("<I", content)[0], self._sheet_name(content)))
            elif kind == _EOF:
                break
        for start, name in sheets:
            self._sheet = self._beside.sheets[name] = Sheet(name)
            self._read_sheet(start)
        return self._beside

    def _sheet_name(self, content: bytes) -> str:
        if self._version < _BIFF8:
            return self._decoded(content[7 : 7 + content[6]])
        return _characters(content[7:], content[6])

    def _decoded(self, text: bytes) -> str:
        return text.decode(self._beside.code_page or "cp1252", "replace")

    def _read_sheet(self, start: int) -> None:
        """Read the records of a sheet, without those of the charts in it."""
        self._comments, self._noted, depth = {}, [], 0
        records = _records(self._stream, start)
        for kind, content in records:
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                break
            if depth > 1:
                continue
            if kind == _NOTE:
                self._take_note(content)
            elif kind == _OBJECT:
                self._take_object(content)
            elif kind == _TEXT and self._version >= _BIFF8:
                self._take_text(struct.unpack_from("<10xH", content)[0], records)
            elif kind in (_FORMULA, _ERROR):
                self._take_cell(kind, content)
            elif kind == _LINK:
                self._take_link(content)
        self._sheet.notes += [Note(place, self._comments.get(number, "")) for place, number in self._noted]

    def _take_note(self, content: bytes) -> None:
        """A comment: its text is that of an object; before Excel 97 it stands here, in pieces of 2,048 bytes."""
        row, column = struct.unpack_from("<HH", content)
        place = cell_name(row + 1, column + 1)
        if self._version >= _BIFF8:
            self._noted.append((place, struct.unpack_from("<6xH", content)[0]))
            return
        text, notes = self._decoded(content[6:]), self._sheet.notes
        if row == _GOES_ON and notes:
            notes[-1] = notes[-1]._replace(text=notes[-1].text + text)
        else:
            notes.append(Note(place, text))

    def _take_object(self, content: bytes) -> None:
        """What is drawn: a picture, a chart, a foreign document; before Excel 97 also a box whose text cannot be read."""
        self._object = struct.unpack_from("<4xHH", content)
        kind = self._object[0]
        if kind == _PICTURE and any(part == _EMBEDDED for part, _ in _records(content)):
            self._sheet.objects += 1
        elif kind in (_PICTURE, _CHART):
            self._sheet.pictures += 1
        elif kind == _BOX and self._version < _BIFF8:
            self._sheet.objects += 1

    def _take_text(self, length: int, records: Iterator[tuple[int, bytes]]) -> None:
        """The text of the object before it, in as many pieces as it needs: each begins with how it is written."""
        text = ""
        while length > 0:
            kind, content = next(records, (0, b""))
            if kind != _CONTINUE or len(content) < 2:
                break
            text += _characters(content, length)
            length -= (len(content) - 1) // (1 + (content[0] & 1))
        kind, number = self._object
        if kind == _COMMENT:
            self._comments[number] = text
        elif text:
            self._sheet.boxes.append(text)

    def _take_cell(self, kind: int, content: bytes) -> None:
        """An error value, or that a formula makes the value; LibreOffice stores 0 for a text, to be calculated on opening."""
        row, column = struct.unpack_from("<HH", content)
        if kind == _FORMULA:
            result, flags = struct.unpack_from("<8sH", content, 6)
            code = _ERRORS.get(result[2], "#N/A") if (result[0], result[6:]) == (2, b"\xff\xff") else ""
            unknown = result == bytes(8) and flags & _CALCULATED_ON_OPENING
            found = Cell(row + 1, column + 1, "error" if code else "text" if unknown else "", code, 0, True)
        else:
            code, is_error = struct.unpack_from("<BB", content, 6)
            found = Cell(row + 1, column + 1, "error", _ERRORS.get(code, "#N/A") if is_error else "", 0, False)
        if (found.formula or found.raw) and len(self._sheet.cells) < MAX_CELLS:
            self._sheet.cells.append(found)

    def _take_link(self, content: bytes) -> None:
        """A link behind one or more cells; those to a place in the workbook have no address."""
        top, bottom, left, right = struct.unpack_from("<4H", content)
        address = _address(content[32:], struct.unpack_from("<28xI", content)[0])
        cells = product(range(top + 1, bottom + 2), range(left + 1, right + 2)) if address else ()
        self._sheet.links.update(dict.fromkeys(islice(cells, MAX_CELLS - len(self._sheet.links)), address))


def _address(link: bytes, flags: int) -> str:
    """The address in a link ([MS-OSHARED] 2.3.7.1) behind its first fields; "" if it is none of a page or a mailbox."""
    for _ in range(bool(flags & _HAS_DISPLAY_NAME) + bool(flags & _HAS_FRAME)):
        link = link[4 + 2 * struct.unpack_from("<I", link)[0] :]
    if not flags & _HAS_MONIKER or not (flags & _IS_TEXT or link.startswith(_WEB_ADDRESS)):
        return ""
    size = 2 if flags & _IS_TEXT else 1
    link = link if flags & _IS_TEXT else link[len(_WEB_ADDRESS) :]
    return link[4 : 4 + size * struct.unpack_from("<I", link)[0]].decode("utf-16-le", "replace").partition("\0")[0]


def _characters(content: bytes, length: int) -> str:
    """As many characters, of one or two bytes as the first byte says."""
    if content[0] & 1:
        return content[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return content[1 : 1 + length].decode("latin-1")
