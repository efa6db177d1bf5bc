"""Opening a returned workbook, whatever its format, and what is to be said of the file as a whole."""

from __future__ import annotations

from typing import Any

from lipctl.findings import Finding, Place, finding
from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.ods import read_ods
from lipctl.xlsx.other_formats import read_other_format
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Workbook


def open_workbook(content: bytes, file: str) -> tuple[Workbook, list[Finding]]:
    """The workbook, and the findings about the file as a whole.

    Raises:
        Unreadable: it is none, or it is not safe to read.
    """
    kind = ".xlsx"
    try:
        book = read_workbook(content)
    except Unreadable as refusal:
        if refusal.code != "LIP221":
            raise
        kind = refusal.values["format"]
        book = read_ods(content) if kind == ".ods" else read_other_format(content)
    about: dict[str, dict[str, Any]] = {}
    if kind == ".xlsb":
        about["LIP221"] = {"format": kind}
    if book.active:
        about["LIP222"] = {"found": " und ".join(book.active)}
    if book.code_page:
        about["LIP250"] = {"found": book.code_page}
    if book.unread:
        about["LIP251"] = {"found": " und ".join(book.unread), "format": kind}
    return book, [finding(code, places=[Place(file)], **values) for code, values in about.items()]
