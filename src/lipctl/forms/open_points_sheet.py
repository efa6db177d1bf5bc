"""A form that goes out again: which fields its open points are about, and the sheet that lists them."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.findings import Finding
from lipctl.forms import layout
from lipctl.forms.form_sheet import FormSheet
from lipctl.forms.model import FormEntry
from lipctl.forms.page import Job, WrittenSheet, finish_page
from lipctl.forms.wording import full_label, open_points_words, sentence_of
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field

_WIDTHS = (16, 34, 92)


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


def write_open_points(sheet: FormSheet, job: Job, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The first sheet of a form that goes out again: a sentence and a link for each open point."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_columns(column, column, width, "text")
    sheet.set_columns(len(_WIDTHS), layout.LAST_COLUMN, None, "text")
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, layout.OPEN_POINTS_SHEET, "title")
    sheet.set_row(1, 24)
    sheet.write_string(1, 0, open_points_words(silent=job.form.silent), "line")
    sheet.set_row(2, 21)
    for column, head in enumerate((job.settings.label("handlungsansatz"), "Frage", "Was fehlt oder unklar ist")):
        sheet.write_string(2, column, head, "head")
    row = 3
    for entry in job.form.entries:
        for point in entry.open_points:
            _write_point(sheet, row, (entry, point, sheets[entry.measure.number]), job)
            row += 1
    sheet.freeze(3)
    sheet.print_rows((2, 2))
    finish_page(sheet, "open", layout.OPEN_POINTS_SHEET, job)


def _write_point(sheet: FormSheet, row: int, what: tuple[FormEntry, Finding, WrittenSheet], job: Job) -> None:
    entry, point, written = what
    parts = max(part for part, _ in written.rows)
    marked = marked_fields(entry, parts)
    key = next((key for key, points in marked.items() if point in points and key in written.rows), None)
    target, label = "A1", "Das ganze Blatt"
    if key:
        target = layout.cell(written.rows[key], layout.ANSWER_COLUMN)
        label = full_label(key[1], key[0] if parts > 1 else 0, entry, job.settings)
    sentence = layout.fit_cell(sentence_of(point))
    widths = zip((label, sentence), _WIDTHS[1:], strict=True)
    sheet.set_row(row, layout.height_for(*widths, at_least=22))
    link = f"{layout.quoted(written.name)}!{target}"
    sheet.write_link(row, 0, link, entry.measure.number.text, "cell_link")
    sheet.write_string(row, 1, label, "cell")
    sheet.write_string(row, 2, sentence, "cell")
