"""Every key of ``lipctl.toml``: what a city sets once for its plan.

The table :data:`KEYS` is the only list of keys: reading, the commented file that ``lipctl init`` writes and the
reference are made from it.
"""

from __future__ import annotations

from typing import NamedTuple

from lipctl.nouns import EXAMPLE as EXAMPLE_NOUN
from lipctl.questions import PART_QUESTIONS, QUESTIONS
from lipctl.words import GRAMMAR, NOUNS

FILE_NAME = "lipctl.toml"


# The shipped template has a part for each: CHAPTERS in tools/build_template.py.
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
    *(key for question in PART_QUESTIONS if (key := QUESTIONS[question].key)),
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

MAIL_PORTS = {"starttls": 587, "tls": 465, "keine": 25}
"""How the connection to the mail server may be protected, and the usual port of each."""
LARGEST_PORT = 65_535

Value = str | int | tuple[str, ...] | tuple[int, ...]


class Key(NamedTuple):
    """One key of the settings: its section and name, its default (whose type is its type), and what it means.

    A key whose default is a tuple holds a list: of ``words``, each at most once, or without them of any texts, or of whole
    numbers (``of``). Any other key with ``words`` holds one of them. One that ``is_link`` holds an address of the web or of a
    mailbox, one with ``largest`` a number from 0 to that.
    """

    section: str
    name: str
    default: Value
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()
    of: type = str
    is_link: bool = False
    largest: int | None = None


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
    Key("mail", "port", 0, f"Sein Port; 0 heißt: {', '.join(f'{port} bei {word}' for word, port in MAIL_PORTS.items())}.", largest=LARGEST_PORT),
    Key("mail", "sicherheit", "starttls", "Wie die Verbindung geschützt ist: starttls, tls oder keine (nur an diesem Rechner selbst).", words=tuple(MAIL_PORTS)),
    Key("mail", "benutzer", "", "Der Benutzername am Mailserver; leer: ohne Anmeldung. Das Passwort steht nie in dieser Datei."),
    Key("mail", "wartezeit", 30, "Wie viele Sekunden der Mailserver für eine Antwort haben darf.", largest=600),
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
