"""From the folders to one judged year: the plan, every response merged, the earlier answers, and all findings on the way.

The way of the data: returned files → :class:`MergedYear` → :class:`JudgedYear` → the report's view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from lipctl.closing.addenda import about_earlier_addenda, read_addenda
from lipctl.closing.file import read_closing
from lipctl.closing.model import Closing
from lipctl.closing.since import since_closing
from lipctl.edits.apply import lay_edits_beside
from lipctl.errors import RoundError
from lipctl.files import checksum, read_bytes
from lipctl.findings import Finding
from lipctl.judge.checks import YearFacts, check_year, deleted_numbers, unknown_numbers
from lipctl.judge.earlier_rounds import History
from lipctl.judge.measure import JudgedMeasure, judge
from lipctl.judge.model import NOTHING_ANSWERED, Edit, Response
from lipctl.merged_year import MergedYear, merge_year
from lipctl.plan.catalogue import load_plan, load_sound_plan
from lipctl.plan.model import Plan
from lipctl.report.basis import ReportBasis
from lipctl.responses.old_forms import Known
from lipctl.responses.since_sent import changed_wordings
from lipctl.responses.source_file import SourceFile
from lipctl.settings.model import Settings
from lipctl.settings.reading import parse_settings
from lipctl.workspace import Workspace

_NO_DEPARTMENT, _FOLLOWS = ("LIP103", "LIP112"), ("LIP306", "LIP322")
"""Mistakes in the catalogue's department of a measure, and what goes without saying where one of them stands."""


class EarlierYears(NamedTuple):
    """What was answered before a year: the history, the files it was read from, and what these rounds know."""

    history: History
    files: dict[str, SourceFile]
    known: Known


class JudgedYear(NamedTuple):
    """One year of the plan, with everything that is known about it. ``findings`` holds all of them.

    ``as_of`` and ``settings`` are those that hold for it: of a closed year those of its closing. What came back in it is no
    longer known one by one (``merged`` is None), and what the ``basis`` holds was found before it was closed.
    ``known_before`` is what the rounds before know, of a closed year what was known when it was closed.
    """

    year: int
    plan: Plan
    outcomes: tuple[JudgedMeasure, ...]
    findings: tuple[Finding, ...]
    history: History
    basis: ReportBasis
    as_of: date
    settings: Settings
    known_before: Known
    merged: MergedYear | None = None
    closing: Closing | None = None

    @property
    def responses(self) -> Sequence[Response]:
        """What came back, file by file."""
        return self.merged.responses if self.merged else ()

    @property
    def known(self) -> Known:
        """What the rounds know at the end of the year."""
        return self.known_before | self.merged.known if self.merged else self.known_before

    def concerning(self, departments: Collection[str]) -> list[Finding]:
        """The findings that concern these departments, or may: whose answer an unreadable file is, nobody knows.

        Of no department in particular, all findings.
        """
        responsible = self.plan.responsible()

        def concerns(item: Finding) -> bool:
            whom = {item.department or "", responsible.get(item.measure, "") if item.measure else ""}
            for place in item.places:
                rows = self.basis.files[place.file].rows if place.file in self.basis.files else ()
                whom |= {department for department, number in rows if item.measure in (None, number)}
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
    catalogue = _Catalogue(workspace)
    earlier: EarlierYears | None = None
    for year in sorted({*years, *(other for other in workspace.years() if years[0] < other < years[-1])}):
        closing = read_closing(workspace, year)
        if closing:
            if year in years:
                yield _judged_then(workspace, closing)
            earlier = _after_closing(workspace, closing) if year != years[-1] else None
            continue
        plan, about_plan = catalogue.read
        if earlier is None:
            earlier = read_earlier_years(workspace, plan, year)
        else:
            earlier.history.carry_over(plan.measures, year)
        this = merge_year(workspace, plan, year, earlier.known)
        if year in years:
            with_plan = this._replace(findings=[*about_plan, *this.findings])
            yield _judged(workspace, plan, year, earlier, with_plan, as_of)
        if year != years[-1]:
            earlier = _after(earlier, workspace, plan, year, this)


