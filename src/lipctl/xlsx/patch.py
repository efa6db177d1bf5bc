"""Changing single cells of a workbook that a person keeps, and nothing else in it.

The XML around those cells stays byte for byte as the last program wrote it: formats, row heights, comments, text
boxes, charts, other sheets, whatever lipctl does not know. Why no library does this: docs/decisions/0009.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from lipctl.xlsx.container import new_parser
from lipctl.xlsx.workbook import column_letters, column_number

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/].*?(?:</(?:\w+:)?f>|/>)", re.DOTALL)
_DIMENSION = re.compile(rb'(<(?:\w+:)?dimension ref="[A-Z]+\d+):([A-Z]+)(\d+)"')


class NewCell(NamedTuple):
    """What a cell is to hold: a text, and the formula whose result it is ("" for a plain text)."""

    text: str
    formula: str = ""


@dataclass
class SheetChange:
    """What changes on a sheet: cells by row and column (both from 1), and which rows are to be seen or hidden.

    A formula that stands in a cell already stays as it is and gets only its new result. A row that is not there yet
    takes the formats of the row ``like``.
    """

    cells: dict[int, dict[int, NewCell]] = field(default_factory=dict)
    unhide: set[int] = field(default_factory=set)
    hide: set[int] = field(default_factory=set)
    """Only among new rows: what a person sees stays in sight."""
    like: int = 0


def patch_package(content: bytes, edits: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The package with some of its parts edited; all others keep their bytes, order and dates."""
    wanted = {name.casefold(): edit for name, edit in edits.items()}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in source.infolist():
            data = source.read(entry)
            edit = wanted.get(entry.filename.replace("\\", "/").lstrip("/").casefold())
            result.writestr(entry, edit(data) if edit else data)
    return target.getvalue()


def patch_sheet(xml: bytes, change: SheetChange) -> bytes:
    """The sheet with its changes.

    Raises:
        ValueError: the XML is built in a way that no spreadsheet program builds it.
    """
    if not xml.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        raise ValueError("not in UTF-8")
    outline = _Outline(xml)
    numbers = sorted(outline.rows)
    pieces, at = [], 0
    for number in sorted(change.cells):
        span = outline.rows.get(number)
        if span is None:
            following = bisect_right(numbers, number)
            place = outline.rows[numbers[following]].start if following < len(numbers) else outline.end_of_rows
            pieces += [xml[at:place], _new_row(outline, change, number)]
            at = place
        else:
            pieces += [xml[at : span.start], _patched_row(outline, span, number, change)]
            at = span.end
    patched = b"".join((*pieces, xml[at:]))
    new_last = max((number for number in change.cells if number not in outline.rows), default=0)
    return _DIMENSION.sub(lambda found: _longer(found, new_last), patched, count=1)


def _longer(dimension: re.Match[bytes], last: int) -> bytes:
    return b'%s:%s%d"' % (dimension[1], dimension[2], max(last, int(dimension[3])))


def extend_table(xml: bytes, last: int, new_last: int) -> bytes:
    """A table that ends in row ``last``, made longer to ``new_last``; any other stays as it is."""
    end = re.compile(rb'(ref="[A-Z]+\d+:[A-Z]+)%d"' % last)
    return end.sub(rb"\g<1>%d" % new_last + b'"', xml)


@dataclass
class _Span:
    """Where an element stands in the XML: its start tag, and all of it. ``cells`` are a row's, by their column."""

    start: int
    tag_end: int
    end: int = 0
    cells: dict[int, _Span] = field(default_factory=dict)


class _Outline:
    """The rows and cells of a sheet part, by offsets."""

    def __init__(self, xml: bytes) -> None:
        self.xml, self.rows, self.end_of_rows, self.prefix = xml, dict[int, _Span](), 0, b""
        self._row = self._column = 0
        self._open: list[_Span] = []
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local not in {"row", "c"}:
            return
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self.xml, start)
        assert tag is not None  # noqa: S101 — the parser has just read it
        span = _Span(start, tag.end())
        self._open.append(span)
        if local == "row":
            self.prefix = re.match(rb"<((?:\w+:)?)", tag[0])[1]  # type: ignore[index]
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self.rows[self._row] = span
        else:
            letters = re.match("[A-Z]+", attributes.get("r", ""))
            self._column = column_number(letters[0]) if letters else self._column + 1
            self.rows[self._row].cells[self._column] = span

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        index = self._parser.CurrentByteIndex
        closed = self.xml[index : index + 2] == b"</"
        if local in {"row", "c"}:
            span = self._open.pop()
            span.end = self.xml.index(b">", index) + 1 if closed else span.tag_end
        elif local == "sheetData":
            if not closed:
                raise ValueError("a sheet without rows")
            self.end_of_rows = index


def _patched_row(outline: _Outline, row: _Span, number: int, change: SheetChange) -> bytes:
    """A row with some cells replaced. Its height is taken away unless a person set it, so that programs fit it anew."""
    xml, prefix = outline.xml, outline.prefix
    kept = {column: xml[span.start : span.end] for column, span in row.cells.items()}
    for column, new in change.cells[number].items():
        kept[column] = _cell(prefix, f"{column_letters(column)}{number}", new, kept.get(column, b""))
    tag = re.sub(rb'\sspans="[^"]*"', b"", xml[row.start : row.tag_end])
    if b'customHeight="1"' not in tag and b'customHeight="true"' not in tag:
        tag = re.sub(rb'\sht="[^"]*"', b"", tag)
    if number in change.unhide:
        tag = re.sub(rb'\shidden="[^"]*"', b"", tag)
    tag = re.sub(rb"\s*/>$", b">", tag)
    return tag + b"".join(kept[column] for column in sorted(kept)) + b"</" + prefix + b"row>"


def _new_row(outline: _Outline, change: SheetChange, number: int) -> bytes:
    """A row that was not there, with the formats of the row that it is like."""
    prefix, model = outline.prefix, outline.rows.get(change.like)
    styles = {column: outline.xml[span.start : span.end] for column, span in model.cells.items()} if model else {}
    new = change.cells[number]
    cells = []
    for column in sorted(styles.keys() | new.keys()):
        reference = f"{column_letters(column)}{number}"
        old = _FORMULA.sub(b"", styles.get(column, b""))
        cells.append(_cell(prefix, reference, new.get(column, NewCell("")), old))
    hidden = b' hidden="1"' if number in change.hide else b""
    return b'<%srow r="%d"%s>%s</%srow>' % (prefix, number, hidden, b"".join(cells), prefix)


def _cell(prefix: bytes, reference: str, new: NewCell, old: bytes) -> bytes:
    """A cell with new content and the old one's format."""
    style = re.search(rb'\ss="\d+"', old[: old.find(b">") + 1])
    head = b'<%sc r="%s"%s' % (prefix, reference.encode(), style[0] if style else b"")
    text = _LOOKS_ESCAPED.sub("_x005F_", new.text).translate(_MARKUP).encode()
    if new.formula:
        stands = _FORMULA.search(old)
        formula = stands[0] if stands else b"<%sf>%s</%sf>" % (prefix, new.formula.translate(_MARKUP).encode(), prefix)
        return b'%s t="str">%s<%sv>%s</%sv></%sc>' % (head, formula, prefix, text, prefix, prefix)
    if not text:
        return head + b"/>"
    inline = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (prefix, prefix, text, prefix, prefix)
    return b'%s t="inlineStr">%s</%sc>' % (head, inline, prefix)
