"""A measure moves to another department during the round: who says "not responsible", and whether that is settled."""

from __future__ import annotations

import pytest

from build_sample import fill_in
from lipctl.commands.export_forms import export_open_forms
from lipctl.commands.report import Edition, write_report
from lipctl.findings import Severity
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.year import collect_year
from support.excel_typing import dated
from support.forms import edited, opened, rows_by_key
from support.rounds import AS_OF, Office, answers_of, open_office, plan_of
from support.word import texts

OLD, NEW = "2013-01-01T00:00:00Z", "2013-02-01T00:00:00Z"
BEFORE = "| Nummer | Dienststelle | weitere Dienststellen |\n| 1 | 18 | |\n| 2 | 18 | |\n| 3 | 43 | |"
NOT_MINE = "| Nummer | nicht zuständig | Stand |\n| 1 | Fachbereich 43 | |\n| 2 | | Läuft gut. |\n| 3 | | Fertig. |"


def moved(office: Office, plan: str) -> Office:
    """The coordinator changes the catalogue."""
    office.workspace.catalogue.write_bytes(write_catalogue(plan_of(plan)))
    return office


def errors(office: Office, number: str) -> list[str]:
    return [item.code for item in office.findings(2013, number) if item.severity is Severity.ERROR]


def asked_and_answered(tmp_path) -> Office:
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, NOT_MINE)
    return office


def test_not_responsible_is_an_error_as_long_as_the_catalogue_says_otherwise(tmp_path):
    office = asked_and_answered(tmp_path)
    assert errors(office, "1") == ["LIP307"]


