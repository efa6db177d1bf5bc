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
from lipctl.xlsx.cells import cell_name, height_for, quoted
from lipctl.xlsx.writer import Sheet

_WIDTHS = (16, 34, 92)
_HEAD_ROW = 3


def marked_fields(entry: FormEntry, parts: int) -> dict[Field, list[Finding]]:
    """The fields that each open point is about: one, or that of every part, or none if it is about the whole sheet."""
    marked: dict[Field, list[Finding]] = {}
    for point in entry.open_points:
        if point.question is None:
            continue
        in_parts = point.question in PART_QUESTIONS
        for part in range(1, parts + 1) if in_parts and not point.part else [point.part if in_parts else 0]:
            marked.setdefault(Field(part, point.question), []).append(point)
    return marked


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
    parts = max(part for part, _ in written.rows)
    marked = marked_fields(entry, parts)
    field = next((field for field, points in marked.items() if point in points and field in written.rows), None)
    target, label = "A1", "Das ganze Blatt"
    if field:
        target = cell_name(written.rows[field], positions.ANSWER_COLUMN)
        label = full_label(field.question, field.part if parts > 1 else 0, entry, settings)
    sentence = sentence_of(point)
    sheet.set_row(row, height_for(*zip((label, sentence), _WIDTHS[1:], strict=True), at_least=22))
    sheet.write_link(row, 1, f"{quoted(written.name)}!{target}", entry.measure.number.text, "cell_link")
    sheet.write(row, 2, label, "cell")
    sheet.write(row, 3, sentence, "cell")
