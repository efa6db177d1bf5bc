"""The plan: fields of action, areas, measures and the departments that answer for them. Frozen data.

English names for the office's German ones stand in GLOSSARY.md.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.settings.catalogue_fields import PRIORITY
from lipctl.text import State, key_of, name_order, state_of


class Contact(NamedTuple):
    """Who answers for a measure: persons, department, unit (OE), phones, mail, each as it was typed; "" is blank."""

    persons: str = ""
    department: str = ""
    unit: str = ""
    phones: str = ""
    mail: str = ""

    def text(self, question: Question) -> str:
        """The answer to one of the questions about the contact."""
        return str(getattr(self, question.attribute))

    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return not any(self)


NO_CONTACT = Contact()


def own_column(name: str) -> str:
    """The key of a column that is printed under its own name."""
    return "priority" if name == PRIORITY.name else f"field:{name}"


class FieldOfAction(NamedTuple):
    """A Handlungsfeld: number and title, e.g. 5 "Demokratie"."""

    number: MeasureNumber
    title: str


class Area(NamedTuple):
    """An LIP-Bereich, e.g. 5.1, inside a field of action if the plan has those. The title may be blank."""

    number: MeasureNumber
    title: str
    field: FieldOfAction | None


class Department(NamedTuple):
    """A Fachbereich, Büro or Dezernat that answers, or a company or club; these have no units, and a dash as prefix.

    ``id`` is short and safe in file names; ``aliases`` are other names. ``letters_to`` and ``head_mail`` are mail
    addresses as they were typed: its own where forms go elsewhere than to the contact's, and that of its head.
    """

    id: str
    name: str
    unit_prefix: str = ""
    contact: Contact = Contact()
    aliases: tuple[str, ...] = ()
    letters_to: str = ""
    head_mail: str = ""

    @property
    def own_names(self) -> tuple[str, ...]:
        """What it may call itself, with the usual abbreviations: "Fachbereich 18" is "FB 18", and may be "Amt 18"."""
        short = [
            self.name.replace("Fachbereich", "FB"),
            *(f"{kind} {self.id}" for kind in ("FB", "Fachbereich", "Amt")),
        ]
        return (self.id, self.name, self.unit_prefix, *self.aliases, *short)

    @property
    def has_no_units(self) -> bool:
        """Whether nobody there can name a unit (OE)."""
        return state_of(self.unit_prefix) is State.NOTHING


def ids_by_name(departments: Iterable[Department]) -> dict[str, str]:
    """The ids of departments by the keys (:func:`key_of`) of all that they are called: other names, name, id."""
    return {
        key_of(name): department.id
        for department in departments
        for name in (*department.aliases, department.name, department.id)
    }


@dataclass(frozen=True, slots=True)
class Measure:
    """An entry of the plan (Handlungsansatz). ``in_report`` is False for non-measures such as 5-1-1.

    ``area`` and ``field`` say where it belongs; ``department`` and ``further_departments`` are ids.
    ``title`` is a short name in one line, "" where the plan has only the summary; ``priority`` is in the plan's words.
    ``parts`` is how many parts the catalogue names; with ``several_parts`` the form offers one more.
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
    former: tuple[MeasureNumber, ...] = ()
    """The numbers of the entries whose place it has taken: renumbered, merged or split."""
    title: str = ""
    priority: str = ""
    own_fields: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The texts of the columns that the city has added, by their names, in the order of the settings."""
    place: Place | None = dataclasses.field(default=None, compare=False)
    """A cell of its row in the catalogue, for messages; entries from different rows may be equal."""
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    """The letters of the catalogue's columns by their keys (:data:`lipctl.plan.columns.MEASURES`)."""

    @property
    def home_field(self) -> FieldOfAction | None:
        """The field of action that it belongs to, by itself or by its area."""
        return self.field or (self.area.field if self.area else None)

    def field_text(self, name: str) -> str:
        """What stands in a column that is printed under its own name; "" without it."""
        return self.priority if name == PRIORITY.name else self.own_fields.get(name, "")

    def catalogue_texts(self) -> Iterator[tuple[str, str]]:
        """The texts of the catalogue that a report may print, by the keys of their columns, but those of the contact."""
        yield "title", self.title
        yield "summary", "\n\n".join(self.summary)
        yield "note", self.note
        yield "priority", self.priority
        yield from ((own_column(name), text) for name, text in self.own_fields.items())

    def places_of(self, name: str) -> tuple[Place, ...]:
        """The cell of a column (a key of ``columns``), else :attr:`place`; none for a measure of no catalogue."""
        if self.place is None:
            return ()
        if name not in self.columns or not self.place.cells:
            return (self.place,)
        row = self.place.cells[0].lstrip(ascii_uppercase)
        return (self.place._replace(cells=(f"{self.columns[name]}{row}",)),)

    def is_valid_in(self, year: int) -> bool:
        """Whether the entry belongs to the plan in that year; both ends count."""
        return (self.valid_from or year) <= year <= (self.valid_until or year)


