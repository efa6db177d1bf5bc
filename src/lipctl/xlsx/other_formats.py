"""Workbooks that are read in a process of their own: other formats than .xlsx, and files that unpack to a lot.

python-calamine, which reads .xls, .xlsb and .ods, can abort its process on a legal file of 5 kB. And whatever somebody
sends to make a reader run out of memory or time has to be big once it is unpacked. In a child process that costs one
finding, not the run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.workbook import Cell, Note, Sheet, Workbook

TIME_LIMIT = 20
"""Seconds that a workbook may take."""
LARGE = 8 * 2**20
"""From how many unpacked bytes on an .xlsx is read here; a form of 240 measures unpacks to 3 MB."""

XLSX, OTHER = "xlsx", "other"


def read_apart(content: bytes, kind: str) -> Workbook:
    """Read a workbook of a kind (:data:`XLSX` or :data:`OTHER`) in a child process.

    In another format, formulas, comments, formats and hidden rows are not seen.

    Raises:
        Unreadable: the child refused it, died, or ran over its time.
    """
    command = [sys.executable, "-I", "-m", "lipctl.xlsx.other_formats_worker", kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIME_LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable("LIP230", reason=f"sie zu lesen dauert länger als {TIME_LIMIT} Sekunden") from error
    if done.returncode != 0:
        raise Unreadable("LIP230", reason="sie zu lesen braucht unmäßig viel Speicher oder scheitert unerwartet")
    return decode(done.stdout)


def encode(book: Workbook) -> dict[str, Any]:
    """A workbook as plain lists and dictionaries."""
    return {**_fields(book), "sheets": [_fields(sheet) for sheet in book.sheets]}


def decode(answer: bytes) -> Workbook:
    """What the child process says: a workbook, or why it refused it.

    Raises:
        Unreadable: it refused it.
    """
    listed = json.loads(answer)
    if "refused" in listed:
        raise Unreadable(listed["refused"], **listed["values"])
    return Workbook(**{**listed, "sheets": [_sheet(sheet) for sheet in listed["sheets"]]})


def _fields(value: Workbook | Sheet) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _sheet(listed: dict[str, Any]) -> Sheet:
    cells = [Cell(*values) for values in listed["cells"]]
    return Sheet(**{**listed, "cells": cells, "notes": [Note(*values) for values in listed["notes"]]})
