"""The rows of a list below its heads: which is a measure, which goes on with one, which heads a field of action."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lipctl.intake.columns import Column, Heads
from lipctl.intake.grid import Grid
from lipctl.intake.known_heads import OF_A_YEAR, Role
from lipctl.intake.model import Certainty, Kept, Remark, Remarks
from lipctl.text import key_of

_SECTION = re.compile(
    r"(?:Handlungsfeld|Themenfeld|Handlungsschwerpunkt|Schwerpunkt|Kapitel|HF|(?P<area>LIP-Bereich|Bereich))\b",
    re.IGNORECASE,
)
_LONGEST_SECTION = 120
_NUMBER_WITHIN = re.compile(r"\b(?:[A-Z]?[.-]?\d+(?:[.-]\d+)*|[A-Z])\b")
_SUM = re.compile(r"(?:Zwischen|Gesamt)?summe(?:\s.{1,60})?:?|(?:Ins)?gesamt:?", re.IGNORECASE)
_FILLED_DOWN = (Role.FIELD, Role.AREA)


@dataclass
class ListRow:
    """A measure as a list has it. ``more`` are rows that go on with it: its further parts."""

    number: str
    texts: Mapping[Role, str]
    reported: Mapping[tuple[Role, int], str]
    """The answers by role and year; 0 where the list says none."""
    field: str
    area: str
    origin: str
    rest: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)
    """What stands in columns without a place: head, text, where."""
    own: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What stands in columns that the catalogue has as the city's own, by their names."""
    more: list[ListRow] = dataclasses.field(default_factory=list)


