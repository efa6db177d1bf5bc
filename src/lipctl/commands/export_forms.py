"""``lipctl export-forms``: one Excel form per department."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lipctl.closing.file import require_open
from lipctl.errors import OutputExistsError, RoundError
from lipctl.files import create_folder, read_bytes, require_closed, write_atomically
from lipctl.findings import Finding
from lipctl.forms.first_forms import first_forms
from lipctl.forms.model import Form
from lipctl.forms.workbook import write_form
from lipctl.judge.checks import nobody_responsible
from lipctl.mail.dispatch import Dispatched, Event, note_dispatched, read_dispatched
from lipctl.plan.catalogue import department_ids, load_plan, mistake_lines, require_sound
from lipctl.plan.model import Department
from lipctl.workspace import Workspace
from lipctl.year import read_earlier_years


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form that was written, and where; ``is_new`` is false if the very same one was there already."""

    path: Path
    form: Form
    is_new: bool = True

    @property
    def department(self) -> Department:
        """For whom it is."""
        return self.form.department


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


def write_forms(
    workspace: Workspace, forms: Mapping[Path, Form], *, force: bool, for_mail: bool = False
) -> tuple[WrittenForm, ...]:
    """Write each form to its path. ``for_mail``: where the very same form is already, it may be sent as it is.

    Raises:
        OutputExistsError: one is there already, and ``force`` is not set; then nothing is written.
        FileAccessError: one is open in another program, or cannot be written.
    """
    existing = [path for path in forms if path.exists()]
    same = {path for path in existing if for_mail and read_bytes(path) == _content(workspace, forms[path])}
    names = [path.name for path in existing if path not in same]
    if names and not force:
        raise OutputExistsError(
            f"Schon vorhanden und nicht überschrieben: {', '.join(names)}.",
            "Mit --department schreiben Sie nur einzelne Formulare, mit --force alle neu.",
        )
    for path in forms:
        require_closed(path)
    for path in (path for path in forms if path not in same):
        write_atomically(path, _content(workspace, forms[path]))
    return tuple(WrittenForm(path, form, path not in same) for path, form in forms.items())


def _content(workspace: Workspace, form: Form) -> bytes:
    return write_form(form, workspace.settings, workspace.settings.asked_scale(form.year))


def note_written(workspace: Workspace, year: int, written: Iterable[WrittenForm], day: date, event: Event) -> None:
    """Note in the year's record for whom these forms were written on that day; those that were there are noted already.

    Raises:
        FileAccessError: it cannot be read or written.
    """
    noted = {(each.event, each.file) for each in read_dispatched(workspace, year).events}
    files = ((form.department.id, workspace.relative(form.path), form.is_new) for form in written)
    new = (Dispatched(day, event, name, file) for name, file, is_new in files if is_new or (event, file) not in noted)
    note_dispatched(workspace.dispatch(year), new)
