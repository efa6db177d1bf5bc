"""What is to be said of a returned workbook as a whole: its format, and what in it is active or cannot be read."""

from __future__ import annotations

from typing import Any

from lipctl.findings import Finding, Place, finding
from lipctl.xlsx.workbook import Workbook


def about_whole_file(book: Workbook, file: str) -> list[Finding]:
    """The findings about the file; ``file`` is the name that they give."""
    about: dict[str, dict[str, Any]] = {}
    if book.format == ".xlsb":
        about["LIP221"] = {"format": book.format}
    if book.active:
        about["LIP222"] = {"found": " und ".join(book.active)}
    if book.code_page:
        about["LIP250"] = {"found": book.code_page}
    if book.unread:
        about["LIP251"] = {"found": " und ".join(book.unread), "format": book.format}
    return [finding(code, places=[Place(file)], **values) for code, values in about.items()]
