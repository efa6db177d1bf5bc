"""What is wrong with a text that is no TOML, and what to type instead. tomllib says it in English and for programmers."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

from lipctl.text import day_meant

_NO_SUCH_DAY = "Diesen Tag gibt es nicht. Ein Tag steht da als Jahr-Monat-Tag: 2011 = 2011-03-31."
_ADVICE = (
    (r".*[„“”‚‘’«»].*", r"Invalid value|Invalid initial|Expected '='|Invalid statement",
     "Dort stehen gesetzte Anführungszeichen; hier gelten nur gerade: stadt = \"Hannover\"."),
    (r".*\\.*", r"Unescaped|Invalid hex|Illegal character",
     "Ein Pfad steht hier mit „/“ statt „\\“: \"2011/ruecklauf/alt.xlsx\"."),
    (r"[^=]*=\s*[\"'][^\"']*", r"Unterminated|Illegal character|Expected \"'\"",
     "Am Ende des Textes fehlt das zweite Anführungszeichen: stadt = \"Hannover\"."),
    (r".*", r"Cannot overwrite",
     "Der Schlüssel steht dort zum zweiten Mal; bitte löschen Sie eine der beiden Zeilen."),
    (r".*", r"Cannot declare",
     "Der Abschnitt steht dort zum zweiten Mal; bitte führen Sie beide zu einem zusammen."),
    (r"\s*\[.*", r"Expected '\]'|Invalid initial|Expected newline",
     "Ein Abschnitt steht allein in seiner Zeile, in eckigen Klammern: [plan]."),
    (r".*\[.*|[^=]*", r"Unclosed array|Invalid value",
     "Eine Liste endet mit „]“, und zwischen ihren Wörtern steht ein Komma: kapitel = [\"zusammenfassung\", \"massnahmen\"]."),
    (r"[^=]*\..*|[^=]*/.*", r"Expected '='",
     "Ein Dateiname steht auch links in Anführungszeichen: \"2011/ruecklauf/alt.xlsx\" = \"Doppelt\"."),
    (r"[^=:]*[äöüÄÖÜß].*", r"Expected '='|Invalid",
     "Schlüssel stehen ohne Umlaute: gruende, handlungsansaetze. Ein Wort aus Ihrer Liste steht in Anführungszeichen: \"läuft\" = …"),
    (r".*", r"Expected '='|Invalid statement|Invalid initial",
     "Zwischen Schlüssel und Wert steht „=“: stadt = \"Hannover\". Eine Bemerkung beginnt mit „#“."),
    (r"\s*\d{4}\s*=\s*", r"Invalid value",
     "Hinter „=“ fehlt der Tag: 2011 = 2011-03-31. Ein Jahr ohne Frist lassen Sie weg."),
    (r"[^=]*=\s*(?i:ja|nein|wahr|falsch|an|aus|true|false|yes|no)\s*(#.*)?", r"Invalid value",
     "Ja heißt hier true und nein false, klein und ohne Anführungszeichen: links = true."),
    (r"[^=]*=\s*", r"Invalid value",
     "Hinter „=“ fehlt der Wert. Eine Zeile, die nicht gelten soll, beginnt mit „#“."),
    (r".*", r"Invalid date", _NO_SUCH_DAY),
    (r"[^=]*=\s*\d{4}-\d\d?-\d\d?\s*(#.*)?", r"Expected newline", _NO_SUCH_DAY),
    (r".*[\"'].*", r"Expected newline",
     "Hinter dem Wert steht noch etwas. Gerade Anführungszeichen im Text schreiben Sie als \\\"."),
    (r".*", r"Expected newline",
     "Jeder Schlüssel steht in einer eigenen Zeile, Zahlen ohne führende Null und Tage als Jahr-Monat-Tag: 2011 = 2011-03-31."),
)  # fmt: skip
"""Patterns for the line and for the start of tomllib's sentence, and the advice; the first row that fits is taken."""

_QUOTES = 'Texte stehen in geraden Anführungszeichen: stadt = "Hannover".'


def where_and_advice(source: str, error: TOMLDecodeError) -> tuple[str, str]:
    """Where in ``source`` the mistake stands, and what to type there, in German."""
    position = re.search(r"at line (\d+), column (\d+)", str(error))
    lines = source.rstrip().splitlines() or [""]
    at = min(int(position[1]), len(lines)) if position else len(lines)
    where = f"Zeile {at}, Spalte {position[2]}." if position else f"Zeile {at}; das Dateiende kommt zu früh."
    return where, _advice(lines[at - 1], str(error))


def _advice(line: str, sentence: str) -> str:
    key, _, value = (part.strip() for part in line.partition("="))
    day = day_meant(value.partition("#")[0])
    if day:
        return f"Ein Tag steht da als Jahr-Monat-Tag, ohne Anführungszeichen. Meinten Sie {key} = {day.isoformat()}?"
    fitting = (
        advice
        for in_line, in_sentence, advice in _ADVICE
        if re.match(in_sentence, sentence) and re.fullmatch(in_line, line)
    )
    return next(fitting, _QUOTES)
