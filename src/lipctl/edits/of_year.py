"""The coordinator's wordings of a year, from ``redaktion.xlsx``, laid beside what the departments answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lipctl.edits.rows import EditRow, Edits, settle
from lipctl.files import read_bytes
from lipctl.findings import Finding, Place, finding
from lipctl.judge.measure import JudgedMeasure
from lipctl.workspace import Workspace

if TYPE_CHECKING:
    from lipctl.edits.reader import EditsReading


def with_edits(
    workspace: Workspace, year: int, outcomes: Sequence[JudgedMeasure]
) -> tuple[tuple[JudgedMeasure, ...], list[Finding]]:
    """The outcomes with the wordings that are printed for them, and what is to be told about the others.

    An earlier answer that is printed again is printed as the report of its year printed it.
    """
    earlier: dict[int, Edits] = {}
    for before in {outcome.earlier.year for outcome in outcomes if outcome.earlier}:
        answers = {
            item.measure.number: item.earlier.answer
            for item in outcomes
            if item.earlier and item.earlier.year == before
        }
        earlier[before] = settle(_rows(workspace, before), answers, {}, before).edits
    reading = reading_of(workspace, year)
    findings = [*_open_elsewhere(workspace, year), *(reading.findings if reading else ())]
    printed = {item.measure.number: item.answer for item in outcomes if item.progress is not None}
    responsible = {item.measure.number: item.measure.department for item in outcomes}
    rows = [found.row for found in reading.rows] if reading else []
    settled = settle(rows, printed, responsible, year)
    edited = tuple(_edited(outcome, settled.edits, earlier) for outcome in outcomes)
    return edited, [*findings, *settled.findings]


def reading_of(workspace: Workspace, year: int) -> EditsReading | None:
    """What a year's ``redaktion.xlsx`` says; None where there is none."""
    path = workspace.edits(year)
    if not path.is_file():
        return None
    from lipctl.edits.reader import read_edits

    return read_edits(read_bytes(path), workspace.relative(path), workspace.settings.plan_id, year)


def locks_of(path: Path) -> list[Path]:
    """The files with which Excel and LibreOffice show that somebody has a workbook open."""
    return [
        lock for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")) if lock.exists()
    ]


def _rows(workspace: Workspace, year: int) -> Iterator[EditRow]:
    reading = reading_of(workspace, year)
    yield from (found.row for found in reading.rows) if reading else ()


def _edited(outcome: JudgedMeasure, edits: Edits, earlier: dict[int, Edits]) -> JudgedMeasure:
    number, before = outcome.measure.number, outcome.earlier
    if before and number in earlier[before.year]:
        outcome = outcome._replace(earlier=before._replace(edits=earlier[before.year][number]))
    return outcome._replace(edits=edits[number]) if number in edits else outcome


def _open_elsewhere(workspace: Workspace, year: int) -> Iterator[Finding]:
    """What is typed in an open workbook and not yet saved is not in the report."""
    for lock in locks_of(workspace.edits(year)):
        yield finding("LIP235", places=[Place(workspace.relative(lock))])
