"""The sheets around the measures: "Anleitung", "Übersicht", and the hidden lists that validations and formulas use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lipctl.forms import mark_formulas, positions
from lipctl.forms.guide import instructions
from lipctl.forms.measure_sheet import ASSESSMENT_CHOICES, TICK_CHOICES
from lipctl.forms.page import FormContext, WrittenSheet, colour_mark, finish_page, set_columns, sign
from lipctl.forms.wording import A_CLICK, BROKEN, COMPLETE, TICKED
from lipctl.judge.progress import ASSESSMENTS
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.text import DASHES
from lipctl.xlsx.cells import area_name, cell_name, height_for, quoted
from lipctl.xlsx.writer import Book, Sheet

_GUIDE_WIDTH = 96
_GUIDE_HEIGHTS = {"title": 30, "heading": 28}
_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH = 16, 88, 40
_FILTER_WIDTH = 5
"""How much of a head the button of the filter takes, in characters."""
_HEAD_ROW = 3


def write_guide(sheet: Sheet, context: FormContext) -> None:
    """The sheet "Anleitung": one column of text."""
    set_columns(sheet, (_GUIDE_WIDTH,))
    for row, (style, text) in enumerate(instructions(context.form, context.settings), start=1):
        sheet.set_row(row, height_for((text, _GUIDE_WIDTH), at_least=_GUIDE_HEIGHTS.get(style, 20)))
        sheet.write(row, 1, text, style)
    finish_page(sheet, "guide", context.paper(positions.GUIDE_SHEET, landscape=False))


def write_overview(sheet: Sheet, context: FormContext, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Übersicht": number, Kurzfassung and live mark of each measure, and how many are complete."""
    form, label = context.form, context.settings.label
    number_width = max(_NUMBER_WIDTH, len(label("handlungsansatz")) + _FILTER_WIDTH)
    set_columns(sheet, (number_width, _SUMMARY_WIDTH, _MARK_WIDTH))
    for row, height in enumerate((28, 32, 22), start=1):
        sheet.set_row(row, height)
    sheet.write(1, 1, f"{positions.OVERVIEW_SHEET} {form.year}: {form.department.name}", "title")
    first, last = _HEAD_ROW + 1, _HEAD_ROW + len(form.entries)
    sheet.write(2, 3, f"{A_CLICK} führt zum Blatt.", "small")
    _write_count(sheet, [sheets[entry.measure.number].mark for entry in form.entries], area_name((first, 3), (last, 3)))
    for column, head in enumerate((label("handlungsansatz"), label("kurzfassung"), "Stand"), start=1):
        sheet.write(_HEAD_ROW, column, head, "head")
    for row, entry in enumerate(form.entries, start=first):
        _write_measure(sheet, row, "\n".join(entry.measure.summary), sheets[entry.measure.number])
        sheet.write_link(row, 1, sheets[entry.measure.number].link(), entry.measure.number.text, "cell_link")
    colour_mark(sheet, first, last, 3)
    sheet.add_filter(area_name((_HEAD_ROW, 1), (last, 3)))
    sheet.freeze(cell_name(first, 1))
    finish_page(sheet, "overview", context.paper(positions.OVERVIEW_SHEET, repeated=(_HEAD_ROW, _HEAD_ROW)))


def _write_count(sheet: Sheet, marks: Sequence[str], cells: str) -> None:
    words = f" von {len(marks)} {COMPLETE} beantwortet"
    sheet.write_formula(2, 1, f'=COUNTIF({cells},"{COMPLETE}")&"{words}"', f"{marks.count(COMPLETE)}{words}", "count")


def _write_measure(sheet: Sheet, row: int, summary: str, written: WrittenSheet) -> None:
    sheet.set_row(row, height_for((summary, _SUMMARY_WIDTH), (written.mark, _MARK_WIDTH), at_least=36))
    sheet.write(row, 2, summary, "cell")
    mark = cell_name(positions.MARK_ROW, positions.ANSWER_COLUMN, fixed=True)
    formula = f'=IFERROR({quoted(written.name)}!{mark},"{BROKEN}")'
    sheet.write_formula(row, 3, formula, written.mark, "cell_mark")


def write_lists(book: Book, sheet: Sheet) -> None:
    """The hidden sheet: the choices, the words that are understood, and the characters that say nothing."""
    columns: list[tuple[str, Sequence[str | int]]] = [
        (ASSESSMENT_CHOICES, [rule.label for rule in ASSESSMENTS.values()]),
        (TICK_CHOICES, [TICKED]),
    ]
    for question, keys, codes in (
        (Question.ASSESSMENT, mark_formulas.ASSESSMENT_KEYS, mark_formulas.ASSESSMENT_CODES),
        (Question.UNCHANGED, mark_formulas.TICK_KEYS, mark_formulas.TICK_CODES),
    ):
        pairs = mark_formulas.choice_keys(question)
        columns += [(keys, [key for key, _ in pairs]), (codes, [code for _, code in pairs])]
    for column, (name, values) in enumerate(columns, start=1):
        sheet.write(1, column, name, "secret")
        for row, value in enumerate(values, start=2):
            if isinstance(value, str):
                sheet.write(row, column, value, "secret")
            else:
                sheet.write_number(row, column, value, "secret_value")
        _name(book, name, column, len(values))
    _write_characters(book, sheet, len(columns) + 1)
    sheet.set_columns(len(columns) + 3, len(columns) + 3, 12, "secret", hidden=True)
    sign(sheet, "lists", len(columns) + 3)
    sheet.hide()
    sheet.protect()


def _write_characters(book: Book, sheet: Sheet, column: int) -> None:
    """Blanks first, then dashes: the longer name holds both. By code point, for no program keeps a lone tab.

    A character that a program does not know becomes "", which is found nowhere: the mark works without it.
    """
    blanks = mark_formulas.BLANK_CHARACTERS
    sheet.write(1, column, mark_formulas.NOTHING_NAME, "secret")
    for row, char in enumerate(blanks + DASHES, start=2):
        value = char if char.isprintable() else ""  # XML cannot hold every one; programs that calculate need no value
        sheet.write_formula(row, column, f'=IFERROR(_xlfn.UNICHAR({ord(char)}),"")', value, "secret_value")
    _name(book, mark_formulas.BLANKS_NAME, column, len(blanks))
    _name(book, mark_formulas.NOTHING_NAME, column, len(blanks) + len(DASHES))


def _name(book: Book, name: str, column: int, length: int) -> None:
    book.define_name(name, f"{positions.LISTS_SHEET}!{area_name((2, column), (length + 1, column), fixed=True)}")
