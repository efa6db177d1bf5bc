"""A whole round in a test: a plan as a table, real forms, answers as tables, real files, the real reader.

The plan's columns are those of the catalogue (only the ones that matter), ``Mail`` and ``Leitung`` those of its department; an answer table has the columns
``Nummer``, ``Teil`` (left out: 1) and the names in :data:`QUESTIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from lipctl.commands.check import CheckResult, check
from lipctl.commands.export_forms import export_forms
from lipctl.findings import Finding
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.settings.keys import Value
from lipctl.settings.writer import settings_template
from lipctl.workspace import Workspace
from support.excel_typing import answer_cells, type_into
from support.tables import rows_of

QUESTIONS = {
    "Stand": Question.STATUS,
    "Schritte": Question.PLANNED_STEPS,
    "Gründe": Question.REASONS,
    "Bewertung": Question.ASSESSMENT,
    "unverändert": Question.UNCHANGED,
    "nicht zuständig": Question.DISCLAIMED,
    "Person": Question.PERSONS,
    "OE": Question.UNIT,
    "Telefon": Question.PHONES,
}
AS_OF = date(2014, 1, 15)
ONE_MEASURE = "| Nummer | Dienststelle |\n| 5-1-3 | 18 |"
NUMBERS_OF_ONE = {MeasureNumber("5-1-3"): "18"}
"""What :func:`lipctl.responses.folder.read_folder` has to know of :data:`ONE_MEASURE`."""

_FORMS: dict[str, dict[str, bytes]] = {}
"""The forms that were written, by what they were made from."""
Answers = dict[tuple[MeasureNumber, int, Question], str]


@dataclass
class Office:
    """A coordinator's workspace in a test."""

    workspace: Workspace

    def send_forms(self, year: int) -> dict[str, bytes]:
        """Export the forms of a year; their bytes by department id. The same ones are written once for all tests."""
        state = self._before(year)
        if state not in _FORMS:
            written = export_forms(self.workspace, year, force=True).written
            _FORMS[state] = {form.department.id: form.path.read_bytes() for form in written}
        self.workspace.responses(year).mkdir(parents=True, exist_ok=True)
        return _FORMS[state]

    def _before(self, year: int) -> str:
        """All that a year's forms are made from: the settings, the catalogue, the rounds of other years."""
        state = sha256(repr((year, self.workspace.settings)).encode())
        for path in sorted((self.workspace.root / "data").rglob("*")):
            if path.is_file() and path.relative_to(self.workspace.root).parts[1] != str(year):
                state.update(repr((path.relative_to(self.workspace.root), path.read_bytes())).encode())
        return state.hexdigest()

    def receive(self, year: int, name: str, content: bytes) -> Path:
        """Put a file into the year's responses."""
        path = self.workspace.responses(year) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def answer(self, year: int, table: str, *, department: str = "", name: str = "") -> None:
        """Let departments fill in their forms by this table and send them back."""
        for identifier, form in self.send_forms(year).items():
            if department in {"", identifier}:
                asked = answer_cells(form)
                typed = {field: text for field, text in answers_of(table).items() if field in asked}
                self.receive(year, name or f"{identifier}.xlsx", type_into(form, typed))

    def check(self, year: int, as_of: date = AS_OF) -> CheckResult:
        """What ``lipctl check`` finds."""
        return check(self.workspace, year, as_of)

    def codes(self, year: int, number: str | None = None) -> list[str]:
        """The codes of a year's findings, of one measure or of all."""
        return [item.code for item in self.findings(year, number)]

    def findings(self, year: int, number: str | None = None) -> list[Finding]:
        """A year's findings, of one measure or all."""
        wanted = MeasureNumber(number) if number else None
        return [item for item in self.check(year).findings if wanted is None or item.measure == wanted]


def open_office(
    folder: Path,
    plan: str = ONE_MEASURE,
    *,
    assessment_from: int = 0,
    deadline: date | None = None,
    labels: Mapping[str, str] | None = None,
    more: Mapping[tuple[str, str], Value] | None = None,
) -> Office:
    """A workspace with this plan, whose contacts are complete unless the table says otherwise.

    ``labels`` are the office's own words, by their keys in the settings' ``bezeichnungen``, ``more`` are other settings.
    """
    values: dict[tuple[str, str], Value] = {
        ("plan", "kennung"): "lip-test",
        ("plan", "stadt"): "Teststadt",
        ("bewertung", "ab_jahr"): assessment_from,
        **{("bezeichnungen", key): label for key, label in (labels or {}).items()},
        **(more or {}),
    }
    deadlines = {deadline.year: deadline} if deadline else {}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lipctl.toml").write_text(settings_template(values, deadlines), encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "katalog.xlsx").write_bytes(_catalogue(plan))
    return Office(Workspace(folder))


@cache
def _catalogue(plan: str) -> bytes:
    """The workbook of a plan, which many tests start from."""
    return write_catalogue(plan_of(plan))


def plan_of(table: str) -> Plan:
    """A plan from a table with columns of the catalogue; departments are made from the ids that occur."""
    field = FieldOfAction(MeasureNumber("5"), "Demokratie")
    area = Area(MeasureNumber("5.1"), "", field)
    measures = tuple(_measure(row, field, area) for row in rows_of(table))
    identifiers = {name for measure in measures for name in (measure.department, *measure.further_departments) if name}
    mails = {row["Dienststelle"]: row["Mail"] for row in rows_of(table) if row.get("Mail")}
    heads = {row["Dienststelle"]: row["Leitung"] for row in rows_of(table) if row.get("Leitung")}
    departments = {
        name: Department(
            name, f"Fachbereich {name}", f"OE {name}", letters_to=mails.get(name, ""), head_mail=heads.get(name, "")
        )
        for name in sorted(identifiers)
    }
    return Plan((field,), (area,), tuple(sorted(measures, key=lambda measure: measure.number.order)), departments)


def _measure(row: dict[str, str], field: FieldOfAction, area: Area) -> Measure:
    several = row.get("mehrere Teile", "")
    measure = Measure(
        number=MeasureNumber(row["Nummer"]),
        summary=(row.get("Kurzfassung") or f"Kurzfassung von {row['Nummer']}",),
        area=area,
        field=field,
        department=row.get("Dienststelle") or None,
        in_report=row.get("im Bericht") != "nein",
        parts=int(several) if several.isdecimal() else 1,
        several_parts=several not in {"", "nein"},
        contact=Contact("Frau Muster", "", "OE 1.23", "168-1"),
    )
    further = tuple(name.strip() for name in row.get("weitere Dienststellen", "").split(",") if name.strip())
    start, end = row.get("gültig ab"), row.get("gültig bis")
    return replace(
        measure,
        further_departments=further,
        valid_from=int(start) if start else None,
        valid_until=int(end) if end else None,
        former=tuple(MeasureNumber(text) for text in row.get("früher", "").split()),
    )


def answers_of(table: str) -> Answers:
    """What is typed where."""
    answers: Answers = {}
    for row in rows_of(table):
        number, part = MeasureNumber(row["Nummer"]), int(row.get("Teil") or 1)
        for head, question in QUESTIONS.items():
            if row.get(head):
                per_part = question in {Question.STATUS, Question.PLANNED_STEPS, Question.REASONS}
                answers[number, part if per_part else 0, question] = row[head]
    return answers