class Plan(NamedTuple):
    """The plan in one year: its outline, its entries in the order of reports and forms, and who answers for them."""

    fields: tuple[FieldOfAction, ...]
    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    departments: Mapping[str, Department]

    def in_year(self, year: int) -> Plan:
        """The plan without the entries that are not yet or no longer valid in that year."""
        valid = tuple(measure for measure in self.measures if measure.is_valid_in(year))
        return Plan(self.fields, self.areas, valid, self.departments)

    def by_outline(self) -> Plan:
        """The plan with its entries field by field and area by area, as the outline lists these; in each by number."""
        fields: dict[FieldOfAction | None, int] = {field: place for place, field in enumerate(self.fields)}
        areas: dict[Area | None, int] = {area: place for place, area in enumerate(self.areas)} | {None: -1}

        def place(measure: Measure) -> tuple[object, ...]:
            return (
                fields.get(measure.home_field, len(fields)),
                areas.get(measure.area, len(areas)),
                measure.number.order,
            )

        return self._replace(measures=tuple(sorted(self.measures, key=place)))

    def by_numbers(self) -> Plan:
        """The plan with fields, areas and entries each in the order of their numbers."""
        return self._replace(
            fields=tuple(sorted(self.fields, key=lambda field: field.number.order)),
            areas=tuple(sorted(self.areas, key=lambda area: area.number.order)),
            measures=tuple(sorted(self.measures, key=lambda measure: measure.number.order)),
        )

    def places(self) -> dict[MeasureNumber, int]:
        """The place of each measure in the order of the plan."""
        return {measure.number: place for place, measure in enumerate(self.measures)}

    def name_of(self, department: str) -> str:
        """A department's name by its id; the id itself if the plan does not know it."""
        return self.departments[department].name if department in self.departments else department

    def department_names(self) -> dict[str, str]:
        """The names of the departments by their ids, in the order of the names."""
        return {department.id: department.name for department in self.departments_by_name()}

    def departments_by_name(self) -> list[Department]:
        """The departments in the order of their names."""
        return sorted(self.departments.values(), key=lambda department: name_order(department.name))

    def own_names(self, departments: Iterable[str]) -> set[str]:
        """What these departments (ids) may call themselves."""
        known = [self.departments[department] for department in departments if department in self.departments]
        return {name for own in known for name in own.own_names}

    def by_number(self) -> dict[MeasureNumber, Measure]:
        """Measures by their number."""
        return {measure.number: measure for measure in self.measures}

    def titles(self) -> dict[MeasureNumber, str]:
        """The titles of the measures that have one, by their numbers."""
        return {measure.number: measure.title for measure in self.measures if measure.title}

    def responsible(self) -> dict[MeasureNumber, str]:
        """The id of the responsible department by the measure's number; "" where there is none."""
        return {measure.number: measure.department or "" for measure in self.measures}


EMPTY_PLAN = Plan((), (), (), {})
"""The plan of a catalogue in which nothing stands yet."""
