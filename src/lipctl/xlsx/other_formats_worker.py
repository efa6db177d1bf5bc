"""Run as ``python -m lipctl.xlsx.other_formats_worker KIND`` in a process of its own: reads one workbook.

The workbook's bytes come in on stdin, what it holds goes out on stdout as JSON. Where the reading ends in any other way,
so does this process, and nothing is lost with it (see :mod:`lipctl.xlsx.other_formats`).
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from typing import Any

from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.other_formats import XLSX, encode
from lipctl.xlsx.workbook import Cell, Room, Sheet, Workbook

MEMORY_LIMIT = 1 * 2**30


def main() -> None:
    """Read one workbook and tell what it holds, or why it is refused."""
    _limit_memory()
    content, kind = sys.stdin.buffer.read(), sys.argv[1]
    try:
        told = encode(_read_xlsx(content) if kind == XLSX else _read_other(content))
    except Unreadable as refusal:
        told = {"refused": refusal.code, "values": refusal.values}
    json.dump(told, sys.stdout)


def _read_xlsx(content: bytes) -> Workbook:
    from lipctl.xlsx.reader import read_workbook

    return read_workbook(content)


def _read_other(content: bytes) -> Workbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        room = Room()
        listing = [item for item in book.sheets_metadata if "WorkSheet" in str(item.typ)]
        return Workbook([_read_sheet(book.get_sheet_by_name(item.name), item, room) for item in listing])
    except PasswordError as error:
        raise Unreadable("LIP220") from error
    except CalamineError as error:
        raise Unreadable("LIP227") from error


def _read_sheet(source: Any, listed: Any, room: Room) -> Sheet:
    sheet = Sheet(listed.name, "Visible" in str(listed.visible))
    for row, values in enumerate(source.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                room.keep(sheet, Cell(row, column, *_typed(value), "", 0))
    return sheet


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "bool", "1" if value else "0"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime | date):
        return "date", value.isoformat()
    return "text", str(value)


def _limit_memory() -> None:
    """Where the system can: a workbook that unpacks without end must not take the machine with it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main()
