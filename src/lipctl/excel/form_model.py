"""What goes into a department's form, before anyone thinks of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lipctl.findings import Finding
from lipctl.model import Contact, Department, EarlierAnswer, Measure, Question


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One measure as a department is asked about it.

    ``parts`` is the number of parts to offer (at least 1). ``contact`` is filled in beforehand; ``contact_source``
    says where from (e.g. "Angabe von 2010", "Katalog"). ``answers`` holds this year's own answers in a form that goes
    out again; ``open_points`` what is wrong with them.
    """

    measure: Measure
    parts: int = 1
    earlier: EarlierAnswer | None = None
    contact: Contact = field(default_factory=Contact)
    contact_source: str = ""
    further_departments: tuple[str, ...] = ()
    answers: Mapping[tuple[int, Question], str] = field(default_factory=dict)
    open_points: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One department's form for one year."""

    year: int
    department: Department
    entries: tuple[FormEntry, ...]
