"""What ``check`` says (rules.md 4): each row is one form that came back, read from a real file."""

import re
from datetime import date

import pytest

from build_sample import fill_in
from lipctl.commands.check import check
from lipctl.commands.export_forms import export_forms, export_open_forms
from lipctl.commands.report import write_report
from lipctl.errors import RoundError
from lipctl.findings import RULES
from lipctl.findings.grouping import by_department
from lipctl.numbers import MeasureNumber
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from support.excel_typing import type_into
from support.forms import opened, saved
from support.rounds import AS_OF, ONE_MEASURE, answers_of, open_office, plan_of
from support.views import view_of
from support.word import texts

COMPLETE = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter so |"


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter so |", []),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | – – – |", []),
        ("| Nummer | Gründe |\n| 5-1-3 | bislang geringe Priorität |", []),
        ("| Nummer |\n| 5-1-3 |", ["LIP301"]),
        ("| Nummer | Stand |\n| 5-1-3 | – – – |", ["LIP303"]),
        ("| Nummer | Schritte |\n| 5-1-3 | geplant |", ["LIP304"]),
        ("| Nummer | Gründe |\n| 5-1-3 | – – – |", ["LIP304"]),
        ("| Nummer | nicht zuständig |\n| 5-1-3 | FB 50 |", ["LIP307"]),
        ("| Nummer | Stand |\n| 5-1-3 | getan |", ["LIP320"]),
        ("| Nummer | Stand | Schritte | Telefon |\n| 5-1-3 | getan | weiter so | – |", ["LIP321"]),
        ("| Nummer | Stand | Schritte | OE |\n| 5-1-3 | getan | weiter so | – |", []),
        ("| Nummer | Stand | Schritte | OE |\n| 5-1-3 | getan | weiter so | - |", []),
        ("| Nummer | Stand | Schritte | OE |\n| 5-1-3 | getan | weiter so | · |", ["LIP321"]),
        ("| Nummer | Stand | Schritte | Person |\n| 5-1-3 | getan | weiter so | – |", ["LIP321"]),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | läuft | weiter so |", ["LIP330"]),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | s. o. |", ["LIP330"]),
        ("| Nummer | Gründe |\n| 5-1-3 | keine |", ["LIP330"]),
        ("| Nummer | Stand | Schritte | Gründe |\n| 5-1-3 | getan | keine | Keine. |", []),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | Kein neuer Sachstand | siehe rechts |", ["LIP330", "LIP330"]),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | 2011 und 2012 |", ["LIP331"]),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | 2012 bis 2014 |", []),
    ],
)
def test_a_single_form_without_assessment(tmp_path, answers, codes):
    office = open_office(tmp_path)
    office.answer(2013, answers)
    assert office.codes(2013) == codes


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ("| Nummer | unverändert |\n| 5-1-3 | ja |", []),
        ("| Nummer | unverändert |\n| 5-1-3 | x |", []),
        ("| Nummer | unverändert |\n| 5-1-3 | nein |", ["LIP301"]),
        ("| Nummer | unverändert |\n| 5-1-3 | vielleicht |", ["LIP311"]),
        ("| Nummer | unverändert | Stand | Schritte |\n| 5-1-3 | ja | neu | weiter |", ["LIP323"]),
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | Stand 2012 | Schritte 2012 |", ["LIP324", "LIP331"]),
    ],
)
def test_a_form_with_an_earlier_answer(tmp_path, answers, codes):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 5-1-3 | Stand 2012 | Schritte 2012 |")
    office.answer(2013, answers)
    assert office.codes(2013) == codes


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |", ["LIP309"]),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | erfüllt |", []),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | in das laufende Geschäft übergegangen |", []),
        ("| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | getan | weiter | in Bearbeitung |", []),
        ("| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | getan | – – – | in Bearbeitung |", ["LIP310"]),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | in Bearbeitung |", ["LIP310"]),
        ("| Nummer | Gründe | Bewertung |\n| 5-1-3 | kein Geld | noch nicht begonnen |", []),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | nicht weiter zu verfolgen |", ["LIP310"]),
        ("| Nummer | Gründe | Bewertung |\n| 5-1-3 | kein Geld | erfüllt |", ["LIP310"]),
        ("| Nummer | Bewertung |\n| 5-1-3 | erfüllt |", ["LIP304"]),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | fast fertig |", ["LIP311", "LIP320"]),
        ("| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | · Erfüllt · |", []),
    ],
)
def test_a_form_with_assessment(tmp_path, answers, codes):
    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2013, answers)
    assert office.codes(2013) == codes


