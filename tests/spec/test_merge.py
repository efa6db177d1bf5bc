"""Several files of one department (rules.md 5): equal is one, one blank is the other, different is a contradiction."""

from itertools import permutations

import pytest

from lipctl.model import Answer, MeasureNumber, Place, Question, Response
from lipctl.rules.merge import merge

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
