"""The smaller parts of a workbook: the listing of its sheets, shared texts, comments, drawings, formats, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lipctl.xlsx.container import Unreadable, new_parser
from lipctl.xlsx.pattern_reader import texts_by_pattern
from lipctl.xlsx.plain_xml import unescape
from lipctl.xlsx.workbook import Note

_RELATION_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)


_ALIKE = 2**16
"""Up to this size parts are remembered that many files have in common."""


Relations = Mapping[str, tuple[str, str]]
"""The relations of a part: id -> (last word of the type, target part)."""


def relations(content: bytes, folder: str) -> Relations:
    """What a part in this folder refers to (ECMA-376 part 2: relationships), without what lies outside of the package."""
    return _relations(content, folder) if len(content) < _ALIKE else _relations.__wrapped__(content, folder)


@lru_cache(maxsize=64)
def _relations(content: bytes, folder: str) -> Relations:
    found: dict[str, tuple[str, str]] = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            absolute = target.startswith("/")
            target = target.lstrip("/") if absolute else posixpath.normpath(posixpath.join(folder, target))
            found[attributes["Id"]] = (attributes.get("Type", "").rpartition("/")[2], target)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found


class WorkbookListing:
    """What ``workbook.xml`` tells: sheets in order (name, whether visible, relation), and from when dates are counted."""

    def __init__(self, content: bytes) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.date_1904 = False
        self._inside = False
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if not self._inside and local != "workbook":
            raise Unreadable("LIP231", reason="es fehlt die Mappe selbst")
        self._inside = True
        if local == "workbookPr":
            self.date_1904 = attributes.get("date1904") in {"1", "true", "on"}
        elif local == "sheet":
            relation = next((attributes[key] for key in _RELATION_ID if key in attributes), "")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), visible, relation))


class _TextCollector:
    """Joins the texts of ``<t>`` elements below each ``owner`` element, without phonetic hints; counts what is asked."""

    def __init__(self, owner: str, breaks: frozenset[str] = frozenset(), counted: frozenset[str] = frozenset()) -> None:
        self.texts: list[str] = []
        self.references: list[str] = []
        self.count = 0
        self._owner, self._breaks, self._counted = owner, breaks, counted
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = 0
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, content: bytes) -> _TextCollector:
        self._parser.Parse(content, True)
        del self._parser  # it holds this collector, and much memory
        return self

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == self._owner:
            if self._inside:
                raise Unreadable("LIP231", reason="in einem Text steckt ein zweiter")
            self._inside = True
            self._pieces = []
            self.references.append(attributes.get("ref", ""))
        elif local in self._breaks:
            self._pieces.append("\n")
        elif local in self._counted:
            self.count += 1
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
            self._inside = False
            self.texts.append(unescape("".join(self._pieces)))


def shared_strings(content: bytes) -> list[str]:
    """The texts that cells refer to by their number."""
    plain = texts_by_pattern(content)
    return _TextCollector("si").read(content).texts if plain is None else plain


def comments(content: bytes) -> list[Note]:
    """The comments (in newer programs: notes) on a sheet's cells."""
    return _notes("comment", content)


def threaded_comments(content: bytes) -> list[Note]:
    """The newer kind of comments, which can be answered."""
    return [note._replace(threaded=True) for note in _notes("threadedComment", content)]


def _notes(owner: str, content: bytes) -> list[Note]:
    collector = _TextCollector(owner).read(content)
    return [Note(at, text) for at, text in zip(collector.references, collector.texts, strict=False)]


class Drawn(NamedTuple):
    """What lies over a sheet: the texts of boxes and shapes, and how many pictures and diagrams there are."""

    texts: list[str]
    pictures: int


def drawing(content: bytes) -> Drawn:
    """What a drawing shows. Excel writes what is new twice, the second time for older programs."""
    collector = _TextCollector("txBody", frozenset({"p", "br"}), frozenset({"pic", "graphicFrame"})).read(content)
    return Drawn(list(dict.fromkeys(collector.texts)), collector.count)


def number_formats(content: bytes) -> list[str]:
    """The number format of each cell style. All forms of a round have the same styles: these are read once."""
    return _number_formats(content) if len(content) < _ALIKE else _number_formats.__wrapped__(content)


@lru_cache(maxsize=8)
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


def modified(content: bytes) -> str:
    """When the workbook was last saved, as it says itself."""
    pieces: list[str] = []
    inside = [False]

    def data(text: str) -> None:
        if inside[-1]:
            pieces.append(text)

    parser = new_parser()
    parser.StartElementHandler = lambda name, _: inside.append(name == "http://purl.org/dc/terms/ modified")
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = data
    parser.Parse(content, True)
    return "".join(pieces).strip()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
