"""A closed year as its file keeps it: all that the report was made from, and what later years need of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.judge.completeness import Gap
from lipctl.judge.earlier_rounds import EarlierContact, EarlierRound, History, MeasureHistory
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Addendum, EarlierAnswer, Edit, MeasureAnswer
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Plan
from lipctl.questions import Field
from lipctl.responses.source_file import SourceFile


class ClosedMeasure(NamedTuple):
    """What was answered for a measure, what it counted as, and how the report worded it."""

    number: MeasureNumber
    progress: Progress | None
    answer: MeasureAnswer
    gaps: tuple[Gap, ...] = ()
    edits: Mapping[Field, Edit] = MappingProxyType({})


class ClosedHistory(NamedTuple):
    """What was known from the years before, as :class:`lipctl.judge.earlier_rounds.History` holds it."""

    answers: Mapping[MeasureNumber, EarlierAnswer] = MappingProxyType({})
    contacts: Mapping[MeasureNumber, EarlierContact] = MappingProxyType({})
    measures: Mapping[MeasureNumber, MeasureHistory] = MappingProxyType({})
    newest: EarlierRound | None = None

    def restored(self, year: int) -> History:
        """The history as it was before this year, to go on from."""
        history = History()
        history.answers, history.contacts = dict(self.answers), dict(self.contacts)
        history.measures, history.newest, history.settled_until = dict(self.measures), self.newest, year
        return history


class Closing(NamedTuple):
    """A closed year.

    ``lipctl`` is the version that closed it. ``as_of`` is the day that the report stands for, ``closed_on`` the day on
    which the year was closed, ``reason`` why it was closed in spite of what ``report --final`` refuses. ``settings`` is the text of
    ``lipctl.toml``, ``template`` the SHA-256 of the report's template. ``columns`` are the letters of the catalogue's
    columns. ``files`` are those that the report rests on, ``folder`` those that lay in the year's folder, by name, with
    their SHA-256. ``known`` is what the round knew from its files and those of earlier years.
    ``important`` is what the coordinator calls important.
    """

    year: int
    lipctl: str
    closed_on: date
    as_of: date
    settings: str
    template: str
    assessment_asked: bool
    plan: Plan
    columns: Mapping[str, str]
    measures: tuple[ClosedMeasure, ...]
    counts: Mapping[Progress, int]
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]
    catalogue: SourceFile
    folder: Mapping[str, str]
    history: ClosedHistory
    known: tuple[int, ...]
    reason: str = ""
    important: Edit | None = None

    def with_columns(self) -> Closing:
        """The closing with the columns of the catalogue in every measure again; :func:`without_columns` has left them out."""
        measures = tuple(replace(measure, columns=self.columns) for measure in self.plan.measures)
        return self._replace(plan=self.plan._replace(measures=measures))

    def outcomes(self, addenda: tuple[Addendum, ...]) -> tuple[JudgedMeasure, ...]:
        """The judged measures of the year, with the corrections that were made since."""
        by_number = self.plan.by_number()
        return tuple(
            JudgedMeasure(
                by_number[item.number],
                item.progress,
                item.answer,
                self.history.answers.get(item.number),
                item.gaps,
                self.history.measures.get(item.number, MeasureHistory()),
                item.edits,
                tuple(each for each in addenda if each.number == item.number),
            )
            for item in self.measures
        )


def without_columns(plan: Plan) -> tuple[Plan, Mapping[str, str]]:
    """The plan without the letters of the catalogue's columns, and these once: they are the same for every measure."""
    columns = next((measure.columns for measure in plan.measures), {})
    measures = tuple(replace(measure, columns={}) for measure in plan.measures)
    return plan._replace(measures=measures), columns
