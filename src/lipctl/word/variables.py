"""The variables of the Word template: the public interface that an office's own templates rely on.

:data:`VARIABLES` is the only list of them: the values for a report (:mod:`lipctl.word.context`), the reference in
``docs/referenz/`` and what ``lipctl template check`` knows are made from it. A name may be added, but none renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Mapping

from lipctl.findings import Place
from lipctl.judge.progress import ANSWERED
from lipctl.report.chart import build_chart
from lipctl.report.counts import ResponseFile, ResponseRow
from lipctl.report.measure_view import AreaView, FieldOfActionView
from lipctl.report.summary import style_of_step
from lipctl.report.view import FileView
from lipctl.settings.keys import KEYS
from lipctl.templates.variables import COORDINATION, Kind, Variable, group, in_groups, setting
from lipctl.text import counted, german_date
from lipctl.xlsx.cells import in_ranges

_NOBODY = "ohne zuständige Dienststelle"
_NOTHING = "–"


def members(owner: str) -> Mapping[str, Variable]:
    """The variables of a group by their name; the top level is the group ""."""
    return GROUPS.get(owner, {})


# --- values that are more than a look into the view -------------------------------------------------------------------


def _with_loose_measures(field: FieldOfActionView, labels: Mapping[str, str]) -> FieldOfActionView:
    """A field in which every measure is in an area.

    What has no area beside others that have one has a heading all the same: below the field's no level may be left out
    (PDF/UA-1, 7.4.2). In a field without areas they stand one level higher instead.
    """
    if not field.measures:
        return field
    beside = f" ohne {labels['bereich']}" if field.areas else ""
    loose = AreaView("", "", f"{labels['handlungsansaetze']}{beside}", field.measures, stands_alone=not field.areas)
    return field._replace(areas=(loose, *field.areas))


def _received(row: ResponseRow) -> str:
    """Each file with its own date on a line; without names only the dates, each once."""
    if row.id is None:
        return "nicht abgefragt"
    late = [counted(row.days_late, "Tag nach der Frist", "Tage nach der Frist")] if row.days_late else []
    return "\n".join([*dict.fromkeys(map(_response_file, row.files)), *late]) or "keine Datei"


def _response_file(file: ResponseFile) -> str:
    day = _shown_day(file)
    return f"{file.name} ({day or 'ohne Datum'})" if file.name else day or "Datei ohne Datum"


def _shown_day(file: ResponseFile | FileView) -> str:
    """The day of receipt, else the file's own; "" without either."""
    if file.received:
        return f"Eingang {german_date(file.received)}"
    return german_date(file.day) if file.day else ""


def _place(place: Place) -> str:
    cells = ", ".join(in_ranges(place.cells, to="–"))
    return f"{place.file} „{place.sheet}“: {cells}" if place.sheet else place.file


# --- the table --------------------------------------------------------------------------------------------------------


_T, _N, _F, _G, _L = Kind.TEXT, Kind.NUMBER, Kind.FLAG, Kind.GROUP, Kind.LIST

