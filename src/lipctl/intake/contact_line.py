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
    """Sort the pieces of a line by their looks; the first other one is the person, the next the department."""
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


_PHONE_WITHIN = re.compile(
    r"(?:\b(?:Tel(?:efon)?|Fon|Durchwahl|App)\b[.:]*\s*|(?<=[,;\s])(?=[+(]?\d{2,5}\)?[\s/-]))([+(]?\d[\d\s()/–-]{1,}\d)",
    re.IGNORECASE,
)
_UNIT_WITHIN = re.compile(r"\bOE\s?\d+(?:\.\d+)*")


def read_contact_cells(persons: str, unit: str, phones: str, mail: str) -> ContactLine:
    """The cells of a contact. What the first one holds besides the persons goes where the other cells are empty."""
    if "||" in persons and not (unit or phones or mail):
        found, rest = read_contact(persons)
        return ContactLine(found._replace(department=""), (*([found.department] if found.department else ()), *rest))
    for pattern, cell in ((_MAIL, "mail"), (_PHONE_WITHIN, "phones"), (_UNIT_WITHIN, "unit")):
        within = list(pattern.finditer(persons))
        if within and not {"mail": mail, "phones": phones, "unit": unit}[cell]:
            texts = " / ".join(match[match.lastindex or 0] for match in within)
            persons = pattern.sub(" ", persons)
            mail, phones, unit = (
                texts if cell == "mail" else mail,
                texts if cell == "phones" else phones,
                texts if cell == "unit" else unit,
            )
    whole = re.sub(r"\(\s*\)", " ", persons)
    return ContactLine(
        Contact(re.sub(r"[ \t]*[,;][ \t]*(?=[,;]|$)|[ \t]{2,}", " ", whole).strip(" ,;\n"), "", unit, phones, mail)
    )
