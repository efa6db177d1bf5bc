"""The sheets around the measures: "Anleitung" and "Übersicht"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lipctl.forms import positions
from lipctl.forms.guide import instructions
from lipctl.forms.page import FormContext, WrittenSheet, colour_mark, finish_page, set_columns
from lipctl.forms.wording import A_CLICK, BROKEN, COMPLETE, OPEN
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.xlsx.cells import area_name, cell_name, height_for, quoted
from lipctl.xlsx.sheet_writer import Sheet

_GUIDE_WIDTH = 106
"""Broader than a page, so that the guide, scaled to it, fits on one."""
_GUIDE_HEIGHTS = {"title": 30, "heading": 28}
_NUMBER_WIDTH, _SUMMARY_WIDTH, _MARK_WIDTH = 16, 88, 40
_FILTER_WIDTH = 5
"""How much of a head the button of the filter takes, in characters."""
_HEAD_ROW = 3


def write_guide(sheet: Sheet, context: FormContext) -> None:
    """The sheet "Anleitung": one column of text, and an empty one in print, for LibreOffice scales no column that is alone."""
    set_columns(sheet, (_GUIDE_WIDTH, 1))
    lines = instructions(context.form, context.settings)
    for row, (style, text) in enumerate(lines, start=1):
        sheet.set_row(row, height_for((text, _GUIDE_WIDTH), at_least=_GUIDE_HEIGHTS.get(style, 20)))
        sheet.write(row, 1, text, style)
    finish_page(
        sheet, "guide", context.paper(positions.GUIDE_SHEET, area=area_name((1, 1), (len(lines), 2)), landscape=False)
    )


def write_overview(sheet: Sheet, context: FormContext, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Übersicht": number, title, Kurzfassung and live mark of each measure, and how many are complete."""
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
        _write_measure(sheet, row, entry.measure, sheets[entry.measure.number])
        sheet.write_link(row, 1, sheets[entry.measure.number].link(), entry.measure.number.text, "cell_link")
    colour_mark(sheet, first, last, 3)
    sheet.add_filter(area_name((_HEAD_ROW, 1), (last, 3)))
    sheet.freeze(cell_name(first, 1))
    finish_page(sheet, "overview", context.paper(positions.OVERVIEW_SHEET, repeated=(_HEAD_ROW, _HEAD_ROW)))


def _write_count(sheet: Sheet, marks: Sequence[str], cells: str) -> None:
    words = f" von {len(marks)} {COMPLETE} beantwortet"
    formula = f'={len(marks)}-COUNTIF({cells},"{OPEN}*")&"{words}"'
    sheet.write_formula(2, 1, formula, f"{sum(not mark.startswith(OPEN) for mark in marks)}{words}", "count")


def _write_measure(sheet: Sheet, row: int, measure: Measure, written: WrittenSheet) -> None:
    summary = "\n".join(filter(None, (measure.title, *measure.summary)))
    sheet.set_row(row, height_for((summary, _SUMMARY_WIDTH), (written.mark, _MARK_WIDTH), at_least=36))
    sheet.write(row, 2, summary, "cell")
    mark = cell_name(positions.MARK_ROW, positions.ANSWER_COLUMN, fixed=True)
    formula = f'=IFERROR({quoted(written.name)}!{mark},"{BROKEN}")'
    sheet.write_formula(row, 3, formula, written.mark, "cell_mark")
