"""How a measure moved between two rounds: every move from one state to another has exactly one list (rules.md 9).

A state is what a measure counts as in the report's tables: a step of the scale, or a class.
"""

from __future__ import annotations

from enum import StrEnum

from lipctl.judge.progress import ANSWERED, Progress
from lipctl.report.summary import NOT_ASSESSED
from lipctl.scale import DEFAULT_SCALE, Scale, Step

State = Step | str
"""A step, or a class (:class:`Progress` or ``NOT_ASSESSED``)."""


class Move(StrEnum):
    """The moves that are no end: those have the step itself as their list."""

    REOPENED = "reopened"
    BETTER = "better"
    WORSE = "worse"
    SIDEWAYS = "sideways"
    NOT_COMPARABLE = "not_comparable"
    NEWLY_REPORTED = "newly_reported"
    NEWLY_ASSESSED = "newly_assessed"
    NO_LONGER_ASSESSED = "no_longer_assessed"
    SILENT = "silent"
    INCOMPLETE = "incomplete"
    SAME = "same"


_UNANSWERED = frozenset(Progress) - ANSWERED


def move_of(was: State, became: State, last: Step | None = None, scale: Scale = DEFAULT_SCALE) -> str:
    """The list of a move: the key of a step that ends a measure, or a :class:`Move`.

    ``last`` is the newest assessment before, in whatever year: what was finished before a year without response is not
    finished anew. No response is a move although it was the same before: the list says since when. ``scale`` is that of
    the newer year, as which earlier steps are known here (:meth:`Scale.today`).
    """
    if not _is_answered(became):
        return _unanswered(was, became)
    if isinstance(became, Step) and became.is_end and not became.is_same(was):
        before = was if _is_answered(was) else last
        if became.is_same(before):
            return Move.NEWLY_REPORTED
        is_foreign_end = isinstance(before, Step) and before.is_end and not scale.knows(before)
        return Move.NOT_COMPARABLE if is_foreign_end else became.key
    if isinstance(was, Step) and was.is_end and not was.is_same(became):
        return Move.REOPENED
    return _between_answers(was, became, scale) if _is_answered(was) else Move.NEWLY_REPORTED


def _unanswered(was: State, became: State) -> str:
    if became == Progress.NO_RESPONSE:
        return Move.SILENT
    return Move.SAME if was == became else Move.INCOMPLETE


def _between_answers(was: State, became: State, scale: Scale) -> str:
    """The move of a measure that was answered then and now, and did not end or begin anew."""
    if became in (was, Progress.UNCHANGED):
        return Move.SAME
    if was == Progress.UNCHANGED:
        return Move.NEWLY_REPORTED
    if isinstance(was, Step) and isinstance(became, Step):
        return _between_steps(was, became, scale)
    before, now = _level(was), _level(became)
    if before is None or now is None:
        return Move.NEWLY_ASSESSED if isinstance(became, Step) else Move.NO_LONGER_ASSESSED
    return Move.SAME if now == before else Move.BETTER if now > before else Move.WORSE


def _between_steps(was: Step, became: Step, scale: Scale) -> str:
    if was.is_same(became):
        return Move.SAME
    if not scale.knows(was):
        return Move.NOT_COMPARABLE
    if became.rank == was.rank:
        return Move.SIDEWAYS
    return Move.BETTER if became.rank > was.rank else Move.WORSE


def _level(state: State) -> bool | None:
    """Whether anything was done, as a class and a step can be compared; None where only one of them says so."""
    if isinstance(state, Step):
        return None if state.stands_alone else state.is_begun
    return None if state == NOT_ASSESSED else state == Progress.REPORTED


def _is_answered(state: State) -> bool:
    return isinstance(state, Step) or state not in _UNANSWERED
