"""What belongs to persons and not to the public (``lipctl report --public``): the names, numbers and addresses in the
contact fields, and the places where free text repeats them or looks like them.

A unit and a department's central contact belong to nobody, unless a central number is also somebody's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Edit
from lipctl.plan.model import Contact, Department, Plan
from lipctl.questions import Field, Question
from lipctl.report.occasion import Occasion
from lipctl.report.person_names import SEPARATORS, PersonNames, names_of
from lipctl.text import in_paragraphs, is_given, key_of
from lipctl.words import Words

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_YEAR = r"(?:19|20)\d{2}"
_DIGIT = re.compile(r"\d")
_NAMED_PHONE = re.compile(
    # "die App 2012", "mobil 2010-2012" are no numbers
    rf"(?!(?:app|mobil|handy|telefon)\s+{_YEAR}(?:\s?[–/-]\s?(?:{_YEAR}|\d\d))?(?![\d ()/.–-]*\d))"
    r"\b(?:tel(?:efon)?|fon|fax|mobil|handy|durchwahl|app(?:arat)?)\b\.?(?:nummer|-nr\.?)?:?"
    r"\s*[+(\d][\d ()/.–-]{2,}\d",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,–-])(?:\+\d{2}|\(?0[1-9]\d{1,4}\)?)[\d ()/–-]{4,}\d"
    r"|(?<![\d.,/–-])\d{3}[-–/]\d{4,6}(?![\d/–-]|[.,]\d)"
)
_PAPER = rf"\d{{2,5}}[/-]{_YEAR}\b"
_NO_PHONE = re.compile(
    # papers, alone or in a list: "V/0592/2010 und 0593/2010", "18.62/0592/2010", "Drucksache Nr. 0592/2010"
    rf"(?:\b(?!TEL|FAX|FON|MOBIL)[A-ZÄÖÜ]{{1,6}}[/-]?|(?<![\d+(./–-])[1-9]\d?(?:\.\d{{1,3}}){{0,4}}/"
    r"|\b(?i:drucksachen?|drs|ds|vorlagen?|beschluss|beschlüsse|anfragen?|antrag|anträge)\b\.?\s?(?:Nrn?\.?\s?)?)"
    rf"{_PAPER}(?:(?:,|\s?und|\s?sowie)\s?{_PAPER})*"
    # files: "Az. 0345/12345-10"
    r"|\b(?i:az|aktenzeichen|gz|geschäftszeichen)\b[.:]{0,2}\s?(?:Nr\.?\s?)?\d[\d./–-]*"
    # postal codes: "04103–04109", "PLZ 04109, 30159"; a subscriber's number begins with no 0
    r"|(?<![\d+,./(–-])\d{5}(?:(?:\s?[–/-]\s?|\s)0\d{4})+(?![\d ()/–-]*\d)"
    r"|\b(?i:plz|postleitzahl(?:en)?)\b:?\s?\d{5}(?!\s?\d)(?:(?:,|\s?[–/-]|\s?und)\s?\d{5}(?!\s?\d))*"
)
"""What looks like a telephone number, and is none."""
_SHORTEST = 4
"""Numbers with fewer digits are no telephone numbers."""


class Personal(NamedTuple):
    """The values of the contact fields.

    Numbers are kept as digits, addresses without regard to case.
    """

    names: PersonNames
    phones: frozenset[str]
    mails: frozenset[str]

    def kinds_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each kind of personal thing in a text (in German, accusative), with the first one of its kind."""
        name = self.names.first_in(text)
        if name:
            yield "den Namen einer Ansprechperson", name
        ibans = [item[0] for item in _IBAN.finditer(text) if _is_iban(item[0])]
        for iban in ibans:
            text = text.replace(iban, "")  # its digits are no telephone number
        for kind, found in (
            ("eine Mailadresse", _MAIL.search(text)),
            ("eine Telefonnummer", _phone_in(text)),
        ):
            if found:
                yield kind, found[0]
        if ibans:
            yield "eine IBAN", ibans[0]

    def was_typed_into(self, unit: str) -> bool:
        """Whether a person, a number or an address stands in the field of a unit."""
        return self.holds(unit) or next(self.kinds_in(unit), None) is not None

    def holds(self, text: str) -> bool:
        """Whether a text of a contact field names a person or repeats somebody's own number or address."""
        if not text:
            return False
        parts = [*SEPARATORS.split(text), text]
        return bool(self.names.first_in(text)) or any(
            _digits(part) in self.phones or key_of(part) in self.mails for part in parts
        )


