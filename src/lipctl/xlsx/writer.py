"""Writing workbooks with openpyxl, sheet by sheet (:mod:`lipctl.xlsx.sheet_writer`).

What openpyxl cannot say is added by :mod:`lipctl.xlsx.finish`.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.writer.excel import ExcelWriter

from lipctl.digests import DIGEST
from lipctl.xlsx.cells import (
    MAX_SHEET_NAME,
    utf16_units,
)
from lipctl.xlsx.finish import finished
from lipctl.xlsx.sheet_writer import BookStyles, Sheet

_FORBIDDEN_IN_NAMES = frozenset("[]:*?/\\")


class Book:
    """A workbook that is being written; its dates are the first day of ``year``, so that its bytes do not change.

    One that is ``sealed`` tells whether somebody edited it since (:mod:`lipctl.digests`).
    """

    def __init__(self, title: str, year: int, *, sealed: bool = False) -> None:
        self._workbook = Workbook()
        self._workbook.remove(self._workbook.worksheets[0])
        properties = self._workbook.properties
        properties.title, properties.creator, properties.language = title, None, "de-DE"
        properties.created = properties.modified = datetime(year, 1, 1)  # noqa: DTZ001 - openpyxl wants no zone
        if sealed:
            properties = self._workbook.custom_doc_props  # type: ignore[attr-defined]  # not in the types of openpyxl yet
            properties.append(StringProperty(name=DIGEST, value=""))
        self._styles = BookStyles(self._workbook)
        self._sheets: list[Sheet] = []
        self._opened = 0

    def add_sheet(self, name: str) -> Sheet:
        """The next sheet, in the order of the tabs.

        Raises:
            ValueError: Excel would not open a workbook with a sheet of this name.
        """
        if not 0 < utf16_units(name) <= MAX_SHEET_NAME or name.strip("'") != name or set(name) & _FORBIDDEN_IN_NAMES:
            raise ValueError(f"no name for a sheet: {name!r}")
        self._sheets.append(Sheet(self._workbook.create_sheet(name), self._styles))
        return self._sheets[-1]

    def define_name(self, name: str, meaning: str) -> None:
        """Give a range of cells or a text a name."""
        self._workbook.defined_names[name] = DefinedName(name, attr_text=meaning)

    def open_at(self, sheet: Sheet) -> None:
        """Show this sheet when the workbook is opened, instead of the first one."""
        self._opened = self._sheets.index(sheet)

    def close(self) -> bytes:
        """The finished file."""
        opened = self._workbook.worksheets[self._opened]
        self._workbook.active, opened.sheet_view.tabSelected = opened, True
        stream = BytesIO()
        ExcelWriter(self._workbook, ZipFile(stream, "w")).save()
        with ZipFile(stream) as saved:
            return finished(saved, [sheet.results for sheet in self._sheets])
