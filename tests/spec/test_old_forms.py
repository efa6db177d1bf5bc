"""The form of another year in this year's folder: only what nobody knows from that very form counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lipctl.commands.export_forms import export_open_forms
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.year import collect_year
from support.command_line import run_lipctl
from support.excel_typing import type_into
from support.forms import edited
from support.rounds import AS_OF, Office, answers_of, open_office
from support.tables import mostly_slow

NUMBERS = [f"5-1-{number}" for number in range(1, 11)]
TEN = "| Nummer | Dienststelle |\n" + "\n".join(f"| {number} | 18 |" for number in NUMBERS)
LIKE_BEFORE = "| Nummer | unverändert | Bewertung |\n" + "\n".join(f"| {number} | ja | erfüllt |" for number in NUMBERS)
TEXTS = "| Nummer | Stand | Bewertung | Telefon |\n" + "\n".join(
    f"| {number} | Stand von {number} | erfüllt | 168-{number[4:]} |" for number in NUMBERS
)
ONE, TWO = MeasureNumber("5-1-1"), MeasureNumber("5-1-2")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Ten measures, answered in 2011 in words and in 2012 by "unverändert" and an assessment."""
    office = open_office(tmp_path, TEN, assessment_from=2011)
    office.answer(2011, TEXTS)
    office.answer(2012, LIKE_BEFORE)
    office.send_forms(2013)
    return office


def old_form(office: Office, year: int = 2012) -> bytes:
    return (office.workspace.responses(year) / "18.xlsx").read_bytes()


def counted(office: Office, year: int = 2013) -> dict[str, int]:
    """How many measures count as what, as ``check`` prints it."""
    seen: dict[str, int] = {}
    for outcome in collect_year(office.workspace, year, AS_OF).outcomes:
        seen[str(outcome.progress)] = seen.get(str(outcome.progress), 0) + 1
    return seen


@pytest.mark.parametrize("year", mostly_slow([2011, 2012]))
def test_nothing_of_a_copied_form_counts_and_one_sentence_says_so(office, year):
    office.receive(2013, "alt.xlsx", old_form(office, year))
    assert counted(office) == {"no_response": 10}
    outcomes = collect_year(office.workspace, 2013, AS_OF).outcomes
    assert {outcome.answer.assessment for outcome in outcomes} == {None}
    about_file = [item for item in office.findings(2013) if item.places]
    assert [item.code for item in about_file] == ["LIP204"]
    assert about_file[0].message == (
        f"Das Formular gehört zum Jahr {year}, berichtet wird über 2013. "
        f"Es enthält nichts, was nicht schon {year} darin stand; nichts davon zählt."
    )
    said = run_lipctl("check", "2013", "--format", "json", cwd=office.workspace.root)
    assert [item["code"] for item in json.loads(said.stdout)["findings"]].count("LIP204") == 1


def test_it_keeps_the_final_report_back(office):
    office.receive(2013, "alt.xlsx", old_form(office))
    said = run_lipctl("report", "2013", "--final", cwd=office.workspace.root)
    assert said.returncode == 1


@pytest.mark.parametrize(
    ("typed", "progress", "codes"),
    [
        ({(ONE, 1, Question.STATUS): "neu"}, {"reported": 1, "no_response": 9}, {"LIP219", "LIP301", "LIP309"}),
        ({(ONE, 0, Question.UNCHANGED): "", (ONE, 1, Question.REASONS): "kein Geld"},
         {"reason_given": 1, "no_response": 9}, {"LIP219", "LIP301", "LIP309"}),
        ({(ONE, 0, Question.ASSESSMENT): "noch nicht begonnen", (ONE, 1, Question.REASONS): "kein Geld"},
         {"reason_given": 1, "no_response": 9}, {"LIP219", "LIP301"}),
    ],
)  # fmt: skip
def test_only_what_is_new_in_it_counts(office, typed, progress, codes):
    office.receive(2013, "alt.xlsx", type_into(old_form(office), typed))
    assert counted(office) == progress
    assert set(office.codes(2013)) - {"LIP320"} == codes
    assert {item.measure for item in office.findings(2013) if item.code == "LIP219"} == {ONE}


def test_the_contact_beside_a_new_answer_is_printed_and_not_missed(office):
    office.receive(2013, "alt.xlsx", type_into(old_form(office, 2011), {(ONE, 1, Question.STATUS): "neu"}))
    (first, *_) = collect_year(office.workspace, 2013, AS_OF).outcomes
    assert first.answer.contact.phones == "168-1"
    assert "LIP321" not in office.codes(2013)


def test_sheets_that_are_there_are_not_called_deleted(office):
    office.receive(2013, "alt.xlsx", type_into(old_form(office), {(ONE, 1, Question.STATUS): "neu"}))
    assert "LIP305" not in office.codes(2013)
    changed = edited(
        type_into(old_form(office), {(ONE, 1, Question.STATUS): "neu"}), lambda book: book.remove(book["5-1-2"])
    )
    office.receive(2013, "alt.xlsx", changed)
    assert [item.measure for item in office.findings(2013) if item.code == "LIP305"] == [TWO]


def test_what_counted_in_one_year_does_not_count_again_in_the_next(tmp_path):
    office = open_office(tmp_path, TEN)
    office.answer(2011, TEXTS)
    overwritten = type_into(old_form(office, 2011), {(ONE, 1, Question.STATUS): "neu"})
    office.receive(2012, "18.xlsx", overwritten)
    assert counted(office, 2012) == {"reported": 1, "no_response": 9}
    office.receive(2013, "18.xlsx", overwritten)
    assert counted(office) == {"no_response": 10}
    assert "LIP204" in office.codes(2013)


def test_the_same_words_in_another_field_or_form_are_new(office):
    office.receive(2013, "alt.xlsx", type_into(old_form(office, 2011), {(ONE, 1, Question.REASONS): "Stand von 5-1-1"}))
    assert counted(office) == {"reason_given": 1, "no_response": 9}


def test_what_was_said_of_that_form_then_is_not_said_again(tmp_path):
    office = open_office(tmp_path)
    form = type_into(office.send_forms(2012)["18"], answers_of("| Nummer | Stand |\n| 5-1-3 | getan |"))
    remarked = edited(form, lambda book: book["5-1-3"].__setitem__("B40", "Bitte zurückrufen"))
    office.receive(2012, "18.xlsx", remarked)
    office.send_forms(2013)
    office.receive(2013, "alt.xlsx", remarked)
    assert "LIP216" in office.codes(2012)
    assert set(office.codes(2013)) == {"LIP204", "LIP302", "LIP301"}
    office.receive(2013, "alt.xlsx", edited(remarked, lambda book: book["5-1-3"].__setitem__("B41", "Und heute noch!")))
    (remark,) = [item for item in office.findings(2013) if item.code == "LIP216"]
    assert "Und heute noch!" in remark.message


def test_a_follow_up_form_of_another_year_takes_the_place_of_nothing(tmp_path):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Schritte |\n| 5-1-3 | weiter |")
    (again,) = export_open_forms(office.workspace, 2012, AS_OF).written
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |")
    number = MeasureNumber("5-1-3")
    office.receive(
        2013, "alt.xlsx", type_into(again.path.read_bytes(), {(number, 1, Question.PLANNED_STEPS): "anders"})
    )
    assert "LIP401" in office.codes(2013)
