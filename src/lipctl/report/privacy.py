"""What belongs to persons and not to the public (``lipctl report --public``): the names, numbers and addresses in the
contact fields, and the places where free text repeats them or looks like them.

A unit and a department's central contact belong to nobody, unless a central number is also somebody's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.measure import JudgedMeasure
from lipctl.plan.model import Contact, Department
from lipctl.questions import Field
from lipctl.text import is_given, key_of

_SEPARATORS = re.compile(r"\s*(?:[/;,\n]|\bund\b)\s*")
SALUTATION = r"(?:Frauen|Frau|Fr\.|Herren|Herrn|Herr|Hr\.)"
_SALUTATION = re.compile(SALUTATION + r"\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(
    r"(?:\b(?:tel(?:efon)?|fon|fax|mobil|handy|durchwahl|app(?:arat)?)\b\.?(?:nummer|-nr\.?)?:?\s*[+(\d][\d ()/.–-]{2,}\d"
    r"|(?<![\d.,–-])(?:\+\d{2}|\(?0[1-9]\d{1,4}\)?)[\d ()/–-]{4,}\d"
    r"|(?<![\d.,/–-])\d{3}[-–/]\d{4,6}(?![\d.,/–-]))",
    re.IGNORECASE,
)
_SHORTEST = 3
"""Shorter words are no surnames, and numbers up to this length no telephone numbers."""


class Personal(NamedTuple):
    """The values of the contact fields.

    ``names`` are surnames, ``pairs`` the last two words of names without a salutation ("Erika Muster"); numbers are
    kept as digits, addresses without regard to case.
    """

    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    phones: frozenset[str]
    mails: frozenset[str]

    def kinds_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each kind of personal thing in a text (in German, accusative), with the first one of its kind."""
        name = self.name_in(text)
        if name:
            yield "den Namen einer Ansprechperson", name
        ibans = [item[0] for item in _IBAN.finditer(text) if _is_iban(item[0])]
        for iban in ibans:
            text = text.replace(iban, "")  # its digits are no telephone number
        for kind, found in (
            ("eine Mailadresse", _MAIL.search(text)),
            ("eine Telefonnummer", _PHONE.search(text)),
        ):
            if found:
                yield kind, found[0]
        if ibans:
            yield "eine IBAN", ibans[0]

    def name_in(self, text: str) -> str | None:
        """The first name of a contact person in a text; None without any. Case counts: Herr Lange is not "lange"."""
        before = ""
        for word in map(str, _WORD.findall(text)):
            bare = word if word in self.names or not word.endswith("s") else word[:-1].rstrip("’'")
            if bare in self.names:
                return bare
            if (before, bare) in self.pairs or (before, word) in self.pairs:
                return f"{before} {word}"
            before = word
        return None

    def holds(self, text: str) -> bool:
        """Whether a text of a contact field names a person or repeats somebody's own number or address."""
        known = self.phones | self.mails
        parts = [*_SEPARATORS.split(text), text]
        return bool(self.name_in(text)) or any(_digits(part) in known or key_of(part) in known for part in parts)


def personal_of(measures: Iterable[JudgedMeasure], departments: Iterable[Department] = ()) -> Personal:
    """What the contact fields of the catalogue and of this and earlier responses hold, those of non-measures included.

    Of a department's central contact only the person is personal.
    """
    contacts = [*_contacts(measures), *(Contact(persons=department.contact.persons) for department in departments)]
    names, pairs = set[str](), set[tuple[str, str]]()
    for persons in {contact.persons for contact in contacts if is_given(contact.persons)}:
        salutation = bool(_SALUTATION.search(persons))
        for entry in _SEPARATORS.split(persons):
            words = [word for word in _WORD.findall(_SALUTATION.sub("", entry)) if len(word) >= _SHORTEST]
            if words and (salutation or len(words) == 1):
                names.add(words[-1])
            elif words:
                pairs.add((words[-2], words[-1]))
    phones = {_digits(part) for contact in contacts for part in (*_SEPARATORS.split(contact.phones), contact.phones)}
    mails = {key_of(part) for contact in contacts for part in (*_SEPARATORS.split(contact.mail), contact.mail)}
    return Personal(frozenset(names), frozenset(pairs), frozenset(phones - {""}), frozenset(mails - {""}))


def _contacts(measures: Iterable[JudgedMeasure]) -> Iterator[Contact]:
    for judged in measures:
        yield judged.measure.contact
        yield judged.answer.contact
        if judged.earlier is not None:
            yield judged.earlier.answer.contact


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) > _SHORTEST else ""


def _is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616: modulo 97)."""
    bare = text.replace(" ", "")
    moved = bare[4:] + bare[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def personal_findings(measures: Iterable[JudgedMeasure], personal: Personal) -> Iterator[Finding]:
    """A warning for each kind of thing in a printed text that identifies a person."""
    for judged in measures:
        if judged.progress is None:
            continue
        for field, text, places in _published_texts(judged):
            for kind, found in personal.kinds_in(text):
                yield finding(
                    "LIP326",
                    department=judged.measure.department,
                    measure=judged.measure.number,
                    question=field.question if field else None,
                    of_part=field.part if field else 0,
                    places=places,
                    kind=kind,
                    found=found,
                )


def _published_texts(judged: JudgedMeasure) -> Iterator[tuple[Field | None, str, tuple[Place, ...]]]:
    """Every free text of a measure in the public report, with its field (None in the catalogue) and its places."""
    measure, earlier = judged.measure, judged.printed_earlier
    for text in (*measure.summary, measure.note):
        yield None, text, (measure.place,) if measure.place else ()
    for answer in (judged.printed, *([earlier.printed] if earlier else [])):
        for field, text in answer.part_texts():
            yield field, text, answer.places.get(field, ())
