"""The columns of a list, with what becomes of each and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lipctl.intake.assessment_words import AssessmentWords
from lipctl.intake.known_heads import MapTo, Role, Synonyms
from lipctl.intake.model import Certainty
from lipctl.words import DEFAULT_WORDS, Words
from lipctl.xlsx.cells import column_letters

MAPPED, LONGEST_TEXTS = "mit --map gesagt", "die längsten Texte"
"""Two of the reasons why a column is what it is."""


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
        return any(each.role in (Role.SUMMARY, Role.TITLE) and each.why != LONGEST_TEXTS for each in self.columns)


class ListWords(NamedTuple):
    """What heads and cells are compared with: names of columns, ``--map``, words for the assessment; and the office's own
    words, for remarks."""

    synonyms: Synonyms
    mapped: Mapping[str, MapTo]
    status: AssessmentWords
    office: Words = DEFAULT_WORDS
