"""Workbooks as openpyxl and the finishing pass make them: every text to the letter, and what openpyxl cannot say."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lipctl.xlsx.cells import CUT_MARK, MAX_CELL_UNITS, utf16_units
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.sheet_writer import Hint, Paper
from lipctl.xlsx.writer import Book

ODD_TEXTS = (
    'A&B <C> "D" \'E\'', " Blank am Rand ", "\nZeile\n und\tTab", "_x0041_", "_x005F_x0041_", "\x07\x1f", "\r\n", "\ufffe",
    "\ud800", "😀 🏙️", "=1+1", "-3", "@SUMME(A1)", "#REF!", "'", "TRUE", "1.10", "2003-01-05", "\u00a0", "كلمة",
    "<r><t>kein Markup</t></r>", "_x0041_" * 4_000,
)  # fmt: skip


def book_of(text: str = "Text", style: str = "answer") -> bytes:
    """A workbook with one text, a row with a height, and a formula with its result."""
    book = Book("Titel", 2013)
    sheet = book.add_sheet("Blatt")
    sheet.set_row(1, 40)
    sheet.write(1, 1, text, style)
    sheet.write_formula(2, 1, '=A1&"!"', "Text!", "mark")
    sheet.write_formula(3, 1, "=1+1", 2, "mark")
    sheet.write_formula(4, 1, '=""', "", "mark")
    sheet.print_on(Paper(foot="Fuß & Zeile"))
    return book.close()


def part_of(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def text_in(content: bytes) -> tuple[str, str]:
    """Kind and text of the first cell as lipctl reads it."""
    cell = read_workbook(content).sheets[0].cells[0]
    return cell.kind, cell.raw


@pytest.mark.parametrize("style", ["answer", "label"])
@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_is_a_text_and_comes_back_to_the_letter(text: str, style: str) -> None:
    assert text_in(book_of(text, style)) == ("text", text)


@given(text=st.text(st.characters(exclude_categories=()), min_size=1, max_size=60))
def test_whatever_is_written_comes_back(text: str) -> None:
    assert text_in(book_of(text)) == ("text", text)


@pytest.mark.parametrize("text", ["x" * 33_000, "😀" * 17_000, "_x0041_" * 5_000])
def test_what_no_cell_can_hold_is_cut_where_everybody_sees_it(text: str) -> None:
    _, shown = text_in(book_of(text))
    assert shown.endswith(CUT_MARK)
    assert text.startswith(shown.removesuffix(CUT_MARK))
    assert utf16_units(shown) in (MAX_CELL_UNITS, MAX_CELL_UNITS - 1)


def test_a_viewer_that_does_not_calculate_shows_the_results() -> None:
    sheet = load_workbook(BytesIO(book_of()), data_only=True)["Blatt"]
    assert [sheet[cell].value for cell in ("A2", "A3", "A4")] == ["Text!", 2, None]
    assert 't="str"' in part_of(book_of(), "xl/worksheets/sheet1.xml")


def test_rows_may_grow_and_numbers_may_be_texts() -> None:
    sheet = part_of(book_of(), "xl/worksheets/sheet1.xml")
    assert 'ht="39.75"' in sheet
    assert "customHeight" not in sheet
    assert "numberStoredAsText" in sheet


def test_only_in_a_cell_that_can_be_typed_in_a_text_is_marked_as_one() -> None:
    marked = {
        style: load_workbook(BytesIO(book_of("=1", style)))["Blatt"]["A1"].quotePrefix for style in ("answer", "label")
    }
    assert marked == {"answer": True, "label": False}


def test_the_same_input_gives_the_same_bytes() -> None:
    assert book_of() == book_of()


@pytest.mark.parametrize(
    "name", ["", "x" * 32, "😀" * 16, "'Blatt", "Blatt'", "a/b", "[x]", "5:1", "was?", "a*", "a\\b"]
)
def test_a_sheet_that_excel_would_not_open_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a sheet"):
        Book("Titel", 2013).add_sheet(name)


def test_a_list_that_excel_would_drop_is_refused() -> None:
    sheet = Book("Titel", 2013).add_sheet("Blatt")
    sheet.add_hint("A1", Hint("Titel", "Text", f'"{"x" * 255}"'))
    with pytest.raises(ValueError, match="list of its own"):
        sheet.add_hint("A1", Hint("Titel", "Text", f'"{"x" * 256}"'))


def test_a_long_hint_is_cut_and_not_lost() -> None:
    book = Book("Titel", 2013)
    book.add_sheet("Blatt").add_hint("A1", Hint("😀" * 20, "Wort " * 80, "A2:A3", ("T" * 40, "W" * 300)))
    rule = load_workbook(BytesIO(book.close()))["Blatt"].data_validations.dataValidation[0]
    lengths = [utf16_units(text) for text in (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error)]
    assert lengths == [31, 255, 32, 255]


def test_ampersands_in_the_foot_are_no_codes() -> None:
    assert "Fuß &amp;&amp; Zeile" in part_of(book_of(), "xl/worksheets/sheet1.xml")


def test_a_note_has_room_for_its_words() -> None:
    book = Book("Titel", 2013)
    book.add_sheet("Blatt").add_note(1, 1, "Bitte ergänzen", "lipctl")
    drawing = part_of(book.close(), "xl/drawings/commentsDrawing1.vml")
    assert "width:333px;height:133px" in drawing
