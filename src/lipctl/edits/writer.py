"""Making ``redaktion.xlsx``: a table with a row per field of the report, and a sheet that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lipctl.edits import wording
from lipctl.edits.columns import COLUMNS, HEADS, IDENTITY, NUMBER, QUESTION, STATE, TEXT
from lipctl.edits.identity import EditIdentity, note_identity
from lipctl.edits.rows import EditableText
from lipctl.settings.model import Settings
from lipctl.text import fingerprint
from lipctl.xlsx.cells import area_name, cell_name, column_letters, fit_cell, height_for
from lipctl.xlsx.sheet_writer import Paper, Sheet
from lipctl.xlsx.writer import Book

SHEET, GUIDE = "Redaktion", "Anleitung"
HEAD_ROW = 3
"""The row of the table's heads."""

_WITH_TITLE = 24
"""The width of the first column where measures have titles."""
_LETTERS = {head: column_letters(column) for column, head in enumerate(HEADS, start=1)}
_STATE_COLUMN = HEADS.index(STATE) + 1
_LAST_ROW = 1_048_576
_FREE_COLUMNS = 29
"""Up to here columns to the right are free for the coordinator."""
_YEAR = 2000
"""The year of the workbook's date: always the same, so that its bytes are."""


@dataclass(frozen=True, slots=True)
class EditedReport:
    """The report that edits are for: the plan that the settings are about, and a year."""

    settings: Settings
    year: int

    def identity(self, line: EditableText) -> EditIdentity:
        """The identity of a fresh row."""
        return EditIdentity(
            self.settings.plan_id, self.year, line.number, line.part, line.question, fingerprint(line.text)
        )


def new_edits(lines: Iterable[EditableText], settings: Settings, year: int) -> bytes:
    """The workbook with a row per line, as the bytes of an .xlsx; the same lines give the same bytes."""
    title = wording.title(year, settings)
    book = Book(title, _YEAR)
    report = EditedReport(settings, year)
    _write_table(book.add_sheet(SHEET), title, [note_texts(report), *(row_texts(line, report) for line in lines)])
    _write_guide(book.add_sheet(GUIDE), title, wording.guide(year, settings.words))
    return book.close()


def row_texts(line: EditableText, report: EditedReport) -> dict[str, str]:
    """What stands in a fresh row, by the heads of the columns; the state is the formula's first result."""
    question = wording.question_words(line, report.settings)
    state = wording.state_words(line.text, "", "")
    called = f"{line.number}\n{line.title}" if line.title else line.number.text
    filled = {NUMBER: called, QUESTION: question, TEXT: fit_cell(line.text), STATE: state}
    return dict.fromkeys(HEADS, "") | filled | {IDENTITY: report.identity(line).encode()}


def note_texts(report: EditedReport) -> dict[str, str]:
    """What stands in the fresh row for what the coordinator calls important."""
    identity = note_identity(report.settings.plan_id, report.year)
    filled = {NUMBER: wording.NOTE_NUMBER, QUESTION: wording.NOTE, TEXT: wording.NOTE_PLACE, IDENTITY: identity}
    return dict.fromkeys(HEADS, "") | filled


def _write_table(sheet: Sheet, title: str, rows: Sequence[Mapping[str, str]]) -> None:
    with_titles = any("\n" in texts[NUMBER] for texts in rows)
    for at, column in enumerate(COLUMNS, start=1):
        secret = column.style == "secret"
        width = _WITH_TITLE if with_titles and column.head == NUMBER else column.width
        sheet.set_columns(at, at, width, column.style if secret else "free", hidden=secret)
        sheet.write(HEAD_ROW, at, column.head, "head")
    sheet.set_columns(len(COLUMNS) + 1, _FREE_COLUMNS, 16, "free")
    for row, (height, text, style) in enumerate(((30, title, "title"), (20, wording.INTRODUCTION, "line")), start=1):
        sheet.set_row(row, height)
        sheet.write(row, 1, text, style)
    sheet.set_row(HEAD_ROW, 32)
    for row, texts in enumerate(rows, start=HEAD_ROW + 1):
        _write_row(sheet, row, texts)
    sheet.add_table("Redaktion", area_name((HEAD_ROW, 1), (HEAD_ROW + max(len(rows), 1), len(COLUMNS))))
    _colour_states(sheet)
    sheet.freeze(cell_name(HEAD_ROW + 1, 3))
    printed = area_name((1, 1), (_LAST_ROW, _STATE_COLUMN))
    sheet.print_on(Paper(foot=title, repeated=(HEAD_ROW, HEAD_ROW), area=printed))
    sheet.hide_grid()
    sheet.protect("formatCells", "insertColumns", "insertRows", "insertHyperlinks", "objects", "scenarios")


def _write_row(sheet: Sheet, row: int, texts: Mapping[str, str]) -> None:
    is_note = texts[NUMBER] == wording.NOTE_NUMBER
    formula = wording.note_formula if is_note else wording.state_formula
    for at, column in enumerate(COLUMNS, start=1):
        text = texts[column.head]
        if column.head == STATE:
            sheet.write_formula(row, at, "=" + formula(row, _LETTERS), text, column.style)
        else:
            sheet.write(row, at, text, column.style)
    shown = ((texts[column.head], column.width) for column in COLUMNS if column.head in (QUESTION, TEXT))
    sheet.set_row(row, height_for(*shown, at_least=110 if is_note else 36), hidden=not texts[TEXT])


def _colour_states(sheet: Sheet) -> None:
    """Sand for what is to be looked at, green for what is edited; the words say it without colours too."""
    cells = area_name((HEAD_ROW + 1, _STATE_COLUMN), (_LAST_ROW, _STATE_COLUMN))
    first = f"${cell_name(HEAD_ROW + 1, _STATE_COLUMN)}"
    colours = {wording.LOOK: "open", wording.NOT_PRINTED: "open", wording.EDITED: "done", wording.NOTE_PRINTED: "done"}
    sheet.add_colours(cells, [(f'LEFT({first},{len(state)})="{state}"', colour) for state, colour in colours.items()])


def _write_guide(sheet: Sheet, title: str, lines: Iterable[tuple[str, str]]) -> None:
    """The sheet that says what columns and states mean."""
    sheet.set_columns(1, 1, 34, "text")
    sheet.set_columns(2, 2, 84, "text")
    sheet.set_row(1, 30)
    sheet.write(1, 1, title, "title")
    for row, (style, text) in enumerate(lines, start=2):
        term, _, meaning = text.partition("\t")
        if style == "heading":
            sheet.set_row(row, 30)
        if meaning:
            sheet.write(row, 1, term, "label")
            sheet.write(row, 2, meaning, "cell")
            sheet.set_row(row, height_for((term, 34), (meaning, 84)))
        else:
            sheet.write(row, 1, term, style)
    sheet.print_on(Paper(foot=title))
    sheet.hide_grid()
