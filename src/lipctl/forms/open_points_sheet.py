"""The open points of a follow-up form: the fields that they are about, and the sheet that lists them."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.findings import Finding
from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, WrittenSheet
from lipctl.forms.passages import Passage, write_passages
from lipctl.forms.wording import full_label, open_points_words, sentence_of
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field
from lipctl.settings.model import Settings
from lipctl.text import is_blank
from lipctl.xlsx.sheet_writer import Sheet


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
    passages = (
        _passage(point, entry, sheets[entry.measure.number], context.settings)
        for entry in context.form.entries
        for point in entry.open_points
    )
    introduction = open_points_words(silent=context.form.silent)
    write_passages(sheet, context, passages, kind="open", introduction=introduction, head="Was fehlt oder unklar ist")


def _passage(point: Finding, entry: FormEntry, written: WrittenSheet, settings: Settings) -> Passage:
    field = next((field for field in _fields_of(point, entry) if field in written.rows), None)
    label = "Das ganze Blatt"
    if field and point.question:
        label = full_label(field.question, field.part if entry.all_parts > 1 else 0, entry, settings)
    return Passage(entry.measure, written.link(field), label, sentence_of(point))
