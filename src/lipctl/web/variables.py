"""The variables of the pages' templates, each with its meaning. The reference lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

TEXT_BLOCK = "Überschrift („ueberschrift“, leer: keine), Absätze („absaetze“), Vermerk bei Widerspruch („vermerk“)"

VARIABLES: dict[str, str] = {
    "seite.titel": "Überschrift dieser Seite",
    "seite.fenstertitel": "dasselbe, gekürzt, mit dem Titel des Auftritts",
    "seite.datei": "ihr Dateiname",
    "seite.adresse": "ihre ganze Adresse; leer, wenn in lipctl.toml keine steht",
    "seite.ist_start": "ob es die Startseite ist",
    "auftritt.titel": "Titel der Webseiten",
    "auftritt.stadt": "Name der Stadt",
    "auftritt.jahr": "Berichtsjahr",
    "auftritt.stand": "Stichtag",
    "auftritt.entwurf": "ob es ein Entwurf ist",
    "woerter.…": "die Bezeichnungen aus lipctl.toml, z. B. woerter.handlungsansatz; woerter.zum_umsetzungsstand stellt „zum“ davor",
    "fuss[].text": "Text eines Links im Fuß",
    "fuss[].ziel": "wohin er führt",
    "zusammenfassung.satz": "die Zahlen in einem Satz (start.html)",
    "zusammenfassung.gesamt": "wie viele Handlungsansätze gezählt sind",
    "zusammenfassung.spalten[].name": "eine Einstufung oder Bewertung, die vorkommt",
    "zusammenfassung.spalten[].zeichen": "ihr Zeichen",
    "zusammenfassung.spalten[].anzahl": "wie oft sie vorkommt",
    "zusammenfassung.spalten[].farbe": "der Name ihrer Farbe in stil.css",
    "zusammenfassung.zeilen[].name": "ein Handlungsfeld oder Bereich",
    "zusammenfassung.zeilen[].ist_bereich": "ob es ein Bereich ist",
    "zusammenfassung.zeilen[].zahlen[]": "seine Zahlen, eine je Spalte",
    "zusammenfassung.zeilen[].gesamt": "ihre Summe",
    "zusammenfassung.balken[].farbe": "ein Stück des Balkens: der Name seiner Farbe",
    "zusammenfassung.balken[].fuellung": "die Farbe einer Stufe Ihrer eigenen Skala, z. B. #1F6B3A; leer: die aus stil.css",
    "zusammenfassung.balken[].x": "wo es beginnt, von 0 bis 100",
    "zusammenfassung.balken[].breite": "wie breit es ist",
    "diagramm.titel": "was die Tabelle zeigt",
    "diagramm.beschreibung": "das Schaubild in Sätzen, für alle, die es nicht sehen",
    "felder[].ueberschrift": "ein Handlungsfeld",
    "felder[].ziel": "seine Seite; leer, wenn es mehrere hat",
    "felder[].balken[].farbe": "wie oben",
    "felder[].balken[].fuellung": "wie oben",
    "felder[].balken[].x": "wie oben",
    "felder[].balken[].breite": "wie oben",
    "felder[].in_worten": "seine Zahlen in Worten",
    "felder[].seiten[].ueberschrift": "eine Seite mit Einträgen",
    "felder[].seiten[].ziel": "ihr Dateiname",
    "felder[].seiten[].anzahl": "wie viele Einträge sie hat, in Worten",
    "veraenderungen.jahr": "mit welchem Jahr verglichen ist; 0: mit keinem",
    "veraenderungen.satz": "die Veränderungen in einem Satz",
    "veraenderungen.hinweis": "was beim Vergleich zu beachten ist",
    "veraenderungen.listen[].titel": "was sich verändert hat, z. B. „Neu erfüllt“",
    "veraenderungen.listen[].eintraege[].nummer": "ein Eintrag",
    "veraenderungen.listen[].eintraege[].kurzfassung": "der Anfang seiner Kurzfassung",
    "veraenderungen.listen[].eintraege[].text": "was sich verändert hat",
    "veraenderungen.listen[].eintraege[].ziel": "wo er steht; leer, wenn es ihn nicht mehr gibt",
    "daten[].name": "eine Datei zum Herunterladen",
    "daten[].datei": "ihr Dateiname",
    "daten[].groesse": "ihre Größe in Worten",
    "metadaten": "die Beschreibung der Daten (JSON-LD)",
    "lizenz": "die Lizenz der Daten",
    "gruppen[].feld": "ein Handlungsfeld (alle.html)",
    "gruppen[].ueberschrift": "eine Seite daraus; leer, wenn es nur eine gibt",
    "gruppen[].ziel": "ihr Dateiname",
    "gruppen[].eintraege[].nummer": "ein Eintrag",
    "gruppen[].eintraege[].name": "seine Überschrift",
    "gruppen[].eintraege[].kurzfassung": "der Anfang seiner Kurzfassung",
    "gruppen[].eintraege[].einstufung": "wie er zählt",
    "gruppen[].eintraege[].zeichen": "das Zeichen dazu",
    "gruppen[].eintraege[].farbe": "der Name der Farbe dazu",
    "gruppen[].eintraege[].ziel": "wo er steht",
    "bereich.ueberschrift": "Überschrift der Seite (bereich.html)",
    "bereich.feld": "ihr Handlungsfeld",
    "bereich.mit_kontakten": "ob Personen genannt sind",
    "zurueck.ziel": "die Seite davor: ihr Dateiname; die Gruppe ist leer, wenn es keine gibt",
    "zurueck.name": "ihre Überschrift",
    "weiter.ziel": "die Seite danach: ihr Dateiname",
    "weiter.name": "ihre Überschrift",
    "eintraege[].nummer": "ein Eintrag; in eintrag.html heißt er „eintrag“",
    "eintraege[].ueberschrift": "seine Überschrift",
    "eintraege[].anker": "sein Name in Adressen",
    "eintraege[].hinweis": TEXT_BLOCK,
    "eintraege[].kurzfassung": TEXT_BLOCK,
    "eintraege[].felder[].name": "eine eigene Spalte des Katalogs",
    "eintraege[].felder[].text": "was darin steht",
    "eintraege[].ist_ansatz": "ob er ein Handlungsansatz ist und mitzählt",
    "eintraege[].einstufung": "wie er zählt",
    "eintraege[].zeichen": "das Zeichen dazu",
    "eintraege[].farbe": "der Name der Farbe dazu",
    "eintraege[].teile[].ueberschrift": "ein Teil; leer, wenn es nur einen gibt",
    "eintraege[].teile[].antworten[]": TEXT_BLOCK,
    "eintraege[].frueher.ueberschrift": "von wann eine frühere Antwort ist",
    "eintraege[].frueher.teile[].ueberschrift": "wie oben",
    "eintraege[].frueher.teile[].antworten[]": TEXT_BLOCK,
    "eintraege[].kontakt": TEXT_BLOCK,
    "eintraege[].weitere_dienststellen[]": "wer noch beteiligt ist",
    "erklaerung.vom": "Tag der Erklärung (barrierefreiheit.html)",
    "erklaerung.vereinbar": "vollständig, teilweise oder nicht",
    "erklaerung.rueckmeldung": "Link für Rückmeldungen",
    "erklaerung.mail": "Mailadresse der Koordination",
    "erklaerung.telefon": "ihre Telefonnummer",
    "erklaerung.stelle": "ihr Name, sonst der der Stadt",
    "erklaerung.schlichtungsstelle": "Name der Schlichtungsstelle",
    "erklaerung.schlichtungsstelle_link": "ihre Adresse",
}
"""Names as a template writes them; "[]" stands behind a list, whose items the name goes on with."""

_BLOCK = {"ueberschrift", "absaetze", "vermerk"}


def names_in(values: object, name: str = "") -> Iterator[str]:
    """Every name that leads to a value, as :data:`VARIABLES` writes it."""
    if isinstance(values, Mapping) and values.keys() != _BLOCK and name != "woerter":
        for key, value in values.items():
            yield from names_in(value, f"{name}.{key}" if name else key)
    elif isinstance(values, list):
        for value in values:
            yield from names_in(value, f"{name}[]")
    else:
        yield f"{name}.…" if name == "woerter" else name
