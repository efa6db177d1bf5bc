"""The ledger as a workbook for the office's meeting: a row per department, to filter, to sort and to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lipctl.report.status import DepartmentStatus, Status
from lipctl.report.status_words import punctuality, reminded, sums, when
from lipctl.report.table_sheet import Column, begin_table, end_table, fit_row
from lipctl.xlsx.cells import area_name
from lipctl.xlsx.sheet_writer import Sheet
from lipctl.xlsx.writer import Book

_COLUMNS = (
    Column("Kennung", 11, "cell"),
    Column("Dienststelle", 27, "cell"),
    Column("gefragt", 10, "number"),
    Column("voll-\nständig", 10, "number"),
    Column("Anteil", 11, "share"),
    Column("Fehler", 10, "number"),
    Column("Formular vom", 13, "day"),
    Column("Nachforderung vom", 17, "day"),
    Column("Mail gesendet", 13, "day"),
    Column("Eingang", 13, "day"),
    Column("Frist", 13, "cell"),
    Column("Dateien", 42, "cell"),
    Column("erinnert", 16, "cell"),
)
_HEAD_HEIGHT = 34
_BARS = 5
"""The column with bars in it, counted from 1."""


def status_workbook(status: Status) -> bytes:
    """The ledger as the bytes of an .xlsx; the same ledger gives the same bytes."""
    title = f"Stand der Abfrage {status.year}"
    book = Book(title, status.year, sealed=True)
    sheet = book.add_sheet("Stand")
    head = begin_table(sheet, title, _top_lines(status), _COLUMNS)
    sheet.set_row(head, _HEAD_HEIGHT)
    for row, department in enumerate(status.rows, start=head + 1):
        _write_row(sheet, row, department)
    last = end_table(sheet, head, len(status.rows), _COLUMNS, f"{status.plan} – {title}")
    sheet.add_bars(area_name((head + 1, _BARS), (last, _BARS)))
    return book.close()


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
    fit_row(sheet, row, values, _COLUMNS)
