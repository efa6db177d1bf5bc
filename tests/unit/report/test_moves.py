"""Each pair of states has one list (docs/rules.md 9)."""

from __future__ import annotations

import re
from itertools import product

import pytest

from lipctl.judge.model import Assessment
from lipctl.judge.progress import Progress
from lipctl.report.moves import Move, move_of
from lipctl.report.summary import NOT_ASSESSED
from support.report import sample_view

ASSESSED = [
    *Assessment,
    NOT_ASSESSED,
    Progress.INCOMPLETE,
    Progress.DISCLAIMED,
    Progress.NOT_ASKED,
    Progress.NO_RESPONSE,
]


@pytest.mark.parametrize(
    ("was", "became", "move"),
    [
        (Assessment.IN_PROGRESS, Assessment.COMPLETED, Assessment.COMPLETED),
        (Assessment.COMPLETED, Assessment.REGULAR_BUSINESS, Assessment.REGULAR_BUSINESS),
        (Progress.NO_RESPONSE, Assessment.COMPLETED, Assessment.COMPLETED),
        (Progress.REPORTED, Assessment.COMPLETED, Assessment.COMPLETED),
        (Assessment.NOT_PURSUED, Assessment.COMPLETED, Assessment.COMPLETED),
        (Assessment.IN_PROGRESS, Assessment.NOT_PURSUED, Assessment.NOT_PURSUED),
        (Assessment.COMPLETED, Assessment.COMPLETED, Move.SAME),
        (Assessment.COMPLETED, Assessment.NOT_STARTED, Move.REOPENED),
        (Assessment.NOT_PURSUED, Assessment.IN_PROGRESS, Move.REOPENED),
        (Assessment.NOT_STARTED, Assessment.IN_PROGRESS, Move.BETTER),
        (Assessment.IN_PROGRESS, Assessment.NOT_STARTED, Move.WORSE),
        (Progress.REASON_GIVEN, Progress.REPORTED, Move.BETTER),
        (Progress.REPORTED, Progress.REASON_GIVEN, Move.WORSE),
        (Progress.REPORTED, Assessment.IN_PROGRESS, Move.SAME),
        (Progress.REPORTED, Progress.UNCHANGED, Move.SAME),
        (Progress.UNCHANGED, Progress.REPORTED, Move.NEWLY_REPORTED),
        (Progress.INCOMPLETE, Assessment.IN_PROGRESS, Move.NEWLY_REPORTED),
        (NOT_ASSESSED, Assessment.IN_PROGRESS, Move.NEWLY_ASSESSED),
        (Assessment.IN_PROGRESS, NOT_ASSESSED, Move.NO_LONGER_ASSESSED),
        (Assessment.IN_PROGRESS, Progress.NO_RESPONSE, Move.SILENT),
        (Progress.NO_RESPONSE, Progress.NO_RESPONSE, Move.SILENT),
        (Assessment.IN_PROGRESS, Progress.DISCLAIMED, Move.INCOMPLETE),
        (Progress.NOT_ASKED, Progress.NOT_ASKED, Move.SAME),
    ],
)
def test_the_list_of_a_move(was: str, became: str, move: str) -> None:
    assert move_of(was, became) == move


def test_what_was_finished_before_a_silent_year_is_not_finished_anew() -> None:
    assert move_of(Progress.NO_RESPONSE, Assessment.COMPLETED, Assessment.COMPLETED) == Move.NEWLY_REPORTED
    assert move_of(Progress.NO_RESPONSE, Assessment.COMPLETED, Assessment.IN_PROGRESS) == Assessment.COMPLETED


@pytest.mark.parametrize("states", [list(Progress), ASSESSED])
def test_each_pair_of_different_states_is_a_move(states: list[str]) -> None:
    to_the_same = {
        (was, became)
        for was, became in product(states, repeat=2)
        if was != became and move_of(was, became) == Move.SAME
    }
    assert {became for _, became in to_the_same} <= {Progress.UNCHANGED}


def test_each_measure_is_in_one_list_and_the_sentence_adds_up() -> None:
    view = sample_view()
    assert view.changes is not None
    listed = [change.number for item in view.changes.lists for change in item.changes]
    assert len(listed) == len(set(listed))
    numbers = re.findall(r"(\d+) [a-zäöü]", view.changes.sentence.partition(": ")[2])
    assert sum(map(int, numbers)) == view.changes.total
