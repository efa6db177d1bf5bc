"""The property that matters: whatever a person types is in the report to the letter, or a finding says why not."""

import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lipctl.commands.report import write_report
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.text import BLANKS, NOTHING_TO_SAY, State, clean, in_paragraphs, is_blank, state_of
from support.excel_typing import type_into
from support.rounds import open_office

NUMBERS = [MeasureNumber(f"5-1-{index}") for index in range(1, 9)]
PLAN = "| Nummer | Dienststelle |\n" + "\n".join(f"| {number} | 18 |" for number in NUMBERS)
HARD = st.sampled_from(
    ["{{ stadt }}", "{% for x in y %}", "<w:p>", "&amp;", "B&E", "=1+1", "+49 511", "-5", "@SUM(A1)", "_x000D_", "_x0041_", "[/red]",
     "„Anführung“", "Altuğ", "👩🏽‍🏫", "مرحبا", "soft\u00adhyphen", "NBSP\u00a0hier", "u\u0308", "\u202eumgekehrt", "a\x07b", "\ud800",
     "\ufffe", "]]>", "<!--", "%PDF", "\\n", "#REF!", "1\n2\n\n3", "\t\tTab", "– – –"]
)  # fmt: skip
TYPED = st.lists(
    st.one_of(HARD, st.text(st.characters(exclude_categories=()), max_size=40)), min_size=1, max_size=4
).map(" ".join)
REST_OF_A_FORMULA = "LIP208"
"""Of "=" alone nobody can be sure what the cell showed: it is no answer, and the finding says so."""
PER_PART = (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return open_office(tmp_path_factory.mktemp("round"), PLAN)


@pytest.fixture(scope="module")
def form(office):
    return office.send_forms(2013)["18"]


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_is_in_the_report_or_a_finding_says_why_not(office, form, data):
    answers = {(number, 1, question): data.draw(TYPED) for number in NUMBERS for question in PER_PART}
    office.receive(2013, "18.xlsx", type_into(form, answers))
    result = write_report(office.workspace, 2013, as_of=date(2013, 12, 31))
    printed = normal(text_of(Document(BytesIO(result.path.read_bytes()))))
    findings = [(item.measure, item.question, item.code) for item in result.findings]
    for (number, _, question), typed in answers.items():
        cleaned = clean(typed)
        for paragraph in in_print(question, cleaned.text):
            is_in_print = is_blank(paragraph) or normal(paragraph) in printed
            assert is_in_print or (number, question, REST_OF_A_FORMULA) in findings, (number, question, typed)
        if cleaned.removed:
            assert (number, question, "LIP211") in findings


def in_print(question: Question, text: str) -> tuple[str, ...]:
    """The paragraphs that a text is printed in; dashes of any kind and number are printed alike, and not at all where
    they stand instead of reasons (rules.md 1)."""
    if state_of(text) is not State.NOTHING:
        return in_paragraphs(text)
    return () if question is Question.REASONS else (NOTHING_TO_SAY,)


def text_of(document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def normal(text: str) -> str:
    """Blanks at line ends and empty lines are layout, not words."""
    lines = (line.strip(BLANKS) for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub("\n+", "\n", "\n".join(lines)).strip("\n")
