"""The open points of a follow-up form: the fields that they are about, and the sheet that lists them."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.findings import Finding
from lipctl.forms import positions
from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, WrittenSheet, finish_page, set_columns
from lipctl.forms.wording import full_label, open_points_words, sentence_of
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field
from lipctl.settings import Settings
from lipctl.text import is_blank
from lipctl.xlsx.cells import cell_name, height_for
from lipctl.xlsx.writer import Sheet

_WIDTHS = (16, 34, 92)
_HEAD_ROW = 3


def marked_fields(entry: FormEntry) -> dict[Field, list[Finding]]:
    """The fields that open points are about, each with its points."""
    marked: dict[Field, list[Finding]] = {}
    for point in entry.open_points:
        for field in _fields_of(point, entry):
            marked.setdefault(field, []).append(point)
    return marked


def _fields_of(point: Finding, entry: FormEntry) -> list[Field]:
    """The fields that a point is about: one, or that of every part, or all without an answer if it is the whole sheet."""
    parts = range(1, entry.all_parts + 1)
    if point.question is None:
        asked = [Field(part, question) for part in parts if part != entry.spare_part for question in PART_QUESTIONS]
        return [field for field in asked if is_blank(entry.answers.get(field, ""))] or asked
    if point.question in PART_QUESTIONS:
        return [Field(part, point.question) for part in ([point.part] if point.part else parts)]
    return [Field(0, point.question)]


def write_open_points(sheet: Sheet, context: FormContext, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The first sheet of a follow-up form: a sentence and a link for each open point."""
    set_columns(sheet, _WIDTHS)
    introduction = open_points_words(silent=context.form.silent)
    heads = (context.settings.label("handlungsansatz"), "Frage", "Was fehlt oder unklar ist")
    for row, height in enumerate((28, 24, 21), start=1):
        sheet.set_row(row, height)
    sheet.write(1, 1, positions.OPEN_POINTS_SHEET, "title")
    sheet.write(2, 1, introduction, "line")
    for column, head in enumerate(heads, start=1):
        sheet.write(_HEAD_ROW, column, head, "head")
    points = [(entry, point) for entry in context.form.entries for point in entry.open_points]
    for row, (entry, point) in enumerate(points, start=_HEAD_ROW + 1):
        _write_point(sheet, row, point, context.settings, (entry, sheets[entry.measure.number]))
    sheet.freeze(cell_name(_HEAD_ROW + 1, 1))
    finish_page(sheet, "open", context.paper(positions.OPEN_POINTS_SHEET, repeated=(_HEAD_ROW, _HEAD_ROW)))


def _write_point(
    sheet: Sheet, row: int, point: Finding, settings: Settings, about: tuple[FormEntry, WrittenSheet]
) -> None:
    entry, written = about
    field = next((field for field in _fields_of(point, entry) if field in written.rows), None)
    label = "Das ganze Blatt"
    if field and point.question:
        label = full_label(field.question, field.part if entry.all_parts > 1 else 0, entry, settings)
    sentence = sentence_of(point)
    sheet.set_row(row, height_for(*zip((label, sentence), _WIDTHS[1:], strict=True), at_least=22))
    sheet.write_link(row, 1, written.link(field), entry.measure.number.text, "cell_link")
    sheet.write(row, 2, label, "cell")
    sheet.write(row, 3, sentence, "cell")
