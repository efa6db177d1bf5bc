"""The reader of record: cell by cell what a workbook holds, sparse, in one pass, whatever it says of its own size.

Only cells that hold something are kept. The measured reasons for reading the parts ourselves stand in
docs/decisions/0002.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TypeVar
from xml.parsers import expat

from lipctl.xlsx import parts
from lipctl.xlsx.container import Container, Unreadable
from lipctl.xlsx.sheet_reader import read_sheet
from lipctl.xlsx.workbook import Room, Sheet, Workbook

_Read = TypeVar("_Read")

_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
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


def read_workbook(content: bytes) -> Workbook:
    """Read an .xlsx or .xlsm.

    Raises:
        Unreadable: it is none, or it is not safe to read.
    """
    return read_container(Container(content))


def read_container(container: Container) -> Workbook:
    """Read an .xlsx or .xlsm that is opened already.

    Raises:
        Unreadable: it is none, or it is not safe to read.
    """
    try:
        book = _Package(container).read()
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        if isinstance(error, expat.ExpatError) and error.code == _NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("LIP227") from error
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
        listing = parts.WorkbookListing(self._container.part(main))
        relations = self._relations(main)
        by_kind = _by_kind(relations)
        shared: list[str] = self._optional(by_kind.get("sharedStrings"), parts.shared_strings, [])
        return Workbook(
            sheets=self._sheets(listing, relations, shared),
            formats=self._optional(by_kind.get("styles"), parts.number_formats, []),
            date_1904=listing.date_1904,
            modified=self._optional(around.get("core-properties"), parts.modified, ""),
            active=sorted({_ACTIVE[kind] for kind in by_kind.keys() & _ACTIVE.keys()}),
        )

    def _sheets(self, listing: parts.WorkbookListing, relations: parts.Relations, shared: list[str]) -> list[Sheet]:
        sheets: list[Sheet] = []
        room = Room()
        for name, visible, relation in listing.sheets:
            kind, target = relations.get(relation, ("", ""))
            if kind in _NO_WORKSHEETS:
                continue
            if kind != "worksheet":
                raise Unreadable("LIP231", reason=f"das Blatt „{name[:40]}“ fehlt")
            sheet = Sheet(name, visible, part=target)
            read_sheet(self._container.part(target), sheet, shared, room)
            self._read_around(sheet, target)
            sheets.append(sheet)
        return sheets

    def _read_around(self, sheet: Sheet, part: str) -> None:
        """What lies over the cells: comments, text boxes, pictures, embedded files."""
        for kind, target in dict.fromkeys(self._relations(part).values()):
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
        return read(self._container.part(part)) if part and part in self._container else otherwise

    def _relations(self, part: str) -> parts.Relations:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._container:
            return {}
        return parts.relations(self._container.part(path), folder)


def _by_kind(relations: parts.Relations) -> dict[str, str]:
    return dict(relations.values())
