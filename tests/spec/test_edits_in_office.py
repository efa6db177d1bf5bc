"""Edits typed by hand in LibreOffice: they come back whole, and outlive a new response."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lipctl.edits import wording as words
from lipctl.edits.columns import EDIT, FORMER, REMARK, SEEN, STATE, TEXT
from lipctl.xlsx.cells import cell_name
from support.edits import cell_of, column_of, opened, printed, refresh, row_of, shown, type_edits
from support.office import can_uno, convert, type_in_office
from support.rounds import Office, open_office
from support.validator import complaints

pytestmark = [pytest.mark.foreign, pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")]

STATUS, STEPS = ("5-1-3", 1, "Stand"), ("5-1-3", 1, "Schritte")
PLAN = "| Nummer | Dienststelle | mehrere Teile |\n| 5-1-3 | 18 | |\n| 5-1-11 | 18 | 2 |"
ANSWER = "| Nummer | Stand | Schritte |\n| 5-1-3 | netzwerk tagt | weiter so |"
MINE = "Das Netzwerk „B&E“ tagt, wie Frau Altuğ schrieb.\nZweite Zeile, 5-1-3 und =1+1 bleiben Text."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(tmp_path / "stadt", PLAN)
    office.answer(2013, ANSWER)
    refresh(office)
    return office


def at(office: Office, key: tuple[str, int, str], head: str) -> tuple[str, str]:
    """The sheet and cell of a field's column."""
    sheet, row = row_of(opened(office), key)
    return sheet.title, cell_name(row, column_of(sheet, head))


def test_what_was_typed_in_libreoffice_is_printed_and_outlives_a_new_response(office: Office, tmp_path: Path) -> None:
    if not can_uno():
        pytest.skip("python3-uno is not installed")
    typed = [
        (*at(office, STATUS, EDIT), MINE),
        (*at(office, STATUS, REMARK), "mit dem Büro klären"),
        (*at(office, STEPS, TEXT), "darf nicht gehen"),
        ("Redaktion", "L5", "eigene Spalte"),
    ]
    path = office.workspace.edits(2013)
    type_in_office(tmp_path, path.read_bytes(), typed)
    path.write_bytes((tmp_path / "saved.xlsx").read_bytes())
    assert not [code for code in office.codes(2013, "5-1-3") if code.startswith("LIP4")]
    assert MINE in printed(office)
    assert "weiter so" in printed(office)

    office.answer(2013, ANSWER.replace("netzwerk tagt", "Netzwerk ruht"))
    assert MINE in printed(office)
    assert "LIP402" in office.codes(2013, "5-1-3")
    refresh(office)
    row = {head: shown(office, STATUS, head) for head in (TEXT, EDIT, REMARK, STATE, FORMER)}
    assert list(row.values()) == ["Netzwerk ruht", MINE, "mit dem Büro klären", words.LOOK, "netzwerk tagt"]
    assert row_of(opened(office), STATUS)[0]["L5"].value == "eigene Spalte"

    type_in_office(tmp_path, path.read_bytes(), [(*at(office, STATUS, SEEN), "2")])
    path.write_bytes((tmp_path / "saved.xlsx").read_bytes())
    assert shown(office, STATUS, STATE) == words.EDITED, "LibreOffice calculates the live state"
    assert not [code for code in office.codes(2013, "5-1-3") if code.startswith("LIP4")]


@pytest.mark.parametrize(
    ("edit", "then", "seen", "state"),
    [
        (None, ANSWER, None, words.PRINTED),
        (MINE, ANSWER, None, words.EDITED),
        (MINE, ANSWER.replace("tagt", "ruht"), None, words.LOOK),
        (MINE, ANSWER.replace("tagt", "ruht"), "2", words.EDITED),
        (MINE, "| Nummer | Gründe |\n| 5-1-3 | kein Geld |", None, words.NOT_PRINTED),
    ],
)
def test_the_live_state_says_what_lipctl_says(office: Office, tmp_path: Path, edit, then, seen, state) -> None:
    type_edits(office, {STATUS: edit})
    office.answer(2013, then)
    refresh(office)
    type_edits(office, {STATUS: seen}, head=SEEN)
    [calculated] = convert([office.workspace.edits(2013)], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    office.workspace.edits(2013).write_bytes(calculated.read_bytes())
    assert shown(office, STATUS, STATE) == state
    refresh(office)
    assert shown(office, STATUS, STATE) == state


def test_the_open_xml_sdk_finds_nothing_in_a_new_and_in_a_refreshed_workbook(office: Office, tmp_path: Path) -> None:
    path = office.workspace.edits(2013)
    assert complaints(path) == []
    open_office(tmp_path / "stadt", PLAN + "\n| 7 | 18 | |")
    office.answer(2013, ANSWER.replace("tagt", "ruht"))
    assert refresh(office).changed
    assert complaints(path) == []


def test_a_workbook_saved_by_libreoffice_is_as_sound_after_a_refresh_as_before(office: Office, tmp_path: Path) -> None:
    path = office.workspace.edits(2013)
    type_edits(office, {STATUS: MINE})
    [saved] = convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    path.write_bytes(saved.read_bytes())
    before = complaints(path)
    open_office(tmp_path / "stadt", PLAN + "\n| 7 | 18 | |")
    office.answer(2013, ANSWER.replace("tagt", "ruht"))
    assert refresh(office).changed
    assert complaints(path) == before
    assert cell_of(opened(office), ("7", 1, "Stand"), EDIT).protection.locked is False
    [again] = convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")
    path.write_bytes(again.read_bytes())
    assert shown(office, STATUS, STATE) == words.LOOK
    assert json.dumps(shown(office, STATUS, EDIT)) == json.dumps(MINE)
