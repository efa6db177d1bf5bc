"""Forms in tests: small ones written by the real writer, filled in as other programs do, looked at with openpyxl."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lipctl.forms import positions
from lipctl.forms.identity import Identity, decode
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.workbook import write_form
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Department, Measure
from lipctl.questions import Question
from lipctl.settings.model import Settings
from lipctl.settings.reading import parse_settings
from support.excel_typing import dated

DEPARTMENT = Department("18", "Fachbereich Steuerung, Personal und Zentrale Dienste")
SETTINGS = parse_settings('[plan]\nkennung = "lip-test"\nstadt = "Teststadt"\n')
CONTACT = Contact("Herr Harfst / Herr Hanke", DEPARTMENT.name, "OE 18.8", "168-42422 / 168-42365", "")


SAVED = "2026-01-01T00:00:00Z"
"""When other programs saved what :func:`saved` gives: later than any other file of a test."""


class AnswerRow(NamedTuple):
    """One answer row of a form: what it says it is, and its cells."""

    identity: Identity
    answer: Cell
    earlier: Cell


def entry(number: str = "5-1-11", *, parts: int = 1, earlier: EarlierAnswer | None = None, **more: object) -> FormEntry:
    """A measure as it is asked; ``more`` are fields of :class:`FormEntry`."""
    measure = more.pop("measure", None) or Measure(MeasureNumber(number), (f"Kurzfassung von {number}",))
    return FormEntry(measure, parts, earlier, **more)  # type: ignore[arg-type]


def reported(year: int, *parts: tuple[str, str, str]) -> EarlierAnswer:
    """An earlier answer with these parts (status, planned steps, reasons)."""
    return EarlierAnswer(year, MeasureAnswer(tuple(Part(*part) for part in parts)))


def form_of(*entries: FormEntry, settings: Settings = SETTINGS, year: int = 2013, assessment: bool = True) -> bytes:
    """The form that asks for these entries."""
    return write_form(Form(year, DEPARTMENT, entries), settings, settings.scale(year) if assessment else None)


def opened(content: bytes | Path, *, values: bool = False) -> Workbook:
    """A form as openpyxl sees it; with ``values`` the last results of its formulas instead of these."""
    return load_workbook(BytesIO(content) if isinstance(content, bytes) else content, data_only=values)


def saved(book: Workbook) -> bytes:
    """The workbook's file, always of the same day: which of two files is newer must not hang on the clock."""
    stream = BytesIO()
    book.save(stream)
    return dated(stream.getvalue(), SAVED)


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody did this to it in another program."""
    book = opened(content)
    edit(book)
    return saved(book)


def answer_rows(sheet: Worksheet) -> Iterator[AnswerRow]:
    """The answer rows of a sheet, from top to bottom."""
    for row in sheet.iter_rows(min_row=1, max_col=positions.PHRASE_COLUMN):
        identity = decode(str(row[positions.IDENTITY_COLUMN - 1].value or ""))
        if identity:
            yield AnswerRow(identity, row[positions.ANSWER_COLUMN - 1], row[positions.EARLIER_COLUMN - 1])


def rows_by_key(sheet: Worksheet) -> dict[tuple[int, Question], AnswerRow]:
    """The answer rows of a sheet by (part, question)."""
    return {(row.identity.part, row.identity.question): row for row in answer_rows(sheet)}


def type_into(sheet: Worksheet, texts: Mapping[tuple[int, Question], str]) -> None:
    """Fill in answers as text, as a person would. Programs that save without calculating drop the cached values."""
    rows = rows_by_key(sheet)
    for key, text in texts.items():
        rows[key].answer.value = text
        if text:
            rows[key].answer.data_type = "s"


def mark_of(sheet: Worksheet) -> object:
    """What stands in the cell of the live mark."""
    return sheet.cell(positions.MARK_ROW, positions.ANSWER_COLUMN).value
