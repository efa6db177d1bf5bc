"""Several files of one department (rules.md 5): equal is one, one blank is the other, different is a contradiction."""

from itertools import permutations

import pytest

from lipctl.findings import Place
from lipctl.judge.merge import merge
from lipctl.judge.model import Answer, Origin, Response
from lipctl.judge.precedence import standing_answers, to_choose_from
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.text import fingerprint

NUMBER = MeasureNumber("5-1-3")
OLD, NEW, NO_DATE = "2013-01-01T00:00:00Z", "2013-02-01T00:00:00Z", ""


def response(
    file: str, text: str, modified: str, *, untouched: bool = False, question: Question = Question.STATUS
) -> Response:
    part = 1 if question is Question.STATUS else 0
    answer = Answer("18", NUMBER, part, question, text, Place(file, "5-1-3", ("B7",)), untouched)
    return Response(file, modified, (answer,))


@pytest.mark.parametrize(
    ("files", "text", "contested"),
    [
        ([("a", "gleich", OLD), ("b", "gleich", NEW)], "gleich", False),
        ([("a", "getan", OLD), ("b", "", NEW)], "getan", False),
        ([("a", "alt", OLD), ("b", "neu", NEW)], "neu", True),
        ([("a", "neu", NEW), ("b", "alt", OLD)], "neu", True),
        ([("a", "eins", NEW), ("b", "zwei", NEW)], "eins\n\nzwei", True),
        ([("a", "eins", NO_DATE), ("b", "zwei", NEW)], "eins\n\nzwei", True),
        ([("a", "eins", OLD), ("b", "zwei", NEW), ("c", "zwei", OLD)], "zwei", True),
    ],
)
def test_files_are_merged_and_their_order_never_matters(files, text, contested):
    for order in permutations(files):
        merged = merge(response(*file) for file in order)
        answer = merged.answers[NUMBER]
        assert answer.parts[0].status == text
        assert ((1, Question.STATUS) in answer.contested) is contested
        assert [item.code for item in merged.findings] == ["LIP401"] * contested


def test_a_contradiction_shows_both_texts_and_both_places():
    (finding,) = merge([response("a", "alt", OLD), response("b", "neu", NEW)]).findings
    assert finding.message == "Auf dieselbe Frage liegen verschiedene Antworten vor: „alt“ – und: „neu“"
    assert [place.file for place in finding.places] == ["a", "b"]


def test_a_typed_contact_beats_the_prefilled_one_of_the_other_file():
    typed = response("a", "Frau Neu", OLD, question=Question.PERSONS)
    prefilled = response("b", "Frau Alt", NEW, question=Question.PERSONS, untouched=True)
    merged = merge([prefilled, typed])
    assert merged.answers[NUMBER].contact.persons == "Frau Neu"
    assert merged.findings == []


UNREADABLE = "#BEZUG!"
CHOICE = to_choose_from(["alt", "neu"])


def asked_again(text: str, number: int, *known: str, sent: str | None = None) -> Answer:
    """What came back in a form of this round, made from these answers; ``sent`` is what it went out with to choose."""
    fingerprints = frozenset(map(fingerprint, known))
    origin = Origin(number, fingerprints, undecided=sent is not None)
    untouched = bool(sent) and text == sent
    return Answer("18", NUMBER, 1, Question.STATUS, text, Place(f"round {number} {text}"), untouched, origin)


def first_form(text: str) -> Answer:
    """What came back in the year's first form."""
    unreadable = UNREADABLE if text == UNREADABLE else ""
    shown = "" if unreadable else text
    return Answer("18", NUMBER, 1, Question.STATUS, shown, Place(f"first {text}"), unreadable=unreadable)


@pytest.mark.parametrize(
    ("answers", "status", "contested"),
    [
        # it takes the place of what it was made from
        ([first_form("alt"), asked_again("gilt", 1, "alt")], "gilt", False),
        ([first_form("alt"), first_form("neu"), asked_again("gilt", 1, "alt", "neu", sent=CHOICE)], "gilt", False),
        ([first_form("alt"), first_form("neu"), asked_again("alt", 1, "alt", "neu", sent=CHOICE)], "alt", False),
        ([first_form("alt"), asked_again("", 1, "alt")], "", False),
        ([first_form("alt"), asked_again("alt", 1, "alt")], "alt", False),
        # and of nothing else
        ([first_form("alt"), first_form("neu"), asked_again("gilt", 1, "alt")], "gilt\n\nneu", True),
        ([first_form(""), asked_again("gilt", 1)], "gilt", False),
        ([first_form("alt"), asked_again("gilt", 1)], "alt\n\ngilt", True),
        # nothing chosen
        ([first_form("alt"), first_form("neu"), asked_again(CHOICE, 1, "alt", "neu", sent=CHOICE)], "alt\n\nneu", True),
        ([asked_again(CHOICE, 1, "alt", "neu", sent=CHOICE)], CHOICE, True),
        ([first_form("alt"), asked_again(CHOICE + "!", 1, "alt", sent=CHOICE)], CHOICE + "!", True),
        # round after round
        ([first_form("a"), asked_again("b", 1, "a"), asked_again("c", 2, "a", "b")], "c", False),
        ([first_form("a"), asked_again("b", 1, "a"), asked_again("a", 2, "a", "b")], "a", False),
        ([first_form("a"), asked_again("b", 1, "a"), asked_again("c", 1, "a")], "b\n\nc", True),
        ([first_form("a"), asked_again("c", 2, "a", "b")], "c", False),
    ],
)
def test_what_comes_back_takes_the_place_of_what_its_form_was_made_from(answers, status, contested):
    for order in permutations(answers):
        merged = merge(Response(answer.place.file, NEW, (answer,)) for answer in order)
        answer = merged.answers[NUMBER]
        assert answer.parts[0].status == status
        assert ((1, Question.STATUS) in answer.contested) is contested
        assert [item.code for item in merged.findings] == ["LIP401"] * contested


@pytest.mark.parametrize(
    ("answers", "texts", "settled", "number"),
    [
        ([first_form("")], (), True, 0),
        ([first_form("alt")], ("alt",), True, 0),
        ([first_form("neu"), first_form("alt")], ("alt", "neu"), False, 0),
        ([first_form("alt"), first_form(UNREADABLE)], ("alt",), False, 0),
        ([first_form(UNREADABLE), asked_again("", 1, UNREADABLE, sent="")], (), False, 1),
        ([first_form(UNREADABLE), asked_again("neu", 1, UNREADABLE, sent="")], ("neu",), True, 1),
        ([first_form("alt"), asked_again("neu", 1, "alt")], ("neu",), True, 1),
        ([asked_again(CHOICE, 1, "alt", "neu", sent=CHOICE)], (CHOICE,), False, 1),
    ],
)
def test_the_next_form_is_made_from_the_answers_that_count(answers, texts, settled, number):
    for order in permutations(answers):
        there = standing_answers(Response(answer.place.file, NEW, (answer,)) for answer in order)[NUMBER][
            1, Question.STATUS
        ]
        assert (there.texts, there.settled, there.round) == (texts, settled, number)
        assert there.known >= {answer.content for answer in answers if answer.content}


def test_what_was_wrong_with_an_answer_goes_with_it():
    old, new = first_form(UNREADABLE), asked_again("neu", 1, UNREADABLE, sent="")
    responses = [Response(answer.place.file, NEW, (answer,)) for answer in (old, new)]
    assert merge(responses).superseded == {old.place}
