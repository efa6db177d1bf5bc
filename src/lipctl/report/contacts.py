"""How a contact is printed (rules.md 7), and the list of contacts by department, to look somebody up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lipctl.judge.measure import JudgedMeasure
from lipctl.plan.model import NO_CONTACT, Contact, Department
from lipctl.report.person_names import SALUTATION
from lipctl.report.privacy import Personal
from lipctl.report.view import ContactEntry, ContactGroup
from lipctl.text import is_given, key_of, name_order

_SALUTATION = re.compile(rf"(?:^|[/\n,;&]|\bund\b)\s*({SALUTATION})(?=\s)")
_BELOW_EACH_OTHER = re.compile(r"\s*\n\s*")
_NOT_KNOWN = "–"


def printed_contact(judged: JudgedMeasure) -> Contact:
    """This year's contact, else the catalogue's."""
    return judged.measure.contact if judged.answer.contact.is_empty() else judged.answer.contact


def shown_contact(judged: JudgedMeasure, department: Department | None, personal: Personal | None) -> Contact:
    """The contact with the name of the responsible department, unless it names one; the public version names no person."""
    contact = printed_contact(judged)
    if personal is not None:
        return public_contact(contact, department, personal)
    own = contact.department if is_given(contact.department) else department.name if department else ""
    return contact._replace(department=own)


def public_contact(contact: Contact, department: Department | None, personal: Personal) -> Contact:
    """The part of a contact that the public sees: the unit, and the department with what the catalogue says of it as a whole."""
    unit = "" if personal.was_typed_into(contact.unit) else contact.unit
    if department is None:
        return Contact(unit=unit)
    central = department.contact
    return Contact(
        department=department.name,
        unit=unit,
        phones="" if personal.holds(central.phones) else central.phones,
        mail="" if personal.holds(central.mail) else central.mail,
    )


def contact_label(persons: str) -> str:
    """The key of the heading over these persons in the settings' ``[bezeichnungen]``.

    ``ansprechpartnerin`` for one Frau, ``ansprechpartnerinnen`` for several, ``ansprechpartner`` for Herr or Herren,
    ``ansprechpersonen`` for both, ``ansprechperson`` without salutation.
    """
    salutations = _SALUTATION.findall(persons)
    women = [word for word in salutations if word.startswith("Fr")]
    if not salutations:
        return "ansprechperson"
    if not women:
        return "ansprechpartner"
    if len(women) < len(salutations):
        return "ansprechpersonen"
    return "ansprechpartnerin" if women in (["Frau"], ["Fr."]) else "ansprechpartnerinnen"


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """The contact in at most three lines: persons; department and unit; phones and mail. Order and wording are kept.

    A dash is not printed.
    """
    lines = (
        _in_one_line(contact.persons),
        _together(_in_one_line(contact.department), _in_one_line(contact.unit)),
        _together(_phone_line(contact.phones), _in_one_line(contact.mail)),
    )
    return tuple(line for line in lines if line)


def build_contacts(
    measures: Iterable[JudgedMeasure], departments: Mapping[str, Department], personal: Personal | None
) -> tuple[ContactGroup, ...]:
    """The contacts of the printed measures by responsible department, each once with all its measures.

    The public version, for which ``personal`` is given, names no person.
    """
    found: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    for judged in measures:
        department = departments.get(judged.measure.department or "")
        if department is None:
            continue
        contact = printed_contact(judged)
        if personal is not None:
            contact = public_contact(contact, department, personal)._replace(department="")
        if not contact.is_empty():
            key = contact.persons, _unit(contact, department), _reach(contact)
            found.setdefault(department.id, {}).setdefault(key, []).append(judged.measure.number.text)
    groups = [
        _group(
            departments[identifier], entries, NO_CONTACT if personal is not None else departments[identifier].contact
        )
        for identifier, entries in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: name_order(group.name)))


def _group(department: Department, entries: Mapping[tuple[str, str, str], list[str]], central: Contact) -> ContactGroup:
    rows = tuple(
        ContactEntry(_in_one_line(persons) or _NOT_KNOWN, unit, reach, tuple(numbers))
        for (persons, unit, reach), numbers in entries.items()
    )
    return ContactGroup(department.name, _together(_in_one_line(central.persons), _phone_and_mail(central)), rows)


def _unit(contact: Contact, department: Department) -> str:
    is_other = key_of(contact.department) != key_of(department.name)
    other = contact.department if is_other else ""
    return _together(_in_one_line(other), _in_one_line(contact.unit)) or _NOT_KNOWN


def _reach(contact: Contact) -> str:
    return _phone_and_mail(contact) or _NOT_KNOWN


def _phone_and_mail(contact: Contact) -> str:
    return _together(_phone_line(contact.phones), _in_one_line(contact.mail))


def _together(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _phone_line(phones: str) -> str:
    """The numbers in one line, with "Tel." before them unless they say so themselves."""
    line = _in_one_line(phones)
    return f"Tel. {line}" if line and not re.match(r"(?i)tel|\+?fon", line) else line


def _in_one_line(text: str) -> str:
    """Values from several lines in one: "Herr Harfst / Herr Hanke"; "" for a dash, which says that there is none."""
    return _BELOW_EACH_OTHER.sub(" / ", text) if is_given(text) else ""
