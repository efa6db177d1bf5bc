"""The numbers of a list's measures: as the list has them, split off from texts, repaired, or counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lipctl.intake.column_cells import NUMBER_PATTERN
from lipctl.intake.known_heads import Role
from lipctl.intake.list_rows import ListRow
from lipctl.intake.model import Kept, Remarks
from lipctl.numbers import MeasureNumber, as_number
from lipctl.plan.model import Area, FieldOfAction, Plan
from lipctl.text import in_paragraphs, key_of

_LONGEST_NUMBER = 25
_NUMBER_AND_TEXT = re.compile(
    rf"(?P<number>{NUMBER_PATTERN.pattern})(?:[:)]\s*|\s+[–-]\s+|\s+)(?P<text>\D.*)", re.DOTALL
)
_MOSTLY = 0.8


class ListNumbers:
    """Gives each row its number; ``taken`` are numbers that no new one may have."""

    def __init__(self, plan: Plan, remarks: Remarks, kept: list[Kept]) -> None:
        self._remarks, self._kept = remarks, kept
        self.taken = {measure.number for measure in plan.measures}
        self._given: dict[MeasureNumber, None] = {}
        """The numbers of the rows so far, in their order."""
        self._last: dict[str, int] = {}
        """The last number that was given to a measure without one, by what all numbers there begin with."""
        self._by_text: dict[str, list[MeasureNumber]] = {}
        for measure in plan.measures:
            self._by_text.setdefault(_text_key(measure.title, measure.summary), []).append(measure.number)

    def split_off(self, rows: Sequence[ListRow]) -> None:
        """Take the numbers from the texts that they stand before, as in "1.2 Sprachkurse", if most have one."""
        for role in (Role.TITLE, Role.SUMMARY):
            found = [(row, _NUMBER_AND_TEXT.fullmatch(row.texts.get(role, ""))) for row in rows]
            if sum(match is not None for _, match in found) >= _MOSTLY * len(rows):
                for row, match in found:
                    if match:
                        row.number, row.texts = match["number"].rstrip("."), {**row.texts, role: match["text"]}
                self._remarks.guessed("Die Nummern stehen vor den Texten und sind davon getrennt")
                return

    def of(self, row: ListRow, home: FieldOfAction | Area | None) -> MeasureNumber:
        """The number of a row; a new one where it has none, unless the plan has the same text already."""
        number = self._number(row, home)
        self._given[number] = None
        return number

    def _number(self, row: ListRow, home: FieldOfAction | Area | None) -> MeasureNumber:
        text = row.number.strip().rstrip(".:")
        number = as_number(text) if len(text) <= _LONGEST_NUMBER and "\n" not in text else None
        if number is not None:
            return self._with_its_zero(number, row)
        if text:
            self._kept.append(Kept("", "Nummer", row.number, row.origin))
        key = _text_key(row.texts.get(Role.TITLE, ""), in_paragraphs(row.texts.get(Role.SUMMARY, "")))
        same = next((known for known in self._by_text.get(key, ()) if known not in self._given), None)
        if same is not None:
            return same
        made = self._next_number(home)
        self._remarks.guessed("Einträge ohne Nummer sind der Reihe nach gezählt", str(made))
        return made

    def _next_number(self, home: FieldOfAction | Area | None) -> MeasureNumber:
        """A free number within a field or area: 1.1, 1.2 …"""
        before = f"{home.number}." if home else ""
        while True:
            self._last[before] = self._last.get(before, 0) + 1
            made = MeasureNumber(f"{before}{self._last[before]}")
            if made not in self._given and made not in self.taken:
                return made

    def _with_its_zero(self, number: MeasureNumber, row: ListRow) -> MeasureNumber:
        """The number with its lost zero: 1.1 after 1.9 was 1.10 before a program took it for a decimal."""
        last = next(reversed(self._given), None)
        longer = MeasureNumber(f"{number}0")
        if (
            number in self._given
            and last
            and last.key[:-1] == longer.key[:-1]
            and int(longer.key[-1]) == _as_int(last.key[-1]) + 1
        ):
            self._remarks.guessed(f"Aus {longer} war {number} geworden", row.origin)
            return longer
        return number


def _as_int(token: str) -> int:
    return int(token) if token.isdecimal() else -2


def _text_key(title: str, summary: Sequence[str]) -> str:
    return key_of(" ".join((title, *summary)))
