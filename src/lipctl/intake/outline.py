"""Fields of action and areas as a list writes them: "5 Demokratie", "Handlungsfeld 5: Demokratie", "Demokratie"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lipctl.intake.model import Remarks
from lipctl.numbers import MeasureNumber, as_number
from lipctl.plan.model import Area, FieldOfAction, Plan
from lipctl.text import in_one_line, key_of
from lipctl.words import Words

_KIND = r"(?:Handlungsfeld|Themenfeld|Handlungsschwerpunkt|Schwerpunkt|Kapitel|LIP-Bereich|Bereich|HF|Thema)"
_NUMBERED = re.compile(
    rf"(?:{_KIND}\s*)?(?P<number>[A-Z]?[.-]?\d+(?:[.-]\d+)*|[IVX]+|[A-Z])(?:\s*[.:)–-]+\s*|\s+|$)(?P<title>.*)",
    re.DOTALL,
)
_WITH_KIND = re.compile(rf"{_KIND}\s*[:–-]?\s*(?P<title>.+)", re.DOTALL)

Row = tuple[str, str, str]
"""What a row says: field, area, number of the measure ("" for none)."""


class Outline:
    """The fields and areas of a list, with those of the plan that are the same; ``fields`` and ``areas`` are the new ones."""

    def __init__(self, plan: Plan, words: Words) -> None:
        self._field_word, self._area_word = words.say("Handlungsfeld"), _area_word(words)
        self.fields: list[FieldOfAction] = []
        self.areas: list[Area] = []
        self.remarks = Remarks()
        self._known_fields = {key_of(field.title): field for field in plan.fields}
        self._known_fields |= {key_of(str(field.number)): field for field in plan.fields}
        self._known_areas = {key_of(area.title): area for area in plan.areas if area.title}
        self._known_areas |= {key_of(str(area.number)): area for area in plan.areas}
        self._taken = {field.number for field in plan.fields} | {area.number for area in plan.areas}
        self._by_text: dict[str, FieldOfAction] = {}
        self._area_by_text: dict[tuple[str, str], Area] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Take in what the rows say."""
        rows = list(rows)
        numbers: dict[str, list[MeasureNumber]] = {}
        for text, _, number in rows:
            numbers.setdefault(text, []).extend(filter(None, [as_number(number)]))
        for text in sorted(
            filter(None, numbers), key=lambda text: not _number_and_title(text)[0]
        ):  # those with a number first
            self._by_text[text] = self._field(text, numbers[text])
        for text, area, _ in rows:
            if area and (text, area) not in self._area_by_text:
                self._area_by_text[text, area] = self._area(area, self._by_text.get(text))

    def home(self, field: str, area: str) -> tuple[FieldOfAction | None, Area | None]:
        """The field and the area of a row."""
        found = self._area_by_text.get((field, area)) if area else None
        return self._by_text.get(field) or (found.field if found else None), found

    def _field(self, text: str, numbers: Iterable[MeasureNumber]) -> FieldOfAction:
        number, title = _number_and_title(text)
        known = self._known_fields.get(key_of(title)) or self._known_fields.get(key_of(number))
        if known:
            self._tell_other_title(self._field_word, known, title)
            return known
        if not number:
            number = self._number_from(numbers) or str(
                next(n for n in range(1, 1000) if MeasureNumber(str(n)) not in self._taken)
            )
            self.remarks.guessed(f"{self._field_word} „{title}“ bekommt die Nummer {number}: Die Liste nennt keine")
        if not title:
            title = text
            self.remarks.guessed(f"{self._field_word} {number} heißt „{text}“: Einen Titel nennt die Liste nicht")
        made = FieldOfAction(MeasureNumber(number), title)
        self._taken.add(made.number)
        self._known_fields |= {key_of(title): made, key_of(number): made}
        self.fields.append(made)
        return made

    def _tell_other_title(self, kind: str, known: FieldOfAction | Area, title: str) -> None:
        if title and known.title and key_of(title) != key_of(known.title):
            text = f"{kind} {known.number} heißt schon „{known.title}“ und bleibt so; hier heißt es „{title}“"
            self.remarks.unread(text)

    def _number_from(self, numbers: Iterable[MeasureNumber]) -> str:
        """The beginning that all numbers of a field's measures share, if nothing else has it."""
        starts = {number.key[0] for number in numbers if len(number.key) > 1}
        if len(starts) != 1:
            return ""
        (start,) = starts
        return "" if MeasureNumber(start) in self._taken else start.upper()

    def _area(self, text: str, field: FieldOfAction | None) -> Area:
        number, title = _number_and_title(text)
        known = self._known_areas.get(key_of(title)) or self._known_areas.get(key_of(number))
        if known and (field is None or known.field in (field, None)):
            self._tell_other_title(self._area_word, known, title)
            return known
        whole = as_number(number) if number else None
        if (
            whole is None
            or whole in self._taken
            or (len(whole.key) == 1 and field and whole.key[0] != field.number.key[0])
        ):
            whole = self._next_area(field, number)
            self.remarks.guessed(
                f"{self._area_word} „{title or text}“ bekommt die Nummer {whole}: Die Liste nennt keine ganze"
            )
        made = Area(whole, title, field)
        self._taken.add(made.number)
        self._known_areas |= {key_of(title): made} if title else {}
        self._known_areas[key_of(str(whole))] = made
        self.areas.append(made)
        return made

    def _next_area(self, field: FieldOfAction | None, wanted: str) -> MeasureNumber:
        before = f"{field.number}." if field else ""
        candidates: Iterator[str] = iter([wanted] if wanted else [])
        numbers = (*candidates, *map(str, range(1, 1000)))
        return next(number for each in numbers if (number := MeasureNumber(f"{before}{each}")) not in self._taken)


def _area_word(words: Words) -> str:
    """What the office calls an area, without the plan's short name where it has not renamed it."""
    word = words.say("LIP-Bereich")
    return "Bereich" if word == "LIP-Bereich" else word


def _number_and_title(text: str) -> tuple[str, str]:
    """The number and the title in a text; either may be missing."""
    text = in_one_line(text)
    if found := _NUMBERED.fullmatch(text):
        return found["number"], found["title"].strip()
    kind = _WITH_KIND.fullmatch(text)
    return "", kind["title"].strip() if kind else text
