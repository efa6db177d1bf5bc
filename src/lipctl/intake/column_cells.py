"""Settles what columns are by their cells, where the heads do not say it: each role once, words apart from texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lipctl.intake.columns import LONGEST_TEXTS, MAPPED, Column, ListWords
from lipctl.intake.known_heads import Role
from lipctl.intake.model import Certainty

NUMBER_PATTERN = re.compile(r"[A-ZÄÖÜ]{0,4}[\s.-]?\d{1,4}(?:[.\-/ ]\d{1,3})*\.?[a-z]?\.?")
_MOSTLY = 0.8
_LONGEST_WORD, _ENOUGH = 40, 6


def settled(columns: Sequence[Column], below: Mapping[int, Mapping[int, str]], words: ListWords) -> list[Column]:
    """The columns, each role once, with what their cells say where heads do not."""
    cells = {
        column.number: [row[column.number] for row in below.values() if column.number in row] for column in columns
    }
    found = list(_status_as_assessment(columns, cells, words))
    found = _title_and_summary(_steps_beside_status(found), cells)
    found = list(_each_once(found))
    for role, fits in ((Role.NUMBER, _numbers), (Role.MAIL, _addresses)):
        found = _found_by_cells(found, cells, role, fits)
    if not any(column.role in (Role.SUMMARY, Role.TITLE) for column in found):
        found = _longest_as_summary(found, cells)
    return found


def _status_as_assessment(
    columns: Sequence[Column], cells: Mapping[int, Sequence[str]], words: ListWords
) -> Iterator[Column]:
    """The columns; one of the Umsetzungsstand becomes the assessment if it holds words for it.

    Where another column of the year is headed like the assessment ("Ampel", or "Status" over short words), that one does.
    """
    guesses = {column.number: _by_assessment_words(column, cells[column.number], words) for column in columns}
    called_status = {
        column.number
        for column in columns
        if column.role is Role.STATUS
        and column.why != MAPPED
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


def _by_assessment_words(column: Column, cells: Sequence[str], words: ListWords) -> Column:
    """A column of the Umsetzungsstand in which nothing stands but words for the assessment."""
    if column.role is not Role.STATUS or column.why == MAPPED:
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
        if column.role is Role.STEPS and column.year not in years and column.why != MAPPED and years:
            why = f"gehört zum Stand von {before}" if before else "gehört zum Stand daneben"
            moved.append(column._replace(year=before, certainty=Certainty.GUESSED, why=why))
        else:
            moved.append(column)
    return moved


def _title_and_summary(columns: list[Column], cells: Mapping[int, Sequence[str]]) -> list[Column]:
    """Where two columns hold the measure, the shorter one is the title; a title alone is the summary."""
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
    for column in sorted(columns, key=lambda column: (column.why != MAPPED, order[column.certainty])):
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
    columns: list[Column], cells: Mapping[int, Sequence[str]], role: Role, fits: Callable[[Sequence[str]], bool]
) -> list[Column]:
    """A role that no head names, for the first column without one whose cells look like it."""
    if any(column.role is role for column in columns):
        return columns
    for column in columns:
        if column.role is Role.NONE and cells[column.number] and column.why != MAPPED and fits(cells[column.number]):
            why = {Role.NUMBER: "lauter verschiedene Nummern", Role.MAIL: "lauter Mailadressen"}[role]
            return _replaced(columns, column, column._replace(role=role, certainty=Certainty.GUESSED, why=why))
    return columns


def _longest_as_summary(columns: list[Column], cells: Mapping[int, Sequence[str]]) -> list[Column]:
    free = [column for column in columns if column.role is Role.NONE and cells[column.number]]
    if not free:
        return columns
    longest = max(free, key=lambda column: _average(cells[column.number]))
    guessed = longest._replace(role=Role.SUMMARY, certainty=Certainty.GUESSED, why=LONGEST_TEXTS)
    return _replaced(columns, longest, guessed)


def _average(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0


def _replaced(columns: list[Column], old: Column, new: Column) -> list[Column]:
    return [new if column is old else column for column in columns]
