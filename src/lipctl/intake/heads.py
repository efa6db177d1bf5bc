"""Finding a list's heads: the row, or the two rows, with the most names that columns have; and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from lipctl.intake.grid import Grid
from lipctl.intake.model import Certainty
from lipctl.intake.roles import OF_A_YEAR, MapTo, Meaning, Role, Synonyms
from lipctl.intake.status_words import StatusWords
from lipctl.questions import DEFAULT_WORDS
from lipctl.questions import Words as OfficeWords
from lipctl.text import key_of
from lipctl.xlsx.cells import column_letters

_WITHIN = 40
"""The heads stand in one of the first filled rows."""
_LONGEST_HEAD = 90
_LEAST_SCORE = 3
NUMBER_PATTERN = re.compile(r"[A-ZÄÖÜ]{0,4}[\s.-]?\d{1,4}(?:[.\-/ ]\d{1,3})*\.?[a-z]?\.?")
_MOSTLY = 0.8
_LONGEST_WORD, _ENOUGH = 40, 6
_WIDEST_GROUP = 100
_LONGEST_TEXTS = "die längsten Texte"
_EXPLAINS = re.compile(
    r"(?:Erläuterung|Erklärung|Beschreibung|Bemerkung|Anmerkung)(?:en)?|Kommentar|Details|Text", re.IGNORECASE
)
"""What stands below "Umsetzungsstand" over the prose, where a word for it has a column of its own."""


class Column(NamedTuple):
    """A column of a list and what becomes of it. ``own`` is its head without what stands above several, ``field`` the
    catalogue's own column that it goes to (:data:`Role.OWN`)."""

    sheet: str
    number: int
    head: str
    role: Role
    certainty: Certainty
    why: str
    year: int = 0
    own: str = ""
    field: str = ""

    @property
    def letter(self) -> str:
        """The column's letter."""
        return column_letters(self.number)


