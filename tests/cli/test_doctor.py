"""``lipctl doctor``: what is there, what is missing, what is at fault; nothing is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lipctl.commands.doctor import Machine, State, examine
from lipctl.pdf.office import find_office
from support.command_line import Run
from support.rounds import open_office

BARE = Machine((("lipctl", "0.1.0"),))


def states(start: Path, machine: Machine = BARE) -> dict[str, State]:
    return {item.name: item.state for item in examine(start, machine)}


def test_the_sample_is_sound(lipctl: Run, demo: Path) -> None:
    done = lipctl("doctor", cwd=demo)
    assert done.returncode == 0, done.stdout
    assert "in Ordnung  Katalog        8 Einträge, 4 Dienststellen" in done.stdout
    assert "in Ordnung  Rücklauf       2010 (4 Dateien)" in done.stdout
    assert done.stderr == "Kein Fehler gefunden.\n"


def test_doctor_works_where_there_is_no_workspace_yet(lipctl: Run) -> None:
    done = lipctl("doctor")
    assert done.returncode == 0
    assert "fehlt       Arbeitsordner" in done.stdout
    assert "Tipp: Wechseln Sie in den Arbeitsordner" in done.stdout


def test_without_the_pdf_library_it_is_missing_with_what_to_type(tmp_path: Path) -> None:
    assert states(tmp_path)["pikepdf"] is State.MISSING
    (missing,) = (item for item in examine(tmp_path, BARE) if item.name == "pikepdf")
    assert missing.advice.endswith("pip install pikepdf")
    found = Machine((), pikepdf="9.1")
    assert states(tmp_path, found)["pikepdf"] is State.SOUND


def test_a_new_workspace_has_no_fault_but_wants_to_be_filled_in(lipctl: Run, tmp_path: Path) -> None:
    lipctl("init", "neu")
    found = states(tmp_path / "neu")
    assert found["Einstellungen"] is State.MISSING
    assert found["Katalog"] is found["Rücklauf"] is State.MISSING
    assert State.FAULT not in found.values()


def test_wrong_settings_are_named_with_their_line(lipctl: Run, demo: Path) -> None:
    (demo / "lipctl.toml").write_text('[plan]\nkennung = "x"\nstadt = "X"\nfarbe = "rot"\n', encoding="utf-8")
    done = lipctl("doctor", cwd=demo)
    assert done.returncode == 1
    assert "Fehler      Einstellungen" in done.stdout
    assert "Zeile 4: farbe ist in [plan] unbekannt" in done.stdout
    assert done.stderr == "Bitte beheben Sie: Einstellungen.\n"


def test_a_mistake_in_the_catalogue_is_named_with_its_cell(lipctl: Run, demo: Path) -> None:
    path = demo / "data" / "katalog.xlsx"
    book = load_workbook(path)
    sheet = book["Handlungsansätze"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Dienststelle" for cell in row))
    column = next(cell.column for cell in head if cell.value == "Dienststelle")
    at = sheet.cell(head[0].row + 1, column)
    at.value = "99"
    book.save(path)
    done = lipctl("doctor", cwd=demo)
    assert done.returncode == 1
    assert "Fehler      Katalog        1 Fehler\n" in done.stdout
    assert f"    Handlungsansätze {at.coordinate}: „99“ steht nicht im Blatt „Dienststellen“." in done.stdout


def test_a_number_without_its_last_zero_is_a_warning_of_doctor_check_and_export_forms(
    lipctl: Run, tmp_path: Path
) -> None:
    office = open_office(tmp_path / "buero", "| Nummer | Dienststelle |\n| 1.9 | 18 |\n| 2 | 18 |")
    book = load_workbook(office.workspace.catalogue)
    book["Handlungsansätze"]["A3"] = 1.1
    book.save(office.workspace.catalogue)
    told = "Handlungsansätze A3: Excel hat die Nummer als Zahl gespeichert: 1.1. Gemeint ist vermutlich 1.10"
    done = lipctl("doctor", cwd=office.workspace.root)
    assert done.returncode == 0
    assert "Warnung     Katalog        2 Einträge, 1 Dienststelle\n    Handlungsansätze A3: Excel hat" in done.stdout
    for command in (["check"], ["export-forms", "2013"]):
        done = lipctl(*command, cwd=office.workspace.root)
        assert (done.returncode, f"Warnung: {told}" in done.stderr) == (0, True)
    assert "Katalog ist in Ordnung" not in lipctl("check", "2013", cwd=office.workspace.root).stdout


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("saved_as", "said"),
    [
        (lambda good: OLE + "Workbook".encode("utf-16-le"), "Die Datei hat das Format .xls; ein Katalog wird nur als .xlsx gelesen.\nTipp: Bitte speichern Sie ihn als"),
        (lambda good: OLE + "EncryptedPackage".encode("utf-16-le"), "Die Datei ist mit einem Kennwort verschlüsselt.\nTipp: Bitte öffnen Sie ihn in Excel"),
        (lambda good: good[:3000], "Die Datei ist beschädigt oder nur zum Teil angekommen.\nTipp: Bitte nehmen Sie die letzte Fassung"),
        (lambda good: b"From: stadt@example.org\n\nanbei", "Die Datei ist keine Arbeitsmappe, sondern eine E-Mail.\nTipp: Bitte legen Sie den Katalog selbst"),
        (lambda good: b"\1\0" * 99, "Die Datei lässt sich nicht lesen: sie ist keine Excel-Datei.\nTipp: Bitte öffnen Sie ihn in Excel"),
    ],
)  # fmt: skip
def test_a_catalogue_that_cannot_be_read_gets_the_advice_of_a_catalogue(
    lipctl: Run, demo: Path, saved_as, said
) -> None:
    path = demo / "data" / "katalog.xlsx"
    path.write_bytes(saved_as(path.read_bytes()))
    told = lipctl("check", cwd=demo).stderr
    assert f"Fehler: Katalog „data/katalog.xlsx“: {said}" in told
    assert not [word for word in ("erbitten", "Formular", "Dienststelle", "Absender") if word in told]


def test_a_missing_catalogue_is_a_fault(demo: Path) -> None:
    (demo / "data" / "katalog.xlsx").unlink()
    assert states(demo)["Katalog"] is State.FAULT


def test_a_broken_template_is_a_fault_and_without_one_the_shipped_one_is_used(demo: Path) -> None:
    (demo / "report_templates" / "controllingbericht.docx").write_text("kein Word", encoding="utf-8")
    assert states(demo)["Vorlage"] is State.FAULT
    shutil.rmtree(demo / "report_templates")
    assert [item.found for item in examine(demo, BARE) if item.name == "Vorlage"] == ["die mitgelieferte"]


def test_what_is_not_installed_is_missing_and_no_fault(tmp_path: Path) -> None:
    found = states(tmp_path)
    assert found["LibreOffice"] is found["Schrift"] is State.MISSING


def test_the_libreoffice_that_makes_pdfs_is_named(lipctl: Run, tmp_path: Path) -> None:
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    program.write_text("")
    program.chmod(0o755)
    assert find_office(str(program.parent)) == program
    assert f"in Ordnung  LibreOffice    {program}\n" in lipctl("doctor", env={"PATH": str(program.parent)}).stdout


@pytest.mark.parametrize(("file", "font"), [("calibri.ttf", "Calibri"), ("Carlito-Regular.ttf", "Carlito")])
def test_the_font_is_found_in_any_folder_below(tmp_path: Path, file: str, font: str) -> None:
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / file).write_text("")
    found = {item.name: item.found for item in examine(tmp_path, Machine((), (tmp_path,)))}
    assert found["Schrift"] == font


def test_nothing_is_changed(lipctl: Run, demo: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.rglob("*")}
    lipctl("doctor", cwd=demo)
    assert {path: path.stat().st_mtime_ns for path in demo.rglob("*")} == before
