"""Reads ``lipctl.toml`` and says all that is wrong with it at once, with lines."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import partial
from typing import Any

from lipctl.errors import SettingsError
from lipctl.nouns import EXAMPLE as EXAMPLE_NOUN
from lipctl.nouns import given
from lipctl.settings.catalogue_fields import PRIORITY, CatalogueField, read_fields
from lipctl.settings.complaints import Complaint, is_reporting_year, line_of, unknown_name
from lipctl.settings.keys import FILE_NAME, KEYS, SECTIONS, Key, Value
from lipctl.settings.model import Settings
from lipctl.settings.own_scale import NO_SCALE, STEPS, SUCCESSORS, read_scale
from lipctl.settings.toml_errors import where_and_advice
from lipctl.text import day_meant, did_you_mean, german_date, key_of
from lipctl.words import GRAMMAR, PLURALS, noun_of

_MOST_DAYS = 366
"""How far from the deadline a step of reminding may lie."""

_ABOVE = "steht über dem ersten Abschnitt"
_LATEST_DEADLINE = 2
"""How many years after its reporting year a deadline may lie."""

_TABLES = {("bewertung", STEPS), ("bewertung", SUCCESSORS)}
"""Tables of their own, which are no keys (:mod:`lipctl.settings.own_scale`)."""


def parse_settings(source: str) -> Settings:
    """Read the text of a ``lipctl.toml``.

    Raises:
        SettingsError: the text is no TOML, or a key is unknown, missing or of the wrong kind; all at once, with lines.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        where, advice = where_and_advice(source, error)
        raise SettingsError(f"{FILE_NAME} ist kein gültiges TOML: {where}", advice) from error
    reading = _Reading(source.splitlines())
    for section, content in data.items():
        reading.section(section, content)
    bewertung = data.get("bewertung")
    if isinstance(bewertung, dict):
        reading.own_scale, problems = read_scale(bewertung, reading.lines)
        reading.problems += problems
    for key in KEYS:
        if key.required and key not in reading.named and not reading.values.get((key.section, key.name)):
            empty = (key.section, key.name) in reading.values
            what = f"{key.name} in [{key.section}] ist leer" if empty else f"{key.name} fehlt in [{key.section}]"
            reading.complain(f"{what}: {key.meaning}", key.section, key.name if empty else "")
    reading.reminder_steps()
    if reading.problems:
        by_line = sorted(reading.problems, key=lambda item: item[0])
        lines = "\n".join(f"  Zeile {line}: {problem}" for line, problem in by_line)
        raise SettingsError(
            f"{FILE_NAME} enthält Fehler:\n{lines}", "Alle Schlüssel stehen in docs/referenz/einstellungen.md."
        )
    reading.add_plurals()
    defaults: dict[tuple[str, str], Value] = {(key.section, key.name): key.default for key in KEYS}
    return Settings(
        defaults | reading.values,
        reading.deadlines,
        reading.ignored,
        reading.status_words,
        reading.catalogue_fields,
        reading.own_scale,
    )


