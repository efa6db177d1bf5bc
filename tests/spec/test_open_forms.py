"""``export-forms --open``: what is still open goes back to the department, and what comes back settles it.

Every table is a real round: forms are written, filled in and read as files.
"""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName

from build_sample import fill_in
from lipctl.commands.export_forms import export_open_forms
from lipctl.errors import OutputExistsError
from lipctl.findings import RULES
from lipctl.forms import positions
from lipctl.forms.follow_up import Request
from lipctl.forms.identity import decode
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.year import collect_year
from support.excel_typing import dated, type_into
from support.forms import edited, mark_of, opened, rows_by_key
from support.office import convert
from support.rounds import AS_OF, Office, answers_of, open_office
from support.tables import mostly_slow
from support.validator import complaints

S, P, R = Question.STATUS, Question.PLANNED_STEPS, Question.REASONS
TWO = "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |"
OLD, NEW = "2013-01-01T00:00:00Z", "2013-02-01T00:00:00Z"


def ask_again(office: Office, year: int = 2013) -> dict[str, bytes]:
    """The forms that ask again; their bytes by department id."""
    written = export_open_forms(office.workspace, year, AS_OF, force=True).written
    return {form.department.id: form.path.read_bytes() for form in written}


def points(form: bytes) -> list[tuple[str, str, str]]:
    """The sheet "Bitte ergänzen": number, field, sentence."""
    sheet = opened(form)[positions.OPEN_POINTS_SHEET]
    return [tuple(str(cell.value) for cell in row[:3]) for row in sheet.iter_rows(min_row=4)]


def measures(form: bytes) -> list[str]:
    return [name for name in opened(form).sheetnames if name not in positions.OWN_SHEETS]


def filled(form: bytes, table: str, *, saved: str = NEW) -> bytes:
    """The form filled in by this table, as a program saved it on that day."""
    return dated(fill_in(form, answers_of(table)), saved)


def type_cell(book: Workbook, sheet: str, key: tuple[int, Question], value: object) -> None:
    cell = rows_by_key(book[sheet])[key].answer
    cell.value, cell.number_format = value, "General"


# What the form asks


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |", None),
        ("| Nummer |\n| 5-1-3 |", [("Das ganze Blatt", "LIP301")]),
        ("| Nummer | Stand |\n| 5-1-3 | – – – |", [("Umsetzungsstand", "LIP303")]),
        ("| Nummer | Schritte |\n| 5-1-3 | geplant |", [("Umsetzungsstand", "LIP304")]),
        ("| Nummer | nicht zuständig |\n| 5-1-3 | FB 50 |", None),  # for the coordinator: the catalogue
        ("| Nummer | Stand |\n| 5-1-3 | getan |", None),  # warnings alone bring nobody a form
        (
            "| Nummer | Schritte | Telefon |\n| 5-1-3 | 2011 | – |",
            [("Umsetzungsstand", "LIP304"), ("Ansprechperson: Telefon", "LIP321"), ("Geplante Schritte", "LIP331")],
        ),
    ],
)
def test_a_measure_with_an_error_goes_out_again_with_all_that_is_odd_about_it(tmp_path, answers, asked):
    office = open_office(tmp_path)
    office.answer(2013, answers)
    forms = ask_again(office)
    if asked is None:
        assert forms == {}
        return
    said = [(field, sentence) for _, field, sentence in points(forms["18"])]
    assert [field for field, _ in said] == [field for field, _ in asked]
    for (_, sentence), (_, code) in zip(said, asked, strict=True):
        assert sentence.endswith(RULES[code].to_department)


def test_only_measures_with_open_points_go_out_again(tmp_path):
    office = open_office(tmp_path, TWO)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |\n| 2 | – – – | weiter |")
    assert measures(ask_again(office)["18"]) == ["2"]


