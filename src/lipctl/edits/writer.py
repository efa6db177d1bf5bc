"""Making ``redaktion.xlsx``: a table with a row per field of the report, and a sheet that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lipctl.edits import reader as edits
from lipctl.edits import wording as words
from lipctl.edits.rows import Line
from lipctl.forms.layout import cell, fit_cell, height_for
from lipctl.forms.page import PROTECTION
from lipctl.settings import Settings
from lipctl.text import fingerprint
from lipctl.xlsx.styles import FONT, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET, GUIDE = "Redaktion", "Anleitung"
HEAD_ROW = 2
"""The row (from 0) of the table's heads."""

_WIDTHS = (13, 22, 52, 52, 24, 22, 10, 11, 40, 10)
_STYLES = ("plan", "plan", "earlier", "answer", "answer", "cell_mark", "earlier", "answer", "earlier", "secret")
_LAST_ROW = 1_048_575
_FREE_COLUMNS = 28
"""Up to here (from 0) columns to the right are free for the coordinator."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own time has no zone; fixed, so that the bytes are


@dataclass(frozen=True, slots=True)
class Book:
    """Whose edits a workbook holds."""

    settings: Settings
    year: int

    def identity(self, line: Line) -> edits.EditIdentity:
        """The identity of a fresh row."""
        return edits.EditIdentity(
            self.settings.plan_id, self.year, line.number, line.part, line.question, fingerprint(line.text)
        )


def new_edits(lines: Iterable[Line], settings: Settings, year: int) -> bytes:
    """The workbook with a row per line, as the bytes of an .xlsx; the same lines give the same bytes."""
    from lipctl.xlsx.package import GermanWorkbook

    stream = BytesIO()
    workbook = GermanWorkbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": words.title(year, settings), "created": _MADE})
    styles = Styles(workbook)
    _write_table(workbook.add_worksheet(SHEET), list(lines), Book(settings, year), styles)
    _write_guide(workbook.add_worksheet(GUIDE), year, settings, styles)
    workbook.close()
    return stream.getvalue()


def row_texts(line: Line, book: Book) -> tuple[str, ...]:
    """What stands in a fresh row, column by column; the state is the formula's first result."""
    state = words.state_words(line.text, "", "")
    question = words.question_words(line, book.settings)
    return (
        line.number.text,
        question,
        fit_cell(line.text),
        "",
        "",
        state,
        "",
        "",
        "",
        book.identity(line).encode(),
    )


def _write_table(sheet: Worksheet, lines: Sequence[Line], book: Book, styles: Styles) -> None:
    for column, (width, style) in enumerate(zip(_WIDTHS, _STYLES, strict=True)):
        hidden = {"hidden": True} if edits.HEADS[column] == edits.IDENTITY else {}
        free = "free" if style != "secret" else style
        sheet.set_column(column, column, width, styles[free], hidden)
    sheet.set_column(len(_WIDTHS), _FREE_COLUMNS, 16, styles["free"])
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, words.title(book.year, book.settings), styles["title"])
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, words.INTRODUCTION, styles["line"])
    last = HEAD_ROW + max(len(lines), 1)
    heads = [{"header": head, "header_format": styles["head"]} for head in edits.HEADS]
    table = {"name": "Redaktion", "style": None, "columns": heads}
    sheet.add_table(HEAD_ROW, 0, last, len(heads) - 1, table)
    sheet.set_row(HEAD_ROW, 32)
    for row, line in enumerate(lines, start=HEAD_ROW + 1):
        _write_row(sheet, row, row_texts(line, book), styles)
    _colour_states(sheet, styles)
    _finish(sheet, book, last)


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str], styles: Styles) -> None:
    letters = {head: cell(row, column)[0] for column, head in enumerate(edits.HEADS)}
    for column, (text, style) in enumerate(zip(texts, _STYLES, strict=True)):
        if edits.HEADS[column] == edits.STATE:
            formula = "=" + words.state_formula(row + 1, letters)
            sheet.write_formula(row, column, formula, styles[style], text)
        elif text:
            sheet.write_string(row, column, text, styles[style])
        else:
            sheet.write_blank(row, column, None, styles[style])
    shown = zip(texts[1:3], _WIDTHS[1:3], strict=True)
    sheet.set_row(row, height_for(*shown, at_least=36), None, {} if texts[2] else {"hidden": True})


def _colour_states(sheet: Worksheet, styles: Styles) -> None:
    """Sand for what is to be looked at, green for what is edited; the words say it without colours too."""
    column = edits.HEADS.index(edits.STATE)
    at = f"${cell(HEAD_ROW + 1, column)}"
    colours = {words.LOOK: "open_mark", words.NOT_PRINTED: "open_mark", words.EDITED: "done_mark"}
    for state, style in colours.items():
        rule = {"type": "formula", "criteria": f'={at}="{state}"', "format": styles[style]}
        sheet.conditional_format(HEAD_ROW + 1, column, _LAST_ROW, column, rule)


def _finish(sheet: Worksheet, book: Book, last: int) -> None:
    """Paper, what stays in sight, and a protection without password for what is not hers to change."""
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, _LAST_ROW, edits.HEADS.index(edits.STATE))
    _print_on_a4(sheet, words.title(book.year, book.settings))
    sheet.ignore_errors({"number_stored_as_text": f"A1:J{last + 1}"})
    allowed = ("format_cells", "insert_columns", "insert_rows", "insert_hyperlinks", "objects", "scenarios")
    sheet.protect("", PROTECTION | dict.fromkeys(allowed, True))
    sheet.activate()


def _print_on_a4(sheet: Worksheet, title: str) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    font = f'&"{FONT},Regular"&9'
    sheet.set_footer(f"&L{font} {title.replace('&', '&&')[:110]}&R{font} Seite &P von &N")


def _write_guide(sheet: Worksheet, year: int, settings: Settings, styles: Styles) -> None:
    """The sheet that says what columns and states mean."""
    sheet.set_column(0, 0, 34, styles["text"])
    sheet.set_column(1, 1, 84, styles["text"])
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, words.title(year, settings), styles["title"])
    for row, (style, text) in enumerate(words.guide(year), start=1):
        term, _, meaning = text.partition("\t")
        if style == "heading":
            sheet.set_row(row, 30)
        if meaning:
            sheet.write_string(row, 0, term, styles["label"])
            sheet.write_string(row, 1, meaning, styles["cell"])
            sheet.set_row(row, height_for((term, 34), (meaning, 84)))
        else:
            sheet.write_string(row, 0, term, styles[style])
    _print_on_a4(sheet, words.title(year, settings))
