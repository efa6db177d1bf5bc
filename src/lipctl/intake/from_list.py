"""From a list's sheets to a proposal: numbers, outline, departments, and what was reported year by year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lipctl.intake.columns import Column, Heads, ListWords
from lipctl.intake.contact_line import read_contact_cells
from lipctl.intake.departments import DepartmentList, names_nobody, split_names
from lipctl.intake.grid import Grid
from lipctl.intake.head_row import find_heads
from lipctl.intake.known_heads import OF_A_YEAR, Role
from lipctl.intake.list_answers import ListAnswers, Scales
from lipctl.intake.list_numbers import ListNumbers
from lipctl.intake.list_rows import ListRow, ListSheetReader, without_heads
from lipctl.intake.model import Entry, Kept, Proposal, Remarks
from lipctl.intake.outline import Outline
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure, Plan
from lipctl.text import counted, in_paragraphs, is_given, key_of
from lipctl.words import Words

_NAMED_BY_PROGRAM = re.compile(r"(?:Tabelle|Sheet|Blatt|Table)\s*\d*", re.IGNORECASE)
_CONTACT = (Role.PERSONS, Role.UNIT, Role.PHONES, Role.MAIL)


class ListReading(NamedTuple):
    """What was read of a list: the proposal, and each column with what becomes of it."""

    proposal: Proposal
    columns: tuple[Column, ...]


class ListSource(NamedTuple):
    """A list: its file's name, its sheets, how its text was read, and the year that was named for its answers (0 for none)."""

    file: str
    grids: Sequence[Grid]
    how: str = ""
    year: int = 0


def proposal_from_list(source: ListSource, plan: Plan, words: ListWords, scales: Scales) -> ListReading | None:
    """Lay a list beside a plan that may hold some of it already; None where no sheet has the heads of a list."""
    tables = [(grid, heads) for grid in source.grids if grid.visible and (heads := find_heads(grid, words))]
    if not tables:
        return None
    tables = [table for table in tables if table[1].name_measures()] or tables
    year = _year_of(source, tables)
    reading = _ListImport(source, plan, ListAnswers(year, words, scales), words.office)
    reading.read(tables, year)
    columns = tuple(column for _, heads in tables for column in heads.columns)
    return ListReading(reading.proposal(), columns)


