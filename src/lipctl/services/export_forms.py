"""``lipctl export-forms``: one Excel form per department."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from lipctl.errors import OutputExistsError, RoundError
from lipctl.excel.form_model import Form, FormEntry
from lipctl.files import create_folder, write_atomically
from lipctl.findings import Finding, finding
from lipctl.model import Contact, Department, Measure, Plan
from lipctl.services.check import require_known
from lipctl.services.collect import History, history, load_sound_plan
from lipctl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form that was written, for whom, and with how many measures."""

    path: Path
    department: Department
    measures: int


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The forms that were written, and the measures that nobody could be asked about (as findings)."""

    written: tuple[WrittenForm, ...]
    findings: tuple[Finding, ...]


def export_forms(
    workspace: Workspace, year: int, departments: Collection[str] = (), *, force: bool = False
) -> ExportResult:
    """Write the forms of a year, for these departments or all, and create the folder for their responses.

    Raises:
        CatalogueError: the catalogue is missing or holds mistakes.
        RoundError: nobody is responsible for anything this year, or no such department.
        OutputExistsError: a form is there already, and ``force`` is not set; then nothing is written.
    """
    from lipctl.excel.forms import write_form

    plan = load_sound_plan(workspace).in_year(year)
    require_known(departments, plan.departments)
    forms = make_forms(plan, year, history(workspace, year, {measure.number for measure in plan.measures}))
    forms = [form for form in forms if not departments or form.department.id in departments]
    if not forms:
        raise RoundError(
            f"Für {year} ist im Katalog keine Dienststelle zuständig; es gibt nichts abzufragen.",
            "Bitte tragen Sie im Blatt „Handlungsansätze“ die zuständigen Dienststellen ein.",
        )
    folder = workspace.output(year) / "formulare"
    paths = {form.department.id: folder / f"Formular-{year}-{form.department.id}.xlsx" for form in forms}
    existing = [path.name for path in paths.values() if path.exists()]
    if existing and not force:
        raise OutputExistsError(
            f"Schon vorhanden und nicht überschrieben: {', '.join(existing)}.",
            "Mit --department schreiben Sie nur einzelne Formulare, mit --force alle neu.",
        )
    asked = workspace.settings.asks_assessment(year)
    written = []
    for form in forms:
        path = paths[form.department.id]
        write_atomically(path, write_form(form, workspace.settings, asked))
        written.append(WrittenForm(path, form.department, len(form.entries)))
    create_folder(workspace.responses(year))
    unasked = (measure for measure in plan.measures if measure.department is None and measure.in_report)
    return ExportResult(tuple(written), tuple(finding("LIP306", measure=measure.number) for measure in unasked))


def make_forms(plan: Plan, year: int, before: History) -> list[Form]:
    """The form of every department that is responsible for something, in the order of their ids."""
    by_department: dict[str, list[Measure]] = {}
    for measure in plan.measures:
        if measure.department is not None:
            by_department.setdefault(measure.department, []).append(measure)
    return [
        Form(
            year,
            plan.departments[identifier],
            tuple(_entry(measure, plan, before) for measure in by_department[identifier]),
        )
        for identifier in sorted(by_department)
    ]


def _entry(measure: Measure, plan: Plan, before: History) -> FormEntry:
    earlier = before.answers.get(measure.number)
    reported = sum(part.is_typed() for part in earlier.answer.parts) if earlier else 0
    contact, source = _contact(measure, plan, before)
    return FormEntry(
        measure=measure,
        parts=max(reported, measure.parts) + measure.several_parts,
        earlier=earlier,
        contact=contact,
        contact_source=source,
        further_departments=tuple(plan.departments[identifier].name for identifier in measure.further_departments),
    )


def _contact(measure: Measure, plan: Plan, before: History) -> tuple[Contact, str]:
    """The contact to fill in (rules.md 6), and where it comes from. A former department's contact is not offered."""
    known = before.contacts.get(measure.number)
    if known is not None and measure.department in known.departments:
        return known.contact, f"Angabe von {known.year}"
    department = plan.departments[measure.department or ""]
    if measure.contact.is_empty():
        return department.contact, "Katalog (Dienststelle)"
    return replace(measure.contact, department=department.name), "Katalog"
