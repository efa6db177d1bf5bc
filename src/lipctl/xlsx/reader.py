"""The reader of record: cell by cell what an .xlsx holds, sparse, in one pass, whatever it says of its own size.

Only cells that hold something are kept, and limits are sizes and counts: what becomes of a file does not depend on the
machine. Why the parts are read with lxml, and not by openpyxl: docs/decisions/0011.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from operator import itemgetter
from typing import TypeVar

from lxml import etree

from lipctl.xlsx import looks, parts
from lipctl.xlsx.cells import position, unescaped
from lipctl.xlsx.container import Container
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import MAX_COLUMN, MAX_ROW, Budget, Cell, Run, Sheet, Workbook

_Read = TypeVar("_Read")

_NO_WORKSHEETS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_OBJECTS = {"oleObject", "package", "control"}
_ACTIVE = {
    "vbaProject": "Makros",
    "xlMacrosheet": "Makros",
    "xlIntlMacrosheet": "Makros",
    "externalLink": "Verknüpfungen mit anderen Dateien",
    "connections": "Verbindungen zu Datenquellen",
}
"""Relations of a workbook that make Excel do something when it is opened."""
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # "Strict Open XML", as Excel can save it too
)
_NAMES: dict[object, str] = {
    f"{{{space}}}{name}": name
    for space in _SPACES
    for name in ("worksheet", "row", "c", "v", "t", "f", "r", "rPh", "mergeCell", "hyperlink")
}
_ROWS = tuple(f"{{{space}}}{name}" for space in _SPACES for name in ("row", "mergeCell", "hyperlink"))
_CELLS = tuple(f"{{{space}}}c" for space in _SPACES)
_OF_A_CELL = {"row", "c", "v", "t", "f"}
_POSITION = itemgetter(0, 1)
_TEXTS = {"s", "str", "inlineStr"}
_KINDS = {"b": "bool", "e": "error", "d": "date"}
"""What the types of cells without text are here; any other is a number, as is none."""


def read_workbook(content: bytes) -> Workbook:
    """Read a file that is to be an .xlsx or .xlsm.

    Raises:
        Unreadable: it is none, or it is not safe to read.
    """
    container = Container(content)
    if container.kind != ".xlsx":
        raise Unreadable("LIP221", format=container.kind)
    return read_xlsx(container)


def read_xlsx(container: Container) -> Workbook:
    """Read the parts of an .xlsx or .xlsm.

    Raises:
        Unreadable: it is damaged, or not safe to read.
    """
    with parts.refusing_what_is_damaged():
        book = _Package(container).read()
    container.refuse_doctypes_elsewhere()
    return book


class _Package:
    """The parts of a workbook and how they hang together (ECMA-376 part 2: relationships)."""

    def __init__(self, container: Container) -> None:
        self._container = container

    def read(self) -> Workbook:
        around = _by_kind(self._relations(""))
        main = around.get("officeDocument", "")
        if main not in self._container:
            raise Unreadable("LIP231", reason="es fehlt die Mappe selbst")
        listing = parts.listing(self._container.xml(main))
        relations = self._relations(main)
        by_kind = _by_kind(relations)
        shared = self._optional(by_kind.get("sharedStrings"), looks.shared_strings, looks.Texts([], {}))
        styles = self._optional(by_kind.get("styles"), looks.styles, looks.Styles([], []))
        return Workbook(
            sheets=self._sheets(listing, relations, shared),
            formats=styles.formats,
            looks=styles.looks,
            date_1904=listing.date_1904,
            modified=self._optional(around.get("core-properties"), parts.modified, ""),
            active=sorted({_ACTIVE[kind] for kind in by_kind.keys() & _ACTIVE.keys()}),
        )

    def _sheets(self, listing: parts.Listing, relations: parts.Relations, shared: looks.Texts) -> list[Sheet]:
        sheets: list[Sheet] = []
        budget = Budget()
        for name, visible, relation in listing.sheets:
            kind, target = relations.get(relation, ("", ""))
            if kind in _NO_WORKSHEETS:
                continue
            if kind != "worksheet":
                raise Unreadable("LIP231", reason=f"das Blatt „{name[:40]}“ fehlt")
            sheet = Sheet(name, visible, part=target)
            reader = _SheetReader(sheet, shared, budget)
            reader.read(self._container.xml(target))
            around = self._relations(target)
            self._read_around(sheet, around)
            sheet.links |= parts.links(reader.hyperlinks, around)
            sheets.append(sheet)
        return sheets

    def _read_around(self, sheet: Sheet, around: parts.Relations) -> None:
        """What lies over the cells: comments, text boxes, pictures, embedded files."""
        for kind, target in dict.fromkeys(around.values()):
            if kind == "comments":
                sheet.notes += self._optional(target, parts.comments, [])
            elif kind == "threadedComment":
                sheet.notes += self._optional(target, parts.threaded_comments, [])
            elif kind == "drawing":
                drawn = self._optional(target, parts.drawing, parts.Drawn([], 0))
                sheet.boxes += drawn.texts
                sheet.pictures += drawn.pictures
            elif kind == "table":
                sheet.tables.append(target)
            elif kind in _OBJECTS:
                sheet.objects += 1

    def _optional(self, part: str | None, read: Callable[[bytes], _Read], otherwise: _Read) -> _Read:
        return read(self._container.xml(part)) if part and part in self._container else otherwise

    def _relations(self, part: str) -> parts.Relations:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return parts.relations(self._container.xml(path), folder) if path in self._container else {}


class _SheetReader:
    """Fills in the cells, merged ranges and hidden rows of one sheet, and collects its links."""

    def __init__(self, sheet: Sheet, shared: looks.Texts, budget: Budget) -> None:
        self._sheet, self._shared, self._budget = sheet, shared, budget
        self._row = 0
        self.hyperlinks: list[parts.Hyperlink] = []

    def read(self, content: bytes) -> None:
        """Read the part of the sheet.

        Raises:
            Unreadable: it is no sheet, or one that Excel would not open either.
            XMLSyntaxError: it is no well-formed XML.
            ValueError: a number in it is none, or beyond what a sheet can have.
        """
        parser = parts.parse(content, *_ROWS)
        for _, element in parser:
            name = _NAMES[element.tag]
            if name == "row":
                self._read_row(element)
            elif name == "mergeCell":
                self._sheet.merged.append(element.get("ref", ""))
            else:
                self.hyperlinks.append(parts.hyperlink(element))
            element.clear()
        root = parser.root
        if root is None or _NAMES.get(root.tag) != "worksheet":
            raise self._broken("das Blatt „{}“ ist keines")
        self._row = 0
        self._read_cells(root)  # what is left: cells that stand in no row
        if len(set(map(_POSITION, self._sheet.cells))) < len(self._sheet.cells):
            raise self._broken("auf dem Blatt „{}“ steht eine Zelle mehrfach")

    def _read_row(self, row: etree._Element) -> None:
        """Read a row: at its number, else below the one before."""
        reference = row.get("r")
        self._row = self._row + 1 if reference is None else _number(reference)
        if not 1 <= self._row <= MAX_ROW:
            raise ValueError("a row outside of the sheet")
        if row.get("hidden") in {"1", "true"}:
            self._sheet.hidden_rows.append(self._row)
        if len(row):
            self._read_cells(row)

    def _read_cells(self, parent: etree._Element) -> None:
        """Keep each cell that holds something: a value or a formula."""
        row, column = self._row, 0
        for cell in parent.iter(*_CELLS):
            reference = cell.get("r")
            row, column = (row, column + 1) if reference is None else position(reference)
            stored, inline, formula = "", "", None
            runs: tuple[Run, ...] = ()
            for child in cell:
                name = None if len(child) else _NAMES.get(child.tag)
                if name == "v":
                    stored += child.text or ""
                elif name == "f":
                    formula = child.text or ""
                else:
                    text, runs = self._inline_text(child)
                    inline += text
            if column > MAX_COLUMN or not 1 <= row <= MAX_ROW:
                raise ValueError("a cell outside of the sheet")
            if stored or inline or formula is not None:
                kind, raw, second = self._value(cell, stored, inline)
                style = _number(cell.get("s", "0"))
                if self._shared.runs and cell.get("t") == "s":
                    runs = self._shared.runs.get(int(stored), ())
                raw = looks.as_seen(raw, runs) if runs and not second else raw
                self._budget.keep(self._sheet, Cell(row, column, kind, raw, style, formula is not None))
                if runs or second or formula:
                    self._take_besides((row, column), runs, second if second != raw else "", formula or "")
        self._row = row

    def _take_besides(self, at: tuple[int, int], runs: tuple[Run, ...], second: str, formula: str) -> None:
        """Note what a cell has besides its value, if anything: pieces of another look, a second value, a link."""
        if runs:
            self._sheet.runs[at] = runs
        if second:
            self._sheet.seconds[at] = second
        if address := parts.address_in(formula):
            self._sheet.links[at] = address

    def _value(self, cell: etree._Element, stored: str, inline: str) -> tuple[str, str, str]:
        """The kind of a cell, its value, and what else it holds: its value stands where its type says, or where anything is."""
        kind = cell.get("t", "n")
        if kind == "inlineStr" or not stored:
            text = unescaped(inline or stored)
            return "text" if text or kind in _TEXTS else _KINDS.get(kind, "number"), text, unescaped(stored)
        second = unescaped(inline)
        if kind == "s":
            return "text", self._shared.texts[_number(stored)], second
        if kind == "str":
            return "text", unescaped(stored), second
        return _KINDS.get(kind, "number"), stored.strip(), second

    def _inline_text(self, element: etree._Element) -> tuple[str, tuple[Run, ...]]:
        """What is written in an ``<is>``, without hints how it is spoken, and its pieces that look different.

        Raises:
            Unreadable: it is something else, and holds what a cell or a value would be.
        """
        text, rich = "", False
        spoken: set[etree._Element] = set()
        for piece in element.iter():
            name = _NAMES.get(piece.tag)
            if name == "t" and not len(piece):
                text += "" if piece in spoken else piece.text or ""
            elif name == "rPh":
                spoken.update(piece.iter())
            elif name == "r":
                rich = True
            elif name in _OF_A_CELL:
                raise self._broken("auf dem Blatt „{}“ steckt in einer Zelle etwas, das nicht hineingehört")
        return text, looks.runs_of(element) if rich else ()

    def _broken(self, reason: str) -> Unreadable:
        return Unreadable("LIP231", reason=reason.format(self._sheet.name[:40]))


def _by_kind(relations: parts.Relations) -> dict[str, str]:
    return dict(relations.values())


def _number(text: str) -> int:
    """A number from 0; ``int`` alone would also read "-1", "1_0" and Arabic digits.

    Raises:
        ValueError: it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"no number: {text[:20]!r}")
    return int(text)
