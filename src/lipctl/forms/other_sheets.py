"""The sheets around the measures: "Anleitung", "Übersicht", and the hidden lists that the others draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lipctl.forms import layout, mark_formulas
from lipctl.forms.form_sheet import FormBook, FormSheet
from lipctl.forms.guide import instructions
from lipctl.forms.live_mark import BROKEN, COMPLETE
from lipctl.forms.measure_sheet import ASSESSMENT_CHOICES, TICK_CHOICES
from lipctl.forms.page import Job, WrittenSheet, colour_mark, finish_page
from lipctl.forms.wording import TICKED
from lipctl.judge.progress import ASSESSMENTS
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.text import DASHES

_GUIDE_WIDTH = 96
_GUIDE_HEIGHTS = {"title": 30, "heading": 28}
_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH = 16, 92, 40
_HEAD_ROW = 2


def write_guide(sheet: FormSheet, job: Job) -> None:
    """The sheet "Anleitung": one column of text."""
    sheet.set_columns(0, 0, _GUIDE_WIDTH, "text")
    sheet.set_columns(1, layout.LAST_COLUMN, None, "text")
    for row, (style, text) in enumerate(instructions(job.form, job.settings)):
        height = layout.height_for((text, _GUIDE_WIDTH), at_least=_GUIDE_HEIGHTS.get(style, 20))
        sheet.set_row(row, height)
        sheet.write_string(row, 0, text, style)
    finish_page(sheet, "guide", layout.GUIDE_SHEET, job, landscape=False)


def write_overview(sheet: FormSheet, job: Job, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Übersicht": number, Kurzfassung and live mark of each measure, and how many are complete."""
    label = job.settings.label
    for column, width in enumerate((_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH)):
        sheet.set_columns(column, column, width, "text")
    sheet.set_columns(3, layout.LAST_COLUMN, None, "text")
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, f"{layout.OVERVIEW_SHEET} {job.form.year}: {job.form.department.name}", "title")
    last = _HEAD_ROW + len(job.form.entries)
    _write_count(sheet, [sheets[entry.measure.number].mark for entry in job.form.entries], last)
    sheet.set_row(_HEAD_ROW, 22)
    for column, head in enumerate((label("handlungsansatz"), label("kurzfassung"), "Stand")):
        sheet.write_string(_HEAD_ROW, column, head, "head")
    for row, entry in enumerate(job.form.entries, start=_HEAD_ROW + 1):
        _write_measure(sheet, row, "\n".join(entry.measure.summary), sheets[entry.measure.number])
        target = f"{layout.quoted(sheets[entry.measure.number].name)}!A1"
        sheet.write_link(row, 0, target, entry.measure.number.text, "cell_link")
    colour_mark(sheet, _HEAD_ROW + 1, last, 2)
    sheet.add_filter(_HEAD_ROW, last, 2)
    sheet.freeze(_HEAD_ROW + 1)
    sheet.print_rows((_HEAD_ROW, _HEAD_ROW))
    finish_page(sheet, "overview", layout.OVERVIEW_SHEET, job)


def _write_count(sheet: FormSheet, marks: Sequence[str], last: int) -> None:
    marked = f"{layout.cell(_HEAD_ROW + 1, 2)}:{layout.cell(last, 2)}"
    words = f" von {len(marks)} {COMPLETE} beantwortet"
    sheet.set_row(1, 22)
    formula = f'=COUNTIF({marked},"{COMPLETE}")&"{words}"'
    sheet.write_formula(1, 0, formula, f"{marks.count(COMPLETE)}{words}", "count")


def _write_measure(sheet: FormSheet, row: int, summary: str, written: WrittenSheet) -> None:
    text = layout.fit_cell(summary)
    sheet.set_row(row, layout.height_for((text, _SUMMARY_WIDTH), (written.mark, _MARK_WIDTH), at_least=36))
    sheet.write_string(row, 1, text, "cell")
    mark = layout.cell(layout.MARK_ROW, layout.ANSWER_COLUMN, fixed=True)
    formula = f'=IFERROR({layout.quoted(written.name)}!{mark},"{BROKEN}")'
    sheet.write_formula(row, 2, formula, written.mark, "cell_mark")


def write_lists(book: FormBook, sheet: FormSheet) -> None:
    """The hidden sheet: what may be chosen, what is understood, and the characters that say nothing."""
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
    for column, (name, values) in enumerate(columns):
        sheet.write_string(0, column, name, "secret")
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                sheet.write_string(row, column, value, "secret")
            else:
                sheet.write_number(row, column, value, "secret_value")
        _name(book, name, column, len(values))
    _write_characters(book, sheet, len(columns))
    sheet.sign("lists", len(columns) + 2)
    sheet.finish_hidden()


def _write_characters(book: FormBook, sheet: FormSheet, column: int) -> None:
    """Blanks first, then dashes: the longer name holds both. By code point, for no program keeps a lone tab.

    A character that a program does not know becomes "", which is found nowhere: the mark works without it.
    """
    blanks = mark_formulas.BLANK_CHARACTERS
    sheet.write_string(0, column, mark_formulas.NOTHING_NAME, "secret")
    for row, char in enumerate(blanks + DASHES, start=1):
        value = char if char.isprintable() else ""  # XML cannot hold every one; programs that calculate need no value
        sheet.write_formula(row, column, f'=IFERROR(_xlfn.UNICHAR({ord(char)}),"")', value, "secret_value")
    _name(book, mark_formulas.BLANKS_NAME, column, len(blanks))
    _name(book, mark_formulas.NOTHING_NAME, column, len(blanks) + len(DASHES))


def _name(book: FormBook, name: str, column: int, length: int) -> None:
    first, last = layout.cell(1, column, fixed=True), layout.cell(length, column, fixed=True)
    book.define_name(name, f"{layout.LISTS_SHEET}!{first}:{last}")
