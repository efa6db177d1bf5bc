"""What one mail says, to whom, and what its template may print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lipctl.forms.model import Form, FormEntry
from lipctl.forms.wording import sentence_of
from lipctl.settings.model import Settings
from lipctl.text import german_date, in_one_line, shortened
from lipctl.word.variables import Kind, Variable, in_groups

FIRST, FOLLOW_UP = "formular", "nachforderung"
"""The templates of the mails that bring a form: the year's first, and one that asks again."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}"
)
_BETWEEN = re.compile(r"[;,\s]+|(?<=\w)\s*/\s*(?=\w)")
_SHORT = 200
"""How much of a measure's words a mail quotes."""


class Addresses(NamedTuple):
    """The addresses that a cell holds, and what in it is none."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class Recipients(NamedTuple):
    """Who gets a mail: ``to``, ``cc``; ``bad`` is what stands in the catalogue or a form and is no address."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is about.

    ``as_of`` is the day it is written as of, ``deadline`` that of the round, ``step`` the number of the reminder and
    ``to_head`` whether the head is to get a copy; a mail that is no reminder has step 0.
    """

    form: Form
    file: str
    settings: Settings
    as_of: date
    deadline: date | None
    step: int = 0
    to_head: bool = False

    @property
    def days_over(self) -> int:
        """By how many days the deadline is over; before it and without one 0."""
        return max((self.as_of - self.deadline).days, 0) if self.deadline else 0


def addresses_in(text: str) -> Addresses:
    """The mail addresses that a cell holds; each once, however they are separated and whether or not a name stands before."""
    found: dict[str, bool] = {}
    for piece in _BETWEEN.split(text):
        word = piece.strip("<>()[]\"'„“”:.").removeprefix("mailto:")
        if "@" in word:
            found.setdefault(word, bool(_ADDRESS.fullmatch(word)) and ".." not in word)
    if text.strip() and not found:
        return Addresses(bad=(shortened(in_one_line(text), 60),))
    return Addresses(
        tuple(word for word, good in found.items() if good), tuple(word for word, good in found.items() if not good)
    )


def recipients(form: Form, *, to_head: bool = False) -> Recipients:
    """To whom a department's mail goes: to its address for letters, else its usual one, else to the contacts of what it is asked."""
    department = form.department
    bad: list[str] = []
    to: tuple[str, ...] = ()
    for cells in ((department.letters_to,), (department.contact.mail,), _contacts(form.entries)):
        read = [addresses_in(cell) for cell in cells]
        bad += [word for each in read for word in each.bad if "@" in word or cells == (department.letters_to,)]
        to = tuple(dict.fromkeys(address for each in read for address in each.good))
        if to:
            break
    head = addresses_in(department.head_mail) if to_head else Addresses()
    return Recipients(
        to, tuple(address for address in head.good if address not in to), tuple(dict.fromkeys([*bad, *head.bad]))
    )


def _contacts(entries: Iterable[FormEntry]) -> tuple[str, ...]:
    return tuple(entry.contact.mail for entry in entries)


# --- what a template may print ----------------------------------------------------------------------------------------

_T, _N, _F, _G, _L = Kind.TEXT, Kind.NUMBER, Kind.FLAG, Kind.GROUP, Kind.LIST


def _day(day: date | None) -> str:
    return german_date(day) if day else ""


def _points(entry: FormEntry) -> Iterator[str]:
    return (sentence_of(point).replace("\n", " ") for point in entry.open_points)