def test_it_is_settled_as_soon_as_the_catalogue_names_somebody_else(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    findings = office.findings(2013, "1")
    assert [item.code for item in findings] == ["LIP301", "LIP333"]
    nothing_yet, settled = findings
    assert nothing_yet.department == "43"
    assert settled.message == (
        "„Fachbereich 18“ hatte sich für nicht zuständig erklärt („Fachbereich 43“). "
        "Nach dem Katalog ist jetzt „Fachbereich 43“ zuständig."
    )
    assert [place.sheet for place in settled.places] == ["1"]


def test_the_new_department_is_asked_with_an_empty_form_and_can_answer(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    office.answer(
        2013, "| Nummer | Stand |\n| 1 | Neu geregelt. |\n| 3 | Fertig. |", department="43", name="zweites.xlsx"
    )
    assert errors(office, "1") == []
    assert "LIP322" not in office.codes(2013, "1")


def test_it_is_not_settled_for_a_department_that_takes_part_further(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 | |", "| 1 | 43 | 18 |"))
    assert errors(office, "1") == ["LIP307"]


def test_it_is_not_settled_when_the_new_department_says_the_same(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    office.answer(2013, "| Nummer | nicht zuständig |\n| 1 | Fachbereich 43 |", department="43", name="zweites.xlsx")
    assert errors(office, "1") == ["LIP307"]


WITH_CONTACT = (
    NOT_MINE.replace("| nicht zuständig |", "| nicht zuständig | Person |")
    .replace("| Fachbereich 43 | |", "| Fachbereich 43 | Frau Alt | |")
    .replace("| | Läuft gut. |", "| | | Läuft gut. |")
    .replace("| | Fertig. |", "| | | Fertig. |")
)


def test_nothing_of_the_former_department_is_offered_to_the_new_one_or_printed_as_its_contact(tmp_path):
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, WITH_CONTACT)
    moved(office, BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    [settled] = [item for item in office.findings(2013, "1") if item.code == "LIP333"]
    assert "„Fachbereich 43, Frau Alt“" in settled.message  # what a person typed is told
    [form] = [
        written.path.read_bytes()
        for written in export_open_forms(office.workspace, 2013, AS_OF).written
        if written.department.id == "43"
    ]
    fields = rows_by_key(opened(form)["1"])
    assert fields[0, Question.DISCLAIMED].answer.value is None
    assert fields[0, Question.PERSONS].answer.value == "Frau Muster"  # the catalogue's
    office.receive(2013, "zweites.xlsx", form)
    assert errors(office, "1") == ["LIP301"]
    office.answer(2013, "| Nummer | Stand |\n| 1 | Neu. |\n| 3 | Fertig. |", department="43", name="drittes.xlsx")
    assert errors(office, "1") == []
    [outcome] = [
        item for item in collect_year(office.workspace, 2013, AS_OF).outcomes if item.measure.number.text == "1"
    ]
    assert (outcome.answer.contact.persons, outcome.answer.disclaimed) == ("Frau Muster", "")


def test_the_year_after_offers_the_new_department_s_contact(tmp_path):
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, WITH_CONTACT)
    moved(office, BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    office.answer(
        2013,
        "| Nummer | Stand | Person |\n| 1 | Neu. | Frau Neu |\n| 3 | Fertig. | |",
        department="43",
        name="zweites.xlsx",
    )
    fields = rows_by_key(opened(office.send_forms(2014)["43"])["1"])
    assert fields[0, Question.PERSONS].answer.value == "Frau Neu"


# What stands in the field and names nobody else


@pytest.mark.parametrize(
    "said",
    [
        "nein",
        "Nein.",
        "entfällt",
        "trifft nicht zu",
        "k. A.",
        "./.",
        "18",
        "OE 18",
        "FB 18",
        "Amt 18",
        "n. a.",
        "Fachbereich 18",
        " FACHBEREICH  18 ",
    ],
)
def test_what_names_nobody_else_is_no_objection_but_a_hint(tmp_path, said):
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | Stand | Schritte | nicht zuständig |\n| 5-1-3 | getan | weiter | {said} |")
    [hint] = office.findings(2013)
    assert (hint.code, hint.severity) == ("LIP340", Severity.HINT)
    assert f"„{said.strip()}“" in hint.message
    assert [cell for place in hint.places for cell in place.cells] != []


@pytest.mark.parametrize("said", ["–", "– – –"])
def test_dashes_are_not_worth_a_hint(tmp_path, said):
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | Stand | Schritte | nicht zuständig |\n| 5-1-3 | getan | weiter | {said} |")
    assert office.codes(2013) == []


@pytest.mark.parametrize("said", ["ja", "Fachbereich 50", "nein, FB 50", "Fachbereich 18 und Fachbereich 50", "?"])
def test_anything_else_is_an_objection(tmp_path, said):
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | Stand | Schritte | nicht zuständig |\n| 5-1-3 | getan | weiter | {said} |")
    assert office.codes(2013) == ["LIP307"]


@pytest.mark.parametrize(
    ("said", "codes"), [("nein", ["LIP301", "LIP340"]), ("Fachbereich 18", ["LIP307"]), ("FB 50", ["LIP307"])]
)
def test_without_an_answer_no_is_none_and_the_own_name_leaves_open_what_was_meant(tmp_path, said, codes):
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | nicht zuständig |\n| 5-1-3 | {said} |")
    assert office.codes(2013) == codes


def test_an_unchanged_answer_is_an_answer(tmp_path):
    office = open_office(tmp_path)
    office.answer(2010, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |")
    office.answer(2013, "| Nummer | unverändert | nicht zuständig |\n| 5-1-3 | ja | Fachbereich 18 |")
    assert office.codes(2013) == ["LIP340"]


def test_the_new_department_may_name_the_former_one(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    office.answer(
        2013, "| Nummer | Stand | nicht zuständig |\n| 1 | Neu. | Fachbereich 18 |", department="43", name="b.xlsx"
    )
    assert "LIP340" not in office.codes(2013, "1")


def test_the_new_department_s_no_settles_what_the_former_one_said(tmp_path):
    office = moved(asked_and_answered(tmp_path), BEFORE.replace("| 1 | 18 |", "| 1 | 43 |"))
    office.answer(
        2013,
        "| Nummer | Stand | Schritte | nicht zuständig |\n| 1 | Neu. | bald | nein |",
        department="43",
        name="b.xlsx",
    )
    assert [code for code in office.codes(2013, "1") if code != "LIP333"] == ["LIP340"]


# What a department said it can take back with its next form


def take_back(office: Office, fields: dict[str, str]) -> bytes:
    """The next form of department 18: of measure 1 only these fields are filled in, the objection is emptied."""
    [form] = [
        written.path.read_bytes()
        for written in export_open_forms(office.workspace, 2013, AS_OF, force=True).written
        if written.department.id == "18"
    ]

    def empty(book):
        rows_by_key(book["1"])[0, Question.DISCLAIMED].answer.value = None

    table = f"| Nummer | {' | '.join(fields)} |\n| 1 | {' | '.join(fields.values())} |"
    return edited(fill_in(form, answers_of(table)), empty)


def test_an_objection_beside_an_answer_is_asked_about_and_can_be_emptied(tmp_path):
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, "| Nummer | Stand | nicht zuständig |\n| 1 | getan | FB 50 |\n| 2 | getan | |\n| 3 | getan | |")
    assert errors(office, "1") == ["LIP307"]
    office.receive(2013, "b.xlsx", take_back(office, {"Stand": "getan"}))
    assert errors(office, "1") == []


def test_an_objection_alone_goes_along_with_the_next_form_and_can_be_taken_back(tmp_path):
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, NOT_MINE.replace("| 2 | | Läuft gut. |", "| 2 | | – – – |"))
    result = export_open_forms(office.workspace, 2013, AS_OF)
    assert [item.code for item in result.findings] == ["LIP307"]  # it stays the coordinator's
    office.receive(2013, "b.xlsx", take_back(office, {"Stand": "getan"}))
    assert errors(office, "1") == []


def test_an_objection_that_a_newer_form_has_emptied_is_asked_about_too(tmp_path):
    office = open_office(tmp_path, BEFORE)
    office.answer(2013, NOT_MINE)
    office.receive(2013, "a.xlsx", dated((office.workspace.responses(2013) / "18.xlsx").read_bytes(), OLD))
    (office.workspace.responses(2013) / "18.xlsx").unlink()
    newer = fill_in(office.send_forms(2013)["18"], answers_of("| Nummer | Stand |\n| 1 | doch unsere |"))
    office.receive(2013, "b.xlsx", dated(newer, NEW))
    assert errors(office, "1") == ["LIP307", "LIP407"]
    office.receive(2013, "c.xlsx", take_back(office, {"Stand": "doch unsere"}))
    assert errors(office, "1") == []


@pytest.mark.parametrize("public", [False, True])
def test_the_report_names_the_further_departments_of_a_measure(tmp_path, public) -> None:
    office = open_office(
        tmp_path, "| Nummer | Dienststelle | weitere Dienststellen |\n| 1 | 18 | 43, 66 |\n| 2 | 18 | |"
    )
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |\n| 2 | getan | weiter |")
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=public)).path
    assert written is not None
    printed = texts(written.read_bytes())
    assert printed.count("Auch beteiligt") == 1
    assert printed[printed.index("Auch beteiligt") + 1] == "Fachbereich 43; Fachbereich 66"
