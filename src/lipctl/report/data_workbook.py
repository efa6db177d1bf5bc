"""The year's table (:mod:`lipctl.report.data_table`) as a workbook that can be filtered and sorted."""

from __future__ import annotations

from lipctl.report.data_table import DataTable
from lipctl.xlsx.cells import area_name, height_for
from lipctl.xlsx.writer import Book

SHEET = "Daten"
_HEAD_HEIGHT = 48


def as_workbook(table: DataTable) -> bytes:
    """The table as the bytes of an .xlsx, sealed so that an edit shows; the same table gives the same bytes."""
    book = Book(table.title, table.years[-1], sealed=True)
    sheet = book.add_sheet(SHEET)
    widths = [column.width for column in table.columns]
    for column, (width, head) in enumerate(zip(widths, table.heads(), strict=True), start=1):
        sheet.set_columns(column, column, width, "text")
        sheet.write(1, column, head, "head")
    sheet.set_row(1, _HEAD_HEIGHT)
    for row, cells in enumerate(table.cells(), start=2):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, "number")
            else:
                sheet.write(row, column, cell, "cell")
        # Not every program fits a row to its wrapped text when it opens the file.
        sheet.set_row(row, height_for(*zip(map(str, cells), widths, strict=True)))
    sheet.add_filter(area_name((1, 1), (len(table.rows) + 1, len(widths))))
    sheet.freeze("D2")
    return book.close()
