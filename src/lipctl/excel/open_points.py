"""A form that goes out again: which fields its open points are about, and the sheet that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lipctl.excel import layout
from lipctl.excel.form_model import FormEntry
from lipctl.excel.form_words import full_label, open_points_words, sentence_of
from lipctl.excel.live_mark import as_answer
from lipctl.excel.page import Job, WrittenSheet, finish_page
from lipctl.findings import Finding
from lipctl.model import PART_QUESTIONS, MeasureNumber
from lipctl.rules.completeness import gaps
from lipctl.text import clean

if TYPE_CHECKING:
    from lipctl.excel.form_sheet import FormSheet

_WIDTHS = (16, 34, 92)


def marked_fields(entry: FormEntry, parts: int, *, assessment_asked: bool) -> dict[layout.Key, list[Finding]]:
    """The fields that an open point is about. A finding names its question; which part, the same rules tell."""
    answer = as_answer({key: clean(text).text for key, text in entry.answers.items()})
    found = gaps(answer, entry.earlier, assessment_asked=assessment_asked)
    marked: dict[layout.Key, list[Finding]] = {}
    for point in entry.open_points:
        if point.question is None:
            continue
        concerned = [0]
        if point.question in PART_QUESTIONS:
            at_fault = {
                gap.part for gap in found if (gap.code, gap.question) == (point.code, point.question) and gap.part
            }
            concerned = sorted(at_fault) or list(range(1, parts + 1))
        for part in concerned:
            marked.setdefault((part, point.question), []).append(point)
    return marked


def write_open_points(sheet: FormSheet, job: Job, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The first sheet of a form that goes out again: a sentence and a link for each open point."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, job.styles["text"])
    sheet.set_column(len(_WIDTHS), layout.LAST_COLUMN, None, job.styles["text"])
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, layout.OPEN_POINTS_SHEET, job.styles["title"])
    sheet.set_row(1, 24)
    sheet.write_string(1, 0, open_points_words(), job.styles["line"])
    sheet.set_row(2, 21)
    for column, head in enumerate((job.settings.label("handlungsansatz"), "Frage", "Was fehlt oder unklar ist")):
        sheet.write_string(2, column, head, job.styles["head"])
    row = 3
    for entry in job.form.entries:
        for point in entry.open_points:
            _write_point(sheet, row, (entry, point, sheets[entry.measure.number]), job)
            row += 1
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    finish_page(sheet, "open", layout.OPEN_POINTS_SHEET, job)


def _write_point(sheet: FormSheet, row: int, what: tuple[FormEntry, Finding, WrittenSheet], job: Job) -> None:
    entry, point, written = what
    parts = max(part for part, _ in written.rows)
    marked = marked_fields(entry, parts, assessment_asked=job.assessment_asked)
    key = next((key for key, points in marked.items() if point in points and key in written.rows), None)
    target, label = "A1", "Das ganze Blatt"
    if key:
        target = layout.cell(written.rows[key], layout.ANSWER_COLUMN)
        label = full_label(key[1], key[0] if parts > 1 else 0, entry, job.settings)
    sentence = layout.fit_cell(sentence_of(point))
    widths = zip((label, sentence), _WIDTHS[1:], strict=True)
    sheet.set_row(row, layout.height_for(*widths, at_least=22))
    link = f"internal:{layout.quoted(written.name)}!{target}"
    sheet.write_url(row, 0, link, job.styles["cell_link"], entry.measure.number.text)
    sheet.write_string(row, 1, label, job.styles["cell"])
    sheet.write_string(row, 2, sentence, job.styles["cell"])
