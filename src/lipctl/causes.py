"""What usually lies behind a finding, and an example of it: for ``lipctl rules CODE`` and ``docs/referenz/meldungen.md``.

Kept beside :mod:`lipctl.findings` and not in it, since no rule needs it and only who asks for an explanation loads it.
A code without a row here is shown with "…" for what would be filled in; a test names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lipctl.findings import RULES, Rule


@dataclass(frozen=True, slots=True)
class Cause:
    """How a finding comes about (a German sentence), and what fills the blanks of its message in an example."""

    sentence: str
    example: Mapping[str, str]


def _cause(sentence: str, **example: str) -> Cause:
    return Cause(sentence, example)


_IN_THE_CATALOGUE = {
    "LIP101": _cause(
        "Eine Zeile des Katalogs hat keine Nummer, oder eine, in der weder Ziffer noch Buchstabe steht.",
        column="Nummer", found="„–“",
    ),
    "LIP102": _cause("Zeilen wurden kopiert, ohne die Nummer oder Kennung zu ändern.", found="5-1-3"),
    "LIP103": _cause("Die Kennung ist anders geschrieben als im Blatt „Dienststellen“, oder fehlt dort.", found="FB 18"),
    "LIP104": _cause(
        "Die Zelle war nicht als Text formatiert, als die Nummer eingegeben wurde.",
        found="05.01.2003", candidate="5-1-3",
    ),
    "LIP105": _cause(
        "Die Nummer beginnt mit keinem Bereich und keinem Handlungsfeld, und die Spalte „Bereich“ nennt auch keinen.",
        subject="Nummer 7-1-1", found="Spalte leer",
    ),
    "LIP106": _cause("In der Spalte ist nur Bestimmtes möglich.", column="im Bericht", found="evtl.", expected="ja oder nein"),
    "LIP107": _cause("Die Zeile ist nur zum Teil ausgefüllt.", column="Kurzfassung"),
    "LIP108": _cause("Ein Blatt oder eine Spaltenüberschrift wurde gelöscht oder umbenannt.", found="die Spalte „Dienststelle“"),
    "LIP109": _cause("Die Zelle verweist auf eine andere Datei, oder der Katalog wurde nie in Excel gerechnet.", found="der Fehlerwert #BEZUG!"),
    "LIP110": _cause("Die beiden Jahre wurden vertauscht.", start="2015", end="2012"),
}  # fmt: skip

_IN_A_FILE = {
    "LIP201": _cause("Die Datei lässt sich nicht öffnen, oder ihr Inhalt ist nichts Bekanntes.", reason="sie ist keine Excel-Datei"),
    "LIP202": _cause("Eine andere Arbeitsmappe wurde zurückgesandt, oder die Antworten wurden in eine neue abgeschrieben."),
    "LIP203": _cause(
        "Die Datei stammt aus einer anderen Stadt, oder „kennung“ wurde nach dem Versand geändert.",
        found="lip-altstadt", expected="lip-musterstadt",
    ),
    "LIP204": _cause("Das Formular des Vorjahres kam ohne eine neue Antwort zurück.", found="2025", expected="2026"),
    "LIP205": _cause(
        "Der Eintrag wurde nach dem Versand aus dem Katalog genommen, umnummeriert oder für das Jahr beendet.",
        found="5-1-4", text="Das Netzwerk hat viermal getagt.",
    ),
    "LIP206": _cause("Jemand hat in der versteckten Spalte etwas geändert.", text="Das Netzwerk hat viermal getagt."),
    "LIP207": _cause("Das Formular wurde mit einer früheren Fassung von lipctl geschrieben.", found="1", expected="2"),
    "LIP208": _cause("In die Zelle wurde eine Formel oder ein Bezug auf eine andere Datei eingefügt.", found="der Fehlerwert #BEZUG!"),
    "LIP209": _cause("Die Antwort wurde aus anderen Zellen zusammengesetzt.", text="siehe Konzept 2026"),
    "LIP210": _cause("Die Antwort besteht nur aus einer Zahl oder einem Datum.", found="eine Zahl", text="42"),
    "LIP211": _cause("Text wurde aus einem anderen Programm hineinkopiert.", found="U+000B"),
    "LIP212": _cause("Die Zelle hat ein Zahlenformat, das lipctl nicht nachbilden kann.", found="eine Zahl", text="42"),
    "LIP213": _cause("Ein sehr langer Text wurde eingefügt; Excel schneidet ihn wortlos ab."),
    "LIP214": _cause("Eine Nummer wurde in eine Zelle getippt, die nicht mehr als Text formatiert war.", text="05.01.2003", candidate="5-1-3"),
    "LIP215": _cause("Ein Blatt wurde in eine andere Arbeitsmappe übertragen, oder die versteckte Spalte wurde gelöscht.", where="; Jahr und Dienststelle nennt die Datei nicht"),
    "LIP216": _cause("Jemand hat neben oder unter die Felder geschrieben, eine Zeile eingefügt oder einen Kommentar gesetzt.", text="Rückruf Frau Muster?"),
    "LIP217": _cause("Ein Bild oder ein Textfeld wurde in das Formular eingefügt.", found="ein Bild"),
    "LIP218": _cause("Das Blatt wurde bis weit nach unten oder rechts gefüllt, meist aus Versehen."),
    "LIP219": _cause("Die Dienststelle hat das Formular des Vorjahres überschrieben.", found="2025", expected="2026"),
    "LIP220": _cause("In Excel wurde ein Kennwort zum Öffnen gesetzt."),
    "LIP221": _cause("Die Dienststelle arbeitet mit einem anderen Programm oder einer alten Fassung von Excel.", format=".ods"),
    "LIP222": _cause(
        "Das Formular wurde als Mappe mit Makros gespeichert, oder es wurde etwas aus einer anderen Mappe hineinkopiert.",
        found="Verknüpfungen mit anderen Dateien",
    ),
    "LIP224": _cause("Die Antworten wurden in Word geschrieben."),
    "LIP225": _cause("Statt des Formulars wurde etwas anderes abgelegt, z. B. die ganze Mail.", found="eine E-Mail (Outlook)"),
    "LIP226": _cause("Beim Übertragen ist etwas schiefgegangen."),
    "LIP227": _cause("Beim Übertragen ist etwas schiefgegangen, oder der Speicherplatz war voll."),
    "LIP228": _cause("Der Ordner wird mit einer Cloud abgeglichen, und die Datei liegt nur dort."),
    "LIP229": _cause("Bilder oder Anlagen wurden eingefügt.", size="31 MB", limit="25 MB"),
    "LIP230": _cause("Die Datei ist so gebaut, dass schon das Lesen schaden könnte.", reason="sie wird beim Auspacken unmäßig groß"),
    "LIP231": _cause("Ein Programm, das lipctl nicht kennt, hat die Datei geschrieben.", reason="es fehlt die Mappe selbst"),
    "LIP232": _cause("Die Datei wurde nicht von Excel oder LibreOffice geschrieben; vielleicht in böser Absicht."),
    "LIP233": _cause("Die Datei wurde von Hand oder von einem fehlerhaften Programm gepackt."),
    "LIP234": _cause("Im Ordner liegt eine Verknüpfung."),
    "LIP235": _cause("Jemand hat eine Datei dieses Ordners gerade offen, oder das Programm ist abgestürzt."),
    "LIP236": _cause("Das Betriebssystem legt solche Dateien von selbst an."),
    "LIP237": _cause("Sie haben die Datei in den Ordner „_ignoriert“ gelegt oder in lipctl.toml genannt.", reason="sie liegt im Ordner „_ignoriert“"),
    "LIP238": _cause("Die Datei wurde zweimal gespeichert.", found="data/2026/ruecklauf/Formular-2026-15.xlsx"),
}  # fmt: skip

_IN_AN_ANSWER = {
    "LIP301": _cause("Die Felder sind leer, oder nur vorausgefüllt."),
    "LIP302": _cause(
        "Die Dienststelle hat noch nicht geantwortet, oder ihre Datei liegt nicht im Ordner.",
        name="Büro Oberbürgermeister", overdue=" (Frist 31.03.2026, seit 5 Tagen überschritten)", folder="data/2026/ruecklauf",
    ),
    "LIP303": _cause("„– – –“ heißt „hier ist nichts zu sagen“; beim Umsetzungsstand ist das keine Auskunft.", part=""),
    "LIP304": _cause("Ausgefüllt sind nur die geplanten Schritte oder nur die Bewertung.", part=" (Teil 2)"),
    "LIP305": _cause("Jemand hat das Blatt oder die Zeilen gelöscht, der Eintrag kam erst nach dem Versand zu dieser Dienststelle, oder sie hat im Formular eines früheren Jahres geantwortet, in dem er fehlt.", number="5-1-3", name="Fachbereich Soziales"),
    "LIP306": _cause("Im Katalog ist die Spalte „Dienststelle“ leer."),
    "LIP307": _cause("Die Dienststelle hat „Nicht zuständig“ ausgefüllt.", text="Fachbereich Kultur"),
    "LIP308": _cause("Der Eintrag ist neu, oder die früheren Jahre liegen nicht im Ordner „data“."),
    "LIP309": _cause("Die Liste „Bewertung“ wurde übersehen."),
    "LIP310": _cause(
        "Die Bewertung passt nicht zu dem, was ausgefüllt ist.", assessment="in Bearbeitung", needed="Geplante Schritte"
    ),
    "LIP311": _cause("Statt aus der Liste zu wählen, wurde etwas anderes eingetragen.", text="vielleicht", expected="ja oder nichts"),
    "LIP320": _cause("Das Feld ist leer.", part=""),
    "LIP321": _cause("Ein Feld der Ansprechperson ist leer.", missing="Telefon"),
    "LIP322": _cause("Das Formular wurde weitergegeben, oder die Zuständigkeit hat gewechselt.", found="Fachbereich Kultur", expected="Fachbereich Soziales"),
    "LIP323": _cause("Beides zugleich wurde ausgefüllt."),
    "LIP324": _cause("Der alte Text wurde in das Feld kopiert.", year="2025"),
    "LIP325": _cause(
        "Etwas Abgeschlossenes ist wieder offen, oder die Bewertung wurde verwechselt.",
        year="2025", before="erfüllt", now="in Bearbeitung",
    ),
    "LIP326": _cause(
        "In einer Antwort steht ein Name, eine Telefonnummer, eine Mailadresse oder eine IBAN. Gemeldet wird das nur von „lipctl report --public“.",
        kind="den Namen einer Ansprechperson", found="Muster",
    ),
    "LIP327": _cause("Ein Eintrag, der geendet hat, wurde gelöscht statt mit „gültig bis“ beendet, oder er bekam eine neue Nummer.", year="2025"),
    "LIP330": _cause("Statt einer Antwort steht da ein Kürzel.", text="läuft"),
    "LIP331": _cause("Der Text wurde aus einem früheren Jahr übernommen.", year="2026"),
    "LIP332": _cause("Auch Punkte, die kein Handlungsansatz sind, werden abgefragt."),
    "LIP333": _cause(
        "Sie haben die Zuständigkeit im Katalog geändert, nachdem die Dienststelle geantwortet hatte.",
        name="Fachbereich Soziales", text="Fachbereich Kultur", responsible="Fachbereich Kultur",
    ),
    "LIP401": _cause(
        "Zwei Dateien einer Dienststelle sagen Verschiedenes, oder ein Blatt kam zweimal zurück.",
        texts="„Das Netzwerk tagt.“ – und: „Das Netzwerk ruht.“",
    ),
    "LIP402": _cause(
        "Nach der Redaktion kam eine neue Datei der Dienststelle. Ihre Arbeit bleibt erhalten, passt aber vielleicht nicht mehr.",
        text="Das Netzwerk tagt.", former="Netzwerk tagt", current="Das Netzwerk tagt zweimal im Jahr.", year="2026",
    ),
    "LIP403": _cause(
        "Die Dienststelle hat ihren Text zurückgezogen, oder der Handlungsansatz steht nicht mehr im Bericht.",
        text="Das Netzwerk tagt.", year="2026",
    ),
    "LIP404": _cause(
        "Eine Zeile von redaktion.xlsx wurde kopiert und die Kopie anders redigiert.",
        texts="„Das Netzwerk tagt.“ – und: „Das Netzwerk tagte.“",
    ),
    "LIP405": _cause(
        "redaktion.xlsx ist beschädigt, verschlüsselt, oder ihre Überschriften wurden gelöscht.",
        reason="Auf dem Blatt „Redaktion“ fehlt die Überschrift „Redigierter Text“.",
    ),
    "LIP406": _cause(
        "In der Spalte „Redigierter Text“ steht eine Formel, oder ein Text in einer Zeile ohne die versteckte Kennung.",
        reason="in seiner Zeile fehlt die Kennung", text="Das Netzwerk tagt.",
    ),
}  # fmt: skip

CAUSES: dict[str, Cause] = _IN_THE_CATALOGUE | _IN_A_FILE | _IN_AN_ANSWER
"""The causes by code."""


def example_message(rule: Rule) -> str:
    """The rule's message as it may read; what is not known shows as "…"."""
    return _filled(rule.message, rule)


def example_advice(rule: Rule) -> str:
    """The rule's advice as it may read."""
    return _filled(rule.advice, rule)


def _filled(sentence: str, rule: Rule) -> str:
    values = CAUSES[rule.code].example if rule.code in CAUSES else {}
    return re.sub(r"\{(\w+)\}", lambda blank: values.get(blank[1], "…"), sentence)


def uncovered() -> dict[str, list[str]]:
    """The codes that have no cause here, or blanks that no example fills: for the test that keeps this table whole."""
    missing = {}
    for rule in RULES.values():
        blanks = set(re.findall(r"\{(\w+)\}", rule.message + rule.advice))
        known = CAUSES.get(rule.code)
        if known is None or blanks - set(known.example):
            missing[rule.code] = sorted(blanks)
    return missing
