"""From the entries of pages to a proposal: plan, departments, and what was reported in the year of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lipctl.intake.contact_line import ContactLine, read_contact
from lipctl.intake.departments import DepartmentList
from lipctl.intake.model import Entry, Kept, Proposal, Remarks, Reported, typed_parts
from lipctl.intake.page import PageEntry, PageReading
from lipctl.judge.model import Part
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Measure, Plan
from lipctl.text import key_of

_NO_MEASURE = re.compile(
    r"\b(?:nicht|kein)\b.*\b(?:Handlungsansatz|Maßnahme|Controllingbericht|berücksichtigt)", re.DOTALL
)
_SURE = "Nummern und Texte nach den Überschriften der Seite, soweit unten nichts anderes steht"
_ABOUT_AREA = (
    "Der Bereich folgt aus dem Anfang der Nummern. Seinen Titel und das Handlungsfeld nennt die Seite nicht; bitte ergänzen Sie "
    "beides im Katalog"
)
_NOTHING_READ = ContactLine(Contact())


def proposal_from_pages(pages: Iterable[tuple[str, PageReading]], plan: Plan, year: int) -> Proposal:
    """Lay the entries of pages beside a plan that may hold some of them already."""
    pages = list(pages)
    remarks = Remarks()
    remarks.certain(_SURE)
    remarks += [remark for _, reading in pages for remark in reading.remarks]
    kept = [text for _, reading in pages for text in reading.kept]
    read = [
        (file, entry, read_contact(entry.contact) if entry.contact else _NOTHING_READ)
        for file, reading in pages
        for entry in reading.entries
    ]
    departments = _departments(read, plan)
    entries: dict[MeasureNumber, Entry] = {}
    for file, entry, (contact, rest) in read:
        number = MeasureNumber(entry.number)
        kept += [Kept(entry.number, f"Kontakt ({entry.contact_label})", text, file) for text in rest]
        if number in entries:
            kept += [Kept(entry.number, "doppelt auf der Seite", text, file) for text in _texts(entry)]
            remarks.unread(f"{entry.number} steht zweimal da; es gilt, was zuerst kommt", file)
            continue
        department = departments.id_of(contact.department) if contact.department else None
        measure = _measure(entry, number, contact, department)
        if entry.note:
            left_out = "ist kein Eintrag des Berichts" if not measure.in_report else "bleibt im Bericht"
            remarks.guessed(f"{entry.number} {left_out}: so ist der Hinweis zu verstehen", file)
        reported = Reported(typed_parts(Part(*(text or "" for text in part)) for part in entry.parts), "", contact)
        said = {year: reported} if reported.says_something() else {}
        entries[number] = Entry(measure, said, file)
    areas = _areas(entries, plan)
    for area in areas:
        remarks.guessed(_ABOUT_AREA, f"Bereich {area.number}")
    return Proposal(
        Plan((), areas, (), departments.new),
        tuple(entries.values()),
        (*remarks, *departments.remarks),
        tuple(kept),
    )


def _departments(read: Iterable[tuple[str, PageEntry, ContactLine]], plan: Plan) -> DepartmentList:
    units: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for _, _, (contact, _) in read:
        if contact.department:
            name = names.setdefault(key_of(contact.department), contact.department)
            units.setdefault(name, []).extend([contact.unit] if contact.unit else [])
    departments = DepartmentList(plan.departments)
    departments.add(units)
    return departments


def _measure(entry: PageEntry, number: MeasureNumber, contact: Contact, department: str | None) -> Measure:
    return Measure(
        number=number,
        summary=entry.summary,
        title=entry.title,
        department=department,
        note=entry.note or "",
        in_report=not (entry.note and _NO_MEASURE.search(entry.note)),
        several_parts=len(entry.parts) > 1,
        contact=contact._replace(department=""),
    )


def _areas(entries: Iterable[MeasureNumber], plan: Plan) -> tuple[Area, ...]:
    """The areas that the numbers name: 5-1-3 belongs to 5.1. Those that the plan has already are not among them."""
    known = {area.number.key for area in plan.areas} | {field.number.key for field in plan.fields}
    areas: dict[tuple[str, ...], Area] = {}
    for number in entries:
        beginning = number.key[:2]
        if len(number.key) > 2 and not any(number.key[:length] in known for length in (1, 2)):
            areas.setdefault(beginning, Area(MeasureNumber(".".join(beginning)), "", None))
    return tuple(areas.values())


def _texts(entry: PageEntry) -> list[str]:
    parts = (text for part in entry.parts for text in part if text)
    return [text for text in (entry.note, *entry.summary, *parts, entry.contact) if text]
