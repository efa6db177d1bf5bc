"""Errors of usage in German. Typer words its own in English, and not through gettext.

Typer's sentence is matched against :data:`_SENTENCES`. One that is not listed is shown as it is, so nothing is lost;
a test goes through all that Typer's parser and types can say.
"""

from __future__ import annotations

import re

import typer
from typer.core import TyperOption

from lipctl.cli.german import usage_line

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
    (r"(?P<a>.+) is not one of (?P<b>.+)\.", "{a} ist nicht möglich; es gibt {b}."),
    (r"(?P<a>.+) is not a valid int(?: range|eger(?: range)?)?\.", "{a} ist keine ganze Zahl."),
    (r"(?P<a>.+) is not a valid float(?: range)?\.", "{a} ist keine Zahl."),
    (r"(?P<a>.+) is not a valid boolean\. .+", "{a} ist weder ja noch nein (true, false)."),
    (r"(?P<a>.+) is not a valid UUID\.", "{a} ist keine UUID."),
    (r"(?P<a>.+) is not in the range (?P<b>.+)\.", "{a} liegt außerhalb des Erlaubten ({b})."),
    (r"(?P<a>.+) does not match the formats? (?P<b>.+)\.", "{a} ist kein Datum in der Schreibweise {b}."),
    (r"(?:file|directory|dir|path) (?P<a>.+) does not exist\.", "{a} gibt es nicht."),
    (r"(?:file|directory|dir|path) (?P<a>.+) is a file\.", "{a} ist eine Datei, kein Ordner."),
    (r"(?:file|directory|dir|path) (?P<a>.+) is a directory\.", "{a} ist ein Ordner, keine Datei."),
    (r"(?:file|directory|dir|path) (?P<a>.+) is not readable\.", "{a} lässt sich nicht lesen."),
    (r"(?:file|directory|dir|path) (?P<a>.+) is not writable\.", "{a} lässt sich nicht schreiben."),
    # From 0.29 on, Typer lets pydantic read values.
    (r"Input should be a valid integer.*", "Erwartet wird eine ganze Zahl."),
    (r"Input should be a valid number.*", "Erwartet wird eine Zahl."),
    (r"Input should be a valid boolean.*", "Erwartet wird ja oder nein (true, false)."),
    (r"Input should be a valid UUID.*", "Erwartet wird eine UUID."),
    (r"Input should be a valid datetime.*", "Erwartet wird ein Datum."),
    (r"Input should be greater than or equal to (?P<a>\S+)", "Erwartet wird mindestens {a}."),
    (r"Input should be less than or equal to (?P<a>\S+)", "Erwartet wird höchstens {a}."),
)


def in_german(sentence: str) -> str:
    """Typer's sentence in German; the same sentence if it is not one of Typer's."""
    sentence = sentence.replace(": Value error, ", ": ")
    for pattern, german in _SENTENCES:
        match = re.fullmatch(pattern, sentence, re.DOTALL | re.IGNORECASE)
        if match:
            found = {name: _requoted(text) for name, text in match.groupdict().items()}
            if "rest" in found:
                found["rest"] = in_german(match["rest"])
            return german.format_map(found)
    return sentence


def usage_error(error: typer.TyperException) -> str:
    """The text for an error of usage: how the command is called, the error, and where to find help."""
    if isinstance(error, typer.BadParameter) and isinstance(error.param, TyperOption) and error.param_hint is None:
        error.param_hint = error.param.opts  # later versions of Typer would name the value: 'TAG' instead of '--as-of'
    lines = [f"Fehler: {in_german(error.format_message())}"]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.insert(0, usage_line(context))
        lines.append(f"Tipp: „{context.command_path} --help“ zeigt, was möglich ist.")
    return "\n".join(lines)


def _requoted(text: str) -> str:
    """English quotation marks as German ones, and lists without the brackets of a choice."""
    return _QUOTED.sub(lambda match: f"„{match[1] or match[2] or ''}“", re.sub(r"\s*\n\s*", " ", text))
