"""``lipctl.toml``: what a city sets once for its plan.

The table :data:`KEYS` is the only list of keys: reading, the commented file that ``lipctl init`` writes and the
reference are made from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, NamedTuple

from lipctl.catalogue_fields import EXAMPLE, PRIORITY, CatalogueField, read_fields
from lipctl.errors import SettingsError
from lipctl.nouns import EXAMPLE as EXAMPLE_NOUN
from lipctl.nouns import given
from lipctl.questions import GRAMMAR, NOUNS, PLURALS, QUESTIONS, Words, noun_of
from lipctl.scale import Scale
from lipctl.scale_tables import NO_SCALE, STEPS, SUCCESSORS, OwnScale, read_scale
from lipctl.text import day_meant, did_you_mean, german_date, key_of
from lipctl.toml_errors import where_and_advice

FILE_NAME = "lipctl.toml"
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
"""Years that can be a reporting year; any other, such as 2081 for 2018, is a slip of the hand."""
_MOST_DAYS = 366
"""How far from the deadline a step of reminding may lie."""
_LARGEST = {"port": 65_535, "wartezeit": 600}
"""The largest numbers in [mail]."""
_LATEST_DEADLINE = 2
"""How many years after its reporting year a deadline may lie."""


CHAPTERS: dict[str, str] = {
    "vorwort": "das Vorwort der Vorlage",
    "zusammenfassung": "die Zahlen",
    "ueberblick": "alle Einträge, je eine Zeile",
    "veraenderungen": "Vergleich mit dem vorigen Bericht; fehlt, wo es keinen gibt",
    "massnahmen": "die Handlungsfelder mit allen Einträgen",
    "kontakte": "Ansprechpersonen nach Dienststellen",
    "offene_punkte": "was fehlt; nie in der öffentlichen Fassung",
    "quellen": "wie der Bericht entstanden ist: Rücklauf, Dateien, Fundstellen",
}
"""What a report can consist of, and what each chapter holds."""

BY_PLAN, BY_STATE = "gliederung", "stand"
"""How the list of all measures is ordered: as the plan is, or by state."""

BY_CATALOGUE, BY_NUMBER = "katalog", "nummer"
"""In which order fields and areas stand: as the catalogue lists them, or by their numbers."""

WITH_TITLE, WITH_SUMMARY = "titel", "kurzfassung"
"""What a measure's heading says besides its number."""

HEADINGS = (
    "hinweis",
    "kurzfassung",
    "kurzfassung_nach_hinweis",
    "teil",
    "umsetzungsstand",
    "geplante_schritte",
    "gruende",
    "kontakt",
)
"""The headings that an entry can have on the web pages. ``kurzfassung_nach_hinweis``: also in an entry that is no measure,
whose note says so."""

LICENCES = {
    "dl-de/by-2-0": "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "dl-de/zero-2-0": "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
    "cc-by/4.0": "http://dcat-ap.de/def/licenses/cc-by/4.0",
    "cc-zero": "http://dcat-ap.de/def/licenses/cc-zero",
}
"""The licences for open data, and what DCAT-AP.de calls them."""

STATEMENT_VERDICTS = ("vollständig", "teilweise", "nicht")
"""How far the web pages meet the BITV 2.0, in the words of its statement: "… vereinbar"."""

Value = str | int | tuple[str, ...] | tuple[int, ...]


class Key(NamedTuple):
    """One key of the settings: its section and name, its default (whose type is its type), and what it means.

    A key whose default is a tuple is a list; it may hold each of ``words`` once, without ``words`` any texts, or whole
    numbers if that is what it is a list ``of``. Any other with ``words`` is one of them.
    One that ``is_link`` holds an address of the web or of a mailbox.
    """

    section: str
    name: str
    default: Value
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()
    of: type = str
    is_link: bool = False


