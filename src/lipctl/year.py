"""From the folders to one judged year: the plan, every response merged, the earlier answers, and all findings on the way.

The way of the data: returned files → :class:`MergedYear` → :class:`JudgedYear` → the report's view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from lipctl.edits.apply import with_edits
from lipctl.errors import RoundError
from lipctl.files import read_bytes
from lipctl.findings import Finding
from lipctl.judge.checks import YearFacts, check_year, deleted_numbers, unknown_numbers
from lipctl.judge.history import History
from lipctl.judge.measure import JudgedMeasure, judge
from lipctl.judge.merge import Merged, merge
from lipctl.judge.model import MeasureAnswer, Response
from lipctl.judge.precedence import is_typed
from lipctl.judge.responsibility import settle_disclaimers
from lipctl.numbers import MeasureNumber
from lipctl.plan.catalogue import load_plan, load_sound_plan
from lipctl.plan.model import Plan
from lipctl.report.basis import ReportBasis, SourceFile
from lipctl.responses.folder import Received, read_folder
from lipctl.responses.old_forms import Known, known_from, new_in_old_forms, without_known
from lipctl.workspace import Workspace

_NO_DEPARTMENT, _FOLLOWS = ("LIP103", "LIP112"), ("LIP306", "LIP322")
"""Mistakes in the catalogue's department of a measure, and what goes without saying where one of them stands."""


class MergedYear(NamedTuple):
    """What was answered in one year, answers in the form of another year among it.

    ``returned`` says which department sent back the rows of which measure, answered or not. ``responses`` are the
    answers file by file, ``files`` all files that were opened, by their names. ``known`` is what the round knows from
    its files.
    """

    answers: dict[MeasureNumber, MeasureAnswer]
    returned: frozenset[tuple[str, MeasureNumber]]
    responses: list[Response]
    findings: list[Finding]
    files: dict[str, SourceFile]
    known: Known


class EarlierYears(NamedTuple):
    """What was answered before a year: the history, the files it was read from, and what these rounds know."""

    history: History
    files: dict[str, SourceFile]
    known: Known


class JudgedYear(NamedTuple):
    """One year of the plan, with everything that is known about it. ``findings`` holds all of them."""

    year: int
    plan: Plan
    outcomes: tuple[JudgedMeasure, ...]
    findings: tuple[Finding, ...]
    responses: tuple[Response, ...]
    history: History
    basis: ReportBasis

    def concerning(self, departments: Collection[str]) -> list[Finding]:
        """The findings that concern these departments, or may: whose answer an unreadable file is, nobody knows.

        Of no department in particular, all findings.
        """
        responsible = self.plan.responsible()
        answers = {response.file: response.answers for response in self.responses}

        def concerns(item: Finding) -> bool:
            whom = {item.department or "", responsible.get(item.measure, "") if item.measure else ""}
            for place in item.places:
                same = (each for each in answers.get(place.file, ()) if item.measure in (None, each.number))
                whom |= {each.department for each in same}
            return not whom.isdisjoint(departments) or (whom == {""} and item.measure not in responsible)

        return [item for item in self.findings if not departments or concerns(item)]


def collect_year(workspace: Workspace, year: int, as_of: date) -> JudgedYear:
    """Read and judge one year.

    Raises:
        RoundError: there is no folder for that year.
        CatalogueError: there is no readable catalogue.
    """
    return next(collect_years(workspace, [year], as_of))


def collect_years(workspace: Workspace, years: Sequence[int], as_of: date) -> Iterator[JudgedYear]:
    """Read and judge these years, oldest first; every file is read once. For what is raised see :func:`collect_year`.

    Take from a year what you need before you ask for the next one: its ``history`` goes on growing.
    """
    for year in years:
        _require_folder(workspace, year)
    plan, about_plan = load_plan(workspace)
    earlier = read_earlier_years(workspace, plan, years[0])
    for year in sorted({*years, *(other for other in workspace.years() if years[0] < other < years[-1])}):
        if year != years[0]:
            earlier.history.carry_over(plan.measures, year)
        this = merge_year(workspace, plan, year, earlier.known)
        if year in years:
            with_plan = this._replace(findings=[*about_plan, *this.findings])
            yield _judged(workspace, plan, year, earlier, with_plan, as_of)
        if year != years[-1]:
            earlier = _after(earlier, workspace, plan, year, this)


def _require_folder(workspace: Workspace, year: int) -> None:
    folder = workspace.responses(year)
    if not folder.is_dir():
        load_sound_plan(workspace)  # mistakes in the catalogue are what comes first in a new workspace
        others = f" Bisher gibt es: {', '.join(map(str, workspace.years()))}." if workspace.years() else ""
        raise RoundError(
            f"Für {year} gibt es keinen Ordner „{workspace.relative(folder)}“.",
            f"Mit „lipctl export-forms {year}“ beginnen Sie die Runde; der Ordner wird dabei angelegt.{others}",
        )


