"""The form that goes out: what stands in which cell, what can be typed in, and that any text stays a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook

from lipctl.findings import finding
from lipctl.forms import positions
from lipctl.forms.identity import FORM_VERSION
from lipctl.forms.model import FormEntry
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Question
from lipctl.scale import IN_PROGRESS
from lipctl.settings.reading import parse_settings
from lipctl.text import fingerprint
from lipctl.xlsx import styles as design
from lipctl.xlsx.cells import MAX_CELL_UNITS, utf16_units
from support.contrast import contrast
from support.forms import CONTACT, DEPARTMENT, answer_rows, entry, form_of, opened, reported, rows_by_key
from support.office import convert
from support.validator import complaints

S, P, R = PART_QUESTIONS
EARLIER = reported(2010, ("Reihe „Europa“ durchgeführt", "wird fortgeführt", "– – –"), ("=Anschreiben", "", "B&E"))
NUMBER = MeasureNumber("5-1-11")
NASTY = (
    "=1+1",
    "+49 511 168-0",
    "-3",
    "@SUMME(A1)",
    "#REF!",
    "_x000D_",
    "{=1}",
    "http://x.de",
    "'Zitat",
    "ğ B&E <b> 😀",
)


def plain() -> FormEntry:
    return entry(parts=2, earlier=EARLIER, contact=CONTACT, contact_source="Angabe von 2010")


def again() -> FormEntry:
    """A measure that goes out again: answered in part, with open points."""
    return plain()._replace(
        answers={(1, S): "– – –", (1, P): "=weiter", (2, R): "kein Geld", (0, Question.PHONES): "168-1"},
        open_points=(
            finding("LIP303", measure=NUMBER, question=S, of_part=1, part=" (Teil 1)"),
            finding("LIP301", measure=NUMBER),
        ),
    )


def words_of(book: Workbook, sheet: str) -> str:
    return "\n".join(str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None)


def test_the_sheets_stand_in_the_order_in_which_they_are_read() -> None:
    assert opened(form_of(plain(), entry("5-1-3"))).sheetnames == [
        "Anleitung",
        "Übersicht",
        "5-1-11",
        "5-1-3",
    ]


def test_every_answer_row_carries_its_identity() -> None:
    rows = list(answer_rows(opened(form_of(plain()))["5-1-11"]))
    told = [(row.identity.part, row.identity.question) for row in rows]
    per_measure = (Question.ASSESSMENT, Question.UNCHANGED, Question.DISCLAIMED, *CONTACT_QUESTIONS)
    assert told == [(part, question) for part in (1, 2) for question in PART_QUESTIONS] + [(0, q) for q in per_measure]
    origins = {(i.plan, i.year, i.department, i.number.text, i.version) for i in (row.identity for row in rows)}
    assert origins == {("lip-test", 2013, "18", "5-1-11", FORM_VERSION)}


def test_what_is_not_asked_has_no_row() -> None:
    rows = rows_by_key(opened(form_of(entry(), assessment=False))["5-1-11"])
    assert (0, Question.ASSESSMENT) not in rows
    assert (0, Question.UNCHANGED) not in rows
    assert (2, S) not in rows


def test_the_earlier_answer_stands_beside_the_empty_field_with_its_year() -> None:
    sheet = opened(form_of(plain()))["5-1-11"]
    rows = rows_by_key(sheet)
    beside = {key: row.earlier.value for key, row in rows.items() if key[1] in PART_QUESTIONS}
    assert beside == {
        (1, S): "Reihe „Europa“ durchgeführt", (1, P): "wird fortgeführt", (1, R): "– – –",
        (2, S): "=Anschreiben", (2, P): None, (2, R): "B&E",
    }  # fmt: skip
    assert all(rows[key].answer.value is None for key in beside)
    assert all(rows[key].earlier.protection.locked for key in beside)
    assert "Zuletzt berichtet (2010)" in words_of(opened(form_of(plain())), "5-1-11")


def test_without_an_earlier_answer_nothing_is_said_of_one() -> None:
    assert "Zuletzt berichtet" not in words_of(opened(form_of(entry())), "5-1-11")


def test_an_earlier_assessment_stands_beside_the_new_one() -> None:
    answer = EARLIER.answer._replace(assessment=IN_PROGRESS)
    sheet = opened(form_of(plain()._replace(earlier=EARLIER._replace(answer=answer))))["5-1-11"]
    assert rows_by_key(sheet)[0, Question.ASSESSMENT].earlier.value == "in Bearbeitung"


def test_a_prefilled_cell_is_marked_as_prefilled() -> None:
    rows = rows_by_key(opened(form_of(plain()))["5-1-11"])
    persons, mail = rows[0, Question.PERSONS], rows[0, Question.MAIL]
    assert persons.answer.value == CONTACT.persons
    assert persons.identity.prefilled == fingerprint(CONTACT.persons)
    assert (mail.answer.value, mail.identity.prefilled) == (None, "")
    assert "Schon eingetragen – Quelle: Angabe von 2010." in words_of(opened(form_of(plain())), "5-1-11")


def test_this_years_own_answers_are_not_prefilled() -> None:
    rows = rows_by_key(opened(form_of(again()))["5-1-11"])
    assert {key: row.answer.value for key, row in rows.items() if row.answer.value and key[1] not in CONTACT_QUESTIONS} == {
        (1, S): "– – –", (1, P): "=weiter", (2, R): "kein Geld",
    }  # fmt: skip
    assert rows[0, Question.PHONES].answer.value == "168-1"
    assert rows[0, Question.PHONES].identity.prefilled == ""
    assert rows[0, Question.PERSONS].identity.prefilled == fingerprint(CONTACT.persons)


@pytest.mark.parametrize("made", [plain, again])
def test_the_answers_are_the_only_cells_that_can_be_typed_in(made: Callable[[], FormEntry]) -> None:
    book = opened(form_of(made(), entry("5-1-3")))
    for sheet in book:
        open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        assert open_cells == {row.answer.coordinate for row in answer_rows(sheet)}
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.selectLockedCells
        assert not sheet.protection.formatRows
        assert not sheet.protection.autoFilter
        assert list(sheet.merged_cells) == []


def test_every_cell_is_text_but_those_that_calculate() -> None:
    for sheet in opened(form_of(again(), entry("5-1-3"))).worksheets:
        cells = [cell for row in sheet.iter_rows(max_col=positions.IDENTITY_COLUMN) for cell in row if cell.has_style]
        assert {cell.number_format for cell in cells if cell.data_type != "f"} == {"@"}
        columns = sheet.column_dimensions.values()
        assert {(column.min, column.max) for column in columns if column.number_format != "@"} == set()
        assert max(column.max for column in columns) == positions.LAST_COLUMN


@pytest.mark.parametrize("text", NASTY)
def test_whatever_stands_in_a_text_it_stays_a_text(text: str) -> None:
    measure = Measure(NUMBER, (text,), note=text)
    made = plain()._replace(
        measure=measure, earlier=reported(2010, (text, "", "")), answers={(1, S): text},
        contact=CONTACT._replace(persons=text), further_departments=(text,),
    )  # fmt: skip
    book = opened(form_of(made))
    sheet = book["5-1-11"]
    rows = rows_by_key(sheet)
    cells = [
        rows[1, S].answer,
        rows[1, S].earlier,
        rows[0, Question.PERSONS].answer,
        sheet["B4"],
        book["Übersicht"]["B4"],
    ]
    # openpyxl does not undo "_x005F_", the escape for an underscore that could begin another one.
    assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == [text] * 5
    assert {cell.data_type for cell in cells} == {"s"}
    assert rows[1, S].answer.quotePrefix
    assert rows[0, Question.PERSONS].answer.quotePrefix
    assert all(link.location for link in sheet._hyperlinks)  # noqa: SLF001 - none but our own


def test_a_text_that_no_cell_can_hold_is_cut_where_everybody_sees_it() -> None:
    long = "😀" * 20_000
    shown = str(opened(form_of(plain()._replace(measure=Measure(NUMBER, (long,)))))["Übersicht"]["B4"].value)
    assert shown.endswith("😀… (gekürzt)")
    assert utf16_units(shown) in (MAX_CELL_UNITS, MAX_CELL_UNITS - 1)


def test_sheet_names_are_legal_whatever_the_number() -> None:
    awkward = (
        "Ü1",
        "B 2.3",
        "M-07",
        "5/1/3",
        "'5-1'",
        "[a]:*?1",
        "History 1",
        "HISTORY",
        "Übersicht",
        "LISTEN",
        "a" * 40 + "1",
        "a" * 40 + "2",
        "😀1" * 20,
    )
    names = positions.sheet_names(map(MeasureNumber, awkward))
    assert [names[MeasureNumber(number)] for number in awkward[:5]] == ["Ü1", "B 2.3", "M-07", "5-1-3", "5-1"]
    for name in names.values():
        assert 0 < utf16_units(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name.strip("' ") == name
    told = [name.casefold() for name in names.values()]
    assert len(set(told)) == len(awkward)
    assert not {"history", "übersicht", "listen", "anleitung", "bitte ergänzen"} & set(told)


def test_a_form_can_be_made_with_awkward_numbers() -> None:
    book = opened(form_of(*(entry(number) for number in ("Ü1", "B 2.3", "5/1/3", "O'Neill 1"))))
    assert book.sheetnames[2:] == ["Ü1", "B 2.3", "5-1-3", "O'Neill 1"]
    assert book["Übersicht"]["C7"].value.startswith("=IFERROR('O''Neill 1'!$B$2")
    first = rows_by_key(book["O'Neill 1"])[1, S].answer.coordinate
    assert book["Übersicht"]["A7"].hyperlink.location == f"'O''Neill 1'!{first}"


def test_two_runs_give_the_same_bytes() -> None:
    assert form_of(again(), entry("5-1-3")) == form_of(again(), entry("5-1-3"))


def test_excel_calculates_the_marks_anew_when_it_opens_the_form() -> None:
    with ZipFile(BytesIO(form_of(plain()))) as package:
        assert b'fullCalcOnLoad="1"' in package.read("xl/workbook.xml")


def test_the_document_has_a_title_and_a_language_and_names_nobody() -> None:
    with ZipFile(BytesIO(form_of(plain()))) as package:
        core = package.read("docProps/core.xml").decode()
    assert f"<dc:title>LIP – Formular 2013 – {DEPARTMENT.name}</dc:title>" in core
    assert "<dc:language>de-DE</dc:language>" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert "2013-01-01T00:00:00Z" in core


def test_the_form_says_whose_it_is_in_a_defined_name_and_on_its_first_sheet() -> None:
    book = opened(form_of(plain()))
    assert book.defined_names[positions.FORM_NAME].attr_text == f'"lipctl|{FORM_VERSION}|lip-test|2013|18"'
    assert f"Formular-Fassung {FORM_VERSION} · Plan lip-test · Berichtsjahr 2013 · Dienststelle 18" in words_of(
        book, "Anleitung"
    )


def test_the_instructions_name_deadline_and_office_where_they_are_known() -> None:
    known = parse_settings(
        '[plan]\nkennung = "lip-test"\nstadt = "Teststadt"\n'
        '[koordination]\nstelle = "Sachgebiet Integration"\nmail = "lip@example.org"\ntelefon = "168-0"\n'
        "[frist]\n2013 = 2013-03-31\n"
    )
    words = words_of(opened(form_of(plain(), settings=known)), "Anleitung")
    assert known.deadlines == {2013: date(2013, 3, 31)}
    for expected in (
        "bis zum 31. März 2013",
        "Sachgebiet Integration",
        "lip@example.org",
        "Telefon: 168-0",
        "öffentliche Fassung",
    ):
        assert expected in words


def test_the_instructions_invent_nothing() -> None:
    words = words_of(opened(form_of(plain())), "Anleitung")
    assert "Die Frist nennt Ihnen die koordinierende Stelle." in words
    assert "An wen Sie sich wenden" not in words
    assert "Telefon:" not in words
    assert [line[0] for line in words.splitlines() if re.match(r"\d\. ", line)] == list("12345")


def test_a_non_measure_is_asked_and_the_form_says_that_the_report_leaves_it_out() -> None:
    measure = Measure(NUMBER, ("Ausschuss",), note="Kein Handlungsansatz.", in_report=False)
    book = opened(form_of(entry(measure=measure)))
    assert "Der Controllingbericht lässt diesen Punkt aus." in words_of(book, "5-1-11")
    assert "Kein Handlungsansatz." in words_of(book, "5-1-11")
    assert (1, S) in rows_by_key(book["5-1-11"])


def test_other_departments_that_take_part_are_named() -> None:
    made = entry(further_departments=("Büro Oberbürgermeister", "Fachbereich Soziales"))
    assert "Büro Oberbürgermeister; Fachbereich Soziales" in words_of(opened(form_of(made)), "5-1-11")


def test_open_points_are_listed_first_and_marked_in_their_fields() -> None:
    book = opened(form_of(again(), entry("5-1-3")))
    rows = rows_by_key(book["5-1-11"])
    assert book.sheetnames[0] == positions.OPEN_POINTS_SHEET
    listed = [(cell.hyperlink.location, cell.offset(0, 1).value) for cell in book.worksheets[0]["A"][3:]]
    assert listed == [
        (f"'5-1-11'!{rows[1, S].answer.coordinate}", "Teil 1: Umsetzungsstand"),
        (f"'5-1-11'!{rows[1, R].answer.coordinate}", "Das ganze Blatt"),
    ]
    assert "Bitte tragen Sie den Umsetzungsstand ein" in str(book.worksheets[0]["C4"].value)
    noted = {key for key, row in rows.items() if row.answer.comment}
    filled = {key for key, row in rows.items() if row.answer.fill.fgColor.rgb == design.SAND}
    assert noted == filled == {(1, S), (1, R), (2, S), (2, P)}  # and of the whole sheet what has no answer
    note = rows[1, S].answer.comment
    assert note is not None
    assert note.author == positions.NOTE_AUTHOR
    assert note.text.startswith(positions.NOTE_HEAD)


def test_a_form_without_open_points_has_no_such_sheet() -> None:
    assert positions.OPEN_POINTS_SHEET not in opened(form_of(plain())).sheetnames


def test_choices_stand_in_the_field_itself() -> None:
    sheet = opened(form_of(plain()))["5-1-11"]
    lists = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    rows = rows_by_key(sheet)
    assert {name: lists[rows[0, question].answer.coordinate].formula1 for name, question in (
        ("Bewertung", Question.ASSESSMENT), ("unverändert", Question.UNCHANGED),
    )} == {
        "Bewertung": '"erfüllt,in das laufende Geschäft übergegangen,in Bearbeitung,noch nicht begonnen,nicht weiter zu verfolgen"',
        "unverändert": '"ja"',
    }  # fmt: skip
    assert all(rule.showErrorMessage and rule.errorTitle == "Bitte aus der Liste wählen" for rule in lists.values())


def test_every_field_says_what_is_asked_when_one_arrives_by_keyboard() -> None:
    sheet = opened(form_of(plain()))["5-1-11"]
    told = {
        str(rule.sqref): rule.promptTitle for rule in sheet.data_validations.dataValidation if rule.showInputMessage
    }
    titles = [told[row.answer.coordinate] for row in answer_rows(sheet)]
    assert titles[:2] == ["Teil 1: Umsetzungsstand", "Teil 1: Geplante Schritte"]
    assert titles[-1] == "Ansprechperson: E-Mail"


def test_every_sheet_prints_on_a4_one_page_wide() -> None:
    for sheet in opened(form_of(again())).worksheets:
        assert (
            sheet.page_setup.paperSize,
            sheet.page_setup.fitToHeight,
            sheet.sheet_properties.pageSetUpPr.fitToPage,
        ) == (9, 0, True)
        assert "Seite" in str(sheet.oddFooter.right.text)
        assert "&P" in str(sheet.oddFooter.right.text)


def test_rows_grow_with_what_is_typed() -> None:
    with ZipFile(BytesIO(form_of(plain()))) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"customHeight" in sheet for sheet in sheets)


def test_every_text_has_enough_contrast() -> None:
    for style in (*design.STYLES.values(), *design.OVERLAYS.values()):
        assert contrast(style.colour, style.fill or design.WHITE) >= 4.5, style
    for small in ("hint", "alarm"):
        assert contrast(design.STYLES[small].colour, design.PALE) >= 4.5
    for ground in (design.WHITE, design.SAND, design.PALE):
        assert contrast(design.FIELD_BORDER, ground) >= 3
    assert len({design.SAND, design.WHITE, design.GREY_FILL, design.PALE}) == 4


@pytest.mark.foreign
@pytest.mark.parametrize("made", [plain, again])
def test_microsofts_validator_finds_nothing(made: Callable[[], FormEntry], tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(form_of(made(), *(entry(number) for number in ("Ü1", "O'Neill 1"))))
    assert complaints(file) == []


@pytest.mark.foreign
def test_libreoffice_keeps_identity_protection_and_text(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(form_of(again()))
    before, after = opened(file), opened(convert([file], "xlsx", tmp_path / "saved")[0])
    rows, saved = rows_by_key(before["5-1-11"]), rows_by_key(after["5-1-11"])
    assert {key: (row.identity, row.answer.value) for key, row in saved.items()} == {
        key: (row.identity, row.answer.value) for key, row in rows.items()
    }
    assert after["5-1-11"].protection.sheet
    assert all(not row.answer.protection.locked and row.answer.number_format == "@" for row in saved.values())
    assert after["5-1-11"].column_dimensions["D"].hidden
