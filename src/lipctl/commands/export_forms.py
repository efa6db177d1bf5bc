"""``lipctl export-forms``: one Excel form per department; with ``--open`` back to the departments with what is still open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lipctl.closing.file import require_open
from lipctl.errors import RoundError
from lipctl.files import create_folder
from lipctl.findings import Finding, Severity, in_order
from lipctl.forms.first_forms import first_forms
from lipctl.forms.follow_up import ONLY_ERRORS, Request, follow_up_forms
from lipctl.forms.model import Form, WrittenForm
from lipctl.forms.writing import write_forms
from lipctl.judge.checks import nobody_responsible
from lipctl.judge.precedence import standing_answers
from lipctl.mail.dispatch import Event, note_written
from lipctl.plan.catalogue import department_ids, load_plan, mistake_lines, require_sound
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year, read_earlier_years


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The forms that were written, findings about what no form could ask, and in words what is doubtful in the catalogue."""

    written: tuple[WrittenForm, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()


def export_forms(
    workspace: Workspace,
    year: int,
    departments: Collection[str] = (),
    *,
    today: date | None = None,
    force: bool = False,
    for_mail: bool = False,
) -> ExportResult:
    """Write the forms of a year, for these departments (ids or names) or all, and create the folder for their responses.

    ``today`` is the day under which ``versand.jsonl`` notes the forms; without it nothing is noted.
    ``for_mail`` leaves a form that is there already as it is if it would be written just so.

    Raises:
        CatalogueError: the catalogue is missing or holds mistakes.
        RoundError: the year is closed, nobody is responsible for anything, or there is no such department.
        OutputExistsError: a form is there already, and ``force`` is not set; then nothing is written.
    """
    require_open(workspace, year)
    whole_plan, findings = load_plan(workspace)
    require_sound(findings)
    plan = whole_plan.in_year(year)
    wanted = department_ids(plan, departments)
    forms = first_forms(plan, year, read_earlier_years(workspace, whole_plan, year).history)
    forms = [form for form in forms if not wanted or form.department.id in wanted]
    if not forms:
        raise RoundError(
            f"Für {year} ist im Katalog keine Dienststelle zuständig; es gibt nichts abzufragen.",
            "Bitte tragen Sie im Blatt „Handlungsansätze“ die zuständigen Dienststellen ein.",
        )
    folder = workspace.output(year) / "formulare"
    paths = {folder / f"Formular-{year}-{form.department.id}.xlsx": form for form in forms}
    written = write_forms(workspace, paths, force=force, for_mail=for_mail)
    create_folder(workspace.responses(year))
    if today:
        note_written(workspace, year, written, today, Event.FORM_WRITTEN)
    unasked = (measure for measure in plan.measures if measure.department is None and measure.in_report)
    about_unasked = tuple(nobody_responsible(measure, workspace.settings.words) for measure in unasked)
    return ExportResult(written, about_unasked, tuple(mistake_lines(findings)))


def export_open_forms(
    workspace: Workspace,
    year: int,
    as_of: date,
    departments: Collection[str] = (),
    *,
    request: Request = ONLY_ERRORS,
    force: bool = False,
) -> ExportResult:
    """Write a fresh form for each department with errors that it can settle, for these departments (ids or names) or all.

    The findings of the result are the errors that only the coordinator can settle. The name of a file carries the round,
    so that what comes back never lies upon an earlier answer.

    Raises:
        CatalogueError: the catalogue is missing or holds mistakes.
        RoundError: there is no such year or department, or the year is closed.
        OutputExistsError: a form is there already, and ``force`` is not set; then nothing is written.
    """
    require_open(workspace, year)
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    wanted = department_ids(data.plan, departments)
    paths = open_forms(workspace, data, wanted, request)
    asked = {entry.measure.number for form in paths.values() for entry in form.entries}
    left = (
        item
        for item in in_order(data.concerning(wanted))
        if item.severity is Severity.ERROR
        and item.code != "LIP302"
        and (item.rule.for_coordinator or not (item.rule.to_department and item.measure in asked))
    )
    written = write_forms(workspace, paths, force=force, for_mail=request.for_mail)
    note_written(workspace, year, written, as_of, Event.FOLLOW_UP_WRITTEN)
    return ExportResult(written, tuple(left))


def open_forms(
    workspace: Workspace, data: JudgedYear, wanted: Collection[str] = (), request: Request = ONLY_ERRORS
) -> dict[Path, Form]:
    """What is to be asked again, of these departments (ids) or all, and where each form belongs."""
    first = first_forms(data.plan, data.year, data.history)
    folder = workspace.output(data.year) / "nachforderung"
    return {
        folder / f"Nachforderung-{data.year}-{form.department.id}-{form.round}.xlsx": form
        for form in follow_up_forms(first, data.outcomes, data.findings, standing_answers(data.responses), request)
        if not wanted or form.department.id in wanted
    }
