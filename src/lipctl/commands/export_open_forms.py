"""``lipctl export-forms --open``: back to the departments with what is still open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from lipctl.closing.file import require_open
from lipctl.commands.export_forms import ExportResult, note_written, write_forms
from lipctl.findings import Severity, in_order
from lipctl.forms.first_forms import first_forms
from lipctl.forms.follow_up import ONLY_ERRORS, Request, follow_up_forms
from lipctl.forms.model import Form
from lipctl.judge.precedence import standing_answers
from lipctl.mail.dispatch import Event
from lipctl.plan.catalogue import department_ids, require_sound
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year


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
