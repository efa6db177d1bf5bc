"""Run as ``python -m lipctl.excel.legacy_worker`` in a process of its own: reads .xls, .xlsb and .ods.

python-calamine can abort its process on a legal file of 5 kB, and its panics are no exceptions. So it runs here, where
nothing is lost: a workbook's bytes come in on stdin, its cells go out on stdout as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY_LIMIT = 1 * 2**30
MAX_CELLS = 200_000


def main() -> None:
    """Read one workbook; whatever goes wrong ends the process with a code other than 0."""
    _limit_memory()
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = []
    budget = MAX_CELLS
    for listed in book.sheets_metadata:
        if "WorkSheet" not in str(listed.typ):
            continue
        cells: list[tuple[int, int, str, str]] = []
        sheet = book.get_sheet_by_name(listed.name)
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(values, start=1):
                if value != "" and len(cells) < budget:
                    cells.append((row, column, *_typed(value)))
        budget -= len(cells)
        sheets.append({"name": listed.name, "visible": "Visible" in str(listed.visible), "cells": cells})
    json.dump(sheets, sys.stdout)


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "bool", "1" if value else "0"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime | date):
        return "date", value.isoformat()
    if isinstance(value, time | timedelta):
        return "text", str(value)
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
