"""The sheets around the measures: "Anleitung", "Übersicht", and the hidden lists that the others draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lipctl.excel import layout, mark_formulas
from lipctl.excel.form_words import TICKED
from lipctl.excel.guide_words import instructions
from lipctl.excel.live_mark import BROKEN, COMPLETE
from lipctl.excel.measure_sheet import ASSESSMENT_CHOICES, TICK_CHOICES
from lipctl.excel.page import PROTECTION, Job, WrittenSheet, colour_mark, finish_page
from lipctl.model import MeasureNumber, Question
from lipctl.rules.choices import ASSESSMENTS
from lipctl.text import DASHES

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from lipctl.excel.form_sheet import FormSheet

_GUIDE_WIDTH = 96
_GUIDE_HEIGHTS = {"title": 30, "heading": 28}
_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH = 16, 92, 40
_HEAD_ROW = 2


def write_guide(sheet: FormSheet, job: Job) -> None:
    """The sheet "Anleitung": one column of text."""
    sheet.set_column(0, 0, _GUIDE_WIDTH, job.styles["text"])
    sheet.set_column(1, layout.LAST_COLUMN, None, job.styles["text"])
    for row, (style, text) in enumerate(instructions(job.form, job.settings)):
        height = layout.height_for((text, _GUIDE_WIDTH), at_least=_GUIDE_HEIGHTS.get(style, 20))
        sheet.set_row(row, height)
        sheet.write_string(row, 0, text, job.styles[style])
    finish_page(sheet, "guide", layout.GUIDE_SHEET, job, landscape=False)


def write_overview(sheet: FormSheet, job: Job, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Übersicht": number, Kurzfassung and live mark of each measure, and how many are complete."""
    label = job.settings.label
    for column, width in enumerate((_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH)):
        sheet.set_column(column, column, width, job.styles["text"])
    sheet.set_column(3, layout.LAST_COLUMN, None, job.styles["text"])
    sheet.set_row(0, 28)
    sheet.write_string(
        0, 0, f"{layout.OVERVIEW_SHEET} {job.form.year}: {job.form.department.name}", job.styles["title"]
    )
    last = _HEAD_ROW + len(job.form.entries)
    _write_count(sheet, job, [sheets[entry.measure.number].mark for entry in job.form.entries], last)
    sheet.set_row(_HEAD_ROW, 22)
    for column, head in enumerate((label("handlungsansatz"), label("kurzfassung"), "Stand")):
        sheet.write_string(_HEAD_ROW, column, head, job.styles["head"])
    for row, entry in enumerate(job.form.entries, start=_HEAD_ROW + 1):
        _write_measure(sheet, row, "\n".join(entry.measure.summary), sheets[entry.measure.number], job)
        sheet.write_url(
            row, 0, f"internal:{layout.quoted(sheets[entry.measure.number].name)}!A1", job.styles["cell_link"],
            entry.measure.number.text,
        )  # fmt: skip
    colour_mark(sheet, _HEAD_ROW + 1, last, 2, job.styles)
    sheet.autofilter(_HEAD_ROW, 0, last, 2)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    finish_page(sheet, "overview", layout.OVERVIEW_SHEET, job)


def _write_count(sheet: FormSheet, job: Job, marks: Sequence[str], last: int) -> None:
    marked = f"{layout.cell(_HEAD_ROW + 1, 2)}:{layout.cell(last, 2)}"
    words = f" von {len(marks)} {COMPLETE} beantwortet"
    sheet.set_row(1, 22)
    formula = f'=COUNTIF({marked},"{COMPLETE}")&"{words}"'
    sheet.write_formula(1, 0, formula, job.styles["count"], f"{marks.count(COMPLETE)}{words}")


def _write_measure(sheet: FormSheet, row: int, summary: str, written: WrittenSheet, job: Job) -> None:
    text = layout.fit_cell(summary)
    sheet.set_row(row, layout.height_for((text, _SUMMARY_WIDTH), (written.mark, _MARK_WIDTH), at_least=36))
    sheet.write_string(row, 1, text, job.styles["cell"])
    mark = layout.cell(layout.MARK_ROW, layout.ANSWER_COLUMN, fixed=True)
    formula = f'=IFERROR({layout.quoted(written.name)}!{mark},"{BROKEN}")'
    sheet.write_formula(row, 2, formula, job.styles["cell_mark"], written.mark)


def write_lists(workbook: Workbook, sheet: FormSheet, job: Job) -> None:
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
        sheet.write_string(0, column, name, job.styles["secret"])
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                sheet.write_string(row, column, value, job.styles["secret"])
            else:
                sheet.write_number(row, column, value, job.styles["secret_value"])
        _name(workbook, name, column, len(values))
    _write_characters(workbook, sheet, len(columns), job)
    sheet.sign("lists", job.styles["secret"], len(columns) + 2)
    sheet.hide()
    sheet.protect("", PROTECTION)


def _write_characters(workbook: Workbook, sheet: FormSheet, column: int, job: Job) -> None:
    """Blanks first, then dashes: the longer name holds both. By code point, for no program keeps a lone tab.

    A character that a program does not know becomes "", which is found nowhere: the mark works without it.
    """
    blanks = mark_formulas.BLANK_CHARACTERS
    sheet.write_string(0, column, mark_formulas.NOTHING_NAME, job.styles["secret"])
    for row, char in enumerate(blanks + DASHES, start=1):
        value = char if char.isprintable() else ""  # XML cannot hold every one; programs that calculate need no value
        sheet.write_formula(row, column, f'=IFERROR(_xlfn.UNICHAR({ord(char)}),"")', job.styles["secret_value"], value)
    _name(workbook, mark_formulas.BLANKS_NAME, column, len(blanks))
    _name(workbook, mark_formulas.NOTHING_NAME, column, len(blanks) + len(DASHES))


def _name(workbook: Workbook, name: str, column: int, length: int) -> None:
    first, last = layout.cell(1, column, fixed=True), layout.cell(length, column, fixed=True)
    workbook.define_name(name, f"={layout.LISTS_SHEET}!{first}:{last}")
