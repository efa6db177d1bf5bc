"""The commands of ``lipctl``, each with its one line: for the overview, which loads no command, and for the command's own page."""

from __future__ import annotations

COMMANDS = {
    "init": "Einen neuen Arbeitsordner anlegen.",
    "import": "Übernehmen, was es schon gibt: veröffentlichte Seiten oder eine Liste.",
    "export-forms": "Je Dienststelle ein Excel-Formular schreiben.",
    "check": "Prüfen, was im Rücklauf fehlt oder auffällt.",
    "status": "Zeigen, wer geantwortet hat, wann, und was noch offen ist.",
    "remind": "Erinnern, wer noch etwas offen hat.",
    "edit": "Texte für den Bericht redigieren, ohne dass etwas verloren geht.",
    "report": "Den Controllingbericht als Word-Dokument schreiben.",
    "close": "Ein Jahr abschließen, damit sein Bericht bleibt, wie er ist.",
    "history": "Zeigen, was zu einem Eintrag in allen Jahren berichtet wurde.",
    "publish": "Ein Jahr als öffentliche Webseiten schreiben.",
    "data": "Ein Jahr als Tabelle schreiben: Excel, CSV oder JSON.",
    "rules": "Die Meldungen auflisten oder eine erklären.",
    "template": "Mit den Vorlagen von Bericht, Mails und Webseiten arbeiten.",
    "doctor": "Nachsehen, was installiert ist und ob der Arbeitsordner stimmt.",
}
"""In the order of the yearly round. The module is named like the command; ``import_``, as Python has that word."""
