"""What the reader of a comparison has to know: other scales, steps that were renamed, assessments that are older."""

from __future__ import annotations

from collections.abc import Iterable

from lipctl.judge.earlier_rounds import EarlierRound
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED
from lipctl.scale import Scale, Step
from lipctl.text import listed
from lipctl.words import Words

NOT_COMPARABLE = "Nach anderer Skala bewertet"
"""The list of what has no counterpart in the scale of the other year."""


def comparison_hint(measures: Iterable[JudgedMeasure], before: EarlierRound, words: Words, scale: Scale | None) -> str:
    """What the comparison with an earlier round cannot show by itself; "" for nothing."""
    hints = [_about_scales(before, words, scale)]
    if scale and before.asked_scale:
        hints += [_about_successors(before, before.asked_scale, scale), _about_older(measures, before, words)]
    return " ".join(filter(None, hints))


def foreign_steps(before: EarlierRound, scale: Scale | None) -> list[Step]:
    """The steps of the earlier scale that this year's scale neither has nor replaces."""
    if not scale or not before.asked_scale:
        return []
    return [step for step in before.asked_scale.steps if not scale.knows(scale.today(step))]


def _about_scales(before: EarlierRound, words: Words, scale: Scale | None) -> str:
    """Why the states are classes although one of the years has assessments, or why some are not compared."""
    if foreign_steps(before, scale):
        start = words.say(f"{before.year} galt für die Bewertung eine andere Skala")
        return f"{start}. Verglichen wird, was sich entspricht; das Übrige steht unter „{NOT_COMPARABLE}“."
    if bool(scale) == bool(before.asked_scale):
        return ""
    when = "in diesem Jahr nicht" if before.asked_scale else f"{before.year} noch nicht"
    subject = words.say("Die Bewertung")
    return f"{subject} wurde {when} abgefragt; verglichen wird deshalb, ob und wie geantwortet wurde."


def _about_successors(before: EarlierRound, then: Scale, now: Scale) -> str:
    """As what former steps are compared: the table has no row of their own for them."""
    former = {state.assessment for state in before.states.values() if state.assessment}
    became = [(step, now.today(step)) for step in then.steps if step in former]
    said = [f"„{step.label}“ als „{today.label}“" for step, today in became if not today.is_same(step)]
    return f"Im Vergleich mit {before.year} zählt {listed(said)}." if said else ""


def _about_older(measures: Iterable[JudgedMeasure], before: EarlierRound, words: Words) -> str:
    """That the lists count by older assessments than the table, which cannot show these."""
    if not any(_was_assessed_before(judged, before.year) for judged in measures):
        return ""
    start = words.say("Die Listen gehen von der letzten Bewertung aus")
    return f"{start}; ist sie älter als {before.year}, zeigt das Jahr daneben es an."


def _was_assessed_before(judged: JudgedMeasure, year: int) -> bool:
    """Whether a measure is answered now, and its last assessment is older than this year."""
    earlier = judged.history.assessed
    return judged.progress in ANSWERED and earlier is not None and earlier[0] < year
