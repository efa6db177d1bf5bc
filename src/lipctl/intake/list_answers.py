"""What a list says about the state of its measures, as answers of a year; words become the assessment where one is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lipctl.intake.columns import ListWords
from lipctl.intake.known_heads import Role
from lipctl.intake.list_rows import ListRow
from lipctl.intake.model import Kept, Remarks, Reported, typed_parts
from lipctl.judge.model import Part
from lipctl.plan.model import Contact
from lipctl.questions import Question
from lipctl.text import key_of

_NOT_ASKED = (
    "Wörter für die Bewertung bleiben auf dem Blatt „Übernommen“: lipctl.toml fragt die Bewertung (unter [bewertung], ab_jahr) "
    "nicht ab für"
)

_UNKNOWN = "ist keine bekannte Bewertung; was es heißt, sagen Sie in lipctl.toml unter [uebernahme]"


class Scales(NamedTuple):
    """The assessment as the settings have it: whether a year asks for it, and the labels that the year has, each with
    whether it needs an Umsetzungsstand."""

    asked: Callable[[int], bool]
    labels: Callable[[int], Mapping[str, bool]]


class ListAnswers:
    """Makes answers of rows. What belongs to no year is kept, and so is a word that nobody can place."""

    def __init__(self, year: int, words: ListWords, scales: Scales) -> None:
        self._year, self._words, self._office, self._scales = year, words.status, words.office, scales
        self.remarks = Remarks()
        self.kept: list[Kept] = []

    def of(self, row: ListRow, number: str, contact: Contact) -> dict[int, Reported]:
        """The answers of a row and of those that go on with it, by year."""
        rows = (row, *row.more)
        years = {year or self._year for each in rows for _, year in each.reported}
        answers: dict[int, Reported] = {}
        for year in sorted(years - {0}):
            texts = [self._texts(each, year, number) for each in rows]
            words = [found[Role.ASSESSMENT] for found in texts if found.get(Role.ASSESSMENT)]
            label = self._label(words, year, (number, row.origin))
            parts = typed_parts(self._part(found, label, year) for found in texts)
            reported = Reported(parts, label if self._scales.asked(year) else "", contact)
            answers |= {year: reported} if reported.says_something() else {}
        if not self._year:
            self._keep(rows, number)
        return answers

    def _texts(self, row: ListRow, year: int, number: str) -> dict[Role, str]:
        """What a row says of a year. Where a column of that year and one of no year say it both, the latter is kept."""
        texts = {role: text for (role, of), text in row.reported.items() if of == year}
        for (role, of), text in row.reported.items() if year == self._year else ():
            if not of and text != texts.setdefault(role, text):
                self.kept.append(Kept(number, f"{role.value} (ohne Jahr)", text, row.origin))
        return texts

    def _part(self, texts: Mapping[Role, str], label: str, year: int) -> Part:
        """A part. A word for the assessment is its Umsetzungsstand too, where nothing else is said and such is needed."""
        status, word = texts.get(Role.STATUS, ""), texts.get(Role.ASSESSMENT, "")
        asked = self._scales.asked(year)
        if word and not status and (self._scales.labels(year).get(label) or not (label or asked)):
            status = word
            why = self._office.say("steht auch als Umsetzungsstand: Die Liste sagt sonst nichts dazu")
            self.remarks.guessed(f"„{word}“ {why}")
        return Part(status, texts.get(Role.STEPS, ""), texts.get(Role.REASONS, ""))

    def _label(self, words: list[str], year: int, place: tuple[str, str]) -> str:
        """The assessment that the words mean; what no table knows, or what is too much, is kept."""
        number, origin = place
        if not words:
            return ""
        label = self._words.label(words[0], self._scales.labels(year))
        if not self._scales.asked(year):
            self.remarks.guessed(f"{self._office.say(_NOT_ASKED)} {year}")
        elif label:
            self.remarks.guessed(f"„{words[0]}“ heißt „{label}“")
        elif named := self._words.own.get(key_of(words[0])):
            name = self._office.label(Question.ASSESSMENT)
            whose = "der Bewertung" if name == "Bewertung" else f"von „{name}“"
            text = f"„{words[0]}“ heißt nach lipctl.toml „{named}“; so heißt {year} keine Stufe {whose}"
            self.remarks.unread(text, origin)
        else:
            self.remarks.unread(f"„{words[0]}“ {self._office.say(_UNKNOWN)}", origin)
        lost = words[1:] if label and self._scales.asked(year) else words
        head = f"{self._office.label(Question.ASSESSMENT)} {year}"
        self.kept += [Kept(number, head, word, origin) for word in lost if key_of(word) != key_of(label)]
        return label

    def _keep(self, rows: tuple[ListRow, ...], number: str) -> None:
        """Keep answers without a year."""
        for row in rows:
            for (role, year), text in row.reported.items():
                if not year:
                    self.kept.append(Kept(number, f"{role.value} (ohne Jahr)", text, row.origin))
                    self.remarks.unread(
                        "Stand, Schritte und Gründe ohne Jahr sind keine Antworten; nennen Sie es mit --year"
                    )
