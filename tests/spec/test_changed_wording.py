"""A Kurzfassung that was changed in the catalogue after a department had answered (LIP351)."""

from __future__ import annotations

from pathlib import Path

import pytest

from lipctl.forms import positions
from support.forms import edited
from support.rounds import Office, open_office

PLAN = "| Nummer | Dienststelle | Kurzfassung |\n| 5-1-3 | 18 | {} |"
LONG = "Das Netzwerk tagt und berichtet. " * 120
ANSWER = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"


def reworded(office: Office, wording: str) -> Office:
    return open_office(office.workspace.root, PLAN.format(wording))


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("Es gibt ein Netzwerk.", "Es gibt zwei Netzwerke.", True),
        ("Es gibt ein Netzwerk.", "Es  gibt ein Netzwerk. ", False),
        (LONG, LONG.strip(), False),
        (LONG, f"{LONG}Ende.", True),
    ],
    ids=["another", "other blanks", "long", "long, another end"],
)
def test_another_wording_is_told_and_nothing_else(tmp_path: Path, then: str, now: str, told: bool) -> None:
    office = open_office(tmp_path, PLAN.format(then))
    office.answer(2012, ANSWER.replace("getan", "begonnen"))
    office.answer(2013, ANSWER)
    assert office.codes(2013) == []
    assert reworded(office, now).codes(2013) == ["LIP351"] * told


def test_an_answer_to_the_new_wording_settles_it(tmp_path: Path) -> None:
    office = open_office(tmp_path, PLAN.format("Es gibt ein Netzwerk."))
    office.answer(2013, ANSWER)
    office = reworded(office, "Es gibt zwei Netzwerke.")
    office.answer(2013, ANSWER, name="neu.xlsx")
    assert office.codes(2013) == []


def test_a_form_without_check_sums_and_one_without_answers_say_nothing(tmp_path: Path) -> None:
    office = open_office(tmp_path, PLAN.format("Es gibt ein Netzwerk."))
    office.answer(2013, ANSWER)
    received = office.workspace.responses(2013) / "18.xlsx"
    received.write_bytes(
        edited(received.read_bytes(), lambda book: book["5-1-3"].cell(1, positions.IDENTITY_COLUMN, ""))
    )
    office.receive(2013, "leer.xlsx", office.send_forms(2013)["18"])
    assert "LIP351" not in reworded(office, "Es gibt zwei Netzwerke.").codes(2013)
