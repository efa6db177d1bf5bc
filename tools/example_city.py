"""Musterstadt, the city of the Handbuch: small, invented, the same on every run.

Its pictures (``tools/build_pictures.py``) are taken here, and its tests walk through the Handbuch's chapters here.
What a person types into Excel is typed with openpyxl; everything else is done by lipctl itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook

from build_sample import fill_in
from lipctl.commands.export_forms import export_forms
from lipctl.commands.init import create_workspace
from lipctl.files import write_atomically
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.workspace import Workspace

YEAR = 2026
FIELDS = {"1": "Ankommen", "2": "Sprache und Bildung", "3": "Zusammenleben"}
DEPARTMENTS = {
    "50": ("Fachbereich Soziales", "Frau Kern", "0123 456-500", "Amt 50", "soziales@musterstadt.example"),
    "40": ("Fachbereich Schule", "Herr Yıldız", "0123 456-400", "Schulamt", "schule@musterstadt.example"),
    "41": ("Kulturbüro", "", "0123 456-410", "", "kultur@musterstadt.example"),
}
MEASURES = {
    "1-1": ("Neu Zugewanderte finden in den ersten Wochen eine Anlaufstelle, die weiterhilft.", "50"),
    "1-2": ("Behördenbriefe werden in einfacher Sprache geschrieben.", "Amt 50"),
    "2-1": ("Jedes Kind, das Deutsch lernt, bekommt einen Platz in einer Fördergruppe.", "40"),
    "2-2": ("Eltern werden zu Gesprächen in der Schule in ihrer Sprache eingeladen.", "40"),
    "2-3": ("Volkshochschule und Betriebe bieten Kurse nach Feierabend an.", "40"),
    "3-1": ("In jedem Stadtteil gibt es einen Raum, den Vereine kostenlos nutzen können.", "41"),
    "3-2": ("Das Fest der Kulturen wird mit den Vereinen zusammen geplant.", "41"),
}
_STATUS, _STEPS, _REASONS = Question.STATUS, Question.PLANNED_STEPS, Question.REASONS
LAST_YEAR = {
    ("1-1", 1, _STATUS): "Die Anlaufstelle am Markt hat eröffnet und ist an drei Tagen besetzt.",
    ("1-1", 1, _STEPS): "Öffnung an fünf Tagen ab 2026.",
    ("1-2", 1, _REASONS): "Die Stelle für die Redaktion war nicht besetzt.",
    ("2-1", 1, _STATUS): "An acht Schulen gibt es Fördergruppen.",
    ("2-2", 1, _STATUS): "Einladungen gibt es in fünf Sprachen.",
    ("2-3", 1, _STATUS): "Zwei Betriebe machen mit.",
    ("3-2", 1, _STATUS): "Das Fest fand im September statt, geplant mit elf Vereinen.",
}
THIS_YEAR = {
    ("1-1", 1, _STATUS): "Die Anlaufstelle ist jetzt an fünf Tagen besetzt.\nIm ersten Jahr kamen 1.240 Menschen.",
    ("1-1", 1, _STEPS): "Eine zweite Anlaufstelle im Nordend ist für 2027 beantragt.",
    ("1-2", 1, _STATUS): "Die zwölf häufigsten Briefe sind überarbeitet.",
    ("1-2", 1, _STEPS): "Weitere Briefe folgen bis Ende 2026.",
    ("2-1", 1, _STATUS): "An allen vierzehn Schulen gibt es Fördergruppen.",
    ("2-1", 1, _STEPS): "– – –",
    ("2-2", 1, _STEPS): "Weitere Sprachen sind geplant.",
    ("2-3", 0, Question.UNCHANGED): "ja",
}
LATE = {
    ("2-2", 1, _STATUS): "Einladungen gibt es in neun Sprachen.",
    ("3-1", 1, _REASONS): "Die Verhandlungen über die Räume laufen noch.",
    ("3-2", 1, _STATUS): "Das Fest fand mit vierzehn Vereinen statt.",
    ("3-2", 1, _STEPS): "Termin 2027: zweites Wochenende im September.",
}


def make_city(folder: Path) -> Workspace:
    """The workspace as it is when the round of this year begins, last year's responses in it."""
    create_workspace(folder, sample=False)
    fill_settings(folder)
    fill_catalogue(folder)
    answer(folder, YEAR - 1, LAST_YEAR)
    return Workspace(folder)


def fill_settings(folder: Path) -> None:
    """What the coordinator types into ``lipctl.toml``."""
    path = folder / "lipctl.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ('# stelle = ""', 'stelle = "Koordinierungsstelle Integration"'),
        ('# mail = ""', 'mail = "integration@musterstadt.example"'),
        ('# telefon = ""', 'telefon = "0123 456-789"'),
        ("[frist]\n", f"[frist]\n{YEAR} = {YEAR}-03-31\n"),
    ):
        if old not in text:
            sys.exit(f"lipctl.toml has no line {old!r} any more")
        text = text.replace(old, new)
    write_atomically(path, text.encode())


def fill_catalogue(folder: Path) -> None:
    """What the coordinator types or pastes below the heads of the empty catalogue."""
    path = folder / "data" / "katalog.xlsx"
    book = load_workbook(path)
    _paste(book["Handlungsfelder"], [{"Nummer": number, "Titel": title} for number, title in FIELDS.items()])
    _paste(
        book["Dienststellen"],
        [
            {"Kennung": key, "Name": name, "OE-Präfix": f"OE {key}", "Ansprechperson": person, "Telefon": phone, "andere Namen": other, "mail": mail}
            for key, (name, person, phone, other, mail) in DEPARTMENTS.items()
        ],
    )  # fmt: skip
    _paste(
        book["Handlungsansätze"],
        [{"Nummer": key, "Kurzfassung": text, "Dienststelle": office} for key, (text, office) in MEASURES.items()],
    )
    book.save(path)


def answer(folder: Path, year: int, answers: dict[tuple[str, int, Question], str]) -> None:
    """The departments that have something to say fill in their forms and send them back."""
    workspace = Workspace(folder)
    typed = {(MeasureNumber(number), part, question): text for (number, part, question), text in answers.items()}
    late = "-2" if workspace.responses(year).is_dir() and any(workspace.responses(year).iterdir()) else ""
    for form in export_forms(workspace, year, force=True).written:
        if {number for number, _, _ in typed} & _numbers_of(form.department.id):
            content = fill_in(form.path.read_bytes(), typed)
            write_atomically(workspace.responses(year) / f"{form.path.stem}{late}.xlsx", content)


def _numbers_of(department: str) -> set[MeasureNumber]:
    names = {department, DEPARTMENTS[department][3]}
    return {MeasureNumber(number) for number, (_, office) in MEASURES.items() if office in names}


def _paste(sheet, rows: list[dict[str, str]]) -> None:  # type: ignore[no-untyped-def]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for head, value in row.items():
            sheet.cell(number, columns[head]).value = value or None


if __name__ == "__main__":
    made = make_city(Path(sys.argv[1]))
    answer(made.root, YEAR, THIS_YEAR)
