"""What can be wrong in ``data/katalog.xlsx``: LIP1xx. An error here keeps lipctl from forms and report."""

from __future__ import annotations

from lipctl.findings.rule import Rule, Severity

_E = Severity.ERROR

CATALOGUE_RULES = (
    Rule(
        "LIP101", _E, "Nummer fehlt oder ist unbrauchbar",
        "In der Spalte „{column}“ steht {found}; erwartet wird eine Nummer wie 5-1-3, Ü1 oder B 2.3.",
        "Bitte tragen Sie im Katalog die Nummer ein.",
        cause="Eine Zeile des Katalogs hat keine Nummer, oder eine, in der weder Ziffer noch Buchstabe steht.",
        example={"column": "Nummer", "found": "„–“"},
    ),
    Rule(
        "LIP102", _E, "Nummer oder Kennung doppelt vergeben",
        "„{found}“ ist im Katalog mehrfach vergeben.",
        "Bitte geben Sie jedem Eintrag eine eigene Nummer oder Kennung, oder löschen Sie die doppelte Zeile.",
        cause="Zeilen wurden kopiert, ohne die Nummer oder Kennung zu ändern.",
        example={"found": "5-1-3"},
    ),
    Rule(
        "LIP103", _E, "Unbekannte Dienststelle",
        "„{found}“ steht nicht im Blatt „Dienststellen“.",
        "Bitte tragen Sie die Dienststelle dort ein, verbessern Sie die Schreibweise, oder ergänzen Sie diese bei der richtigen Dienststelle unter „andere Namen“.",
        cause="Die Kennung ist anders geschrieben als im Blatt „Dienststellen“, oder fehlt dort.",
        example={"found": "FB 18"},
    ),
    Rule(
        "LIP104", _E, "Nummer ist zu einem Datum geworden",
        "Excel hat aus der Nummer ein Datum gemacht: {found}. Gemeint ist vermutlich {candidate}.",
        "Bitte formatieren Sie die Zelle als Text und geben Sie die Nummer neu ein.",
        cause="Die Zelle war nicht als Text formatiert, als die Nummer eingegeben wurde.",
        example={"found": "05.01.2003", "candidate": "5-1-3"},
    ),
    Rule(
        "LIP105", _E, "Unbekannter Bereich oder unbekanntes Handlungsfeld",
        "{subject} gehört zu keinem Bereich oder Handlungsfeld des Katalogs ({found}).",
        "Bitte tragen Sie in der Zeile den Bereich ein oder ergänzen Sie ihn im Blatt „Bereiche“.",
        cause="Die Nummer beginnt mit keinem Bereich und keinem Handlungsfeld, und die Spalte „Bereich“ nennt auch keinen.",
        example={"subject": "Nummer 7-1-1", "found": "Spalte leer"},
    ),
    Rule(
        "LIP106", _E, "Wert nicht erlaubt",
        "In der Spalte „{column}“ steht „{found}“; erwartet wird {expected}.",
        "Bitte verbessern Sie die Zelle im Katalog.",
        cause="In der Spalte ist nur Bestimmtes möglich.",
        example={"column": "im Bericht", "found": "evtl.", "expected": "ja oder nein"},
    ),
    Rule(
        "LIP107", _E, "Pflichtangabe fehlt",
        "Die Spalte „{column}“ ist leer.",
        "Bitte füllen Sie die Zelle im Katalog aus.",
        cause="Die Zeile ist nur zum Teil ausgefüllt.",
        example={"column": "Kurzfassung"},
    ),
    Rule(
        "LIP108", _E, "Blatt oder Spalte fehlt",
        "Im Katalog fehlt {found}.",
        "Bitte stellen Sie die Überschrift wieder her. Einen leeren Katalog zum Vergleich legt „lipctl init“ an.",
        cause="Ein Blatt oder eine Spaltenüberschrift wurde gelöscht oder umbenannt.",
        example={"found": "die Spalte „Dienststelle“"},
    ),
    Rule(
        "LIP109", _E, "Formel ohne Ergebnis oder Fehlerwert",
        "In der Zelle steht {found}, kein lesbarer Wert.",
        "Bitte schreiben Sie den Wert selbst in die Zelle und speichern Sie den Katalog in Excel.",
        cause="Die Zelle verweist auf eine andere Datei, oder der Katalog wurde nie in Excel gerechnet.",
        example={"found": "der Fehlerwert #BEZUG!"},
    ),
    Rule(
        "LIP110", _E, "Gültigkeit verkehrt herum",
        "„gültig ab“ ({start}) liegt nach „gültig bis“ ({end}).",
        "Bitte verbessern Sie eines der beiden Jahre.",
        cause="Die beiden Jahre wurden vertauscht.",
        example={"start": "2015", "end": "2012"},
    ),
)  # fmt: skip
