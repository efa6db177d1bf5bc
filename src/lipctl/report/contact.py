"""How a contact is printed: its heading follows the salutations (rules.md 7), its parts stand in the page's order."""

from __future__ import annotations

import re

from lipctl.plan.model import Contact

_PERSON = re.compile(r"(?:^|[/\n,;&]|\bund\b)\s*(Frauen|Frau|Fr\.|Herren|Herrn|Herr|Hr\.)(?=\s)")
_SEVERAL = re.compile(r"\s*\n\s*")


def contact_label(persons: str) -> str:
    """The key (as in the settings' ``bezeichnungen``) of the heading over these persons.

    One Frau ``ansprechpartnerin``, several ``ansprechpartnerinnen``, Herr or Herren ``ansprechpartner``,
    both ``ansprechpersonen``, no salutation ``ansprechperson``.
    """
    salutations = _PERSON.findall(persons)
    women = [word for word in salutations if word.startswith("Fr")]
    if not salutations:
        return "ansprechperson"
    if not women:
        return "ansprechpartner"
    if len(women) < len(salutations):
        return "ansprechpersonen"
    return "ansprechpartnerin" if women in (["Frau"], ["Fr."]) else "ansprechpartnerinnen"


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """The contact in at most three lines: persons; department and unit; phones and mail. Order and wording are kept."""
    lines = (
        in_one_line(contact.persons),
        ", ".join(text for text in (in_one_line(contact.department), in_one_line(contact.unit)) if text),
        ", ".join(text for text in (phone_line(contact.phones), in_one_line(contact.mail)) if text),
    )
    return tuple(line for line in lines if line)


def phone_line(phones: str) -> str:
    """The numbers in one line, with "Tel." before them where they do not say so themselves."""
    line = in_one_line(phones)
    return f"Tel. {line}" if line and not re.match(r"(?i)tel|\+?fon", line) else line


def in_one_line(text: str) -> str:
    """Several values that stand below each other, beside each other: "Herr Harfst / Herr Hanke"."""
    return _SEVERAL.sub(" / ", text)
