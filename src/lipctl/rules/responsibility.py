"""Who says "not responsible", and when that is settled: when the catalogue has named somebody else since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lipctl.findings import Finding, finding
from lipctl.model import Answer, Measure, MeasureAnswer, MeasureNumber, Plan, Question, Response
from lipctl.rules.merge import Merged
from lipctl.rules.standing import is_typed
from lipctl.text import is_given

_SLOT = (0, Question.DISCLAIMED)


def settle_disclaimers(merged: Merged, responses: Iterable[Response], plan: Plan) -> tuple[Merged, list[Finding]]:
    """Leave out what a department wrote under "not responsible" where the plan no longer says that it is.

    Nothing is lost without a word: the hint that comes with it holds the text.
    """
    waiting = {
        measure.number: measure
        for measure in plan.measures
        if measure.department and is_given(merged.answers.get(measure.number, MeasureAnswer()).disclaimed)
    }
    if not waiting:
        return merged, []
    typed: dict[MeasureNumber, list[Answer]] = {number: [] for number in waiting}
    for answer in _answers(responses):
        if answer.number in waiting and is_typed(answer) and answer.place not in merged.superseded:
            typed[answer.number].append(answer)
    answers = dict(merged.answers)
    findings: list[Finding] = []
    for number, measure in waiting.items():
        disclaimers = {answer.department for answer in typed[number] if answer.question is Question.DISCLAIMED}
        if not disclaimers & {measure.department, *measure.further_departments}:
            others = {answer.department for answer in typed[number] if answer.question is not Question.DISCLAIMED}
            findings.append(_settled(measure, answers[number], plan, disclaimers))
            answers[number] = _without(answers[number], others)
    settled = {item.measure for item in findings}
    left = [item for item in merged.findings if item.question is not Question.DISCLAIMED or item.measure not in settled]
    return merged._replace(answers=answers, findings=left), findings


def _answers(responses: Iterable[Response]) -> Iterator[Answer]:
    for response in responses:
        yield from response.answers


def _settled(measure: Measure, answer: MeasureAnswer, plan: Plan, disclaimers: set[str]) -> Finding:
    department = min(disclaimers)
    return finding(
        "LIP333",
        department=department,
        measure=measure.number,
        question=Question.DISCLAIMED,
        places=answer.places.get(_SLOT, ()),
        name=plan.departments[department].name if department in plan.departments else department,
        text=answer.disclaimed,
        responsible=plan.departments[measure.department or ""].name,
    )


def _without(answer: MeasureAnswer, departments: set[str]) -> MeasureAnswer:
    return answer._replace(
        disclaimed="",
        contested=answer.contested - {_SLOT},
        departments=answer.departments & frozenset(departments),
    )
