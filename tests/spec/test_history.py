"""What was reported for a measure over the years: from open and closed ones alike, under its former numbers too."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lipctl.commands.close import Correction, add_addendum, close_year
from lipctl.commands.history import histories
from lipctl.errors import RoundError
from lipctl.report.history import state_in
from lipctl.workspace import Workspace
from support.command_line import run_here as lipctl
from support.rounds import AS_OF, open_office
from support.word import texts

PLAN = """
| Nummer | Dienststelle | gültig ab | gültig bis | früher |
| 5-1-3 | 18 | | | |
| 5-1-7 | 43 | | 2012 | |
| 5-1-8 | 15 | 2013 | | 5-1-7 |
"""
ROUNDS = {
    2011: "| Nummer | Stand |\n| 5-1-3 | begonnen |\n| 5-1-7 | „alt“ & neu |",
    2012: "| Nummer | Gründe |\n| 5-1-3 | kein Geld |",
    2013: "| Nummer | Stand | unverändert |\n| 5-1-3 | fertig | |\n| 5-1-8 | | ja |",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Three rounds; the first two are closed, the first is corrected, and none of their files is left."""
    office = open_office(tmp_path_factory.mktemp("lip"), PLAN)
    for year, table in ROUNDS.items():
        office.answer(year, table)
    for year in (2011, 2012):
        assert close_year(office.workspace, year, as_of=AS_OF, today=AS_OF).path
    for year in (2011, 2012):
        shutil.rmtree(office.workspace.responses(year))
    correction = Correction("5-1-7", "status", 1, "nur alt", "Zahl fehlte")
    add_addendum(office.workspace, 2011, correction, date(2014, 3, 1))
    return Workspace(office.workspace.root)


def test_a_measure_is_followed_through_its_numbers_from_either_end(workspace: Workspace) -> None:
    for number in ("5-1-7", "5-1-8"):
        (past,) = histories(workspace, number, AS_OF).measures
        assert [(entry.year, str(entry.number), entry.closed) for entry in past.years] == [
            (2011, "5-1-7", True), (2012, "5-1-7", True), (2013, "5-1-8", False),
        ]  # fmt: skip
        assert [entry.measure.label for entry in past.years] == [
            "Umsetzungsstand berichtet", "keine Rückmeldung", "unverändert gemeldet",
        ]  # fmt: skip
        assert "Nummer: 5-1-7 → 5-1-8" in past.years[-1].changes
        assert "Dienststelle: Fachbereich 43 → Fachbereich 15" in past.years[-1].changes


def test_the_table_has_a_row_for_each_measure_and_a_column_for_each_year(workspace: Workspace) -> None:
    found = histories(workspace, None, AS_OF)
    assert found.years == (2011, 2012, 2013)
    table = {str(past.number): [state_in(past, year) for year in found.years] for past in found.measures}
    assert table == {
        "5-1-3": ["● berichtet", "○ noch nichts getan", "● berichtet"],
        "5-1-8": ["● berichtet (5-1-7)", "□ keine Rückmeldung (5-1-7)", "= unverändert"],
    }


def test_a_number_that_no_report_has_is_told(workspace: Workspace) -> None:
    for number in ("5-1-33", "–"):
        with pytest.raises(RoundError, match="steht in keinem Bericht"):
            histories(workspace, number, AS_OF)


@pytest.fixture
def here(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder is the workspace."""
    monkeypatch.chdir(workspace.root)


@pytest.mark.usefixtures("here")
def test_the_terminal_a_document_and_a_workbook_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lipctl("history", "5-1-8", "--docx", str(tmp_path / "v.docx")) == 0
    shown = capsys.readouterr().out
    written = "\n".join(texts((tmp_path / "v.docx").read_bytes()))
    for said in ("„alt“ & neu", "Nachtrag vom 01.03.2014 (Zahl fehlte): nur alt", "Nummer: 5-1-7 → 5-1-8"):
        assert said in written
        assert said in shown
    assert lipctl("history", "--xlsx", str(tmp_path / "v.xlsx")) == 0
    sheet = load_workbook(tmp_path / "v.xlsx").active
    assert [cell.value for cell in sheet[6]] == [
        "5-1-8", "Kurzfassung von 5-1-8", "● berichtet (5-1-7)", "□ keine Rückmeldung (5-1-7)", "= unverändert",
    ]  # fmt: skip


@pytest.mark.usefixtures("here")
def test_for_the_public_nobody_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert lipctl("history", "5-1-3", "--public", "--format", "json") == 0
    shown = capsys.readouterr().out
    assert "Muster" not in shown
    assert json.loads(shown)["measures"][0]["number"] == "5-1-3"


@pytest.mark.parametrize("wrong", [["--docx", "v.docx"], ["5-1-3", "--xlsx", "v.xlsx"], ["5-1-3", "--docx", "v.pdf"]])
@pytest.mark.usefixtures("here")
def test_a_document_goes_with_one_number_and_a_workbook_with_all(wrong: list[str]) -> None:
    assert lipctl("history", *wrong) == 2