def personal_of(measures: Iterable[JudgedMeasure], departments: Iterable[Department]) -> Personal:
    """What the contact fields of the catalogue and of this and earlier responses hold, those of non-measures included.

    Of a department's central contact only the person is personal.
    """
    contacts = [*_contacts(measures), *(Contact(persons=department.contact.persons) for department in departments)]
    phones = {_digits(part) for contact in contacts for part in (*SEPARATORS.split(contact.phones), contact.phones)}
    mails = {key_of(part) for contact in contacts for part in (*SEPARATORS.split(contact.mail), contact.mail)}
    names = names_of(contact.persons for contact in contacts if is_given(contact.persons))
    return Personal(names, frozenset(phones - {""}), frozenset(mails - {""}))


def hidden_in(occasion: Occasion, measures: Iterable[JudgedMeasure], plan: Plan) -> Personal | None:
    """What belongs to persons and is left out on this occasion; None where persons are shown."""
    return personal_of(measures, plan.departments.values()) if occasion.hides_persons else None


def _contacts(measures: Iterable[JudgedMeasure]) -> Iterator[Contact]:
    for judged in measures:
        yield judged.measure.contact
        yield judged.answer.contact
        if judged.earlier is not None:
            yield judged.earlier.answer.contact
            yield from (origin.answer.contact for origin in judged.earlier.former)


def _phone_in(text: str) -> re.Match[str] | None:
    """The first telephone number: one that is called so, or one that looks like it and is no paper, file or postal code."""
    if not _DIGIT.search(text):
        return None
    found = [_NAMED_PHONE.search(text), _PHONE.search(text)]
    if found[1]:
        found[1] = _PHONE.search(_NO_PHONE.sub(lambda other: "§" * len(other[0]), text))
    return min(filter(None, found), key=re.Match.start, default=None)


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= _SHORTEST else ""


def _is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616: modulo 97)."""
    bare = text.replace(" ", "")
    moved = bare[4:] + bare[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def personal_findings(
    measures: Sequence[JudgedMeasure],
    plan: Plan,
    words: Words,
    *,
    important: Edit | None = None,
    of_all: bool = False,
) -> Iterator[Finding]:
    """A warning for each kind of thing in a printed text that identifies a person.

    ``important`` is what the coordinator calls important, where that is printed. ``of_all``: entries that are no measures
    are published, too.
    """
    personal = personal_of(measures, plan.departments.values())
    for judged in measures:
        if judged.progress is None and not of_all:
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
                    kind=words.say(kind),
                    found=found,
                )
    if important:
        for kind, found in personal.kinds_in(important.text):
            yield finding("LIP326", places=[important.place], kind=words.say(kind), found=found)


def _published_texts(judged: JudgedMeasure) -> Iterator[tuple[Field | None, str, tuple[Place, ...]]]:
    """Every free text of a measure in the public report, with its field (None in the catalogue) and the cells it is in."""
    measure, earlier = judged.measure, judged.printed_earlier
    for column, text in measure.catalogue_texts():
        for paragraph in in_paragraphs(text):
            yield None, paragraph, measure.places_of(column)
    printed = [(judged.printed, judged.edits)]
    if earlier:
        printed.append((earlier.printed, earlier.edits))
    for answer, edits in printed:
        for field, text in answer.part_texts():
            yield field, text, (edits[field].place,) if field in edits else answer.places.get(field, ())
    for each in (*judged.addenda, *(earlier.addenda if earlier else ())):
        if each.field.question is not Question.PERSONS:
            yield each.field, each.text, ()
