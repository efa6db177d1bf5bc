"""The plan and the responses: frozen data, no behaviour beyond their own order and identity.

English names for the office's German ones stand in GLOSSARY.md. What the values *mean* for a year
(counts, findings) is decided in :mod:`lipctl.rules`.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from lipctl.text import fingerprint, is_blank, is_given

NOTHING_KNOWN: Final[Mapping[Any, Any]] = MappingProxyType({})
"""The default of what leads from something to something; nobody can add to it."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_Token = tuple[int, int, str]


@total_ordering
class MeasureNumber:
    """The number of an entry of the plan, e.g. ``5-1-3``, ``Ü1``, ``B 2.3`` or ``M-07``.

    Runs of digits compare as numbers, runs of letters as German words (Ü sorts as U, DIN 5007-1); what stands
    between them does not matter: 5-1-9 comes before 5-1-10, and "5.1.3" is the same number as "5-1-3".
    No number of parts is assumed.
    """

    __slots__ = ("key", "order", "text")

    def __init__(self, text: str) -> None:
        tokens = _TOKEN.findall(unicodedata.normalize("NFC", text).casefold())
        if not tokens:
            raise ValueError(f"no digit and no letter in {text!r}")
        self.text = text
        self.key: tuple[str, ...] = tuple(str(int(token)) if token.isdecimal() else token for token in tokens)
        self.order: tuple[tuple[_Token, ...], tuple[str, ...]] = (tuple(map(_sortable, self.key)), self.key)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"MeasureNumber({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MeasureNumber) and self.key == other.key

    def __lt__(self, other: MeasureNumber) -> bool:
        return self.order < other.order

    def __hash__(self) -> int:
        return hash(self.key)


def _sortable(token: str) -> _Token:
    if token.isdecimal():
        return (0, int(token), "")
    bare = "".join(char for char in unicodedata.normalize("NFKD", token) if not unicodedata.combining(char))
    return (1, 0, bare)


class Contact(NamedTuple):
    """Who answers for a measure: persons, department, unit (OE), phones, mail; each as it was written."""

    persons: str = ""
    department: str = ""
    unit: str = ""
    phones: str = ""
    mail: str = ""

    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return not (self.persons or self.department or self.unit or self.phones or self.mail)


NO_CONTACT = Contact()


class FieldOfAction(NamedTuple):
    """A Handlungsfeld: number and title, e.g. 5 "Demokratie"."""

    number: MeasureNumber
    title: str


class Area(NamedTuple):
    """An LIP-Bereich inside a field of action, e.g. 5.1. The title may be unknown (empty)."""

    number: MeasureNumber
    title: str
    field: FieldOfAction | None


class Department(NamedTuple):
    """A Fachbereich, Büro or Dezernat that answers. ``id`` is short and safe in file names."""

    id: str
    name: str
    unit_prefix: str = ""
    contact: Contact = Contact()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """An entry of the plan (Handlungsansatz). ``in_report`` is False for non-measures such as 5-1-1.

    ``parts`` is how many parts it is reported in, as far as the catalogue tells; ``several_parts`` offers one more.
    """

    number: MeasureNumber
    summary: tuple[str, ...]
    area: Area | None = None
    field: FieldOfAction | None = None
    department: str | None = None
    further_departments: tuple[str, ...] = ()
    note: str = ""
    in_report: bool = True
    parts: int = 1
    several_parts: bool = False
    contact: Contact = NO_CONTACT
    valid_from: int | None = None
    valid_until: int | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)
    """Its row in the catalogue, for messages; two entries from different rows may still be equal."""
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    """The letters of the catalogue's columns: "summary", "note", and contact questions by their codes."""

    def place_of(self, name: str) -> Place | None:
        """Where the catalogue says this of the entry (a key of ``columns``), else its row."""
        if self.place is None or name not in self.columns:
            return self.place
        row = "".join(filter(str.isdigit, self.place.cells[0])) if self.place.cells else ""
        return Place(self.place.file, self.place.sheet, (f"{self.columns[name]}{row}",))

    def is_valid_in(self, year: int) -> bool:
        """Whether the entry belongs to the plan in that year; both ends count."""
        return (self.valid_from or year) <= year <= (self.valid_until or year)


class Plan(NamedTuple):
    """The plan in one year: entries in natural order, and who answers for them."""

    fields: tuple[FieldOfAction, ...]
    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    departments: Mapping[str, Department]

    def in_year(self, year: int) -> Plan:
        """The plan without the entries that are not yet or no longer valid in that year."""
        valid = tuple(measure for measure in self.measures if measure.is_valid_in(year))
        return Plan(self.fields, self.areas, valid, self.departments)

    def by_number(self) -> dict[MeasureNumber, Measure]:
        """Measures by their number."""
        return {measure.number: measure for measure in self.measures}

    def responsible(self) -> dict[MeasureNumber, str]:
        """The id of the responsible department by the measure's number; "" where there is none."""
        return {measure.number: measure.department or "" for measure in self.measures}


