"""What a report shows, ready to be put on paper in any format: plain data, with no rule left to decide and no number
left to count.

:func:`lipctl.report.build.build_view` makes it. Its measures are described in :mod:`lipctl.report.measure_view`, its
numbers in :mod:`lipctl.report.counts`. An entry that the report leaves out has no trace in it. "" is a text that is not
printed, None a thing that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.report.counts import Column, Row, Summary
from lipctl.report.measure_view import FieldOfActionView, MeasureView
from lipctl.report.occasion import Occasion
from lipctl.text import is_given


class OpenPoint(NamedTuple):
    """A measure without complete response, and in words what is open."""

    number: str
    missing: tuple[str, ...]


class DepartmentOpenPoints(NamedTuple):
    """A department's open points; without name, those that nobody is responsible for."""

    name: str | None
    points: tuple[OpenPoint, ...]


class OverviewGroup(NamedTuple):
    """A heading of the list of all measures, with those that hang directly under it and, in a field of action, its areas;
    ``total`` counts them all."""

    heading: str
    total: int
    measures: tuple[MeasureView, ...]
    areas: tuple[OverviewGroup, ...] = ()

    def all_measures(self) -> Iterator[MeasureView]:
        """The measures in the order of the list."""
        yield from self.measures
        for area in self.areas:
            yield from area.measures


class Change(NamedTuple):
    """One line of a list: the measure, its title or the beginning of its summary, and what there is to say.

    ``anchor`` as in :class:`MeasureView`; "" for a measure that is no longer in the report.
    """

    number: str
    summary: str
    detail: str
    anchor: str = ""
    has_title: bool = False


class ChangeList(NamedTuple):
    """Measures that went the same way. ``about`` is the heading over their details, ``kind`` what an end means."""

    key: str
    title: str
    about: str
    changes: tuple[Change, ...]
    kind: str = ""

    @property
    def in_sentence(self) -> str:
        """How many there are and which way they went: "3 neu erfüllt"."""
        return f"{len(self.changes)} {self.title[0].lower()}{self.title[1:]}"


class Changes(NamedTuple):
    """The comparison with the round of ``year``.

    Its table has the earlier states in rows and the present ones in columns; every measure that is in the plan of either
    year stands in one of its cells. The states are assessments or classes (``by_assessment``); ``hint`` says why.
    ``before`` says the earlier state in a few words, by the number of the measure.
    """

    year: int
    sentence: str
    hint: str
    by_assessment: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    lists: tuple[ChangeList, ...]
    before: Mapping[str, str] = MappingProxyType({})


class ContactEntry(NamedTuple):
    """A contact and its measures; what is not known is "–". ``unit`` names the department where it is another one."""

    persons: str
    unit: str
    reach: str
    measures: tuple[str, ...]

    @property
    def who(self) -> str:
        """Persons and unit, as far as they are known."""
        return ", ".join(filter(is_given, (self.persons, self.unit))) or self.persons


class ContactGroup(NamedTuple):
    """A department's contacts, and how to reach it as a whole. The public version says that in each entry instead."""

    name: str
    central: str
    entries: tuple[ContactEntry, ...]


class FileView(NamedTuple):
    """A file that the report rests on.

    ``key`` (Q1, Q2 …) names it in few letters. The public version shows neither ``path`` (from the workspace) nor
    ``name`` (below ``ruecklauf/``), except those of the catalogue. ``day`` is the file's own date, ``received`` the
    day of its receipt if it came by mail.
    """

    key: str
    path: str | None
    name: str | None
    year: int
    departments: tuple[str, ...]
    day: date | None
    checksum: str
    measures: tuple[str, ...]
    is_catalogue: bool = False
    received: date | None = None

    @property
    def short_checksum(self) -> str:
        """Enough of the checksum to tell two files apart in print."""
        return self.checksum[:12]


class SetAside(NamedTuple):
    """A file that does not count, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnsettledRule:
    """A rule with findings that nobody settled: how many, and which measures, departments or files they concern."""

    code: str
    title: str
    is_error: bool
    count: int
    concerned: tuple[str, ...]


class Trace(NamedTuple):
    """Where the printed texts of a measure stand; the places name files by their keys."""

    measure: str
    places: tuple[Place, ...]


class Sources(NamedTuple):
    """How a report came about: its files, what was left out and left open, and a trace of each measure."""

    files: tuple[FileView, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    left_open: tuple[UnsettledRule, ...] = ()
    traces: tuple[Trace, ...] = ()


class ReportView(NamedTuple):
    """The whole report."""

    occasion: Occasion
    summary: Summary
    fields: tuple[FieldOfActionView, ...]
    open_points: tuple[DepartmentOpenPoints, ...]
    overview: tuple[OverviewGroup, ...] = ()
    changes: Changes | None = None
    contacts: tuple[ContactGroup, ...] = ()
    sources: Sources = Sources()

    def chapters(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Those of the wanted chapters that this report has, in their order."""
        missing = set()
        if self.changes is None:
            missing.add("veraenderungen")
        if self.occasion.public:
            missing.add("offene_punkte")
        return tuple(chapter for chapter in wanted if chapter not in missing)

    @property
    def edited(self) -> int:
        """How many of the printed answers are the coordinator's wording."""
        return sum(answer.edited for measure in self.measures() for answer in measure.all_answers())

    def measures(self) -> Iterator[MeasureView]:
        """Every measure in the order of the report."""
        for field in self.fields:
            yield from field.all_measures()