MAIL_VARIABLES = (
    Variable("", "stadt", _T, "Name der Stadt.", lambda mail: mail.settings.city),
    Variable("", "plan", _T, "Name des Plans, z. B. Lokaler Integrationsplan.", lambda mail: mail.settings.plan_name),
    Variable("", "kurzname", _T, "Kurzname des Plans, z. B. LIP.", lambda mail: mail.settings.text("plan", "kurzname")),
    Variable("", "titel", _T, "Titel des Berichts, ohne Jahr.", lambda mail: mail.settings.report_title),
    Variable("", "jahr", _N, "Berichtsjahr.", lambda mail: mail.form.year),
    Variable("", "koordination", _G, "Die koordinierende Stelle.", lambda mail: mail.settings, "koordination"),
    Variable("", "bezeichnungen", _G, "Die Wörter Ihres Hauses aus lipctl.toml.", lambda mail: mail.settings, "bezeichnungen"),
    Variable("", "dienststelle", _G, "An wen die Mail geht.", lambda mail: mail.form.department, "dienststelle"),
    Variable("", "frist", _T, "Die Frist der Abfrage, z. B. 31.03.2011; leer, wenn keine gesetzt ist.", lambda mail: _day(mail.deadline)),
    Variable("", "neue_frist", _T, "Was bei --deadline angegeben wurde; sonst leer.", lambda mail: _day(mail.form.deadline)),
    Variable("", "ist_ueberfaellig", _F, "ja, wenn die Frist vorbei ist.", lambda mail: mail.days_over > 0),
    Variable("", "tage_ueberfaellig", _N, "Wie viele Tage die Frist vorbei ist; davor 0.", lambda mail: mail.days_over),
    Variable("", "schritt", _N, "Der Schritt der Erinnerung, von 1 an; 0 in einer Mail, die nicht erinnert.", lambda mail: mail.step),
    Variable("", "leitung_in_kopie", _F, "ja, wenn die Leitung die Mail in Kopie bekommt.", lambda mail: mail.to_head),
    Variable("", "ohne_antwort", _F, "ja, wenn noch gar nichts zurückkam.", lambda mail: mail.form.silent),
    Variable("", "formular", _T, "Name der angehängten Datei.", lambda mail: mail.file),
    Variable("", "anzahl", _N, "Wie viele Einträge das Formular hat.", lambda mail: len(mail.form.entries)),
    Variable("", "anzahl_offen", _N, "Wie viele Punkte offen sind; 0 im ersten Formular.", lambda mail: mail.form.points),
    Variable("", "ansaetze", _L, "Die Einträge des Formulars.", lambda mail: mail.form.entries, "ansatz"),
    Variable("koordination", "stelle", _T, "Name der Stelle; leer, wenn nicht angegeben.", lambda settings: settings.text("koordination", "stelle")),
    Variable("koordination", "mail", _T, "Mailadresse; leer, wenn nicht angegeben.", lambda settings: settings.text("koordination", "mail")),
    Variable("koordination", "telefon", _T, "Telefonnummer; leer, wenn nicht angegeben.", lambda settings: settings.text("koordination", "telefon")),
    Variable("bezeichnungen", "handlungsansatz", _T, "Ein Eintrag des Plans, Einzahl.", lambda settings: settings.label("handlungsansatz")),
    Variable("bezeichnungen", "handlungsansaetze", _T, "Einträge des Plans, Mehrzahl.", lambda settings: settings.label("handlungsansaetze")),
    Variable("dienststelle", "name", _T, "Ihr Name.", lambda department: department.name),
    Variable("dienststelle", "kennung", _T, "Ihre Kennung.", lambda department: department.id),
    Variable("ansatz", "nummer", _T, "z. B. 5-1-3.", lambda entry: entry.measure.number.text),
    Variable("ansatz", "titel", _T, "Sein Titel; leer, wenn der Katalog keinen nennt.", lambda entry: entry.measure.title),
    Variable("ansatz", "kurzfassung", _T, "Der Anfang seines Wortlauts, in einer Zeile.", lambda entry: shortened(in_one_line(" ".join(entry.measure.summary)), _SHORT)),
    Variable("ansatz", "offen", _L, "Was offen ist, je Punkt ein Satz, wie ihn auch „lipctl check“ sagt.", _points),
)  # fmt: skip
"""The variables of the mails' templates: like those of the Word template a public interface. A name may be added, but
none renamed or taken away."""
MAIL_GROUPS = in_groups(MAIL_VARIABLES)
