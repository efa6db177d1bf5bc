"""A reader of .xlsx that shares no line with lipctl's: with ElementTree, whole trees, as the standard tells it.

It is the witness in tests: slow, trusting, and plain enough to be believed.
"""

from __future__ import annotations

import io
import posixpath
import re
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

_NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_M = f"{{{_NS['m']}}}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_IDENTITY = re.compile(r"lipctl\|\d+\|[^|]*\|\d+\|[^|]*\|[^|]+\|\d+\|[a-z_]+\|[0-9a-f]*\|[0-9a-f]{8}")


class Seen(NamedTuple):
    """A cell as the plain reader sees it: its text, and whether it is nothing but text."""

    text: str
    plain: bool


Sheets = dict[str, dict[str, Seen]]


def read(package: bytes) -> Sheets:
    """The cells of every sheet that the workbook lists, by sheet and by reference; fails as it likes."""
    with ZipFile(io.BytesIO(package)) as archive:
        parts = {name.lower(): archive.read(name) for name in archive.namelist()}
    main = next(target for kind, target in _relations(parts, "").values() if kind == "officeDocument")
    relations = _relations(parts, main)
    texts = next((_shared(parts[target.lower()]) for kind, target in relations.values() if kind == "sharedStrings"), [])
    sheets: Sheets = {}
    for sheet in _tree(parts[main.lower()]).iterfind(".//m:sheets/m:sheet", _NS):
        kind, target = relations[sheet.get(_ID, "")]
        if kind == "worksheet":
            sheets[sheet.get("name", "")] = _cells(parts[target.lower()], texts)
    return sheets


def answers(sheets: Sheets) -> dict[tuple[str, str], str]:
    """What stands under "Ihre Antwort" in the row of each identity, by (sheet, identity).

    Two cells to the left of it where that heading is gone, or stands in several columns.
    """
    found: dict[tuple[str, str], str] = {}
    for name, cells in sheets.items():
        heads = {_split(reference)[0] for reference, seen in cells.items() if seen.text.strip() == "Ihre Antwort"}
        for reference, seen in cells.items():
            if seen.plain and _IDENTITY.fullmatch(seen.text.strip()):
                letters, row = _split(reference)
                written = chr(ord(letters) - 2) if len(letters) == 1 and letters > "B" else ""
                column = next(iter(heads)) if len(heads) == 1 else written
                found[name, seen.text.strip()] = cells.get(f"{column}{row}", Seen("", True)).text
    return found


def _split(reference: str) -> tuple[str, str]:
    """Column and row, e.g. B and 7."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    return letters, row


def _tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - made by the tests themselves


def _relations(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    content = parts.get(f"{folder}/_rels/{name}.rels".lstrip("/").lower(), b"<none/>")
    found = {}
    for line in _tree(content).iterfind("p:Relationship", _NS):
        target = posixpath.normpath(posixpath.join("/", folder, line.get("Target", ""))).lstrip("/")
        found[line.get("Id", "")] = (line.get("Type", "").rsplit("/", 1)[-1], target)
    return found


def _shared(content: bytes) -> list[str]:
    return [_decoded(_text(item)) for item in _tree(content).iter(f"{_M}si")]


def _cells(content: bytes, shared: list[str]) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    row, tree = 0, _tree(content)
    for line in tree.iter(f"{_M}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iter(f"{_M}c"):
            letters = re.sub(r"\d", "", cell.get("r", "")) or _letters(column + 1)
            column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
            seen = _seen(cell, shared)
            if seen.text:
                found[cell.get("r", f"{letters}{row}")] = seen
    for cell in tree.iterfind("m:sheetData/m:c[@r]", _NS):  # one that stands in no row is where it says
        if (seen := _seen(cell, shared)).text:
            found.setdefault(cell.get("r", ""), seen)
    return found


def _seen(cell: ElementTree.Element, shared: list[str]) -> Seen:
    kind, text = cell.get("t", "n"), _text(cell)
    plain = cell.find("m:f", _NS) is None
    if kind == "s":
        return Seen(shared[int(text)] if text else "", plain)
    return Seen(_decoded(text), plain and kind in {"str", "inlineStr"})


def _text(item: ElementTree.Element) -> str:
    """All values and texts inside, but not the hints how Japanese is spoken."""
    spoken = {text for hint in item.iter(f"{_M}rPh") for text in hint.iter()}
    return "".join(node.text or "" for node in item.iter() if node.tag in {f"{_M}v", f"{_M}t"} and node not in spoken)


def _decoded(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def _letters(number: int) -> str:
    return chr(64 + number) if number <= 26 else _letters((number - 1) // 26) + _letters((number - 1) % 26 + 1)
