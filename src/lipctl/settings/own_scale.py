"""The plan's own scale in ``lipctl.toml``: the tables ``[[bewertung.stufe]]`` and ``[bewertung.uebergang]``.

:data:`STEP_KEYS` is the only list of a step's keys; reading and the reference are made from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lipctl.questions import Question
from lipctl.scale import DEFAULT_SCALE, MOST_STEPS, Meaning, Scale, Step
from lipctl.settings.complaints import Complaint, line_of, unknown_name
from lipctl.settings.step_values import CHECKS, MEANINGS, NEEDS
from lipctl.text import key_of

STEPS, SUCCESSORS = "stufe", "uebergang"
_HEAD, _SUCCESSORS_HEAD = f"[[bewertung.{STEPS}]]", f"[bewertung.{SUCCESSORS}]"
_SIGNS = {Meaning.SUCCESS: "✓", Meaning.OPEN: "●", Meaning.DROPPED: "×"}
_LONGEST_LIST = 255
"""How many characters the list of a form's field may have in all; Excel reads no more."""


@dataclass(frozen=True)
class OwnScale:
    """The scale of a plan, all years together: its steps (none: those of the default), and what has become of former ones."""

    steps: tuple[Step, ...] = ()
    successors: Mapping[str, str] = field(default_factory=dict)

    def in_year(self, year: int) -> Scale:
        """The scale of a year. In years without a step of their own the default holds."""
        steps = tuple(step for step in self.steps if step.is_valid_in(year))
        return Scale(steps, self.successors) if steps else DEFAULT_SCALE

    def all(self) -> list[Scale]:
        """Every scale that holds in some year: the default, and one for every year in which steps come or go."""
        begins = {year for step in self.steps for year in (step.first or 0, step.last + 1 if step.last else 0)}
        return [DEFAULT_SCALE, *(self.in_year(year) for year in sorted(begins | {0}) if self.steps)]


NO_SCALE = OwnScale()
"""The scale of a plan that defines none."""


class StepKey(NamedTuple):
    """A key of a step: its name, what it means, an example, and whether it has to be there."""

    name: str
    meaning: str
    example: str
    required: bool = False


STEP_KEYS = (
    StepKey("kennung", "Kurze Kennung der Stufe. Daten und Vergleiche kennen die Stufe daran; bitte nie ändern.", '"gelb"', True),
    StepKey("name", "Wie die Stufe heißt: so steht sie in der Liste des Formulars und im Bericht, ohne Komma.", '"gelb: mit Verzug"', True),
    StepKey("bedeutung", "erfolg (mit Erfolg beendet), offen (geht weiter) oder beendet (ohne Erfolg beendet).", '"offen"', True),
    StepKey("braucht", "Welche Antworten sie verlangt: umsetzungsstand, geplante_schritte, gruende. Leer: Die Bewertung allein genügt.", '["umsetzungsstand"]'),
    StepKey("zeichen", "Ein Zeichen, das ohne Farbe auskommt. Ohne Angabe ✓ (erfolg), ● (offen) oder × (beendet).", '"◐"'),
    StepKey("farbe", "Farbe von Stand und Diagramm. Als Schrift auf Weiß muss sie lesbar sein (Kontrast 4,5 : 1).", '"#7A5C00"'),
    StepKey("rang", "Wie gut der Stand ist: Je höher, desto besser. Danach heißt ein Wechsel zwischen offenen Stufen „vorangekommen“ oder „zurückgefallen“. Ohne Angabe zählt die Reihenfolge, die beste Stufe zuerst.", "2"),
    StepKey("kurz", "Der Name in wenigen Worten, für schmale Spalten. Ohne Angabe der Teil vor dem Doppelpunkt.", '"gelb"'),
    StepKey("von", "Erstes Berichtsjahr, in dem es die Stufe gibt.", "2022"),
    StepKey("bis", "Letztes Berichtsjahr, in dem es die Stufe gibt.", "2025"),
)  # fmt: skip


