"""The variables of the Word template: the public interface that an office's own templates rely on.

:data:`VARIABLES` is the only list of them; :mod:`lipctl.word.context` gives them their values. The reference in ``docs/referenz/`` and ``lipctl template check`` are made
from it; a name may be added, but none renamed or taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lipctl.settings import CHAPTERS, KEYS


class Kind(StrEnum):
    """What a variable holds, in the office's words."""

    TEXT = "Text"
    NUMBER = "Zahl"
    FLAG = "ja/nein"
    GROUP = "Gruppe"
    LIST = "Liste"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. ``owner`` is the group it belongs to ("" at the top); ``of`` names what a group or list consists of.

    A list without ``of`` is a list of texts.
    """

    owner: str
    name: str
    kind: Kind
    meaning: str
    of: str = ""


def _group(owner: str, *lines: tuple[str, Kind, str] | tuple[str, Kind, str, str]) -> tuple[Variable, ...]:
    return tuple(Variable(owner, *line) for line in lines)


_T, _N, _F, _G, _L = Kind.TEXT, Kind.NUMBER, Kind.FLAG, Kind.GROUP, Kind.LIST

VARIABLES: tuple[Variable, ...] = (
    *_group(
        "",
        ("stadt", _T, "Name der Stadt."),
        ("plan", _T, "Name des Plans, z. B. Lokaler Integrationsplan."),
        ("kurzname", _T, "Kurzname des Plans, z. B. LIP."),
        ("titel", _T, "Titel des Berichts, ohne Jahr."),
        ("jahr", _N, "Berichtsjahr."),
        ("stand", _T, "Stichtag des Berichts, z. B. 31.03.2010."),
        ("redigierte_texte", _N, "Wie viele Antworten nicht im Wortlaut der Dienststelle stehen, sondern redigiert (lipctl edit)."),
        ("entwurf", _F, "ja, solange der Bericht nicht mit --final geschrieben wird."),
        ("oeffentlich", _F, "ja in der öffentlichen Fassung (--public): ohne Personen, Vermerke und offene Punkte."),
        ("kapitel", _L, "Die Kapitel, die der Bericht hat, in ihrer Reihenfolge (Einstellung „kapitel“), z. B. zusammenfassung."),
        ("koordination", _G, "Die koordinierende Stelle.", "koordination"),
        ("bezeichnungen", _G, "Die Wörter Ihres Hauses aus lipctl.toml.", "bezeichnungen"),
        ("zusammenfassung", _G, "Zahlen über den ganzen Bericht.", "zusammenfassung"),
        ("diagramm", _G, "Bild des Stands; leer in Jahren ohne Bewertung. Die Zahlen stehen in einem Diagramm der Vorlage.", "diagramm"),
        ("veraenderungen", _G, "Vergleich mit dem vorigen Bericht; leer, wo es keinen gibt.", "veraenderungen"),
        ("felder", _L, "Die Handlungsfelder, nach Nummern geordnet.", "feld"),
        ("kontakte", _L, "Die Dienststellen mit ihren Ansprechpersonen.", "kontaktstelle"),
        ("offene_punkte", _L, "Dienststellen mit Handlungsansätzen ohne vollständige Rückmeldung.", "dienststelle"),
        ("quellen", _G, "Wie der Bericht entstanden ist.", "quellen"),
    ),
    *_group(
        "koordination",
        ("stelle", _T, "Name der Stelle; leer, wenn nicht angegeben."),
        ("mail", _T, "Mailadresse; leer, wenn nicht angegeben."),
        ("telefon", _T, "Telefonnummer; leer, wenn nicht angegeben."),
    ),
    *(Variable("bezeichnungen", key.name, _T, key.meaning) for key in KEYS if key.section == "bezeichnungen"),
    *_group(
        "zusammenfassung",
        ("satz", _T, "Ein Satz mit allen Zahlen; Erfolge zuerst."),
        ("anzahl", _N, "Zahl aller Handlungsansätze im Bericht."),
        ("spalten", _L, "Die vorkommenden Einstufungen; jeder Handlungsansatz zählt in genau einer.", "spalte"),
        ("zeilen", _L, "Je Handlungsfeld und Bereich eine Zeile.", "zeile"),
        ("ruecklauf", _L, "Je Dienststelle eine Zeile; was niemand verantwortet, zuletzt.", "ruecklaufzeile"),
        ("ruecklauf_summe", _G, "Die Summen über alle Dienststellen.", "ruecklaufsumme"),
    ),
    *_group(
        "ruecklaufzeile",
        ("dienststelle", _T, "Name der Dienststelle, oder „ohne zuständige Dienststelle“."),
        ("eingang", _T, "Ihre Dateien mit deren eigenem Datum, oder „keine Datei“; öffentlich nur das Datum."),
        ("beantwortet", _N, "Wie viele ihrer Handlungsansätze vollständig beantwortet sind."),
        ("offen", _N, "Wie viele es nicht sind."),
        ("summe", _N, "Alle ihre Handlungsansätze."),
    ),
    *_group(
        "ruecklaufsumme",
        ("beantwortet", _N, "Alle beantworteten Handlungsansätze."),
        ("offen", _N, "Alle offenen."),
        ("summe", _N, "Alle Handlungsansätze."),
    ),
    *_group(
        "spalte",
        ("titel", _T, "Name der Einstufung, z. B. Umsetzungsstand berichtet."),
        ("anzahl", _N, "Wie viele Handlungsansätze so eingestuft sind."),
        ("zeichen", _T, "Zeichen der Einstufung, z. B. √ bei erfüllt; leer, wenn es keines gibt."),
    ),
    *_group(
        "zeile",
        ("titel", _T, "Handlungsfeld oder Bereich mit Nummer und Titel."),
        ("ist_bereich", _F, "ja, wenn die Zeile für einen Bereich steht (in der Zeile des Handlungsfelds mitgezählt)."),
        ("werte", _L, "Eine Zahl je Spalte."),
        ("summe", _N, "Summe der Zeile."),
    ),
    *_group(
        "diagramm",
        ("titel", _T, "Beschriftung, z. B. Handlungsansätze nach Handlungsfeld und Bewertung."),
        ("beschreibung", _T, "Alternativtext: was das Bild zeigt, in Sätzen."),
        ("felder", _L, "Die Handlungsfelder, kurz, z. B. 5 Demokratie."),
        ("reihen", _L, "Die vorkommenden Einstufungen.", "reihe"),
    ),
    *_group(
        "reihe",
        ("titel", _T, "Name der Einstufung, z. B. erfüllt."),
        ("werte", _L, "Eine Zahl je Handlungsfeld."),
    ),
    *_group(
        "feld",
        ("nummer", _T, "Nummer des Handlungsfelds."),
        ("titel", _T, "Titel des Handlungsfelds; leer, wenn unbekannt."),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. Handlungsfeld 5 Demokratie."),
        ("bereiche", _L, "Bereiche des Handlungsfelds. Was keinen Bereich hat, steht vorn in einem ohne Nummer.", "bereich"),
    ),
    *_group(
        "bereich",
        ("nummer", _T, "Nummer des Bereichs."),
        ("titel", _T, "Titel des Bereichs; leer, wenn unbekannt."),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. LIP-Bereich 5.1; bei Ansätzen ohne Bereich sagt sie das."),
        ("ansaetze", _L, "Die Handlungsansätze, nach Nummern geordnet.", "ansatz"),
    ),
    *_group(
        "ansatz",
        ("nummer", _T, "Nummer, z. B. 5-1-3."),
        ("ueberschrift", _T, "Bezeichnung und Nummer, z. B. Handlungsansatz 5-1-3."),
        ("hinweis", _L, "Absätze des Hinweises; leer, wenn es keinen gibt."),
        ("kurzfassung", _L, "Absätze der Kurzfassung."),
        ("einstufung", _T, "Wo der Handlungsansatz mitzählt, z. B. Umsetzungsstand berichtet."),
        ("zustand", _T, "Satz zum Stand, wo die Antworten ihn nicht selbst sagen, z. B. keine Rückmeldung; sonst leer."),
        ("zeichen", _T, "Zeichen der Einstufung: √ Erfolg, ● im Gang, ○ nicht begonnen, × nicht weiter verfolgt, = unverändert."),
        ("standzeile", _T, "Einstufung und Zustand in einer Zeile, z. B. in Bearbeitung – seit 2009 unverändert, Stand 2009."),
        ("beantwortet", _F, "ja, wenn eine vollständige Antwort vorliegt."),
        ("teile", _L, "Antworten des Jahres, Teil für Teil.", "teil"),
        ("angaben", _L, "Weitere Angaben: Bewertung, Zuständigkeit.", "antwort"),
        ("frueher", _G, "Frühere Antwort bei „keine Rückmeldung“ und „unverändert“; sonst leer.", "frueher"),
        ("kontakt", _G, "Ansprechperson; leer, wenn niemand bekannt ist.", "kontakt"),
    ),
    *_group(
        "teil",
        ("ueberschrift", _T, "z. B. Teil 1; leer, wenn es nur einen gibt."),
        ("antworten", _L, "Umsetzungsstand, geplante Schritte und Gründe, soweit etwas eingetragen ist.", "antwort"),
    ),
    *_group(
        "antwort",
        ("ueberschrift", _T, "Die Frage, z. B. Geplante Schritte."),
        ("absaetze", _L, "Die Antwort im Wortlaut, in Absätzen."),
        ("vermerk", _T, "Satz, wenn zwei verschiedene Antworten vorliegen; sonst leer."),
        ("redigiert", _F, "ja, wenn der Text in redaktion.xlsx redigiert wurde und nicht der Wortlaut der Dienststelle ist."),
    ),
    *_group(
        "frueher",
        ("jahr", _N, "Jahr der früheren Antwort."),
        ("ueberschrift", _T, "z. B. Stand 2009."),
        ("teile", _L, "Die frühere Antwort, Teil für Teil.", "teil"),
    ),
    *_group(
        "kontakt",
        ("ueberschrift", _T, "z. B. Ansprechpartnerin; richtet sich nach den Anreden."),
        ("zeilen", _L, "Personen; Dienststelle und Organisationseinheit; Telefon und Mail."),
        ("zeile", _T, "Dasselbe in einer Zeile."),
        ("vermerk", _T, "Satz, wenn zwei verschiedene Angaben vorliegen; sonst leer."),
    ),
    *_group(
        "dienststelle",
        ("name", _T, "Name der Dienststelle, oder „ohne zuständige Dienststelle“."),
        ("punkte", _L, "Handlungsansätze ohne vollständige Rückmeldung.", "punkt"),
    ),
    *_group(
        "veraenderungen",
        ("jahr", _N, "Das Jahr, mit dem verglichen wird."),
        ("satz", _T, "Ein Satz mit den Zahlen der Listen."),
        ("hinweis", _T, "Ein Satz dazu, womit verglichen wird, wo es sich nicht von selbst versteht; sonst leer."),
        ("anzahl", _N, "Alle Handlungsansätze, die in einem der Jahre zum Plan gehören."),
        ("spalten", _L, "Die Einstufungen von heute.", "spalte"),
        ("zeilen", _L, "Die Einstufungen von damals.", "vergleichszeile"),
        ("listen", _L, "Erfüllt, neu berichtet, ohne Rückmeldung …; nur Listen, in denen etwas steht.", "liste"),
    ),
    *_group(
        "vergleichszeile",
        ("titel", _T, "Einstufung von damals."),
        ("werte", _L, "Eine Zahl je Spalte."),
        ("summe", _N, "Summe der Zeile."),
    ),
    *_group(
        "liste",
        ("titel", _T, "z. B. Erfüllt."),
        ("angabe", _T, "Was bei jedem Eintrag steht, z. B. Begründung."),
        ("eintraege", _L, "Die Handlungsansätze.", "eintrag"),
    ),
    *_group(
        "eintrag",
        ("nummer", _T, "Nummer des Handlungsansatzes."),
        ("kurzfassung", _T, "Anfang der Kurzfassung."),
        ("angabe", _T, "z. B. die Begründung, oder seit wann."),
    ),
    *_group(
        "kontaktstelle",
        ("name", _T, "Name der Dienststelle."),
        ("zentral", _T, "Zentrale Ansprechperson, Telefon und Mail; leer, wenn unbekannt oder öffentlich."),
        ("personen", _L, "Ansprechpersonen; öffentlich nur Organisationseinheiten.", "kontaktperson"),
    ),
    *_group(
        "kontaktperson",
        ("name", _T, "Namen mit Anrede, oder „–“."),
        ("stelle", _T, "Organisationseinheit, oder „–“."),
        ("erreichbar", _T, "Telefon und Mail, öffentlich die der Dienststelle, oder „–“."),
        ("nummern", _T, "Nummern der Handlungsansätze, mit Komma getrennt."),
    ),
    *_group(
        "quellen",
        ("dateien", _L, "Katalog und Dateien des Rücklaufs, aus denen der Bericht entstanden ist.", "quelldatei"),
        ("beiseitegelegt", _L, "Dateien, die nicht zählen.", "beiseite"),
        ("meldungen", _L, "Fehler und Warnungen, die offengeblieben sind.", "meldung"),
        ("fundstellen", _L, "Je Handlungsansatz, wo seine Texte stehen.", "fundstelle"),
    ),
    *_group(
        "quelldatei",
        ("kurz", _T, "Kürzel, z. B. Q3."),
        ("name", _T, "Name der Datei im Rücklauf; leer in der öffentlichen Fassung."),
        ("dienststellen", _T, "Wessen Antworten darin stehen."),
        ("datum", _T, "Das Datum, das die Datei selbst nennt, oder „–“."),
        ("pruefsumme", _T, "Die ersten zwölf Stellen der Prüfsumme (SHA-256)."),
        ("nummern", _T, "Die Handlungsansätze, zu denen etwas eingetragen wurde."),
    ),
    *_group("beiseite", ("datei", _T, "Die Datei."), ("grund", _T, "Warum sie nicht zählt.")),
    *_group(
        "meldung",
        ("code", _T, "z. B. LIP301; erklärt von lipctl rules LIP301."),
        ("art", _T, "Fehler oder Warnung."),
        ("titel", _T, "Was es bedeutet."),
        ("anzahl", _N, "Wie oft."),
        ("betrifft", _T, "Handlungsansätze, Dienststellen oder Dateien, mit Komma getrennt."),
    ),
    *_group(
        "fundstelle",
        ("nummer", _T, "Nummer des Handlungsansatzes."),
        ("orte", _T, "Kürzel der Datei, Blatt und Zellen."),
    ),
    *_group(
        "punkt",
        ("nummer", _T, "Nummer des Handlungsansatzes."),
        ("offen", _T, "Was offen ist, in Worten."),
    ),
)  # fmt: skip


def members(owner: str) -> dict[str, Variable]:
    """The variables of a group by their name; the top level is the group ""."""
    return {variable.name: variable for variable in VARIABLES if variable.owner == owner}


def sample_context() -> dict[str, object]:
    """A context in which every variable has a value, to try a template with."""
    return _sample("") | {"kapitel": list(CHAPTERS)}


def _sample(owner: str) -> dict[str, object]:
    return {name: _sample_value(variable) for name, variable in members(owner).items()}


def _sample_value(variable: Variable) -> object:
    match variable.kind:
        case Kind.TEXT:
            return "Beispiel"
        case Kind.NUMBER:
            return 1
        case Kind.FLAG:
            return True
        case Kind.GROUP:
            return _sample(variable.of)
        case Kind.LIST:
            return [_sample(variable.of)] if variable.of else ["Beispiel"]