class _Reading:
    """One pass over the parsed settings that collects values and complaints."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.values: dict[tuple[str, str], Value] = {}
        self.deadlines: dict[int, date] = {}
        self.ignored: dict[str, str] = {}
        self.status_words: dict[str, str] = {}
        self.catalogue_fields: tuple[CatalogueField, ...] = (PRIORITY,)
        self.own_scale = NO_SCALE
        self.problems: list[Complaint] = []
        self.named: set[Key] = set()
        """Keys that a misspelt one means, or that stand in the wrong section: they are not missing as well."""

    def section(self, section: str, content: object) -> None:
        if section not in SECTIONS:
            self.unknown_section(section, content)
        elif not isinstance(content, dict):
            self.complain(f"{section} muss ein Abschnitt sein: [{section}].", "", section)
        elif section == "katalog":
            self.fields(content)
        else:
            read = {"frist": self.deadline, "ignoriert": self.set_aside, "uebernahme": self.status_word}
            for name, value in content.items():
                if (section, name) not in _TABLES:
                    read.get(section, partial(self.value, section))(name, value)

    def fields(self, content: object) -> None:
        """Read the columns that a city adds to its catalogue."""
        self.catalogue_fields, problems = read_fields(content)
        for problem in problems:
            self.complain(problem, "katalog.feld")

    def add_plurals(self) -> None:
        """Let the plural follow a word that is renamed without it."""
        labels = {name: str(value) for (section, name), value in self.values.items() if section == "bezeichnungen"}
        labels |= {
            f"{GRAMMAR}.{name}": str(value) for (section, name), value in self.values.items() if section == GRAMMAR
        }
        for name, plural in PLURALS.items():
            if labels.get(name):
                self.values.setdefault(("bezeichnungen", plural), noun_of(name, labels).plural)

    def unknown_section(self, section: str, content: object) -> None:
        """Complain about a misspelt section, or a key above the first one."""
        if not isinstance(content, dict):
            self.unknown_key("", section)
            return
        meant = did_you_mean(section, SECTIONS, most=1)
        self.named |= {key for key in KEYS if f"„{key.section}“" in meant and key.name in content}
        known = ", ".join(f"[{name}]" for name in SECTIONS)
        self.complain(f"[{section}] ist unbekannt; es gibt {known}.{meant and f' {meant}'}", section)

    def deadline(self, year: str, day: object) -> None:
        if not re.fullmatch(r"\d{4}", year, re.ASCII) or not is_reporting_year(int(year)):
            self.complain(f"{year} ist kein Berichtsjahr; erwartet wird z. B. 2011 = 2011-03-31.", "frist", year)
        elif type(day) is not date:
            meant = day_meant(str(day)) or (day.date() if isinstance(day, datetime) else None)
            example = f"Meinten Sie {year} = {meant}?" if meant else f"Erwartet wird z. B. {year} = {year}-03-31."
            self.complain(
                f"Die Frist für {year} muss ein Datum ohne Anführungszeichen und Uhrzeit sein. {example}", "frist", year
            )
        elif not -1 <= day.year - int(year) <= _LATEST_DEADLINE:
            self.complain(
                f"Die Frist für {year} ist der {german_date(day)}. Bitte prüfen Sie beide Jahre; erwartet wird z. B. "
                f"{year} = {year}-{day:%m-%d}.", "frist", year,
            )  # fmt: skip
        else:
            self.deadlines[int(year)] = day

    def set_aside(self, name: str, reason: object) -> None:
        if isinstance(reason, str) and reason.strip():
            self.ignored[name.replace("\\", "/").removeprefix("data/")] = reason.strip()
        else:
            self.complain(f"Zu „{name}“ fehlt der Grund, als Text in Anführungszeichen.", "ignoriert", name)

    def status_word(self, word: str, label: object) -> None:
        if isinstance(label, str) and label.strip():
            self.status_words[word] = label.strip()
        else:
            self.complain(f"Zu „{word}“ fehlt die Bewertung, als Text in Anführungszeichen.", "uebernahme", word)

    def value(self, section: str, name: str, value: Any) -> None:
        key = next((key for key in KEYS if (key.section, key.name) == (section, name)), None)
        if key is None:
            self.unknown_key(section, name)
        elif isinstance(key.default, tuple):
            (self.words if key.words else self.items)(key, value)
        elif type(value) is not type(key.default):
            kind, example = _KINDS[type(key.default)]
            self.complain(f"{name} in [{section}] muss {kind} sein: {name} = {example}.", section, name)
        elif section == GRAMMAR and not given("", str(value)):
            self.complain(f'{name} in [{section}] muss lauten wie "{EXAMPLE_NOUN}".', section, name)
        elif key.words and value not in key.words:
            known = ", ".join(filter(None, key.words))
            self.complain(f"{name} in [{section}] ist „{value}“; es gibt {known}.", section, name)
        elif key.largest is not None and isinstance(value, int) and not 0 <= value <= key.largest:
            self.complain(
                f"{name} in [{section}] ist {value}; erwartet wird eine Zahl bis {key.largest}.", section, name
            )
        elif key.is_link and not is_link(str(value)):
            self.complain(
                f"{name} in [{section}] ist „{value}“; erwartet wird eine Adresse wie https://www.example.org/ oder "
                "mailto:integration@example.org.", section, name,
            )  # fmt: skip
        elif name == "ab_jahr" and value != 0 and not is_reporting_year(value):
            self.complain(
                f"ab_jahr in [{section}] ist {value}; erwartet wird ein Jahr wie 2013, oder 0 für nie.", section, name
            )
        elif name == "kennung" and value and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", str(value)):
            self.complain(
                "kennung darf nur Kleinbuchstaben, Ziffern und Bindestriche enthalten (höchstens 40).", section, name
            )
        else:
            self.values[section, name] = value.strip() if isinstance(value, str) else value

    def unknown_key(self, section: str, name: str) -> None:
        """Complain about a misspelt key or one of another section, but not that the key that is meant is missing.

        Above the first head the section is "".
        """
        if section == "mail" and key_of(name).startswith(("pass", "kennwort")):
            advice = "Es gehört in die Umgebungsvariable LIPCTL_MAIL_PASSWORT oder in den Schlüsselbund; bitte löschen Sie die Zeile."
            self.complain(f"Ein Passwort liest lipctl nie aus einer Datei. {advice}", section, name)
            return
        known = [key.name for key in KEYS if key.section == section]
        known += [table for of, table in sorted(_TABLES) if of == section]
        meant = did_you_mean(name, known, most=1)
        elsewhere = [key for key in KEYS if key.name == name]
        if elsewhere:
            self.named.update(elsewhere)
            here = f"ist in [{section}] unbekannt" if section else _ABOVE
            self.complain(f"{name} {here}; der Schlüssel gehört in [{elsewhere[0].section}].", section, name)
            return
        self.named |= {key for key in KEYS if key.section == section and f"„{key.name}“" in meant}
        if section:
            self.complain(unknown_name(name, f"[{section}]", known), section, name)
        else:
            self.complain(f"{name} {_ABOVE}; dort ist kein Schlüssel möglich.", section, name)

    def words(self, key: Key, value: object) -> None:
        """Read a list of known words, none of them twice."""
        where = key.section, key.name
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            example = f'{key.name} = ["{key.words[0]}", "{key.words[1]}"]'
            self.complain(f"{key.name} in [{key.section}] muss eine Liste von Wörtern sein, z. B. {example}.", *where)
            return
        chosen = tuple(word.strip() for word in value)
        for word in sorted(set(chosen) - set(key.words)):
            self.complain(f"{key.name} nennt „{word}“; es gibt {', '.join(key.words)}.", *where)
        for word in sorted({word for word in chosen if chosen.count(word) > 1}):
            self.complain(f"{key.name} nennt „{word}“ mehrmals.", *where)
        self.values[where] = chosen

    def items(self, key: Key, value: object) -> None:
        """Read a list of whole numbers or of texts, none of them twice."""
        kind = key.of
        if not isinstance(value, list) or any(type(item) is not kind for item in value):
            wanted = (
                "ganzen Zahlen, z. B. [-14, 1, 8]" if kind is int else 'Texten, z. B. ["vor-der-frist", "erinnerung"]'
            )
            self.complain(f"{key.name} in [{key.section}] muss eine Liste von {wanted} sein.", key.section, key.name)
        elif kind is int and len(set(value)) < len(value):
            self.complain(f"{key.name} in [{key.section}] nennt einen Tag mehrmals.", key.section, key.name)
        elif kind is int and any(abs(item) > _MOST_DAYS for item in value):
            self.complain(f"{key.name} in [{key.section}] nennt mehr als {_MOST_DAYS} Tage.", key.section, key.name)
        else:
            self.values[key.section, key.name] = tuple(value)

    def reminder_steps(self) -> None:
        """Check that the keys of [erinnerung] go together."""
        section, defaults = "erinnerung", {key.name: key.default for key in KEYS if key.section == "erinnerung"}
        given = {name: self.values.get((section, name), default) for name, default in defaults.items()}
        days, heads, names = (
            found if isinstance(found := given[name], tuple) else () for name in ("tage", "leitung", "vorlagen")
        )
        if names and len(names) != len(days):
            self.complain(
                f"vorlagen nennt {len(names)}, tage aber {len(days)} Schritte; je Schritt gehört eine Vorlage dazu.",
                section,
                "vorlagen",
            )
        unknown = [day for day in heads if day not in days]
        if unknown and (section, "leitung") in self.values:
            self.complain(f"leitung nennt {unknown[0]}; das ist keiner der Schritte in tage.", section, "leitung")

    def complain(self, problem: str, section: str, name: str = "") -> None:
        self.problems.append((line_of(self.lines, section, name), problem))


def is_link(text: str) -> bool:
    """Whether a text is an address of the web or of a mailbox, and nothing else; or blank."""
    return bool(re.fullmatch(r"(?:https?://[^\s/\"<>]+[^\s\"<>]*|mailto:[^\s\"<>@]+@[^\s\"<>@]+)?", text.strip()))


_KINDS = {
    bool: ("true oder false", "true"),
    int: ("eine ganze Zahl", "2013"),
    str: ("ein Text in Anführungszeichen", '"…"'),
}
"""What a value is to be, by the type of its key's default, with an example."""
