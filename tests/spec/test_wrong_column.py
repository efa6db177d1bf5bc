"""A text in the wrong column is no answer, but it is named, and the second request shows it to the department."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from lipctl.commands.export_forms import export_open_forms
from lipctl.forms import positions
from lipctl.forms.wording import sentence_of
from lipctl.questions import PART_QUESTIONS, Question
from lipctl.xlsx import styles as design
from support.excel_typing import type_into
from support.forms import edited, opened, rows_by_key
from support.office import convert
from support.rounds import AS_OF, Office, answers_of, open_office

S, P, R = ((1, question) for question in PART_QUESTIONS)
QUESTION, EARLIER, OUTSIDE = positions.QUESTION_COLUMN, positions.EARLIER_COLUMN, 7
LONG = "Das Netzwerk tagt seit März wieder alle zwei Monate. " * 30


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """One measure, with an earlier answer."""
    office = open_office(tmp_path)
    office.answer(2010, "| Nummer | Stand | Schritte |\n| 5-1-3 | lief | weiter |")
    return office


def written(office: Office, key: tuple[int, Question], column: int, text: str, answers: str = "") -> bytes:
    """The form with these answers, and a text in another column of a field's row."""

    def write(book: Workbook) -> None:
        sheet = book["5-1-3"]
        sheet.cell(rows_by_key(sheet)[key].answer.row, column).value = text

    table = f"| Nummer | Stand | Schritte |\n| 5-1-3 | {answers} | {answers} |"
    return edited(type_into(office.send_forms(2013)["18"], answers_of(table)), write)


@pytest.mark.parametrize(
    ("key", "column", "text", "answers", "codes"),
    [
        (S, EARLIER, "Es tagt.", "", ["LIP301", "LIP335"]),
        (R, QUESTION, "Es fehlt Geld.", "", ["LIP301", "LIP335"]),
        (R, EARLIER, "Es fehlt Geld.", "getan", ["LIP335"]),
        (S, EARLIER, "Es tagt.", "getan", ["LIP216"]),  # there is an answer: a remark
        (S, OUTSIDE, "Es tagt.", "", ["LIP216", "LIP301"]),  # none of the form's columns
        ((0, Question.UNCHANGED), EARLIER, "ja", "", ["LIP216", "LIP301"]),
        (S, EARLIER, "lief", "", ["LIP301"]),  # that is the earlier answer itself
        (S, EARLIER, "– – –", "", ["LIP301"]),
    ],
)
def test_a_text_in_the_wrong_column_is_named(office: Office, key, column, text, answers, codes) -> None:
    office.receive(2013, "18.xlsx", written(office, key, column, text, answers))
    assert sorted(office.codes(2013)) == codes


def test_it_is_said_where_it_stood(office: Office) -> None:
    office.receive(2013, "18.xlsx", written(office, S, EARLIER, "Es tagt."))
    (found,) = [item for item in office.findings(2013) if item.code == "LIP335"]
    assert "„Zuletzt berichtet (2010)“" in found.message
    assert found.message.endswith("„Es tagt.“")
    assert found.places[0].cells == ("C6",)
    assert (found.question, found.part, found.department) == (Question.STATUS, 1, "18")


def test_the_second_request_shows_the_text_instead_of_saying_that_nothing_is_answered(office: Office) -> None:
    office.receive(2013, "18.xlsx", written(office, S, EARLIER, LONG))
    book = opened(export_open_forms(office.workspace, 2013, AS_OF).written[0].path)
    rows = list(book[positions.OPEN_POINTS_SHEET].iter_rows(min_row=4, max_col=3))
    assert [row[1].value for row in rows] == ["Das ganze Blatt", "Umsetzungsstand", "Umsetzungsstand\nFortsetzung"]
    assert rows.pop(0)[2].value.startswith("Unter „Ihre Antwort“ ist noch nichts eingetragen.")
    said = "".join(str(row[2].value) for row in rows)
    assert LONG.strip() in said
    assert "nichts beantwortet" not in said
    field = rows_by_key(book["5-1-3"])[S].answer
    assert rows[0][0].hyperlink.location == f"'5-1-3'!{field.coordinate}"
    assert field.value is None
    assert field.fill.fgColor.rgb == design.SAND
    assert LONG[:100] in field.comment.text


@pytest.mark.parametrize(
    ("text", "said"), [("Es tagt", "„Es tagt“. Bitte tragen"), ("Es tagt.", "„Es tagt.“ Bitte tragen")]
)
def test_the_department_reads_two_sentences(office: Office, text: str, said: str) -> None:
    office.receive(2013, "18.xlsx", written(office, S, EARLIER, text))
    (point,) = (found for found in office.findings(2013) if found.rule.code == "LIP335")
    assert said in sentence_of(point)


def test_a_comment_beside_an_empty_field_stays_a_remark(office: Office) -> None:
    def note(book: Workbook) -> None:
        sheet = book["5-1-3"]
        sheet.cell(rows_by_key(sheet)[S].answer.row, EARLIER).comment = Comment("Es tagt.", "Wer")

    office.receive(2013, "18.xlsx", edited(office.send_forms(2013)["18"], note))
    assert sorted(office.codes(2013)) == ["LIP216", "LIP301"]


@pytest.mark.foreign
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_it_is_named_in_other_formats_too(office: Office, tmp_path: Path, kind: str) -> None:
    source = tmp_path / "18.xlsx"
    source.write_bytes(written(office, S, EARLIER, "Es tagt."))
    (other,) = convert([source], kind, tmp_path / "other")
    office.receive(2013, other.name, other.read_bytes())
    assert {"LIP301", "LIP335"} <= set(office.codes(2013))


def test_points_stand_in_the_order_of_the_parts(tmp_path: Path) -> None:
    office = open_office(tmp_path, "| Nummer | Dienststelle | mehrere Teile |\n| 5-1-3 | 18 | 3 |")
    table = """
        | Nummer | Teil | Stand | Schritte |
        | 5-1-3  | 1    |       | bald     |
        | 5-1-3  | 2    | – – – |          |
        | 5-1-3  | 3    |       | bald     |
        """
    office.answer(2013, table)
    sheet = opened(export_open_forms(office.workspace, 2013, AS_OF).written[0].path)[positions.OPEN_POINTS_SHEET]
    assert [str(cell.value)[:6] for cell in sheet["B"][3:]] == ["Teil 1", "Teil 2", "Teil 3"]
