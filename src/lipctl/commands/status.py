"""``lipctl status``: the ledger of a round. Who was asked, who has answered, when, and what is still open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from lipctl.findings import Finding, Severity
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.mail.dispatch import Event, read_dispatched
from lipctl.plan.catalogue import department_ids
from lipctl.report.status import DepartmentStatus, Status
from lipctl.responses.source_file import SourceFile
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year


def status(workspace: Workspace, year: int, as_of: date, departments: Collection[str] = ()) -> Status:
    """Draw up the ledger of a year; with ``departments`` (ids or names) only of these.

    Raises:
        RoundError: there is no such year, or no such department.
        CatalogueError: there is no readable catalogue.
        FileAccessError: the record of the written forms cannot be read.
    """
    data = collect_year(workspace, year, as_of)
    wanted = department_ids(data.plan, departments)
    errors = [item for item in data.concerning(wanted) if item.severity is Severity.ERROR]
    log, due = read_dispatched(workspace, year), data.settings.deadlines.get(year)
    files = _files_by_department(data)
    rows = (
        row._replace(
            files=files.get(row.department.id, ()),
            form_written=log.last(Event.FORM_WRITTEN, row.department.id),
            follow_up_written=log.last(Event.FOLLOW_UP_WRITTEN, row.department.id),
            mail_sent=log.last(Event.MAIL_SENT, row.department.id),
            reminders=tuple(sorted(log.reminders(row.department.id).values())),
            due=due,
        )
        for row in _counted(data, errors, data.as_of)
        if row.department.id in wanted or not wanted
    )
    placed = {file.path for found in files.values() for file in found}
    return Status(
        year=year,
        plan=data.settings.plan_name,
        as_of=data.as_of,
        deadline=due,
        rows=tuple(row for row in rows if row.asked or row.files or row.open_points),
        errors=len(errors),
        unassigned=sum(1 for item in data.outcomes if item.progress and item.measure.department is None),
        other_files=tuple(sorted(_responses_of(data).keys() - placed)),
        damaged_lines=log.damaged_lines,
        removed=tuple(sorted({each.department for each in log.events} - data.plan.departments.keys())),
    )


def _counted(data: JudgedYear, errors: Iterable[Finding], as_of: date) -> Iterator[DepartmentStatus]:
    """For each department of the plan what ``check`` counts: classes, errors, and whether anything came back."""
    classes: dict[str | None, Counter[Progress]] = defaultdict(Counter)
    for item in data.outcomes:
        if item.progress:
            classes[item.measure.department][item.progress] += 1
    responsible = data.plan.responsible()
    points = Counter(item.department or (responsible.get(item.measure) if item.measure else None) for item in errors)
    silent = {item.department for item in data.findings if item.code == "LIP302"}
    for department in data.plan.departments_by_name():
        of_department = classes[department.id]
        yield DepartmentStatus(
            department=department,
            asked=of_department.total(),
            complete=sum(of_department[progress] for progress in ANSWERED),
            open_points=points[department.id],
            has_responded=of_department.total() > 0 and department.id not in silent,
            as_of=as_of,
        )


def _responses_of(data: JudgedYear) -> dict[str, SourceFile]:
    """The opened files of the year's ``ruecklauf/`` by their paths."""
    return {path: file for path, file in data.basis.files.items() if file.year == data.year and file.name != path}


def _files_by_department(data: JudgedYear) -> dict[str, tuple[SourceFile, ...]]:
    """The files with rows of each department's form, the earliest first, those without a day last."""
    found: dict[str, set[SourceFile]] = defaultdict(set)
    for file in _responses_of(data).values():
        for department in {department for department, _ in file.rows}:
            found[department].add(file)
    return {
        department: tuple(sorted(files, key=lambda file: (file.came_on or date.max, file.path)))
        for department, files in found.items()
    }
