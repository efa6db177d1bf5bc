"""What a report shows of its measures, as frozen data: their answers, and the areas and fields that they stand in.

Texts are the departments' own, to the letter; labels are the settings'. "" is a text that is not printed, None a thing
that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lipctl.judge.progress import Progress


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


def number_and_title(of: AreaView | FieldOfActionView) -> str:
    """The heading of an area or a field without the office's word for it: "5 Demokratie"."""
    return f"{of.number} {of.title}".strip() or of.heading


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
