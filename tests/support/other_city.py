"""Another city's kind of plan: states in colours, numbers such as "Ü1", no areas, titles, its
own words and column, and a scale that changes.

Everything in it is made up, by rule, so that a test can count it again.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Department, FieldOfAction, Measure, Plan
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from support.rounds import Answers

YEARS = (2021, 2022, 2024)
SCALE_2021 = (
    "grün: auf gutem Weg",
    "gelb: mit Verzug",
    "orange: stockt",
    "rot: gefährdet",
    "blau: umgesetzt",
    "grau: aufgegeben",
)
SCALE_2024 = ("grün: läuft nach Plan", *SCALE_2021[1:2], *SCALE_2021[3:])
SETTINGS = """
[plan]
kennung = "konzept-beispielstadt"
stadt = "Beispielstadt"
name = "Konzept Zusammenleben"
kurzname = "Konzept"

[koordination]
stelle = "Stabsstelle Zusammenleben"
mail = "zusammenleben@beispielstadt.example"

[bericht]
titel = "Umsetzungsbericht"

[bewertung]
ab_jahr = 2021

[[bewertung.stufe]]
kennung = "gruen"
name = "grün: auf gutem Weg"
bedeutung = "offen"
zeichen = "▲"
farbe = "#1E6B2E"
rang = 4
bis = 2022

[[bewertung.stufe]]
kennung = "gruen"
name = "grün: läuft nach Plan"
bedeutung = "offen"
zeichen = "▲"
farbe = "#1E6B2E"
rang = 4
von = 2024

[[bewertung.stufe]]
kennung = "gelb"
name = "gelb: mit Verzug"
bedeutung = "offen"
zeichen = "◆"
farbe = "#7A5C00"
rang = 3

[[bewertung.stufe]]
kennung = "orange"
name = "orange: stockt"
bedeutung = "offen"
zeichen = "■"
farbe = "#A14B00"
rang = 2
bis = 2022

[[bewertung.stufe]]
kennung = "rot"
name = "rot: gefährdet"
bedeutung = "offen"
zeichen = "▼"
farbe = "#A3161B"
rang = 1

[[bewertung.stufe]]
kennung = "blau"
name = "blau: umgesetzt"
bedeutung = "erfolg"
braucht = ["umsetzungsstand"]
farbe = "#1F4E9E"

[[bewertung.stufe]]
kennung = "grau"
name = "grau: aufgegeben"
bedeutung = "beendet"
braucht = ["gruende"]
farbe = "#555555"

[[katalog.feld]]
name = "Beschluss"

[bezeichnungen]
handlungsfeld = "Themenfeld"
handlungsansatz = "Maßnahme"
handlungsansaetze = "Maßnahmen"
kurzfassung = "Beschreibung"
umsetzungsstand = "Sachstand"
geplante_schritte = "Nächste Schritte"
bewertung = "Ampel"
"""
"""Without ``rang`` where a step ends a measure, which only steps that go on need."""

_FIELDS = {"Ü": "Übergreifendes", "B": "Bildung", "G": "Gesundheit", "E": "Engagement", "V": "Verwaltung"}
_SUBJECTS = (
    "Beratung im Stadtteil ausbauen", "Ehrenamtliche Lotsen schulen", "Formulare in einfacher Sprache anbieten",
    "Eltern früh ansprechen", "Begegnungsorte öffnen", "Dolmetschdienst dauerhaft sichern",
)  # fmt: skip
DEPARTMENTS = ("10", "40", "50", "53", "51")


def make_other_city(folder: Path, per_field: int = 11) -> Path:
    """A workspace with that plan."""
    (folder / "data").mkdir(parents=True)
    (folder / "lipctl.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "data" / "katalog.xlsx").write_bytes(write_catalogue(_plan(per_field)))
    return folder


def _plan(per_field: int) -> Plan:
    fields = tuple(FieldOfAction(MeasureNumber(letter), title) for letter, title in _FIELDS.items())
    departments = {of: Department(of, f"Amt {of}", f"{of}.1", Contact("", "", "", "0500 55-0")) for of in DEPARTMENTS}
    measures = tuple(
        Measure(
            MeasureNumber(f"{field.number}{place}"),
            (f"{_SUBJECTS[(place + at) % len(_SUBJECTS)]} und die Wirkung jährlich prüfen.",),
            field=field,
            title=title_of(f"{field.number}{place}"),
            own_fields={"Beschluss": resolution_of(f"{field.number}{place}")},
            department=DEPARTMENTS[at],
            contact=Contact("Frau Beispiel", "", f"{DEPARTMENTS[at]}.1", "0500 55-12"),
        )
        for at, field in enumerate(fields)
        for place in range(1, per_field + 1)
    )
    return Plan(fields, (), measures, departments)


def title_of(number: str) -> str:
    """What a measure is called."""
    return f"Vorhaben {number.lower()} im Stadtteil"


def resolution_of(number: str) -> str:
    """What stands in the city's own column."""
    return f"Drs. 20/{sum(map(ord, number))}"


def state_of(number: str, year: int) -> str | None:
    """What is chosen for a measure in a year; None where nothing comes back."""
    steps = SCALE_2024 if year == YEARS[-1] else SCALE_2021
    seed = sum(map(ord, number)) * 7 + YEARS.index(year) * (3 + sum(map(ord, number)) % 3)
    return None if seed % 11 == 0 else steps[seed % len(steps)]


def answers(numbers: list[str], year: int) -> Answers:
    """What the departments type in a year: the traffic light, alone where it is enough."""
    typed: Answers = {}
    for number in numbers:
        state = state_of(number, year)
        if state is None:
            continue
        of = MeasureNumber(number)
        typed[of, 0, Question.ASSESSMENT] = state
        if state.startswith("grau"):
            typed[of, 1, Question.REASONS] = f"Das Land fördert {number} seit {year} nicht mehr."
        elif state.startswith("blau") or len(number) % 2 == 0:
            typed[of, 1, Question.STATUS] = f"Stand {year}: Die Gruppe zu {number} hat zweimal getagt und berichtet."
    return typed


AS_OF = {year: date(year, 12, 15) for year in YEARS}
