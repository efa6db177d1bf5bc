"""What a column of a list can be, and the heads that German offices give it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from lipctl.questions import Question
from lipctl.settings.model import Settings
from lipctl.text import in_one_line, key_of


class Role(StrEnum):
    """What a column becomes. The value is its name for ``--map``."""

    NUMBER = "nummer"
    TITLE = "titel"
    SUMMARY = "kurzfassung"
    FIELD = "handlungsfeld"
    AREA = "bereich"
    DEPARTMENT = "dienststelle"
    FURTHER = "weitere"
    PRIORITY = "priorität"
    NOTE = "hinweis"
    STATUS = "umsetzungsstand"
    ASSESSMENT = "bewertung"
    STEPS = "schritte"
    REASONS = "gründe"
    PERSONS = "ansprechperson"
    UNIT = "oe"
    PHONES = "telefon"
    MAIL = "mail"
    OWN = "eigene Spalte"
    NONE = "übernommen"


OF_A_YEAR = frozenset({Role.STATUS, Role.ASSESSMENT, Role.STEPS, Role.REASONS})
"""What is reported year by year; all else belongs to the plan."""
FOR_MAP = tuple(role for role in Role if role is not Role.OWN)
"""What ``--map`` can say; a column of the city's own is known by its head."""

_SYNONYMS: dict[Role, str] = {
    Role.NUMBER: "nr, nummer, nr maßnahme, lfd nr, lfd, laufende nummer, laufende nr, maßnahmennummer, maßnahmen nr, maßnahme nr, "
    "nr der maßnahme, handlungsansatz nr, kennziffer, kennung, ziffer, id, kürzel, code, ordnungsnummer, pos, position, #, no",
    Role.TITLE: "titel, name, bezeichnung, maßnahmentitel, kurztitel, projekttitel, projekt, projektname, titel der maßnahme, "
    "name der maßnahme, überschrift, kurzbezeichnung, maßnahmenbezeichnung",
    Role.SUMMARY: "kurzfassung, maßnahme, maßnahmen, handlungsansatz, handlungsansätze, beschreibung, kurzbeschreibung, was, inhalt, "
    "maßnahmenbeschreibung, beschreibung der maßnahme, vorhaben, handlungsempfehlung, empfehlung, text, aufgabe, aktivität, "
    "was soll geschehen, was soll passieren, was wollen wir tun, maßnahmentext, beschluss",
    Role.FIELD: "handlungsfeld, themenfeld, thema, themenbereich, schwerpunkt, handlungsschwerpunkt, hf, rubrik, kapitel, cluster, "
    "dimension, aktionsfeld, politikfeld",
    Role.AREA: "bereich, lip-bereich, unterthema, teilbereich, unterkapitel, handlungsbereich, teilfeld, unterbereich, teilthema",
    Role.DEPARTMENT: "dienststelle, zuständig, zuständigkeit, zuständige stelle, zuständiges amt, zuständige dienststelle, wer, "
    "federführung, federführend, federführendes amt, federführende stelle, verantwortlich, verantwortung, verantwortliche, "
    "fachbereich, amt, fb, fb/amt, amt/fb, fachamt, umsetzung durch, durchführung, durchführung durch, träger, wer macht es, "
    "zuständige organisationseinheit, federführende organisationseinheit, verantwortliche organisationseinheit, verantwortliche stelle, wer ist zuständig",
    Role.FURTHER: "beteiligt, beteiligte, weitere beteiligte, beteiligte ämter, beteiligte stellen, kooperationspartner, partner, "
    "mitwirkend, mitwirkung, weitere dienststellen, kooperation, mit wem, weitere akteure, akteure, mitwirkende",
    Role.PRIORITY: "priorität, prio, dringlichkeit, wichtigkeit, priorisierung",
    Role.NOTE: "hinweis, hinweise",
    Role.STATUS: "umsetzungsstand, sachstand, stand, stand der umsetzung, status, aktueller stand, bisherige umsetzung, ergebnis, "
    "ergebnisse, umsetzung, stand der dinge, wie weit, wie weit sind wir, zwischenstand, was wurde getan, aktueller sachstand, "
    "bisher umgesetzt, was ist passiert, stand der bearbeitung, bericht, rückmeldung",
    Role.ASSESSMENT: "bewertung, ampel, umsetzungsgrad, erfüllungsgrad, umsetzungsstatus, bearbeitungsstatus, einschätzung",
    Role.STEPS: "geplante schritte, nächste schritte, weitere schritte, weiteres vorgehen, ausblick, planung, perspektive, "
    "wie geht es weiter, weitere planung, was ist geplant, nächster schritt, weitere umsetzung, was kommt als nächstes, was kommt noch, was steht an, nächste",
    Role.REASONS: "gründe, grund, begründung, hindernisse, hemmnisse, probleme, warum nicht, falls noch nichts unternommen wurde "
    "welche gründe, gründe für verzögerung",
    Role.PERSONS: "ansprechpartner, ansprechpartnerin, ansprechpartner/in, ansprechpartner/-in, ansprechpartner/innen, "
    "ansprechpartner:in, ansprechpartner*in, ansprechperson, ansprechpersonen, kontakt, kontaktperson, kontaktdaten, bearbeiter, "
    "bearbeiter/in, sachbearbeitung, kontakt name, ansprechperson name, ansprechpartner/in name, wen fragen",
    Role.UNIT: "oe, organisationseinheit, sachgebiet, abteilung",
    Role.PHONES: "telefon, tel, durchwahl, telefonnummer, tel nr, rufnummer, fon",
    Role.MAIL: "e-mail, email, mail, mailadresse, e-mail-adresse",
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.|\b(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\b\.?")
_NO_PLACE = re.compile(
    r"(?:leit|teil|ober|unter)?ziel|kosten|finanz|mittel\b|zeit|laufzeit|beginn|ende\b|datum|indikator|kennzahl"
)
"""How heads begin of what a plan has no place for, whatever else stands in them."""
_SIGNS = re.compile(r"\([^)]*\)|[.:;?!„“\"–]|(?<![^\W\d_])\*|\*(?![^\W\d_])")
"""What says nothing about a head: brackets with what is in them, and signs, but not the star of "Ansprechpartner*in"."""
_LEAST_CONTAINED = 4
"""How many letters a synonym needs to be looked for inside a longer head."""


class HeadMeaning(NamedTuple):
    """What a head means. ``exact``: it is a usual name; else it only contains ``why``. ``year`` is that in it, 0 for none.

    ``field`` is the catalogue's own column (:data:`Role.OWN`) that it names.
    """

    role: Role
    exact: bool
    why: str
    year: int = 0
    field: str = ""


class MapTo(NamedTuple):
    """What ``--map`` says of a column: its role, and the year of its answers (0 for none in particular)."""

    role: Role
    year: int = 0


class Synonyms:
    """The usual names of columns, those that the office's settings give to the questions, and the catalogue's own columns."""

    def __init__(self, settings: Settings, own_columns: Iterable[str] = ()) -> None:
        self._own_columns = {key_of(name): name for name in own_columns}
        own = {
            Role.STATUS: settings.words.label(Question.STATUS),
            Role.STEPS: settings.words.label(Question.PLANNED_STEPS),
            Role.REASONS: settings.words.label(Question.REASONS),
            Role.ASSESSMENT: settings.words.label(Question.ASSESSMENT),
            Role.SUMMARY: settings.label("kurzfassung"),
            Role.FIELD: settings.label("handlungsfeld"),
            Role.AREA: settings.label("bereich"),
            Role.NOTE: settings.label("hinweis"),
        }
        self._exact = {name: role for role, names in _SYNONYMS.items() for name in map(_bare, names.split(", "))}
        self._exact |= {_bare(label): role for role, label in own.items()}
        self._status = _bare(own[Role.STATUS])
        long = sorted((name for name in self._exact if len(name) >= _LEAST_CONTAINED), key=len, reverse=True)
        self._long = [(name, re.compile(rf"(?<!\w){re.escape(name)}")) for name in long]

    def meaning(self, head: str) -> HeadMeaning | None:
        """The meaning of a head; None if it has none that is known."""
        if field := self._own_columns.get(key_of(in_one_line(head))):
            return HeadMeaning(Role.OWN, True, f"Überschrift „{head}“", field=field)
        found = _YEAR.search(head)
        year = int(found[0]) if found else 0
        bare = _bare(_DAY.sub(" ", _YEAR.sub(" ", head)))
        if "ampel" in key_of(head):
            return HeadMeaning(Role.ASSESSMENT, False, "die Überschrift enthält „ampel“", year)
        if _NO_PLACE.match(bare) and bare not in self._exact:
            return None
        if bare in self._exact:
            return HeadMeaning(self._exact[bare], True, f"Überschrift „{head}“", year)
        for name, pattern in self._long:
            if pattern.search(bare):
                return HeadMeaning(self._exact[name], False, f"die Überschrift enthält „{name}“", year)
        return None

    def says_status(self, head: str) -> bool:
        """Whether a head is "Status", which may mean the assessment, unless the office calls the Umsetzungsstand so."""
        return _bare(_YEAR.sub(" ", head)) == "status" != self._status


def _bare(head: str) -> str:
    """A head as it is compared: without brackets, signs and blanks at its ends."""
    return " ".join(key_of(_SIGNS.sub(" ", head.replace("-\n", ""))).split()).strip(" -/,")


def role_named(text: str) -> Role | None:
    """The role with this name, as it is typed behind ``--map``."""
    key = (
        key_of(text)
        .replace("prioritaet", "priorität")
        .replace("gruende", "gründe")
        .replace("uebernommen", "übernommen")
    )
    return next((role for role in FOR_MAP if role == key), None)
