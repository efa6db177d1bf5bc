"""The reader of record: cell by cell what a workbook holds, sparse, in one pass, whatever it says of its own size.

Only cells that hold something are kept; ``<dimension>`` is never believed. The measured reasons for reading the
parts ourselves stand in docs/decisions/0002.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from xml.parsers import expat

from lipctl.excel.container import Container, Unreadable, new_parser

MAX_CELLS = 200_000
"""Cells with content that are kept of one workbook; a form of 240 measures has about 15,000."""

_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_RELATION_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_Read = TypeVar("_Read")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Cell(NamedTuple):
    """One cell that holds something.

    ``kind`` is ``"text"``, ``"number"``, ``"date"`` (ISO 8601), ``"bool"`` or ``"error"``; ``raw`` the value as it stands in the file (for a
    formula its last result, "" if there is none); ``formula`` is "" for a plain value, and "=" where the formula's text
    stands in another cell. ``style`` is the index of the cell's format.
    """

    row: int
    column: int
    kind: str
    raw: str
    formula: str
    style: int

    @property
    def reference(self) -> str:
        """The cell's name, e.g. ``B7``."""
        return f"{column_letters(self.column)}{self.row}"


class Note(NamedTuple):
    """A comment on a cell. ``threaded`` is the newer kind, which Excel stores twice."""

    reference: str
    text: str
    threaded: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, whether a reader can see it, its cells row by row, its merged ranges and hidden rows."""

    name: str
    visible: bool = True
    cells: list[Cell] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    """The texts of text boxes and shapes."""
    pictures: int = 0
    cut_at: str = ""
    """The first cell that was not kept because there were too many; "" if all were."""


@dataclass(slots=True)
class Workbook:
    """A workbook: its sheets in order, the number format of each cell style (built-in ones as ``"#14"``), from when
    dates are counted, and its own ``dcterms:modified`` ("" if it has none)."""

    sheets: list[Sheet] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    date_1904: bool = False
    modified: str = ""


def read_workbook(content: bytes) -> Workbook:
    """Read an .xlsx or .xlsm.

    Raises:
        Unreadable: it is none, or it is not safe to read.
    """
    try:
        return _Package(Container(content)).read()
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise Unreadable("LIP227") from error


class _Package:
    """The parts of a workbook and how they hang together (ECMA-376 part 2: relationships)."""

    def __init__(self, container: Container) -> None:
        self._container = container

    def read(self) -> Workbook:
        around = self._by_kind("")
        main = around.get("officeDocument", "")
        if main not in self._container:
            raise Unreadable("LIP231", reason="es fehlt die Mappe selbst")
        listing = _WorkbookListing(self._container.part(main))
        by_kind = self._by_kind(main)
        shared: list[str] = self._optional(by_kind.get("sharedStrings"), _shared_strings, [])
        return Workbook(
            sheets=self._sheets(listing, self._relations(main), shared),
            formats=self._optional(by_kind.get("styles"), _number_formats, []),
            date_1904=listing.date_1904,
            modified=self._optional(around.get("core-properties"), _core_modified, ""),
        )

    def _sheets(
        self, listing: _WorkbookListing, relations: dict[str, tuple[str, str]], shared: list[str]
    ) -> list[Sheet]:
        sheets: list[Sheet] = []
        budget = MAX_CELLS
        for name, visible, relation in listing.sheets:
            kind, target = relations.get(relation, ("", ""))
            if kind != "worksheet":
                continue
            sheet = Sheet(name, visible)
            _SheetReader(sheet, shared, budget).read(self._container.part(target))
            self._read_around(sheet, target)
            budget -= len(sheet.cells)
            sheets.append(sheet)
        return sheets

    def _read_around(self, sheet: Sheet, part: str) -> None:
        """What lies over the cells: comments, text boxes, pictures."""
        for kind, target in self._relations(part).values():
            if kind == "comments":
                sheet.notes += self._optional(target, _comments, [])
            elif kind == "threadedComment":
                sheet.notes += self._optional(target, _threaded_comments, [])
            elif kind == "drawing" and target in self._container:
                drawing = self._container.part(target)
                sheet.boxes += _TextCollector("txBody", _DRAWING_TEXTS).read(drawing).texts
                sheet.pictures += drawing.count(b"<xdr:pic>") or drawing.count(b"pic>") // 2

    def _optional(self, part: str | None, read: Callable[[bytes], _Read], otherwise: _Read) -> _Read:
        return read(self._container.part(part)) if part and part in self._container else otherwise

    def _by_kind(self, part: str) -> dict[str, str]:
        return dict(self._relations(part).values())

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: id -> (last word of the type, target part)."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._container:
            return {}
        found: dict[str, tuple[str, str]] = {}

        def start(_: str, attributes: dict[str, str]) -> None:
            if "Id" in attributes and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[attributes["Id"]] = (attributes.get("Type", "").rpartition("/")[2], target)

        parser = new_parser()
        parser.StartElementHandler = start
        parser.Parse(self._container.part(path), True)
        return found


class _WorkbookListing:
    """What ``workbook.xml`` tells: sheets in order, and from when dates are counted."""

    def __init__(self, content: bytes) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.date_1904 = False
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "workbookPr":
            self.date_1904 = attributes.get("date1904") in {"1", "true", "on"}
        elif local == "sheet":
            relation = next((attributes[key] for key in _RELATION_ID if key in attributes), "")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), visible, relation))


class _TextCollector:
    """Joins the texts of ``<t>`` elements below each ``owner`` element, without phonetic hints."""

    def __init__(self, owner: str, breaks: frozenset[str] = frozenset()) -> None:
        self.texts: list[str] = []
        self.owners: list[dict[str, str]] = []
        self._owner = owner
        self._breaks = breaks
        self._pieces: list[str] = []
        self._phonetic = 0
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, content: bytes) -> _TextCollector:
        self._parser.Parse(content, True)
        return self

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == self._owner:
            self._pieces = []
            self.owners.append(attributes)
        elif local in self._breaks:
            self._pieces.append("\n")
        elif local == "rPh":
            self._phonetic += 1
        elif local in {"t", "text"} and not self._phonetic:
            self._parser.CharacterDataHandler = self._pieces.append

    def _end(self, name: str) -> None:
        local = _local(name)
        if local in {"t", "text"}:
            self._parser.CharacterDataHandler = None
        elif local == "rPh":
            self._phonetic -= 1
        elif local == self._owner:
            self.texts.append(unescape("".join(self._pieces)))


def _shared_strings(content: bytes) -> list[str]:
    return _TextCollector("si").read(content).texts


def _comments(content: bytes) -> list[Note]:
    collector = _TextCollector("comment").read(content)
    return [Note(at.get("ref", ""), text) for at, text in zip(collector.owners, collector.texts, strict=False)]


def _threaded_comments(content: bytes) -> list[Note]:
    collector = _TextCollector("threadedComment").read(content)
    return [Note(at.get("ref", ""), text, True) for at, text in zip(collector.owners, collector.texts, strict=False)]


_DRAWING_TEXTS = frozenset({"p", "br"})
"""Elements of a drawing's text that begin a new line."""


