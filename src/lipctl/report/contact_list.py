"""The contact persons by department, each once with all measures it stands for: a list to look somebody up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lipctl.judge.measure import JudgedMeasure
from lipctl.plan.model import Contact, Department
from lipctl.report.contact import in_one_line, phone_line
from lipctl.text import is_given, key_of

if TYPE_CHECKING:
    from lipctl.report.privacy import Personal

NOTHING = "–"


class ContactEntry(NamedTuple):
    """A contact and its measures; what is not known is "–". ``unit`` has the department where it is another one."""

    persons: str
    unit: str
    reach: str
    measures: tuple[str, ...]


class ContactGroup(NamedTuple):
    """A department's contacts; ``central`` is how to reach it as a whole, "" if that is not known.

    In the public version each entry is reached that way, and ``central`` is "".
    """

    name: str
    central: str
    entries: tuple[ContactEntry, ...]


def printed_contact(outcome: JudgedMeasure) -> Contact:
    """This year's contact, else the catalogue's."""
    return outcome.measure.contact if outcome.answer.contact.is_empty() else outcome.answer.contact


def public_contact(contact: Contact, department: Department | None, personal: Personal) -> Contact:
    """What of a contact the public sees: the unit, and the department with its central contact."""
    from lipctl.report.privacy import central_contact

    unit = "" if personal.holds(contact.unit) else contact.unit
    central = central_contact(department, personal)
    return Contact("", central.department, unit, central.phones, central.mail)


def build_contacts(
    outcomes: Iterable[JudgedMeasure], departments: Mapping[str, Department], personal: Personal | None
) -> tuple[ContactGroup, ...]:
    """The contacts of the printed measures by responsible department, in the order of their names.

    ``personal`` is given for the public version: then no person is named.
    """
    found: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    for outcome in outcomes:
        department = departments.get(outcome.measure.department or "")
        if department is None:
            continue
        contact = printed_contact(outcome)
        if personal is not None:
            contact = public_contact(contact, department, personal)._replace(department="")
        if not contact.is_empty():
            key = contact.persons, _unit(contact, department), _reach(contact)
            found.setdefault(department.id, {}).setdefault(key, []).append(outcome.measure.number.text)
    groups = [_group(departments[identifier], entries, personal) for identifier, entries in found.items()]
    return tuple(sorted(groups, key=lambda group: group.name.casefold()))


def _group(
    department: Department, entries: Mapping[tuple[str, str, str], list[str]], personal: Personal | None
) -> ContactGroup:
    central = Contact() if personal is not None else department.contact
    rows = tuple(
        ContactEntry(in_one_line(persons) if is_given(persons) else NOTHING, unit, reach, tuple(numbers))
        for (persons, unit, reach), numbers in entries.items()
    )
    known = (in_one_line(central.persons), _reach(central))
    return ContactGroup(department.name, ", ".join(text for text in known if is_given(text)), rows)


def _unit(contact: Contact, department: Department) -> str:
    same = contact.department == department.name or key_of(contact.department) == key_of(department.name)
    other = "" if same else contact.department
    return ", ".join(in_one_line(text) for text in (other, contact.unit) if is_given(text)) or NOTHING


def _reach(contact: Contact) -> str:
    parts = (phone_line(contact.phones), in_one_line(contact.mail))
    return ", ".join(text for text in parts if is_given(text)) or NOTHING
