"""Every question of the table has a place for its answer."""

from __future__ import annotations

import pytest

from lipctl.judge.merge import as_answer
from lipctl.judge.model import NOTHING_ANSWERED, EarlierAnswer, Part
from lipctl.judge.succession import joined
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE

ASKED_ONCE = [question for question in Question if question not in (*PART_QUESTIONS, *CONTACT_QUESTIONS)]


def test_the_table_has_a_row_for_each_question_in_the_order_of_the_form() -> None:
    assert list(QUESTIONS) == list(Question)


def test_a_part_holds_the_questions_that_are_asked_per_part() -> None:
    assert Part._fields == tuple(question.attribute for question in PART_QUESTIONS)


def test_a_contact_holds_the_questions_about_it() -> None:
    assert sorted(Contact._fields) == sorted(question.attribute for question in CONTACT_QUESTIONS)


@pytest.mark.parametrize("question", ASKED_ONCE)
def test_what_is_answered_once_has_a_place(question: Question) -> None:
    answer = as_answer({Field(0, question): _text_for(question)})
    assert getattr(answer, question.attribute)
    assert answer != NOTHING_ANSWERED


@pytest.mark.parametrize("question", ASKED_ONCE)
def test_of_two_former_measures_neither_alone_decides_what_is_answered_once(question: Question) -> None:
    answered = EarlierAnswer(2009, as_answer({Field(0, question): _text_for(question)}))
    silent = EarlierAnswer(2009, NOTHING_ANSWERED)
    one, other = MeasureNumber("B5"), MeasureNumber("B6")
    found = [joined([(one, answered), (other, silent)]), joined([(one, silent), (other, answered)])]
    assert len({getattr(earlier.answer, question.attribute) for earlier in found}) == 1


def _text_for(question: Question) -> str:
    return DEFAULT_SCALE.steps[0].label if question is Question.ASSESSMENT else "ja"
