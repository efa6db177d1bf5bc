"""Workbooks in the formats .xls and .xlsb, read by python-calamine in a process of its own.

python-calamine can abort its process on a legal file of 5 kB, or ask for more memory than there is. In a child process that
costs one finding, not the run. ``python -m lipctl.xlsx.other_formats`` is that process: a workbook comes in on stdin, and
goes out as JSON on stdout.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date, datetime
from typing import Any

from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.workbook import Budget, Cell, Sheet, Workbook

MEMORY_LIMIT = 1 * 2**30
"""Bytes that the child process may take, where the system can limit it."""
TIME_LIMIT = 300
"""Seconds. Only a process that hangs takes so long: the largest file that is let in takes a few, on a busy machine a minute."""


def read_other_format(content: bytes) -> Workbook:
    """Read an .xls or .xlsb. Formulas, comments, formats and hidden rows are not seen in it.

    Raises:
        Unreadable: it is damaged or protected, or the child process died of it.
    """
    command = [sys.executable, "-I", "-m", "lipctl.xlsx.other_formats"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIME_LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable("LIP230", reason=f"sie zu lesen dauert länger als {TIME_LIMIT} Sekunden") from error
    if done.returncode != 0:
        raise Unreadable("LIP230", reason="sie zu lesen braucht unmäßig viel Speicher oder scheitert unerwartet")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return Workbook(
        [
            Sheet(name, visible, [Cell(*values) for values in cells], cut_at=cut_at)
            for name, visible, cells, cut_at in answer["sheets"]
        ]
    )


def main() -> None:
    """Read one workbook and say what it holds, or why it is refused."""
    _limit_memory()
    try:
        sheets = _read(sys.stdin.buffer.read())
        answer: dict[str, Any] = {
            "sheets": [(sheet.name, sheet.visible, sheet.cells, sheet.cut_at) for sheet in sheets]
        }
    except Unreadable as refusal:
        answer = {"refused": refusal.code}
    json.dump(answer, sys.stdout)


def _read(content: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - in the child process only

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        budget = Budget()
        listing = [item for item in book.sheets_metadata if "WorkSheet" in str(item.typ)]
        return [_read_sheet(book.get_sheet_by_name(item.name), item, budget) for item in listing]
    except PasswordError as error:
        raise Unreadable("LIP220") from error
    except CalamineError as error:
        raise Unreadable("LIP227") from error


def _read_sheet(source: Any, listed: Any, budget: Budget) -> Sheet:
    sheet = Sheet(listed.name, "Visible" in str(listed.visible))
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
