"""The reader of record against openpyxl: every cell of the sample and of forms of a made-up city is the same in both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import to_excel

from city import make_city
from lipctl.xlsx import calamine_child, parts, workbook
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import Cell, Sheet
from support.forms import saved
from support.packages import MAIN, OFFICE, packed, related
from support.tables import rows_of

ROOT = Path(__file__).parents[2]
SAMPLE = [ROOT / "data" / "katalog.xlsx", *sorted((ROOT / "data").glob("*/ruecklauf/*.xlsx"))]
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
Values = dict[tuple[str, str], tuple[str, bool]]
"""Each filled cell by sheet and reference: its value as Excel stores it, and whether a formula makes it."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The forms of a city of 40 measures, before and after they were answered."""
    workspace = make_city(tmp_path_factory.mktemp("city"), 40, 8, (2013,), assessment_from=2013)
    return [workspace.catalogue, *sorted(workspace.responses(2013).iterdir())]


@pytest.mark.parametrize("file", SAMPLE, ids=lambda path: path.name)
def test_each_cell_of_the_sample_is_read_as_openpyxl_reads_it(file: Path) -> None:
    assert ours(file.read_bytes()) == theirs(file.read_bytes())


def test_each_cell_of_a_city_s_forms_is_read_as_openpyxl_reads_it(city: list[Path]) -> None:
    assert len(city) == 9
    for file in city:
        assert ours(file.read_bytes()) == theirs(file.read_bytes()), file.name


def test_each_kind_of_value_is_read_as_openpyxl_reads_it() -> None:
    book = NewWorkbook()
    day, noon = datetime(2013, 5, 1), datetime(1900, 1, 1, 12)  # noqa: DTZ001 - a workbook's time has no zone
    values = ["Text", " Blanks ", "a\nb", "=1+1", "'=1+1", 1, -2.5, 1e300, True, False, day, noon,
              "#N/A", "#DIV/0!", "👩🏽‍🏫 مرحبا", "<b>&amp;", "x" * 32_767]  # fmt: skip
    for row, value in enumerate(values, start=1):
        book.active.cell(row, 1 + row % 3 * 30, value)
    book.active["D9"].comment = Comment("Rückruf", "Meier")
    book.create_sheet("Zweites").cell(1_048_576, 16_384, "Ende")
    content = saved(book)
    assert ours(content) == theirs(content)
    (note,) = read_workbook(content).sheets[0].notes
    assert (note.reference, note.text) == ("D9", "Rückruf")


