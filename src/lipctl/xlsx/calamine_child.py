"""Workbooks in the formats .xls and .xlsb, whose cells python-calamine reads in a process of its own.

python-calamine can abort its process on a legal file of 5 kB, or ask for more memory than there is. In a child process that
costs one finding, not the run. ``python -m lipctl.xlsx.calamine_child`` is that process: a workbook comes in on stdin, and
goes out as JSON on stdout. What python-calamine does not tell is read by :mod:`lipctl.xlsx.xls_records`.
"""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from threading import Thread
from typing import Any

from lipctl.xlsx.compound import OLE
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import Budget, Cell, Note, Sheet, Workbook
from lipctl.xlsx.xls_records import Beside, read_beside

MEMORY_LIMIT = 1 * 2**30
"""Bytes that the child process may take, where the system can limit it."""
TIME_LIMIT = 300
"""Seconds. Only a process that hangs takes so long: the largest file that is let in takes a few, on a busy machine a minute."""
_ACTIVE = {"xl/vbaproject": "Makros", "xl/externallinks/": "Verknüpfungen mit anderen Dateien"}
_UNREAD = {
    "xl/comments": "Kommentare",
    "xl/threadedcomments/": "Kommentare",
    "xl/drawings/drawing": "Zeichnungen (Textfelder, Bilder)",
    "xl/embeddings/": "eingebettete Dateien",
}
"""Parts of an .xlsb by the start of their names, and what they are."""
_SIZE = struct.Struct("<Q")
"""How many bytes the workbook has that comes in."""


def read_other_format(content: bytes) -> Workbook:
    """Read an .xls or .xlsb. Formats and hidden rows are not seen in it; in an .xlsb nothing but values is.

    Raises:
        Unreadable: it is damaged or protected, or the child process died of it.
    """
    try:
        done = _ask_child(content)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("LIP230", reason=f"sie zu lesen dauert länger als {TIME_LIMIT} Sekunden") from error
    if not done:
        raise Unreadable("LIP230", reason="sie zu lesen braucht unmäßig viel Speicher oder scheitert unerwartet")
    answer = json.loads(done)
    if "refused" in answer:
        raise Unreadable(answer["refused"], **answer["values"])
    for sheet in answer["sheets"]:
        sheet["cells"] = [Cell(*values) for values in sheet["cells"]]
        sheet["notes"] = [Note(*values) for values in sheet["notes"]]
        sheet["links"] = {(row, column): address for (row, column), address in sheet["links"]}
    return Workbook([Sheet(**sheet) for sheet in answer.pop("sheets")], **answer)


def _ask_child(content: bytes) -> bytes:
    """What the child process says of a workbook; nothing if it died.

    Its stdin stays open as long as it works: that ends with this process, however this process ends, and the child with it.
    """
    command = [sys.executable, "-I", "-m", "lipctl.xlsx.calamine_child"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as child:  # noqa: S603
        kept_open, child.stdin = child.stdin, None
        assert kept_open is not None  # noqa: S101 - it is a pipe
        try:
            with suppress(OSError), kept_open:  # an OSError where the child died early
                kept_open.write(_SIZE.pack(len(content)) + content)
                kept_open.flush()
                answer, _ = child.communicate(timeout=TIME_LIMIT)
                return answer if child.returncode == 0 else b""
        except BaseException:
            child.kill()
            raise
    return b""


def main() -> None:
    """Read one workbook and say what it holds, or why it is refused."""
    _limit_memory()
    (size,) = _SIZE.unpack(sys.stdin.buffer.read(_SIZE.size))
    content = sys.stdin.buffer.read(size)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer = asdict(_read(content))
        for sheet in answer["sheets"]:
            sheet["links"] = list(sheet["links"].items())  # JSON has no places as keys
    except Unreadable as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    json.dump(answer, sys.stdout)


def _end_with_parent() -> None:
    """Wait for the end of stdin: nobody waits for an answer any more."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _read(content: bytes) -> Workbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - in the child process only

    beside = read_beside(content) if content.startswith(OLE) else _in_package(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        budget = Budget()
        listing = [item for item in book.sheets_metadata if "WorkSheet" in str(item.typ)]
        sheets = [_read_sheet(book.get_sheet_by_name(item.name), item, budget) for item in listing]
    except PasswordError as error:
        raise Unreadable("LIP220") from error
    except CalamineError as error:
        if beside.code_page:
            raise Unreadable("LIP231", reason=f"ihre Texte haben den Zeichensatz {beside.code_page}") from error
        raise Unreadable("LIP227") from error
    completed = [beside.completed(sheet) for sheet in sheets]
    return Workbook(completed, active=beside.active, code_page=beside.code_page, unread=beside.unread)


def _in_package(content: bytes) -> Beside:
    """What in an .xlsb is active, and what is there that nobody can read, by the names of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name.casefold() for name in archive.namelist()]

    def words(table: dict[str, str]) -> list[str]:
        return sorted({word for start, word in table.items() if any(name.startswith(start) for name in names)})

    return Beside(active=words(_ACTIVE), unread=words(_UNREAD))


def _read_sheet(source: Any, listed: Any, budget: Budget) -> Sheet:
    sheet = Sheet(listed.name, str(listed.visible).endswith(".Visible"))
    first_column = source.start[1] + 1 if source.start else 1
    for row, values in enumerate(source.iter_rows(), start=1):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                budget.keep(sheet, Cell(row, column, *_typed(value), 0, False))
        if sheet.cut_at:
            break
    return sheet


def _typed(value: Any) -> tuple[str, str]:
    """The kind of a value, and the value as a cell holds it."""
    if isinstance(value, bool):
        return "bool", "1" if value else "0"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime | date):
        return "date", value.isoformat()
    return "text", str(value)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main()
