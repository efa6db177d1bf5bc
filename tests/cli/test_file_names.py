"""Names as departments, Windows, macOS and mail programs give them: each file is read, and no name steers anything."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from support.command_line import Run
from support.excel_typing import type_into
from support.rounds import Office, open_office

STATUS = (MeasureNumber("5-1-3"), 1, Question.STATUS)
NAMES = [
    "Rückmeldung.xlsx", "Ru\u0308ckmeldung.xlsx", "CON.xlsx", "aux", "nul.xlsx.", "Punkt...", " Leer zeichen .xlsx", "-rf.xlsx", "--help",
    "FORMULAR.XLSX", "Formular.xls", "Formular.pdf", "ohne Endung", "Kopie von Kopie von 18 (2) - Kopie.xlsx", "18-PC0815.xlsx", "a'b\"c&d.xlsx",
    "$(touch weg).xlsx", "%PATH%.xlsx", "{{ stadt }}.xlsx", "[red]rot[/red].xlsx", "<b>.xlsx", "🙂.xlsx", "ä" * 120 + ".xlsx",
    "x" * 255, "مرحبا.xlsx",
]  # fmt: skip
STEERING = ["neue\nZeile.xlsx", "\x1b[31mrot\x1b[0m.xlsx", "\u202exslx.exe", "\a.xlsx", "\r18.xlsx"]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "amt")


@UNIX
@pytest.mark.parametrize("deep", [False, True])
def test_whatever_a_file_is_called_it_is_read(office: Office, deep: bool) -> None:
    form = office.send_forms(2013)["18"]
    folder = Path(*["Posteingang der Dienststelle"] * 20, "weitergeleitet. ") if deep else Path()
    for index, name in enumerate(NAMES):
        # Other bytes each time, or all but the first would count as the same file; the answer stays the same.
        office.receive(2013, str(folder / name), type_into(form, {STATUS: "getan"}) + b" " * index)
    found = office.check(2013).findings
    assert [item.code for item in found] == ["LIP320"]


@UNIX
@pytest.mark.parametrize("name", STEERING)
def test_a_file_name_steers_neither_the_screen_nor_the_output(office: Office, lipctl: Run, name: str) -> None:
    office.receive(2013, name, b"%PDF-1.7")
    told = lipctl("check", "2013", cwd=office.workspace.root)
    assert "LIP225" in told.stdout
    assert not set(name) & set("\x1b\u202e\a\r") & set(told.stdout + told.stderr)
    listed = json.loads(lipctl("check", "2013", "--format", "json", cwd=office.workspace.root).stdout)
    files = [place["file"] for item in listed["findings"] for place in item["places"]]
    assert f"data/2013/ruecklauf/{name}" in files


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="only Linux keeps names that are no text")
def test_a_name_that_is_no_text_is_reported_and_the_report_is_written(office: Office, lipctl: Run) -> None:
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | getan |")
    folder = office.workspace.responses(2013)
    good = (folder / "18.xlsx").read_bytes()
    for name, content in ((b"\xff\xfe.xlsx", b"%PDF-1.7"), (b"f\xfcr 2013.xlsx", good + b" ")):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(content)  # noqa: PTH118
    for args in (["check"], ["check", "--format", "json"], ["report"]):
        done = lipctl(*args, "2013", cwd=office.workspace.root)
        assert done.returncode in {0, 1}, done.stderr
    assert json.loads(lipctl("check", "--format", "json", cwd=office.workspace.root).stdout)["totals"]["reported"] == 1


@UNIX
def test_a_folder_that_cannot_be_looked_into_is_reported_and_the_others_are_read(
    office: Office, tmp_path: Path
) -> None:
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |")
    folder = office.workspace.responses(2013) / ("a" * 200)
    while len(str(folder)) < 4_000:
        folder.mkdir()
        folder /= "a" * 200
    beyond = os.open(folder.parent, os.O_RDONLY)
    for _ in range(3):
        os.mkdir("a" * 200, dir_fd=beyond)
        beyond = os.open("a" * 200, os.O_RDONLY, dir_fd=beyond)
    (told,) = office.check(2013).findings
    assert (told.code, told.message) == (
        "LIP201",
        "Die Datei lässt sich nicht lesen: der Name oder der Weg dorthin ist zu lang.",
    )