# What a sheet's XML may look like, and the cells that are read from it: reference, kind, value, "=" where a formula makes it.
SPELLINGS = {
    "a shared text": ('<row r="1"><c r="A1" s="3" t="s"><v>1</v></c></row>', [("A1", "text", "zwei", "")]),
    "an empty cell": ('<row r="1"><c r="A1" s="3"/></row>', []),
    "an empty value": ('<row r="1"><c r="A1" t="str"><v></v></c></row>', []),
    "a number in the last cell": ('<row r="1048576"><c r="XFD1048576"><v> 1.5 </v></c></row>', [("XFD1048576", "number", "1.5", "")]),
    "a formula without result": ('<row r="2"><c r="B2" t="str"><f>IF(A1&lt;2,"x","")</f><v></v></c></row>', [("B2", "text", "", "=")]),
    "a formula that others share": ('<row r="2"><c r="C2"><f t="shared" si="0"/><v>1</v></c></row>', [("C2", "number", "1", "=")]),
    "references to characters": ('<row r="1"><c r="A1" t="str"><v>&lt;b&gt; &amp;amp; &#228;&#xE4;&quot;&apos;</v></c></row>', [("A1", "text", "<b> &amp; ää\"'", "")]),
    "escapes": ('<row r="1"><c r="A1" t="str"><v>a_x000D_b_x00e4__x005F_x0041_</v></c></row>', [("A1", "text", "a\rbä_x0041_", "")]),
    "blanks and lines": ('<row r="1"><c r="A1" t="str"><v>  a\n\tb  </v></c>\n </row>', [("A1", "text", "  a\n\tb  ", "")]),
    "an old line end": ('<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>', [("A1", "text", "a\nb", "")]),
    "an inline text": ('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &amp;_x0041_ </t></is></c></row>', [("A1", "text", " a &A ", "")]),
    "an inline text in runs": ('<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Te</t></r><r><t>xt</t></r></is></c></row>', [("A1", "text", "Text", "")]),
    "how an inline text is spoken": ('<row r="1"><c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c></row>', [("A1", "text", "東京", "")]),
    "an error": ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', [("A1", "error", "#REF!", "")]),
    "a truth": ('<row r="1"><c r="A1" t="b"><v>1</v></c></row>', [("A1", "bool", "1", "")]),
    "a day": ('<row r="1"><c r="A1" t="d"><v>2013-01-05</v></c></row>', [("A1", "date", "2013-01-05", "")]),
    "a comment of XML": ('<!-- <row r="1"><c r="A1"><v>1</v></c></row> -->', []),
    "a comment in a value": ('<row r="1"><c r="A1"><v>1<!-- x -->2<?x y?>3</v></c></row>', [("A1", "number", "123", "")]),
    "character data": ('<row r="1"><c r="A1" t="str"><v>a<![CDATA[<c r="B1"><v>2</v></c>]]>b</v></c></row>', [("A1", "text", 'a<c r="B1"><v>2</v></c>b', "")]),
    "a processing instruction": ('<?x <row r="1"><c r="A1"><v>1</v></c></row>?>', []),
    "elements of others": ('<row r="1"><c r="A1" xmlns="urn:x"><v>1</v></c></row><c r="A2" xmlns="urn:x"/>', []),
    "a prefix": (f'<x:row xmlns:x="{MAIN}" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', [("A1", "number", "1", "")]),
    "attributes in any order and quotes": ("<row hidden='1' r='1'><c t='str'\nr='A1'><v>1</v></c></row>", [("A1", "text", "1", "")]),
    "a reference in small letters": ('<row r="7"><c r="ab7"><v>1</v></c></row>', [("AB7", "number", "1", "")]),
    "no references": ("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>", [("A1", "number", "1", ""), ("C1", "number", "2", ""), ("A2", "number", "3", "")]),
    "cells that stand in no row": ('<c r="B7"><v>1</v></c>', [("B7", "number", "1", "")]),
    "a bracket in an attribute": ('<row r="1" x="a>b"><c r="A1"><f ref="a>b">1</f><v>1</v></c></row>', [("A1", "number", "1", "=")]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cells"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_cell_is_read_however_its_xml_is_spelled(rows: str, cells: list[tuple[str, str, str, str]]) -> None:
    for space in (MAIN, STRICT):
        sheet = sheet_of(rows.replace(MAIN, space), space=space)
        assert [(cell.reference, cell.kind, cell.raw, "=" * cell.formula) for cell in sheet.cells] == cells


# A cell of each type that holds a stored value, an inline text, or both, in any order and behind a formula; and what is read:
# its kind, its value, and what it holds besides.
PAIRS = """
| t | v | is | kind | value | second |
|---|---|---|---|---|---|
|  | 1 |  | number | 1 |  |
|  |  | I | text | I |  |
|  | 1 | I | number | 1 | I |
|  | 1 | 1 | number | 1 |  |
| n |  | I | text | I |  |
| n | 1 | I | number | 1 | I |
| s | 0 |  | text | ein |  |
| s |  | I | text | I |  |
| s | 0 | I | text | ein | I |
| s | 0 | ein | text | ein |  |
| str | V |  | text | V |  |
| str |  | I | text | I |  |
| str | V | I | text | V | I |
| inlineStr | V |  | text | V |  |
| inlineStr |  | I | text | I |  |
| inlineStr | V | I | text | I | V |
| inlineStr | I | I | text | I |  |
| b | 1 |  | bool | 1 |  |
| b |  | I | text | I |  |
| b | 1 | I | bool | 1 | I |
| e | #N/A |  | error | #N/A |  |
| e |  | I | text | I |  |
| e | #N/A | I | error | #N/A | I |
| d | 2013-01-05 |  | date | 2013-01-05 |  |
| d |  | I | text | I |  |
| d | 2013-01-05 | I | date | 2013-01-05 | I |
"""


@pytest.mark.parametrize("row", rows_of(PAIRS), ids=lambda row: " ".join(row.values()))
@pytest.mark.parametrize("formula", ["", "<f>1+1</f>"])
def test_a_cell_with_two_values_is_read_as_its_type_says_and_the_other_one_is_noted(
    row: dict[str, str], formula: str
) -> None:
    value, inline = row["v"] and f"<v>{row['v']}</v>", row["is"] and f"<is><t>{row['is']}</t></is>"
    for body in {formula + value + inline, formula + inline + value, inline + value + formula}:
        kind = row["t"] and f' t="{row["t"]}"'
        sheet = sheet_of(f'<row r="1"><c r="A1"{kind}>{body}</c></row>')
        assert [cell[2:4] + cell[5:6] for cell in sheet.cells] == [(row["kind"], row["value"], bool(formula))]
        assert sheet.seconds == ({(1, 1): row["second"]} if row["second"] else {})


def test_a_formula_without_any_value_has_none_whatever_its_type() -> None:
    for kind in ("n", "s", "str", "inlineStr", "b", "e", "d"):
        (cell,) = sheet_of(f'<row r="1"><c r="A1" t="{kind}"><f>1</f></c></row>').cells
        assert (cell.raw, cell.formula) == ("", True)


def test_hidden_rows_and_merged_ranges_are_seen() -> None:
    rows = '<row r="1" hidden="1"/><row r="3" spans="1:2" hidden="true"><c r="A3"/></row><row r="4" hidden="0"/>'
    sheet = sheet_of(rows, '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C1:C9"/></mergeCells>')
    assert (sheet.hidden_rows, sheet.merged) == ([1, 3], ["A1:B2", "C1:C9"])


REFUSED = {
    "no end": ('<row r="1">', "LIP227"),
    "an unknown prefix": ('<row r="1"><y:c r="A1"/></row>', "LIP227"),
    "an unknown entity": ('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>', "LIP227"),
    "a control character": ('<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>', "LIP227"),
    "a row too far": ('<row r="1048577"/>', "LIP227"),
    "a column too far": ('<row r="1"><c r="XFE1"/></row>', "LIP227"),
    "a row before the first": ('<row r="1"><c r="A0"><v>1</v></c></row>', "LIP227"),
    "a text that is not there": ('<row r="1"><c r="A1" t="s"><v>2</v></c></row>', "LIP227"),
    "a text's number in other digits": ('<row r="1"><c r="A1" t="s"><v>١</v></c></row>', "LIP227"),
    "a cell in a cell": ('<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>', "LIP231"),
    "a row in a cell": ('<row r="1"><c r="A1"><row r="2"><c r="B2"><v>1</v></c></row></c></row>', "LIP231"),
    "a cell in a formula": ('<row r="1"><c r="A1"><f><c r="B1"><v>1</v></c></f><v>1</v></c></row>', "LIP231"),
    "an element in a value": ('<row r="1"><c r="A1"><v>1<x>2</x></v></c></row>', "LIP231"),
    "a cell twice": ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', "LIP231"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), REFUSED.values(), ids=REFUSED)
def test_a_sheet_that_excel_would_not_open_either_is_refused(rows: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        sheet_of(rows)
    assert refused.value.code == code


def test_shared_texts_are_joined_from_their_runs_without_hints_how_they_are_spoken() -> None:
    shared = (
        '<si><t/></si><si/><si><t xml:space="preserve"> a &amp; b\n</t></si><si><r><rPr><b/></rPr><t>x</t></r><r><t>_x0041_</t></r></si>'
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
    )
    rows = "".join(f'<c r="A{row}" t="s"><f/><v>{row - 1}</v></c>' for row in range(1, 6))
    assert [cell.raw for cell in sheet_of(rows, shared=shared).cells] == ["", "", " a & b\n", "xA", "東京"]


def test_a_text_in_a_text_is_refused_since_nobody_could_count_on() -> None:
    with pytest.raises(Unreadable) as refused:
        sheet_of("", shared="<si><t>a</t><si><t>b</t></si></si>")
    assert refused.value.code == "LIP231"


def test_where_there_are_too_many_cells_the_first_that_is_not_kept_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 1)
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    assert ([cell.reference for cell in sheet.cells], sheet.cut_at) == (["A1"], "B1")


def test_where_a_sheet_needs_more_room_the_largest_before_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 5)
    monkeypatch.setattr(workbook, "MAX_TEXT", 12)
    budget, sheets = workbook.Budget(), [Sheet("Fremd"), Sheet("eins"), Sheet("zwei"), Sheet("lang")]
    for sheet, texts in zip(sheets, ("123456", "ab", "cd", ["lang" * 2]), strict=True):
        for row, text in enumerate(texts, start=1):
            budget.keep(sheet, Cell(row, 1, "text", text, 0, False))
    assert [(len(sheet.cells), sheet.cut_at) for sheet in sheets] == [(1, "A2"), (2, ""), (2, ""), (0, "A1")]


def test_where_there_is_too_much_text_the_first_cell_that_is_not_kept_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_TEXT", 6)
    sheet = sheet_of("".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in (1, 2, 3)))
    assert ([cell.reference for cell in sheet.cells], sheet.cut_at) == (["A1", "A2"], "A3")


def test_where_the_system_has_no_memory_left_the_file_is_not_called_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise etree.XMLSyntaxError("out of memory", etree.ErrorTypes.ERR_NO_MEMORY, 0, 0)

    monkeypatch.setattr(parts, "relations", full)
    with pytest.raises(MemoryError):
        sheet_of("")


def test_a_child_process_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calamine_child.sys, "executable", "/bin/false" if os.name == "posix" else "cmd")
    with pytest.raises(Unreadable) as refused:
        calamine_child.read_other_format(b"")
    assert refused.value.code == "LIP230"


