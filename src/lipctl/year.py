"""From the folders to one year: the plan, every response merged, the earlier answers, and all findings on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lipctl.edits.of_year import with_edits
from lipctl.errors import CatalogueError, RoundError
from lipctl.evidence import gather
from lipctl.files import read_bytes
from lipctl.findings import RULES, Finding
from lipctl.judge.checks import Round, check_year, deleted_numbers, unknown_numbers
from lipctl.judge.completeness import gaps
from lipctl.judge.history import NO_PAST, History
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.merge import Merged
from lipctl.judge.model import MeasureAnswer, Response
from lipctl.judge.progress import classify
from lipctl.plan.model import Plan
from lipctl.report.sources import ReportBasis
from lipctl.rounds import Rounds
from lipctl.workspace import Workspace
from lipctl.xlsx.container import Unreadable


class Year(NamedTuple):
    """One year of the plan, with everything that is known about it. ``findings`` holds all of them."""

    year: int
    plan: Plan
    outcomes: tuple[JudgedMeasure, ...]
    findings: tuple[Finding, ...]
    responses: tuple[Response, ...]
    before: History
    basis: ReportBasis


def collect_year(workspace: Workspace, year: int, as_of: date) -> Year:
    """Read and judge one year.

    Raises:
        RoundError: there is no folder for that year.
        CatalogueError: there is no readable catalogue.
    """
    folder = workspace.responses(year)
    if not folder.is_dir():
        load_sound_plan(workspace)  # mistakes in the catalogue are what comes first in a new workspace
        raise RoundError(
            f"Für {year} gibt es keinen Ordner „{workspace.relative(folder)}“.",
            f"Mit „lipctl export-forms {year}“ beginnen Sie die Runde; der Ordner wird dabei angelegt.",
        )
    whole_plan, findings = load_plan(workspace)
    rounds = Rounds(workspace, whole_plan)
    responses, merged, told = rounds.heard(year)
    plan = whole_plan.in_year(year)
    findings += (item for item in told if not _is_settled(item, merged))
    findings += [*merged.findings, *unknown_numbers(responses, plan.by_number())]
    earlier = rounds.before(year)
    findings += deleted_numbers(earlier.answers, whole_plan.by_number())
    asked = workspace.settings.asks_assessment(year)
    outcomes = tuple(judge(plan, merged, earlier, assessment_asked=asked))
    circumstances = Round(
        year=year,
        as_of=as_of,
        deadline=workspace.settings.deadlines.get(year),
        departments=plan.departments,
        folder=workspace.relative(folder),
        returned=merged.returned,
        words=workspace.settings.words,
    )
    findings += check_year(outcomes, circumstances)
    outcomes, told_of_edits = with_edits(workspace, year, outcomes)
    findings += told_of_edits
    basis = gather(workspace, rounds, earlier, outcomes, findings)
    return Year(year, plan, outcomes, tuple(findings), tuple(responses), earlier, basis)


def _is_settled(item: Finding, merged: Merged) -> bool:
    """Whether a finding is about an answer that a later one has taken the place of."""
    return item.question is not None and bool(item.places) and set(item.places) <= merged.superseded


def judge(plan: Plan, merged: Merged, earlier: History, *, assessment_asked: bool) -> Iterator[JudgedMeasure]:
    """What came out for each entry of the plan, in its order."""
    nothing = MeasureAnswer()
    for measure in plan.measures:
        answer = merged.answers.get(measure.number, nothing)
        before = earlier.answers.get(measure.number)
        if not measure.in_report:
            yield JudgedMeasure(measure, None, answer, before, ())
            continue
        open_points = tuple(gaps(answer, before, assessment_asked=assessment_asked))
        past = earlier.past.get(measure.number, NO_PAST)
        yield JudgedMeasure(measure, classify(measure, answer, before), answer, before, open_points, past)


def load_plan(workspace: Workspace) -> tuple[Plan, list[Finding]]:
    """The catalogue, and what is wrong in it.

    Raises:
        CatalogueError: it is missing or no workbook.
    """
    from lipctl.plan.reader import read_catalogue

    name = workspace.relative(workspace.catalogue)
    if not workspace.catalogue.is_file():
        raise CatalogueError(f"Der Katalog „{name}“ fehlt.", "Einen leeren Katalog legt „lipctl init ORDNER“ an.")
    try:
        return read_catalogue(read_bytes(workspace.catalogue))
    except Unreadable as refusal:
        rule = RULES[refusal.code]
        raise CatalogueError(f"Katalog „{name}“: {rule.message.format(**refusal.values)}", rule.advice) from refusal


def load_sound_plan(workspace: Workspace) -> Plan:
    """The catalogue, for work that must not rest on mistakes.

    Raises:
        CatalogueError: it is missing, no workbook, or holds mistakes; all of them are named.
    """
    plan, findings = load_plan(workspace)
    require_sound(findings)
    return plan


def require_sound(findings: Iterable[Finding]) -> None:
    """Refuse to go on with mistakes in the catalogue.

    Raises:
        CatalogueError: there are some.
    """
    mistakes = [item for item in findings if item.rule.spoils_catalogue]
    if mistakes:
        lines = "\n".join(f"  {place_of(item)}: {item.message} {item.advice}" for item in mistakes)
        raise CatalogueError(
            f"Der Katalog enthält Fehler:\n{lines}", "Bitte verbessern Sie sie in Excel, dann noch einmal."
        )


def place_of(item: Finding) -> str:
    """Where in the catalogue a mistake is: sheet and cells."""
    return ", ".join(f"{place.sheet} {' '.join(place.cells)}".strip() or place.file for place in item.places)
