"""Who says "not responsible", and when that is settled: when the catalogue has named somebody else since.

What stands in that field and names nobody else ("nein", the department itself) is no objection; a hint tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lipctl.findings import Finding, finding
from lipctl.judge.choices import is_objection
from lipctl.judge.merge import Merged, merge
from lipctl.judge.model import NOTHING_ANSWERED, Answer, MeasureAnswer, Response
from lipctl.judge.precedence import is_typed, text_order
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure, Plan
from lipctl.questions import CONTACT_QUESTIONS, Question
from lipctl.scale import Scale
from lipctl.text import is_given

_OF_THE_RESPONSIBLE = frozenset({Question.DISCLAIMED, *CONTACT_QUESTIONS})
"""What only a department that is responsible can say of itself."""


class Settled(NamedTuple):
    """A year's answers after dropping disclaimers and contacts of departments no longer responsible.

    ``responses`` are what is left of the files; the findings hold what was left out.
    """

    merged: Merged
    responses: list[Response]
    findings: list[Finding]


def settle_disclaimers(merged: Merged, responses: list[Response], plan: Plan, scale: Scale) -> Settled:
    """Leave out "not responsible", and the same department's contact, if the plan has named another department since.

    Its other answers stay. A hint for each measure holds the texts that were left out. What names nobody else does not
    count as "not responsible" either.
    """
    disclaimed = {
        measure.number: measure
        for measure in plan.measures
        if is_given(merged.answers.get(measure.number, NOTHING_ANSWERED).disclaimed)
    }
    typed: dict[MeasureNumber, list[Answer]] = {number: [] for number in disclaimed}
    for answer in (answer for response in responses for answer in response.answers if answer.number in disclaimed):
        if is_typed(answer) and answer.place not in merged.superseded:
            typed[answer.number].append(answer)
    objecting = {number: set(_objecting(typed[number], plan)) for number in disclaimed}
    former = {number: by for number, by in objecting.items() if by and _has_moved(disclaimed[number], by)}
    left = responses
    if former:
        left = [_without(response, former) for response in responses]
        merged = merge(left, scale)._replace(returned=merged.returned, superseded=merged.superseded)
    for number in disclaimed:
        if number in former or not objecting[number]:
            said_by = {answer.department for answer in typed[number] if answer.question is Question.DISCLAIMED}
            merged.answers[number] = settle_objection(merged.answers[number], plan.own_names(said_by))
    findings = [_left_out(disclaimed[number], typed[number], former[number], plan) for number in former]
    return Settled(merged, left, findings)


def _objecting(typed: Sequence[Answer], plan: Plan) -> Iterator[str]:
    """The departments that name somebody else."""
    answered = {answer.department for answer in typed if answer.part or answer.question is Question.UNCHANGED}
    for answer in typed:
        own_names = plan.own_names(answered & {answer.department})
        if answer.question is Question.DISCLAIMED and is_objection(answer.text, own_names):
            yield answer.department


def _has_moved(measure: Measure, departments: set[str]) -> bool:
    """Whether the plan names a department for the measure, and none of these."""
    return measure.department is not None and not departments & {measure.department, *measure.further_departments}


def settle_objection(answer: MeasureAnswer, own_names: Collection[str]) -> MeasureAnswer:
    """The answer, without its objection if that names nobody else.

    ``own_names`` are the department's: beside an answer they name nobody else, alone they leave open what was meant.
    """
    own = own_names if answer.typed_parts() or answer.unchanged else ()
    if not is_given(answer.disclaimed) or is_objection(answer.disclaimed, own):
        return answer
    return answer._replace(disclaimed="", no_objection=answer.disclaimed)


def _without(response: Response, former: Mapping[MeasureNumber, set[str]]) -> Response:
    kept = (
        answer
        for answer in response.answers
        if answer.question not in _OF_THE_RESPONSIBLE or answer.department not in former.get(answer.number, ())
    )
    return response._replace(answers=tuple(kept))


def _left_out(measure: Measure, typed: Iterable[Answer], former: set[str], plan: Plan) -> Finding:
    """The hint about what was left out of a measure, each text once, and where it stands."""
    out = [answer for answer in typed if answer.department in former and answer.question in _OF_THE_RESPONSIBLE]
    out.sort(key=lambda answer: (answer.question is not Question.DISCLAIMED, *text_order(answer)))
    department = min(former)
    return finding(
        "LIP333",
        department=department,
        measure=measure.number,
        question=Question.DISCLAIMED,
        places=[answer.place for answer in out],
        name=plan.name_of(department),
        text=", ".join(dict.fromkeys(answer.text for answer in out)),
        responsible=plan.name_of(measure.department or ""),
    )
