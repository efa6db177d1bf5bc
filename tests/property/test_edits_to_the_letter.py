"""Whatever the coordinator types is in the report to the letter, or a finding says why not; a refresh keeps it, and the
departments' words stand beside it as they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lipctl.commands.report import write_report
from lipctl.edits.columns import EDIT, HEADS
from lipctl.edits.reader import read_edits
from lipctl.numbers import MeasureNumber
from lipctl.questions import Field, Question
from lipctl.text import clean, is_blank
from lipctl.year import collect_year
from property.test_to_the_letter import TYPED, in_print, normal, text_of
from support.edits import refresh
from support.excel_typing import rewrite, type_cells, type_into
from support.rounds import AS_OF, open_office

PER_PART = (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)
NUMBER = MeasureNumber("5-1-3")
COLUMN = chr(ord("A") + HEADS.index(EDIT))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = open_office(tmp_path_factory.mktemp("round"))
    office.form = office.send_forms(2013)["18"]
    return office


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_as_an_edit_is_printed_or_reported_and_kept(office, data):
    answers = {(NUMBER, 1, question): data.draw(TYPED, "answer") for question in PER_PART}
    path = office.workspace.edits(2013)
    path.unlink(missing_ok=True)
    office.receive(2013, "18.xlsx", type_into(office.form, answers))
    refresh(office)
    typed = {question: data.draw(TYPED, "edit") for question in PER_PART}
    cells = {f"{COLUMN}{at}": text for at, text in enumerate(typed.values(), start=5)}
    path.write_bytes(rewrite(path.read_bytes(), {"Redaktion": type_cells(cells)}))

    given_answers = answer_of(office)
    result = write_report(office.workspace, 2013, as_of=AS_OF, force=True)
    printed = normal(text_of(Document(BytesIO(result.path.read_bytes()))))
    codes = {item.question: item.code for item in result.findings if item.code.startswith("LIP40")}
    for question, text in typed.items():
        answered = given_answers.text(Field(1, question))
        cleaned = clean(text).text
        if not answered:
            assert is_blank(cleaned) or codes[question] == "LIP403"
            continue
        for paragraph in in_print(question, cleaned or answered):
            assert is_blank(paragraph) or normal(paragraph) in printed, (question, text)

    changed = {key: f"{text} (neu)" for key, text in answers.items()}
    office.receive(2013, "18.xlsx", type_into(office.form, changed))
    refresh(office)
    rows = {found.row.question: found.row for found in read_edits(path.read_bytes(), "x", "lip-test", 2013).rows}
    for question, text in typed.items():
        assert rows[question].text == clean(text).text
        assert rows[question].shown.text == answer_of(office).text(Field(1, question))


def answer_of(office):
    (outcome,) = collect_year(office.workspace, 2013, AS_OF).outcomes
    return outcome.answer
