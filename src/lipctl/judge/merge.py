"""Several files, one year: what was answered for each measure (rules.md 5). Order of reading changes nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.choices import read_tick
from lipctl.judge.model import Answer, MeasureAnswer, Part, Response
from lipctl.judge.precedence import is_typed, is_undecided, superseded, text_order
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale
from lipctl.text import is_blank, is_given


class Merged(NamedTuple):
    """What every measure was answered, and the contradictions between the files.

    ``returned`` says which department sent back the rows of which measure, answered or not. ``superseded`` is where
    answers stand that later ones have taken the place of: what was wrong with them is settled.
    """

    answers: dict[MeasureNumber, MeasureAnswer]
    returned: frozenset[tuple[str, MeasureNumber]]
    findings: list[Finding]
    superseded: frozenset[Place]


class _Dated(NamedTuple):
    """An answer, and when its file says it was last changed ("" if it does not)."""

    answer: Answer
    modified: str


class _Settled(NamedTuple):
    """What holds for one field: the text, where it stands, whether files disagree."""

    text: str
    places: tuple[Place, ...]
    contested: bool


def merge(responses: Iterable[Response], scale: Scale = DEFAULT_SCALE) -> Merged:
    """Put the answers of all files together, per measure, part and question; ``scale`` is that of their year."""
    by_measure: dict[MeasureNumber, list[_Dated]] = {}
    for response in responses:
        for answer in response.answers:
            by_measure.setdefault(answer.number, []).append(_Dated(answer, response.modified))
    merged = Merged({}, frozenset(), [], frozenset())
    returned: set[tuple[str, MeasureNumber]] = set()
    gone: set[Place] = set()
    for number, answers in by_measure.items():
        returned.update((department, number) for department in {item.answer.department for item in answers})
        fields: dict[Field, list[_Dated]] = {}
        for item in answers:
            fields.setdefault(item.answer.field, []).append(item)
        left = {}
        for field, dated in fields.items():
            replaced = superseded([item.answer for item in dated])
            left[field] = [item for item in dated if item.answer.place not in replaced] if replaced else dated
            gone |= replaced
        merged.answers[number] = _merge_measure(left, _speaking(fields), merged.findings, scale)
    return merged._replace(returned=frozenset(returned), superseded=frozenset(gone))


def _speaking(fields: Mapping[Field, list[_Dated]]) -> frozenset[str]:
    """The files in which something is typed for a measure."""
    return frozenset(item.answer.place.file for dated in fields.values() for item in dated if is_typed(item.answer))


def _merge_measure(
    fields: Mapping[Field, list[_Dated]], speaking: Container[str], findings: list[Finding], scale: Scale
) -> MeasureAnswer:
    """All that was answered for one measure, whose files with something typed are ``speaking``; contradictions and texts
    that were withdrawn are added to the findings."""
    settled = {field: _settle(dated) for field, dated in fields.items()}
    contested = frozenset(field for field, value in settled.items() if value.contested)
    findings += [_contradiction([item.answer for item in fields[field]]) for field in fields if field in contested]
    emptied = {field: found for field, found in _emptied(fields, speaking).items() if field not in contested}
    findings += [_withdrawal(older, newer) for older, newer in emptied.values()]
    return as_answer({field: value.text for field, value in settled.items()}, scale)._replace(
        places={field: value.places for field, value in settled.items()},
        contested=contested.union(emptied),
        departments=frozenset(
            item.answer.department for dated in fields.values() for item in dated if is_typed(item.answer)
        ),
    )


def _settle(dated: Sequence[_Dated]) -> _Settled:
    """Equal answers are one, a typed one beats a blank or prefilled one, different ones are contested.

    A contested field is printed with the text of the file that dates itself newer; that settles nothing.
    """
    typed = [item for item in dated if is_typed(item.answer)]
    if not typed:
        filled = [item.answer for item in dated if not is_blank(item.answer.text)]
        if not filled:
            return _Settled("", tuple(sorted(item.answer.place for item in dated)), contested=False)
        first = min(filled, key=text_order)
        return _Settled(first.text, (first.place,), contested=is_undecided(first))
    several = len({item.answer.text for item in typed}) > 1
    contested = several or any(is_undecided(item.answer) for item in typed)
    if several and all(item.modified for item in typed):
        newest = max(item.modified for item in typed)
        typed = [item for item in typed if item.modified == newest]
    shown = sorted((item.answer for item in typed), key=text_order)
    texts = dict.fromkeys(answer.text for answer in shown)
    return _Settled("\n\n".join(texts), tuple(answer.place for answer in shown), contested)


def _emptied(fields: Mapping[Field, list[_Dated]], speaking: Container[str]) -> dict[Field, tuple[Answer, Answer]]:
    """The fields that a department filled and left blank in a newer file which says something else about the measure:
    the newest text, and the blank field. What came back in a form that asks again is not emptied by the form before."""
    found = {}
    for field, dated in fields.items():
        typed = [item for item in dated if is_typed(item.answer)]
        for blank in dated:
            answer = blank.answer
            if answer.place.file not in speaking or answer.untouched or answer.unreadable or not is_blank(answer.text):
                continue
            own = [item for item in typed if item.answer.department == answer.department]
            if own and all(_precedes(item, blank) for item in own):
                found[field] = max(own, key=lambda item: (item.modified, text_order(item.answer))).answer, answer
    return found


def _precedes(older: _Dated, newer: _Dated) -> bool:
    in_time = bool(older.modified) and older.modified < newer.modified
    return in_time and older.answer.origin.round <= newer.answer.origin.round


def _withdrawal(older: Answer, newer: Answer) -> Finding:
    return finding(
        "LIP407",
        department=older.department,
        measure=older.number,
        question=older.question,
        of_part=older.part,
        places=[older.place, newer.place],
        text=older.text,
        newer=PurePosixPath(newer.place.file).name,
    )


def _contradiction(answers: Sequence[Answer]) -> Finding:
    typed = [answer for answer in answers if is_typed(answer)] or [answer for answer in answers if is_undecided(answer)]
    typed.sort(key=text_order)
    texts = dict.fromkeys(answer.text for answer in typed)
    first = typed[0]
    return finding(
        "LIP401",
        department=min(answer.department for answer in typed),
        measure=first.number,
        question=first.question,
        of_part=first.part,
        places=[answer.place for answer in typed],
        texts=" – und: ".join(f"„{text}“" for text in texts),
    )


def as_answer(texts: Mapping[Field, str], scale: Scale = DEFAULT_SCALE) -> MeasureAnswer:
    """What the cleaned texts of a measure's fields say; a field that is not there is blank.

    Responses and the form's live mark are both read here. Parts keep their numbers: one that nobody filled in stands
    blank between the others.
    """

    def text(question: Question, part: int = 0) -> str:
        return texts.get(Field(part, question), "")

    assessment, tick = scale.read(text(Question.ASSESSMENT)), read_tick(text(Question.UNCHANGED))
    unclear: dict[Question, str] = {}
    if assessment is None and is_given(text(Question.ASSESSMENT)):
        unclear[Question.ASSESSMENT] = text(Question.ASSESSMENT)
    if tick is None:
        unclear[Question.UNCHANGED] = text(Question.UNCHANGED)
    last = max((part for part, _ in texts), default=0)
    return MeasureAnswer(
        parts=tuple(
            Part(**{question.attribute: text(question, part) for question in PART_QUESTIONS})
            for part in range(1, last + 1)
        ),
        assessment=assessment,
        unchanged=tick is True,
        disclaimed=text(Question.DISCLAIMED),
        contact=Contact(**{question.attribute: text(question) for question in CONTACT_QUESTIONS}),
        unclear=unclear,
    )
