"""What readers of ``lipctl.toml`` share: where a mistake stands, unknown names, years that can be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lipctl.text import did_you_mean

Complaint = tuple[int, str]
"""A line of the settings, and what is wrong there."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
"""Years that can be a reporting year; any other, such as 2081 for 2018, is a slip of the hand."""
_HEAD = re.compile(r"\s*\[{1,2}\s*[\"']?([^\]\"']+?)[\"']?\s*\]")


def line_of(lines: Sequence[str], section: str, name: str = "", place: int = 0) -> int:
    """The line (from 1) of a key, else of its section's head, else 1. tomllib does not give it.

    ``section`` is "" for what stands above the first head. ``place`` chooses one of several tables with the same head,
    counted from 1; without it the key is looked for in all of them.
    """
    heads = [at for at, line in enumerate(lines, start=1) if (found := _HEAD.match(line)) and found[1] == section]
    heads = heads if section else [0]
    chosen = heads[min(place, len(heads)) - 1 :][:1] if place and heads else heads
    keys = (_key_below(lines, head, name) for head in chosen)
    return next(filter(None, keys), 0) or (chosen[-1] if chosen else 0) or 1


def _key_below(lines: Sequence[str], head: int, name: str) -> int:
    """The line of a key below a head and above the next one; 0 without one."""
    for at, line in enumerate(lines[head:], start=head + 1):
        if _HEAD.match(line):
            break
        if name and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return at
    return 0


def unknown_name(name: str, where: str, known: Collection[str]) -> str:
    """The complaint about a name that is not known there."""
    meant = did_you_mean(name, known, most=1)
    return f"{name} ist in {where} unbekannt; es gibt {', '.join(known)}.{meant and f' {meant}'}"


def is_reporting_year(year: object) -> bool:
    """Whether somebody may mean this year, and has not mistyped another."""
    return type(year) is int and _FIRST_YEAR <= year <= _LAST_YEAR
