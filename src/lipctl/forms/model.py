"""The content of a department's form, without sheets and cells; and the form that was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.judge.model import EarlierAnswer, Origin
from lipctl.plan.model import NO_CONTACT, Contact, Department, Measure
from lipctl.questions import Field


class FormEntry(NamedTuple):
    """One measure as a department is asked about it.

    ``parts`` is the number of parts to offer (at least 1). ``contact`` is filled in beforehand; ``contact_source``
    says where from (e.g. "Angabe von 2010", "Katalog").

    The rest belongs to a follow-up form: ``answers`` holds this year's own answers, ``open_points`` what is wrong with
    them, ``origins`` the answers that each field was made from. If an origin is undecided, its field holds several texts
    to choose from, or nothing because the answer was not readable.
    """

    measure: Measure
    parts: int = 1
    earlier: EarlierAnswer | None = None
    contact: Contact = NO_CONTACT
    contact_source: str = ""
    further_departments: tuple[str, ...] = ()
    answers: Mapping[Field, str] = MappingProxyType({})
    open_points: tuple[Finding, ...] = ()
    origins: Mapping[Field, Origin] = MappingProxyType({})

    @property
    def all_parts(self) -> int:
        """The number of parts on the sheet: those to offer, and any that something was written in."""
        return max(1, self.parts, *(part for part, _ in (*self.answers, *self.origins)))

    @property
    def spare_part(self) -> int:
        """The part that is offered beyond those that are known, unless something is written or open in it; 0 for none."""
        last = self.all_parts
        answered = any(text for (part, _), text in self.answers.items() if part == last)
        open_in_it = any(point.part == last for point in self.open_points)
        return last if self.measure.several_parts and last > 1 and not (answered or open_in_it) else 0


class Form(NamedTuple):
    """One department's form for one year.

    ``round`` counts the follow-up forms, 0 for the year's first form; ``silent`` means that nothing came back before.
    ``deadline`` is that of a follow-up form, if it has one of its own.
    """

    year: int
    department: Department
    entries: tuple[FormEntry, ...]
    round: int = 0
    silent: bool = False
    deadline: date | None = None

    @property
    def points(self) -> int:
        """How many open points it lists, if it asks again."""
        return sum(len(entry.open_points) for entry in self.entries)

    @property
    def is_follow_up(self) -> bool:
        """Whether the form asks about open points of answers that came back, or did not."""
        return any(entry.open_points for entry in self.entries)


class WrittenForm(NamedTuple):
    """A form that was written, and where; ``is_new`` is false if the very same one was there already."""

    path: Path
    form: Form
    is_new: bool = True

    @property
    def department(self) -> Department:
        """For whom it is."""
        return self.form.department
