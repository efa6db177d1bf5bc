"""What an older file said and a newer one of the same department leaves blank (rules.md 5): through files and the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_sample import fill_in
from lipctl.commands.export_forms import export_open_forms
from lipctl.findings import RULES
from lipctl.judge.precedence import to_choose_from
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from support.command_line import run_lipctl
from support.excel_typing import dated, type_into
from support.forms import answer_rows, edited, mark_of, opened, rows_by_key
from support.rounds import AS_OF, Office, answers_of, open_office

OLD, NEW, NEWEST, NO_DATE = "2013-01-01T00:00:00Z", "2013-02-01T00:00:00Z", "2013-03-01T00:00:00Z", ""
NUMBER = MeasureNumber("5-1-3")
TWO = "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 7 | 18 |"
STATUS_AND_STEPS = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"
STATUS = "| Nummer | Stand |\n| 5-1-3 | getan |"
STEPS = "| Nummer | Schritte |\n| 5-1-3 | weiter |"


def office_with(folder: Path, *files: tuple[str, str], plan: str = TWO, assessment_from: int = 0) -> Office:
    """A round in which department 18 sent these files: each a table of answers, and the day it was saved on."""
    office = open_office(folder, plan, assessment_from=assessment_from)
    for name, (table, day) in zip("abc", files, strict=False):
        office.receive(2013, f"{name}.xlsx", dated(fill_in(office.send_forms(2013)["18"], answers_of(table)), day))
    return office


def emptied(office: Office) -> list[tuple[int, Question]]:
    """The fields that a newer file has emptied, as ``check`` says."""
    return [(item.part, item.question) for item in office.findings(2013) if item.code == "LIP407"]


S, P = (1, Question.STATUS), (1, Question.PLANNED_STEPS)


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ([(STATUS_AND_STEPS, OLD), (STATUS, NEW)], [P]),
        ([(STATUS, NEW), (STATUS_AND_STEPS, OLD)], [P]),
        ([(STATUS_AND_STEPS, OLD), ("| Nummer | Gründe |\n| 5-1-3 | kein Geld |", NEW)], [S, P]),
        ([(STATUS_AND_STEPS, OLD), ("| Nummer | Telefon |\n| 5-1-3 | 1 |", NEW)], [S, P]),
        ([("| Nummer | Telefon |\n| 5-1-3 | 1 |", OLD), ("| Nummer | Stand |\n| 5-1-3 | getan |", NEW)], []),  # its own
        ([(STATUS, OLD), (STEPS, NEW)], [S]),
        (
            [("| Nummer | nicht zuständig |\n| 5-1-3 | FB 50 |", OLD), (STATUS_AND_STEPS, NEW)],
            [(0, Question.DISCLAIMED)],
        ),
        # blank as a whole, the same day, no day, filled in again: as before
        ([(STATUS_AND_STEPS, OLD), ("| Nummer |\n| 5-1-3 |", NEW)], []),
        ([(STATUS_AND_STEPS, OLD), ("| Nummer | Stand |\n| 7 | getan |", NEW)], []),
        ([(STATUS_AND_STEPS, NEW), (STATUS, NEW)], []),
        ([(STATUS_AND_STEPS, NO_DATE), (STATUS, NEW)], []),
        ([(STATUS_AND_STEPS, OLD), (STATUS, NO_DATE)], []),
        ([(STATUS_AND_STEPS, NEW), (STATUS, OLD)], []),
        ([(STATUS_AND_STEPS, OLD), (STATUS, NEW), (STATUS_AND_STEPS, NEWEST)], []),
        ([(STATUS_AND_STEPS, OLD), (STATUS_AND_STEPS, NEW), (STATUS, NEWEST)], [P]),
        # two texts are a contradiction and nothing besides
        ([(STATUS_AND_STEPS, OLD), (STATUS_AND_STEPS.replace("weiter", "ruht"), NEW), (STATUS, NEWEST)], []),
    ],
)
def test_a_field_that_a_newer_file_empties_is_told(tmp_path, files, fields):
    assert emptied(office_with(tmp_path, *files)) == fields


def test_an_emptied_contact_and_assessment_are_told(tmp_path):
    assessed = "| Nummer | Stand | Bewertung | OE |\n| 5-1-3 | getan | erfüllt | OE 9 |"
    office = office_with(tmp_path, (assessed, OLD), assessment_from=2013)
    newer = type_into(office.send_forms(2013)["18"], answers_of(STATUS) | {(NUMBER, 0, Question.UNIT): ""})
    office.receive(2013, "b.xlsx", dated(newer, NEW))
    assert set(emptied(office)) == {(0, Question.ASSESSMENT), (0, Question.UNIT)}


def test_parts_are_fields_of_one_measure(tmp_path):
    plan = "| Nummer | Dienststelle | mehrere Teile |\n| 5-1-3 | 18 | 2 |"
    one, two = (f"| Nummer | Teil | Stand |\n| 5-1-3 | {part} | getan |" for part in (1, 2))
    assert emptied(office_with(tmp_path, (one, OLD), (two, NEW), plan=plan)) == [S]


def test_another_department_withdraws_nothing(tmp_path):
    office = open_office(
        tmp_path, "| Nummer | Dienststelle | weitere Dienststellen |\n| 5-1-3 | 18 | 50 |\n| 7 | 50 | |"
    )
    forms = office.send_forms(2013)
    office.receive(2013, "a.xlsx", dated(fill_in(forms["18"], answers_of(STATUS_AND_STEPS)), OLD))
    other = edited_department(forms["18"])
    office.receive(2013, "b.xlsx", dated(fill_in(other, answers_of(STATUS)), NEW))
    assert emptied(office) == []


def edited_department(form: bytes) -> bytes:
    """The form as it would have gone out to department 50."""

    def edit(book):
        for row in answer_rows(book["5-1-3"]):
            cell = row.answer.offset(0, 2)
            cell.value = row.identity._replace(department="50").encode()

    return edited(form, edit)


def test_the_finding_names_both_files_and_the_old_text_and_keeps_the_final_report_back(tmp_path):
    office = office_with(tmp_path, (STATUS_AND_STEPS, OLD), (STATUS, NEW))
    checked = lipctl(office, "check", "2013", "--format", "json")
    (said,) = (item for item in json.loads(checked.stdout)["findings"] if item["code"] == "LIP407")
    assert checked.returncode == 1
    assert said["severity"] == "error"
    assert "„b.xlsx“" in said["message"]
    assert "„weiter“" in said["message"]
    assert [Path(place["file"]).name for place in said["places"]] == ["a.xlsx", "b.xlsx"]
    final = lipctl(office, "report", "2013", "--final")
    assert final.returncode == 1
    assert "LIP407" in final.stdout + final.stderr
    draft = lipctl(office, "report", "2013")
    assert draft.returncode == 0


def lipctl(office: Office, *args: str):
    return run_lipctl(*args, cwd=office.workspace.root)


@pytest.mark.parametrize("aside", ["a", "b"])
def test_setting_one_file_aside_settles_it(tmp_path, aside):
    office = office_with(tmp_path, (STATUS_AND_STEPS, OLD), (STATUS, NEW))
    folder = office.workspace.responses(2013)
    (folder / "_ignoriert").mkdir()
    (folder / f"{aside}.xlsx").rename(folder / "_ignoriert" / f"{aside}.xlsx")
    assert emptied(office) == []


@pytest.mark.parametrize(
    ("typed", "codes", "saved"),
    [
        ("weiter", [], NEWEST),
        ("weiter", [], OLD),  # not the day decides but what the form was made from
        ("anders", [], NEWEST),
        ("", ["LIP320"], NEWEST),
        ("", ["LIP320"], OLD),
        (None, ["LIP407"], NEWEST),
    ],
)
def test_the_department_keeps_or_empties_it_in_the_form_that_asks_again(tmp_path, typed, codes, saved):
    office = office_with(
        tmp_path, (STATUS_AND_STEPS, OLD), (STATUS, NEW), plan="| Nummer | Dienststelle |\n| 5-1-3 | 18 |"
    )
    (written,) = export_open_forms(office.workspace, 2013, AS_OF).written
    again = written.path.read_bytes()
    sheet = opened(again, values=True)["5-1-3"]
    assert rows_by_key(sheet)[P].answer.value.strip() == to_choose_from(["weiter", ""]).strip()
    assert rows_by_key(sheet)[P].answer.comment.text.endswith(RULES["LIP407"].to_department)
    assert mark_of(sheet) == "offen: Geplante Schritte (klären)"
    if typed is not None:
        again = type_into(again, {(NUMBER, 1, Question.PLANNED_STEPS): typed})
    office.receive(2013, "c.xlsx", dated(again, saved))
    assert office.codes(2013) == codes
