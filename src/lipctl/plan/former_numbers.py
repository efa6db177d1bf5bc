"""The catalogue's column "früher": what cannot be meant in it, and where it is probably missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from lipctl.findings import Finding, finding
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure

_ALIKE = 0.85
"""How much of two texts has to be the same, word for word, for one to be the other."""
_RUN = 3
"""Texts that are alike have runs of so many words in common."""


def about_succession(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Findings about former numbers that cannot be right, and hints where one is probably missing."""
    by_number = {measure.number: measure for measure in measures}
    for measure in measures:
        for number in measure.former:
            other = by_number.get(number)
            places = measure.places_of("former")
            reason = _what_is_wrong(measure, other, by_number)
            if reason:
                yield finding("LIP114", measure=measure.number, places=places, found=number, reason=reason)
            elif other and _both_valid(measure, other):
                yield finding("LIP115", measure=measure.number, places=places, found=number)
    yield from _probably_renumbered(measures)


def _what_is_wrong(measure: Measure, other: Measure | None, by_number: Mapping[MeasureNumber, Measure]) -> str:
    if other is None:
        return "diese Nummer hat im Katalog keine Zeile"
    if other is measure:
        return "das ist seine eigene Nummer"
    seen, before = {other.number}, list(other.former)
    while before:
        number = before.pop()
        if number == measure.number:
            return "die Angaben gehen im Kreis"
        if number not in seen and number in by_number:
            seen.add(number)
            before += by_number[number].former
    return ""


def _both_valid(one: Measure, other: Measure) -> bool:
    """Whether there is a year in which both belong to the plan."""
    starts = [measure.valid_from for measure in (one, other) if measure.valid_from]
    ends = [measure.valid_until for measure in (one, other) if measure.valid_until]
    return not starts or not ends or max(starts) <= min(ends)


def _probably_renumbered(measures: Iterable[Measure]) -> Iterator[Finding]:
    """Hints about entries that begin with nearly the text of one that has ended, and do not say that they were it."""
    known = {number for measure in measures for number in measure.former}
    ended = [measure for measure in measures if measure.valid_until and measure.number not in known]
    begun = [measure for measure in measures if measure.valid_from and not measure.former]
    words = {measure.number: " ".join(measure.summary).casefold().split() for measure in (*ended, *begun)}
    by_run: dict[tuple[str, ...], list[Measure]] = {}
    for measure in ended if begun else ():
        for run in _runs(words[measure.number]):
            by_run.setdefault(run, []).append(measure)
    for measure in begun:
        shared = Counter(
            other.number
            for run in _runs(words[measure.number])
            for other in by_run.get(run, ())
            if other is not measure and (other.valid_until or 0) < (measure.valid_from or 0)
        )
        for number, _ in shared.most_common(1):
            if SequenceMatcher(None, words[number], words[measure.number], autojunk=False).ratio() >= _ALIKE:
                yield finding("LIP116", measure=measure.number, places=measure.places_of("former"), found=number)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """All runs of words in a text; of a shorter text the whole."""
    return {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN, 0) + 1)}
