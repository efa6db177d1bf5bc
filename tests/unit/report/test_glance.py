"""The report at a glance: prose from counts, and figures that add up."""

from __future__ import annotations

import pytest

from lipctl.judge.progress import Progress
from lipctl.report.glance import build_glance
from lipctl.report.moves import Move
from lipctl.report.summary import SUCCESS, count_columns, state_styles
from lipctl.report.view import Change, ChangeList, Changes
from lipctl.scale import DEFAULT_SCALE
from support.report import LABELS, sample_view

_P = Progress
TOLD = [
    ({}, ("Der Plan enthält in diesem Jahr keine Handlungsansätze.",)),
    (
        {_P.REPORTED: 2, _P.UNCHANGED: 1},
        ("Alle 3 Handlungsansätze sind vollständig beantwortet: 2 mit Umsetzungsstand und 1 als unverändert gemeldet.",),
    ),
    ({_P.REPORTED: 3}, ("Alle 3 Handlungsansätze sind vollständig beantwortet: 3 mit Umsetzungsstand.",)),
    (
        {_P.REPORTED: 5, _P.REASON_GIVEN: 1, _P.NOT_ASKED: 1},
        (
            "Von 7 Handlungsansätzen sind 6 vollständig beantwortet: 5 mit Umsetzungsstand und 1 mit Gründen, warum noch "
            "nichts unternommen wurde.",
            "Offen ist der Stand von 1 Handlungsansatz: Hier ist keine Dienststelle zuständig.",
        ),
    ),
    (
        {_P.UNCHANGED: 1, _P.INCOMPLETE: 2, _P.DISCLAIMED: 1, _P.NO_RESPONSE: 10},
        (
            "Von 14 Handlungsansätzen ist 1 vollständig beantwortet: 1 als unverändert gemeldet.",
            "Offen ist der Stand von 13 Handlungsansätzen: zu 2 ist die Antwort unvollständig, für 1 ist die Zuständigkeit "
            "ungeklärt und zu 10 fehlt die Rückmeldung.",
        ),
    ),
    (
        {"completed": 4, "regular_business": 5, "in_progress": 6, "not_pursued": 1},
        (
            "Alle 16 Handlungsansätze sind vollständig beantwortet: 9 mit Erfolg abgeschlossen (4 erfüllt und 5 in das "
            "laufende Geschäft übergegangen), 6 in Bearbeitung und 1 nicht weiter zu verfolgen.",
        ),
    ),
]  # fmt: skip


def columns_of(counts: dict[str, int]):
    asked = not counts.keys().isdisjoint(DEFAULT_SCALE.by_key)
    return count_columns(counts, state_styles(scale=DEFAULT_SCALE if asked else None))


@pytest.mark.parametrize(("counts", "told"), TOLD)
def test_it_is_told_in_prose(counts: dict[str, int], told: tuple[str, ...]) -> None:
    assert build_glance(columns_of(counts), None, LABELS).sentences == told


@pytest.mark.parametrize("counts", [counts for counts, _ in TOLD])
def test_the_figures_add_up_and_a_single_column_keeps_its_name(counts: dict[str, int]) -> None:
    columns = columns_of(counts)
    figures = build_glance(columns, None, LABELS).figures
    assert sum(figure.count for figure in figures) == sum(counts.values())
    labels = {column.label for column in columns}
    grouped = {"mit Erfolg abgeschlossen", "Stand berichtet", "Stand nicht bekannt"}
    assert {figure.label for figure in figures} - labels <= grouped
    assert {figure.sign for figure in figures} <= {
        style.sign for scale in (None, DEFAULT_SCALE) for style in state_styles(scale=scale).values()
    }


def moved(**lists: int) -> str:
    titles = {
        "completed": "Neu erfüllt",
        "better": "Vorangekommen",
        "worse": "Zurückgefallen",
        "reopened": "Wieder offen",
    }
    found = tuple(
        ChangeList(
            key,
            titles[key],
            "",
            tuple(Change(str(number), "", "") for number in range(count)),
            SUCCESS if key == "completed" else "",
        )
        for key, count in lists.items()
    )
    changes = sample_view().changes
    assert changes is not None
    assert isinstance(changes, Changes)
    return build_glance(columns_of({_P.REPORTED: 1}), changes._replace(year=2012, lists=found), LABELS).moved


def test_what_got_better_and_worse_is_told_by_the_lists() -> None:
    assert {Move.BETTER, Move.WORSE, Move.REOPENED} == {"better", "worse", "reopened"}
    assert moved(completed=3, better=1, reopened=2, worse=1) == (
        "Seit 2012 sind 3 neu erfüllt und 1 vorangekommen. Dagegen sind 2 wieder offen und 1 zurückgefallen."
    )
    assert moved(better=1) == "Seit 2012 ist 1 vorangekommen. Zurückgefallen ist nichts."
    assert moved(worse=1) == "Vorangekommen ist seit 2012 nichts. Dagegen ist 1 zurückgefallen."
    assert moved() == "Gegenüber 2012 ist nichts vorangekommen und nichts zurückgefallen."
