"""What a department answered to, where the catalogue has another wording by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lipctl.findings import RULES, Finding, Place, finding
from lipctl.forms.plan_words import is_worded_so
from lipctl.judge.model import Answer, Response
from lipctl.judge.precedence import is_typed
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Plan
from lipctl.words import Words


def changed_wordings(responses: Iterable[Response], plan: Plan, words: Words) -> Iterator[Finding]:
    """Findings for the measures that were only answered in forms with another Kurzfassung. A sheet that has lost its check
    sums does not tell."""
    measures, rule = plan.by_number(), RULES["LIP351"].in_words(words)
    answered: dict[MeasureNumber, list[tuple[Answer, bool]]] = {}
    for response in responses:
        for answer in {each.number: each for each in response.answers if is_typed(each)}.values():
            measure, sums = measures.get(answer.number), response.check_sums.get(answer.number)
            if measure and sums:
                answered.setdefault(answer.number, []).append((answer, is_worded_so(measure, sums)))
    for number, forms in answered.items():
        if not any(is_so for _, is_so in forms):
            places = [Place(answer.place.file, answer.place.sheet) for answer, _ in forms]
            department = forms[-1][0].department
            name = plan.name_of(department)
            yield finding(rule, department=department, measure=number, places=places, number=number, name=name)