class _SheetReader:
    """One pass over a sheet part."""

    def __init__(self, sheet: Sheet, shared: list[str], budget: int) -> None:
        self._sheet, self._shared, self._budget = sheet, shared, budget
        self._row = self._column = self._style = self._phonetic = 0
        self._type = "n"
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._parser = new_parser()

    def read(self, content: bytes) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _SHEET_ELEMENTS.get(name)
        if local is None:
            return
        if local == "c":
            self._start_cell(attributes)
        elif local in {"v", "t"}:
            if not self._phonetic:
                self._parser.CharacterDataHandler = self._value.append
        elif local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in {"1", "true"}:
                self._sheet.hidden_rows.add(self._row)
        elif local == "f":
            self._formula = []
            self._parser.CharacterDataHandler = self._formula.append
        elif local == "rPh":
            self._phonetic += 1
        elif local == "mergeCell":
            self._sheet.merged.append(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        if found:
            self._column, self._row = column_number(found[1]), int(found[2])
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._value.clear()
        self._formula = None

    def _end(self, name: str) -> None:
        local = _SHEET_ELEMENTS.get(name)
        if local is None:
            return
        if local in {"v", "t", "f"}:
            self._parser.CharacterDataHandler = None
        elif local == "c":
            if self._value or self._formula is not None:
                self._keep()
        elif local == "rPh":
            self._phonetic -= 1

    def _keep(self) -> None:
        kind, raw = self._typed("".join(self._value))
        formula = "" if self._formula is None else "".join(self._formula) or "="
        cell = Cell(self._row, self._column, kind, raw, formula, self._style)
        if len(self._sheet.cells) < self._budget:
            self._sheet.cells.append(cell)
        elif not self._sheet.cut_at:
            self._sheet.cut_at = cell.reference

    def _typed(self, raw: str) -> tuple[str, str]:
        if self._type == "s":
            index = int(raw) if raw.strip().isdecimal() else -1
            if not 0 <= index < len(self._shared):
                raise Unreadable("LIP227")
            return "text", self._shared[index]
        if self._type in {"str", "inlineStr"}:
            return "text", unescape(raw)
        return _KINDS.get(self._type, "number"), raw.strip()


_KINDS = {"n": "number", "b": "bool", "e": "error", "d": "date"}
_SHEET_ELEMENTS = {
    f"{space} {name}": name for space in _MAIN for name in ("row", "c", "v", "t", "f", "rPh", "mergeCell")
}


def _number_formats(content: bytes) -> list[str]:
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "xf" and inside[-1] == "cellXfs":
            number = attributes.get("numFmtId", "0")
            styles.append(codes.get(number, f"#{number}"))
        inside.append(local)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.Parse(content, True)
    return styles


def _core_modified(content: bytes) -> str:
    pieces: list[str] = []
    parser = new_parser()

    def start(name: str, _: dict[str, str]) -> None:
        parser.CharacterDataHandler = pieces.append if name == "http://purl.org/dc/terms/ modified" else None

    def end(_: str) -> None:
        parser.CharacterDataHandler = None

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return "".join(pieces).strip()


def unescape(text: str) -> str:
    """Decode ``_x000D_``-style escapes (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
