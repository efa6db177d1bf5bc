"""Errors of usage in German, whoever found them: Typer says them in English, and not through gettext.

Typer's sentence is matched against :data:`_SENTENCES`. One that is not listed is shown as it is, so nothing is lost;
a test goes through all that Typer's parser and types can say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")

_SENTENCES = (
    (r"No such option: (?P<a>\S+)", "Die Option „{a}“ gibt es nicht."),
    (
        r"No such option: (?P<a>\S+) \(Possible options: (?P<b>.+)\)",
        "Die Option „{a}“ gibt es nicht. Möglich wäre: {b}.",
    ),
    (r"Option (?P<a>.+) requires an argument\.", "Zur Option {a} fehlt der Wert."),
    (r"Option (?P<a>.+) requires (?P<b>\d+) arguments\.", "Zur Option {a} gehören {b} Werte."),
    (r"Option (?P<a>.+) does not take a value\.", "Die Option {a} hat keinen Wert."),
    (r"Argument (?P<a>.+) takes (?P<b>\d+) values\.", "Zu {a} gehören {b} Werte."),
    (r"Got unexpected extra argument\(s\) \((?P<a>.*)\)", "Das ist zu viel: {a}."),
    (r"Missing command\.", "Es fehlt der Befehl."),
    (r"Missing argument (?P<a>[^.]+)\.", "Es fehlt die Angabe {a}."),
    (r"Missing option (?P<a>[^.]+)\.", "Es fehlt die Option {a}."),
    (r"Missing (?:argument|option) (?P<a>[^.]+)\. Choose from:\s+(?P<b>.+)", "Es fehlt {a}. Möglich sind: {b}."),
    (r"Invalid value for (?P<a>.+?): (?P<rest>.+)", "Ungültige Angabe für {a}: {rest}"),
    (r"Invalid value: (?P<rest>.+)", "Ungültige Angabe: {rest}"),
    (r"(?P<a>.+) is not a valid int(?: range|eger(?: range)?)?\.", "{a} ist keine ganze Zahl."),
    (r"(?P<a>.+) is not a valid float(?: range)?\.", "{a} ist keine Zahl."),
    (r"(?P<a>.+) is not a valid boolean\. .+", "{a} ist weder ja noch nein (true, false)."),
    (r"(?P<a>.+) is not a valid UUID\.", "{a} ist keine UUID."),
    (r"(?P<a>.+) is not in the range (?P<b>.+)\.", "{a} liegt außerhalb des Erlaubten ({b})."),
    (r"(?P<a>.+) is not one of (?P<b>.+)\.", "{a} ist nicht möglich; es gibt {b}."),
    (r"(?P<a>.+) does not match the formats? (?P<b>.+)\.", "{a} ist kein Datum in der Schreibweise {b}."),
    (r"(?:File|Directory|Path) (?P<a>.+) does not exist\.", "{a} gibt es nicht."),
    (r"(?:File|Directory|Path) (?P<a>.+) is a file\.", "{a} ist eine Datei, kein Ordner."),
    (r"(?:File|Directory|Path) (?P<a>.+) is a directory\.", "{a} ist ein Ordner, keine Datei."),
    (r"(?:File|Directory|Path) (?P<a>.+) is not readable\.", "{a} lässt sich nicht lesen."),
    (r"(?:File|Directory|Path) (?P<a>.+) is not writable\.", "{a} lässt sich nicht schreiben."),
)


def in_german(sentence: str) -> str:
    """Typer's sentence in German; the same sentence if it is not one of Typer's."""
    for pattern, german in _SENTENCES:
        match = re.fullmatch(pattern, sentence, re.DOTALL)
        if match:
            found = {name: _requoted(text) for name, text in match.groupdict().items()}
            if "rest" in found:
                found["rest"] = in_german(match["rest"])
            return german.format_map(found)
    return sentence


def usage_error(error: typer.TyperException) -> str:
    """What the command line shows for an error of usage: the usage line, the error, and where to find help."""
    lines = [f"Fehler: {in_german(error.format_message())}"]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.insert(0, context.get_usage())
        lines.append(f"Tipp: „{context.command_path} --help“ zeigt, was möglich ist.")
    return "\n".join(lines)


def _requoted(text: str) -> str:
    """English quotation marks as German ones, and lists without the brackets of a choice."""
    return _QUOTED.sub(lambda match: f"„{match[1] or match[2] or ''}“", re.sub(r"\s*\n\s*", " ", text))
