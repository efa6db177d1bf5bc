"""How a measure moved between two rounds: every move from one state to another has exactly one list (rules.md 9).

A state is a column of the report's tables: an assessment, or a class.
"""

from __future__ import annotations

from enum import StrEnum

from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, ASSESSMENTS, Meaning, Progress
from lipctl.report.summary import NOT_ASSESSED


class Move(StrEnum):
    """The moves that are no end: those have the assessment itself as their list."""

    REOPENED = "reopened"
    BETTER = "better"
    WORSE = "worse"
    NEWLY_REPORTED = "newly_reported"
    NEWLY_ASSESSED = "newly_assessed"
    NO_LONGER_ASSESSED = "no_longer_assessed"
    SILENT = "silent"
    INCOMPLETE = "incomplete"
    SAME = "same"


_ENDS = frozenset(key.value for key, rule in ASSESSMENTS.items() if rule.meaning is not Meaning.OPEN)
_UNANSWERED = frozenset(Progress) - ANSWERED
_RANKS: dict[str, int] = {
    Assessment.NOT_STARTED: 0,
    Progress.REASON_GIVEN: 0,
    Assessment.IN_PROGRESS: 1,
    Progress.REPORTED: 1,
}


def move_of(was: str, became: str, last: str | None = None) -> str:
    """The list of a move: an assessment that ends a measure, or a :class:`Move`.

    ``last`` is the newest assessment before, in whatever year: what was finished before a year without response is not
    finished anew. No response is a move although it was the same before: the list says since when.
    """
    if not _is_answered(became):
        return _unanswered(was, became)
    if was != became and became in _ENDS:
        before = was if _is_answered(was) else last
        return Move.NEWLY_REPORTED if before == became else became
    if was != became and was in _ENDS:
        return Move.REOPENED
    return _between_answers(was, became) if _is_answered(was) else Move.NEWLY_REPORTED


def _unanswered(was: str, became: str) -> str:
    if became == Progress.NO_RESPONSE:
        return Move.SILENT
    return Move.SAME if was == became else Move.INCOMPLETE


def _between_answers(was: str, became: str) -> str:
    """The move of a measure that was answered then and now, and did not end or begin anew."""
    if became in (was, Progress.UNCHANGED):
        return Move.SAME
    if was == Progress.UNCHANGED:
        return Move.NEWLY_REPORTED
    if NOT_ASSESSED in (was, became):
        return Move.NEWLY_ASSESSED if was == NOT_ASSESSED else Move.NO_LONGER_ASSESSED
    before, now = _RANKS[was], _RANKS[became]
    return Move.SAME if now == before else Move.BETTER if now > before else Move.WORSE


def _is_answered(state: str) -> bool:
    return state not in _UNANSWERED
