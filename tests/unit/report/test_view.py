"""What the report shows of each class of measure, and that every count adds up."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lipctl.judge.completeness import gaps
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part
from lipctl.judge.progress import Progress, classify
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.questions import Question
from lipctl.report.build import build_view
from lipctl.report.measure_builder import CONTESTED
from lipctl.report.measure_view import MeasureView
from lipctl.report.occasion import Occasion
from lipctl.report.totals import adds_up
from lipctl.report.view import ReportView
from lipctl.scale import COMPLETED, DEFAULT_SCALE, IN_PROGRESS, NOT_PURSUED
from lipctl.settings.keys import KEYS

LABELS = {key.name: str(key.default) for key in KEYS if key.section == "bezeichnungen"}
FIELD = FieldOfAction(MeasureNumber("5"), "Demokratie")
AREA = Area(MeasureNumber("5.1"), "", FIELD)
DEPARTMENTS = {"18": Department("18", "Zentrale Dienste"), "15": Department("15", "Büro Oberbürgermeister")}
EARLIER = EarlierAnswer(2009, MeasureAnswer(parts=(Part("Damals begonnen", "", "– – –"),)))
MEASURE = Measure(MeasureNumber("5-1-3"), ("Kurz",), AREA, None, "18")


def outcome(
    answer: MeasureAnswer, earlier: EarlierAnswer | None = None, measure: Measure = MEASURE, *, asked: bool = False
) -> JudgedMeasure:
    progress = classify(measure, answer, earlier) if measure.in_report else None
    return JudgedMeasure(
        measure, progress, answer, earlier, tuple(gaps(answer, earlier, scale=DEFAULT_SCALE if asked else None))
    )


def view_of(
    *outcomes: JudgedMeasure, labels: Mapping[str, str] = LABELS, asked: bool = False, reasons_as_asked: bool = False
) -> ReportView:
    plan = Plan((FIELD,), (AREA,), tuple(item.measure for item in outcomes), DEPARTMENTS).by_outline()
    occasion = Occasion(
        2010, date(2010, 3, 31), scale=DEFAULT_SCALE if asked else None, reasons_as_asked=reasons_as_asked
    )
    return build_view(plan, outcomes, occasion, labels)


def printed(view: MeasureView) -> list[str]:
    """A measure as lines: headings with "#", the earlier answer with ">"."""
    lines = [view.sentence] if view.sentence else []
    for part in (*view.parts, *view.remarks):
        lines += [f"## {part.heading}"] if not hasattr(part, "paragraphs") and part.heading else []
        for answer in getattr(part, "answers", (part,)):
            lines += [f"# {answer.heading}", *answer.paragraphs, *([answer.mark] if answer.mark else [])]
    for part in view.earlier.parts if view.earlier else ():
        for answer in part.answers:
            lines += [f"> # {answer.heading}", *(f"> {text}" for text in answer.paragraphs)]
    return lines


GRUENDE = LABELS["gruende"]
CASES: dict[str, tuple[MeasureAnswer, EarlierAnswer | None, list[str]]] = {
    "dashes instead of reasons are not printed": (
        MeasureAnswer(parts=(Part("Getan", "Weiter", "– – –"),)), None,
        ["# Umsetzungsstand", "Getan", "# Geplante Schritte", "Weiter"],
    ),
    "dashes of any kind are printed as the page does": (
        MeasureAnswer(parts=(Part("Getan", "---", ""),)), None, ["# Umsetzungsstand", "Getan", "# Geplante Schritte", "– – –"],
    ),
    "a blank line makes a new paragraph": (
        MeasureAnswer(parts=(Part("eins\nzwei\n\ndrei"),)), None, ["# Umsetzungsstand", "eins\nzwei", "drei"],
    ),
    "a reason alone": (MeasureAnswer(parts=(Part(reasons="Priorität"),)), None, [f"# {GRUENDE}", "Priorität"]),
    "two parts": (
        MeasureAnswer(parts=(Part("a"), Part(), Part("c"))), None, ["## Teil 1", "# Umsetzungsstand", "a", "## Teil 3", "# Umsetzungsstand", "c"],
    ),
    "one part of several": (MeasureAnswer(parts=(Part(), Part("b"))), None, ["# Umsetzungsstand", "b"]),
    "incomplete": (MeasureAnswer(parts=(Part("", "Weiter"),)), None, ["unvollständig", "# Geplante Schritte", "Weiter"]),
    "no response": (MeasureAnswer(), None, ["keine Rückmeldung"]),
    "no response, with an earlier answer": (
        MeasureAnswer(), EARLIER, ["keine Rückmeldung (Stand 2009):", "> # Umsetzungsstand", "> Damals begonnen"],
    ),
    "unchanged": (
        MeasureAnswer(unchanged=True), EARLIER,
        ["seit 2009 unverändert, Stand 2009", "> # Umsetzungsstand", "> Damals begonnen"],
    ),
    "this year's assessment takes the place of the earlier one beside an unchanged text": (
        MeasureAnswer(unchanged=True, assessment=NOT_PURSUED),
        EARLIER._replace(answer=EARLIER.answer._replace(assessment=IN_PROGRESS)),
        ["seit 2009 unverändert, Stand 2009", "# Bewertung", "nicht weiter zu verfolgen",
         "> # Umsetzungsstand", "> Damals begonnen"],
    ),
    "unchanged without earlier answer": (MeasureAnswer(unchanged=True), None, ["keine Rückmeldung"]),
    "disclaimed": (
        MeasureAnswer(disclaimed="Jugendamt"), None, ["Zuständigkeit ungeklärt", "# Zuständigkeit", "Zuständig sei laut Rückmeldung: Jugendamt"],
    ),
    "reported and disclaimed": (
        MeasureAnswer(parts=(Part("Getan"),), disclaimed="Jugendamt"), None,
        ["# Umsetzungsstand", "Getan", "# Zuständigkeit", "Zuständig sei laut Rückmeldung: Jugendamt"],
    ),
    "reported and unchanged": (
        MeasureAnswer(parts=(Part("Getan"),), unchanged=True), EARLIER,
        ["zusätzlich als unverändert gemeldet (Stand 2009)", "# Umsetzungsstand", "Getan"],
    ),
    "contested": (
        MeasureAnswer(parts=(Part("Getan"),), contested=frozenset({(1, Question.STATUS)})), None, ["# Umsetzungsstand", "Getan", CONTESTED],
    ),
    "an answer of this year hides the earlier one": (MeasureAnswer(parts=(Part("Getan"),)), EARLIER, ["# Umsetzungsstand", "Getan"]),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "earlier", "lines"), CASES.values(), ids=CASES)
def test_what_is_printed_for_a_measure(answer: MeasureAnswer, earlier: EarlierAnswer | None, lines: list[str]) -> None:
    [measure] = view_of(outcome(answer, earlier)).measures()
    assert printed(measure) == lines


def test_dashes_instead_of_reasons_are_printed_where_the_settings_want_them() -> None:
    answer = MeasureAnswer(parts=(Part("Getan", "", "---"),))
    [measure] = view_of(outcome(answer), reasons_as_asked=True).measures()
    assert printed(measure) == ["# Umsetzungsstand", "Getan", f"# {GRUENDE}", "– – –"]


def test_a_measure_that_nobody_was_asked_about_says_so() -> None:
    [measure] = view_of(outcome(MeasureAnswer(), measure=replace(MEASURE, department=None))).measures()
    assert printed(measure) == ["nicht abgefragt: keine zuständige Dienststelle"]
    assert measure.contact is None


def test_the_department_is_named_where_there_is_no_response() -> None:
    [measure] = view_of(outcome(MeasureAnswer())).measures()
    assert measure.contact
    assert (measure.contact.heading, measure.contact.lines) == ("Zuständige Dienststelle", ("Zentrale Dienste",))


def test_this_years_contact_comes_before_the_catalogues() -> None:
    entry = replace(MEASURE, contact=Contact("Herr Alt", "", "OE 1"))
    answer = MeasureAnswer(parts=(Part("Getan"),), contact=Contact("Frau Neu", "", "OE 2", "168-1"))
    [measure] = view_of(outcome(answer, measure=entry)).measures()
    assert measure.contact
    assert (measure.contact.heading, measure.contact.lines) == (
        "Ansprechpartnerin",
        ("Frau Neu", "Zentrale Dienste, OE 2", "Tel. 168-1"),
    )


def test_a_non_measure_leaves_no_trace() -> None:
    hidden = Measure(
        MeasureNumber("5-1-1"),
        ("geheim",),
        AREA,
        None,
        "15",
        note="geheim",
        in_report=False,
        contact=Contact("Frau Walter"),
    )
    answer = MeasureAnswer(parts=(Part("geheim", "geheim"),), contact=Contact("Frau Walter"))
    view = view_of(outcome(answer, measure=hidden), outcome(MeasureAnswer()))
    assert [measure.number for measure in view.measures()] == ["5-1-3"]
    assert all(word not in repr(view) for word in ("5-1-1", "geheim", "Walter", "Oberbürgermeister"))
    assert adds_up(view)


def test_measures_stand_in_natural_order_inside_field_and_area() -> None:
    numbers = ["5-1-10", "5-1-9", "Ü1", "5-1-2", "5-9"]
    homes = {"Ü1": (None, None), "5-9": (None, FIELD)}
    outcomes = [
        outcome(MeasureAnswer(), measure=replace(MEASURE, number=MeasureNumber(number), area=homes.get(number, (AREA, None))[0], field=homes.get(number, (AREA, None))[1]))
        for number in numbers
    ]  # fmt: skip
    view = view_of(*outcomes)
    assert [measure.number for measure in view.measures()] == ["5-9", "5-1-2", "5-1-9", "5-1-10", "Ü1"]
    assert [field.heading for field in view.fields] == ["Handlungsfeld 5 Demokratie", "Ohne Handlungsfeld"]
    assert [row.label for row in view.summary.rows] == [
        "Handlungsfeld 5 Demokratie",
        "ohne LIP-Bereich",
        "LIP-Bereich 5.1",
        "Ohne Handlungsfeld",
    ]
    assert adds_up(view)


def test_the_sentence_says_what_the_table_says() -> None:
    view = view_of(
        outcome(MeasureAnswer(parts=(Part("a"),))),
        outcome(MeasureAnswer(), measure=replace(MEASURE, number=MeasureNumber("5-1-4"))),
        outcome(MeasureAnswer(), measure=replace(MEASURE, number=MeasureNumber("5-1-5"))),
    )
    assert view.summary.glance.sentences == (
        "Von 3 Handlungsansätzen ist 1 vollständig beantwortet: 1 mit Umsetzungsstand.",
        "Offen ist der Stand von 2 Handlungsansätzen: Hier fehlt die Rückmeldung.",
    )


def test_the_sentence_uses_the_offices_words() -> None:
    view = view_of(
        outcome(MeasureAnswer()), labels=LABELS | {"handlungsansatz": "Maßnahme", "handlungsansaetze": "Maßnahmen"}
    )
    assert view.summary.glance.sentences == (
        "Der Plan enthält 1 Maßnahme; vollständig beantwortet ist noch nichts.",
        "Offen ist der Stand von 1 Maßnahme: Hier fehlt die Rückmeldung.",
    )
    [measure] = view.measures()
    assert measure.heading == "Maßnahme 5-1-3"


def test_in_assessment_years_answered_measures_count_by_assessment() -> None:
    done = MeasureAnswer(parts=(Part("a"),), assessment=COMPLETED)
    view = view_of(
        outcome(done, asked=True),
        outcome(MeasureAnswer(parts=(Part("a"),)), measure=replace(MEASURE, number=MeasureNumber("5-1-4")), asked=True),
        outcome(MeasureAnswer(), measure=replace(MEASURE, number=MeasureNumber("5-1-5")), asked=True),
        asked=True,
    )
    assert [(column.label, column.count) for column in view.summary.columns] == [
        ("erfüllt", 1),
        ("ohne Bewertung", 1),
        ("keine Rückmeldung", 1),
    ]
    assert view.summary.glance.sentences == (
        "Von 3 Handlungsansätzen sind 2 vollständig beantwortet: 1 erfüllt und 1 ohne Bewertung.",
        "Offen ist der Stand von 1 Handlungsansatz: Hier fehlt die Rückmeldung.",
    )
    assert adds_up(view)


def test_open_points_are_reported_by_department_and_in_words() -> None:
    def entry(number: str, department: str | None) -> Measure:
        return replace(MEASURE, number=MeasureNumber(number), department=department)

    view = view_of(
        outcome(MeasureAnswer(), measure=entry("5-1-14", None)),
        outcome(MeasureAnswer(), measure=entry("5-1-9", "18")),
        outcome(MeasureAnswer(parts=(Part("a"), Part("", "b"))), measure=entry("5-1-4", "15")),
        outcome(MeasureAnswer(parts=(Part("a"),)), measure=entry("5-1-5", "15")),
    )
    assert [
        (department.name, [(point.number, point.missing) for point in department.points])
        for department in view.open_points
    ] == [
        ("Büro Oberbürgermeister", [("5-1-4", ("weder Umsetzungsstand noch Gründe genannt (Teil 2)",))]),
        ("Zentrale Dienste", [("5-1-9", ("keine Rückmeldung",))]),
        (None, [("5-1-14", ("keine zuständige Dienststelle",))]),
    ]


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_every_measure_stands_in_exactly_one_count(seed: int, asked: bool) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same cases every time
    fields = [FieldOfAction(MeasureNumber(str(number)), "") for number in range(1, 4)]
    areas = [Area(MeasureNumber(f"{field.number}.{number}"), "", field) for field in fields for number in range(1, 3)]
    answers = [answer for answer, _, _ in CASES.values()]
    outcomes = []
    for number in range(60):
        answer = dice.choice(answers)._replace(assessment=dice.choice([None, *DEFAULT_SCALE.steps]) if asked else None)
        entry = Measure(
            MeasureNumber(f"M{number}"),
            (),
            dice.choice([None, *areas]),
            dice.choice([None, *fields]),
            dice.choice([None, "18"]),
            in_report=dice.random() < 0.9,
        )
        outcomes.append(outcome(answer, dice.choice([None, EARLIER]), entry, asked=asked))  # fmt: skip
    view = view_of(*outcomes, asked=asked)
    assert adds_up(view)
    assert view.summary.total == sum(item.measure.in_report for item in outcomes)


def test_a_wrong_sum_is_noticed() -> None:
    view = view_of(outcome(MeasureAnswer()))
    row = view.summary.rows[0]._replace(counts=(2,))
    assert not adds_up(view._replace(summary=view.summary._replace(rows=(row, *view.summary.rows[1:]))))
    assert not adds_up(view._replace(summary=view.summary._replace(total=2)))
    assert not adds_up(view._replace(fields=()))


def test_the_sample_of_2010_counts_as_the_rules_say() -> None:
    kinds = {"reported": MeasureAnswer(parts=(Part("x"),)), "reason": MeasureAnswer(parts=(Part(reasons="x"),))}
    numbers = {
        "5-1-3": "reported",
        "5-1-6": "reported",
        "5-1-8": "reported",
        "5-1-10": "reported",
        "5-1-11": "reported",
        "5-1-9": "reason",
    }
    outcomes = [
        outcome(kinds[kind], measure=replace(MEASURE, number=MeasureNumber(number))) for number, kind in numbers.items()
    ]
    outcomes.append(outcome(MeasureAnswer(), measure=replace(MEASURE, number=MeasureNumber("5-1-14"), department=None)))
    summary = view_of(*outcomes).summary
    assert {column.key: column.count for column in summary.columns} == {
        Progress.REPORTED: 5,
        Progress.REASON_GIVEN: 1,
        Progress.NOT_ASKED: 1,
    }
    assert summary.total == 7
