"""The JSON of ``check``: a public interface, so its keys are written out here."""

from __future__ import annotations

import json

from lipctl.cli.findings_json import check_as_json
from lipctl.findings import Place, finding
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.scale import Meaning, Step

FULL = finding(
    "LIP320",
    department="15",
    measure=MeasureNumber("5-1-3"),
    question=Question.PLANNED_STEPS,
    places=[Place("data/2010/ruecklauf/a.xlsx", "5-1-3", ("D5", "D7"))],
    part="",
)
BARE = finding("LIP202", places=[Place("data/2010/ruecklauf/b.xlsx")])


def test_the_steps_of_a_scale_of_the_plans_own_are_counted() -> None:
    green, red = Step("gruen", "grün: läuft", Meaning.OPEN), Step("rot", "rot", Meaning.OPEN)
    assert json.loads(check_as_json(2010, "LIP", {}, [], assessments=[(green, 2), (red, 0)]))["assessments"] == [
        {"key": "gruen", "name": "grün: läuft", "count": 2},
        {"key": "rot", "name": "rot", "count": 0},
    ]


def test_the_whole_of_it_is_year_plan_totals_and_findings() -> None:
    counts = {Progress.REPORTED: 5, Progress.NOT_ASKED: 1}
    assert json.loads(check_as_json(2010, "LIP", counts, [FULL, BARE], {MeasureNumber("5-1-3"): "Beiräte"})) == {
        "year": 2010,
        "plan": "LIP",
        "totals": {
            "total": 6,
            "reported": 5,
            "reason_given": 0,
            "unchanged": 0,
            "incomplete": 0,
            "disclaimed": 0,
            "not_asked": 1,
            "no_response": 0,
        },
        "findings": [
            {
                "code": "LIP202",
                "severity": "error",
                "department": None,
                "measure": None,
                "title": None,
                "field": None,
                "message": BARE.message,
                "advice": BARE.advice,
                "places": [{"file": "data/2010/ruecklauf/b.xlsx", "sheet": "", "cells": []}],
            },
            {
                "code": "LIP320",
                "severity": "warning",
                "department": "15",
                "measure": "5-1-3",
                "title": "Beiräte",
                "field": "planned_steps",
                "message": FULL.message,
                "advice": FULL.advice,
                "places": [{"file": "data/2010/ruecklauf/a.xlsx", "sheet": "5-1-3", "cells": ["D5", "D7"]}],
            },
        ],
    }


def test_german_letters_stay_readable() -> None:
    assert "Lokaler Integrationsplan – Köln" in check_as_json(2010, "Lokaler Integrationsplan – Köln", {}, [])