def sheet_of(
    rows: str, after: str = "", *, shared: str = "<si><t>ein</t></si><si><t>zwei</t></si>", space: str = MAIN
) -> Sheet:
    """The sheet of a workbook with these rows, and these shared texts."""
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    listing = (
        f'<workbook xmlns="{space}" xmlns:r="{OFFICE}"><sheets><sheet name="Blatt" r:id="rIdX1"/></sheets></workbook>'
    )
    made = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": listing.encode(), "xl/sheet1.xml": sheet.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{shared}</sst>'.encode()}  # fmt: skip
    made = related(made, "xl/workbook.xml", "worksheet", "sheet1.xml")
    made = related(made, "xl/workbook.xml", "sharedStrings", "sharedStrings.xml")
    return read_workbook(packed(related(made, "", "officeDocument", "xl/workbook.xml"))).sheets[0]


def ours(content: bytes) -> Values:
    return {
        (sheet.name, cell.reference): (cell.raw, cell.formula)
        for sheet in read_workbook(content).sheets
        for cell in sheet.cells
        if cell.raw or cell.formula
    }


def theirs(content: bytes) -> Values:
    """As openpyxl sees it: values from the cached results, formulas from the second look."""
    values, formulas = (load_workbook(BytesIO(content), data_only=cached, rich_text=False) for cached in (True, False))
    return {
        (sheet.title, cell.coordinate): (stored(values[sheet.title][cell.coordinate].value), cell.data_type == "f")
        for sheet in formulas.worksheets
        for cell in cells_of(sheet)
    }


def cells_of(sheet: object) -> Iterator[Cell]:
    yield from (cell for cell in sheet._cells.values() if cell.value is not None)  # type: ignore[attr-defined]  # noqa: SLF001


def stored(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime | time | timedelta):
        value = to_excel(value)
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
