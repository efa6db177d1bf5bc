"""What the year's first forms ask: each department about its measures, with what is known already (rules.md 6)."""

from __future__ import annotations

from lipctl.forms.model import Form, FormEntry
from lipctl.judge.earlier_rounds import History
from lipctl.plan.model import Contact, Measure, Plan


def first_forms(plan: Plan, year: int, history: History) -> list[Form]:
    """The form of every department that is responsible for something, in the order of their ids."""
    entries: dict[str, list[FormEntry]] = {}
    for measure in plan.measures:
        if measure.department is not None:
            entries.setdefault(measure.department, []).append(_entry(measure, plan, history))
    return [Form(year, plan.departments[department], tuple(entries[department])) for department in sorted(entries)]


def _entry(measure: Measure, plan: Plan, history: History) -> FormEntry:
    earlier = history.answer_of(measure.number)
    reported = len(earlier.answer.typed_parts()) if earlier else 0
    contact, source = _contact(measure, plan, history)
    return FormEntry(
        measure=measure,
        parts=max(reported, measure.parts) + measure.several_parts,
        earlier=earlier,
        contact=contact,
        contact_source=source,
        further_departments=tuple(map(plan.name_of, measure.further_departments)),
    )


def _contact(measure: Measure, plan: Plan, history: History) -> tuple[Contact, str]:
    """The contact to fill in, and where it comes from. A former department's contact is not offered."""
    known = history.contacts.get(measure.number)
    if known is not None and measure.department in known.departments:
        return known.contact, f"Angabe von {known.year}"
    department = plan.departments[measure.department or ""]
    if measure.contact.is_empty():
        return department.contact, "Katalog (Dienststelle)"
    return measure.contact._replace(department=department.name), "Katalog"
