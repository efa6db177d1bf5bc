"""What XlsxWriter cannot say, said while it packs: the language, and rows that grow with their text.

Imported only where a workbook is written: XlsxWriter costs 0.1 s.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

_LANGUAGE = "<dc:language>de-DE</dc:language>"
_USED_RANGE = re.compile(r'(<dimension ref="[A-Z]+[0-9]+:)Z([0-9]+")')


class GermanWorkbook(Workbook):  # type: ignore[misc]  # XlsxWriter is not typed
    """XlsxWriter's workbook, with its language, and with row heights that Excel and LibreOffice may adapt.

    XlsxWriter marks every height as set by hand; such a row hides what is typed beyond it, and cuts it in print.
    And where a column has a format, it counts the column as used: some readers then see a cell in every row of it.
    """

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    """Changes the parts before they are packed: to unpack and pack them again would cost as much as writing them."""

    def _create_package(self) -> list[tuple[Any, str, bool]]:
        parts = super()._create_package()
        return [
            (part if is_binary else StringIO(_finished(name, part.getvalue())), name, is_binary)
            for part, name, is_binary in parts
        ]


def _finished(name: str, content: str) -> str:
    if name.startswith("xl/worksheets/sheet"):
        return _USED_RANGE.sub(r"\1F\2", content.replace(' customHeight="1"', ""), count=1)
    if name == "docProps/core.xml":
        return content.replace("<dcterms:created", f"{_LANGUAGE}<dcterms:created", 1)
    return content
