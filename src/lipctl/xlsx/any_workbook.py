"""Reading a workbook of whatever format: the one place that knows which reader reads which.

:class:`lipctl.xlsx.container.Container` recognises the format by its content; which endings count as workbooks inside mails and
archives, :mod:`lipctl.responses.envelope` says.
"""

from __future__ import annotations

from lipctl.xlsx.calamine_child import read_other_format
from lipctl.xlsx.container import Container
from lipctl.xlsx.ods import read_ods
from lipctl.xlsx.reader import read_xlsx
from lipctl.xlsx.workbook import Workbook


def read_any_workbook(content: bytes) -> Workbook:
    """Read an .xlsx, .ods, .xls or .xlsb.

    Raises:
        Unreadable: it is none of them, or it is not safe to read.
    """
    container = Container(content)
    match container.kind:
        case ".xlsx":
            book = read_xlsx(container)
        case ".ods":
            book = read_ods(container)
        case _:
            book = read_other_format(content)
    book.format = container.kind
    return book
