"""What a person typed, wherever: it is an answer, or a finding tells it (rules.md 4). Each row is a real file.

A form comes back with columns deleted, sheets copied, remarks beside the fields, formulas, dates. What can be placed is
an answer, with a warning where the way to it was not the usual one; what cannot is told word by word.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from build_sample import fill_in
from lipctl.cli.screen import Screen
from lipctl.findings import Finding
from lipctl.forms import positions
from lipctl.judge.model import MeasureAnswer
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Question
from lipctl.settings.keys import FILE_NAME
from lipctl.workspace import Workspace
from lipctl.xlsx.cells import named
from lipctl.year import collect_year
from support.excel_typing import sheet_parts, type_into
from support.forms import edited, opened, rows_by_key, saved
from support.office import convert
from support.rounds import AS_OF, Office, answers_of, open_office

S, P, R = PART_QUESTIONS
NUMBER = MeasureNumber("5-1-3")
COMPLETE = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"
TWO = "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |"
BOTH = "| Nummer | Stand | Schritte |\n| 1 | eins | weiter |\n| 2 | zwei | weiter |"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Edit = Callable[[Workbook], object]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path)


def returned(office: Office, edit: Edit, *, table: str = COMPLETE, name: str = "a.xlsx", year: int = 2013) -> None:
    """The department fills in its form, does something else to it, and sends it back."""
    form = fill_in(office.send_forms(year)["18"], answers_of(table))
    office.receive(2013, name, edited(form, edit))


def answer(office: Office, number: MeasureNumber = NUMBER) -> MeasureAnswer:
    """What counts for a measure."""
    outcomes = collect_year(office.workspace, 2013, AS_OF).outcomes
    return next(outcome.answer for outcome in outcomes if outcome.measure.number == number)


def told(office: Office, code: str) -> list[Finding]:
    return [item for item in office.findings(2013) if item.code == code]


def field(book: Workbook, question: Question = S, sheet: str = "5-1-3"):
    """The cell of an answer."""
    return rows_by_key(book[sheet])[1 if question in PART_QUESTIONS else 0, question].answer


# Answers whose identity is damaged


def without_identities(book: Workbook) -> None:
    book["5-1-3"].delete_cols(positions.IDENTITY_COLUMN)


def test_without_the_hidden_column_the_labels_tell_and_it_is_said(office):
    returned(office, without_identities)
    assert answer(office).parts[0].status == "getan"
    assert answer(office).contact.persons == "Frau Muster"
    assert office.codes(2013) == ["LIP215", "LIP215"]
    (first, _) = told(office, "LIP215")
    assert (first.measure, first.question, first.department) == (NUMBER, S, "18")
    assert [place.sheet for place in first.places] == ["5-1-3"]


def test_a_sheet_copied_into_a_new_workbook_is_read_by_its_identities(office):
    form = opened(fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE)))
    office.receive(2013, "neu.xlsx", saved(copied(form["5-1-3"], columns=6)))
    assert office.codes(2013) == []
    assert answer(office).parts[0].planned_steps == "weiter"


def test_only_the_visible_columns_copied_are_read_by_their_labels(office):
    form = opened(fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE)))
    office.receive(2013, "neu.xlsx", saved(copied(form["5-1-3"], columns=3)))
    assert answer(office).parts[0].status == "getan"
    assert {item.code for item in office.findings(2013)} >= {"LIP215"}
    assert all("Jahr und Dienststelle nennt die Datei nicht" in item.message for item in told(office, "LIP215"))


def copied(sheet, *, columns: int) -> Workbook:
    """A new workbook with the texts of a sheet, as copy and paste leaves them."""
    book = Workbook()
    target = book.active
    target.title = sheet.title
    for row in sheet.iter_rows(max_col=columns):
        for cell in row:
            if cell.value is not None and not str(cell.value).startswith("="):
                target.cell(cell.row, cell.column, cell.value)
    return book


@pytest.mark.parametrize(
    ("label", "codes"),
    [("", ["LIP215"]), ("Was war?", ["LIP206", "LIP216", "LIP304"])],
)
def test_a_damaged_identity_leads_to_the_label_and_without_one_to_a_finding(office, label, codes):
    def damage(book: Workbook) -> None:
        cell = field(book)
        cell.offset(0, 2).value = str(cell.offset(0, 2).value).replace("|2013|", "|2014|")
        cell.offset(0, -1).value = label or cell.offset(0, -1).value

    returned(office, damage)
    assert sorted(office.codes(2013)) == sorted(codes)
    assert [item.message for item in told(office, "LIP206")] == [
        "Die versteckte Kennung dieser Zeile ist beschädigt. Geschrieben wurde: „getan“"
    ] * ("LIP206" in codes)


def test_rows_that_moved_are_found_again(office):
    returned(office, lambda book: book["5-1-3"].insert_rows(5, amount=3))
    assert [answer(office).parts[0].status, *office.codes(2013)] == ["getan"]


def test_the_same_sheet_twice_in_one_file_is_found_by_its_identities(office):
    def twice(book: Workbook) -> None:
        field(book.copy_worksheet(book["5-1-3"])).value = "anders"

    def field(sheet):
        return rows_by_key(sheet)[1, S].answer

    returned(office, twice)
    (contradiction,) = told(office, "LIP401")
    assert "„anders“ – und: „getan“" in contradiction.message
    assert sorted(place.sheet for place in contradiction.places) == ["5-1-3", "5-1-3 Copy"]


# The form of another year


def test_a_new_answer_in_last_years_form_counts_with_a_warning(office):
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 5-1-3 | Stand 2012 | weiter |")
    last_year = (office.workspace.responses(2012) / "18.xlsx").read_bytes()
    office.send_forms(2013)
    office.receive(2013, "a.xlsx", type_into(last_year, {(NUMBER, 1, S): "neu"}))
    assert answer(office).parts[0].status == "neu"
    (warning,) = told(office, "LIP219")
    assert warning.message == "Die Antwort steht im Formular von 2012, ist aber neu; sie zählt für 2013."
    assert (warning.measure, warning.question) == (NUMBER, S)


def test_last_years_form_without_anything_new_is_the_wrong_file(office):
    office.answer(2012, COMPLETE)
    office.send_forms(2013)
    office.receive(2013, "a.xlsx", (office.workspace.responses(2012) / "18.xlsx").read_bytes())
    assert answer(office).parts == ()
    assert "LIP204" in office.codes(2013)


# Beside the fields


def write(at: str, text: str, sheet: str = "5-1-3") -> Edit:
    def edit(book: Workbook) -> None:
        (book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet))[at] = text

    return edit


def extra_row(book: Workbook) -> None:
    sheet = book["5-1-3"]
    sheet.insert_rows(9)
    sheet["B9"] = "in einer neuen Zeile"


def comment(book: Workbook) -> None:
    field(book).comment = Comment("Bitte zurückrufen", "Eva Beispiel")


@pytest.mark.parametrize(
    ("edit", "sheet", "cell", "text"),
    [
        (write("G7", "siehe Anlage"), "5-1-3", "G7", "siehe Anlage"),
        (write("B200", "weit unten"), "5-1-3", "B200", "weit unten"),
        (write("ZZ3", "weit rechts"), "5-1-3", "ZZ3", "weit rechts"),
        (write("C3", "am Rand"), "5-1-3", "C3", "am Rand"),
        (write("A1", "Handlungsansatz 5-1-3 ist erledigt"), "5-1-3", "A1", "Handlungsansatz 5-1-3 ist erledigt"),
        (write("D4", "in der versteckten Spalte"), "5-1-3", "D4", "in der versteckten Spalte"),
        (write("B30", "unter der Liste", "Übersicht"), "Übersicht", "B30", "unter der Liste"),
        (write("C2", "neben der Anleitung", "Anleitung"), "Anleitung", "C2", "neben der Anleitung"),
        (write("A1", "ein neues Blatt", "Tabelle1"), "Tabelle1", "A1", "ein neues Blatt"),
        (extra_row, "5-1-3", "B9", "in einer neuen Zeile"),
        (comment, "5-1-3", "B7", "Bitte zurückrufen"),
    ],
)
def test_what_stands_beside_the_fields_is_reported_with_its_place(office, edit, sheet, cell, text):
    returned(office, edit)
    (remark,) = told(office, "LIP216")
    assert remark.message.endswith(f"„{text}“")
    (place,) = remark.places
    assert (place.file, place.sheet) == ("data/2013/ruecklauf/a.xlsx", sheet)
    if edit is not comment:
        assert place.cells == (cell,)
    assert answer(office).parts[0].status == "getan"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (write("G7", "siehe Anlage"), "In einer Zelle neben den Antwortfeldern steht etwas, das nicht in den Bericht kommt: „siehe Anlage“"),
        (comment, "In einem Kommentar zur Zelle B6 steht etwas, das nicht in den Bericht kommt: „Bitte zurückrufen“"),
        (lambda book: linked(book["5-1-3"]["G7"], "Plan", "https://example.org"),
         "In einer Zelle neben den Antwortfeldern steht etwas, das nicht in den Bericht kommt: „Plan“ (Link: https://example.org)"),
    ],
)  # fmt: skip
def test_a_remark_says_what_it_is(office, edit, message):
    returned(office, edit)
    assert [item.message for item in told(office, "LIP216")] == [message]


def linked(cell, text: str, address: str) -> None:
    cell.value, cell.hyperlink = text, address


@pytest.mark.parametrize("value", ["=1/0", "#REF!", "#NAME?", "#N/A"])
def test_an_error_value_beside_the_fields_is_no_remark(office, value):
    returned(office, write("G7", value))
    assert told(office, "LIP216") == []


@pytest.mark.foreign
def test_marks_that_moved_or_were_copied_are_no_remarks(tmp_path):
    """LibreOffice calculates them anew where they stand now."""
    office = open_office(tmp_path / "office")
    edits = {
        "two rows above": lambda sheet: sheet.insert_rows(1, 2),
        "a column within": lambda sheet: sheet.insert_cols(positions.STATE_COLUMN),
        "the mark copied": lambda sheet: sheet.__setitem__("H2", sheet["B2"].value),
        "an error beside": lambda sheet: sheet.__setitem__("H5", "=1/0"),
        "a formula of the department": lambda sheet: sheet.__setitem__("H5", '="siehe "&"oben"'),
    }
    files = [tmp_path / f"{count}.xlsx" for count, _ in enumerate(edits)]
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    for file, edit in zip(files, edits.values(), strict=True):
        file.write_bytes(edited(form, lambda book, edit=edit: edit(book["5-1-3"])))
    found = []
    for file in convert(files, "xlsx", tmp_path / "saved"):
        office.receive(2013, "a.xlsx", file.read_bytes())
        found += [item.message.rpartition(": ")[2] for item in told(office, "LIP216")]
    assert found == ["„siehe oben“"]


def test_an_untouched_form_has_nothing_beside_its_fields(office):
    returned(office, lambda book: None)
    assert office.codes(2013) == []


def test_many_remarks_on_one_sheet_are_reported_together(office):
    def fill(book: Workbook) -> None:
        for row in range(100, 140):
            book["5-1-3"].cell(row, 2, f"Zeile {row}")

    returned(office, fill)
    remarks = told(office, "LIP216")
    assert len(remarks) == 26
    assert any("… und 15 weitere Zellen" in item.message for item in remarks)
    (rest,) = [item for item in remarks if "weitere" in item.message]
    assert [named(place.cells) for place in rest.places] == [[f"B{row}" for row in range(125, 140)]]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda sheet, cell: sheet.cell(cell.row + 100, cell.column, f"Zeile {cell.row}"), "LIP216"),
        (lambda sheet, cell: setattr(cell, "comment", Comment(f"Zeile {cell.row}", "Eva Beispiel")), "LIP216"),
        (lambda sheet, cell: damaged(cell, f"Zeile {cell.row}"), "LIP206"),
    ],
    ids=["texts", "comments", "damaged identities"],
)
def test_thousands_of_cells_are_a_few_lines(office, capsys, edit, code):
    def fill(book: Workbook) -> None:
        for row in range(100, 2100):
            edit(book["5-1-3"], book["5-1-3"].cell(row, positions.ANSWER_COLUMN))

    returned(office, fill)
    found = told(office, code)
    assert len(found) == 26
    assert sum(len(named(place.cells)) for item in found for place in item.places) == 26
    Screen().findings(found, {})
    assert "(1975 Zellen)" in capsys.readouterr().out


def damaged(cell, text: str) -> None:
    cell.value, cell.offset(0, positions.IDENTITY_COLUMN - positions.ANSWER_COLUMN).value = text, "lipctl|"


def with_part(form: bytes, kind: str, name: str, content: str, sheet: str = "5-1-3") -> bytes:
    """The form with one more part that hangs on a sheet, as Excel stores what lies over the cells."""
    part = sheet_parts(form)[sheet]
    relations = f"xl/worksheets/_rels/{Path(part).name}.rels"
    with ZipFile(io.BytesIO(form)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    one = f'<Relationship Id="rIdX" Type="{kind}" Target="/{name}"/></Relationships>'.encode()
    parts[relations] = re.sub(b"</Relationships>", one, parts.get(relations, empty))
    parts[name] = content.encode()
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    return stream.getvalue()


THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B7" personId="{1}" id="{2}"><text>Wer weiß mehr?</text></threadedComment></ThreadedComments>'
)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>{}</xdr:twoCellAnchor></xdr:wsDr>'
)
BOX = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Im Textfeld</a:t></a:r></a:p></xdr:txBody></xdr:sp>"


@pytest.mark.parametrize(
    ("kind", "name", "content", "code", "words"),
    [
        ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "xl/threadedComments/threadedComment1.xml",
         THREAD, "LIP216", "„Wer weiß mehr?“"),
        (f"{RELATIONS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format(BOX), "LIP216", "„Im Textfeld“"),
        (f"{RELATIONS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format("<xdr:pic/>"), "LIP217", "ein Bild"),
    ],
)  # fmt: skip
def test_what_lies_over_the_cells_is_reported(office, kind, name, content, code, words):
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    office.receive(2013, "a.xlsx", with_part(form, kind, name, content))
    (remark,) = told(office, code)
    assert words in remark.message
    assert [place.sheet for place in remark.places] == ["5-1-3"]
    assert office.codes(2013) == [code]


# Other things than text in a field


def value(what: object, number_format: str = "General", question: Question = P) -> Edit:
    def edit(book: Workbook) -> None:
        cell = field(book, question)
        cell.value, cell.number_format = what, number_format

    return edit


@pytest.mark.parametrize(
    ("what", "number_format", "code", "words", "text"),
    [
        (42, "General", "LIP210", "steht eine Zahl; berichtet wird „42“", "42"),
        (4.5, "General", "LIP210", "berichtet wird „4,5“", "4,5"),
        (0.25, "0%", "LIP212", "vermutlich „0,25“", ""),
        (1234.5, "#,##0.00 €", "LIP212", "vermutlich „1234,5“", ""),
        (True, "General", "LIP210", "steht ein Wahrheitswert; berichtet wird „WAHR“", "WAHR"),
        (dt.date(2003, 1, 5), "dd.mm.yyyy", "LIP214", "Datum 05.01.2003. Vielleicht hat Excel es aus der Nummer „5-1-3“", "05.01.2003"),
        ("#REF!", "General", "LIP208", "der Fehlerwert #BEZUG!", ""),
        ("#N/A", "General", "LIP208", "der Fehlerwert #NV", ""),
        ("#VALUE!", "General", "LIP208", "der Fehlerwert #WERT!", ""),
        ("#NAME?", "General", "LIP208", "der Fehlerwert #NAME?", ""),
        ("#NUM!", "General", "LIP208", "der Fehlerwert #ZAHL!", ""),
        ("=1+1", "General", "LIP208", "eine Formel ohne Ergebnis", ""),
    ],
)  # fmt: skip
def test_a_value_that_is_no_text_is_shown_as_excel_shows_it_or_reported(office, what, number_format, code, words, text):
    returned(office, value(what, number_format))
    (odd,) = told(office, code)
    assert words in odd.message
    assert (odd.measure, odd.question, odd.part, odd.department) == (NUMBER, P, 1, "18")
    assert answer(office).parts[0].planned_steps == text


@pytest.mark.parametrize("left", ["=- ", "=", "= - - -", "=–", " =-\u2212 "])
def test_what_is_left_of_a_formula_is_no_answer(office, left):
    """Dashes that a program took for a formula, which it then could not calculate."""

    def edit(book: Workbook) -> None:
        cell = field(book, S)
        cell.value = left
        cell.data_type = "s"

    returned(office, edit)
    (odd,) = told(office, "LIP208")
    assert f"nur der Rest einer Formel, „{left.strip()}“" in odd.message
    assert answer(office).parts[0].status == ""


@pytest.mark.parametrize("typed", ["- - -", "--", "-", "– - —"])
def test_hyphens_are_dashes(office, typed):
    def edit(book: Workbook) -> None:
        field(book, P).value = typed

    returned(office, edit)
    assert answer(office).parts[0].planned_steps == typed
    assert office.codes(2013) == []


def test_a_date_is_no_number_where_numbers_have_two_parts(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 2.3 | 18 |")
    form = fill_in(office.send_forms(2013)["18"], answers_of("| Nummer | Stand |\n| 2.3 | getan |"))
    date = dt.date(2014, 3, 31)

    def edit(book: Workbook) -> None:
        cell = field(book, P, "2.3")
        cell.value, cell.number_format = date, "dd.mm.yyyy"

    office.receive(2013, "a.xlsx", edited(form, edit))
    assert answer(office, MeasureNumber("2.3")).parts[0].planned_steps == "31.03.2014"
    assert office.codes(2013) == ["LIP210"]


def test_a_formula_with_a_result_is_reported_by_it(office):
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    with_formula = edited(form, value('="bald"&" mehr"'))
    with ZipFile(io.BytesIO(with_formula)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            pattern = rb'(<c r="B\d+"[^>]*?)>(<f>"bald"[^<]*</f>)<v\s*/?>(?:</v>)?'
            archive.writestr(name, re.sub(pattern, rb'\1 t="str">\2<v>bald mehr</v>', content))
    office.receive(2013, "a.xlsx", stream.getvalue())
    (warning,) = told(office, "LIP209")
    assert "„bald mehr“" in warning.message
    assert answer(office).parts[0].planned_steps == "bald mehr"


@pytest.mark.parametrize(
    ("typed", "text", "codes"),
    [
        ("vor\x0bher", "vor\nher", []),
        ("a\x07b", "ab", ["LIP211"]),
        ("\u202eumgekehrt", "umgekehrt", ["LIP211"]),
        ("\ufffe\ud800", "", ["LIP211", "LIP320"]),
        ("\uf0b7\terstens\n\uf02d zweitens\n\uf0fc drittens", "•\terstens\n– zweitens\n✓ drittens", []),
        ("Apfel \uf8ff, \U000f0001", "Apfel \uf8ff, \U000f0001", ["LIP346"]),
        ("a\r\nb\rc", "a\nb\nc", []),
        ("  weiter\n", "weiter", []),
        ("u\u0308ber", "über", []),
        ("NBSP\u00a0hier", "NBSP\u00a0hier", []),
        ("soft\u00adhyphen", "soft\u00adhyphen", []),
        ("_x0041_", "_x0041_", []),
        ("=1+1", "=1+1", []),
        ("x" * 32_766, "x" * 32_766, []),
        ("x" * 32_767, "x" * 32_767, ["LIP213"]),
        ("😀" * 16_383 + "x", "😀" * 16_383 + "x", ["LIP213"]),
    ],
)
def test_a_text_is_kept_to_the_letter_or_it_is_said_what_is_not(office, typed, text, codes):
    form = fill_in(office.send_forms(2013)["18"], answers_of("| Nummer | Stand |\n| 5-1-3 | getan |"))
    office.receive(2013, "a.xlsx", type_into(form, {(NUMBER, 1, P): typed}))
    assert answer(office).parts[0].planned_steps == text
    assert sorted(office.codes(2013)) == codes


def test_removed_characters_are_named_with_their_place(office):
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    office.receive(2013, "a.xlsx", type_into(form, {(NUMBER, 1, S): "a\x07b\u202ec"}))
    (hint,) = told(office, "LIP211")
    assert "U+0007, U+202E" in hint.message
    assert hint.places[0].cells[0].startswith("B")


# Many files


def test_the_same_file_twice_is_read_once_and_said(office):
    office.answer(2013, COMPLETE, name="Formular.xlsx")
    content = (office.workspace.responses(2013) / "Formular.xlsx").read_bytes()
    office.receive(2013, "Kopie von Formular.xlsx", content)
    (hint,) = office.findings(2013)
    assert (hint.code, hint.places[0].file) == ("LIP238", "data/2013/ruecklauf/Kopie von Formular.xlsx")
    assert "„data/2013/ruecklauf/Formular.xlsx“" in hint.message


@pytest.mark.parametrize(
    "name",
    ["Kopie von Formular-2013-18.xlsx", "Formular (2).xlsx", "Formular-PC17.xlsx", "a/b/c.xlsx", "Bu\u0308ro.XLSX", "ohne Endung", "~formular.xlsx"],
)  # fmt: skip
def test_a_files_name_and_folder_do_not_matter(office, name):
    office.answer(2013, COMPLETE, name=name)
    assert (office.codes(2013), answer(office).parts[0].status) == ([], "getan")


@pytest.mark.parametrize(
    ("name", "code"),
    [("~$Formular.xlsx", "LIP235"), (".~lock.Formular.xlsx#", "LIP235"), ("._Formular.xlsx", "LIP236"),
     (".DS_Store", "LIP236"), ("Thumbs.db", "LIP236"), ("_ignoriert/alt.xlsx", "LIP237")],
)  # fmt: skip
def test_what_is_no_response_is_passed_over_and_said(office, name, code):
    office.answer(2013, COMPLETE)
    office.receive(2013, name, b"\x0bEva Beispiel")
    (said,) = office.findings(2013)
    assert said.code == code
    assert "Eva" not in said.message


def test_a_file_set_aside_in_the_settings_is_named_with_the_reason(office):
    office.answer(2013, COMPLETE)
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | überholt |", name="alt.xlsx")
    assert "LIP401" in office.codes(2013)
    settings = office.workspace.root / FILE_NAME
    line = '[ignoriert]\n"2013/ruecklauf/alt.xlsx" = "durch die Fassung vom Mai ersetzt"'
    settings.write_text(settings.read_text("utf-8").replace("[ignoriert]", line), "utf-8")
    (hint,) = Office(Workspace(office.workspace.root)).findings(2013)
    assert hint.code == "LIP237"
    assert "durch die Fassung vom Mai ersetzt" in hint.message


def test_single_sheets_that_came_back_from_two_units_are_put_together(tmp_path):
    office = open_office(tmp_path, TWO)
    form = fill_in(office.send_forms(2013)["18"], answers_of(BOTH))
    office.receive(2013, "Sachgebiet A.xlsx", edited(form, lambda book: book.remove(book["2"])))
    assert office.codes(2013, "2") == ["LIP305"]
    office.receive(2013, "Sachgebiet B.xlsx", edited(form, lambda book: book.remove(book["1"])))
    assert office.codes(2013) == []
    assert [answer(office, MeasureNumber(number)).parts[0].status for number in "12"] == ["eins", "zwei"]


def test_the_order_of_reading_changes_nothing(tmp_path):
    tables = (
        "| Nummer | Stand | Schritte |\n| 5-1-3 | eins | weiter |",
        "| Nummer | Stand |\n| 5-1-3 | zwei |",
        "| Nummer | Gründe | OE |\n| 5-1-3 | kein Geld | OE 9 |",
    )
    office = open_office(tmp_path)
    form = office.send_forms(2013)["18"]
    files = [type_into(form, answers_of(table)) for table in tables]
    seen = set()
    for names in permutations(("a.xlsx", "b.xlsx", "c.xlsx")):
        for name, content in zip(names, files, strict=True):
            office.receive(2013, name, content)
        merged = answer(office)
        seen.add((merged.parts, merged.contact, merged.contested, tuple(office.codes(2013))))
    assert len(seen) == 1


# Other programs


@pytest.mark.foreign
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_through_libreoffice_the_same_answers_come_back(tmp_path, kind):
    office = open_office(tmp_path / "office", TWO)
    file = tmp_path / "form.xlsx"
    texts = {"1": "„Zitat“ – B&E, ğ, مرحبا\nzweite Zeile", "2": "=1+1"}
    form = office.send_forms(2013)["18"]
    answers = {(MeasureNumber(number), 1, S): text for number, text in texts.items()}
    file.write_bytes(
        fill_in(form, answers | {(MeasureNumber("1"), 1, P): "5-1-3", (MeasureNumber("2"), 1, P): "– – –"})
    )
    saved_again = convert([file], kind, tmp_path / "saved")[0]
    office.receive(2013, saved_again.name, saved_again.read_bytes())
    assert {number: answer(office, MeasureNumber(number)).parts[0].status for number in "12"} == texts
    assert office.codes(2013) == []


@pytest.mark.foreign
def test_without_the_hidden_column_nothing_of_the_live_mark_is_taken_for_a_remark(tmp_path):
    office = open_office(tmp_path / "office")
    file = tmp_path / "form.xlsx"
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    file.write_bytes(edited(form, without_identities))
    office.receive(2013, "a.xlsx", convert([file], "xlsx", tmp_path / "saved")[0].read_bytes())
    assert office.codes(2013) == ["LIP215", "LIP215"]


@pytest.mark.foreign
def test_a_remark_in_an_ods_is_reported_too(tmp_path):
    office = open_office(tmp_path / "office")
    file = tmp_path / "form.xlsx"
    form = fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE))
    file.write_bytes(edited(form, write("G7", "siehe Anlage")))
    office.receive(2013, "a.ods", convert([file], "ods", tmp_path / "saved")[0].read_bytes())
    assert office.codes(2013) == ["LIP216"]


def test_the_forms_own_workbook_is_what_openpyxl_makes_of_it(office):
    """These tests let openpyxl play the department; it must not change what is asked."""
    form = office.send_forms(2013)["18"]
    assert load_workbook(io.BytesIO(form)).sheetnames == opened(edited(form, lambda book: None)).sheetnames


def test_a_remark_is_reported_with_the_measure_and_the_department_of_its_sheet(tmp_path):
    office = open_office(tmp_path)
    book = load_workbook(io.BytesIO(office.send_forms(2013)["18"]))
    book["5-1-3"]["H3"], book["Übersicht"]["H3"] = "zum Blatt", "zur Mappe"
    office.receive(2013, "18.xlsx", saved(book))
    told = [
        (item.message.partition(" steht ")[0], item.message.split(": ")[1][:11], item.department, item.measure)
        for item in office.findings(2013)
        if item.code == "LIP216"
    ]
    assert told == [
        ("In einer Zelle neben den Antwortfeldern", "„zum Blatt“", "18", MeasureNumber("5-1-3")),
        ("In einer Zelle auf dem Blatt „Übersicht“", "„zur Mappe“", "18", None),
    ]
