"""``lipctl edit`` and ``lipctl template`` on the sample, through the real command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from lipctl.edits.columns import EDIT
from lipctl.workspace import Workspace
from support.command_line import Run
from support.edits import type_edits
from support.rounds import Office

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
STATUS = ("5-1-3", 1, "Stand")


def test_edit_puts_the_workbook_s_path_on_stdout_and_what_is_in_it_on_stderr(lipctl: Run, demo: Path) -> None:
    done = lipctl("edit", "2010", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{Path('data', '2010', 'redaktion.xlsx')}\n"
    assert "Die Redaktion ist angelegt: 18 Texte, davon 0 redigiert." in done.stderr
    again = lipctl("edit", "2010", cwd=demo)
    assert "ist auf dem neuesten Stand" in again.stderr


def test_the_report_prints_what_was_typed_there(lipctl: Run, demo: Path) -> None:
    lipctl("edit", "2010", cwd=demo)
    type_edits(Office(Workspace(demo)), {STATUS: "Alle Beiräte arbeiten."}, head=EDIT, year=2010)
    done = lipctl("report", "2010", "-o", "b.docx", cwd=demo)
    assert done.returncode == 0, done.stderr
    printed = [paragraph.text for paragraph in Document(str(demo / "b.docx")).paragraphs]
    assert "Alle Beiräte arbeiten." in printed
    assert any("bis auf 1 redigierte Antwort im Wortlaut" in text for text in printed)


def test_edit_warns_of_what_is_to_be_looked_at(lipctl: Run, demo: Path) -> None:
    lipctl("edit", "2010", cwd=demo)
    type_edits(Office(Workspace(demo)), {("5-1-9", 1, "Stand"): "Noch nichts."}, year=2010)
    done = lipctl("edit", "2010", cwd=demo)
    assert "Warnung: Redigierter Text ohne Antwort: 5-1-9" in done.stderr
    assert "lipctl check 2010" in done.stderr
    report = lipctl("report", "2010", cwd=demo)
    assert "Redigierter Text ohne Antwort: 5-1-9" in report.stderr


def test_a_year_without_a_round_cannot_be_edited(lipctl: Run, demo: Path) -> None:
    assert lipctl("edit", "2007", cwd=demo).returncode == 13
    assert not (demo / "data" / "2007").exists()


def test_a_new_template_is_shown_checked_and_never_replaced(lipctl: Run, demo: Path) -> None:
    made = lipctl("template", "new", "hausvorlage", cwd=demo)
    assert (made.returncode, made.stdout) == (0, f"{Path('report_templates', 'hausvorlage.docx')}\n")
    assert 'vorlage = "hausvorlage.docx"' in made.stderr
    shown = lipctl("template", "preview", "hausvorlage", cwd=demo)
    assert (shown.returncode, shown.stdout) == (0, f"{Path('ausgabe', 'vorschau', 'hausvorlage.docx')}\n")
    assert lipctl("template", "check", "hausvorlage", cwd=demo).returncode == 0
    assert lipctl("template", "new", "hausvorlage", cwd=demo).returncode == 16


def test_a_preview_works_in_an_empty_workspace(lipctl: Run, tmp_path: Path) -> None:
    assert lipctl("init", "leer").returncode == 0
    done = lipctl("template", "preview", cwd=tmp_path / "leer")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "leer" / done.stdout.strip()).is_file()


def test_remarks_on_a_template_are_talk_and_no_problem(lipctl: Run, demo: Path) -> None:
    path = demo / "report_templates" / "breit.docx"
    document = Document()
    document.add_paragraph("{{ stadt }}")
    document.save(str(path))
    done = lipctl("template", "check", "breit", cwd=demo)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert "Anmerkung: Die Vorlage hat kein Inhaltsverzeichnis." in done.stderr
    assert "Anmerkung: Die Seiten sind nicht im Format A4." in done.stderr
