"""What goes into a department's form, before anyone thinks of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lipctl.findings import Finding
from lipctl.judge.model import EarlierAnswer, Origin
from lipctl.plan.model import Contact, Department, Measure
from lipctl.questions import Field


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One measure as a department is asked about it.

    ``parts`` is the number of parts to offer (at least 1). ``contact`` is filled in beforehand; ``contact_source``
    says where from (e.g. "Angabe von 2010", "Katalog").

    The rest is for a form that asks again: ``answers`` holds this year's own answers, ``open_points`` what is wrong
    with them, ``origins`` what each field remembers of the answers it was made from. Where such an origin is undecided,
    the field holds several texts to choose from, or nothing because nobody could read what stood there.
    """

    measure: Measure
    parts: int = 1
    earlier: EarlierAnswer | None = None
    contact: Contact = field(default_factory=Contact)
    contact_source: str = ""
    further_departments: tuple[str, ...] = ()
    answers: Mapping[Field, str] = field(default_factory=dict)
    open_points: tuple[Finding, ...] = ()
    origins: Mapping[Field, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """One department's form for one year.

    ``round`` counts how often the department is asked again, 0 in the year's first form; ``silent`` tells that it is
    asked again because nothing came back.
    """

    year: int
    department: Department
    entries: tuple[FormEntry, ...]
    round: int = 0
    silent: bool = False

    @property
    def asks_again(self) -> bool:
        """Whether this is not the year's first form, but one about what is still open."""
        return any(entry.open_points for entry in self.entries)