def read_scale(section: Mapping[str, Any], lines: Sequence[str]) -> tuple[OwnScale, list[Complaint]]:
    """The scale of the section ``[bewertung]``, and all that is wrong with it. ``lines`` are those of the whole file."""
    reading = _Reading(lines)
    tables = section.get(STEPS, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reading.complain(f"Jede Stufe steht unter einer eigenen Zeile {_HEAD}.", 0)
        return NO_SCALE, reading.problems
    ranked = ["rang" in table for table in tables if table.get("bedeutung") == "offen"]
    if any(ranked) and not all(ranked):
        reading.complain("rang steht nur bei einem Teil der offenen Stufen; nötig ist er bei allen oder keiner.", 0)
    if tables and "ab_jahr" not in section:
        reading.complain("ab_jahr fehlt in [bewertung]: Ohne die Zeile fragt kein Formular nach diesen Stufen.", 0)
    steps = [reading.step(place, table, len(tables)) for place, table in enumerate(tables, start=1)]
    sound = [step for step in steps if step]
    if len(sound) == len(steps):
        reading.whole(sound)
    successors = reading.successors(section.get(SUCCESSORS, {}), sound)
    return OwnScale(tuple(sound), successors), reading.problems


class _Reading:
    """One pass over the steps that collects complaints."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.problems: list[Complaint] = []

    def complain(self, problem: str, place: int, name: str = "") -> None:
        """Add a complaint about the step at this place (from 1), or about its key."""
        self.problems.append((_line_of(self.lines, place, name), problem))

    def step(self, place: int, table: Mapping[str, Any], total: int) -> Step | None:
        """The step of one table; None if something is wrong with it."""
        before = len(self.problems)
        known = [key.name for key in STEP_KEYS]
        for name in table.keys() - set(known):
            self.complain(unknown_name(name, _HEAD, known), place, name)
        for key in STEP_KEYS:
            if key.required and key.name not in table:
                self.complain(f"{key.name} fehlt in {_HEAD}: {key.meaning}", place)
            elif key.name in table and (problem := CHECKS[key.name](table[key.name])):
                self.complain(f"{key.name} in {_HEAD} {problem}", place, key.name)
        if len(self.problems) > before:
            return None
        first, last = table.get("von"), table.get("bis")
        if first and last and last < first:
            self.complain(f"bis in {_HEAD} liegt vor von: {last} vor {first}.", place, "bis")
            return None
        return _step(table, rank=table.get("rang", total - place))

    def whole(self, steps: Sequence[Step]) -> None:
        """Look for what only all steps together show: names and keys that stand twice in a year, and lists that are too long."""
        years = {year for step in steps for year in (step.first or 0, step.last or 0)} - {0}
        for year in sorted(years or {0}):  # where no step comes or goes, all years are alike
            valid = [step for step in steps if step.is_valid_in(year)]
            when = f" (im Jahr {year})" if any(step.first or step.last for step in valid) else ""
            for said, words in (
                ("kennung", [step.key for step in valid]),
                ("name", [key_of(step.label) for step in valid]),
            ):
                for word, count in Counter(words).items():
                    if count > 1:
                        place = steps.index([step for step in valid if word in (step.key, key_of(step.label))][1]) + 1
                        self.complain(f"{said} „{word}“ haben zwei Stufen{when}.", place, said)
            if len(valid) > MOST_STEPS:
                self.complain(f"Es sind {len(valid)} Stufen{when}; möglich sind {MOST_STEPS}.", 0)
            if len(",".join(step.label for step in valid)) > _LONGEST_LIST:
                self.complain(
                    f"Die Namen aller Stufen haben zusammen mehr als {_LONGEST_LIST} Zeichen{when}; so viele fasst die Liste "
                    "im Formular. Bitte kürzen Sie sie.", 0,
                )  # fmt: skip

    def successors(self, table: object, steps: Iterable[Step]) -> dict[str, str]:
        """Read which step stands for which former one. Both have to be known."""
        if not isinstance(table, dict):
            self.complain(f"{SUCCESSORS} muss ein Abschnitt sein: {_SUCCESSORS_HEAD}.", 0)
            return {}
        now = {step.key for step in steps}
        known = now | DEFAULT_SCALE.by_key.keys()
        for former, later in table.items():
            for problem in filter(None, (_unknown_step(former, known), _unknown_step(later, now))):
                line = line_of(self.lines, f"bewertung.{SUCCESSORS}", former)
                self.problems.append((line, f"{former} in {_SUCCESSORS_HEAD} {problem}"))
        return dict(table)


def _step(table: Mapping[str, Any], rank: int) -> Step:
    meaning = MEANINGS[table["bedeutung"]]
    needs = tuple(of for name, of in NEEDS.items() if name in table.get("braucht", []))
    label = table["name"].strip()
    return Step(
        key=table["kennung"],
        label=label,
        meaning=meaning,
        needs=needs,
        sign=table.get("zeichen", _SIGNS[meaning]),
        colour=table.get("farbe", "").removeprefix("#").upper(),
        rank=rank,
        short=table.get("kurz", label.partition(":")[0]).strip(),
        looks_ahead=meaning is Meaning.OPEN and Question.PLANNED_STEPS in needs,
        first=table.get("von"),
        last=table.get("bis"),
    )


def _unknown_step(key: object, known: Iterable[str]) -> str:
    if not isinstance(key, str):
        return 'muss eine Kennung in Anführungszeichen sein: orange = "rot".'
    return "" if key in known else f"nennt „{key}“; diese Stufe gibt es nicht, es gibt {', '.join(sorted(known))}."


def _line_of(lines: Sequence[str], place: int, name: str) -> int:
    """The line (from 1) of a key of the step at this place, else of its head; of the first step for place 0."""
    inline = (at for at, line in enumerate(lines, start=1) if re.match(rf"\s*(bewertung\.)?{STEPS}\s*=", line))
    found = line_of(lines, f"bewertung.{STEPS}", name, max(place, 1))
    return found if found > 1 else next(inline, 1)
