"""Findings as people read them: by department, errors first, equal ones merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from lipctl.findings import MOST_OF_A_KIND, SEVERITY_ORDER, Finding, Place, Rule
from lipctl.numbers import MeasureNumber
from lipctl.text import name_order


class GroupEntry(NamedTuple):
    """One message of one rule, with all the measures and places that it concerns."""

    rule: Rule
    message: str
    advice: str
    measures: tuple[MeasureNumber, ...]
    places: tuple[Place, ...]


class FindingGroup(NamedTuple):
    """All findings about one department. ``department`` is its id, None for what concerns none in particular."""

    department: str | None
    entries: tuple[GroupEntry, ...]


def by_department(findings: Iterable[Finding], names: Mapping[str, str]) -> list[FindingGroup]:
    """Group by department and merge what is equal; ``names`` leads from a department's id to its name.

    Departments with errors come before those with warnings and hints only, so that hints never drown errors;
    otherwise they stand in the order of their names. Inside a department errors come first, then the natural order
    of the measures.
    """
    merged: dict[str | None, dict[tuple[str, str, str], list[Finding]]] = {}
    for item in findings:
        same = merged.setdefault(item.department, {}).setdefault((item.code, item.message, item.advice), [])
        same.append(item)
    groups = [
        FindingGroup(department, tuple(_without_many(sorted(map(_merge, entries.values()), key=_entry_order))))
        for department, entries in merged.items()
    ]
    return sorted(
        groups, key=lambda group: (_weight(group.entries[0]), name_order(names.get(group.department or "", "")))
    )


def merge_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each file and sheet once, with all its cells in reading order."""
    cells: dict[tuple[str, str], set[str]] = {}
    for place in places:
        cells.setdefault((place.file, place.sheet), set()).update(place.cells)
    return tuple(
        Place(file, sheet, tuple(sorted(cells[file, sheet], key=_natural)))
        for file, sheet in sorted(cells, key=lambda key: (key[0], _natural(key[1])))
    )


def _merge(same: list[Finding]) -> GroupEntry:
    measures = sorted({item.measure for item in same if item.measure is not None})
    places = merge_places(place for item in same for place in item.places)
    return GroupEntry(same[0].rule, same[0].message, same[0].advice, tuple(measures), places)


def _without_many(entries: Iterable[GroupEntry]) -> Iterator[GroupEntry]:
    """The entries; of very many mistakes of one kind in the catalogue the first ones, then where the others stand."""
    for _, same in groupby(entries, key=lambda entry: (entry.rule.code, entry.advice)):
        kind = list(same)
        shown = MOST_OF_A_KIND if kind[0].rule.is_about_catalogue else len(kind)
        yield from kind[:shown]
        rest = kind[shown:]
        if rest:
            measures = sorted({number for entry in rest for number in entry.measures})
            places = merge_places(place for entry in rest for place in entry.places)
            message = f"{rest[0].rule.title}: auch an diesen Stellen."
            yield GroupEntry(rest[0].rule, message, rest[0].advice, tuple(measures), places)


def _entry_order(entry: GroupEntry) -> tuple[object, ...]:
    first = (1, entry.measures[0].order) if entry.measures else (0, ())
    where = [
        (_natural(place.file), _natural(place.sheet), *map(_natural, place.cells[:1])) for place in entry.places[:1]
    ]
    return _weight(entry), first, entry.rule.code, where, entry.message


def _weight(entry: GroupEntry) -> int:
    return SEVERITY_ORDER[entry.rule.severity]


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """D5 before D10."""
    return tuple((int(digits or 0), other.casefold()) for digits, other in re.findall(r"(\d+)|(\D+)", text))
