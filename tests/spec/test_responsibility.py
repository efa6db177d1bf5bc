"""A measure moves to another department during the round: who says "not responsible", and whether that is settled."""

from __future__ import annotations

from lipctl.commands.export_open_forms import export_open_forms
from lipctl.findings import Severity
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.year import collect_year
from support.forms import opened, rows_by_key
from support.rounds import AS_OF, Office, open_office, plan_of

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