KEYS = (
    Key("plan", "kennung", "", "Kurze Kennung des Plans; sie steht in jedem Formular. Nach dem ersten Versand nicht mehr ändern.", True),
    Key("plan", "stadt", "", "Name der Stadt, wie er auf dem Titelblatt stehen soll.", True),
    Key("plan", "name", "Lokaler Integrationsplan", "Name des Plans."),
    Key("plan", "kurzname", "LIP", "Kurzname des Plans."),
    Key("plan", "reihenfolge", BY_CATALOGUE, f"Wie Formulare und Bericht geordnet sind: {BY_CATALOGUE} (die Gliederung, wie die Blätter des Katalogs sie aufzählen, darin nach Nummern) oder {BY_NUMBER} (alles nach Nummern).", words=(BY_CATALOGUE, BY_NUMBER)),
    Key("koordination", "stelle", "", "Die koordinierende Stelle, an die sich Dienststellen wenden."),
    Key("koordination", "mail", "", "Ihre Mailadresse; dorthin wird das Formular zurückgesandt."),
    Key("koordination", "telefon", "", "Ihre Telefonnummer."),
    Key("bericht", "titel", "Controllingbericht", "Titel des Berichts."),
    Key("bericht", "vorlage", "controllingbericht.docx", "Word-Vorlage des Berichts: eine Datei (.docx oder .dotx) im Ordner report_templates."),
    Key("bericht", "kapitel", tuple(word for word in CHAPTERS if word != "vorwort"), f"Welche Kapitel der Bericht hat, und in welcher Reihenfolge. Es gibt {', '.join(CHAPTERS)}.", words=tuple(CHAPTERS)),
    Key("bericht", "ueberblick_nach", BY_PLAN, f"Wie der Überblick über alle Einträge geordnet ist: {BY_PLAN} (wie der Plan) oder {BY_STATE}.", words=(BY_PLAN, BY_STATE)),
    Key("bericht", "ueberschriften", WITH_TITLE, f"Was hinter der Nummer eines Eintrags in der Überschrift steht: {WITH_TITLE} (wo der Katalog einen hat) oder {WITH_SUMMARY} (ohne Titel der Anfang der Kurzfassung).", words=(WITH_TITLE, WITH_SUMMARY)),
    Key("bericht", "leere_gruende", False, "Ob die Frage nach den Gründen auch dort gedruckt wird, wo dazu nur Striche („– – –“) eingetragen sind."),
    Key("bericht", "links", False, "Ob hinter einem Text mit einem Link dessen Internet- oder Mailadresse steht: „Konzept (https://…)“."),
    Key("web", "titel", "", "Überschrift der Webseiten; leer: der Name des Plans."),
    Key("web", "adresse", "", "Wo die Seiten einmal liegen, z. B. https://www.musterstadt.de/lip/{jahr}/; {jahr} wird ersetzt. Daraus werden die dauerhaften Kennungen der Daten.", is_link=True),
    Key("web", "ueberschriften", HEADINGS, f"Welche Überschriften ein Eintrag hat; die Texte stehen in jedem Fall da. Es gibt {', '.join(HEADINGS)}.", words=HEADINGS),
    Key("web", "einstufung", True, "Ob bei jedem Eintrag steht, wie er zählt, z. B. „Umsetzungsstand berichtet“ oder „keine Rückmeldung“."),
    Key("web", "gruende_immer", False, "Ob die Frage nach den Gründen bei jedem beantworteten Teil steht, auch wo dazu nichts eingetragen ist."),
    Key("web", "gruende_ohne_ansatz", "", "Wie die Frage nach den Gründen bei Einträgen heißt, die kein Handlungsansatz sind; leer: wie bei allen."),
    Key("web", "kontakt_trenner", "", "Was zwischen Person, Dienststelle und Telefon steht, z. B. ||; leer: jedes in einer eigenen Zeile."),
    Key("web", "links", False, "Ob Internet- und Mailadressen in den Texten Links sind."),
    Key("web", "rueckmeldung", "", "Wohin sich Bürgerinnen und Bürger wenden: eine Internetadresse oder mailto:…", is_link=True),
    Key("web", "impressum", "", "Adresse des Impressums.", is_link=True),
    Key("web", "datenschutz", "", "Adresse der Datenschutzerklärung.", is_link=True),
    Key("web", "barrierefreiheit", "", "Adresse der Erklärung zur Barrierefreiheit; leer: lipctl schreibt eine eigene Seite, sobald „erklaerung_vom“ ausgefüllt ist.", is_link=True),
    Key("web", "erklaerung_vom", "", "An welchem Tag Sie die Seiten für diese Erklärung bewertet haben, z. B. 1. März 2026."),
    Key("web", "erklaerung_stand", "teilweise", f"Wie weit die Seiten nach Ihrer Bewertung mit der BITV 2.0 vereinbar sind: {', '.join(STATEMENT_VERDICTS)}.", words=STATEMENT_VERDICTS),
    Key("web", "schlichtungsstelle", "", "Name der Stelle, an die man sich nach erfolgloser Rückmeldung wenden kann (Schlichtungs- oder Durchsetzungsstelle des Landes)."),
    Key("web", "schlichtungsstelle_link", "", "Ihre Adresse.", is_link=True),
    Key("web", "lizenz", "", f"Unter welcher Lizenz die Daten stehen: {', '.join(LICENCES)}; leer: keine Angabe.", words=("", *LICENCES)),
    Key("web", "herausgeber", "", "Wer die Daten herausgibt; leer: der Name der Stadt."),
    Key("web", "herausgeber_link", "", "Adresse des Herausgebers.", is_link=True),
    Key("web", "datenbereitsteller", "", "Ihre Kennung bei GovData: http://dcat-ap.de/def/contributors/…", is_link=True),
    Key("bewertung", "ab_jahr", 0, "Ab welchem Jahr die Bewertung abgefragt wird; 0 heißt: nie."),
    Key("erinnerung", "tage", (-14, 1, 8, 21), "Die Schritte von „lipctl remind“: wie viele Tage nach der Frist (mit „-“: davor) erinnert wird.", of=int),
    Key("erinnerung", "leitung", (), "Bei welchen dieser Schritte auch die Leitung die Mail in Kopie bekommt, z. B. [21].", of=int),
    Key("erinnerung", "vorlagen", (), "Je Schritt eine Vorlage aus report_templates/mail. Leer: vor der Frist „vor-der-frist“, danach „erinnerung“."),
    Key("mail", "server", "", "Der Mailserver für --send, z. B. mail.musterstadt.de."),
    Key("mail", "port", 0, "Sein Port; 0 heißt: 587 bei starttls, 465 bei tls, 25 bei keine."),
    Key("mail", "sicherheit", "starttls", "Wie die Verbindung geschützt ist: starttls, tls oder keine (nur an diesem Rechner selbst).", words=("starttls", "tls", "keine")),
    Key("mail", "benutzer", "", "Der Benutzername am Mailserver; leer: ohne Anmeldung. Das Passwort steht nie in dieser Datei."),
    Key("mail", "wartezeit", 30, "Wie viele Sekunden der Mailserver für eine Antwort haben darf."),
    Key("mail", "kopie", False, "Ob von jeder gesendeten Mail eine Blindkopie an die Koordination geht."),
    Key("bezeichnungen", "handlungsfeld", "Handlungsfeld", "Oberste Gliederung des Plans."),
    Key("bezeichnungen", "bereich", "LIP-Bereich", "Zweite Gliederung des Plans."),
    Key("bezeichnungen", "handlungsansatz", "Handlungsansatz", "Ein Eintrag des Plans, Einzahl."),
    Key("bezeichnungen", "handlungsansaetze", "Handlungsansätze", "Einträge des Plans, Mehrzahl."),
    Key("bezeichnungen", "teil", "Teil", "Ein Teil eines Eintrags, der mehrteilig berichtet wird."),
    Key("bezeichnungen", "hinweis", "Hinweis", "Anmerkung zu einem Eintrag."),
    Key("bezeichnungen", "kurzfassung", "Kurzfassung", "Wortlaut des Eintrags."),
    *(Key("bezeichnungen", row.key, row.label, row.meaning) for row in QUESTIONS.values() if row.key),
    Key("bezeichnungen", "ansprechpartnerin", "Ansprechpartnerin", "Überschrift bei einer Frau."),
    Key("bezeichnungen", "ansprechpartnerinnen", "Ansprechpartnerinnen", "Überschrift bei mehreren Frauen."),
    Key("bezeichnungen", "ansprechpartner", "Ansprechpartner", "Überschrift bei einem oder mehreren Herren."),
    Key("bezeichnungen", "ansprechpersonen", "Ansprechpersonen", "Überschrift bei Frauen und Herren."),
    Key("bezeichnungen", "ansprechperson", "Ansprechperson", "Überschrift ohne Anrede."),
    *(Key(GRAMMAR, name, "", f"Zu „{name}“ unter [bezeichnungen].") for name in NOUNS),
)  # fmt: skip

