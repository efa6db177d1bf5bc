"""Rebuild the sample that lipctl ships: ``lipctl.toml``, the catalogue and the four responses of 2010.

The source is ``tools/lip-5-1.json``: a published page of Hannover's LIP (LIP-Bereich 5.1) as data, to the letter.
The responses are made with ``export-forms`` itself; the page's words are then typed into the answer cells by another
program (openpyxl), as a department would, and the file is saved. What the page does not say stays empty: area titles,
mail addresses, deadlines, the department of 5-1-14.

Run it from the project's root::

    python tools/build_sample.py
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from lipctl.commands.export_forms import export_forms
from lipctl.files import write_atomically, zip_reproducibly
from lipctl.forms.identity import decode
from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.settings.writer import settings_template
from lipctl.workspace import Workspace

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("lip-5-1.json")
YEAR = 2010
SAVED = datetime(2010, 6, 30)  # noqa: DTZ001 - the day is ours: the page has no date; a workbook's time has no zone

FIELDS = {
    "1": "Bildung",
    "2": "Wirtschaft",
    "3": "Soziales",
    "4": "Stadtleben",
    "5": "Demokratie",
    "6": "Stadtverwaltung",
}
DEPARTMENTS = {
    "Büro Oberbürgermeister": ("15", "OE 15"),
    "Fachbereich Steuerung, Personal und Zentrale Dienste": ("18", "OE 18"),
    "Fachbereich Bildung und Qualifikation": ("43", "OE 43"),
    "Wirtschafts- und Umweltdezernat": ("Dez-V", "Dez.V"),
}
SETTINGS: dict[tuple[str, str], str | int] = {
    ("plan", "kennung"): "lip-hannover",
    ("plan", "stadt"): "Landeshauptstadt Hannover",
    ("plan", "name"): "Lokaler Integrationsplan",
    ("plan", "kurzname"): "LIP",
    ("bericht", "titel"): "Controllingbericht",
    ("bericht", "leere_gruende"): True,
    ("bewertung", "ab_jahr"): 2013,
}


def main() -> None:
    """Write the sample into the project."""
    entries = json.loads(PAGE.read_text(encoding="utf-8"))["measures"]
    for name, content in build(entries).items():
        write_atomically(ROOT / name, content)
        print(name)


def build(entries: list[dict[str, Any]]) -> dict[str, bytes]:
    """The sample's files by their names."""
    sample = {
        "lipctl.toml": settings_template(SETTINGS, {}).encode(),
        "data/katalog.xlsx": write_catalogue(plan_of(entries)),
    }
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        for name, content in sample.items():
            write_atomically(workspace.root / name, content)
        for form in export_forms(workspace, YEAR).written:
            sample[f"data/{YEAR}/ruecklauf/{form.path.name}"] = fill_in(form.path.read_bytes(), answers_of(entries))
    return sample


def plan_of(entries: list[dict[str, Any]]) -> Plan:
    """The plan as far as it stands on the page."""
    fields = {number: FieldOfAction(MeasureNumber(number), title) for number, title in FIELDS.items()}
    area = Area(MeasureNumber("5.1"), "", fields["5"])
    departments = {
        identifier: Department(identifier, name, prefix, Contact(department=name, unit=prefix))
        for name, (identifier, prefix) in DEPARTMENTS.items()
    }
    measures = tuple(_measure(entry, area) for entry in entries)
    return Plan(tuple(fields.values()), (area,), measures, departments)


def _measure(entry: Mapping[str, Any], area: Area) -> Measure:
    measure = Measure(
        number=MeasureNumber(entry["number"]),
        summary=tuple(entry["summary"]),
        area=area,
        field=area.field,
        note=entry["note"] or "",
        in_report=not entry["note"],
        several_parts=len(entry["parts"]) > 1,
    )
    contact = entry["contact"]
    if contact is None:
        return measure
    known = Contact(" / ".join(contact["persons"]), "", contact["unit"], " / ".join(contact["phones"]))
    return replace(measure, department=DEPARTMENTS[contact["department"]][0], contact=known)


def answers_of(entries: list[dict[str, Any]]) -> dict[tuple[MeasureNumber, int, Question], str]:
    """What the page prints, by measure, part and question."""
    answers: dict[tuple[MeasureNumber, int, Question], str] = {}
    for entry in entries:
        number = MeasureNumber(entry["number"])
        for part, texts in enumerate(entry["parts"], start=1):
            for question in (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS):
                if texts[question]:
                    answers[number, part, question] = texts[question]
    return answers


def fill_in(form: bytes, answers: Mapping[tuple[MeasureNumber, int, Question], str]) -> bytes:
    """Type answers into a form, save it with openpyxl, and make its bytes the same on every run."""
    book = load_workbook(io.BytesIO(form))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            line = row[IDENTITY_COLUMN - 1].value if len(row) >= IDENTITY_COLUMN else None
            identity = decode(str(line)) if line else None
            if identity and (text := answers.get((identity.number, identity.part, identity.question))):
                cell = row[ANSWER_COLUMN - 1]
                cell.value = text
                cell.data_type = "s"
    book.properties.creator = book.properties.lastModifiedBy = None
    stream = io.BytesIO()
    book.save(stream)
    with ZipFile(stream) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return zip_reproducibly((name, _fixed_time(name, content)) for name, content in parts)


def _fixed_time(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", SAVED.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)


if __name__ == "__main__":
    main()