def _judged(
    workspace: Workspace, whole_plan: Plan, year: int, earlier: EarlierYears, this: MergedYear, as_of: date
) -> JudgedYear:
    """What was answered in a year, laid beside its plan and the earlier years."""
    plan, history, findings = whole_plan.in_year(year), earlier.history, list(this.findings)
    findings += unknown_numbers(this.responses, plan.by_number())
    findings += deleted_numbers(history.answers, whole_plan.by_number())
    asked = workspace.settings.asks_assessment(year)
    judged = list(judge(plan, this.answers, history, assessment_asked=asked))
    facts = YearFacts(
        year=year,
        as_of=as_of,
        deadline=workspace.settings.deadlines.get(year),
        plan=plan,
        folder=workspace.relative(workspace.responses(year)),
        returned=this.returned,
        words=workspace.settings.words,
    )
    misspelt = {place for item in findings if item.code in _NO_DEPARTMENT for place in item.places}
    unclear = {item.measure.number for item in judged if item.measure.place in misspelt}
    findings += [item for item in check_year(judged, facts) if not (item.code in _FOLLOWS and item.measure in unclear)]
    outcomes, about_edits = with_edits(workspace, year, judged)
    findings += about_edits
    files = {**earlier.files, **this.files, **_files_of_edits(workspace, outcomes)}
    catalogue = _file(workspace, workspace.relative(workspace.catalogue))
    basis = ReportBasis(files, catalogue, tuple(findings), history.newest)
    return JudgedYear(year, plan, outcomes, tuple(findings), tuple(this.responses), history, basis)


def read_earlier_years(workspace: Workspace, plan: Plan, year: int) -> EarlierYears:
    """Read the years before one, oldest first; of each only what the history keeps stays in memory."""
    earlier = EarlierYears(History(), {}, frozenset())
    for other in (other for other in workspace.years() if other < year):
        earlier.history.carry_over(plan.measures, other)
        earlier = _after(earlier, workspace, plan, other, merge_year(workspace, plan, other, earlier.known))
    earlier.history.carry_over(plan.measures, year)
    return earlier


def _after(earlier: EarlierYears, workspace: Workspace, plan: Plan, year: int, this: MergedYear) -> EarlierYears:
    """What is known after a year: the earlier ones, which the history and the files of this one are added to."""
    asked = workspace.settings.asks_assessment(year)
    earlier.history.add(year, plan.in_year(year).measures, this.answers, assessment_asked=asked)
    earlier.files.update(this.files)
    return earlier._replace(known=earlier.known | this.known)


def merge_year(workspace: Workspace, plan: Plan, year: int, known: Known) -> MergedYear:
    """Read the folder of a year and merge what lies in it.

    Args:
        workspace: where to read.
        plan: the plan of all years.
        year: the year of the folder.
        known: what the earlier rounds know. A later one is read if a file needs it.
    """
    received = read_folder(workspace, year, plan.in_year(year).responsible())
    for later in sorted(other for other in received.other_years if other > year and other in workspace.years()):
        known |= known_from(read_folder(workspace, later, plan.in_year(later).responsible()), later)
    from_old_forms, rows, about_old_forms = new_in_old_forms(received, year, known)
    responses = [*received.responses, *from_old_forms]
    merged, left, about_disclaimers = settle_disclaimers(merge(responses), responses, plan.in_year(year))
    findings = [*without_known(received, known), *about_old_forms]
    findings = [item for item in findings if not _is_superseded(item, merged)]
    findings += [*merged.findings, *about_disclaimers]
    files = _files_of(year, received, responses)
    returned = merged.returned | rows
    return MergedYear(merged.answers, returned, left, findings, files, known_from(received, year))


def _is_superseded(item: Finding, merged: Merged) -> bool:
    """Whether a finding is about an answer that a later one has taken the place of."""
    return item.question is not None and bool(item.places) and set(item.places) <= merged.superseded


# The files that a year rests on


def _files_of(year: int, received: Received, responses: Iterable[Response]) -> dict[str, SourceFile]:
    """The opened files by their names, with what was typed in each."""
    in_other_forms = [response for others in received.other_years.values() for response in others]
    modified = {response.file: response.modified for response in (*in_other_forms, *received.responses)}
    answered: dict[str, set[tuple[str, MeasureNumber]]] = {}
    for response in responses:
        typed = ((answer.department, answer.number) for answer in response.answers if is_typed(answer))
        answered.setdefault(response.file, set()).update(typed)
    return {
        name: SourceFile(
            name,
            year,
            checksum,
            modified.get(name, ""),
            frozenset(answered.get(name, ())),
            received.days.get(name, ""),
        )
        for name, checksum in received.checksums.items()
    }


def _files_of_edits(workspace: Workspace, judged: Iterable[JudgedMeasure]) -> dict[str, SourceFile]:
    """The workbooks of the edited wordings that are printed, this year's and earlier ones."""
    names: set[str] = set()
    for item in judged:
        earlier = item.earlier.edits if item.earlier else {}
        names |= {edit.place.file for edit in (*item.edits.values(), *earlier.values())}
    return {name: _file(workspace, name) for name in sorted(names)}


def _file(workspace: Workspace, name: str) -> SourceFile:
    """A file that is not a response: the catalogue (of no year), or a year's edited wordings."""
    year = PurePosixPath(name).parent.name
    checksum = sha256(read_bytes(workspace.root / name)).hexdigest()
    return SourceFile(name, int(year) if year.isdecimal() else 0, checksum)