class _ListImport:
    """One list on its way to a proposal."""

    def __init__(self, source: ListSource, plan: Plan, answers: ListAnswers, office: Words) -> None:
        self._source, self._plan, self._answers, self._office = source, plan, answers, office
        self._outline, self._departments = Outline(plan, office), DepartmentList(plan.departments)
        self._remarks = Remarks()
        self._kept: list[Kept] = []
        self._entries: dict[MeasureNumber, Entry] = {}
        self._numbers = ListNumbers(plan, self._remarks, self._kept)

    def proposal(self) -> Proposal:
        """All that was read."""
        remarks = (*self._remarks, *self._outline.remarks, *self._departments.remarks, *self._answers.remarks)
        plan = Plan(tuple(self._outline.fields), tuple(self._outline.areas), (), self._departments.new)
        kept = [
            text._replace(origin=f"{self._source.file} {text.origin}".strip())
            for text in (*self._kept, *self._answers.kept)
        ]
        return Proposal(plan, tuple(self._entries.values()), remarks, tuple(kept))

    def read(self, tables: Sequence[tuple[Grid, Heads]], year: int) -> None:
        """Read the sheets, then settle what needs all rows: outline, departments, numbers."""
        yearless = any(each.role in OF_A_YEAR and not each.year for _, heads in tables for each in heads.columns)
        if year and yearless and not self._source.year:
            where = "im Namen der Datei, über der Tabelle oder in einer Überschrift"
            self._remarks.guessed(f"Antworten ohne Jahr sind von {year}: Es steht {where}")
        rows: list[ListRow] = []
        for grid, heads in tables:
            rows += self._read_sheet(grid, heads, several=len(tables) > 1)
        self._keep_other_sheets({grid.name for grid, _ in tables})
        if not any(row.number for row in rows):
            self._numbers.split_off(rows)
        for row in rows:
            self._without_nobody(row)
        self._outline.add((row.field, row.area, row.number) for row in rows)
        self._numbers.taken |= {area.number for area in self._outline.areas}
        known = {key_of(name) for department in self._plan.departments.values() for name in department.own_names}
        cells = [row.texts.get(role, "") for row in rows for role in (Role.DEPARTMENT, Role.FURTHER)]
        alone = known | {key_of(cell) for cell in cells if cell and not re.search(r"[,;/\n]", cell)}
        named = {id(row): split_names(row.texts.get(Role.DEPARTMENT, ""), alone) for row in rows}
        further = {id(row): split_names(row.texts.get(Role.FURTHER, ""), alone).names for row in rows}
        units: dict[str, list[str]] = {}
        for row in rows:
            for name in (*named[id(row)].names, *further[id(row)]):
                units.setdefault(name, [])
            if named[id(row)].names and row.texts.get(Role.UNIT):
                units[named[id(row)].names[0]].append(row.texts[Role.UNIT])
        self._departments.add(units)
        for row in rows:
            if named[id(row)].guess:
                self._remarks.guessed(named[id(row)].guess, row.origin)
            self._add(row, named[id(row)].names, further[id(row)])

    def _read_sheet(self, grid: Grid, heads: Heads, *, several: bool) -> list[ListRow]:
        by_name = several and not heads.column(Role.FIELD) and not _NAMED_BY_PROGRAM.fullmatch(grid.name)
        reader = ListSheetReader(grid, heads, grid.name if by_name else "")
        reader.read()
        where = f"Zeile {heads.first}" if heads.first == heads.last else f"Zeile {heads.first} und {heads.last}"
        sheet = f"Blatt „{grid.name}“: " if grid.name else ""
        how = f"; {self._source.how}" if self._source.how else ""
        entries = counted(len(reader.rows), "Eintrag", "Einträge")
        self._remarks.certain(f"{sheet}Überschriften in {where}, darunter {entries}{how}")
        if by_name:
            self._remarks.guessed(f"{self._office.say('Handlungsfeld')} „{grid.name}“: Das Blatt heißt so")
        if grid.cut_at:
            self._remarks.unread(f"Die Datei ist zu groß; ab {grid.cut_at} ist nichts gelesen", grid.name)
        if grid.pictures:
            self._remarks.unread("Bilder und eingebettete Dateien bleiben in der Liste", grid.name)
        for row in grid.hidden_rows:
            self._remarks.guessed("Ausgeblendete Zeile: Sie ist mitgelesen", grid.where(row))
        for cell in grid.unread:
            self._remarks.unread("Fehlerwert oder Formel ohne Ergebnis", f"{grid.name} {cell}")
        self._remarks += reader.remarks
        self._kept += reader.kept
        return reader.rows

    def _keep_other_sheets(self, read: Iterable[str]) -> None:
        for grid in self._source.grids:
            if grid.name not in read and grid.rows:
                why = "keine Überschriften einer Liste" if grid.visible else "ausgeblendet"
                self._remarks.unread(f"Blatt „{grid.name}“: {why}")
                self._kept += without_heads(grid, why)

    def _without_nobody(self, row: ListRow) -> None:
        """Leave out what names no department, and dashes in the place of a title or a text."""
        nobody = [role for role in (Role.DEPARTMENT, Role.FURTHER) if names_nobody(row.texts.get(role, ""))]
        for role in nobody:
            if is_given(cell := row.texts.get(role, "")):
                row.rest.append((role.value, cell, row.origin))
                self._remarks.unread(f"„{cell}“: Das ist keine Dienststelle", row.origin)
        said = [role for role in (Role.TITLE, Role.SUMMARY) if is_given(row.texts.get(role, ""))]
        dashes = [role for role in (Role.TITLE, Role.SUMMARY) if said and role not in said]
        row.texts = {role: text for role, text in row.texts.items() if role not in (*nobody, *dashes)}

    def _add(self, row: ListRow, departments: Sequence[str], further: Sequence[str]) -> None:
        field, area = self._outline.home(row.field, row.area)
        number = self._numbers.of(row, area or field)
        self._keep_rest(row, str(number))
        if number in self._entries:
            self._keep_second(row, number)
            return
        cells = (row.texts.get(role, "") for role in _CONTACT)
        contact, rest = read_contact_cells(*(cell if is_given(cell) else "" for cell in cells))
        self._kept += [Kept(str(number), "Kontakt", text, row.origin) for text in rest]
        leading, others = [
            tuple(map(self._departments.id_of, names)) for names in (departments[:1], (*departments[1:], *further))
        ]
        reported = self._answers.of(row, str(number), contact._replace(department=self._name_of(leading)))
        summary, title = in_paragraphs(row.texts.get(Role.SUMMARY, "")), row.texts.get(Role.TITLE, "")
        measure = Measure(
            number,
            summary or ((title,) if title else ()),
            area,
            field,
            leading[0] if leading else None,
            tuple(dict.fromkeys(each for each in others if each not in leading)),
            note=row.texts.get(Role.NOTE, ""),
            several_parts=bool(row.more),
            contact=contact,
            title=title if summary else "",
            priority=row.texts.get(Role.PRIORITY, ""),
            own_fields=row.own,
        )
        self._entries[number] = Entry(measure, reported, f"{self._source.file} {row.origin}")
        if not (field or area) and (self._outline.fields or self._plan.fields):
            word = self._office.say("Handlungsfeld")  # of an office's own word, nobody knows the gender
            missing = "Kein Handlungsfeld genannt" if word == "Handlungsfeld" else f"{word} nicht genannt"
            text = f"{missing}; bitte im Katalog bei „Bereich“ ergänzen"
            self._remarks.unread(text, str(number))

    def _keep_second(self, row: ListRow, number: MeasureNumber) -> None:
        """Keep all texts of a row whose number was there before."""
        self._remarks.unread(f"Die Nummer {number} steht zweimal da; es gilt, was zuerst kommt", row.origin)
        plan = (text for role, text in row.texts.items() if role is not Role.NUMBER)
        reported = (text for each in (row, *row.more) for text in each.reported.values())
        texts = (*plan, *row.own.values(), *reported)
        self._kept += [Kept(str(number), "doppelte Nummer", text, row.origin) for text in texts]

    def _keep_rest(self, row: ListRow, number: str) -> None:
        """Keep what has no place in the plan, and what rows of further parts say otherwise than the first one."""
        for each in (row, *row.more):
            self._kept += [Kept(number, head, text, where) for head, text, where in each.rest]
        for more in row.more:
            differing = ((role, text) for role, text in more.texts.items() if text != row.texts.get(role, ""))
            self._kept += [
                Kept(number, f"{role.value} (weitere Zeile)", text, more.origin)
                for role, text in differing
                if role is not Role.NUMBER
            ]
            self._kept += [
                Kept(number, f"{name} (weitere Zeile)", text, more.origin)
                for name, text in more.own.items()
                if text != row.own.get(name, "")
            ]

    def _name_of(self, ids: Sequence[str]) -> str:
        known = {**self._plan.departments, **self._departments.new}
        return known[ids[0]].name if ids and ids[0] in known else ""


def _year_of(source: ListSource, tables: Sequence[tuple[Grid, Heads]]) -> int:
    """The year of answers whose heads name none: as it was said, else the only one in the file's name or above its heads."""
    titles = (
        text
        for grid, heads in tables
        for row, cells in grid.rows.items()
        if row < heads.first
        for text in cells.values()
    )
    years = {found for text in (source.file, *titles) for found in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    return source.year or (int(years.pop()) if len(years) == 1 else _year_of_heads(tables))


def _year_of_heads(tables: Iterable[tuple[Grid, Heads]]) -> int:
    """The only year in the heads; 0 if there are several, or if a head of the same meaning names none."""
    columns = [each for _, heads in tables for each in heads.columns if each.role in OF_A_YEAR]
    years = {each.year for each in columns} - {0}
    twice = {each.role for each in columns if each.year} & {each.role for each in columns if not each.year}
    return years.pop() if len(years) == 1 and not twice else 0
