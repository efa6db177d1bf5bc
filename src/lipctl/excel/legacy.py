"""Workbooks in other formats than .xlsx: .xls, .xlsb and .ods, read by python-calamine in a child process."""

from __future__ import annotations

import json
import subprocess
import sys

from lipctl.excel.container import Unreadable
from lipctl.excel.workbook import Cell, Sheet, Workbook

TIME_LIMIT = 30
"""Seconds that a workbook may take."""


def read_legacy(content: bytes) -> Workbook:
    """Read a workbook of another format. Formulas, comments, formats and hidden rows are not seen.

    Raises:
        Unreadable: the child process died, ran over its time, or could make nothing of it.
    """
    command = [sys.executable, "-I", "-m", "lipctl.excel.legacy_worker"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIME_LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable("LIP230", reason=f"sie zu lesen dauert länger als {TIME_LIMIT} Sekunden") from error
    if done.returncode != 0:
        raise Unreadable("LIP227")
    try:
        return Workbook(sheets=[_sheet(listed) for listed in json.loads(done.stdout)])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("LIP227") from error


def _sheet(listed: dict[str, object]) -> Sheet:
    cells = listed["cells"]
    assert isinstance(cells, list)  # noqa: S101 - our own worker's JSON
    return Sheet(
        str(listed["name"]),
        bool(listed["visible"]),
        [Cell(row, column, kind, raw, "", 0) for row, column, kind, raw in cells],
    )
