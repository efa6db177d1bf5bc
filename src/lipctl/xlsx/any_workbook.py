"""Reading a workbook of whatever format: the one place that knows which reader reads which."""

from __future__ import annotations

from dataclasses import replace

from lipctl.xlsx.ods import read_ods
from lipctl.xlsx.other_files import Unreadable
from lipctl.xlsx.other_formats import read_other_format
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Workbook


def read_any_workbook(content: bytes) -> Workbook:
    """Read an .xlsx, .ods, .xls or .xlsb.

    Raises:
        Unreadable: it is none of them, or it is not safe to read.
    """
    try:
        return read_workbook(content)
    except Unreadable as refusal:
        if refusal.code != "LIP221":
            raise
        kind = refusal.values["format"]
    return replace(read_ods(content) if kind == ".ods" else read_other_format(content), format=kind)