def test_an_unchanged_measure_is_assessed_by_its_earlier_answer(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2012, "| Nummer | Stand |\n| 5-1-3 | getan |")
    office.answer(2013, "| Nummer | unverändert | Bewertung |\n| 5-1-3 | ja | in Bearbeitung |")
    (needed,) = office.findings(2013)
    assert (needed.code, needed.message) == (
        "LIP310",
        "Zur Bewertung „in Bearbeitung“ fehlen die geplanten Schritte; Striche genügen hier nicht.",
    )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("| | kein Geld | erfüllt |", ["fehlt der Umsetzungsstand"]),
        ("| getan | | noch nicht begonnen |", ["fehlen die Gründe"]),
        ("| | kein Geld | in Bearbeitung |", ["fehlt der Umsetzungsstand", "fehlen die geplanten Schritte"]),
    ],
)
def test_check_and_report_say_in_a_sentence_what_an_assessment_lacks(tmp_path, answers, said):
    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2013, f"| Nummer | Stand | Gründe | Bewertung |\n| 5-1-3 {answers}")
    label = answers.split("|")[-2].strip()
    expected = [f"Zur Bewertung „{label}“ {lacking}; Striche genügen hier nicht." for lacking in said]
    assert {item.message for item in office.findings(2013) if item.code == "LIP310"} == set(expected)
    [department] = view_of(office, 2013).open_points
    assert list(department.points[0].missing) == [f"zur Bewertung {lacking}" for lacking in said]


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (date(2013, 3, 1), "liegt keine Datei vor (Frist 31.03.2013)."),
        (date(2013, 4, 1), "liegt keine Datei vor (Frist 31.03.2013, seit einem Tag überschritten)."),
        (date(2013, 4, 12), "liegt keine Datei vor (Frist 31.03.2013, seit 12 Tagen überschritten)."),
    ],
)
def test_a_silent_department_is_named_with_the_days_over(tmp_path, as_of, words):
    office = open_office(tmp_path, deadline=date(2013, 3, 31))
    office.send_forms(2013)
    told = {item.code: item.message for item in office.check(2013, as_of).findings}
    assert told.keys() == {"LIP301", "LIP302"}
    assert told["LIP302"].endswith(words)


def test_a_deleted_sheet_is_named_by_number_and_department(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |")
    book = opened(office.send_forms(2013)["18"])
    del book["2"]
    office.receive(2013, "a.xlsx", saved(book))
    (deleted,) = office.findings(2013, "2")
    assert deleted.message == "Von „Fachbereich 18“ sind Dateien da, aber der Handlungsansatz 2 fehlt darin."


def test_a_measure_assigned_after_the_forms_went_out_is_not_called_deleted_and_is_asked_for(tmp_path):
    open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | |").answer(
        2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |"
    )
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |")
    (missing,) = office.findings(2013, "2")
    assert missing.code == "LIP305"
    assert "erst nach dem Versand" in missing.advice
    assert "--open" in missing.advice