SECTIONS = {
    "plan": "Der Plan und die Stadt.",
    "koordination": "Wer die Runde führt. Steht in jedem Formular und auf dem Titelblatt.",
    "bericht": "Der Controllingbericht.",
    "web": "Die öffentlichen Webseiten (lipctl publish).",
    "bewertung": "Die Bewertung (erfüllt, in Bearbeitung …). Ihre eigene Skala: [[bewertung.stufe]], siehe Handbuch.",
    "katalog": "Eigene Spalten des Katalogs, die Formular oder Bericht unter ihrem Namen drucken; je Spalte ein solcher Abschnitt.",
    "frist": "Bis wann die Dienststellen antworten, je Berichtsjahr: 2011 = 2011-03-31",
    "erinnerung": "Wann „lipctl remind“ Dienststellen erinnert, die noch etwas offen haben.",
    "mail": "Womit „--send“ Mails verschickt. Ohne --send braucht es nichts davon.",
    "ignoriert": 'Dateien im Rücklauf, die nicht zählen sollen, mit dem Grund: "2011/ruecklauf/alt.xlsx" = "Doppelt"',
    "uebernahme": 'Wörter für den Stand in Ihrer Liste, und welche Bewertung sie meinen („lipctl import list“): "ruht" = "nicht weiter zu verfolgen"',
    "bezeichnungen": "Wörter, die Ihr Haus anders nennt. Nur, was Sie ändern möchten.",
    GRAMMAR: f'Nur nötig, wo lipctl ein Wort falsch beugt: mit Artikel in Werfall, Wesfall, Mehrzahl und deren Wemfall, z. B. "{EXAMPLE_NOUN}".',
}


