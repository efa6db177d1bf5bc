"""A proposal: what was read of pages or a list, how sure that is, and what has no place in the plan. Frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from lipctl.judge.model import Part
from lipctl.plan.model import NO_CONTACT, Contact, Measure, Plan
from lipctl.text import is_blank


class Certainty(StrEnum):
    """How something was read. The values are public names: they stand in JSON."""

    CERTAIN = "certain"
    GUESSED = "guessed"
    UNREAD = "unread"


class Remark(NamedTuple):
    """One sentence about what was read, and why so. ``where`` is file, sheet and cell, as far as there are such."""

    certainty: Certainty
    text: str
    where: str = ""


class Remarks(list[Remark]):
    """Remarks that are being collected."""

    def certain(self, text: str, where: str = "") -> None:
        """Add what was read for certain."""
        self.append(Remark(Certainty.CERTAIN, text, where))

    def guessed(self, text: str, where: str = "") -> None:
        """Add what was guessed, and why."""
        self.append(Remark(Certainty.GUESSED, text, where))

    def unread(self, text: str, where: str = "") -> None:
        """Add what could not be read, or needs a person."""
        self.append(Remark(Certainty.UNREAD, text, where))


class Kept(NamedTuple):
    """A text that has no place in the plan: it goes to the catalogue's sheet "Übernommen".

    ``number`` is that of the entry it belongs to, "" for none; ``head`` what stood over it; ``origin`` where it stood.
    """

    number: str
    head: str
    text: str
    origin: str


class Reported(NamedTuple):
    """What was reported about a measure in one year. ``assessment`` is a label of the scale, "" for none."""

    parts: tuple[Part, ...] = ()
    assessment: str = ""
    contact: Contact = NO_CONTACT

    def says_something(self) -> bool:
        """Whether it is more than a contact."""
        return bool(self.assessment) or any(part.is_typed() for part in self.parts)


class Entry(NamedTuple):
    """A measure as it was read, what was reported about it by year, and where it stood."""

    measure: Measure
    reported: Mapping[int, Reported] = MappingProxyType({})
    origin: str = ""


class Proposal(NamedTuple):
    """All that was read. ``plan`` holds what is new beside the entries' measures: fields, areas and departments."""

    plan: Plan
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()
    kept: tuple[Kept, ...] = ()

    def years(self) -> list[int]:
        """The years in which something was reported, oldest first."""
        return sorted({year for entry in self.entries for year in entry.reported})


def typed_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts in which something is written, blanks at both ends aside."""
    return tuple(part for part in parts if not all(map(is_blank, part)))
