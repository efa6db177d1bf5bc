"""One pass over the XML of a sheet: only cells that exist, and never ``<dimension>``."""

from __future__ import annotations

import re

from lipctl.xlsx.container import Unreadable, new_parser
from lipctl.xlsx.known_rows import FORMULA, KINDS, row_number
from lipctl.xlsx.pattern_reader import sheet_by_pattern
from lipctl.xlsx.plain_xml import MAIN, unescape
from lipctl.xlsx.workbook import MAX_COLUMN, MAX_ROW, Cell, Room, Sheet, column_number

_MAIN = (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
_ELEMENTS = {f"{space} {name}": name for space in _MAIN for name in ("row", "c", "v", "t", "f", "rPh", "mergeCell")}
_ROOTS = {f"{space} worksheet" for space in _MAIN}
_NUMBER = re.compile(r"[0-9]{1,9}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_sheet(content: bytes, sheet: Sheet, shared: list[str], room: Room) -> None:
    """Fill in the sheet's cells, merged ranges and hidden rows.

    Raises:
        Unreadable: it is no sheet, or one that Excel would not open either.
        ValueError: a number in it is none, or beyond what a sheet can have.
    """
    if not sheet_by_pattern(content, sheet, shared, room):
        _SheetReader(sheet, shared, room).read(content)
    if len({cell[:2] for cell in sheet.cells}) < len(sheet.cells):
        raise Unreadable("LIP231", reason=f"auf dem Blatt „{sheet.name[:40]}“ steht eine Zelle mehrfach")


class _SheetReader:
    def __init__(self, sheet: Sheet, shared: list[str], room: Room) -> None:
        self._sheet, self._shared, self._room = sheet, shared, room
        self._row = self._column = self._style = self._phonetic = 0
        self._in_cell = False
        self._type = "n"
        self._value: list[str] = []
        self._formula = False
        self._parser = new_parser()

    def read(self, content: bytes) -> None:
        self._parser.StartElementHandler = self._start_sheet
        self._parser.EndElementHandler = self._end
        self._parser.Parse(content, True)
        del self._parser  # it holds this reader, and much memory

    def _start_sheet(self, name: str, _: dict[str, str]) -> None:
        if name not in _ROOTS:
            raise Unreadable("LIP231", reason=f"das Blatt „{self._sheet.name[:40]}“ ist keines")
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _ELEMENTS.get(name)
        if local is None:
            return
        if self._in_cell and local in {"c", "row"}:
            raise Unreadable(
                "LIP231", reason=f"auf dem Blatt „{self._sheet.name[:40]}“ steckt eine Zelle in einer anderen"
            )
        if local == "c":
            self._start_cell(attributes)
        elif local in {"v", "t"}:
            if not self._phonetic:
                self._parser.CharacterDataHandler = self._value.append
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._formula = True
        elif local == "rPh":
            self._phonetic += 1
        elif local == "mergeCell":
            self._sheet.merged.append(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = row_number(_digits(attributes["r"])) if "r" in attributes else self._row + 1
        self._column = 0
        if attributes.get("hidden") in {"1", "true"}:
            self._sheet.hidden_rows.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = _position(reference)
        if self._column > MAX_COLUMN or not 1 <= self._row <= MAX_ROW:
            raise ValueError("a cell outside of the sheet")
        self._type = attributes.get("t", "n")
        self._style = int(_digits(attributes["s"])) if "s" in attributes else 0
        self._value.clear()
        self._formula = False
        self._in_cell = True

    def _end(self, name: str) -> None:
        local = _ELEMENTS.get(name)
        if local is None:
            return
        if local in {"v", "t"}:
            self._parser.CharacterDataHandler = None
        elif local == "c":
            self._in_cell = False
            if self._value or self._formula:
                self._keep()
        elif local == "rPh":
            self._phonetic -= 1

    def _keep(self) -> None:
        kind = KINDS.get(self._type, "number")
        raw = self._raw("".join(self._value))
        self._value.clear()
        self._room.keep(
            self._sheet, Cell(self._row, self._column, kind, raw, FORMULA if self._formula else "", self._style)
        )

    def _raw(self, stored: str) -> str:
        if self._type == "s":
            index = int(_digits(stored.strip()))
            if index >= len(self._shared):
                raise Unreadable("LIP227")
            return self._shared[index]
        return unescape(stored) if self._type in {"str", "inlineStr"} else stored.strip()


def _position(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name.

    Raises:
        ValueError: it is none, or lies outside of the sheet.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell reference: {reference[:20]!r}")
    return row_number(found[2]), column_number(found[1])


def _digits(text: str) -> str:
    """A number from 0; ``int`` alone would also read "-1", "1_0" and Arabic digits."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"no number: {text[:20]!r}")
    return text
