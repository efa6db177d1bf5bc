"""The coordinator's wordings of a year, from ``redaktion.xlsx``, beside what the departments answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lipctl.edits.reader import EditsReading, read_edits
from lipctl.edits.rows import EditRow, Edits, settle_edits, settle_note
from lipctl.files import read_bytes
from lipctl.findings import Finding, Place, finding
from lipctl.judge.earlier_rounds import History
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import NOTHING_ANSWERED, EarlierAnswer, Edit, FormerAnswer
from lipctl.locks import locks_of
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.workspace import Workspace


class Edited(NamedTuple):
    """The judged measures with the wordings that are printed for them, the findings about the others, and what the
    coordinator calls important."""

    outcomes: tuple[JudgedMeasure, ...]
    findings: list[Finding]
    important: Edit | None


def lay_edits_beside(
    workspace: Workspace, year: int, outcomes: Sequence[JudgedMeasure], settled_until: int = 0
) -> Edited:
    """Lay the coordinator's wordings beside the judged measures of a year.

    An earlier answer that is printed again is printed as the report of its year printed it; up to ``settled_until`` it
    has its wordings already.
    """
    years = {before for before in _earlier_years(outcomes) if before > settled_until}
    earlier = {before: _earlier_edits(workspace, before, outcomes) for before in years}
    reading = reading_of(workspace, year)
    # What is typed in an open workbook and not yet saved is not in the report.
    locks = locks_of(workspace.edits(year))
    findings = [finding("LIP235", places=[Place(workspace.relative(lock))]) for lock in locks]
    findings += reading.findings if reading else ()
    outcomes = [_with_earlier_edits(item, earlier) for item in outcomes]
    wordable = {item.measure.number: item.wordable for item in outcomes if item.progress is not None}
    responsible = {item.measure.number: item.measure.department for item in outcomes}
    settled = settle_edits(_rows(reading), wordable, responsible, year)
    edited = (item._replace(edits=settled.edits.get(item.measure.number, {})) for item in outcomes)
    important, about_note = settle_note(reading.notes if reading else [])
    return Edited(tuple(edited), [*findings, *settled.findings, *about_note], important)


def reading_of(workspace: Workspace, year: int) -> EditsReading | None:
    """What a year's ``redaktion.xlsx`` says; None where there is none."""
    path = workspace.edits(year)
    if not path.is_file():
        return None
    return read_edits(read_bytes(path), workspace.relative(path), workspace.settings.plan_id, year)


def settled_answers(workspace: Workspace, history: History) -> dict[MeasureNumber, EarlierAnswer]:
    """All earlier answers, each with the wordings with which its year's report printed it."""
    items = [
        JudgedMeasure(Measure(number, ()), None, NOTHING_ANSWERED, before, ())
        for number, before in history.answers.items()
    ]
    years = {year for year in _earlier_years(items) if year > history.settled_until}
    earlier = {year: _earlier_edits(workspace, year, items) for year in years}
    settled = (_with_earlier_edits(item, earlier) for item in items)
    return {item.measure.number: item.earlier for item in settled if item.earlier}


def _earlier_years(outcomes: Sequence[JudgedMeasure]) -> set[int]:
    return {item.earlier.year for item in outcomes if item.earlier}


def _earlier_edits(workspace: Workspace, year: int, outcomes: Sequence[JudgedMeasure]) -> Edits:
    """The wordings with which the report of an earlier year printed its answers."""
    answers = {
        origin.number: origin.answer
        for item in outcomes
        if item.earlier and item.earlier.year == year
        for origin in item.earlier.former or (FormerAnswer(item.measure.number, item.earlier.answer),)
    }
    return settle_edits(_rows(reading_of(workspace, year)), answers, {}, year).edits


def _rows(reading: EditsReading | None) -> list[EditRow]:
    return [found.row for found in reading.rows] if reading else []


def _with_earlier_edits(item: JudgedMeasure, earlier: dict[int, Edits]) -> JudgedMeasure:
    before = item.earlier
    if before is None:
        return item
    of_year = earlier.get(before.year, {})
    worded = dict(before.edits if before.former else of_year.get(item.measure.number, before.edits))
    for origin in before.former:
        worded |= origin.here(of_year.get(origin.number, origin.edits))
    return item._replace(earlier=before._replace(edits=worded))