class Heads(NamedTuple):
    """The last row of the heads, the first one, and the columns from the left."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def column(self, role: Role, year: int = 0) -> int:
        """The number of the column with a role; 0 if there is none."""
        return next((each.number for each in self.columns if each.role is role and each.year in (0, year)), 0)

    def name_measures(self) -> bool:
        """Whether a head says where the measures stand; else it was guessed."""
        return any(each.role in (Role.SUMMARY, Role.TITLE) and each.why != _LONGEST_TEXTS for each in self.columns)


class Words(NamedTuple):
    """What heads and cells are compared with: names of columns, ``--map``, and words for the assessment; and the office's
    own words, for what is said of them."""

    synonyms: Synonyms
    mapped: Mapping[str, MapTo]
    status: StatusWords
    office: OfficeWords = DEFAULT_WORDS


def find_heads(grid: Grid, words: Words) -> Heads | None:
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
    return Heads(first, last, tuple(_settled(columns, below, words)))


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


def _score(texts: Mapping[int, tuple[str, str]], words: Words) -> int:
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


def _meaning(group: str, own: str, synonyms: Synonyms) -> Meaning | None:
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


def _column(grid: Grid, number: int, group: str, own: str, words: Words) -> Column:
    head = f"{group} {own}".strip().replace("\n", " ")
    if chosen := _mapped(number, f"{group} {own}".strip(), own, words.mapped):
        return Column(grid.name, number, head, chosen.role, Certainty.CERTAIN, "mit --map gesagt", chosen.year, own)
    meaning = _meaning(group, own, words.synonyms)
    if meaning is None:
        return Column(grid.name, number, head, Role.NONE, Certainty.UNREAD, "Überschrift unbekannt", own=own)
    certainty = Certainty.CERTAIN if meaning.exact else Certainty.GUESSED
    why = "übliche Überschrift" if meaning.exact else meaning.why
    year = meaning.year * (meaning.role in OF_A_YEAR)
    return Column(grid.name, number, head, meaning.role, certainty, why, year, own, meaning.field)


def _settled(columns: Sequence[Column], below: Mapping[int, Mapping[int, str]], words: Words) -> list[Column]:
    """The columns, each role once, with what their cells say where heads do not."""
    cells = {
        column.number: [row[column.number] for row in below.values() if column.number in row] for column in columns
    }
    settled = list(_status_as_assessment(columns, cells, words))
    settled = _title_and_summary(_steps_beside_status(settled), cells)
    settled = list(_each_once(settled))
    for role, fits in ((Role.NUMBER, _numbers), (Role.MAIL, _addresses)):
        settled = _found_by_cells(settled, cells, role, fits)
    if not any(column.role in (Role.SUMMARY, Role.TITLE) for column in settled):
        settled = _longest_as_summary(settled, cells)
    return settled


def _status_as_assessment(
    columns: Sequence[Column], cells: Mapping[int, Sequence[str]], words: Words
) -> Iterator[Column]:
    """The columns, those of the Umsetzungsstand that hold words for the assessment as such; but where another column of
    the year is headed like the assessment ("Ampel", or "Status" over short words), that is it."""
    guesses = {column.number: _by_status_words(column, cells[column.number], words) for column in columns}
    called_status = {
        column.number
        for column in columns
        if column.role is Role.STATUS
        and column.why != "mit --map gesagt"
        and words.synonyms.says_status(column.own)
        and _are_short(cells[column.number])
    }
    for column in columns:
        beside = [
            each
            for each in columns
            if each is not column and (0 in (each.year, column.year) or each.year == column.year)
        ]
        by_words = [each for each in beside if guesses[each.number] is not each]
        if any(each.role is Role.ASSESSMENT or each.number in called_status for each in beside):
            yield column
        elif column.number in called_status and by_words:
            why = f"steht neben „{by_words[0].head}“"
            yield column._replace(role=Role.ASSESSMENT, certainty=Certainty.GUESSED, why=why)
        else:
            yield guesses[column.number]


def _are_short(cells: Sequence[str]) -> bool:
    return bool(cells) and all(len(cell) <= _LONGEST_WORD for cell in cells)


def _by_status_words(column: Column, cells: Sequence[str], words: Words) -> Column:
    """A column of the Umsetzungsstand in which nothing stands but words for the assessment."""
    if column.role is not Role.STATUS or column.why == "mit --map gesagt":
        return column
    short = _are_short(cells)
    if short and sum(cell in words.status for cell in cells) >= len(cells) / 2:
        why = words.office.say("meist Wörter für die Bewertung")
        return column._replace(role=Role.ASSESSMENT, certainty=Certainty.GUESSED, why=why)
    if short and len(cells) >= _ENOUGH and len(set(cells)) <= len(cells) / 3:
        return column._replace(role=Role.ASSESSMENT, certainty=Certainty.GUESSED, why="immer wieder dieselben Wörter")
    return column


def _steps_beside_status(columns: list[Column]) -> list[Column]:
    """The columns; planned steps for a year without an Umsetzungsstand belong to the report before it: "Planung 2024"."""
    years = {column.year for column in columns if column.role in (Role.STATUS, Role.ASSESSMENT)}
    moved = []
    for column in columns:
        before = max((year for year in years if year < column.year), default=column.year)
        if column.role is Role.STEPS and column.year not in years and column.why != "mit --map gesagt" and years:
            why = f"gehört zum Stand von {before}" if before else "gehört zum Stand daneben"
            moved.append(column._replace(year=before, certainty=Certainty.GUESSED, why=why))
        else:
            moved.append(column)
    return moved


def _title_and_summary(columns: list[Column], cells: Mapping[int, Sequence[str]]) -> list[Column]:
    """Where two columns hold the measure, the shorter one is the title; where there is but a title, it is the summary."""
    summaries = [column for column in columns if column.role is Role.SUMMARY]
    titles = [column for column in columns if column.role is Role.TITLE]
    if not summaries and titles:
        why = "es gibt keine Spalte mit längerem Text"
        return _replaced(
            columns, titles[0], titles[0]._replace(role=Role.SUMMARY, certainty=Certainty.GUESSED, why=why)
        )
    if len(summaries) < 2 or titles:
        return columns
    short, long = sorted(summaries[:2], key=lambda column: _average(cells[column.number]))
    why = f"kürzer als „{long.head}“"
    return _replaced(columns, short, short._replace(role=Role.TITLE, certainty=Certainty.GUESSED, why=why))


def _each_once(columns: Iterable[Column]) -> Iterator[Column]:
    columns = list(columns)
    order = {Certainty.CERTAIN: 0, Certainty.GUESSED: 1, Certainty.UNREAD: 2}
    best: dict[tuple[Role, int, str], Column] = {}
    for column in sorted(columns, key=lambda column: (column.why != "mit --map gesagt", order[column.certainty])):
        best.setdefault((column.role, column.year, column.field), column)
    for column in columns:
        first = best[column.role, column.year, column.field]
        if column.role is Role.NONE or first is column:
            yield column
        else:
            yield column._replace(
                role=Role.NONE,
                certainty=Certainty.UNREAD,
                field="",
                why=f"„{first.field or first.role}“ ist schon „{first.head}“",
            )


def _numbers(cells: Sequence[str]) -> bool:
    fitting = [cell for cell in cells if NUMBER_PATTERN.fullmatch(cell)]
    return len(fitting) >= _MOSTLY * len(cells) and len(set(fitting)) == len(fitting) > 1


def _addresses(cells: Sequence[str]) -> bool:
    return sum("@" in cell for cell in cells) >= _MOSTLY * len(cells)


def _found_by_cells(
    columns: list[Column], cells: Mapping[int, Sequence[str]], role: Role, fits: object
) -> list[Column]:
    """A role that no head names, for the first column without one whose cells look like it."""
    if any(column.role is role for column in columns) or not callable(fits):
        return columns
    for column in columns:
        if (
            column.role is Role.NONE
            and cells[column.number]
            and column.why != "mit --map gesagt"
            and fits(cells[column.number])
        ):
            why = {Role.NUMBER: "lauter verschiedene Nummern", Role.MAIL: "lauter Mailadressen"}[role]
            return _replaced(columns, column, column._replace(role=role, certainty=Certainty.GUESSED, why=why))
    return columns


def _longest_as_summary(columns: list[Column], cells: Mapping[int, Sequence[str]]) -> list[Column]:
    free = [column for column in columns if column.role is Role.NONE and cells[column.number]]
    if not free:
        return columns
    longest = max(free, key=lambda column: _average(cells[column.number]))
    guessed = longest._replace(role=Role.SUMMARY, certainty=Certainty.GUESSED, why=_LONGEST_TEXTS)
    return _replaced(columns, longest, guessed)


def _average(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0


def _replaced(columns: list[Column], old: Column, new: Column) -> list[Column]:
    return [new if column is old else column for column in columns]
