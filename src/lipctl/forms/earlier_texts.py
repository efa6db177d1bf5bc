"""The earlier answers: what stands beside the fields, and the sheet with those that are too long to stand there whole."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, WrittenSheet
from lipctl.forms.passages import Passage, write_passages
from lipctl.forms.wording import GOES_ON, full_label
from lipctl.judge.model import MeasureAnswer
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.xlsx.cells import line_count, pieces_of
from lipctl.xlsx.sheet_writer import Sheet

EARLIER_WIDTH = 44
"""The width of the column beside the fields, in characters."""
_LINES_BESIDE = 20
"""How many lines of an earlier answer stand beside its field. Rows grow with all that is in them, or end at 409 points; a
form is to stay a form."""


def earlier_text(entry: FormEntry, field: Field) -> str:
    """The earlier answer to this question, with what was corrected since below it; "" if there is none."""
    if entry.earlier is None:
        return ""
    corrected = (each.words() for each in entry.earlier.addenda if each.field == field)
    return "\n\n".join(filter(None, (_answered(entry.earlier.answer, field), *corrected)))


def _answered(answer: MeasureAnswer, field: Field) -> str:
    part, question = field
    if question is Question.ASSESSMENT:
        return answer.assessment.label if answer.assessment else ""
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


def write_earlier_texts(sheet: Sheet, context: FormContext, sheets: Mapping[MeasureNumber, WrittenSheet]) -> None:
    """The sheet "Frühere Antworten": each long text as a whole, with a link to its field."""
    passages = (
        Passage(entry.measure, sheets[entry.measure.number].link(field), _label(field, entry, context), text)
        for entry in context.form.entries
        for field, text in long_texts(entry)
    )
    introduction = "Was für seinen Platz neben dem Antwortfeld zu lang ist, steht hier im ganzen Wortlaut."
    write_passages(sheet, context, passages, kind="earlier", introduction=introduction, head="Zuletzt berichtet")


def _label(field: Field, entry: FormEntry, context: FormContext) -> str:
    label = full_label(field.question, field.part if entry.all_parts > 1 else 0, entry, context.settings)
    return f"{label} ({entry.earlier.when})" if entry.earlier else label
