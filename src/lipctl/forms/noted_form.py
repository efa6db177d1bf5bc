"""A form that XlsxWriter puts into XML: one that asks again has notes on its cells, and is not in a hurry.

Imported only where such a form is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lipctl.forms import layout
from lipctl.forms.form_sheet import MARGINS, NUMBERS_AS_TEXT, REFUSAL_TITLE, FormBook, FormSheet, Hint, Paper
from lipctl.forms.page import PROTECTION
from lipctl.xlsx.old_styles import FONT, Styles
from lipctl.xlsx.package import GermanWorkbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_NOTE = {"author": layout.NOTE_AUTHOR, "x_scale": 2.6, "y_scale": 1.8, "font_name": FONT, "font_size": 10}


class NotedSheet(FormSheet):
    """Says in XlsxWriter's words what a form's sheet is asked to do."""

    def __init__(self, name: str, sheet: Worksheet, styles: Styles) -> None:
        super().__init__(name)
        self._sheet, self._styles = sheet, styles

    def set_columns(self, first: int, last: int, width: float | None, style: str, *, hidden: bool = False) -> None:
        self._sheet.set_column(first, last, width, self._styles[style], {"hidden": hidden})

    def set_row(self, row: int, height: float) -> None:
        self._sheet.set_row(row, height)

    def write_answer(self, row: int, column: int, text: str, style: str) -> None:
        self._sheet.write_string(row, column, text, self._styles[style])

    def write_blank(self, row: int, column: int, style: str) -> None:
        self._sheet.write_blank(row, column, None, self._styles[style])

    def write_number(self, row: int, column: int, number: int, style: str) -> None:
        self._sheet.write_number(row, column, number, self._styles[style])

    def write_formula(self, row: int, column: int, formula: str, value: str | int, style: str) -> None:
        self._sheet.write_formula(row, column, formula, self._styles[style], value)

    def write_note(self, row: int, column: int, text: str) -> None:
        self._sheet.write_comment(row, column, text, _NOTE)

    def add_hint(self, row: int, column: int, hint: Hint) -> None:
        options = {"validate": "any", "input_title": hint.title, "input_message": hint.message}
        if hint.source:
            options |= {"validate": "list", "source": f"={hint.source}"}
            options |= {"error_title": REFUSAL_TITLE, "error_message": hint.refusal}
        self._sheet.data_validation(row, column, row, column, options)

    def add_colours(self, rows: tuple[int, int], column: int, rules: Sequence[tuple[str, str]]) -> None:
        for condition, style in rules:
            rule = {"type": "formula", "criteria": condition, "format": self._styles[style]}
            self._sheet.conditional_format(rows[0], column, rows[1], column, rule)

    def add_filter(self, first_row: int, last_row: int, last_column: int) -> None:
        self._sheet.autofilter(first_row, 0, last_row, last_column)

    def freeze(self, rows: int, selected: tuple[int, int] | None = None) -> None:
        self._sheet.freeze_panes(rows, 0)
        if selected:
            self._sheet.set_selection(*selected, *selected)

    def print_rows(self, repeated: tuple[int, int], last_cell: tuple[int, int] | None = None) -> None:
        self._sheet.repeat_rows(*repeated)
        if last_cell:
            self._sheet.print_area(0, 0, *last_cell)

    def finish(self, paper: Paper) -> None:
        if paper.landscape:
            self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(**MARGINS)
        self._sheet.set_header(paper.header)
        self._sheet.set_footer(paper.footer)
        self._sheet.hide_gridlines(2)
        self._sheet.ignore_errors({"number_stored_as_text": NUMBERS_AS_TEXT})
        self._sheet.protect("", PROTECTION)

    def finish_hidden(self) -> None:
        self._sheet.hide()
        self._sheet.protect("", PROTECTION)

    def _write_rich(self, row: int, column: int, pieces: Sequence[tuple[str, str]], style: str) -> None:
        words = [word for name, text in pieces for word in (self._styles[name], text)]
        self._sheet.write_rich_string(row, column, *words, self._styles[style])

    def _write_link(self, row: int, column: int, target: str, text: str, style: str) -> None:
        self._sheet.write_url(row, column, f"internal:{target}", self._styles[style], text)


class NotedBook(FormBook):
    """XlsxWriter's workbook, with what XlsxWriter cannot say."""

    def __init__(self) -> None:
        self._target = BytesIO()
        options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self._workbook = GermanWorkbook(self._target, options)
        self._styles = Styles(self._workbook)

    def add_sheet(self, name: str) -> NotedSheet:
        return NotedSheet(name, self._workbook.add_worksheet(name), self._styles)

    def define_name(self, name: str, meaning: str) -> None:
        self._workbook.define_name(name, f"={meaning}")

    def close(self, title: str, year: int) -> bytes:
        self._workbook.set_properties({"title": title, "created": datetime(year, 1, 1)})  # noqa: DTZ001
        self._workbook.close()
        return self._target.getvalue()
