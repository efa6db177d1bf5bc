"""What has changed since a year was closed: LIP280 to LIP289."""

from __future__ import annotations

from lipctl.findings.rule import Rule, Severity

_W, _H = Severity.WARNING, Severity.HINT

CLOSING_RULES = (
    Rule("LIP280", _W, "Datei seit dem Abschluss geändert",
        "Die Datei ist nicht mehr die, aus der der Bericht {year} entstand. Es gilt, was beim Abschluss am {day} darin stand.",
        "Soll der Bericht {year} berichtigt werden, tun Sie das mit einem Nachtrag: „lipctl close {year} --addendum“. Sonst stellen Sie die alte Datei wieder her oder löschen sie; gebraucht wird sie nicht mehr.",
        cause="Jemand hat eine Datei im Rücklauf eines abgeschlossenen Jahres geöffnet und gespeichert, oder eine andere unter ihrem Namen abgelegt.",
        example={"year": "2026", "day": "31.03.2027"}),
    Rule("LIP281", _W, "Datei kam nach dem Abschluss",
        "Die Datei lag beim Abschluss von {year} am {day} noch nicht im Ordner. Nichts daraus zählt.",
        "Gehört etwas daraus in den Bericht {year}, nehmen Sie es als Nachtrag auf: „lipctl close {year} --addendum“. Soll es in der nächsten Runde zählen, legen Sie die Datei in deren Ordner.",
        cause="Ein Formular kam zurück, nachdem das Jahr mit „lipctl close“ abgeschlossen war.",
        example={"year": "2026", "day": "31.03.2027"}),
    Rule("LIP282", _H, "Grundlage des Berichts seit dem Abschluss geändert",
        "{what} hat sich seit dem Abschluss am {day} geändert.",
        "Texte und Einstellungen gelten so, wie sie beim Abschluss waren. Nur die Word-Vorlage gilt, wie sie heute ist: Der Bericht sieht dann anders aus, sein Inhalt bleibt.",
        cause="redaktion.xlsx, lipctl.toml oder die Word-Vorlage wurde nach „lipctl close“ geändert, etwa für die nächste Runde.",
        example={"what": "Die Redaktion", "day": "31.03.2027"}),
    Rule("LIP283", _H, "Katalog seit dem Abschluss geändert",
        "Im Katalog steht heute anderes als beim Abschluss am {day}: {what}.",
        "Der Bericht {year} bleibt bei dem, was damals galt. Ist das beabsichtigt, ist nichts zu tun.",
        cause="Der Katalog wurde für eine spätere Runde geändert, ohne den alten Eintrag mit „gültig bis“ zu beenden.",
        example={"year": "2026", "day": "31.03.2027", "what": "die Kurzfassung"}),
    Rule("LIP284", _W, "Nachtrag nicht lesbar",
        "Zeile {line} lässt sich nicht lesen, etwa nach einem Absturz. Sie zählt nicht mit.",
        "Bitte sehen Sie mit „lipctl history“ nach, ob Ihr letzter Nachtrag da ist, und geben Sie ihn sonst noch einmal ein.",
        cause="Der Rechner ist ausgefallen, oder der Datenträger war voll, während ein Nachtrag geschrieben wurde.",
        example={"line": "2"}),
)  # fmt: skip
