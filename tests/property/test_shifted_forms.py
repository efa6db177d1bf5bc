"""Rows and columns inserted, deleted and moved anywhere in a form: a neighbour's text is never an answer.

What counts is what stands under "Ihre Antwort" in the row of the question. Whatever does not is told, and where answers
cannot be found any more, that is an error that keeps the final report back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from lipctl.forms import positions
from lipctl.forms.wording import labels_of
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.responses.form_file import ExpectedForm
from lipctl.responses.form_reader import FileReading, read_response
from support.excel_typing import answer_cells, type_into
from support.forms import CONTACT, DEPARTMENT, SETTINGS, edited, entry, form_of, opened, reported
from support.office import convert
from support.shifting import Where, deleted, inserted, moved, shifted
from support.tables import mostly_slow

NUMBERS = (MeasureNumber("5-1-3"), MeasureNumber("5-1-11"))
SHEET = "5-1-11"
EXPECTED = ExpectedForm(SETTINGS.plan_id, 2013, labels_of(SETTINGS), dict.fromkeys(NUMBERS, DEPARTMENT.id))
Key = tuple[MeasureNumber, int, Question]


@cache
def filled(*, earlier: bool) -> tuple[bytes, Mapping[Key, str]]:
    """A form in which every field is filled in, and what stands in them."""
    before = reported(2010, ("lief 1", "weiter 1", "Grund 1"), ("lief 2", "weiter 2", "Grund 2")) if earlier else None
    form = form_of(*(entry(str(number), parts=2, earlier=before, contact=CONTACT) for number in NUMBERS))
    typed = {key: f"Antwort {index}" for index, key in enumerate(answer_cells(form))}
    typed |= {key: "erfüllt" for key in typed if key[2] is Question.ASSESSMENT}
    typed |= {key: "ja" for key in typed if key[2] is Question.UNCHANGED}
    return type_into(form, typed), typed


LAST_ROW = max(row.row for row in opened(filled(earlier=True)[0])[SHEET]["A"])
COLUMNS = range(1, positions.PHRASE_COLUMN + 2)
ROWS = range(1, LAST_ROW + 2)


def changes() -> Iterator[tuple[str, dict[str, Where]]]:
    """Every single insertion and deletion, and every move of one column over others."""
    for at in COLUMNS:
        yield f"column inserted at {at}", {"columns": inserted(at)}
        yield f"column deleted at {at}", {"columns": deleted(at)}
        for target in set(COLUMNS) - {at}:
            yield f"column {at} moved to {target}", {"columns": moved(at, target)}
    for at in ROWS:
        yield f"row inserted at {at}", {"rows": inserted(at)}
        yield f"row deleted at {at}", {"rows": deleted(at)}
        yield f"row {at} moved to the end", {"rows": moved(at, LAST_ROW)}
        yield f"row {at} moved to the top", {"rows": moved(at, 1)}


CHANGES = dict(changes())


def read(form: bytes) -> FileReading:
    return read_response(form, "a.xlsx", EXPECTED)


def answers(reading: FileReading) -> dict[Key, str]:
    response = reading.response
    return {} if response is None else {
        (answer.number, answer.part, answer.question): answer.text for answer in response.answers if answer.text
    }  # fmt: skip


def complaints(form: bytes, typed: Mapping[Key, str], change: str, sheets: int = 1) -> list[str]:
    """What is wrong with the reading of a changed form."""
    reading = read(form)
    found = answers(reading)
    said = "\n".join(item.message for item in reading.findings)
    refused = any(item.rule.spoils_report for item in reading.findings)
    wrong = [f"{key} is {text!r}" for key, text in found.items() if typed.get(key) != text]
    gone = set(typed) - set(found)
    lost = [f"{key} is lost" for key in gone if not (refused or typed[key] in said or "deleted" in change)]
    if change.startswith(f"column deleted at {positions.ANSWER_COLUMN}") and not refused:
        lost.append("nothing says that the answers are gone")
    if "row deleted" in change and len(gone) > sheets and not refused:
        lost.append("more than one answer of a sheet is lost")
    if "inserted" in change and gone:
        lost.append("an insertion loses answers")
    return [*wrong, *lost]


@pytest.mark.parametrize("sheet", mostly_slow([SHEET, ""]), ids=["one sheet", "all"])
@pytest.mark.parametrize("earlier", mostly_slow([True, False]), ids=["earlier", "none"])
def test_no_change_puts_a_neighbours_text_into_an_answer(earlier: bool, sheet: str) -> None:
    form, typed = filled(earlier=earlier)
    sheets = 1 if sheet else len(NUMBERS)
    wrong = {name: complaints(shifted(form, sheet, **where), typed, name, sheets) for name, where in CHANGES.items()}
    assert {change: said for change, said in wrong.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("earlier", [True, False], ids=["earlier", "none"])
def test_a_blank_field_stays_blank(earlier: bool) -> None:
    before = reported(2010, ("lief", "weiter", "Grund")) if earlier else None
    form = form_of(*(entry(str(number), parts=2, earlier=before) for number in NUMBERS))
    for change, where in CHANGES.items():
        assert answers(read(shifted(form, SHEET, **where))) == {}, change


@pytest.mark.parametrize("earlier", mostly_slow([True, False]), ids=["earlier", "none"])
@pytest.mark.parametrize("at", COLUMNS)
def test_what_is_written_in_an_inserted_column_is_told_and_no_answer(at: int, earlier: bool) -> None:
    form, typed = filled(earlier=earlier)
    row = next(int(cell[1:]) for key, (sheet, cell) in answer_cells(form).items() if sheet == SHEET)

    def write(book) -> None:
        book[SHEET].cell(row, at, "daneben")

    reading = read(edited(shifted(form, SHEET, columns=inserted(at)), write))
    assert answers(reading) == dict(typed)
    assert [item.code for item in reading.findings] == ["LIP216"]


@pytest.mark.parametrize("earlier", mostly_slow([True, False]), ids=["earlier", "none"])
def test_an_insertion_alone_is_not_worth_a_word(earlier: bool) -> None:
    form, _ = filled(earlier=earlier)
    quiet = {change: where for change, where in CHANGES.items() if "inserted" in change}
    told = {
        change: [item.code for item in read(shifted(form, "", **where)).findings] for change, where in quiet.items()
    }
    assert {change: codes for change, codes in told.items() if codes} == {}


SAMPLE = [name for name in CHANGES if name.startswith(("column inserted", "column deleted"))] + [
    "row inserted at 1", "row inserted at 6", "row deleted at 5", "row deleted at 8", "column 3 moved to 2",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.foreign
@pytest.mark.parametrize("earlier", [True, False], ids=["earlier", "none"])
def test_the_same_holds_after_libreoffice_has_saved_it(tmp_path: Path, earlier: bool) -> None:
    form, typed = filled(earlier=earlier)
    files = []
    for index, name in enumerate(SAMPLE):
        files.append(tmp_path / f"{index}.xlsx")
        files[-1].write_bytes(shifted(form, SHEET, **CHANGES[name]))
    saved = convert(files, "xlsx", tmp_path / "saved")
    wrong = {name: complaints(file.read_bytes(), typed, name) for name, file in zip(SAMPLE, saved, strict=True)}
    assert {name: said for name, said in wrong.items() if said} == {}
