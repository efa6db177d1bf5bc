"""A form whose protection was lifted: what counts stands under "Ihre Antwort" in the row of the question (rules.md 4).

Every single insertion, deletion and move is tried in ``tests/property/test_shifted_forms.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lipctl.commands.report import Edition, write_report
from lipctl.forms import positions
from lipctl.forms.wording import ANSWER_HEAD
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.year import collect_year
from support.excel_typing import type_into
from support.forms import edited, rows_by_key
from support.rounds import AS_OF, Office, answers_of, open_office
from support.shifting import Where, deleted, inserted, shifted
from support.tables import mostly_slow

S, P, R = (1, Question.STATUS), (1, Question.PLANNED_STEPS), (1, Question.REASONS)
NUMBER = MeasureNumber("5-1-3")
BEFORE = "| Nummer | Stand | Schritte |\n| 5-1-3 | lief | damals |"
NOW = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"


@pytest.fixture(params=[True, False], ids=["earlier", "none"])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Office:
    """One measure, with an earlier answer or without."""
    office = open_office(tmp_path)
    if request.param:
        office.answer(2012, BEFORE)
    return office


def form(office: Office) -> bytes:
    return type_into(office.send_forms(2013)["18"], answers_of(NOW))


def printed(office: Office) -> tuple[str, ...]:
    (outcome,) = collect_year(office.workspace, 2013, AS_OF).outcomes
    return tuple(text for part in outcome.answer.typed_parts() for text in part)


def codes(office: Office) -> list[str]:
    return office.codes(2013)


def is_refused(office: Office) -> bool:
    """Whether ``lipctl report --final`` refuses to write."""
    return write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(final=True)).path is None


@pytest.mark.parametrize("at", range(1, positions.PHRASE_COLUMN + 2))
def test_an_inserted_column_changes_nothing(office: Office, at: int) -> None:
    office.receive(2013, "18.xlsx", shifted(form(office), "5-1-3", columns=inserted(at)))
    assert printed(office) == ("getan", "weiter", "")
    assert codes(office) == []


@pytest.mark.parametrize(
    ("at", "said"),
    mostly_slow(
        [
            (positions.ANSWER_COLUMN, ["LIP248", "LIP301"]),
            (positions.QUESTION_COLUMN, []),
            (positions.EARLIER_COLUMN, []),
            (positions.IDENTITY_COLUMN, ["LIP215", "LIP215"]),
            (positions.STATE_COLUMN, []),
        ]
    ),
)
def test_a_deleted_column_is_missed_where_answers_stood_in_it(office: Office, at: int, said: list[str]) -> None:
    office.receive(2013, "18.xlsx", shifted(form(office), "5-1-3", columns=deleted(at)))
    assert [code for code in codes(office) if code != "LIP216"] == said
    assert printed(office) == (() if "LIP248" in said else ("getan", "weiter", ""))
    assert is_refused(office) is ("LIP248" in said)
    assert "LIP216" not in codes(office) or at == positions.IDENTITY_COLUMN


def test_without_the_heading_the_labels_tell_the_column(office: Office) -> None:
    def remove(sheet: Worksheet) -> None:
        next(cell for cell in sheet["B"] if cell.value == ANSWER_HEAD).value = None

    office.receive(2013, "18.xlsx", edited(form(office), lambda book: remove(book["5-1-3"])))
    assert printed(office) == ("getan", "weiter", "")
    without = edited(shifted(form(office), "5-1-3", columns=inserted(3)), lambda book: remove(book["5-1-3"]))
    office.receive(2013, "18.xlsx", without)
    assert printed(office) == ()
    assert {"LIP248", "LIP216"} <= set(codes(office))  # and what was written is told word by word


@pytest.mark.parametrize("other", [{"rows": deleted(5)}, {"columns": deleted(positions.ANSWER_COLUMN)}])
def test_without_heading_and_identities_nobody_guesses(office: Office, other: dict[str, Where]) -> None:
    without = shifted(form(office), "5-1-3", columns=deleted(positions.IDENTITY_COLUMN))
    office.receive(2013, "18.xlsx", shifted(without, "5-1-3", **other))
    assert printed(office) == ()
    assert "LIP248" in codes(office)
    assert is_refused(office)


def test_cells_that_were_moved_without_their_row_are_no_answers(office: Office) -> None:
    def exchange(sheet: Worksheet) -> None:
        rows = rows_by_key(sheet)
        for away in (0, -1):
            one, other = (rows[key].answer.offset(0, away) for key in (S, P))
            one.value, other.value = other.value, one.value

    office.receive(2013, "18.xlsx", edited(form(office), lambda book: exchange(book["5-1-3"])))
    assert printed(office) == ()
    said = codes(office)
    assert said.count("LIP249") == 2
    assert is_refused(office)


def test_a_heading_typed_elsewhere_misleads_nobody(office: Office) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.cell(4, 3, ANSWER_HEAD)
        rows_by_key(sheet)[R].answer.offset(0, 1).value = ANSWER_HEAD

    office.receive(2013, "18.xlsx", edited(form(office), lambda book: write(book["5-1-3"])))
    assert printed(office) == ("getan", "weiter", "")


def test_an_answer_that_reads_like_a_label_stays_an_answer(office: Office) -> None:
    words = {(NUMBER, 1, Question.STATUS): "Telefon", (NUMBER, 1, Question.PLANNED_STEPS): ANSWER_HEAD}
    office.receive(2013, "18.xlsx", type_into(form(office), words))
    assert printed(office) == ("Telefon", ANSWER_HEAD, "")
    assert codes(office) == []
    without = shifted(type_into(form(office), words), "5-1-3", columns=deleted(positions.IDENTITY_COLUMN))
    office.receive(2013, "18.xlsx", without)
    assert printed(office) == ("Telefon", ANSWER_HEAD, "")
