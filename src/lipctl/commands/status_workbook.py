"""The ledger as a workbook for the office's meeting: a row per department, to filter, to sort and to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lipctl.commands.status import DepartmentStatus, Status
from lipctl.commands.status_words import punctuality, reminded, sums, when
from lipctl.xlsx.cells import area_name, cell_name, height_for
from lipctl.xlsx.writer import Book, Paper, Sheet


class _Column(NamedTuple):
    """A column of the table: its head, its width in characters, the style of its cells."""

    head: str
    width: float
    style: str


_COLUMNS = (
    _Column("Kennung", 11, "cell"),
    _Column("Dienststelle", 27, "cell"),
    _Column("gefragt", 10, "number"),
    _Column("voll-\nständig", 10, "number"),
    _Column("Anteil", 11, "share"),
    _Column("Fehler", 10, "number"),
    _Column("Formular vom", 13, "day"),
    _Column("Nachforderung vom", 17, "day"),
    _Column("Mail gesendet", 13, "day"),
    _Column("Eingang", 13, "day"),
    _Column("Frist", 13, "cell"),
    _Column("Dateien", 42, "cell"),
    _Column("erinnert", 16, "cell"),
)
_BARS = 5
"""The column with bars in it, counted from 1."""


def status_workbook(status: Status) -> bytes:
    """The ledger as the bytes of an .xlsx; the same ledger gives the same bytes."""
    title = f"Stand der Abfrage {status.year}"
    book = Book(title, status.year, sealed=True)
    sheet = book.add_sheet("Stand")
    head = _write_top(sheet, title, status)
    for number, column in enumerate(_COLUMNS, start=1):
        sheet.set_columns(number, number, column.width, "text")
        sheet.write(head, number, column.head, "head")
    sheet.set_row(head, 34)
    for row, department in enumerate(status.rows, start=head + 1):
        _write_row(sheet, row, department)
    last = head + max(len(status.rows), 1)
    sheet.add_filter(area_name((head, 1), (last, len(_COLUMNS))))
    sheet.add_bars(area_name((head + 1, _BARS), (last, _BARS)))
    sheet.freeze(cell_name(head + 1, 3))
    sheet.print_on(Paper(foot=f"{status.plan} – {title}", repeated=(head, head)))
    sheet.hide_grid()
    return book.close()


def _write_top(sheet: Sheet, title: str, status: Status) -> int:
    """Write title and sums; the row below them, for the heads of the table."""
    sheet.write(1, 1, title, "title")
    sheet.set_row(1, 30)
    row = 1
    for row, line in enumerate(_top_lines(status), start=2):
        sheet.write(row, 1, line, "line")
    return row + 2


def _top_lines(status: Status) -> Iterator[str]:
    yield status.plan
    yield from sums(status)
    complete, asked = sum(row.complete for row in status.rows), sum(row.asked for row in status.rows)
    yield f"Vollständig: {complete} von {asked}. Fehler: {status.errors}."
    if status.unassigned_errors:
        yield f"Davon ohne Dienststelle: {status.unassigned_errors}."


def _write_row(sheet: Sheet, row: int, department: DepartmentStatus) -> None:
    files = "\n".join(f"{file.name} – {when(file)}" for file in department.files)
    values: tuple[str | float | date | None, ...] = (
        department.department.id,
        department.department.name,
        department.asked,
        department.complete,
        department.complete / department.asked if department.asked else None,
        department.open_points,
        department.form_written,
        department.follow_up_written,
        department.mail_sent,
        department.received,
        punctuality(department),
        files,
        reminded(department),
    )
    for number, (value, column) in enumerate(zip(values, _COLUMNS, strict=True), start=1):
        if isinstance(value, date):
            sheet.write_day(row, number, value, column.style)
        elif isinstance(value, int | float):
            sheet.write_number(row, number, value, column.style)
        else:
            sheet.write(row, number, value or "", column.style)
    texts = [
        (str(value or ""), column.width)
        for value, column in zip(values, _COLUMNS, strict=True)
        if column.style == "cell"
    ]
    sheet.set_row(row, height_for(*texts))
