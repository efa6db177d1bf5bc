"""A city of any size: a plan and real, answered forms, the same on every run.

Used by the other benchmarks, and from the command line::

    python benchmarks/city.py FOLDER --measures 240 --departments 40 --years 2013 2012
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from lipctl.files import write_atomically
from lipctl.forms.first_forms import first_forms
from lipctl.forms.workbook import write_form
from lipctl.judge.earlier_rounds import History
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.scale import COMPLETED, IN_PROGRESS, NOT_STARTED, REGULAR_BUSINESS
from lipctl.settings.writer import settings_template
from lipctl.workspace import Workspace

FIELDS = ("Bildung", "Wirtschaft", "Soziales", "Stadtleben", "Demokratie", "Stadtverwaltung")
AREAS_PER_FIELD = 4
PROSE = (
    "die Zusammenarbeit mit den Migrantenorganisationen wurde in den Stadtteilen fortgeführt und durch "
    "Werkstattgespräche ergänzt; ein Konzept für Sprachförderung liegt vor, Träger, Schulen und Vereine "
    "sind beteiligt, die Auswertung folgt im Herbst, Mittel sind im Haushalt eingeplant, Beratung und "
    "Übersetzung werden „mehrsprachig“ angeboten – auch für Ältere"
)
WORDS = PROSE.split()


def make_city(
    folder: Path, measures: int, departments: int, years: tuple[int, ...], *, assessment_from: int = 0
) -> Workspace:
    """Write a workspace with answered forms for each of these years."""
    dice = random.Random(measures * 1_000 + departments)  # noqa: S311 - the same city every time
    plan = make_plan(measures, departments, dice)
    values: dict[tuple[str, str], str | int] = {
        ("plan", "kennung"): "lip-benchmark",
        ("plan", "stadt"): "Benchmarkstadt",
        ("bewertung", "ab_jahr"): assessment_from,
    }
    write_atomically(folder / "lipctl.toml", settings_template(values, {}).encode())
    write_atomically(folder / "data" / "katalog.xlsx", write_catalogue(plan))
    workspace = Workspace(folder)
    for year in years:
        scale = workspace.settings.asked_scale(year)
        for form in first_forms(plan, year, History()):
            entries = tuple(
                entry._replace(answers=make_answers(dice, asked=scale is not None)) for entry in form.entries
            )
            content = write_form(form._replace(entries=entries), workspace.settings, scale)
            write_atomically(workspace.responses(year) / f"{form.department.id}.xlsx", content)
    return workspace


def make_plan(measures: int, departments: int, dice: random.Random) -> Plan:
    """A plan with six fields of action and their areas."""
    fields = tuple(FieldOfAction(MeasureNumber(str(number)), title) for number, title in enumerate(FIELDS, start=1))
    areas = tuple(
        Area(MeasureNumber(f"{field.number}.{number}"), f"Bereich {number}", field)
        for field in fields
        for number in range(1, AREAS_PER_FIELD + 1)
    )
    offices = {
        f"{10 + index}": Department(f"{10 + index}", f"Fachbereich {10 + index}", f"OE {10 + index}")
        for index in range(departments)
    }
    entries = []
    for index in range(measures):
        area = areas[index % len(areas)]
        number = f"{area.number}-{index // len(areas) + 1}".replace(".", "-")
        office = f"{10 + index % departments}"
        contact = Contact(f"Frau {office}", "", f"OE {office}.{index % 9}", f"168-{40_000 + index}")
        summary = (f"Maßnahme {number}: {sentence(dice, 140)}",)
        entries.append(Measure(MeasureNumber(number), summary, area, area.field, office, contact=contact))
    return Plan(fields, areas, tuple(sorted(entries, key=lambda entry: entry.number.order)), offices)


def make_answers(dice: random.Random, *, asked: bool) -> dict[tuple[int, Question], str]:
    """What a department writes: mostly 500 to 900 characters, sometimes only a reason, sometimes nothing."""
    luck = dice.random()
    if luck < 0.05:
        return {}
    if luck < 0.15:
        answers = {(1, Question.REASONS): sentence(dice, 120)}
        assessment = NOT_STARTED
    else:
        answers = {
            (1, Question.STATUS): sentence(dice, dice.randint(350, 600)),
            (1, Question.PLANNED_STEPS): sentence(dice, dice.randint(150, 300)),
            (1, Question.REASONS): "– – –",
        }
        assessment = dice.choice([COMPLETED, REGULAR_BUSINESS, IN_PROGRESS])
    if asked:
        answers[0, Question.ASSESSMENT] = assessment.label
    return answers


def sentence(dice: random.Random, length: int) -> str:
    """German words of about this many characters."""
    words: list[str] = []
    size = 0
    while size < length:
        words.append(dice.choice(WORDS))
        size += len(words[-1]) + 1
    return " ".join(words).capitalize() + "."


def main() -> None:
    """Write a city into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--measures", type=int, default=240)
    parser.add_argument("--departments", type=int, default=40)
    parser.add_argument("--years", type=int, nargs="+", default=[2013])
    parser.add_argument("--assessment-from", type=int, default=0)
    given = parser.parse_args()
    make_city(
        given.folder, given.measures, given.departments, tuple(given.years), assessment_from=given.assessment_from
    )


if __name__ == "__main__":
    main()
