"""Forms whose XML was changed at random: no mutation may crash lipctl, or make it tell another answer than stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from lipctl.findings import Severity
from lipctl.forms.identity import decode
from lipctl.forms.wording import labels_of
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.responses.form_file import ExpectedForm
from lipctl.responses.form_reader import FileReading, read_response
from lipctl.text import clean
from support import plain_reader
from support.excel_typing import type_into
from support.forms import DEPARTMENT, SETTINGS, entry, form_of, reported, saved
from support.mutation import Mutator
from support.packages import parts_of
from support.tables import mostly_slow

NUMBERS = (MeasureNumber("5-1-3"), MeasureNumber("5-1-11"))
MUTATIONS, CHUNKS = 2700, 27
PER_PART = (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)
TYPED = {(number, part, question): f"WORT{index}{part}{question.name[0]} getan" for index, number in enumerate(NUMBERS)
         for part in (1, 2) for question in PER_PART}  # fmt: skip
WORD = re.compile(r"WORT\d\d[A-Z]")
EXPECTED = ExpectedForm(SETTINGS.plan_id, 2013, labels_of(SETTINGS), dict.fromkeys(NUMBERS, DEPARTMENT.id))


def blank_form() -> bytes:
    entries = (entry(str(number), parts=2, earlier=reported(2010, ("lief", "weiter", ""))) for number in NUMBERS)
    return form_of(*entries)


def saved_by_excel() -> bytes:
    """Texts are shared, as Excel stores them."""
    answers = {number: {(part, question): TYPED[number, part, question] for part in (1, 2) for question in PER_PART}
               for number in NUMBERS}  # fmt: skip
    return form_of(*(entry(str(number), parts=2, answers=answers[number]) for number in NUMBERS))


def saved_by_openpyxl() -> bytes:
    """Texts stand in their cells; a comment was left."""
    book = load_workbook(BytesIO(type_into(blank_form(), TYPED)))
    book[str(NUMBERS[0])]["B3"].comment = Comment("WORT99K am Rand", "Meier")
    return saved(book)


FORMS = {"excel": saved_by_excel, "openpyxl": saved_by_openpyxl, "typed": lambda: type_into(blank_form(), TYPED)}


@pytest.fixture(scope="module")
def mutators() -> dict[str, Mutator]:
    return {name: Mutator({part: content for part, content in parts_of(make()).items() if content.startswith(b"<")})
            for name, make in FORMS.items()}  # fmt: skip


@pytest.mark.parametrize("chunk", mostly_slow(range(CHUNKS)))
def test_no_mutation_crashes_or_changes_an_answer_in_silence(mutators: dict[str, Mutator], chunk: int) -> None:
    seeds = range(chunk * MUTATIONS // CHUNKS, (chunk + 1) * MUTATIONS // CHUNKS)
    names = list(FORMS)
    verdicts = {seed: complaints_about(mutators[names[seed % len(names)]].mutated(seed)) for seed in seeds}
    assert {seed: verdict for seed, verdict in verdicts.items() if verdict} == {}
    assert sum(verdict is not None for verdict in verdicts.values()) > len(seeds) / 2


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_themselves_are_read_by_both_readers_alike(name: str) -> None:
    form = FORMS[name]()
    told = read_response(form, "x.xlsx", EXPECTED)
    assert [item.code for item in told.findings] == ["LIP216"] * (name == "openpyxl")
    assert {answer.text for answer in told.response.answers} >= set(TYPED.values())
    assert plain_reader.answers(plain_reader.read(form)).keys() >= {("5-1-3", line) for line in lines_of(form)}
    assert complaints_about(form) == []


def lines_of(form: bytes) -> Iterable[str]:
    """The identities of the first measure's sheet."""
    cells = load_workbook(BytesIO(form))["5-1-3"]["D"]
    return [cell.value for cell in cells if cell.value and decode(str(cell.value))]


def complaints_about(form: bytes) -> list[str] | None:
    """What is wrong with lipctl's reading of a form, as the plain reader sees it; None where that one cannot read it."""
    told = read_response(form, "x.xlsx", EXPECTED)
    crashed = [item.message for item in told.findings if item.code == "LIP201"]
    if crashed:
        return crashed
    try:
        sheets = plain_reader.read(form)
    except Exception:
        return None  # what the witness cannot read is only not to crash
    return [*different_answers(told, sheets), *lost_words(told, sheets)]


def different_answers(told: FileReading, sheets: plain_reader.Sheets) -> Iterable[str]:
    """Answers that lipctl read otherwise, with no finding about that field, that sheet or the whole file."""
    readings = [told.response, *told.other_years.values()]
    mine = {
        (answer.place.sheet, answer.number, answer.part, answer.question): answer.text
        for reading in readings if reading for answer in reading.answers
    }  # fmt: skip
    if whole_file_is_told(told):
        return
    for (sheet, line), text in plain_reader.answers(sheets).items():
        identity = decode(line)
        if identity is None or identity.plan != EXPECTED.plan:
            continue
        key = (sheet, identity.number, identity.part, identity.question)
        about_it = [item for item in told.findings if any(place.sheet == sheet for place in item.places)]
        if mine.get(key, "") != clean(text).text and not about_it:
            yield f"{key}: {mine.get(key)!r} instead of {text!r}"


def lost_words(told: FileReading, sheets: plain_reader.Sheets) -> Iterable[str]:
    """Words that somebody typed, that still stand in a cell, and that neither an answer nor a finding repeats."""
    if whole_file_is_told(told):
        return
    readings = [told.response, *told.other_years.values()]
    said = "\n".join([*(answer.text for reading in readings if reading for answer in reading.answers),
                      *(item.message for item in told.findings)])  # fmt: skip
    places = {(place.sheet, cell) for item in told.findings for place in item.places for cell in place.cells}
    for sheet, cells in sheets.items():
        for reference, seen in cells.items():
            lost = set(WORD.findall(seen.text)) - set(WORD.findall(said))
            if lost and seen.plain and (sheet, reference) not in places:
                yield f"{sheet} {reference}: {', '.join(sorted(lost))} is lost"


def whole_file_is_told(told: FileReading) -> bool:
    """Whether an error speaks of the file as a whole."""
    return any(
        item.severity is Severity.ERROR and all(not place.sheet for place in item.places) for item in told.findings
    )
