"""The names of pages and entries in addresses: short, in lower case, safe for any web server.

Names are made of numbers only, so that they stay the same when a title changes.
"""

from __future__ import annotations

import re

from lipctl.numbers import as_number
from lipctl.text import without_marks

START, EVERYTHING, STATEMENT = "index.html", "alle.html", "barrierefreiheit.html"
STYLE, SCRIPT, INDEX, SYMBOL = "stil.css", "suche.js", "suchindex.js", "symbol.svg"
METADATA, MANIFEST = "daten.jsonld", "lipctl-web.json"
WITHOUT_FIELD = "eintraege.html"

FILES = (
    (f"`{START}`", "der Überblick: Zahlen, Schaubild, Handlungsfelder, Veränderungen, Daten"),
    (
        "`bereich-5-1.html` …",
        "je Bereich eine Seite mit allen Einträgen; jeder hat eine Adresse: `bereich-5-1.html#ansatz-5-1-3`",
    ),
    ("`handlungsfeld-5.html` …", "Einträge, die zu einem Handlungsfeld, aber zu keinem Bereich gehören"),
    (f"`{WITHOUT_FIELD}`", "alle Einträge eines Plans, der weder Handlungsfelder noch Bereiche hat"),
    (f"`{EVERYTHING}`", "jeder Eintrag in einer Zeile"),
    (
        f"`{STATEMENT}`",
        "die Erklärung zur Barrierefreiheit, wenn `erklaerung_vom` ausgefüllt ist; bitte prüfen Sie den Text der Vorlage",
    ),
    ("`daten-JAHR.csv`, `daten-JAHR.json`", "die Tabelle von [lipctl data](daten.md), ohne Personen oder mit"),
    (
        f"`{METADATA}`",
        "Beschreibung der Daten nach DCAT-AP.de (JSON-LD), mit Lizenz, Herausgeber und dauerhafter Kennung",
    ),
    (
        f"`{STYLE}`, `{SCRIPT}`, `{INDEX}`, `{SYMBOL}`",
        "Aussehen, Suche, das Verzeichnis für die Suche, das Zeichen im Browser",
    ),
    (f"`{MANIFEST}`", "was lipctl geschrieben hat"),
)
"""The files of the pages and what stands in each, for the reference."""


def slug(number: str) -> str:
    """A number as it may stand in an address: "5.1" is "5-1", "Ü 1" is "u-1"."""
    key = as_number(number)
    words = (re.sub("[^a-z0-9]", "", without_marks(word)) for word in (key.key if key else ()))
    return "-".join(filter(None, words)) or "ohne-nummer"


class Names:
    """Gives each number a name of its own; the second of two that would get the same one gets a "-2".

    ``doubles`` are the numbers that had to get such a name, each with the one that has the name already.
    """

    def __init__(self, before: str, after: str = "") -> None:
        self.before, self.after = before, after
        self.taken: dict[str, str] = {}
        self.doubles: list[tuple[str, str]] = []

    def name(self, number: str) -> str:
        """The name of a number. Call it once for each."""
        wanted = f"{self.before}{slug(number)}"
        found, count = f"{wanted}{self.after}", 2
        if found in self.taken:
            self.doubles.append((number, self.taken[found]))
        while found in self.taken:
            found, count = f"{wanted}-{count}{self.after}", count + 1
        self.taken[found] = number
        return found
