"""A report to look at in tests: three fields, every class of answer, texts that are hard to print."""

from __future__ import annotations

from datetime import date

from lipctl.model import (
    Area,
    Assessment,
    Contact,
    Department,
    EarlierAnswer,
    FieldOfAction,
    Measure,
    MeasureAnswer,
    MeasureNumber,
    Part,
    Plan,
)
from lipctl.rules.build_view import build_view
from lipctl.rules.completeness import gaps
from lipctl.rules.outcome import Outcome
from lipctl.rules.progress import classify
from lipctl.rules.view import Occasion, ReportView
from lipctl.settings import Settings, parse_settings

SETTINGS: Settings = parse_settings(
    '[plan]\nkennung = "lip"\nstadt = "Stadt A&B"\n[koordination]\nstelle = "Büro für Integration"\n'
)
LABELS = {name: SETTINGS.label(name) for section, name in SETTINGS.values if section == "bezeichnungen"}
HARD = "Die IAG B&E organsiert <w:p> {{ 7*7 }} {% for %} – „Altuğ“ 😀 العربية\n1. Zeile\n2. Zeile\tTab"

_FIELDS = [
    FieldOfAction(MeasureNumber(str(number)), title)
    for number, title in enumerate(("Bildung", "Wirtschaft", ""), start=1)
]
_DEPARTMENTS = {
    key: Department(key, name) for key, name in (("15", "Büro Oberbürgermeister"), ("43", "Bildung & Qualifikation"))
}
_EARLIER = EarlierAnswer(2009, MeasureAnswer(parts=(Part("Damals"), Part("", "", "Grund"))))
_ANSWERS: list[tuple[MeasureAnswer, EarlierAnswer | None]] = [
    (
        MeasureAnswer(
            parts=(Part(HARD, "Weiter", "– – –"),), contact=Contact("Frau Altuğ", "", "OE 43.14", "168-43944")
        ),
        None,
    ),
    (MeasureAnswer(parts=(Part("a"), Part("b", "c", "d"))), None),
    (MeasureAnswer(parts=(Part(reasons="bislang geringe Priorität"),)), None),
    (MeasureAnswer(parts=(Part("", "nur Schritte"),)), None),
    (MeasureAnswer(), _EARLIER),
    (MeasureAnswer(), None),
    (MeasureAnswer(unchanged=True), _EARLIER),
    (MeasureAnswer(disclaimed="Jugendamt"), None),
]


def sample_view(measures: int = 24, *, assessed: bool = False, final: bool = False) -> ReportView:
    """A view with this many measures; every tenth has no area, every fifteenth no field, every seventh no department."""
    outcomes = [_outcome(number, assessed=assessed) for number in range(1, measures + 1)]
    plan = Plan(tuple(_FIELDS), (), tuple(outcome.measure for outcome in outcomes), _DEPARTMENTS)
    return build_view(plan, outcomes, Occasion(2010, date(2010, 3, 31), final, assessed), LABELS)


def _outcome(number: int, *, assessed: bool) -> Outcome:
    field = _FIELDS[number % 3]
    area = (
        None
        if number % 10 == 0
        else Area(MeasureNumber(f"{field.number}.{number % 4 + 1}"), "Titel" if number % 2 else "", field)
    )
    measure = Measure(
        MeasureNumber(f"{field.number}-{number}"), (f"Kurzfassung {number}", "zweiter Absatz"), area,
        None if area or number % 15 == 0 else field, None if number % 7 == 0 else ("15", "43")[number % 2],
    )  # fmt: skip
    answer, earlier = _ANSWERS[number % len(_ANSWERS)]
    if assessed and answer.parts:
        answer = MeasureAnswer(answer.parts, list(Assessment)[number % 5], contact=answer.contact)
    return Outcome(
        measure,
        classify(measure, answer, earlier),
        answer,
        earlier,
        tuple(gaps(answer, earlier, assessment_asked=assessed)),
    )
