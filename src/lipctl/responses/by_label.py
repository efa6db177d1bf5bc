"""The second way to an answer: by the label beside it, where a row's identity is missing or damaged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lipctl.forms.wording import BEFORE_TITLE, Labels
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.text import key_of
from lipctl.xlsx.workbook import Sheet, Workbook

_ORIGIN = re.compile(r"Berichtsjahr (\d{4}) · Dienststelle (\S+)")
_UNCHANGED = re.compile(r"unverändert(?: seit \d{4})?")
_HEAD_ROWS = 4


def origin_of(book: Workbook) -> tuple[int, str] | None:
    """The year and the department that the form's own instructions name; None if they are not there."""
    texts = (cell.raw for sheet in book.sheets for cell in sheet.cells if cell.kind == "text")
    found = next(filter(None, map(_ORIGIN.search, texts)), None)
    return (int(found[1]), found[2]) if found else None


def number_of(sheet: Sheet, labels: Labels, numbers: Mapping[MeasureNumber, str]) -> MeasureNumber | None:
    """Which measure a sheet is about, as its heading or its name says; None if it is none of these ``numbers``."""
    start = key_of(labels.measure) + " "
    heads = [cell.raw for cell in sheet.cells if cell.row <= _HEAD_ROWS and cell.kind == "text"]
    named = [text[len(labels.measure) :].split(BEFORE_TITLE)[0] for text in heads if key_of(text).startswith(start)]
    for text in (*named, sheet.name, re.sub(r"\s*\(\d+\)$", "", sheet.name)):
        try:
            number = MeasureNumber(text)
        except ValueError:
            continue
        if number in numbers:
            return number
    return None


def labelled_fields(sheet: Sheet, labels: Labels) -> dict[tuple[int, int], Field]:
    """What the labels ask, each by its row and column."""
    fields: dict[tuple[int, int], Field] = {}
    part = 1
    for cell in sheet.cells:
        if cell.kind != "text":
            continue
        first_line = key_of(cell.raw.split("\n")[0])
        part = _part_of(first_line, labels) or part
        question = question_of(first_line, labels)
        if question is not None:
            fields[cell.row, cell.column] = Field(part if question in PART_QUESTIONS else 0, question)
    return fields


def _part_of(line: str, labels: Labels) -> int:
    """The number of the part that a heading announces; 0 if it is none."""
    found = re.fullmatch(rf"{re.escape(key_of(labels.part))} (\d{{1,2}})", line)
    return int(found[1]) if found else 0


def question_of(line: str, labels: Labels) -> Question | None:
    """The question whose label this line is; None if it is none."""
    question = labels.questions.get(line)
    if question is None and _UNCHANGED.fullmatch(line):
        return Question.UNCHANGED
    return question
