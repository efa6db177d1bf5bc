"""What was reported in earlier years, as ordinary forms: so all rules hold for it, and every text has its place."""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.forms.model import Form, FormEntry
from lipctl.intake.model import Entry, Proposal, Reported
from lipctl.plan.model import Contact, Department, Plan
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.xlsx.cells import fit_cell

UNKNOWN = Department("unbekannt", "Dienststelle unbekannt")
"""The department of reports that name none. It stands in no catalogue, so ``check`` asks for it."""


def answer_forms(proposal: Proposal, plan: Plan, year: int) -> list[Form]:
    """The forms of a year, filled in: one for each department that something was reported by, in the order of their ids."""
    departments = {**plan.departments, **proposal.plan.departments}
    by_department: dict[str, list[FormEntry]] = {}
    for entry in sorted(proposal.entries, key=lambda entry: entry.measure.number):
        if year in entry.reported:
            department = entry.measure.department or UNKNOWN.id
            by_department.setdefault(department, []).append(_form_entry(entry, year, departments))
    return [
        Form(year, departments.get(department, UNKNOWN), tuple(by_department[department]))
        for department in sorted(by_department)
    ]


def _form_entry(entry: Entry, year: int, departments: Mapping[str, Department]) -> FormEntry:
    reported = entry.reported[year]
    further = tuple(departments[name].name for name in entry.measure.further_departments if name in departments)
    return FormEntry(
        entry.measure, parts=max(1, len(reported.parts)), further_departments=further, answers=_answers(reported)
    )


def _answers(reported: Reported) -> dict[Field, str]:
    answers = {
        Field(number, question): part.text(question)
        for number, part in enumerate(reported.parts, start=1)
        for question in PART_QUESTIONS
    }
    answers[Field(0, Question.ASSESSMENT)] = reported.assessment
    contact: Contact = reported.contact
    answers |= {Field(0, question): contact.text(question) for question in CONTACT_QUESTIONS}
    return {field: fit_cell(text) for field, text in answers.items() if text}
