"""``redaktion.xlsx`` in tests: typed into and looked at with openpyxl, found by heads and hidden identities."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lipctl.commands.edit import EditResult, edit
from lipctl.commands.report import Edition, write_report
from lipctl.edits.columns import EDIT
from lipctl.edits.identity import MARKER, decode
from lipctl.numbers import MeasureNumber
from support.rounds import AS_OF, QUESTIONS, Office

Key = tuple[str, int, str]
"""A field: number, part, and the question as :data:`support.rounds.QUESTIONS` calls it."""


def refresh(office: Office, year: int = 2013) -> EditResult:
    """``lipctl edit``."""
    return edit(office.workspace, year, AS_OF)


def opened(office: Office, year: int = 2013) -> Workbook:
    return load_workbook(office.workspace.edits(year))


def row_of(book: Workbook, key: Key) -> tuple[Worksheet, int]:
    """The sheet and row of a field (its first one, if it was copied)."""
    number, part, question = key
    wanted = MeasureNumber(number), part, QUESTIONS[question]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                found = decode(str(cell.value)) if str(cell.value).startswith(MARKER) else None
                if found and (found.number, found.part, found.question) == wanted:
                    return sheet, cell.row
    raise LookupError(key)


def column_of(sheet: Worksheet, head: str) -> int:
    return next(cell.column for row in sheet.iter_rows(max_row=9) for cell in row if cell.value == head)


def cell_of(book: Workbook, key: Key, head: str):
    sheet, row = row_of(book, key)
    return sheet.cell(row, column_of(sheet, head))


def type_edits(office: Office, typed: Mapping[Key, str | None], *, head: str = EDIT, year: int = 2013) -> None:
    """Type texts into a column and save, as a program does that calculates nothing."""
    book = opened(office, year)
    for key, text in typed.items():
        cell = cell_of(book, key, head)
        cell.value = text
        if text:
            cell.data_type = "s"
    book.save(office.workspace.edits(year))


def shown(office: Office, key: Key, head: str, year: int = 2013) -> str:
    """What stands in a column of a field's row; for the state, the result that lipctl wrote beside the formula."""
    book = load_workbook(office.workspace.edits(year), data_only=True)
    return cell_of(book, key, head).value or ""


def printed(office: Office, year: int = 2013) -> list[str]:
    """The paragraphs of the report."""
    path = office.workspace.root / "bericht.docx"
    path.unlink(missing_ok=True)
    written = write_report(office.workspace, year, as_of=AS_OF, output=path)
    assert written.path is not None
    return [paragraph.text for paragraph in Document(BytesIO(Path(written.path).read_bytes())).paragraphs]


def refused(office: Office, year: int = 2013) -> bool:
    """Whether the final report is refused."""
    path = office.workspace.root / "endgueltig.docx"
    return write_report(office.workspace, year, as_of=AS_OF, edition=Edition(final=True), output=path).path is None
