"""What is to be said of the public pages (``lipctl publish``): LIP290 to LIP299."""

from __future__ import annotations

from lipctl.findings.rule import Rule, Severity

_W, _H = Severity.WARNING, Severity.HINT

WEB_RULES = (
    Rule("LIP290", _W, "Zwei Nummern mit derselben Internetadresse",
        "Die Nummern „{number}“ und „{other}“ ergeben dieselbe Adresse; die von „{number}“ endet deshalb auf „-2“.",
        "Sie brauchen nichts zu tun. Sollen die Adressen über die Jahre dieselben bleiben, geben Sie den Nummern im Katalog verschiedene Buchstaben oder Ziffern.",
        cause="Adressen bestehen aus Kleinbuchstaben ohne Umlaute und aus Ziffern; zwei Nummern unterscheiden sich nur in anderen Zeichen.",
        example={"number": "U1", "other": "Ü1"}),
    Rule("LIP291", _H, "Große Webseite",
        "Die Seite „{page}“ ist {size} groß ({entries}) und lädt auf einem Telefon langsam.",
        "Gliedern Sie den Plan im Katalog in mehr Bereiche, oder lassen Sie sehr lange Texte mit „lipctl edit“ kürzen.",
        cause="Auf einer Seite stehen sehr viele Einträge oder sehr lange Texte.",
        example={"page": "LIP-Bereich 5.1", "size": "612 kB", "entries": "3.000 Einträge"}),
    Rule("LIP292", _H, "Eintrag ohne Bereich",
        "Der Eintrag gehört zu keinem Bereich; er steht auf der Seite „{page}“.",
        "Sie brauchen nichts zu tun. Gehört er in einen Bereich, tragen Sie diesen im Katalog ein.",
        cause="Im Katalog ist die Spalte „Bereich“ leer, andere Einträge haben aber einen Bereich.",
        example={"page": "handlungsfeld-5.html"}),
    Rule("LIP293", _W, "Angabe für die Webseiten fehlt",
        "Auf den Seiten fehlt {what}.",
        "Tragen Sie vor dem Veröffentlichen in lipctl.toml im Abschnitt [web] „{key}“ ein.",
        cause="Öffentliche Stellen müssen auf ihren Webseiten eine Erklärung zur Barrierefreiheit und einen Weg zur Rückmeldung anbieten (BITV 2.0).",
        example={"key": "rueckmeldung", "what": "ein Link für Rückmeldungen"}),
)  # fmt: skip
