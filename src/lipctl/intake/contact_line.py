"""The line with which a page names a contact: "Frau A / Herr B || Fachbereich C, OE 18.8 || Tel. 168-1 / 168-2"."""

from __future__ import annotations

import re
from typing import NamedTuple

from lipctl.plan.model import Contact

_BETWEEN = re.compile(r"\s*(?:\|\|?|\n)\s*")
_PHONE = re.compile(r"(?:Tel(?:efon)?|Fon|Ruf|Durchwahl)\b[.:]?\s*|(?=[+(]?\d[\d\s()/.–-]{3,}$)", re.IGNORECASE)
_OTHER_NUMBER = re.compile(r"(?:Fax|Telefax|Mobil)\b", re.IGNORECASE)
_MAIL = re.compile(r"(?:E-?Mail\b[.:]?\s*)?([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)", re.IGNORECASE)
_UNIT = re.compile(r"OE\b|Dez\b|Abt\b|SG\b|.*\d")
_SALUTED = re.compile(r"(?:Frau|Herrn?|Dr\.|Prof\.|Familie)\s", re.IGNORECASE)


class ContactLine(NamedTuple):
    """A contact, and the pieces of the line that say something else."""

    contact: Contact
    rest: tuple[str, ...] = ()


def read_contact(line: str) -> ContactLine:
    """Tell the pieces of a line apart by what they look like; the first other one is the person, the next the department."""
    persons = department = unit = phones = mail = ""
    rest = []
    for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(line))):
        address, number = _MAIL.fullmatch(piece), _PHONE.match(piece)
        if address and not mail:
            mail = address[1]
        elif number and not phones:
            phones = piece[number.end() :].strip()
        elif address or number or _OTHER_NUMBER.match(piece):
            rest.append(piece)
        elif not persons and (not department or _SALUTED.match(piece)):
            persons = piece
        elif not department:
            department, unit = _department(piece, unit)
        elif not unit and _UNIT.match(piece):
            unit = piece
        else:
            rest.append(piece)
    return ContactLine(Contact(persons, department, unit, phones, mail), tuple(rest))


def _department(piece: str, unit: str) -> tuple[str, str]:
    """A department, and its unit where one stands behind the last comma: a name may hold commas itself."""
    name, comma, last = piece.rpartition(",")
    if comma and _UNIT.match(last.strip()) and not unit:
        return name.strip(), last.strip()
    return piece, unit
