"""All measures and years as a workbook: a row per measure, a column per year, to filter and to print."""

from __future__ import annotations

from lipctl.report.history import Histories, state_in
from lipctl.report.table_sheet import Column, begin_table, end_table, fit_row
from lipctl.text import shortened
from lipctl.xlsx.writer import Book

_NUMBER, _NAME, _YEAR = 12, 48, 24
"""The widths of the columns, in characters."""


def histories_workbook(found: Histories) -> bytes:
    """The table as the bytes of an .xlsx; the same years give the same bytes."""
    title = "Verlauf über alle Jahre"
    book = Book(title, found.years[-1], sealed=True)
    sheet = book.add_sheet("Verlauf")
    columns = [Column("Nummer", _NUMBER), Column("Eintrag", _NAME), *(Column(str(year), _YEAR) for year in found.years)]
    head = begin_table(sheet, title, [found.plan], columns)
    for row, past in enumerate(found.measures, start=head + 1):
        name = past.newest.title or shortened(" ".join(past.newest.summary), 2 * _NAME)
        texts = [str(past.number), name, *(state_in(past, year) for year in found.years)]
        for number, text in enumerate(texts, start=1):
            sheet.write(row, number, text, "cell")
        fit_row(sheet, row, texts, columns)
    end_table(sheet, head, len(found.measures), columns, f"{found.plan} – {title}")
    return book.close()