VARIABLES: tuple[Variable, ...] = (
    *group(
        "",
        ("stadt", _T, "Name der Stadt.", "settings.city"),
        ("plan", _T, "Name des Plans, z. B. Lokaler Integrationsplan.", "settings.plan_name"),
        ("kurzname", _T, "Kurzname des Plans, z. B. LIP.", lambda report: report.settings.text("plan", "kurzname")),
        ("titel", _T, "Titel des Berichts, ohne Jahr.", "settings.report_title"),
        ("jahr", _N, "Berichtsjahr.", "view.occasion.year"),
        ("stand", _T, "Stichtag des Berichts, z. B. 31.03.2010.", lambda report: german_date(report.view.occasion.as_of)),
        ("redigierte_texte", _N, "Wie viele Antworten nicht im Wortlaut der Dienststelle stehen, sondern redigiert (lipctl edit).", "view.edited"),
        ("entwurf", _F, "ja, solange der Bericht nicht mit --final geschrieben wird.", lambda report: not report.view.occasion.final),
        ("oeffentlich", _F, "ja in der öffentlichen Fassung (--public): ohne Personen, Vermerke und offene Punkte.", "view.occasion.public"),
        ("kapitel", _L, "Die Kapitel, die der Bericht hat, in ihrer Reihenfolge (Einstellung „kapitel“), z. B. zusammenfassung.", lambda report: report.view.chapters(report.settings.chapters)),
        ("koordination", _G, "Die koordinierende Stelle.", "settings", "koordination"),
        ("bezeichnungen", _G, "Die Wörter Ihres Hauses aus lipctl.toml.", "settings", "bezeichnungen"),
        ("zusammenfassung", _G, "Zahlen über den ganzen Bericht.", "view.summary", "zusammenfassung"),
        ("ueberblick", _L, "Alle Handlungsansätze in Gruppen, nach der Gliederung des Plans oder nach dem Stand (Einstellung „ueberblick_nach“).", "view.overview", "ueberblicksgruppe"),
        ("stufen", _L, "Die Stufen der Bewertung, in ihrer Reihenfolge; leer in Jahren ohne Bewertung.", lambda report: report.view.occasion.scale.steps if report.view.occasion.scale else (), "stufe"),
        ("diagramm", _G, "Bild des Stands; leer in Jahren ohne Bewertung. Die Zahlen stehen in einem Diagramm der Vorlage.", lambda report: build_chart(report.view, report.settings.labels), "diagramm"),
        ("veraenderungen", _G, "Vergleich mit dem vorigen Bericht; leer, wo es keinen gibt.", "view.changes", "veraenderungen"),
        ("felder", _L, "Die Handlungsfelder, geordnet wie der Plan (Einstellung „reihenfolge“).", lambda report: [_with_loose_measures(field, report.settings.labels) for field in report.view.fields], "feld"),
        ("kontakte", _L, "Die Dienststellen mit ihren Ansprechpersonen.", "view.contacts", "kontaktstelle"),
        ("kontakte_erreichbar", _F, "ja, wenn zu einer von ihnen Telefon oder Mail bekannt ist.", lambda report: any(group.central or entry.reach != _NOTHING for group in report.view.contacts for entry in group.entries)),
        ("offene_punkte", _L, "Dienststellen mit Handlungsansätzen ohne vollständige Rückmeldung.", "view.open_points", "dienststelle"),
        ("quellen", _G, "Wie der Bericht entstanden ist.", "view.sources", "quellen"),
    ),
    *COORDINATION,
    *group(
        "bezeichnungen",
        *((key.name, _T, key.meaning, setting(key.section, key.name)) for key in KEYS if key.section == "bezeichnungen"),
    ),
    *group(
        "zusammenfassung",
        ("satz", _T, "Alle Zahlen in ein oder zwei Sätzen; Erfolge zuerst.", lambda summary: f"{summary.glance.answered} {summary.glance.open}".strip()),
        ("saetze", _L, "Die Zahlen in höchstens drei Sätzen: was beantwortet ist, was sich verändert hat, was offen ist.", "glance.sentences"),
        ("kennzahlen", _L, "Eine Zahl für jede Art von Stand, die vorkommt; zusammen alle Handlungsansätze.", "glance.figures", "kennzahl"),
        ("wichtig", _L, "Absätze, die Sie unter „Was wichtig ist“ in redaktion.xlsx schreiben; leer, wenn dort nichts steht.", "glance.important"),
        ("anzahl", _N, "Zahl aller Handlungsansätze im Bericht.", "total"),
        ("bereiche", _F, "ja, wenn Bereiche eine Zeile haben.", lambda summary: any(row.is_area for row in summary.rows)),
        ("spalten", _L, "Die vorkommenden Einstufungen; jeder Handlungsansatz zählt in genau einer.", "columns", "spalte"),
        ("zeilen", _L, "Je Handlungsfeld und Bereich eine Zeile.", "rows", "zeile"),
        ("ruecklauf", _L, "Je Dienststelle eine Zeile; was niemand verantwortet, zuletzt.", "responses.rows", "ruecklaufzeile"),
        ("ruecklauf_summe", _G, "Die Summen über alle Dienststellen.", "responses", "ruecklaufsumme"),
    ),
    *group(
        "kennzahl",
        ("titel", _T, "Die Art des Stands, z. B. mit Erfolg abgeschlossen.", "label"),
        ("anzahl", _N, "Wie viele Handlungsansätze so stehen.", "count"),
        ("zeichen", _T, "Das Zeichen dazu, z. B. ✓.", "sign"),
    ),
    *group(
        "ruecklaufzeile",
        ("kurz", _T, "Kurzzeichen der Dienststelle; leer, wo keine zuständig ist.", lambda row: row.id or ""),
        ("dienststelle", _T, "Name der Dienststelle, oder „ohne zuständige Dienststelle“.", lambda row: row.name or _NOBODY),
        ("eingang", _T, "Ihre Dateien mit deren eigenem Datum, bei Mails dem des Eingangs, oder „keine Datei“; öffentlich nur das Datum.", _received),
        ("beantwortet", _N, "Wie viele ihrer Handlungsansätze vollständig beantwortet sind.", "answered"),
        ("offen", _N, "Wie viele es nicht sind.", "open"),
        ("summe", _N, "Alle ihre Handlungsansätze.", "total"),
    ),
    *group(
        "ruecklaufsumme",
        ("beantwortet", _N, "Alle beantworteten Handlungsansätze.", "answered"),
        ("offen", _N, "Alle offenen.", "open"),
        ("summe", _N, "Alle Handlungsansätze.", "total"),
    ),
    *group(
        "ueberblicksgruppe",
        ("ueberschrift", _T, "Handlungsfeld, Bereich oder Einstufung.", "heading"),
        ("anzahl", _N, "Wie viele Handlungsansätze darunter stehen, bei einem Handlungsfeld auch die seiner Bereiche.", "total"),
        ("ansaetze", _L, "Die Handlungsansätze, bei einem Handlungsfeld nur die ohne Bereich.", "measures", "ansatz"),
        ("bereiche", _L, "Die Bereiche eines Handlungsfelds; sonst leer.", "areas", "ueberblicksbereich"),
    ),
    *group(
        "ueberblicksbereich",
        ("ueberschrift", _T, "Der Bereich.", "heading"),
        ("anzahl", _N, "Wie viele Handlungsansätze darunter stehen.", "total"),
        ("ansaetze", _L, "Die Handlungsansätze.", "measures", "ansatz"),
    ),
    *group(
        "spalte",
        ("titel", _T, "Name der Einstufung, z. B. Umsetzungsstand berichtet.", "label"),
        ("stand_kurz", _T, "Derselbe Name in wenigen Worten, z. B. berichtet.", "short"),
        ("anzahl", _N, "Wie viele Handlungsansätze so eingestuft sind.", "count"),
        ("zeichen", _T, "Zeichen der Einstufung, z. B. ✓ bei erfüllt; leer, wenn es keines gibt.", "sign"),
        ("lage", _T, "Was die Einstufung bedeutet: erfolg, laufend, offen, beendet oder unbekannt; danach wählt die Vorlage die Farbe.", "kind"),
        ("stufe", _T, "Kennung der Einstufung: der Stufe, oder einer Klasse wie no_response.", "key"),
        ("farbe", _T, "Eigene Farbe der Stufe, sechs Ziffern; leer, wenn die Vorlage sie wählt.", "colour"),
    ),
    *group(
        "zeile",
        ("titel", _T, "Handlungsfeld oder Bereich mit Nummer und Titel.", "label"),
        ("kurz", _T, "Nur Nummer und Titel, z. B. 5 Demokratie.", "short"),
        ("ist_bereich", _F, "ja, wenn die Zeile für einen Bereich steht (in der Zeile des Handlungsfelds mitgezählt).", "is_area"),
        ("werte", _L, "Eine Zahl je Spalte.", "counts"),
        ("summe", _N, "Summe der Zeile.", "total"),
    ),
    *group(
        "diagramm",
        ("titel", _T, "Beschriftung, z. B. Handlungsansätze nach Handlungsfeld und Bewertung.", "title"),
        ("beschreibung", _T, "Alternativtext: was das Bild zeigt, in Sätzen.", "description"),
        ("felder", _L, "Die Handlungsfelder, kurz, z. B. 5 Demokratie.", "fields"),
        ("reihen", _L, "Die vorkommenden Einstufungen.", "series", "reihe"),
    ),
    *group(
        "reihe",
        ("titel", _T, "Name der Einstufung, z. B. erfüllt.", "label"),
        ("farbe", _T, "Eigene Farbe der Einstufung, sechs Ziffern; leer, wenn die Vorlage sie wählt.", "colour"),
        ("werte", _L, "Eine Zahl je Handlungsfeld.", "counts"),
    ),
    *group(
        "stufe",
        ("kennung", _T, "Kennung der Stufe.", "key"),
        ("name", _T, "Name der Stufe.", "label"),
        ("zeichen", _T, "Zeichen der Stufe.", "sign"),
        ("lage", _T, "Was die Stufe bedeutet: erfolg, laufend, offen oder beendet.", lambda step: style_of_step(step).kind),
        ("farbe", _T, "Eigene Farbe der Stufe, sechs Ziffern; leer, wenn die Vorlage sie wählt.", "colour"),
    ),
    *group(
        "feld",
        ("nummer", _T, "Nummer des Handlungsfelds.", "number"),
        ("titel", _T, "Titel des Handlungsfelds; leer, wenn unbekannt.", "title"),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. Handlungsfeld 5 Demokratie.", "heading"),
        ("anzahl", _N, "Wie viele Handlungsansätze es hat.", "total"),
        ("bereiche", _L, "Bereiche des Handlungsfelds. Was keinen Bereich hat, steht vorn in einem ohne Nummer.", "areas", "bereich"),
    ),
    *group(
        "bereich",
        ("nummer", _T, "Nummer des Bereichs.", "number"),
        ("titel", _T, "Titel des Bereichs; leer, wenn unbekannt.", "title"),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. LIP-Bereich 5.1; bei Ansätzen ohne Bereich sagt sie das.", "heading"),
        ("allein", _F, "ja, wenn das Handlungsfeld keine Bereiche hat; die Ansätze stehen dann unmittelbar unter seiner Überschrift.", lambda area: area.stands_alone),
        ("ansaetze", _L, "Die Handlungsansätze, nach Nummern geordnet.", "measures", "ansatz"),
    ),
    *group(
        "ansatz",
        ("nummer", _T, "Nummer, z. B. 5-1-3.", "number"),
        ("titel", _T, "Titel aus dem Katalog, z. B. Solardächer; leer, wenn es keinen gibt.", "title"),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. Handlungsansatz 5-1-3 oder Maßnahme B1: Solardächer (Einstellung „ueberschriften“).", "heading"),
        ("kurz", _T, "Titel, sonst Anfang der Kurzfassung, in einer Zeile.", "brief"),
        ("merkmale", _L, "Priorität und eigene Spalten des Katalogs ([[katalog.feld]]), wo etwas darin steht.", "fields", "merkmal"),
        ("stelle", _T, "Kurzzeichen der zuständigen Dienststelle, oder „–“.", lambda measure: measure.department or _NOTHING),
        ("stand_kurz", _T, "Die Einstufung in wenigen Worten, z. B. berichtet.", "short_label"),
        ("zuvor", _T, "Einstufung im vorigen Bericht in wenigen Worten, „gleich“ oder „neu im Plan“; leer, wo es keinen gibt.", "before"),
        ("anker", _T, "Ziel für Links: Eine Textmarke „ansatz_anker“ (eine weitere heißt „ansatz_anker_2“) gilt für jeden Ansatz, ein Link auf sie führt dorthin.", "anchor"),
        ("hinweis", _L, "Absätze des Hinweises; leer, wenn es keinen gibt.", "note"),
        ("kurzfassung", _L, "Absätze der Kurzfassung.", "summary"),
        ("einstufung", _T, "Wo der Handlungsansatz mitzählt, z. B. Umsetzungsstand berichtet.", "label"),
        ("zustand", _T, "Satz zum Stand, wo die Antworten ihn nicht selbst sagen, z. B. keine Rückmeldung; sonst leer.", "sentence"),
        ("zeichen", _T, "Zeichen der Einstufung: ✓ Erfolg, ● im Gang, ○ nicht begonnen, × nicht weiter verfolgt, = unverändert, □ nichts bekannt.", "sign"),
        ("lage", _T, "Was die Einstufung bedeutet: erfolg, laufend, offen, beendet oder unbekannt; danach wählt die Vorlage die Farbe.", "kind"),
        ("stufe", _T, "Kennung der Einstufung: der Stufe, oder einer Klasse wie no_response.", "column"),
        ("farbe", _T, "Eigene Farbe der Stufe, sechs Ziffern; leer, wenn die Vorlage sie wählt.", "colour"),
        ("standzeile", _T, "Einstufung und Zustand in einer Zeile, z. B. in Bearbeitung – seit 2009 unverändert, Stand 2009.", "state"),
        ("beantwortet", _F, "ja, wenn eine vollständige Antwort vorliegt.", lambda measure: measure.progress in ANSWERED),
        ("teile", _L, "Antworten des Jahres, Teil für Teil.", "parts", "teil"),
        ("angaben", _L, "Weitere Angaben: Bewertung, Zuständigkeit.", "remarks", "antwort"),
        ("frueher", _G, "Frühere Antwort bei „keine Rückmeldung“ und „unverändert“; sonst leer.", "earlier", "frueher"),
        ("kontakt", _G, "Ansprechperson; leer, wenn niemand bekannt ist.", "contact", "kontakt"),
        ("weitere_dienststellen", _T, "Namen der weiteren Dienststellen, mit Semikolon getrennt; leer, wenn es keine gibt.", lambda measure: "; ".join(measure.further_departments)),
    ),
    *group(
        "merkmal",
        ("name", _T, "Überschrift der Spalte im Katalog, z. B. Priorität.", "heading"),
        ("text", _T, "Was darin steht.", lambda answer: "\n".join(answer.paragraphs)),
    ),
    *group(
        "teil",
        ("ueberschrift", _T, "z. B. Teil 1; leer, wenn es nur einen gibt.", "heading"),
        ("antworten", _L, "Umsetzungsstand, geplante Schritte und Gründe, soweit etwas eingetragen ist.", "answers", "antwort"),
    ),
    *group(
        "antwort",
        ("ueberschrift", _T, "Die Frage, z. B. Geplante Schritte.", "heading"),
        ("absaetze", _L, "Die Antwort im Wortlaut, in Absätzen.", "paragraphs"),
        ("vermerk", _T, "Satz, wenn zwei Rückmeldungen voneinander abweichen; sonst leer.", "mark"),
        ("redigiert", _F, "ja, wenn der Text in redaktion.xlsx redigiert wurde und nicht der Wortlaut der Dienststelle ist.", "edited"),
    ),
    *group(
        "frueher",
        ("jahr", _N, "Jahr der früheren Antwort.", "year"),
        ("ueberschrift", _T, "z. B. Stand 2009.", "heading"),
        ("teile", _L, "Die frühere Antwort, Teil für Teil.", "parts", "teil"),
    ),
    *group(
        "kontakt",
        ("ueberschrift", _T, "z. B. Ansprechpartnerin; richtet sich nach den Anreden.", "heading"),
        ("zeilen", _L, "Personen; Dienststelle und Organisationseinheit; Telefon und Mail.", "lines"),
        ("zeile", _T, "Dasselbe in einer Zeile.", lambda contact: ", ".join(contact.lines)),
        ("vermerk", _T, "Satz, wenn zwei Rückmeldungen voneinander abweichen; sonst leer.", "mark"),
    ),
    *group(
        "dienststelle",
        ("name", _T, "Name der Dienststelle, oder „ohne zuständige Dienststelle“.", lambda department: department.name or _NOBODY),
        ("punkte", _L, "Handlungsansätze ohne vollständige Rückmeldung.", "points", "punkt"),
    ),
    *group(
        "veraenderungen",
        ("jahr", _N, "Das Jahr, mit dem verglichen wird.", "year"),
        ("satz", _T, "Ein Satz mit den Zahlen der Listen.", "sentence"),
        ("hinweis", _T, "Ein Satz dazu, womit verglichen wird, wo es sich nicht von selbst versteht; sonst leer.", "hint"),
        ("anzahl", _N, "Alle Handlungsansätze, die in einem der Jahre zum Plan gehören.", "total"),
        ("spalten", _L, "Die Einstufungen von heute.", "columns", "spalte"),
        ("zeilen", _L, "Die Einstufungen von damals.", "rows", "vergleichszeile"),
        ("listen", _L, "Neu erfüllt, wieder offen, ohne Rückmeldung …; nur Listen, in denen etwas steht.", "lists", "liste"),
    ),
    *group(
        "vergleichszeile",
        ("titel", _T, "Einstufung von damals.", "label"),
        ("kurz", _T, "Dieselbe in wenigen Worten, z. B. berichtet.", "short"),
        ("werte", _L, "Eine Zahl je Spalte.", "counts"),
        ("summe", _N, "Summe der Zeile.", "total"),
    ),
    *group(
        "liste",
        ("titel", _T, "z. B. Erfüllt.", "title"),
        ("angabe", _T, "Was bei jedem Eintrag steht, z. B. Begründung.", "about"),
        ("mit_titel", _F, "ja, wenn alle diese Handlungsansätze einen Titel haben.", lambda item: all(change.has_title for change in item.changes)),
        ("eintraege", _L, "Die Handlungsansätze.", "changes", "eintrag"),
    ),
    *group(
        "eintrag",
        ("nummer", _T, "Nummer des Handlungsansatzes.", "number"),
        ("anker", _T, "Ziel für Links, wie bei ansatz; leer, wenn der Ansatz nicht mehr im Bericht steht.", "anchor"),
        ("kurzfassung", _T, "Titel, sonst Anfang der Kurzfassung.", "summary"),
        ("angabe", _T, "z. B. die Begründung, oder seit wann.", "detail"),
    ),
    *group(
        "kontaktstelle",
        ("name", _T, "Name der Dienststelle.", "name"),
        ("zentral", _T, "Zentrale Ansprechperson, Telefon und Mail; leer, wenn unbekannt oder öffentlich.", "central"),
        ("personen", _L, "Ansprechpersonen; öffentlich nur Organisationseinheiten.", "entries", "kontaktperson"),
    ),
    *group(
        "kontaktperson",
        ("name", _T, "Namen mit Anrede, oder „–“.", "persons"),
        ("stelle", _T, "Organisationseinheit, oder „–“.", "unit"),
        ("wer", _T, "Beides, soweit bekannt, mit Komma; öffentlich nur die Organisationseinheit.", "who"),
        ("erreichbar", _T, "Telefon und Mail, öffentlich die der Dienststelle, oder „–“.", "reach"),
        ("nummern", _T, "Nummern der Handlungsansätze, mit Komma getrennt.", lambda entry: ", ".join(entry.measures)),
    ),
    *group(
        "quellen",
        ("dateien", _L, "Katalog und Dateien des Rücklaufs, aus denen der Bericht entstanden ist.", "files", "quelldatei"),
        ("beiseitegelegt", _L, "Dateien, die nicht zählen.", "set_aside", "beiseite"),
        ("meldungen", _L, "Fehler und Warnungen, die offengeblieben sind.", "left_open", "meldung"),
        ("fundstellen", _L, "Je Handlungsansatz, wo seine Texte stehen.", "traces", "fundstelle"),
    ),
    *group(
        "quelldatei",
        ("kurz", _T, "Kürzel, z. B. Q3.", "key"),
        ("name", _T, "Name der Datei im Rücklauf; leer in der öffentlichen Fassung.", lambda file: file.name or ""),
        ("dienststellen", _T, "Wessen Antworten darin stehen.", lambda file: ", ".join(file.departments) or ("Katalog" if file.is_catalogue else _NOTHING)),
        ("datum", _T, "Der Tag, an dem sie mit einer Mail einging, sonst der, den sie selbst nennt, oder „–“.", lambda file: _shown_day(file) or _NOTHING),
        ("pruefsumme", _T, "Die ersten zwölf Stellen der Prüfsumme (SHA-256).", "short_checksum"),
        ("nummern", _T, "Die Handlungsansätze, zu denen etwas eingetragen wurde.", lambda file: "alle" if file.is_catalogue else ", ".join(file.measures) or _NOTHING),
    ),
    *group(
        "beiseite",
        ("datei", _T, "Die Datei.", "path"),
        ("grund", _T, "Warum sie nicht zählt.", "reason"),
    ),
    *group(
        "meldung",
        ("code", _T, "z. B. LIP301; erklärt von lipctl rules LIP301.", "code"),
        ("art", _T, "Fehler oder Warnung.", lambda item: "Fehler" if item.is_error else "Warnung"),
        ("titel", _T, "Was es bedeutet.", "title"),
        ("anzahl", _N, "Wie oft.", "count"),
        ("betrifft", _T, "Handlungsansätze, Dienststellen oder Dateien, mit Komma getrennt.", lambda item: ", ".join(item.concerned) or _NOTHING),
    ),
    *group(
        "fundstelle",
        ("nummer", _T, "Nummer des Handlungsansatzes.", "measure"),
        ("orte", _T, "Kürzel der Datei, Blatt und Zellen.", lambda trace: "; ".join(map(_place, trace.places)) or _NOTHING),
    ),
    *group(
        "punkt",
        ("nummer", _T, "Nummer des Handlungsansatzes.", "number"),
        ("offen", _T, "Was offen ist, in Worten.", lambda point: "; ".join(point.missing)),
    ),
)  # fmt: skip
GROUPS = in_groups(VARIABLES)