_TABLES = {("bewertung", STEPS), ("bewertung", SUCCESSORS)}
"""What is a table of its own and no key: see :mod:`lipctl.scale_tables`."""


class Step(NamedTuple):
    """One step of reminding: how many days after the deadline it falls due, its template, whether the head gets a copy."""

    days: int
    template: str
    to_head: bool


@dataclass(frozen=True)
class Settings:
    """The settings of a workspace. Every value of :data:`KEYS` is there, as given or by default."""

    values: Mapping[tuple[str, str], Value]
    deadlines: Mapping[int, date] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    """Files set aside on purpose, by their path below ``data/``, with the reason."""
    status_words: Mapping[str, str] = field(default_factory=dict)
    """Words of the city's lists, and the label of the assessment that each means."""
    catalogue_fields: tuple[CatalogueField, ...] = (PRIORITY,)
    """The columns of the catalogue that are printed under their own names."""
    own_scale: OwnScale = NO_SCALE

    def text(self, section: str, name: str) -> str:
        """A setting that is a text."""
        return str(self.values[section, name])

    def label(self, name: str) -> str:
        """What the office calls a thing, e.g. ``label("handlungsansatz")``."""
        return self.text("bezeichnungen", name)

    @cached_property
    def labels(self) -> dict[str, str]:
        """All the office's words, by their key in ``[bezeichnungen]``, and their grammar where it is given."""
        words = {name: str(value) for (section, name), value in self.values.items() if section == "bezeichnungen"}
        grammar = {name: str(self.values[GRAMMAR, name]) for name in NOUNS}
        return words | {f"{GRAMMAR}.{name}": text for name, text in grammar.items() if text}

    @cached_property
    def words(self) -> Words:
        """What the office calls the questions."""
        return Words(self.labels)

    def of_reports(self) -> dict[tuple[str, str], Value]:
        """The values that a report may follow: all but those about mails."""
        return {key: value for key, value in self.values.items() if key[0] not in ("erinnerung", "mail")}

    @property
    def plan_id(self) -> str:
        """The plan's id, which every form carries."""
        return self.text("plan", "kennung")

    @property
    def plan_name(self) -> str:
        """The plan's name."""
        return self.text("plan", "name")

    @property
    def orders_by_number(self) -> bool:
        """Whether fields and areas stand in the order of their numbers, not in that of the catalogue."""
        return self.text("plan", "reihenfolge") == BY_NUMBER

    @property
    def city(self) -> str:
        """The city's name."""
        return self.text("plan", "stadt")

    @property
    def report_title(self) -> str:
        """The report's title, without the year."""
        return self.text("bericht", "titel")

    @property
    def report_template(self) -> str:
        """The name of the report's Word template; its ending may be left out."""
        return self.text("bericht", "vorlage")

    @property
    def reasons_as_asked(self) -> bool:
        """Whether the question for reasons is printed where nothing but dashes was said."""
        return bool(self.values["bericht", "leere_gruende"])

    @property
    def prints_links(self) -> bool:
        """Whether the address of a link is printed behind its text."""
        return bool(self.values["bericht", "links"])

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of reminding, the earliest first."""
        days = [day for day in self._list("erinnerung", "tage") if isinstance(day, int)]
        chosen = self._list("erinnerung", "vorlagen") or ["vor-der-frist" if day <= 0 else "erinnerung" for day in days]
        heads = self._list("erinnerung", "leitung")
        return tuple(sorted(Step(day, str(name), day in heads) for day, name in zip(days, chosen, strict=True)))

    def _list(self, section: str, name: str) -> tuple[str, ...] | tuple[int, ...]:
        value = self.values[section, name]
        return value if isinstance(value, tuple) else ()

    def asks_assessment(self, year: int) -> bool:
        """Whether the assessment is asked in that year."""
        first = self.values["bewertung", "ab_jahr"]
        return isinstance(first, int) and 0 < first <= year

    def scale(self, year: int) -> Scale:
        """How measures are assessed in that year, if they are."""
        return self.own_scale.in_year(year)

    def asked_scale(self, year: int) -> Scale | None:
        """How measures are assessed in that year; None if that is not asked."""
        return self.scale(year) if self.asks_assessment(year) else None

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters of the report, in their order (keys of :data:`CHAPTERS`)."""
        return self.words_of("bericht", "kapitel")

    def with_section(self, section: str, other: Settings) -> Settings:
        """These settings with one section of others: a closed year is published as the web pages are set today."""
        own = {key: value for key, value in other.values.items() if key[0] == section}
        return replace(self, values={**self.values, **own})

    def words_of(self, section: str, name: str) -> tuple[str, ...]:
        """A setting that is a list of words."""
        return tuple(map(str, self._list(section, name)))