class _Catalogue:
    """The catalogue, read when the first open year asks for it; a closed one does without."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def read(self) -> tuple[Plan, list[Finding]]:
        """The plan of all years, and what is wrong in the catalogue."""
        return load_plan(self.workspace)


def _require_folder(workspace: Workspace, year: int) -> None:
    folder = workspace.responses(year)
    if not workspace.has_round(year):
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
    findings += changed_wordings(this.responses, plan, workspace.settings.words)
    findings += deleted_numbers(history.answers, whole_plan.by_number(), workspace.settings.words)
    judged = list(judge(plan, this.answers, history, scale=workspace.settings.asked_scale(year)))
    facts = YearFacts(
        year=year,
        as_of=as_of,
        deadline=workspace.settings.deadlines.get(year),
        plan=plan,
        folder=workspace.relative(workspace.responses(year)),
        returned=this.returned,
        words=workspace.settings.words,
        scale=workspace.settings.scale(year),
    )
    misspelt = {place for item in findings if item.code in _NO_DEPARTMENT for place in item.places}
    unclear = {item.measure.number for item in judged if item.measure.place in misspelt}
    findings += [item for item in check_year(judged, facts) if not (item.code in _FOLLOWS and item.measure in unclear)]
    outcomes, about_edits, important = lay_edits_beside(workspace, year, judged, history.settled_until)
    findings += [*about_edits, *about_earlier_addenda(outcomes)]
    files = {**_files_of_edits(workspace, outcomes, important, earlier.files), **earlier.files, **this.files}
    catalogue = _file(workspace, workspace.relative(workspace.catalogue))
    basis = ReportBasis(files, catalogue, tuple(findings), history.newest, important, facts.deadline)
    settings = workspace.settings
    return JudgedYear(year, plan, outcomes, tuple(findings), history, basis, as_of, settings, earlier.known, this)


def _judged_then(workspace: Workspace, closing: Closing) -> JudgedYear:
    """A closed year as it was, with its addenda and what differs since."""
    addenda = read_addenda(workspace, closing.year)
    settings, files = parse_settings(closing.settings), {file.path: file for file in closing.files}
    deadline, before = settings.deadlines.get(closing.year), closing.history.newest
    basis = ReportBasis(files, closing.catalogue, closing.findings, before, closing.important, deadline)
    return JudgedYear(
        year=closing.year,
        plan=closing.plan,
        outcomes=closing.outcomes(addenda.items),
        findings=(*closing.findings, *since_closing(workspace, closing, addenda)),
        history=closing.history.restored(closing.year),
        basis=basis,
        as_of=closing.as_of,
        settings=settings,
        known_before=frozenset(closing.known),
        closing=closing,
    )


def _after_closing(workspace: Workspace, closing: Closing) -> EarlierYears:
    """What is known after a closed year: all that its file holds, and the addenda of it and the years before."""
    year, history = closing.year, closing.history.restored(closing.year)
    answers = {item.number: item.answer for item in closing.measures if item.answer != NOTHING_ANSWERED}
    classes = {item.number: item.progress for item in closing.measures}
    scale = parse_settings(closing.settings).scale(year) if closing.assessment_asked else None
    history.add(year, closing.plan.measures, answers, scale=scale, classes=classes)
    edits = {item.number: item.edits for item in closing.measures}
    addenda = {of: read_addenda(workspace, of).items for of in {each.year for each in history.answers.values()}}
    for number, before in history.answers.items():
        worded = edits.get(number, {}) if before.year == year else before.edits
        since = tuple(each for each in addenda[before.year] if each.number in (number, *before.numbers))
        history.answers[number] = before._replace(edits=worded, addenda=since)
    return EarlierYears(history, {file.path: file for file in closing.files}, frozenset(closing.known))


def read_earlier_years(workspace: Workspace, plan: Plan, year: int) -> EarlierYears:
    """Read the years before one, oldest first; of each only what the history keeps stays in memory.

    The newest closed one holds all that was known before it.
    """
    earlier = EarlierYears(History(), {}, frozenset())
    before = [other for other in workspace.years() if other < year]
    closed = next((other for other in reversed(before) if workspace.is_closed(other)), None)
    if closed and (closing := read_closing(workspace, closed)):
        earlier = _after_closing(workspace, closing)
    for other in (other for other in before if other > (closed or 0)):
        earlier.history.carry_over(plan.measures, other)
        earlier = _after(earlier, workspace, plan, other, merge_year(workspace, plan, other, earlier.known))
    earlier.history.carry_over(plan.measures, year)
    return earlier


def _after(earlier: EarlierYears, workspace: Workspace, plan: Plan, year: int, this: MergedYear) -> EarlierYears:
    """What is known after a year: the earlier ones, which the history and the files of this one are added to."""
    earlier.history.add(year, plan.in_year(year).measures, this.answers, scale=workspace.settings.asked_scale(year))
    earlier.files.update(this.files)
    return earlier._replace(known=earlier.known | this.known)


def _files_of_edits(
    workspace: Workspace, judged: Iterable[JudgedMeasure], important: Edit | None, known: Collection[str]
) -> dict[str, SourceFile]:
    """The workbooks of the edited wordings that are printed, this year's and earlier ones, unless they are ``known``."""
    names = {important.place.file} if important else set[str]()
    for item in judged:
        earlier = item.earlier.edits if item.earlier else {}
        names |= {edit.place.file for edit in (*item.edits.values(), *earlier.values())}
    return {name: _file(workspace, name) for name in sorted(names) if name not in known}


def _file(workspace: Workspace, name: str) -> SourceFile:
    """A file that is not a response: the catalogue (of no year), or a year's edited wordings."""
    year = PurePosixPath(name).parent.name
    return SourceFile(name, int(year) if year.isdecimal() else 0, checksum(read_bytes(workspace.root / name)))
