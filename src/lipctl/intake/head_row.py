"""Finds a list's heads: the row, or the two rows, with the most names that columns have; and what each column is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from lipctl.intake.column_cells import settled
from lipctl.intake.columns import MAPPED, Column, Heads, ListWords
from lipctl.intake.grid import Grid
from lipctl.intake.known_heads import OF_A_YEAR, HeadMeaning, MapTo, Role, Synonyms
from lipctl.intake.model import Certainty
from lipctl.text import key_of
from lipctl.xlsx.cells import column_letters

_WITHIN = 40
"""The heads stand in one of the first filled rows."""
_LONGEST_HEAD = 90
_LEAST_SCORE = 3
_WIDEST_GROUP = 100
_EXPLAINS = re.compile(
    r"(?:Erläuterung|Erklärung|Beschreibung|Bemerkung|Anmerkung)(?:en)?|Kommentar|Details|Text", re.IGNORECASE
)
"""What stands below "Umsetzungsstand" over the prose, where a word for it has a column of its own."""


def find_heads(grid: Grid, words: ListWords) -> Heads | None:
    """The heads of a sheet, if it has any."""
    best: tuple[int, int, int, dict[int, tuple[str, str]]] | None = None
    numbers = list(islice(grid.rows, _WITHIN))
    for index, row in enumerate(numbers):
        for last in (row, *numbers[index + 1 : index + 2]):
            texts = _head_texts(grid, row, last)
            score = _score(texts, words) if texts else 0
            if score >= _LEAST_SCORE and (best is None or score > best[0]):
                best = score, row, last, texts
    if best is None:
        return None
    _, first, last, texts = best
    columns = [_column(grid, number, group, own, words) for number, (group, own) in sorted(texts.items())]
    below = {row: cells for row, cells in grid.rows.items() if row > last}
    columns += [
        Column(grid.name, number, "", Role.NONE, Certainty.UNREAD, "ohne Überschrift")
        for number in sorted({column for cells in below.values() for column in cells} - set(texts))
    ]
    return Heads(first, last, tuple(settled(columns, below, words)))


def _head_texts(grid: Grid, first: int, last: int) -> dict[int, tuple[str, str]]:
    """Group and head of each column; nothing where these rows cannot be heads."""
    upper, lower = _expanded(grid, first), _expanded(grid, last)
    if any(len(text) > _LONGEST_HEAD for text in (*upper.values(), *lower.values())):
        return {}
    if first == last:
        return {column: ("", text) for column, text in upper.items()}
    if len(set(upper.values())) < 2 and not (len(upper) > 1 and lower and min(upper) > min(lower)):
        return {}  # a title; over some of the columns it would be a group of them
    return {
        column: (upper.get(column, ""), lower.get(column, "")) if lower.get(column, "") != upper.get(column, "")
        else ("", upper.get(column, ""))
        for column in sorted({*upper, *lower})
    }  # fmt: skip


def _expanded(grid: Grid, row: int) -> dict[int, str]:
    """The texts of a row, merged ones in each of their columns."""
    texts = dict(grid.rows[row])
    for top, _, left, right in grid.merged.get(row, ()):
        if text := grid.rows.get(top, {}).get(left):
            texts |= dict.fromkeys(range(left, min(right, left + _WIDEST_GROUP) + 1), text)
    return texts


def _score(texts: Mapping[int, tuple[str, str]], words: ListWords) -> int:
    """How much these look like heads: two for each usual name, one for a name that contains one, or for a year above."""
    found: dict[tuple[Role, int], int] = {}
    for number, (group, own) in texts.items():
        mapped = _mapped(number, f"{group} {own}".strip(), own, words.mapped)
        meaning = _meaning(group, own, words.synonyms)
        if mapped:
            found[mapped.role, number] = 3
        elif meaning:
            worth = 1 + meaning.exact + (meaning.year > 0 and meaning.role in OF_A_YEAR)
            found[meaning.role, meaning.year] = max(found.get((meaning.role, meaning.year), 0), worth)
    return sum(found.values()) if len(found) > 1 else 0


def _meaning(group: str, own: str, synonyms: Synonyms) -> HeadMeaning | None:
    """What a head means: with what stands above it, alone, or what stands above it alone."""
    above = synonyms.meaning(group) if group else None
    together = synonyms.meaning(f"{group} {own}") if group and own else None
    if together and together.exact:
        return together
    if above and above.role is Role.STATUS and _EXPLAINS.fullmatch(own):
        return above._replace(exact=False, why=f"steht unter „{group}“")
    alone = synonyms.meaning(own) if own else above
    if alone and above and not alone.year and above.year:
        return alone._replace(year=above.year)
    return alone or (above if not own else None)


def _mapped(number: int, whole: str, own: str, mapped: Mapping[str, MapTo]) -> MapTo | None:
    """What ``--map`` says of a column, by its head or its letter."""
    letter = key_of(column_letters(number))
    return next((mapped[key] for key in (key_of(own), key_of(whole), letter) if key and key in mapped), None)


def _column(grid: Grid, number: int, group: str, own: str, words: ListWords) -> Column:
    head = f"{group} {own}".strip().replace("\n", " ")
    if chosen := _mapped(number, f"{group} {own}".strip(), own, words.mapped):
        return Column(grid.name, number, head, chosen.role, Certainty.CERTAIN, MAPPED, chosen.year, own)
    meaning = _meaning(group, own, words.synonyms)
    if meaning is None:
        return Column(grid.name, number, head, Role.NONE, Certainty.UNREAD, "Überschrift unbekannt", own=own)
    certainty = Certainty.CERTAIN if meaning.exact else Certainty.GUESSED
    why = "übliche Überschrift" if meaning.exact else meaning.why
    year = meaning.year * (meaning.role in OF_A_YEAR)
    return Column(grid.name, number, head, meaning.role, certainty, why, year, own, meaning.field)