def parse_settings(source: str) -> Settings:
    """Read the text of a ``lipctl.toml``.

    Raises:
        SettingsError: the text is no TOML, or a key is unknown, missing or of the wrong kind; all at once, with lines.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        where, advice = where_and_advice(source, error)
        raise SettingsError(f"{FILE_NAME} ist kein gültiges TOML: {where}", advice) from error
    reading = _Reading(source.splitlines())
    for section, content in data.items():
        reading.section(section, content)
    bewertung = data.get("bewertung")
    if isinstance(bewertung, dict):
        reading.own_scale, problems = read_scale(bewertung, reading.lines)
        reading.problems += problems
    for key in KEYS:
        if key.required and key not in reading.named and not reading.values.get((key.section, key.name)):
            empty = (key.section, key.name) in reading.values
            what = f"{key.name} in [{key.section}] ist leer" if empty else f"{key.name} fehlt in [{key.section}]"
            reading.complain(f"{what}: {key.meaning}", key.section, key.name if empty else "")
    reading.steps()
    if reading.problems:
        by_line = sorted(reading.problems, key=lambda item: item[0])
        lines = "\n".join(f"  Zeile {line}: {problem}" for line, problem in by_line)
        raise SettingsError(
            f"{FILE_NAME} enthält Fehler:\n{lines}", "Alle Schlüssel stehen in docs/referenz/einstellungen.md."
        )
    reading.add_plurals()
    defaults: dict[tuple[str, str], Value] = {(key.section, key.name): key.default for key in KEYS}
    return Settings(
        defaults | reading.values,
        reading.deadlines,
        reading.ignored,
        reading.status_words,
        reading.catalogue_fields,
        reading.own_scale,
    )


class _Reading:
    """One pass over the parsed settings that collects values and complaints."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.values: dict[tuple[str, str], Value] = {}
        self.deadlines: dict[int, date] = {}
        self.ignored: dict[str, str] = {}
        self.status_words: dict[str, str] = {}
        self.catalogue_fields: tuple[CatalogueField, ...] = (PRIORITY,)
        self.own_scale = NO_SCALE
        self.problems: list[tuple[int, str]] = []
        self.named: set[Key] = set()
        """Keys that a misspelt one means, or that stand in the wrong section: they are not missing as well."""

    def section(self, section: str, content: object) -> None:
        if section not in SECTIONS:
            self.unknown_section(section, content)
        elif not isinstance(content, dict):
            self.complain(f"{section} muss ein Abschnitt sein: [{section}].", "", section)
        elif section == "katalog":
            self.fields(content)
        else:
            read = {"frist": self.deadline, "ignoriert": self.set_aside, "uebernahme": self.status_word}
            for name, value in content.items():
                if (section, name) not in _TABLES:
                    read.get(section, partial(self.value, section))(name, value)

    def fields(self, content: object) -> None:
        """The columns that a city adds to its catalogue."""
        self.catalogue_fields, problems = read_fields(content)
        for problem in problems:
            self.complain(problem, "katalog.feld")

    def add_plurals(self) -> None:
        """Where a word is renamed and its plural is not, the plural follows."""
        labels = {name: str(value) for (section, name), value in self.values.items() if section == "bezeichnungen"}
        labels |= {
            f"{GRAMMAR}.{name}": str(value) for (section, name), value in self.values.items() if section == GRAMMAR
        }
        for name, plural in PLURALS.items():
            if labels.get(name):
                self.values.setdefault(("bezeichnungen", plural), noun_of(name, labels).plural)

    def unknown_section(self, section: str, content: object) -> None:
        """A misspelt section, or a key before the first section."""
        if not isinstance(content, dict):
            self.unknown_key("", section)
            return
        meant = did_you_mean(section, SECTIONS, most=1)
        self.named |= {key for key in KEYS if f"„{key.section}“" in meant and key.name in content}
        known = ", ".join(f"[{name}]" for name in SECTIONS)
        self.complain(f"[{section}] ist unbekannt; es gibt {known}.{meant and f' {meant}'}", section)

    def deadline(self, year: str, day: object) -> None:
        if not _is_plausible_year(year):
            self.complain(f"{year} ist kein Berichtsjahr; erwartet wird z. B. 2011 = 2011-03-31.", "frist", year)
        elif type(day) is not date:
            meant = day_meant(str(day)) or (day.date() if isinstance(day, datetime) else None)
            example = f"Meinten Sie {year} = {meant}?" if meant else f"Erwartet wird z. B. {year} = {year}-03-31."
            self.complain(
                f"Die Frist für {year} muss ein Datum ohne Anführungszeichen und Uhrzeit sein. {example}", "frist", year
            )
        elif not -1 <= day.year - int(year) <= _LATEST_DEADLINE:
            self.complain(
                f"Die Frist für {year} ist der {german_date(day)}. Bitte prüfen Sie beide Jahre; erwartet wird z. B. "
                f"{year} = {year}-{day:%m-%d}.", "frist", year,
            )  # fmt: skip
        else:
            self.deadlines[int(year)] = day

    def set_aside(self, name: str, reason: object) -> None:
        if isinstance(reason, str) and reason.strip():
            self.ignored[name.replace("\\", "/").removeprefix("data/")] = reason.strip()
        else:
            self.complain(f"Zu „{name}“ fehlt der Grund, als Text in Anführungszeichen.", "ignoriert", name)

    def status_word(self, word: str, label: object) -> None:
        if isinstance(label, str) and label.strip():
            self.status_words[word] = label.strip()
        else:
            self.complain(f"Zu „{word}“ fehlt die Bewertung, als Text in Anführungszeichen.", "uebernahme", word)

    def value(self, section: str, name: str, value: Any) -> None:
        key = next((key for key in KEYS if (key.section, key.name) == (section, name)), None)
        if key is None:
            self.unknown_key(section, name)
        elif isinstance(key.default, tuple):
            (self.words if key.words else self.items)(key, value)
        elif type(value) is not type(key.default):
            kind, example = _KINDS[type(key.default)]
            self.complain(f"{name} in [{section}] muss {kind} sein: {name} = {example}.", section, name)
        elif section == GRAMMAR and not given("", str(value)):
            self.complain(f'{name} in [{section}] muss lauten wie "{EXAMPLE_NOUN}".', section, name)
        elif key.words and value not in key.words:
            known = ", ".join(filter(None, key.words))
            self.complain(f"{name} in [{section}] ist „{value}“; es gibt {known}.", section, name)
        elif section == "mail" and isinstance(value, int) and not 0 <= value <= _LARGEST.get(name, 1):
            self.complain(
                f"{name} in [{section}] ist {value}; erwartet wird eine Zahl bis {_LARGEST[name]}.", section, name
            )
        elif key.is_link and not is_link(str(value)):
            self.complain(
                f"{name} in [{section}] ist „{value}“; erwartet wird eine Adresse wie https://www.example.org/ oder "
                "mailto:integration@example.org.", section, name,
            )  # fmt: skip
        elif name == "ab_jahr" and value != 0 and not _is_plausible_year(str(value)):
            self.complain(
                f"ab_jahr in [{section}] ist {value}; erwartet wird ein Jahr wie 2013, oder 0 für nie.", section, name
            )
        elif name == "kennung" and value and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", str(value)):
            self.complain(
                "kennung darf nur Kleinbuchstaben, Ziffern und Bindestriche enthalten (höchstens 40).", section, name
            )
        else:
            self.values[section, name] = value.strip() if isinstance(value, str) else value

    def unknown_key(self, section: str, name: str) -> None:
        """A misspelt key, or one of another section; the key that is meant is not missing as well. "" is no section."""
        here = f"ist in [{section}] unbekannt" if section else "steht über dem ersten Abschnitt"
        if section == "mail" and key_of(name).startswith(("pass", "kennwort")):
            advice = "Es gehört in die Umgebungsvariable LIPCTL_MAIL_PASSWORT oder in den Schlüsselbund; bitte löschen Sie die Zeile."
            self.complain(f"Ein Passwort liest lipctl nie aus einer Datei. {advice}", section, name)
            return
        known = [key.name for key in KEYS if key.section == section]
        known += [table for of, table in sorted(_TABLES) if of == section]
        meant = did_you_mean(name, known, most=1)
        elsewhere = [key for key in KEYS if key.name == name]
        if elsewhere:
            self.named.update(elsewhere)
            self.complain(f"{name} {here}; der Schlüssel gehört in [{elsewhere[0].section}].", section, name)
            return
        self.named |= {key for key in KEYS if key.section == section and f"„{key.name}“" in meant}
        listed = f"es gibt {', '.join(known)}." if section else "dort ist kein Schlüssel möglich."
        self.complain(f"{name} {here}; {listed}{meant and f' {meant}'}", section, name)

    def words(self, key: Key, value: object) -> None:
        """A list of known words, none of them twice."""
        where = key.section, key.name
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            example = f'{key.name} = ["{key.words[0]}", "{key.words[1]}"]'
            self.complain(f"{key.name} in [{key.section}] muss eine Liste von Wörtern sein, z. B. {example}.", *where)
            return
        chosen = tuple(word.strip() for word in value)
        for word in sorted(set(chosen) - set(key.words)):
            self.complain(f"{key.name} nennt „{word}“; es gibt {', '.join(key.words)}.", *where)
        for word in sorted({word for word in chosen if chosen.count(word) > 1}):
            self.complain(f"{key.name} nennt „{word}“ mehrmals.", *where)
        self.values[where] = chosen

    def items(self, key: Key, value: object) -> None:
        """A list of whole numbers or of texts, none of them twice."""
        kind = key.of
        if not isinstance(value, list) or any(type(item) is not kind for item in value):
            wanted = (
                "ganzen Zahlen, z. B. [-14, 1, 8]" if kind is int else 'Texten, z. B. ["vor-der-frist", "erinnerung"]'
            )
            self.complain(f"{key.name} in [{key.section}] muss eine Liste von {wanted} sein.", key.section, key.name)
        elif kind is int and len(set(value)) < len(value):
            self.complain(f"{key.name} in [{key.section}] nennt einen Tag mehrmals.", key.section, key.name)
        elif kind is int and any(abs(item) > _MOST_DAYS for item in value):
            self.complain(f"{key.name} in [{key.section}] nennt mehr als {_MOST_DAYS} Tage.", key.section, key.name)
        else:
            self.values[key.section, key.name] = tuple(value)

    def steps(self) -> None:
        """What the keys of [erinnerung] have to do with each other."""
        section, defaults = "erinnerung", {key.name: key.default for key in KEYS if key.section == "erinnerung"}
        given = {name: self.values.get((section, name), default) for name, default in defaults.items()}
        days, heads, names = (
            found if isinstance(found := given[name], tuple) else () for name in ("tage", "leitung", "vorlagen")
        )
        if names and len(names) != len(days):
            self.complain(
                f"vorlagen nennt {len(names)}, tage aber {len(days)} Schritte; je Schritt gehört eine Vorlage dazu.",
                section,
                "vorlagen",
            )
        unknown = [day for day in heads if day not in days]
        if unknown and (section, "leitung") in self.values:
            self.complain(f"leitung nennt {unknown[0]}; das ist keiner der Schritte in tage.", section, "leitung")

    def complain(self, problem: str, section: str, name: str = "") -> None:
        self.problems.append((_find_line(self.lines, section, name), problem))


