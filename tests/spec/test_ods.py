"""What is read of an .ods: to the letter what its programs show, with all that lies over and beside the cells.

Each row is a cell as some program may write it. LibreOffice 7.4 and Gnumeric 1.12 agree on all that stands here, but where
they lose something.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.xlsx.any_workbook import read_any_workbook
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import Cell, Note, Sheet
from lipctl.year import collect_year
from support.excel_typing import type_into
from support.forms import saved
from support.office import convert, convert_with_gnumeric
from support.packages import ods_of, ods_parts, packed
from support.rounds import AS_OF, Office, open_office

TEXT = 'office:value-type="string"'
TEXTS = {
    "a text": (f"<table:table-cell {TEXT}><text:p>getan</text:p></table:table-cell>", "getan"),
    "lines": (f"<table:table-cell {TEXT}><text:p>a</text:p><text:p/><text:p>b</text:p></table:table-cell>", "a\n\nb"),
    "a tab, blanks and a line break": (
        f'<table:table-cell {TEXT}><text:p>a<text:tab/>b<text:s text:c="3"/>c<text:s/>d<text:line-break/>e</text:p></table:table-cell>',
        "a\tb   c d\ne"),
    "spans and a link": (
        f"<table:table-cell {TEXT}><text:p>f<text:span>g<text:span>h</text:span></text:span> <text:a>i</text:a>.</text:p></table:table-cell>",
        "fgh i."),
    "blanks and a tab as they are": (f"<table:table-cell {TEXT}><text:p>a   b\tc</text:p></table:table-cell>", "a   b\tc"),
    "indented": (
        f"<table:table-cell {TEXT}>\n  <text:p>\n    <text:span>a</text:span>\n    <text:span>b</text:span>\n  </text:p>\n  <text:p>c</text:p>\n</table:table-cell>",
        "a b\nc"),
    "marks that show nothing": (
        f'<table:table-cell {TEXT}><text:p>a<text:soft-page-break/>b<text:bookmark text:name="x"/>c</text:p></table:table-cell>', "abc"),
    "a heading and a list": (
        f"<table:table-cell {TEXT}><text:h>a</text:h><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></table:table-cell>",
        "a\nb"),
    "how it is spoken": (
        f"<table:table-cell {TEXT}><text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p></table:table-cell>",
        "ab"),
    "shown with signs that nobody typed": (
        f'<table:table-cell {TEXT} office:string-value="a"><text:p>„a“</text:p></table:table-cell>', "a"),
    "without what it is": ("<table:table-cell><text:p>a</text:p></table:table-cell>", "a"),
    "covered by another cell": (f"<table:covered-table-cell {TEXT}><text:p>a</text:p></table:covered-table-cell>", "a"),
    "a comment beside it": (
        f"<table:table-cell {TEXT}><office:annotation><text:p>x</text:p></office:annotation><text:p>a</text:p></table:table-cell>", "a"),
    "a box over it": (
        f"<table:table-cell {TEXT}><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><text:p>a</text:p></table:table-cell>",
        "a"),
    "a footnote": (
        f"<table:table-cell {TEXT}><text:p>a<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>b</text:p></table:table-cell>",
        "ab"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_to_the_letter(cell: str, text: str) -> None:
    assert cells_of(cell) == [Cell(1, 1, "text", text, 0, False)]


VALUES = {
    "a number": ('office:value-type="float" office:value="1.10"', "1,10", ("number", "1.10", "1,10")),
    "a share": ('office:value-type="percentage" office:value="0.5"', "50 %", ("number", "0.5", "50 %")),
    "money": ('office:value-type="currency" office:value="5"', "5,00 €", ("number", "5", "5,00 €")),
    "a day": ('office:value-type="date" office:date-value="2013-01-05"', "05.01.13", ("date", "2013-01-05", "05.01.13")),
    "a time": ('office:value-type="time" office:time-value="PT12H30M00S"', "12:30", ("time", "PT12H30M00S", "12:30")),
    "a truth": ('office:value-type="boolean" office:boolean-value="true"', "WAHR", ("bool", "1", "")),
    "an error": (f'{TEXT} office:string-value="" calcext:value-type="error"', "#NV", ("error", "#NV", "")),
    "a number that is missing": ('office:value-type="float"', "7", ("text", "7", "")),
}  # fmt: skip


@pytest.mark.parametrize(("attributes", "shown", "value"), VALUES.values(), ids=VALUES)
def test_a_value_is_read_with_what_the_screen_showed(attributes: str, shown: str, value: tuple[str, str, str]) -> None:
    (cell,) = cells_of(f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
    assert (cell.kind, cell.raw, cell.shown) == value


FORMULAS = {
    "a text": (f'{TEXT} office:string-value="x"', "x", ("text", "x")),
    "no result": ("", "", ("text", "")),
    "an error in LibreOffice": (f'{TEXT} calcext:value-type="error"', "Err:502", ("error", "Err:502")),
    "an error in Gnumeric": (f'{TEXT} office:string-value="#DIV/0!"', "#DIV/0!", ("error", "#DIV/0!")),
}


@pytest.mark.parametrize(("attributes", "shown", "value"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_told_from_what_was_typed(attributes: str, shown: str, value: tuple[str, str]) -> None:
    (cell,) = cells_of(
        f'<table:table-cell table:formula="of:=1" {attributes}><text:p>{shown}</text:p></table:table-cell>'
    )
    assert (cell.kind, cell.raw, cell.formula) == (*value, True)


def test_a_cell_is_found_where_it_stands() -> None:
    cell = f"<table:table-cell {TEXT}><text:p>x</text:p></table:table-cell>"
    twice = cell.replace(TEXT, f'{TEXT} table:number-columns-repeated="2"')
    sheet = sheet_of(
        '<table:table-header-rows><table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row></table:table-header-rows>'
        f'<table:table-row>\n <table:table-cell table:number-columns-repeated="2"/>\n {cell}<table:table-cell/>{twice}</table:table-row>\n'
        f'<table:table-row-group><table:table-row table:number-rows-repeated="2" table:visibility="collapse">{cell}</table:table-row></table:table-row-group>'
    )
    assert [cell.reference for cell in sheet.cells] == ["C5", "E5", "F5", "A6", "A7"]
    assert sheet.hidden_rows == [6, 7]


def test_what_lies_over_the_cells_is_seen() -> None:
    box = "<draw:frame><draw:text-box><text:p>über der Zelle</text:p></draw:text-box></draw:frame>"
    comment = "<office:annotation><dc:creator>M.</dc:creator><text:p>Rückruf</text:p><text:p>morgen</text:p></office:annotation>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fußnote</text:p></text:note-body></text:note>"
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    sheet = sheet_of(
        "<table:shapes><draw:custom-shape><text:p>über dem Blatt</text:p></draw:custom-shape>"
        "<draw:frame><draw:object draw:notify-on-update-of-ranges='A1'/><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></table:shapes>"
        f"<table:table-row><table:table-cell/><table:table-cell {spanned} {TEXT}>{comment}{box}<text:p>a{note}</text:p></table:table-cell></table:table-row>"
    )
    assert sheet.notes == [Note("B1", "Rückruf\nmorgen"), Note("B1", "Fußnote")]
    assert sheet.boxes == ["über dem Blatt", "über der Zelle"]
    assert (sheet.pictures, sheet.objects, sheet.merged) == (1, 1, ["B1:C2"])


def test_hidden_sheets_and_what_is_remembered_of_other_files_are_told_apart() -> None:
    style = '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    after = (
        '<table:table table:name="Versteckt" table:style-name="ta2"/>'
        "<table:table table:name=\"'file:///x.ods'#$A\"/><table:dde-links><table:dde-link><table:table/></table:dde-link></table:dde-links>"
    )
    book = read_any_workbook(ods_of("", before=style, after=after))
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [("Blatt", True), ("Versteckt", False)]
    assert book.active == ["Verknüpfungen mit anderen Dateien"]


def test_its_own_date_counts_where_it_names_a_zone() -> None:
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>{}</dc:date></m>'
    days = ("2013-01-05T10:00:00Z", "2013-01-05T10:00:00.123")
    assert [read_any_workbook(ods_of("", more={"meta.xml": meta.format(day).encode()})).modified for day in days] == [
        days[0],
        "",
    ]


REFUSED = {
    "a sheet in a cell": ("<table:table-row><table:table-cell><table:table/></table:table-cell></table:table-row>", "LIP231"),
    "a row minus one": ('<table:table-row table:number-rows-repeated="-1"/>', "LIP227"),
    "a column too far": (
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>',
        "LIP227"),
    "no end": ("<table:table-row>", "LIP227"),
    "blanks without end": (
        "<table:table-row><table:table-cell><text:p>" + '<text:s text:c="99999"/>' * 1_100 + "</text:p></table:table-cell></table:table-row>",
        "LIP230"),
    "spans without end": (
        f"<table:table-row><table:table-cell><text:p>{'<text:span>' * 1_900}x{'</text:span>' * 1_900}</text:p></table:table-cell></table:table-row>",
        "LIP230"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), REFUSED.values(), ids=REFUSED)
def test_what_no_program_writes_is_refused(rows: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_any_workbook(ods_of(rows))
    assert refused.value.code == code


def test_a_workbook_that_does_not_say_what_it_is_first_is_known_by_its_manifest(tmp_path: Path) -> None:
    parts = ods_parts("")
    kind = parts.pop("mimetype")
    parts["META-INF/manifest.xml"] = b'<m t="' + kind + b'"/>'
    office = open_office(tmp_path)
    office.receive(2013, "a.ods", packed(parts))
    assert "LIP202" in office.codes(2013)


# Real programs

TYPED = "Das Netz  hat „viermal“ getagt.\n\nZweiter   Absatz – B&E, 👩🏽‍🏫 مرحبا"


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Path]:
    """A form with an answer, and a comment on it."""
    office = open_office(tmp_path_factory.mktemp("amt"), assessment_from=2013)
    form = type_into(
        office.send_forms(2013)["18"],
        {
            (MeasureNumber("5-1-3"), 1, Question.STATUS): TYPED,
            (MeasureNumber("5-1-3"), 0, Question.ASSESSMENT): "erfüllt",
        },
    )
    book = load_workbook(BytesIO(form))
    book["5-1-3"]["B8"].comment = Comment("Rückruf Frau Muster?", "Meier")
    file = tmp_path_factory.mktemp("form") / "form.xlsx"
    file.write_bytes(saved(book))
    return office, file


@pytest.mark.foreign
@pytest.mark.parametrize("program", [convert, convert_with_gnumeric], ids=["LibreOffice", "Gnumeric"])
@pytest.mark.parametrize("indented", [False, True], ids=["as saved", "indented"])
def test_an_ods_says_the_same_as_the_xlsx_that_it_was(
    answered: tuple[Office, Path], tmp_path: Path, program: object, indented: bool
) -> None:
    office, file = answered
    office.receive(2013, "a.bin", file.read_bytes())
    before = told(office)
    (saved_file,) = program([file], "ods", tmp_path)  # type: ignore[operator]
    office.receive(2013, "a.bin", as_indented(saved_file.read_bytes()) if indented else saved_file.read_bytes())
    assert told(office) == before
    assert [code for code, *_ in before] == ["LIP216"]


def as_indented(content: bytes) -> bytes:
    """The workbook with white space between its elements, as a program for XML lays it out."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    tree = etree.fromstring(parts["content.xml"])
    etree.indent(tree)
    return packed({**parts, "content.xml": etree.tostring(tree)})


def told(office: Office) -> list[tuple[object, ...]]:
    """What the round says: findings with their texts and cells, and the answer."""
    year = collect_year(office.workspace, 2013, AS_OF)
    assert [item.answer.parts[0].status for item in year.outcomes] == [TYPED]
    return [(item.code, item.message, item.places[0].cells) for item in year.findings]


def sheet_of(rows: str) -> Sheet:
    """The sheet of a workbook with these rows."""
    return read_any_workbook(ods_of(rows)).sheets[0]


def cells_of(cell: str) -> list[Cell]:
    """The cells of a row that holds this one."""
    return sheet_of(f"<table:table-row>{cell}</table:table-row>").cells
