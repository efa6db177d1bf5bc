"""The second way to an answer: by the labels beside it, where a row's identity is missing or damaged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lipctl.forms.layout import ANSWER_COLUMN, QUESTION_COLUMN
from lipctl.forms.wording import Labels
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.text import key_of
from lipctl.xlsx.workbook import Sheet, Workbook

_TO_THE_RIGHT = ANSWER_COLUMN - QUESTION_COLUMN
_FORM_LINE = re.compile(r"Berichtsjahr (\d{4}) · Dienststelle (\S+)")
_HEAD_ROWS = 4


@dataclass(slots=True)
class Labelled:
    """The answers of a sheet as its labels tell them: Field(part, question) by the answer's row and column."""

    number: MeasureNumber | None
    fields: dict[tuple[int, int], Field] = field(default_factory=dict)


def read_labels(sheet: Sheet, labels: Labels, numbers: Mapping[MeasureNumber, str]) -> Labelled:
    """Which measure a sheet is about, as its heading or its name says, and which cell answers what.

    ``numbers`` are the numbers of the plan; a sheet about any other is not understood.
    """
    found = Labelled(_number_of(sheet, labels, numbers))
    part = 1
    for cell in sheet.cells:
        if cell.kind != "text":
            continue
        first_line = key_of(cell.raw.split("\n")[0])
        part = _part_of(first_line, labels) or part
        question = _question_of(first_line, labels)
        if question is not None:
            place = cell.row, cell.column + _TO_THE_RIGHT
            found.fields[place] = Field(part if question in PART_QUESTIONS else 0, question)
    return found


def form_line(book: Workbook) -> tuple[int, str] | None:
    """The year and the department that the form's own instructions name; None if they are not there."""
    for sheet in book.sheets:
        for cell in sheet.cells:
            told = _FORM_LINE.search(cell.raw) if cell.kind == "text" else None
            if told:
                return int(told[1]), told[2]
    return None


def _number_of(sheet: Sheet, labels: Labels, numbers: Mapping[MeasureNumber, str]) -> MeasureNumber | None:
    heads = [cell.raw for cell in sheet.cells if cell.row <= _HEAD_ROWS and cell.kind == "text"]
    told = [text[len(labels.measure) :] for text in heads if key_of(text).startswith(key_of(labels.measure) + " ")]
    for text in (*told, sheet.name, re.sub(r"\s*\(\d+\)$", "", sheet.name)):
        try:
            number = MeasureNumber(text)
        except ValueError:
            continue
        if number in numbers:
            return number
    return None


def _part_of(line: str, labels: Labels) -> int:
    told = re.fullmatch(rf"{re.escape(key_of(labels.part))} (\d{{1,2}})", line)
    return int(told[1]) if told else 0


def _question_of(line: str, labels: Labels) -> Question | None:
    question = labels.questions.get(line)
    if question is None and re.fullmatch(r"unverändert(?: seit \d{4})?", line):
        return Question.UNCHANGED
    return question
