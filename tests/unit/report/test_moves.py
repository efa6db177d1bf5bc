"""Each pair of states has one list (docs/rules.md 9)."""

from __future__ import annotations

import re
from itertools import product

import pytest

from lipctl.judge.progress import Progress
from lipctl.report.moves import Move, State, move_of
from lipctl.report.summary import NOT_ASSESSED
from lipctl.scale import COMPLETED, DEFAULT_SCALE, IN_PROGRESS, NOT_PURSUED, NOT_STARTED, REGULAR_BUSINESS
from support.report import sample_view

ASSESSED = [
    *DEFAULT_SCALE.steps,
    NOT_ASSESSED,
    Progress.INCOMPLETE,
    Progress.DISCLAIMED,
    Progress.NOT_ASKED,
    Progress.NO_RESPONSE,
]


@pytest.mark.parametrize(
    ("was", "became", "move"),
    [
        (IN_PROGRESS, COMPLETED, COMPLETED.key),
        (COMPLETED, REGULAR_BUSINESS, REGULAR_BUSINESS.key),
        (Progress.NO_RESPONSE, COMPLETED, COMPLETED.key),
        (Progress.REPORTED, COMPLETED, COMPLETED.key),
        (NOT_PURSUED, COMPLETED, COMPLETED.key),
        (IN_PROGRESS, NOT_PURSUED, NOT_PURSUED.key),
        (COMPLETED, COMPLETED, Move.SAME),
        (COMPLETED, NOT_STARTED, Move.REOPENED),
        (NOT_PURSUED, IN_PROGRESS, Move.REOPENED),
        (NOT_STARTED, IN_PROGRESS, Move.BETTER),
        (IN_PROGRESS, NOT_STARTED, Move.WORSE),
        (Progress.REASON_GIVEN, Progress.REPORTED, Move.BETTER),
        (Progress.REPORTED, Progress.REASON_GIVEN, Move.WORSE),
        (Progress.REPORTED, IN_PROGRESS, Move.SAME),
        (Progress.REPORTED, Progress.UNCHANGED, Move.SAME),
        (Progress.UNCHANGED, Progress.REPORTED, Move.NEWLY_REPORTED),
        (Progress.INCOMPLETE, IN_PROGRESS, Move.NEWLY_REPORTED),
        (NOT_ASSESSED, IN_PROGRESS, Move.NEWLY_ASSESSED),
        (IN_PROGRESS, NOT_ASSESSED, Move.NO_LONGER_ASSESSED),
        (IN_PROGRESS, Progress.NO_RESPONSE, Move.SILENT),
        (Progress.NO_RESPONSE, Progress.NO_RESPONSE, Move.SILENT),
        (IN_PROGRESS, Progress.DISCLAIMED, Move.INCOMPLETE),
        (Progress.NOT_ASKED, Progress.NOT_ASKED, Move.SAME),
    ],
)
def test_the_list_of_a_move(was: State, became: State, move: str) -> None:
    assert move_of(was, became) == move


def test_what_was_finished_before_a_silent_year_is_not_finished_anew() -> None:
    assert move_of(Progress.NO_RESPONSE, COMPLETED, COMPLETED) == Move.NEWLY_REPORTED
    assert move_of(Progress.NO_RESPONSE, COMPLETED, IN_PROGRESS) == COMPLETED.key


@pytest.mark.parametrize("states", [list(Progress), ASSESSED])
def test_each_pair_of_different_states_is_a_move(states: list[State]) -> None:
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