def test_the_spare_part_says_that_it_may_stay_empty_and_is_read_by_its_label_all_the_same(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle | mehrere Teile |\n| 1 | 18 | 2 |")
    book = opened(office.send_forms(2013)["18"])
    headings = [str(cell.value) for cell in book["1"]["A"] if str(cell.value).startswith("Teil ")]
    assert headings == ["Teil 1", "Teil 2", "Teil 3\nnur falls nötig"]
    sheet, part = book["1"], 0
    for row in range(1, sheet.max_row + 1):
        label = str(sheet.cell(row, 1).value).split("\n")[0]
        part = int(label[5:]) if label.startswith("Teil ") else part
        if part in {1, 3} and label == "Umsetzungsstand":
            sheet.cell(row, 2).value = f"getan: {part}"
        for column in range(4, sheet.max_column + 1):
            if str(sheet.cell(row, column).value).startswith("lipctl|"):
                sheet.cell(row, column).value = None
    office.receive(2013, "a.xlsx", saved(book))
    findings = office.findings(2013)
    steps = [item.message for item in findings if item.code == "LIP320"]
    assert [re.findall(r"Teil \d", message) for message in steps] == [["Teil 1"], ["Teil 3"]]
    assert "LIP216" not in {item.code for item in findings}


def test_a_measure_that_nobody_is_responsible_for_is_an_error_once(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |")
    assert office.codes(2013) == ["LIP306"]


def test_a_non_measure_without_answer_is_nothing_and_with_answer_a_hint(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle | im Bericht |\n| 1 | 18 | nein |\n| 2 | 18 | nein |")
    office.answer(2013, "| Nummer | Stand |\n| 1 | getan |")
    assert office.codes(2013) == ["LIP332"]


def test_another_department_may_answer_but_is_named(tmp_path):
    plan = "| Nummer | Dienststelle | weitere Dienststellen |\n| 5-1-3 | {} | {} |\n| 9 | 18 | |\n| 8 | 50 | |"
    office = open_office(tmp_path, plan.format("50", ""))
    form = office.send_forms(2013)["50"]
    office = open_office(tmp_path, plan.format("18", ""))
    office.receive(2013, "x.xlsx", fill_in(form, answers_of(COMPLETE)))
    found = [item.message for item in office.findings(2013, "5-1-3") if item.code == "LIP322"]
    assert found == ["Geantwortet hat „Fachbereich 50“, zuständig ist „Fachbereich 18“."]
    open_office(tmp_path, plan.format("18", "50"))
    assert "LIP322" not in office.codes(2013, "5-1-3")


def test_a_number_that_the_plan_does_not_have_is_reported_with_its_text(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, COMPLETE)
    open_office(tmp_path, "| Nummer | Dienststelle |\n| 7 | 18 |")
    messages = [item.message for item in office.findings(2013) if item.code == "LIP205"]
    assert messages == [
        "„5-1-3“ gibt es im Plan dieses Jahres nicht. Geschrieben wurde: „getan“",
        "„5-1-3“ gibt es im Plan dieses Jahres nicht. Geschrieben wurde: „weiter so“",
    ]


def test_every_place_names_file_sheet_and_cell(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | läuft | weiter |")
    (hint,) = office.findings(2013)
    (place,) = hint.places
    assert (place.file, place.sheet) == ("data/2013/ruecklauf/18.xlsx", "5-1-3")
    assert place.cells[0].startswith("B")


@pytest.mark.parametrize(
    ("table", "message", "cells"),
    [
        ("| Nummer | Gründe | Telefon | Person |\n| 5-1-3 | Geld | – | – |", "Bei der Ansprechperson fehlt: Person, Telefon.", ["B11", "B14"]),
        ("| Nummer | Stand |\n| 5-1-3 | getan |", "Ein Umsetzungsstand ist berichtet, aber keine geplanten Schritte.", ["B7"]),
    ],
)  # fmt: skip
def test_a_field_that_is_missing_is_named_by_its_empty_cell(tmp_path, table, message, cells):
    office = open_office(tmp_path)
    office.answer(2013, table)
    (said,) = office.findings(2013)
    assert (said.message, [cell for place in said.places for cell in place.cells]) == (message, cells)


def test_what_is_not_understood_names_its_question(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2013, "| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | getan | weiter | fast fertig |")
    (said,) = office.findings(2013)
    assert said.message.startswith("Bei „Bewertung“ ist „fast fertig“ eingetragen; erwartet wird eines von: erfüllt,")


def test_what_is_not_understood_names_its_question_in_one_pair_of_quotes(tmp_path):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 5-1-3 | Stand 2012 | Schritte 2012 |")
    office.answer(2013, "| Nummer | unverändert |\n| 5-1-3 | vielleicht |")
    (said,) = office.findings(2013)
    assert said.message.startswith("Bei „unverändert“ ist „vielleicht“ eingetragen")


def test_codes_are_stable_and_in_order():
    assert list(RULES) == sorted(RULES)


def test_departments_stand_in_one_order_everywhere(tmp_path):
    names = {"3": "Fachbereich Soziales", "2": "Büro des Rates", "1": "Ämter für alles"}
    table = "| Nummer | Dienststelle |\n| 1 | 1 |\n| 2 | 2 |\n| 3 | 3 |"
    office, plan = open_office(tmp_path, table), plan_of(table)
    departments = {key: plan.departments[key]._replace(name=name) for key, name in names.items()}
    office.workspace.catalogue.write_bytes(write_catalogue(plan._replace(departments=departments)))
    office.answer(2013, "| Nummer | Schritte |\n| 1 | später |\n| 2 | später |\n| 3 | später |")
    expected = ["Ämter für alles", "Büro des Rates", "Fachbereich Soziales"]
    checked, view = office.check(2013), view_of(office, 2013)
    assert [department.name for department, _ in checked.by_department] == expected
    assert [names[group.department] for group in by_department(checked.findings, names)] == expected
    assert [row.name for row in view.summary.responses.rows] == expected
    assert [group.name for group in view.contacts] == expected
    assert [department.name for department in view.open_points] == expected


def test_a_company_has_no_unit_and_is_not_asked_for_one(tmp_path):
    office, plan = open_office(tmp_path), plan_of(ONE_MEASURE)
    company = plan.departments["18"]._replace(name="Stadtwerke", unit_prefix="–")
    plan = plan._replace(departments={"18": company})
    office.workspace.catalogue.write_bytes(write_catalogue(plan))
    office.answer(2013, "| Nummer | Stand | Schritte | OE |\n| 5-1-3 | getan | weiter so | · |")
    assert office.codes(2013) == []
    (measure,) = view_of(office, 2013).measures()
    assert measure.contact.lines == ("Frau Muster", "Stadtwerke", "Tel. 168-1")
    written = write_report(office.workspace, 2013, as_of=AS_OF).path
    assert written is not None
    assert "Frau Muster, –" not in texts(written.read_bytes())


TWO = "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-4 | 15 |\n| 5-1-14 | |"


@pytest.mark.parametrize("name", ["18", "Fachbereich 18", "fachbereich  18", "Amt 18", "FACHBEREICH\n18"])
def test_a_department_is_asked_for_by_its_id_or_any_of_its_names(tmp_path, name):
    office, plan = open_office(tmp_path, TWO), plan_of(TWO)
    departments = dict(plan.departments) | {"18": plan.departments["18"]._replace(aliases=("Amt 18",))}
    office.workspace.catalogue.write_bytes(write_catalogue(plan._replace(departments=departments)))
    office.workspace.responses(2013).mkdir(parents=True)
    found = check(office.workspace, 2013, AS_OF, [name]).findings
    assert {item.department for item in found} == {"18"}
    assert [form.department.id for form in export_forms(office.workspace, 2013, [name]).written] == ["18"]
    assert [form.department.id for form in export_open_forms(office.workspace, 2013, AS_OF, [name]).written] == ["18"]


def test_the_name_of_no_department_is_answered_with_those_there_are(tmp_path):
    office = open_office(tmp_path, TWO)
    office.workspace.responses(2013).mkdir(parents=True)
    with pytest.raises(RoundError) as caught:
        check(office.workspace, 2013, AS_OF, ["Fachbereich 81"])
    assert caught.value.tip == "Meinten Sie „Fachbereich 18“ oder „Fachbereich 15“? Es gibt: 15, 18."


def test_what_is_shown_of_one_department_leaves_out_nothing_that_concerns_it(tmp_path):
    office = open_office(tmp_path, TWO)
    office.answer(
        2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |\n| 5-1-4 | Beirat berufen | tagt im Mai |"
    )
    form = office.send_forms(2013)["18"]
    by_another = {(MeasureNumber("5-1-3"), 1, Question.STATUS): "anders"}
    office.receive(2013, "kaputt.xlsx", b"PK\x03\x04 kaputt")
    office.receive(2013, "widerspruch.xlsx", type_into(form, by_another))
    every = {(item.code, item.department): item for item in office.findings(2013)}
    shown = {name: check(office.workspace, 2013, AS_OF, [name]).findings for name in ("15", "18")}
    unreadable = next(item for item in every.values() if item.places and item.places[0].file.endswith("kaputt.xlsx"))
    assert unreadable.department is None
    assert all(unreadable in found for found in shown.values())
    assert [item.code for item in shown["18"] if item.department == "18"] == [
        item.code for item in every.values() if item.department == "18"
    ]
    assert "LIP306" not in [item.code for found in shown.values() for item in found], "5-1-14 is nobody's"
    assert {item.department for item in shown["15"]} == {None}


def test_an_answer_from_another_department_is_shown_with_both(tmp_path):
    table = f"{TWO}\n| 5-1-5 | 18 |"
    office = open_office(tmp_path, table)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | so | weiter |\n| 5-1-4 | so | weiter |")
    handed_on = plan_of(table.replace("5-1-3 | 18", "5-1-3 | 15"))
    office.workspace.catalogue.write_bytes(write_catalogue(handed_on))
    for name in ("15", "18"):
        assert "LIP322" in [item.code for item in check(office.workspace, 2013, AS_OF, [name]).findings], name