class ListSheetReader:
    """Reads the rows of one sheet from top to bottom, and remembers under which field of action they stand."""

    def __init__(self, grid: Grid, heads: Heads, sheet_field: str) -> None:
        self.grid, self.heads = grid, heads
        self.rows: list[ListRow] = []
        self.remarks = Remarks()
        self.kept: list[Kept] = []
        self._field, self._area = sheet_field, ""
        self._columns = {column.number: column for column in heads.columns}
        self._of = {column.role: column for column in heads.columns}
        self._last: dict[Role, str] = {}

    def read(self) -> None:
        """Fill ``rows``, ``remarks`` and ``kept``."""
        heads = self.heads
        repeated = {
            key_of(text) for at in range(heads.first, heads.last + 1) for text in self.grid.rows.get(at, {}).values()
        }
        for at, cells in self.grid.rows.items():
            if at < heads.first and not self._is_section(at, named_only=True):
                self._keep_all(at, cells, "über der Tabelle")
            elif at > heads.last and not {key_of(text) for text in cells.values()} <= repeated:
                self._read_row(at, self._spread(at, cells))
        for where, text in self.grid.beside:
            self.kept.append(Kept("", where, text, self.grid.name))

    def _spread(self, at: int, cells: Mapping[int, str]) -> dict[int, str]:
        """The cells of a row; merged ones of the outline and the number have their value in each row."""
        spread = dict(cells)
        for column in self.heads.columns:
            if column.role in _FILLED_DOWN or column.role in (Role.NUMBER, Role.TITLE, Role.SUMMARY, Role.DEPARTMENT):
                top, left = self.grid.above(at, column.number)
                text = (
                    self.grid.rows.get(top, {}).get(left, "") if left == column.number and top > self.heads.last else ""
                )
                spread |= {column.number: text} if text and column.number not in spread else {}
        return spread

    def _read_row(self, at: int, cells: dict[int, str]) -> None:
        if self._is_section(at):
            return
        texts = {column.role: cells[number] for number, column in self._columns.items() if number in cells}
        said = [texts[role] for role in (Role.SUMMARY, Role.TITLE) if texts.get(role)]
        is_sum = any(map(_SUM.fullmatch, said)) and not (texts.get(Role.NUMBER) or texts.get(Role.DEPARTMENT))
        if is_sum or (not said and not self._goes_on(at, texts)):
            self._keep_all(at, cells, "Zeile ohne Eintrag")
            return
        row = self._row(at, cells, texts)
        if self.rows and self._goes_on(at, texts):
            self.rows[-1].more.append(row)
        else:
            self.rows.append(row)

    def _is_section(self, at: int, *, named_only: bool = False) -> bool:
        """Whether the row is a heading inside the table: one text alone, merged or called a field of action."""
        here = self.grid.rows.get(at, {})
        texts = list(dict.fromkeys(here.values()))
        if len(texts) != 1 or len(texts[0]) > _LONGEST_SECTION:
            return False
        column = next(iter(here))
        named = _SECTION.match(texts[0])
        if named_only and not named:
            return False
        area = self.grid.merged_at(at)
        wide = area is not None and area[3] > area[2]
        if not named and not (wide and len(self._columns) > 2) and not self._numbers_a_section(texts[0], column):
            return False
        if (named and named["area"]) or (not named and _is_below(texts[0], self._field)):
            self._area = texts[0]
        else:
            self._field, self._area = texts[0], ""
        certainty, why = (
            (Certainty.CERTAIN, "so heißt sie") if named else (Certainty.GUESSED, "sie steht allein in ihrer Zeile")
        )
        self.remarks.append(
            Remark(certainty, f"„{texts[0]}“ ist eine Überschrift der Gliederung: {why}", self.grid.where(at))
        )
        return True

    def _numbers_a_section(self, text: str, column: int) -> bool:
        """Whether a single cell in the column of the numbers holds a number and a title."""
        is_first = Role.NUMBER in self._of and self._of[Role.NUMBER].number == column
        return is_first and bool(re.fullmatch(r"[A-Z]?\d*[.:)]?\s+[^\W\d].{2,}", text))

    def _goes_on(self, at: int, texts: Mapping[Role, str]) -> bool:
        """Whether the row belongs to the measure above: its number is merged with it, or is the same with the same text."""
        if not self.rows:
            return False
        last, number = self.rows[-1], texts.get(Role.NUMBER, "")
        same_text = texts.get(Role.SUMMARY, "") in ("", last.texts.get(Role.SUMMARY, "")) and texts.get(
            Role.TITLE, ""
        ) in ("", last.texts.get(Role.TITLE, ""))
        if Role.NUMBER in self._of:
            column = self._of[Role.NUMBER].number
            if self.grid.above(at, column)[0] != at and self.grid.above(at, column)[0] > self.heads.last:
                return True
            answered = any(texts.get(role) for role in OF_A_YEAR)
            return same_text and (number == last.number if number else answered)
        return False

    def _row(self, at: int, cells: dict[int, str], texts: Mapping[Role, str]) -> ListRow:
        number = texts.get(Role.NUMBER, "")
        if Role.NUMBER in self._of:
            number = self.grid.as_number.get((at, self._of[Role.NUMBER].number), number)
            if number != texts.get(Role.NUMBER, "") and "-" in number:
                self.remarks.guessed(f"Aus der Nummer {number} war ein Datum geworden", self.grid.where(at))
        reported = {
            (column.role, column.year): cells[at_column]
            for at_column, column in self._columns.items()
            if column.role in OF_A_YEAR and at_column in cells
        }
        rest = [
            (column.head or f"Spalte {column.letter}", cells[at_column], self.grid.where(at, at_column))
            for at_column, column in self._columns.items()
            if column.role is Role.NONE and at_column in cells
        ]
        own = {
            column.field: cells[at_column]
            for at_column, column in self._columns.items()
            if column.role is Role.OWN and at_column in cells
        }
        outline = {role: self._filled_down(role, texts.get(role, ""), at) for role in _FILLED_DOWN}
        plan: dict[Role, str] = {
            role: text for role, text in texts.items() if role not in (*OF_A_YEAR, Role.NONE, Role.OWN)
        }
        return ListRow(
            number,
            plan,
            reported,
            outline[Role.FIELD] or self._field,
            outline[Role.AREA] or self._area,
            self.grid.where(at),
            rest,
            own=own,
        )

    def _filled_down(self, role: Role, text: str, at: int) -> str:
        """A field or area; where the cell is empty, that of the row above."""
        if role not in self._of:
            return ""
        if text:
            if role is Role.FIELD and text != self._last.get(role):
                self._last.pop(Role.AREA, None)
            self._last[role] = text
        elif self._last.get(role):
            column: Column = self._of[role]
            self.remarks.guessed(f"„{column.head}“ ist leer: Es gilt weiter, was darüber steht", self.grid.where(at))
        return self._last.get(role, "")

    def _keep_all(self, at: int, cells: Mapping[int, str], head: str) -> None:
        own = self.grid.rows.get(at, {})
        self.kept += [
            Kept("", head, text, self.grid.where(at, column))
            for column, text in cells.items()
            if own.get(column) == text
        ]


def _is_below(text: str, field: str) -> bool:
    """Whether the number in a heading goes on with that of the field above it: "C.1 Sport" below "C Freizeit"."""
    own, above = _NUMBER_WITHIN.search(text), _NUMBER_WITHIN.search(field)
    return own is not None and above is not None and own[0].startswith((f"{above[0]}.", f"{above[0]}-"))


def without_heads(grid: Grid, why: str) -> Iterator[Kept]:
    """All cells of a sheet that is not read as a list."""
    head = f"Blatt „{grid.name}“ ({why})"
    for at, cells in grid.rows.items():
        yield from (Kept("", head, text, grid.where(at, column)) for column, text in cells.items())
    yield from (Kept("", f"{head}, {where}", text, grid.name) for where, text in grid.beside)
