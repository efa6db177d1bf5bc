"""Which answers stand where a department was asked again (docs/decisions/0007).

Neither file times nor names decide between two answers. A form that asks again does: it was made from the answers that
lay there, it showed them to the department, and so what comes back in it takes their place. An answer that it did not
show stays, and contradicts it.
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


class Standing(NamedTuple):
    """What lies there in answer to one question: what a form that asks again is made from.

    ``texts`` are the different typed answers that stand. ``settled`` tells whether they are one answer or none, and no
    contradiction or something unreadable. ``round`` is the highest one that came back, ``known`` the fingerprints of
    all that was ever answered.
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
    """Several texts as they stand in one field, for a department to leave the one that holds."""
    return f"\n\n{CHOICE_LINE}\n\n".join(texts)


def supersedes(newer: Answer, older: Answer) -> bool:
    """Whether an answer takes the place of another one, which its form was made from.

    A field that came back as it went out takes the place of nothing. An emptied one takes the place of a text, but
    not of what nobody could read.
    """
    if newer.untouched or newer.origin.round <= older.origin.round or older.content not in newer.origin.known:
        return False
    return not is_blank(newer.text) or not is_blank(older.text)


def superseded(answers: Sequence[Answer]) -> frozenset[Place]:
    """Where those of the answers to one question stand that others have taken the place of."""
    again = [answer for answer in answers if answer.origin.round]
    if not again:
        return frozenset()
    return frozenset(older.place for older in answers if any(supersedes(newer, older) for newer in again))


def text_order(answer: Answer) -> tuple[str, str, str, tuple[str, ...]]:
    """An order for answers in which files' times play no part; different texts stand in it whatever their files."""
    return answer.text, answer.place.file, answer.place.sheet, answer.place.cells


def standing(responses: Iterable[Response]) -> dict[MeasureNumber, dict[Field, Standing]]:
    """What lies there in answer to every question that came back."""
    heard: dict[MeasureNumber, dict[Field, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for response in responses:
        for answer in response.answers:
            heard[answer.number][answer.field].append(answer)
    return {number: {slot: _standing(answers) for slot, answers in slots.items()} for number, slots in heard.items()}


def _standing(answers: list[Answer]) -> Standing:
    gone = superseded(answers)
    left = [answer for answer in answers if answer.place not in gone]
    typed = [answer for answer in left if is_typed(answer)]
    undecided = [answer for answer in left if is_undecided(answer) and not (typed and answer.untouched)]
    texts = tuple(dict.fromkeys(answer.text for answer in sorted(typed or undecided, key=text_order)))
    unreadable = any(answer.unreadable for answer in left)
    known = {content for answer in answers for content in (answer.content, *answer.origin.known)}
    return Standing(
        texts,
        settled=len(texts) < 2 and not undecided and not unreadable,
        round=max(answer.origin.round for answer in answers),
        known=frozenset(known - {""}),
    )
