"""What a report shows, ready to be put on paper in any format: plain data, with no rule left to decide and no number
left to count.

:func:`lipctl.report.build.build_view` makes it. Texts are the departments' own, to the letter; labels are the
settings'. An entry that the report leaves out has no trace in it. "" is a text that is not printed, None a thing that
is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.judge.progress import Progress
from lipctl.questions import Question
from lipctl.scale import Scale
from lipctl.settings.catalogue_fields import PRIORITY
from lipctl.settings.keys import BY_PLAN
from lipctl.text import is_given


class Occasion(NamedTuple):
    """What a report is made for: the year, the day it stands for, whether it is final, the scale by which it counts
    (None: it asks for no assessment).

    A ``public`` one leaves out what belongs to persons, internal remarks and open points; ``with_contacts`` keeps the
    contacts in it. ``reasons_as_asked``: the question for reasons is printed with its dashes where they are all that was
    said. ``overview_order`` is ``BY_PLAN`` or ``BY_STATE`` of the settings. ``fields`` are the columns of the catalogue
    that are printed under their own names; with ``summary_in_heading`` the heading of a measure without title has the
    beginning of its summary.
    """

    year: int
    as_of: date
    final: bool = False
    scale: Scale | None = None
    public: bool = False
    reasons_as_asked: bool = False
    overview_order: str = BY_PLAN
    fields: tuple[str, ...] = (PRIORITY.name,)
    summary_in_heading: bool = False
    with_contacts: bool = False

    @property
    def hides_persons(self) -> bool:
        """Whether persons, their numbers and addresses are left out."""
        return self.public and not self.with_contacts

    def prints(self, question: Question, text: str) -> bool:
        """Whether a text of a part that is not blank is printed (rules.md 1)."""
        return self.reasons_as_asked or question is not Question.REASONS or is_given(text)


# The tables of numbers


@dataclass(frozen=True, slots=True)
class Column:
    """A state in use: its label, how many measures are in it, the sign beside the label, what it means in one word, and
    its colour ("" for the template's own)."""

    key: str
    label: str
    count: int
    sign: str = ""
    kind: str = ""
    colour: str = ""
    short: str = ""


class Row(NamedTuple):
    """Counts of a field of action, of an area in it, or of an earlier state: one number per column, and their sum.

    ``short`` is the label for a narrow column.
    """

    label: str
    counts: tuple[int, ...]
    total: int
    is_area: bool = False
    short: str = ""


class ResponseFile(NamedTuple):
    """A file of a department: its name below ``ruecklauf/``, None where that is not shown, its own date, and the day of
    its receipt if it came by mail."""

    name: str | None
    day: date | None
    received: date | None = None


class ResponseRow(NamedTuple):
    """A department's files, and how many of its measures are answered. Without id and name: what nobody answers for."""

    id: str | None
    name: str | None
    files: tuple[ResponseFile, ...]
    answered: int
    open: int
    total: int
    days_late: int = 0
    """By how many days the first of the files came after the deadline."""


class ResponseTable(NamedTuple):
    """Who sent back what: the departments, what nobody is responsible for last, and the sums over them."""

    rows: tuple[ResponseRow, ...] = ()
    answered: int = 0
    open: int = 0
    total: int = 0


class Glance(NamedTuple):
    """The report at a glance: a figure for each kind of state that occurs, a sentence each on what is answered, what has
    moved and what is open ("" for nothing to say), and what the office itself calls important, in paragraphs."""

    figures: tuple[Column, ...]
    answered: str
    moved: str
    open: str
    important: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those that say something."""
        return tuple(filter(None, (self.answered, self.moved, self.open)))


class Summary(NamedTuple):
    """The totals. The rows of fields add up to ``total``, the rows of areas after a field to that field."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    glance: Glance
    responses: ResponseTable = ResponseTable()


# The measures


class AnswerView(NamedTuple):
    """A question's heading and its answer in paragraphs.

    ``mark`` is a sentence beside a contested text. ``edited`` marks a text that the coordinator worded and not the
    department.
    """

    heading: str
    paragraphs: tuple[str, ...]
    mark: str = ""
    edited: bool = False


class PartView(NamedTuple):
    """One part (Teilmaßnahme). It has a heading where there are several."""

    heading: str
    answers: tuple[AnswerView, ...]


class EarlierView(NamedTuple):
    """An earlier answer that is printed in this year's report, with its year."""

    year: int
    heading: str
    parts: tuple[PartView, ...]


class ContactView(NamedTuple):
    """Whom to ask: a heading that follows the persons, and up to three lines; ``mark`` as for an answer."""

    heading: str
    lines: tuple[str, ...]
    mark: str = ""


class MeasureView(NamedTuple):
    """One measure of the report; or, on the web pages only, an entry that is none: it has no ``progress`` and no column.

    ``column`` is the key of the column it counts in, ``label`` and ``sign`` are that column's. ``sentence`` says its
    state where the answers do not say it themselves ("keine Rückmeldung"); ``state`` is label and sentence in one line.
    ``further_departments`` are the names of those that take part. ``remarks`` belong to the measure as a whole and not to
    a part: assessment, "nicht zuständig". ``title`` is "" where the plan has none; ``brief`` is it, or the beginning of
    the summary. ``fields`` are the city's own columns of the catalogue. ``short_label`` is the label in few words,
    ``before`` the state in the report before ("" without one), ``anchor`` the name that links find the measure by.
    """

    number: str
    heading: str
    note: tuple[str, ...]
    summary: tuple[str, ...]
    department: str | None
    progress: Progress | None
    column: str
    label: str
    sign: str
    sentence: str
    state: str
    parts: tuple[PartView, ...]
    remarks: tuple[AnswerView, ...]
    earlier: EarlierView | None
    contact: ContactView | None
    further_departments: tuple[str, ...] = ()
    brief: str = ""
    short_label: str = ""
    kind: str = ""
    colour: str = ""
    before: str = ""
    anchor: str = ""
    title: str = ""
    fields: tuple[AnswerView, ...] = ()

    def all_answers(self) -> Iterator[AnswerView]:
        """Every answer that is printed, those of an earlier year among them."""
        parts = (*self.parts, *(self.earlier.parts if self.earlier else ()))
        yield from (answer for part in parts for answer in part.answers)
        yield from self.remarks


class AreaView(NamedTuple):
    """An area with its measures. ``heading`` has label, number and, where known, title.

    One that ``stands_alone`` is no area of the plan: it holds all measures of a field without areas.
    """

    number: str
    title: str
    heading: str
    measures: tuple[MeasureView, ...]
    stands_alone: bool = False


class FieldOfActionView(NamedTuple):
    """A field of action: measures that hang directly under it, then its areas. Without number: what has no field."""

    number: str
    title: str
    heading: str
    measures: tuple[MeasureView, ...]
    areas: tuple[AreaView, ...]

    @property
    def total(self) -> int:
        """How many measures the field has."""
        return sum(1 for _ in self.all_measures())

    def all_measures(self) -> Iterator[MeasureView]:
        """The measures of the field in the order of the report."""
        yield from self.measures
        for area in self.areas:
            yield from area.measures


# The chapters around them


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
    """Measures that went the same way. ``about`` is the heading over what is said of each, ``kind`` what an end means."""

    key: str
    title: str
    about: str
    changes: tuple[Change, ...]
    kind: str = ""


class Changes(NamedTuple):
    """The comparison with the round of ``year``.

    Its table has the states of then in rows and those of now in columns; every measure that is in the plan of either
    year stands in one of its cells. The states are assessments or classes (``by_assessment``); ``hint`` says why.
    ``before`` says the state of then in a few words, by the number of the measure.
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
