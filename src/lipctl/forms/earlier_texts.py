"""The earlier answers: what stands beside the fields, and the sheet with those that are too long to stand there whole."""

from __future__ import annotations

from collections.abc import Iterator

from lipctl.forms import positions
from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, WrittenSheet, finish_page, set_columns
from lipctl.forms.wording import GOES_ON, full_label
from lipctl.judge.progress import ASSESSMENTS
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.xlsx.cells import cell_name, height_for, line_count, pieces_of
from lipctl.xlsx.writer import Sheet

EARLIER_WIDTH = 44
"""The width of the column beside the fields, in characters."""
_LINES_BESIDE = 20
"""How many lines of an earlier answer stand beside its field. Rows grow with all that is in them, or end at 409 points; a
form is to stay a form."""
_WIDTHS = (18, 34, 88)
_LINES_IN_A_ROW = 15
_HEAD_ROW = 3


def earlier_text(entry: FormEntry, field: Field) -> str:
    """The earlier answer to this question; "" if there is none."""
    part, question = field
    if entry.earlier is None:
        return ""
    answer = entry.earlier.answer
    if question is Question.ASSESSMENT:
        return ASSESSMENTS[answer.assessment].label if answer.assessment else ""
    if question is Question.DISCLAIMED:
        return answer.disclaimed
    return answer.parts[part - 1].text(question) if 0 < part <= len(answer.parts) else ""


def text_beside(text: str) -> str:
    """As much of an earlier answer as stands beside its field."""
    return f"{next(pieces_of(text, EARLIER_WIDTH, _LINES_BESIDE - 2))}\n{GOES_ON}" if _is_long(text) else text


def _is_long(text: str) -> bool:
    return line_count(text, EARLIER_WIDTH) > _LINES_BESIDE


def long_texts(entry: FormEntry) -> list[tuple[Field, str]]:
    """The earlier answers of an entry that are too long to stand beside their fields."""
    fields = [Field(part, question) for part in range(1, entry.all_parts + 1) for question in PART_QUESTIONS]
    return [(field, text) for field in fields if _is_long(text := earlier_text(entry, field))]


def write_earlier_texts(sheet: Sheet, context: FormContext, sheets: dict[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Frühere Antworten": each long text over as many rows as it takes, with a link to its field."""
    set_columns(sheet, _WIDTHS)
    for row, height in enumerate((28, 24, 21), start=1):
        sheet.set_row(row, height)
    sheet.write(1, 1, positions.EARLIER_SHEET, "title")
    sheet.write(2, 1, "Was für seinen Platz neben dem Antwortfeld zu lang ist, steht hier im ganzen Wortlaut.", "line")
    for column, head in enumerate((context.settings.label("handlungsansatz"), "Frage", "Zuletzt berichtet"), start=1):
        sheet.write(_HEAD_ROW, column, head, "head")
    rows = [row for entry in context.form.entries for row in _rows(entry, context)]
    for row, (entry, field, label, piece) in enumerate(rows, start=_HEAD_ROW + 1):
        sheet.set_row(row, height_for(*zip((label, piece), _WIDTHS[1:], strict=True), at_least=22))
        number = entry.measure.number
        sheet.write_link(row, 1, sheets[number].link(field), number.text, "cell_link")
        sheet.write(row, 2, label, "cell")
        sheet.write(row, 3, piece, "earlier")
    sheet.freeze(cell_name(_HEAD_ROW + 1, 1))
    finish_page(sheet, "earlier", context.paper(positions.EARLIER_SHEET, repeated=(_HEAD_ROW, _HEAD_ROW)))


def _rows(entry: FormEntry, context: FormContext) -> Iterator[tuple[FormEntry, Field, str, str]]:
    """What stands in each row: whose text, the field, what it is called, and a piece of it."""
    year = entry.earlier.year if entry.earlier else ""
    for field, text in long_texts(entry):
        part = field.part if entry.all_parts > 1 else 0
        label = f"{full_label(field.question, part, entry, context.settings)} ({year})"
        for number, piece in enumerate(pieces_of(text, _WIDTHS[2], _LINES_IN_A_ROW)):
            yield entry, field, f"{label}\nFortsetzung" if number else label, piece
