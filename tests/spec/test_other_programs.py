"""Forms that LibreOffice opened and saved, as .xlsx, .ods and .xls: the same answers come back, whatever the file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.year import collect_year
from support.excel_typing import type_into
from support.office import convert
from support.rounds import AS_OF, Office, open_office

pytestmark = pytest.mark.foreign

PLAN = "| Nummer | Dienststelle | mehrere Teile |\n| 5-1-3 | 18 | 2 |\n| 5-1-10 | 18 | |\n| Ü1 | 15 | |"
TYPED = {
    ("18", "5-1-3", 1, Question.STATUS): "Das Netzwerk „Altuğ“ hat viermal getagt – B&E organsiert es.\n\nZweiter Absatz.",
    ("18", "5-1-3", 1, Question.PLANNED_STEPS): "– – –",
    ("18", "5-1-3", 2, Question.REASONS): "=kein Geld",
    ("18", "5-1-3", 0, Question.PHONES): "168-1 / 168-2",
    ("18", "5-1-10", 1, Question.STATUS): "+49 511 168-0; NBSP\u00a0hier; soft\u00adhyphen; 👩🏽‍🏫; مرحبا; <b>&amp;</b>; {{ stadt }}",
    ("18", "5-1-10", 1, Question.PLANNED_STEPS): "#REF!",
    ("15", "Ü1", 1, Question.STATUS): "5-1-3",
    ("15", "Ü1", 1, Question.PLANNED_STEPS): "1.10",
}  # fmt: skip
# The same file twice under any names; macOS decomposes umlauts, Windows reserves CON and drops dots and blanks at the end.
NAMES = ("Ru\u0308ckmeldung FB.", "CON (2) ")
FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}


def make_office(folder: Path) -> tuple[Office, dict[str, bytes]]:
    office = open_office(folder, PLAN)
    forms = office.send_forms(2013)
    return office, {
        department: type_into(
            form,
            {
                (MeasureNumber(number), part, question): text
                for (owner, number, part, question), text in TYPED.items()
                if owner == department
            },
        )
        for department, form in forms.items()
    }


def outcome_of(office: Office) -> list[object]:
    """What is answered to each measure, and the findings (but the hint at another format)."""
    year = collect_year(office.workspace, 2013, AS_OF)
    answers = [(item.measure.number, item.progress, item.answer.parts, item.answer.contact) for item in year.outcomes]
    return [*answers, *((item.code, item.measure, item.message) for item in year.findings if item.code != "LIP221")]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What came of the round where nobody's program touched the forms."""
    office, returned = make_office(tmp_path_factory.mktemp("direct"))
    for department, form in returned.items():
        office.receive(2013, f"{department}.xlsx", form)
    return outcome_of(office)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_answers_come_back_from_libreoffice(tmp_path: Path, kind: str, expected: list[object]) -> None:
    office, returned = make_office(tmp_path / "amt")
    sources = []
    for department, form in returned.items():
        sources.append(tmp_path / f"{department}.xlsx")
        sources[-1].write_bytes(form)
    for name, saved in zip(NAMES, convert(sources, FORMATS[kind], tmp_path / "saved"), strict=True):
        folder = Path("Posteingang. ") / ("sehr langer Name " * 12)
        office.receive(2013, str(folder / f"{name}.{kind}"), saved.read_bytes())
    assert outcome_of(office) == expected