def is_link(text: str) -> bool:
    """Whether a text is an address of the web or of a mailbox, and nothing else; or blank."""
    return bool(re.fullmatch(r"(?:https?://[^\s/\"<>]+[^\s\"<>]*|mailto:[^\s\"<>@]+@[^\s\"<>@]+)?", text.strip()))


def _is_plausible_year(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}", text, re.ASCII)) and _FIRST_YEAR <= int(text) <= _LAST_YEAR


_KINDS = {
    bool: ("true oder false", "true"),
    int: ("eine ganze Zahl", "2013"),
    str: ("ein Text in Anführungszeichen", '"…"'),
}
"""What a value is to be, by the type of its key's default, with an example."""


def _find_line(lines: list[str], section: str, name: str) -> int:
    """The line (from 1) of a key, else of its section, else 1. tomllib does not tell it."""
    here, found = "", 1
    for number, line in enumerate(lines, start=1):
        head = re.match(r"\s*\[{1,2}\s*[\"']?([^\]\"']+?)[\"']?\s*\]", line)
        if head:
            here = head[1]
            if here == section:
                found = number
        elif here == section and name and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return number
    return found


def settings_template(values: Mapping[tuple[str, str], Value], deadlines: Mapping[int, date]) -> str:
    """The commented ``lipctl.toml`` with these values; keys without one stand there as comments."""
    lines = ["# Einstellungen von lipctl. Zeilen mit # davor gelten nicht; sie zeigen, was möglich ist.", ""]
    for section, about in SECTIONS.items():
        lines += [
            f"# {about}",
            *([f"# {line}" for line in EXAMPLE.split("\n")] if section == "katalog" else [f"[{section}]"]),
        ]
        for key in KEYS:
            if key.section != section:
                continue
            given = values.get((section, key.name))
            shown = given if given is not None else key.default
            literal = _literal(shown)
            off = "# " if given is None and not key.required else ""
            lines += [f"# {key.meaning}", f"{off}{key.name} = {literal}"]
        if section == "frist":
            lines += [f"{year} = {day.isoformat()}" for year, day in sorted(deadlines.items())]
        lines.append("")
    return "\n".join(lines)


def _literal(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
