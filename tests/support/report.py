"""A report to look at in tests: three fields, every class of answer, texts that are hard to print."""

from __future__ import annotations

from datetime import date

from lipctl.findings import Place, finding
from lipctl.judge.completeness import gaps
from lipctl.judge.earlier_rounds import EarlierRound, EarlierState
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part
from lipctl.judge.progress import Progress, classify
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.report.basis import NO_BASIS, ReportBasis
from lipctl.report.build import build_view
from lipctl.report.occasion import Occasion
from lipctl.report.view import ReportView
from lipctl.responses.source_file import SourceFile
from lipctl.scale import DEFAULT_SCALE
from lipctl.settings.model import Settings
from lipctl.settings.reading import parse_settings

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


def sample_view(
    measures: int = 24,
    *,
    assessed: bool = False,
    final: bool = False,
    public: bool = False,
    settings: Settings = SETTINGS,
) -> ReportView:
    """A view with this many measures; every tenth has no area, every fifteenth no field, every seventh no department.

    A year before had all of them but the third, and two that the plan has no more.
    """
    outcomes = [_outcome(number, assessed=assessed) for number in range(1, measures + 1)]
    plan = Plan(tuple(_FIELDS), (), tuple(outcome.measure for outcome in outcomes), _DEPARTMENTS)
    occasion = Occasion(2010, date(2010, 3, 31), final, DEFAULT_SCALE if assessed else None, public)
    return build_view(
        plan, outcomes, occasion, settings.labels, _basis(outcomes, assessed=assessed) if outcomes else NO_BASIS
    )


def _basis(outcomes: list[JudgedMeasure], *, assessed: bool) -> ReportBasis:
    numbers = [outcome.measure.number for outcome in outcomes]
    files = [
        SourceFile("data/2010/ruecklauf/Büro <15>.xlsx", 2010, "ab" * 32, "2010-02-28T10:00:00Z", frozenset(("15", number) for number in numbers[::2])),
        SourceFile("data/2010/ruecklauf/43.ods", 2010, "cd" * 32, "", frozenset(("43", number) for number in numbers[1::2])),
    ]  # fmt: skip
    findings = (
        finding("LIP237", places=[Place("data/2010/ruecklauf/alt & neu.xlsx")], reason="doppelt"),
        *(finding("LIP301", department="15", measure=number) for number in numbers[:2]),
        finding("LIP302", department="43", name="Bildung", overdue="", folder="x"),
    )
    gone = [Measure(MeasureNumber(f"9-{number}"), (f"Früher {number} " + "sehr lang " * 20,)) for number in (1, 2)]
    states = {
        measure.number: EarlierState(
            measure, list(Progress)[index % 4], list(DEFAULT_SCALE.steps)[index % 5] if assessed else None
        )
        for index, measure in enumerate([*(outcome.measure for outcome in outcomes), *gone])
    }
    for number in numbers[2:3]:
        del states[number]
    before = EarlierRound(2009, assessed, states)
    return ReportBasis(
        {file.path: file for file in files}, SourceFile("data/katalog.xlsx", 0, "ef" * 32), findings, before
    )


def _outcome(number: int, *, assessed: bool) -> JudgedMeasure:
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
        answer = MeasureAnswer(answer.parts, list(DEFAULT_SCALE.steps)[number % 5], contact=answer.contact)
    return JudgedMeasure(
        measure,
        classify(measure, answer, earlier),
        answer,
        earlier,
        tuple(gaps(answer, earlier, scale=DEFAULT_SCALE if assessed else None)),
    )
