"""What a report shows, ready to be put on paper by any format: no rule is left to decide, no number to be counted.

:func:`lipctl.report.build.build_view` makes it. Texts are the departments' own, to the letter; labels are the
settings'. An entry that the report leaves out has no trace in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lipctl.judge.progress import Progress
from lipctl.report.changes import Changes
from lipctl.report.columns import Column
from lipctl.report.contact_list import ContactGroup
from lipctl.report.returns import Returns
from lipctl.report.sources import Sources


class Occasion(NamedTuple):
    """What a report is made for: the year, the day it stands for, whether it is final, whether it counts assessments.

    A ``public`` one leaves out what belongs to persons, internal remarks and open points.
    """

    year: int
    as_of: date
    final: bool = False
    assessment_asked: bool = False
    public: bool = False


class RowKind(StrEnum):
    """What a row of the summary stands for."""

    FIELD = "field"
    AREA = "area"


class Row(NamedTuple):
    """Counts of a field of action or an area; ``counts`` has one number per column, in their order."""

    kind: RowKind
    label: str
    counts: tuple[int, ...]
    total: int


class Summary(NamedTuple):
    """The totals. Field rows add up to ``total``; the area rows after a field row add up to it."""

    sentence: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    returns: Returns = Returns()


class AnswerView(NamedTuple):
    """One question's heading and answer in paragraphs. ``mark`` is a sentence beside a contested text, else "".

    ``edited`` tells a text that the coordinator worded and not the department.
    """

    heading: str
    paragraphs: tuple[str, ...]
    mark: str = ""
    edited: bool = False


class PartView(NamedTuple):
    """One part (Teilmaßnahme). ``heading`` is "" unless there are several."""

    heading: str
    answers: tuple[AnswerView, ...]


class EarlierView(NamedTuple):
    """An earlier answer that is printed in this year's report, with its year."""

    year: int
    heading: str
    parts: tuple[PartView, ...]


class ContactView(NamedTuple):
    """Whom to ask: the heading that follows the persons, and up to three lines."""

    heading: str
    lines: tuple[str, ...]
    mark: str = ""


class MeasureView(NamedTuple):
    """One measure of the report.

    ``label`` is the column it counts in. ``sentence`` says its state where the answers do not say it themselves
    ("keine Rückmeldung"), else ""; ``state`` is both in one line, ``sign`` stands before it. ``remarks`` are what was typed beside the parts (assessment, "nicht zuständig").
    """

    number: str
    heading: str
    note: tuple[str, ...]
    summary: tuple[str, ...]
    progress: Progress
    label: str
    sentence: str
    parts: tuple[PartView, ...]
    remarks: tuple[AnswerView, ...]
    earlier: EarlierView | None
    contact: ContactView | None
    column: str
    department: str = ""
    sign: str = ""
    state: str = ""

    def all_answers(self) -> Iterator[AnswerView]:
        """Every answer that is printed, those of an earlier year among them."""
        parts = (*self.parts, *(self.earlier.parts if self.earlier else ()))
        yield from (answer for part in parts for answer in part.answers)
        yield from self.remarks


class AreaView(NamedTuple):
    """An area with its measures in natural order. ``heading`` has label, number and, where known, title."""

    number: str
    title: str
    heading: str
    measures: tuple[MeasureView, ...]


class FieldView(NamedTuple):
    """A field of action: measures that hang directly under it, then its areas. Number "" holds what has no field."""

    number: str
    title: str
    heading: str
    measures: tuple[MeasureView, ...]
    areas: tuple[AreaView, ...]

    def all_measures(self) -> Iterator[MeasureView]:
        """The measures of the field in the order of the report."""
        yield from self.measures
        for area in self.areas:
            yield from area.measures


class OpenPoint(NamedTuple):
    """A measure without complete response, and in words what is open."""

    number: str
    missing: tuple[str, ...]


class DepartmentView(NamedTuple):
    """A department's open points; name "" collects those that nobody is responsible for."""

    name: str
    points: tuple[OpenPoint, ...]


class ReportView(NamedTuple):
    """The whole report."""

    occasion: Occasion
    summary: Summary
    fields: tuple[FieldView, ...]
    open_points: tuple[DepartmentView, ...]
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