class Question(StrEnum):
    """One question of the form. The first three are asked per part, the others once per measure (part 0)."""

    STATUS = "status"
    PLANNED_STEPS = "planned_steps"
    REASONS = "reasons"
    ASSESSMENT = "assessment"
    UNCHANGED = "unchanged"
    DISCLAIMED = "disclaimed"
    PERSONS = "contact_persons"
    DEPARTMENT = "contact_department"
    UNIT = "contact_unit"
    PHONES = "contact_phones"
    MAIL = "contact_mail"


PART_QUESTIONS = (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)
CONTACT_QUESTIONS = (Question.PERSONS, Question.DEPARTMENT, Question.UNIT, Question.PHONES, Question.MAIL)


class Assessment(StrEnum):
    """The Bewertung of a measure, asked from a later year on (rules.md 3)."""

    COMPLETED = "completed"
    REGULAR_BUSINESS = "regular_business"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    NOT_PURSUED = "not_pursued"


class Place(NamedTuple):
    """Where something was found: file (relative to the workspace, with "/"), sheet, cells."""

    file: str
    sheet: str = ""
    cells: tuple[str, ...] = ()


class Origin(NamedTuple):
    """What a form that asks again was made from, for one of its fields (docs/decisions/0007).

    ``round`` counts how often the department was asked again, 0 for the first form of a year; ``known`` holds the
    fingerprints of all that stood in answer to this question when the form was made. ``undecided`` tells a field that
    went out with several texts to choose from.
    """

    round: int = 0
    known: frozenset[str] = frozenset()
    undecided: bool = False


class Answer(NamedTuple):
    """One answer cell of a returned form, cleaned, and the department whose form it was.

    ``part`` counts from 1; 0 where the question is asked once per measure. ``untouched`` tells a cell that
    still holds what lipctl had filled in: prefilled is never answered. ``unreadable`` says what stands there where
    that is no text lipctl can be sure of; ``text`` is "" then.
    """

    department: str
    number: MeasureNumber
    part: int
    question: Question
    text: str
    place: Place
    untouched: bool = False
    origin: Origin = Origin()
    unreadable: str = ""

    @property
    def content(self) -> str:
        """The fingerprint of what stands there, readable or not; "" for an empty cell."""
        return fingerprint(self.text or self.unreadable)


class Response(NamedTuple):
    """One returned workbook. ``modified`` is its own ``dcterms:modified`` (ISO 8601), "" if it has none."""

    file: str
    modified: str
    answers: tuple[Answer, ...]


class Edit(NamedTuple):
    """The coordinator's wording for one answer, and where it stands. It changes what is printed, and nothing else."""

    text: str
    place: Place


class Part(NamedTuple):
    """What was answered for one part (Teilmaßnahme). "" is blank."""

    status: str = ""
    planned_steps: str = ""
    reasons: str = ""

    def is_typed(self) -> bool:
        """A part with nothing typed in it does not exist (rules.md 1)."""
        return not (is_blank(self.status) and is_blank(self.planned_steps) and is_blank(self.reasons))

    def is_answered(self) -> bool:
        """Whether it says what was done, or why nothing was."""
        return is_given(self.status) or is_given(self.reasons)


class MeasureAnswer(NamedTuple):
    """All that was answered for one measure in one year, merged from every file that has something on it.

    ``places`` leads from (part, question) to where the text stands; ``contested`` names the pairs for which
    files disagree (rules.md 5).
    ``unclear`` keeps what was entered where only certain values are possible (assessment, unchanged) and none fits.
    """

    parts: tuple[Part, ...] = ()
    assessment: Assessment | None = None
    unchanged: bool = False
    disclaimed: str = ""
    contact: Contact = Contact()
    places: Mapping[tuple[int, Question], tuple[Place, ...]] = NOTHING_KNOWN
    contested: frozenset[tuple[int, Question]] = frozenset()
    unclear: Mapping[Question, str] = NOTHING_KNOWN
    departments: frozenset[str] = frozenset()
    edited: frozenset[tuple[int, Question]] = frozenset()
    """Which texts are the coordinator's wording: only where an answer is about to be printed (rules/edits.py)."""

    def texts(self) -> set[str]:
        """Everything that was typed as an answer, without the contact."""
        return {self.disclaimed} | {
            text for part in self.parts for text in (part.status, part.planned_steps, part.reasons)
        }


class EarlierAnswer(NamedTuple):
    """The newest earlier answer to a measure, and the year it was given in (rules.md 2)."""

    year: int
    answer: MeasureAnswer
    edits: Mapping[tuple[int, Question], Edit] = NOTHING_KNOWN
    """How that year's report worded it, by (part, question)."""
