"""How a form meets the eye and the hand: where its links lead, what its hints cover, what is printed on which page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lipctl.findings import finding
from lipctl.forms import positions
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.page import page_breaks
from lipctl.forms.wording import ALARM, CHOOSE, GOES_ON
from lipctl.forms.workbook import write_form
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.questions import PART_QUESTIONS, Question
from lipctl.settings.reading import parse_settings
from lipctl.xlsx import styles as design
from lipctl.xlsx.cells import MAX_ROW_HEIGHT, line_count, pieces_of, utf16_units
from support.forms import DEPARTMENT, SETTINGS, answer_rows, entry, form_of, opened, reported, rows_by_key
from support.office import can_uno, convert, type_in_office

S, P, R = PART_QUESTIONS
NUMBER = MeasureNumber("5-1-11")
SENTENCE = "Im Stadtteil wurde die Reihe „Europa“ mit vielen Veranstaltungen durchgeführt und begleitet. "
LONG = "\n".join(SENTENCE * 6 for _ in range(12)) + "\nENDE"
RENAMED = parse_settings(
    '[plan]\nkennung = "x"\nstadt = "x"\n[bezeichnungen]\n'
    f'handlungsansatz = "Maßnahme des Integrationsplans"\numsetzungsstand = "{"Sehr langer eigener Name " * 3}"\n'
)


def several(**more: object) -> FormEntry:
    """A measure with two parts and a spare one."""
    return entry(measure=Measure(NUMBER, ("Kurz",), several_parts=True), parts=3, **more)


def whole_sheet() -> FormEntry:
    """A measure that is asked again as a whole."""
    return several(answers={(2, P): "weiter"}, open_points=(finding("LIP301", measure=NUMBER),))


def link_of(sheet: Worksheet, row: int) -> str:
    return str(sheet.cell(row, 1).hyperlink.location)


# Links


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (entry, (1, S)),
        (whole_sheet, (1, S)),
        (
            lambda: entry(open_points=(finding("LIP309", measure=NUMBER, question=Question.ASSESSMENT),)),
            (0, "assessment"),
        ),
    ],
)
def test_a_number_leads_to_the_first_field_to_fill_in(made: Callable[[], FormEntry], key: tuple[int, Question]) -> None:
    book = opened(form_of(made()))
    sheet = book["5-1-11"]
    field = rows_by_key(sheet)[key].answer
    assert link_of(book["Übersicht"], 4) == f"'5-1-11'!{field.coordinate}"
    assert sheet.sheet_view.selection[-1].activeCell == field.coordinate
    assert not field.protection.locked


def test_the_form_says_how_a_link_is_followed() -> None:
    book = opened(form_of(whole_sheet()))
    for name in ("Anleitung", "Übersicht", positions.OPEN_POINTS_SHEET):
        words = " ".join(str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value)
        assert "Ein Klick auf die Nummer (LibreOffice: Strg + Klick) führt zum" in words, name


# Hints, filter, choices


@pytest.mark.parametrize("settings", [SETTINGS, RENAMED])
def test_the_titles_of_hints_are_not_cut_and_their_boxes_are_small(settings) -> None:
    sheet = opened(form_of(several(earlier=reported(2010, ("a", "b", "c"))), settings=settings))["5-1-11"]
    hints = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for row in answer_rows(sheet):
        hint = hints[row.answer.coordinate]
        assert utf16_units(hint.promptTitle) <= 32
        assert "…" not in hint.promptTitle
        assert len(hint.prompt) <= 32  # LibreOffice puts a box of this width beside the field, a broader one below
    reasons = rows_by_key(sheet)[3, R].answer.coordinate
    assert hints[reasons].promptTitle == "Teil 3: Gründe"


@pytest.mark.parametrize("settings", [SETTINGS, RENAMED])
def test_the_button_of_the_filter_has_room_beside_the_head(settings) -> None:
    sheet = opened(form_of(entry(), settings=settings))["Übersicht"]
    assert sheet.column_dimensions["A"].width >= len(str(sheet["A3"].value)) + 4


def test_a_choice_is_one_line_high_and_says_that_it_is_one() -> None:
    sheet = opened(form_of(entry(earlier=reported(2010, ("a", "b", "c")))))["5-1-11"]
    rows = rows_by_key(sheet)
    for question in (Question.ASSESSMENT, Question.UNCHANGED):
        row = rows[0, question].answer.row
        assert str(sheet.cell(row, positions.QUESTION_COLUMN).value).endswith(CHOOSE)
        assert sheet.row_dimensions[row].height < 40
        assert sheet.cell(row - 1, positions.ANSWER_COLUMN).protection.locked  # what the choices mean
    assert "nötig: Gründe" in str(sheet.cell(rows[0, Question.ASSESSMENT].answer.row - 1, 2).value)


# A whole sheet that is open


def test_where_the_whole_sheet_is_open_all_fields_without_an_answer_are_marked_but_the_spare_part() -> None:
    sheet = opened(form_of(whole_sheet()))["5-1-11"]
    rows = rows_by_key(sheet)
    expected = {(1, S), (1, P), (1, R), (2, S), (2, R)}
    assert {key for key, row in rows.items() if row.answer.comment} == expected
    assert {key for key, row in rows.items() if row.answer.fill.fgColor.rgb == design.SAND} == expected
    labels = {key: str(sheet.cell(row.answer.row, 1).value) for key, row in rows.items()}
    assert {key for key, label in labels.items() if label.endswith(ALARM)} == expected


# Long earlier answers


def earlier_sheet(made: FormEntry) -> Worksheet:
    return opened(form_of(entry("5-1-3"), made))[positions.EARLIER_SHEET]


@pytest.mark.parametrize("text", [LONG, SENTENCE * 300, "x" * 9000, "\n" * 60 + "ENDE", "😀" * 20_000])
def test_a_long_earlier_answer_is_readable_as_a_whole(text: str) -> None:
    made = several(earlier=reported(2010, ("kurz", "", ""), ("", text, "")))
    sheet = earlier_sheet(made)
    rows = [row for row in sheet.iter_rows(min_row=4) if row[2].value is not None or row[0].value]
    assert "".join("".join(str(row[2].value or "") for row in rows).split()) == "".join(text.split())
    assert {row[0].hyperlink.location for row in rows} == {
        f"'5-1-11'!{rows_by_key(opened(form_of(made))['5-1-11'])[2, P].answer.coordinate}"
    }
    assert str(rows[0][1].value) == "Teil 2: Geplante Schritte (2010)"
    assert {str(row[1].value) for row in rows[1:]} == {"Teil 2: Geplante Schritte (2010)\nFortsetzung"}
    for row in rows:
        height = sheet.row_dimensions[row[0].row].height
        assert line_count(str(row[2].value or ""), sheet.column_dimensions["C"].width) * 15 < height < MAX_ROW_HEIGHT


def test_a_long_kurzfassung_is_readable_as_a_whole() -> None:
    sheet = opened(form_of(entry(measure=Measure(NUMBER, (LONG, "Zweiter Absatz")))))["5-1-11"]
    first = rows_by_key(sheet)[1, S].answer.row
    texts = [(row, str(sheet.cell(row, 2).value)) for row in range(4, first - 1)]
    assert "".join("".join(text for _, text in texts).split()) == "".join((LONG + "Zweiter Absatz").split())
    assert all(sheet.row_dimensions[row].height < MAX_ROW_HEIGHT for row, _ in texts)
    assert [str(sheet.cell(row, 1).value or "") for row, _ in texts] == ["Kurzfassung"] + [""] * (len(texts) - 1)


def test_beside_the_field_stands_as_much_as_a_row_can_show_and_where_it_goes_on() -> None:
    sheet = opened(form_of(entry(earlier=reported(2010, (LONG, "kurz", "")))))["5-1-11"]
    rows = rows_by_key(sheet)
    beside = str(rows[1, S].earlier.value)
    assert LONG.startswith(beside.removesuffix(GOES_ON).strip())
    assert beside.endswith(f"\n{GOES_ON}")
    assert rows[1, P].earlier.value == "kurz"
    assert sheet.row_dimensions[rows[1, S].answer.row].height <= 306


def test_without_a_long_earlier_answer_there_is_no_such_sheet() -> None:
    assert positions.EARLIER_SHEET not in opened(form_of(entry(earlier=reported(2010, ("a", "b", "c"))))).sheetnames


def test_a_text_is_cut_after_a_line_or_else_after_a_word() -> None:
    assert list(pieces_of("eins\nzwei\ndrei", 20, 2)) == ["eins\nzwei", "drei"]
    assert list(pieces_of("eins zwei drei", 4, 2)) == ["eins ", "zwei drei"]
    assert list(pieces_of("", 4, 2)) == [""]


@pytest.mark.foreign
def test_in_libreoffice_rows_grow_with_what_is_typed_and_never_end_above_their_help(tmp_path: Path) -> None:
    if not can_uno():
        pytest.skip("python3-uno is not installed")
    form = form_of(several(earlier=reported(2010, (LONG, "kurz", ""))))
    rows = rows_by_key(opened(form)["5-1-11"])
    lists = (Question.ASSESSMENT, Question.UNCHANGED)
    typed = {key: "kurz" for key in rows if key[1] not in lists} | {(2, P): "Zeile\n" * 30 + "Ende"}
    type_in_office(tmp_path, form, [("5-1-11", rows[key].answer.coordinate, text) for key, text in typed.items()])
    before, after = (
        {row.answer.row: book["5-1-11"].row_dimensions[row.answer.row].height for row in rows.values()}
        for book in (opened(form), opened(tmp_path / "saved.xlsx"))
    )
    assert after.pop(rows[2, P].answer.row) > 300 > before[rows[2, P].answer.row]
    assert after.pop(rows[1, S].answer.row) < 320  # beside the beginning of a long text
    assert {row for row, height in after.items() if height < before[row] - 1} == set()


# In print


def test_the_heads_of_the_columns_repeat_on_every_page_of_a_measure() -> None:
    made = Measure(NUMBER, ("Eins", "Zwei"), note="Hinweis")
    sheet = opened(form_of(entry(measure=made)))["5-1-11"]
    first, last = (int(row) for row in str(sheet.print_title_rows).replace("$", "").split(":"))
    assert first == last
    assert sheet.cell(first, positions.ANSWER_COLUMN).value == "Ihre Antwort"


@pytest.mark.parametrize(
    ("heights", "blocks", "breaks"),
    [
        ([100, 20, 300, 20, 100], {2: 3, 4: 5}, [4]),  # the heading would stand alone at the foot
        ([100, 20, 300, 20, 20], {2: 3, 4: 5}, []),
        ([100, 20, 250, 20, 50, 50, 50], {2: 3, 4: 5}, [4]),  # a small block is not torn
        ([100, 20, 200, 20, 100, 100, 100], {2: 3, 4: 5}, []),  # a large one is
        ([400, 20, 100, 300], {2: 3}, [2]),
        ([400, 20, 600, 20, 600], {2: 3, 4: 5}, [2, 4]),  # what no page can hold
    ],
)
def test_no_heading_stands_at_the_foot_of_a_page(heights, blocks, breaks) -> None:
    assert page_breaks(dict(enumerate(heights, start=1)), blocks, 20) == breaks


@pytest.mark.foreign
@pytest.mark.parametrize("silent", [False, True])
def test_the_guide_fits_on_one_page_and_so_does_a_measures_first_block(tmp_path: Path, silent: bool) -> None:
    settings = parse_settings(
        '[plan]\nkennung = "x"\nstadt = "x"\n[koordination]\nstelle = "Sachgebiet Integration"\nmail = "lip@example.org"\n'
        'telefon = "168-0"\n[bewertung]\nab_jahr = 2010\n[frist]\n2013 = 2013-03-31\n'
    )
    made = entry(
        earlier=reported(2010, ("kurz", "kurz", "")), open_points=(finding("LIP301", measure=NUMBER),) * silent
    )
    file = tmp_path / "form.xlsx"
    file.write_bytes(write_form(Form(2013, DEPARTMENT, (made,), silent=silent), settings, settings.scale(2013)))
    (printed,) = convert([file], "pdf", tmp_path / "printed")
    with pikepdf.open(printed) as pdf:
        assert len(pdf.pages) == (1 + 1 + 2) + silent  # guide, overview, measure, and open points


def test_a_second_request_says_at_its_foot_what_it_is() -> None:
    first = opened(form_of(entry()))
    again = opened(write_form(Form(2013, DEPARTMENT, (whole_sheet(),), round=2), SETTINGS, SETTINGS.scale(2013)))
    assert str(first["5-1-11"].oddFooter.left.text).startswith("LIP – Formular 2013")
    assert {str(sheet.oddFooter.left.text)[:27] for sheet in again.worksheets[:-1]} == {"LIP – 2. Nachforderung 2013"}
    assert again.properties.title.startswith("LIP – 2. Nachforderung 2013")


# Whom a form goes back to


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "geben Sie sie der Stelle zurück, von der Sie sie haben."),
        ('stelle = "Sachgebiet Integration"', "senden Sie sie zurück an: Sachgebiet Integration."),
        ('stelle = "Sachgebiet"\nmail = "lip@example.org"', "senden Sie sie zurück an lip@example.org."),
    ],
)
def test_a_form_is_sent_back_to_somebody(named: str, said: str) -> None:
    settings = parse_settings(f'[plan]\nkennung = "x"\nstadt = "x"\n[koordination]\n{named}\n')
    guide = opened(form_of(entry(), settings=settings))["Anleitung"]
    (step,) = [str(cell.value) for cell in guide["A"] if str(cell.value).startswith("5.")]
    assert step.endswith(said)
