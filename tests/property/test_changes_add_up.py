"""Whatever two or three rounds say: each measure that moved stands in one list, and the numbers are those of the table."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lipctl.judge.earlier_rounds import History
from lipctl.judge.measure import judge
from lipctl.judge.model import MeasureAnswer, Part
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Department, Measure, Plan
from lipctl.report.basis import NO_BASIS
from lipctl.report.build import build_view
from lipctl.report.changes import TICKED
from lipctl.report.occasion import Occasion
from lipctl.report.totals import adds_up
from lipctl.scale import DEFAULT_SCALE, Meaning, Scale, Step
from lipctl.settings.reading import parse_settings

LABELS = parse_settings('[plan]\nkennung = "k"\nstadt = "S"\n').labels
COLOURS = Scale(
    (
        Step("green", "grün: gut", Meaning.OPEN, rank=3),
        Step("yellow", "gelb: zögernd", Meaning.OPEN, rank=2),
        Step("amber", "bernstein: zögernd", Meaning.OPEN, rank=2),
        Step("done", "fertig", Meaning.SUCCESS),
    )
)
LATER = Scale(
    (
        Step("green", "grün: läuft", Meaning.OPEN, rank=2),
        Step("red", "rot: steht", Meaning.OPEN, rank=1),
        Step("closed", "abgeschlossen", Meaning.SUCCESS),
        Step("left", "aufgegeben", Meaning.DROPPED),
    ),
    {"yellow": "red", "in_progress": "green"},
)
SCALES = (None, DEFAULT_SCALE, COLOURS, LATER)
MEASURES = tuple(
    Measure(
        MeasureNumber(f"5-{place}"),
        (f"Kurzfassung {place}",),
        department="18" if place else None,
        valid_from=2012 if place == 1 else None,
        valid_until=2011 if place == 2 else None,
        former=(MeasureNumber("5-2"),) if place == 1 else (),
    )
    for place in range(7)
)
PLAN = Plan((), (), MEASURES, {"18": Department("18", "Amt 18")})
TEXTS = st.sampled_from(("", "", "getan", "– – –", "s. o."))
PARTS = st.lists(st.builds(Part, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple)


@st.composite
def rounds(draw: st.DrawFn) -> dict[int, tuple[Scale | None, dict[MeasureNumber, MeasureAnswer]]]:
    """What was answered in two or three years, each with its scale."""
    found = {}
    for year in (2010, 2011, 2012)[draw(st.integers(0, 1)) :]:
        scale = draw(st.sampled_from(SCALES))
        steps = st.sampled_from((None, *(scale or DEFAULT_SCALE).steps))
        answer = st.builds(MeasureAnswer, PARTS, steps, st.booleans(), st.sampled_from(("", "", "Amt 50")))
        asked = [measure.number for measure in MEASURES if measure.is_valid_in(year)]
        found[year] = scale, draw(st.fixed_dictionaries({}, optional=dict.fromkeys(asked, answer)))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_each_move_stands_in_one_list_and_the_sentence_adds_up(
    years: dict[int, tuple[Scale | None, dict[MeasureNumber, MeasureAnswer]]],
) -> None:
    history, (last, (scale, answers)) = History(), list(years.items())[-1]
    for year, (earlier_scale, earlier) in list(years.items())[:-1]:
        history.carry_over(PLAN.measures, year)
        history.add(year, PLAN.in_year(year).measures, earlier, scale=earlier_scale)
    history.carry_over(PLAN.measures, last)
    plan = PLAN.in_year(last)
    judged = list(judge(plan, answers, history, scale=scale))
    basis = NO_BASIS._replace(before=history.newest)
    view = build_view(plan, judged, Occasion(last, date(2012, 12, 31), scale=scale), LABELS, basis)
    assert adds_up(view)
    if view.changes is None:
        return
    changes = view.changes
    lists = {item.key: [line.number for line in item.changes] for item in changes.lists}
    listed = [number for numbers in lists.values() for number in numbers]
    assert len(listed) == len(set(listed))
    assert all(
        changes.before[item.measure.number.text] == "gleich"
        for item in judged
        if item.measure.number.text not in listed
    )
    said = [int(count) for count in re.findall(r"(?:: |, )(\d+) ", changes.sentence)]
    assert sum(said) == changes.total
    assert said[: len(lists)] == [len(numbers) for numbers in lists.values()]
    ticked = {item.measure.number.text for item in judged if item.progress is Progress.UNCHANGED}
    assert {*lists.get(TICKED, [])} == ticked