def test_a_department_without_errors_gets_no_form(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 50 |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |\n| 2 | – – – | |")
    assert list(ask_again(office)) == ["50"]


def test_what_only_the_coordinator_can_settle_is_left_to_her(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | |\n| 3 | 18 |")
    office.answer(2013, "| Nummer | Schritte | nicht zuständig |\n| 1 | weiter | |\n| 3 | | FB 50 |")
    office.receive(2013, "kaputt.xlsx", b"PK\x03\x04")
    left = export_open_forms(office.workspace, 2013, AS_OF).findings
    assert sorted(item.code for item in left) == ["LIP227", "LIP306", "LIP307"]


def test_a_silent_department_gets_its_whole_form_again(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle | im Bericht |\n| 1 | 18 | |\n| 2 | 18 | nein |")
    office.send_forms(2013)
    form = ask_again(office)["18"]
    assert measures(form) == ["1", "2"]
    assert "noch keine lesbare Antwort" in str(opened(form)[positions.OPEN_POINTS_SHEET]["A2"].value)
    office.receive(2013, "a.xlsx", filled(form, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |"))
    assert office.codes(2013) == []


def test_a_deleted_sheet_comes_back(tmp_path):
    office = open_office(tmp_path, TWO)
    form = filled(office.send_forms(2013)["18"], "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |")
    office.receive(2013, "a.xlsx", edited(form, lambda book: book.remove(book["2"])))
    again = ask_again(office)["18"]
    assert measures(again) == ["2"]
    assert [(number, field) for number, field, _ in points(again)] == [("2", "Das ganze Blatt")]
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Stand | Schritte |\n| 2 | getan | weiter |"))
    assert office.codes(2013) == []


def test_an_unreadable_cell_is_asked_for_and_the_answer_settles_it(tmp_path):
    office = open_office(tmp_path)
    form = filled(office.send_forms(2013)["18"], "| Nummer | Stand |\n| 5-1-3 | getan |")
    office.receive(2013, "a.xlsx", edited(form, lambda book: type_cell(book, "5-1-3", (1, P), "=NA()")))
    assert office.codes(2013) == ["LIP208", "LIP320"]
    again = ask_again(office)["18"]
    assert mark_of(opened(again)["5-1-3"])
    assert [field for _, field, _ in points(again)] == ["Geplante Schritte", "Geplante Schritte"]
    office.receive(2013, "b.xlsx", again)
    assert office.codes(2013) == ["LIP208", "LIP320"]
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Schritte |\n| 5-1-3 | weiter |"))
    assert office.codes(2013) == []


def test_a_field_that_was_locked_by_pasting_is_open_in_the_form_that_asks_again(tmp_path):
    office = open_office(tmp_path)

    def paste(book: Workbook) -> None:
        cell = rows_by_key(book["5-1-3"])[1, P].answer
        cell.value, cell.number_format, cell.protection = "=NA()", "General", Protection(locked=True)

    office.receive(2013, "a.xlsx", edited(office.send_forms(2013)["18"], paste))
    again = rows_by_key(opened(ask_again(office)["18"])["5-1-3"])[1, P].answer
    assert (again.protection.locked, again.number_format, again.alignment.wrap_text) == (False, "@", True)


def test_a_tick_without_an_earlier_answer_is_asked_about(tmp_path):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Stand |\n| 5-1-3 | lief |")
    office.answer(2013, "| Nummer | unverändert |\n| 5-1-3 | ja |")
    (office.workspace.responses(2012) / "18.xlsx").unlink()
    assert office.codes(2013) == ["LIP308"]
    again = ask_again(office)["18"]
    assert [field for _, field, _ in points(again)] == ["Unverändert"]
    again = type_into(again, {(MeasureNumber("5-1-3"), 0, Question.UNCHANGED): ""})
    office.receive(
        2013, "b.xlsx", filled(again, "| Nummer | Stand | Schritte |\n| 5-1-3 | läuft noch immer | weiter |")
    )
    assert office.codes(2013) == []


# The answers in it


def test_the_form_holds_this_years_own_answers_and_they_count_when_it_comes_back_alone(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    path = office.receive(
        2013,
        "a.xlsx",
        filled(office.send_forms(2013)["18"], "| Nummer | Stand | Schritte |\n| 5-1-3 | =getan | – – – |"),
    )
    assert office.codes(2013) == ["LIP309"]
    again = ask_again(office)["18"]
    row = rows_by_key(opened(again)["5-1-3"])[1, S]
    assert (row.answer.value, row.answer.data_type, row.identity.prefilled) == ("=getan", "s", "")
    path.unlink()
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Bewertung |\n| 5-1-3 | erfüllt |"))
    assert office.codes(2013) == []


def test_a_form_that_comes_back_untouched_changes_nothing(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    form = office.send_forms(2013)["18"]
    office.receive(2013, "a.xlsx", filled(form, "| Nummer | Stand | OE |\n| 5-1-3 | alt | OE 9 |", saved=OLD))
    office.receive(2013, "b.xlsx", filled(form, "| Nummer | Stand | Bewertung |\n| 5-1-3 | neu | prima |"))
    before, seen = office.codes(2013), answer(office)
    assert before == ["LIP311", "LIP401", "LIP320"]
    office.receive(2013, "c.xlsx", ask_again(office)["18"])
    assert office.codes(2013) == before
    assert answer(office).parts == seen.parts
    assert answer(office).contact == seen.contact


def answer(office: Office, number: str = "5-1-3"):
    outcomes = collect_year(office.workspace, 2013, AS_OF).outcomes
    return next(outcome.answer for outcome in outcomes if outcome.measure.number == MeasureNumber(number))


@pytest.mark.parametrize(
    ("typed", "codes", "status"),
    [
        ("alt", [], "alt"),
        ("neu", [], "neu"),
        ("etwas Drittes", [], "etwas Drittes"),
        ("", ["LIP304"], ""),
        ("neu\n\n——— oder ———", ["LIP401"], "neu\n\n——— oder ———"),
    ],
)
@pytest.mark.parametrize("dates", mostly_slow([[OLD, NEW], [NEW, NEW]]))
def test_a_contradiction_is_settled_by_what_is_left_in_the_field(tmp_path, typed, codes, status, dates):
    office = contradicting(tmp_path, dates)
    again = type_into(ask_again(office)["18"], {(MeasureNumber("5-1-3"), 1, S): typed})
    office.receive(2013, "0.xlsx", again)
    assert office.codes(2013) == codes
    assert answer(office).parts[0].status == status


@pytest.mark.parametrize(("dates", "status"), [((OLD, NEW), "neu"), ((NEW, NEW), "alt\n\nneu")])
def test_a_contradiction_that_comes_back_untouched_stays_one(tmp_path, dates, status):
    office = contradicting(tmp_path, dates)
    office.receive(2013, "0.xlsx", ask_again(office)["18"])
    assert office.codes(2013) == ["LIP401"]
    assert answer(office).parts[0].status == status


def test_the_form_shows_what_contradicts_in_the_field_and_says_so(tmp_path):
    again = ask_again(contradicting(tmp_path, (OLD, NEW)))["18"]
    assert rows_by_key(opened(again)["5-1-3"])[1, S].answer.value == "alt\n\n——— oder ———\n\nneu"
    assert mark_of(opened(again, values=True)["5-1-3"]) == "offen: Umsetzungsstand (klären)"
    assert "„alt“ – und: „neu“" in points(again)[0][2]


def contradicting(folder: Path, dates: tuple[str, str]) -> Office:
    """Two files with different answers, saved on these days."""
    office = open_office(folder)
    form = office.send_forms(2013)["18"]
    for name, text, day in zip("ab", ("alt", "neu"), dates, strict=True):
        table = f"| Nummer | Stand | Schritte |\n| 5-1-3 | {text} | weiter |"
        office.receive(2013, f"{name}.xlsx", filled(form, table, saved=day))
    assert office.codes(2013) == ["LIP401"]
    return office


def test_an_answer_that_the_form_did_not_show_still_contradicts_it(tmp_path):
    office = open_office(tmp_path)
    form = office.send_forms(2013)["18"]
    office.receive(2013, "a.xlsx", filled(form, "| Nummer | Stand |\n| 5-1-3 | – – – |"))
    again = ask_again(office)["18"]
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"))
    assert office.codes(2013) == []
    office.receive(2013, "c.xlsx", filled(form, "| Nummer | Stand |\n| 5-1-3 | anders |"))
    assert office.codes(2013) == ["LIP401"]


def test_an_old_file_that_comes_once_more_changes_nothing(tmp_path):
    office = open_office(tmp_path)
    form = filled(office.send_forms(2013)["18"], "| Nummer | Stand |\n| 5-1-3 | – – – |")
    office.receive(2013, "a.xlsx", form)
    again = ask_again(office)["18"]
    office.receive(
        2013, "b.xlsx", filled(again, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |", saved=OLD)
    )
    office.receive(2013, "z.xlsx", dated(form, "2013-03-01T00:00:00Z"))
    assert office.codes(2013) == []


def test_what_is_emptied_is_gone(tmp_path):
    office = open_office(tmp_path)
    form = office.send_forms(2013)["18"]
    office.receive(2013, "a.xlsx", filled(form, "| Nummer | Schritte |\n| 5-1-3 | bald |"))
    again = type_into(ask_again(office)["18"], {(MeasureNumber("5-1-3"), 1, P): ""})
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Gründe |\n| 5-1-3 | kein Geld |"))
    assert office.codes(2013) == []
    assert answer(office).parts[0].planned_steps == ""


def test_a_contact_that_the_department_had_emptied_stays_empty(tmp_path):
    office = open_office(tmp_path)
    number = MeasureNumber("5-1-3")
    form = type_into(
        office.send_forms(2013)["18"], {(number, 0, Question.PHONES): "", (number, 0, Question.UNIT): "OE 7"}
    )
    office.receive(2013, "a.xlsx", form)
    again = ask_again(office)["18"]
    rows = rows_by_key(opened(again)["5-1-3"])
    assert [rows[0, question].answer.value for question in (Question.PERSONS, Question.UNIT, Question.PHONES)] == [
        "Frau Muster", "OE 7", None,
    ]  # fmt: skip
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"))
    assert (answer(office).contact.phones, answer(office).contact.unit) == ("", "OE 7")
    assert office.codes(2013) == ["LIP321"]


def test_each_round_replaces_the_one_before(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    form = office.send_forms(2013)["18"]
    for name, text in (("a", "eins"), ("b", "zwei")):
        office.receive(2013, f"{name}.xlsx", filled(form, f"| Nummer | Stand |\n| 5-1-3 | {text} |"))
    first = export_open_forms(office.workspace, 2013, AS_OF).written[0]
    office.receive(2013, first.path.name, type_into(first.path.read_bytes(), {(MeasureNumber("5-1-3"), 1, S): "drei"}))
    assert office.codes(2013) == ["LIP309", "LIP320"]
    second = export_open_forms(office.workspace, 2013, AS_OF).written[0]
    assert (first.path.name, second.path.name) == ("Nachforderung-2013-18-1.xlsx", "Nachforderung-2013-18-2.xlsx")
    table = "| Nummer | Stand | Bewertung |\n| 5-1-3 | eins | erfüllt |"
    office.receive(2013, second.path.name, filled(second.path.read_bytes(), table))
    assert office.codes(2013) == []
    assert answer(office).parts[0].status == "eins"


def test_parts_keep_their_places(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle | mehrere Teile |\n| 5-1-11 | 18 | ja |")
    table = "| Nummer | Teil | Stand | Schritte |\n| 5-1-11 | 1 | eins | weiter |\n| 5-1-11 | 2 | – – – | bald |"
    office.answer(2013, table)
    assert office.codes(2013) == ["LIP303"]
    again = ask_again(office)["18"]
    ((_, field, sentence),) = points(again)
    assert field == "Teil 2: Umsetzungsstand"
    assert "(Teil 2)" in sentence
    rows = rows_by_key(opened(again)["5-1-11"])
    assert {key for key, row in rows.items() if row.answer.comment} == {(2, S)}
    assert (rows[1, S].answer.value, rows[2, P].answer.value) == ("eins", "bald")
    office.receive(2013, "b.xlsx", filled(again, "| Nummer | Teil | Stand |\n| 5-1-11 | 2 | zwei |"))
    assert office.codes(2013) == []
    assert [part.status for part in answer(office, "5-1-11").parts] == ["eins", "zwei"]


@pytest.mark.parametrize(
    ("answers", "fields", "then"),
    [
        ("| Stand | Schritte |\n| getan | weiter |", ["Bewertung"], "| Bewertung |\n| in Bearbeitung |"),
        ("| Stand | Bewertung |\n| getan | in Bearbeitung |", ["Geplante Schritte"], "| Schritte |\n| weiter |"),
        ("| Stand | Schritte | Bewertung |\n| getan | weiter | fast |", ["Bewertung"], "| Bewertung |\n| erfüllt |"),
    ],
)
def test_in_a_year_with_assessment_it_is_asked_for(tmp_path, answers, fields, then):
    def numbered(table: str) -> str:
        head, row = table.split("\n")
        return f"| Nummer {head}\n| 5-1-3 {row}"

    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2013, numbered(answers))
    again = ask_again(office)["18"]
    assert [field for _, field, _ in points(again)] == fields
    office.receive(2013, "b.xlsx", filled(again, numbered(then)))
    assert office.codes(2013) == []


def test_two_assessments_are_chosen_from_by_the_list(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    form = office.send_forms(2013)["18"]
    for name, choice in (("a", "erfüllt"), ("b", "in Bearbeitung")):
        table = f"| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | getan | weiter | {choice} |"
        office.receive(2013, f"{name}.xlsx", filled(form, table))
    again = ask_again(office)["18"]
    assert [field for _, field, _ in points(again)] == ["Bewertung"]
    assert mark_of(opened(again, values=True)["5-1-3"]) == "offen: Bewertung (aus der Liste)"
    office.receive(2013, "c.xlsx", filled(again, "| Nummer | Bewertung |\n| 5-1-3 | erfüllt |"))
    assert office.codes(2013) == []


# Files


def test_a_form_that_asks_again_is_not_overwritten_unasked(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer |\n| 5-1-3 |")
    export_open_forms(office.workspace, 2013, AS_OF)
    with pytest.raises(OutputExistsError):
        export_open_forms(office.workspace, 2013, AS_OF)
    assert export_open_forms(office.workspace, 2013, AS_OF, force=True).written


def test_two_runs_give_the_same_bytes(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Schritte |\n| 5-1-3 | bald |")
    assert ask_again(office) == ask_again(office)


def test_nothing_travels_from_their_file_but_the_answers_as_text(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    form = filled(office.send_forms(2013)["18"], "| Nummer | Stand |\n| 5-1-3 | – – – |")
    office.receive(2013, "a.xlsm", hostile(form))
    again = ask_again(office)["18"]
    rows = rows_by_key(opened(again)["5-1-3"])
    assert (rows[1, P].answer.value, rows[1, P].answer.data_type) == ("Rechenergebnis", "s")
    assert rows[1, R].answer.value == "=cmd|'/c calc'!A1"
    assert rows[1, R].answer.data_type == "s"
    with ZipFile(io.BytesIO(again)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not [
        name for name in names if re.search("vba|external|media|embed|printer|custom|thread|persons", name, re.I)
    ]
    for foreign in (b"Eva Beispiel", b"fremd", b"geheim", b"evil.example", b"http://x", b"HYPERLINK(", b"Rechen&amp;"):
        assert foreign not in everything
    targets = set(re.findall(rb'TargetMode="External"|<f>[^<]*(?:cmd|\[1\])', everything))
    assert targets == set()


def hostile(form: bytes) -> bytes:
    """A returned form with whatever else a workbook can carry."""

    def edit(book: Workbook) -> None:
        rows = rows_by_key(book["5-1-3"])
        rows[1, R].answer.value = "=cmd|'/c calc'!A1"
        rows[1, R].answer.data_type = "s"
        rows[1, R].answer.hyperlink = "http://x.evil.example/"
        rows[1, S].answer.comment = Comment("fremd: geheimer Kommentar", "Eva Beispiel")
        book.properties.creator = book.properties.lastModifiedBy = "Eva Beispiel"
        book.properties.title = book.properties.keywords = "fremd"
        book.defined_names["geheim"] = DefinedName("geheim", attr_text="'5-1-3'!$B$2")
        book.create_sheet("fremd").sheet_state = "veryHidden"
        book["fremd"]["A1"] = "geheim"
        cell = rows[1, P].answer
        cell.value = '=HYPERLINK("http://x.evil.example/","Rechenergebnis")'

    changed = edited(form, edit)
    with ZipFile(io.BytesIO(changed)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet") and b"HYPERLINK(" in content:
            cached = rb'\1 t="str">\2<v>Rechenergebnis</v></c>'
            parts[name] = re.sub(rb'(<c r="B\d+"[^>]*?)>(<f>HYPERLINK\(.*?</f>)<v\s*/?>(?:</v>)?</c>', cached, content)
            assert parts[name] != content
    parts["xl/vbaProject.bin"] = b"geheim: macro"
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def realistic(tmp_path: Path) -> bytes:
    """A form with a contradiction, a missing assessment, dashes, a deleted sheet, an error value, earlier answers."""
    numbers = "\n".join(f"| {number} | 18 | {'ja' if number == 3 else ''} |" for number in range(1, 7))
    plan = f"| Nummer | Dienststelle | mehrere Teile |\n{numbers}"
    office = open_office(tmp_path / "office", plan, assessment_from=2013)
    office.answer(2010, "| Nummer | Stand |\n| 1 | lief 2010 |\n| 3 | lief auch |")
    form = office.send_forms(2013)["18"]
    one = filled(
        form,
        """
        | Nummer | Teil | Stand          | Schritte | Bewertung      |
        | 1      |      | Erste Fassung. | weiter   | in Bearbeitung |
        | 2      |      | getan          | weiter   |                |
        | 3      | 1    | eins           | weiter   | in Bearbeitung |
        | 3      | 2    | – – –          |          |                |
        | 5      |      | fertig         |          | erfüllt        |
        | 6      |      | fertig         |          | erfüllt        |
        """,
    )

    def edit(book: Workbook) -> None:
        del book["4"]
        type_cell(book, "6", (1, P), "#N/A")

    office.receive(2013, "a.xlsx", edited(one, edit))
    other = filled(form, "| Nummer | Stand |\n| 1 | Zweite Fassung. |")
    office.receive(2013, "b.xlsx", edited(other, lambda book: book.remove(book["4"])))
    return ask_again(office)["18"]


@pytest.mark.foreign
def test_microsofts_validator_finds_nothing(realistic: bytes, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(realistic)
    assert complaints(file) == []


@pytest.mark.foreign
def test_libreoffice_opens_it_and_its_marks_say_what_is_open(realistic: bytes, tmp_path: Path) -> None:
    one = MeasureNumber("1")
    settled = type_into(
        filled(
            realistic,
            """
            | Nummer | Teil | Stand | Schritte | Bewertung |
            | 2      |      |       |          | erfüllt   |
            | 3      | 2    | zwei  |          |           |
            | 4      |      | vier  |          | erfüllt   |
            | 6      |      |       | – – –    |           |
            """,
        ),
        {(one, 1, S): "Zweite Fassung."},
    )
    files = [tmp_path / "sent.xlsx", tmp_path / "settled.xlsx"]
    for file, content in zip(files, (realistic, settled), strict=True):
        file.write_bytes(content)
    sent, back = (load_workbook(path, data_only=True) for path in convert(files, "xlsx", tmp_path / "saved"))
    expected = {
        "1": "offen: Umsetzungsstand (klären)",
        "2": "offen: Bewertung",
        "3": "offen: Teil 2: Umsetzungsstand oder Gründe",
        "4": "offen: Umsetzungsstand oder Gründe; Bewertung",
        "6": "offen: Geplante Schritte (klären)",
    }
    assert {name: mark_of(sent[name]) for name in measures(realistic)} == expected
    assert {name: mark_of(opened(realistic, values=True)[name]) for name in expected} == expected
    no_steps = {"3": "vollständig – bitte prüfen Sie noch: Teil 2: Geplante Schritte"}
    assert {name: mark_of(back[name]) for name in expected} == dict.fromkeys(expected, "vollständig") | no_steps
    identities = [decode(str(row[positions.IDENTITY_COLUMN - 1].value)) for row in sent["1"].iter_rows()]
    assert {identity.origin.round for identity in identities if identity} == {1}


# On request: warnings as a reason to ask, and a deadline of its own

WARNED = "| Nummer | Stand | Schritte |\n| 1 | getan | |\n| 2 | getan | weiter |"


def asked_on_request(office: Office, request: Request) -> dict[str, bytes]:
    written = export_open_forms(office.workspace, 2013, AS_OF, request=request, force=True).written
    return {form.department.id: form.path.read_bytes() for form in written}


def test_on_request_a_warning_alone_goes_out_again_and_the_answer_settles_it(tmp_path):
    office = open_office(tmp_path, TWO)
    office.answer(2013, WARNED)
    assert ask_again(office) == {}
    form = asked_on_request(office, Request(warnings=True))["18"]
    assert measures(form) == ["1"]
    assert [(number, field) for number, field, _ in points(form)] == [("1", "Geplante Schritte")]
    office.receive(2013, "b.xlsx", filled(form, "| Nummer | Schritte |\n| 1 | weiter |"))
    assert office.codes(2013) == []


def test_hints_alone_bring_nobody_a_form(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | läuft | weiter |")
    assert office.codes(2013) == ["LIP330"]
    assert asked_on_request(office, Request(warnings=True)) == {}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (date(2014, 2, 28), "Bitte senden Sie das Formular bis zum 28. Februar 2014 zurück."),
        (None, "Bitte senden Sie das Formular so bald wie möglich zurück. Die Frist der Abfrage: 31. März 2013."),
    ],
)
def test_a_form_that_asks_again_may_have_a_deadline_of_its_own(tmp_path, own, said):
    office = open_office(tmp_path, deadline=date(2013, 3, 31))
    office.answer(2013, "| Nummer |\n| 5-1-3 |")
    guide = opened(asked_on_request(office, Request(deadline=own))["18"])[positions.GUIDE_SHEET]
    assert said in [cell.value for (cell, *_) in guide.iter_rows()]
