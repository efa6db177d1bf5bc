"""What a measure takes over from those whose place it has taken: merged, split or with another number (rules.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from lipctl.judge.model import Addendum, EarlierAnswer, FormerAnswer, MeasureAnswer, Part
from lipctl.numbers import MeasureNumber
from lipctl.questions import Field

_Value = TypeVar("_Value")


def joined(earlier: Sequence[tuple[MeasureNumber, EarlierAnswer]]) -> EarlierAnswer:
    """The newest earlier answers under the former numbers as one: those of the same, newest year, part after part."""
    year = max(before.year for _, before in earlier)
    parts: list[Part] = []
    former: list[FormerAnswer] = []
    addenda: list[Addendum] = []
    for number, before in earlier:
        if before.year != year:
            continue
        for origin in before.former or (FormerAnswer(number, before.answer, edits=before.edits),):
            typed = [at for at, part in enumerate(origin.answer.parts, start=1) if part.is_typed()]
            places = {at: len(parts) + place for place, at in enumerate(typed, start=1)}
            parts += origin.answer.typed_parts()
            former.append(origin._replace(parts={0: 0, **places}))
            own = (each for each in before.addenda if each.number == origin.number)
            addenda += (
                each._replace(field=Field(former[-1].parts.get(each.field.part, 1), each.field.question))
                for each in own
            )
    return EarlierAnswer(year, _joined(tuple(parts), former), former=tuple(former), addenda=tuple(addenda))


def agreed(values: Iterable[_Value | None]) -> _Value | None:
    """The value that all have in common; None if they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _joined(parts: tuple[Part, ...], former: Sequence[FormerAnswer]) -> MeasureAnswer:
    answers = [origin.answer for origin in former]
    places = {
        field: tuple(place for origin in former for place in origin.here(origin.answer.places).get(field, ()))
        for origin in former
        for field in origin.here(origin.answer.places)
    }
    return answers[0]._replace(
        parts=parts,
        assessment=agreed(answer.assessment for answer in answers),
        unchanged=all(answer.unchanged for answer in answers),
        disclaimed=" / ".join(dict.fromkeys(answer.disclaimed for answer in answers if answer.disclaimed)),
        places=places,
        contested=frozenset(
            field for origin in former for field in origin.here(dict.fromkeys(origin.answer.contested))
        ),
        departments=frozenset().union(*(answer.departments for answer in answers)),
    )
