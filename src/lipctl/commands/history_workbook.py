"""All measures and years as a workbook: a row per measure, a column per year, to filter and to print."""

from __future__ import annotations

from lipctl.commands.history import Histories, state_in
from lipctl.text import shortened
from lipctl.xlsx.cells import area_name, cell_name, height_for
from lipctl.xlsx.writer import Book, Paper

_NUMBER, _NAME, _YEAR = 12, 48, 24
"""The widths of the columns, in characters."""


def histories_workbook(found: Histories) -> bytes:
    """The table as the bytes of an .xlsx; the same years give the same bytes."""
    title, head = "Verlauf über alle Jahre", 4
    book = Book(title, found.years[-1], sealed=True)
    sheet = book.add_sheet("Verlauf")
    sheet.write(1, 1, title, "title")
    sheet.set_row(1, 30)
    sheet.write(2, 1, found.plan, "line")
    columns = [("Nummer", _NUMBER), ("Eintrag", _NAME), *((str(year), _YEAR) for year in found.years)]
    for number, (text, width) in enumerate(columns, start=1):
        sheet.set_columns(number, number, width, "text")
        sheet.write(head, number, text, "head")
    for row, past in enumerate(found.measures, start=head + 1):
        name = past.newest.title or shortened(" ".join(past.newest.summary), 2 * _NAME)
        texts = [str(past.number), name, *(state_in(past, year) for year in found.years)]
        for number, text in enumerate(texts, start=1):
            sheet.write(row, number, text, "cell")
        sheet.set_row(row, height_for(*((text, width) for text, (_, width) in zip(texts, columns, strict=True))))
    last = head + max(len(found.measures), 1)
    sheet.add_filter(area_name((head, 1), (last, len(columns))))
    sheet.freeze(cell_name(head + 1, 3))
    sheet.print_on(Paper(foot=f"{found.plan} – {title}", repeated=(head, head)))
    sheet.hide_grid()
    return book.close()
