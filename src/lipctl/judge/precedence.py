"""Which answers count where a department was asked again (docs/decisions/0007).

Neither the times nor the names of files settle which of two answers holds. A form that asks again does: it was made
from the answers that were there, it showed them to the department, and so what comes back in it takes their place. An
answer that it did not show still counts, and contradicts it. Which text the report prints until a contradiction is
settled is another question; :mod:`lipctl.judge.merge` answers it by the files' own dates (rules.md 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.judge.model import Answer, Response
from lipctl.numbers import MeasureNumber
from lipctl.questions import Field
from lipctl.text import CHOICE_LINE, is_blank


class StandingAnswers(NamedTuple):
    """All answers to one question that still count. The form that asks again is made from them.

    ``texts`` are the different typed answers. ``settled`` is False where they contradict each other or cannot be read.
    ``round`` is the highest round that came back, ``known`` holds the fingerprints of all that was ever answered.
    """

    texts: tuple[str, ...]
    settled: bool
    round: int
    known: frozenset[str]


def is_typed(answer: Answer) -> bool:
    """Whether a person answered: what lipctl filled in beforehand is no answer."""
    return not answer.untouched and not is_blank(answer.text)


def is_undecided(answer: Answer) -> bool:
    """Whether a field went out with several texts to choose from, and none of them was chosen."""
    as_it_was = answer.untouched and not is_blank(answer.text)
    return answer.origin.undecided and (as_it_was or CHOICE_LINE in answer.text)


def to_choose_from(texts: Iterable[str]) -> str:
    """Several texts as one field shows them, for a department to leave the one that holds."""
    return f"\n\n{CHOICE_LINE}\n\n".join(texts)


def supersedes(newer: Answer, older: Answer) -> bool:
    """Whether an answer replaces an older one that its form was made from.

    A field that came back as it went out replaces nothing. An emptied one replaces a text, but not what nobody could
    read.
    """
    if newer.untouched or newer.origin.round <= older.origin.round or older.content not in newer.origin.known:
        return False
    return not is_blank(newer.text) or not is_blank(older.text)


def superseded(answers: Sequence[Answer]) -> frozenset[Place]:
    """The places of the answers to one question that later ones have replaced."""
    again = [answer for answer in answers if answer.origin.round]
    return frozenset(older.place for older in answers if any(supersedes(newer, older) for newer in again))


def text_order(answer: Answer) -> tuple[str, str, str, tuple[str, ...]]:
    """The sort key of answers: by text, then by place. The times of files play no part."""
    return answer.text, answer.place.file, answer.place.sheet, answer.place.cells


def standing_answers(responses: Iterable[Response]) -> dict[MeasureNumber, dict[Field, StandingAnswers]]:
    """The answers that still count, for every field that came back."""
    found: dict[MeasureNumber, dict[Field, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for response in responses:
        for answer in response.answers:
            found[answer.number][answer.field].append(answer)
    return {number: {field: _standing(same) for field, same in fields.items()} for number, fields in found.items()}


def _standing(answers: list[Answer]) -> StandingAnswers:
    gone = superseded(answers)
    left = [answer for answer in answers if answer.place not in gone]
    typed = [answer for answer in left if is_typed(answer)]
    undecided = [answer for answer in left if is_undecided(answer) and not (typed and answer.untouched)]
    texts = tuple(dict.fromkeys(answer.text for answer in sorted(typed or undecided, key=text_order)))
    unreadable = any(answer.unreadable for answer in left)
    known = {content for answer in answers for content in (answer.content, *answer.origin.known)}
    return StandingAnswers(
        texts,
        settled=len(texts) < 2 and not undecided and not unreadable,
        round=max(answer.origin.round for answer in answers),
        known=frozenset(known - {""}),
    )
