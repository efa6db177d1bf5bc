"""Mistakes in the catalogue: each a finding with cell and advice, all at once."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lipctl.plan.columns import MEASURES as MEASURES_SHEET
from lipctl.plan.columns import Column
from lipctl.plan.reader import read_catalogue
from lipctl.plan.rows import read_rows
from lipctl.plan.writer import write_catalogue
from lipctl.xlsx.reader import read_workbook
from support.forms import saved
from support.packages import replaced
from support.rounds import plan_of

PLAN = plan_of("| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-4 | 43 |")
MEASURES = "Handlungsansätze"


def typed(*cells: tuple[str, str, object]) -> bytes:
    """The catalogue after these values were typed into it."""
    book = load_workbook(BytesIO(write_catalogue(PLAN)))
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    return saved(book)


@pytest.mark.parametrize(
    ("stored", "number"), [("5.1", "5.1"), ("5.0999999999999996", "5.1"), ("5.0", "5"), ("17", "17")]
)
def test_a_number_typed_as_a_decimal_is_the_one_that_excel_shows(stored, number):
    book = load_workbook(BytesIO(typed(("Bereiche", "A2", 4711))))
    part = f"xl/worksheets/sheet{book.sheetnames.index('Bereiche') + 1}.xml"
    plan, _ = read_catalogue(replaced(saved(book), part, "<v>4711</v>", f"<v>{stored}</v>"))
    assert [str(area.number) for area in plan.areas] == [number]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([(MEASURES, "A3", "5-1-3")], [("LIP102", "A3", "„5-1-3“ ist im Katalog mehrfach vergeben.")]),
        ([(MEASURES, "A3", "5.1.3")], [("LIP102", "A3", "„5.1.3“ ist im Katalog mehrfach vergeben.")]),
        ([(MEASURES, "A3", "?")], [("LIP101", "A3", "In der Spalte „Nummer“ steht „?“; erwartet wird eine Nummer wie 5-1-3, Ü1 oder B 2.3.")]),
        ([(MEASURES, "A3", None)], [("LIP101", "A3", "In der Spalte „Nummer“ steht nichts; erwartet wird eine Nummer wie 5-1-3, Ü1 oder B 2.3.")]),
        (
            [(MEASURES, "A3", date(2003, 1, 5))],
            [("LIP104", "A3", "Excel hat aus der Nummer ein Datum gemacht: 05.01.2003. Gemeint ist vermutlich 5-1-3.")],
        ),
        ([(MEASURES, "D2", "99")], [("LIP103", "D2", "„99“ steht nicht im Blatt „Dienststellen“.")]),
        ([(MEASURES, "B2", "9.9")], [("LIP105", "B2", "Nummer 5-1-3 gehört zu keinem Bereich oder Handlungsfeld des Katalogs (9.9).")]),
        ([(MEASURES, "C2", None)], [("LIP107", "C2", "Die Spalte „Kurzfassung“ ist leer.")]),
        ([(MEASURES, "G2", "vielleicht")], [("LIP106", "G2", "In der Spalte „im Bericht“ steht „vielleicht“; erwartet wird ja oder nein.")]),
        ([(MEASURES, "M2", "bald")], [("LIP106", "M2", "In der Spalte „gültig ab“ steht „bald“; erwartet wird ein Jahr wie 2011.")]),
        ([(MEASURES, "M2", 2013), (MEASURES, "N2", 2011)], [("LIP110", "M2", "„gültig ab“ (2013) liegt nach „gültig bis“ (2011).")]),
        ([(MEASURES, "C2", "=1/0")], [("LIP109", "C2", "In der Zelle steht eine Formel ohne Ergebnis, kein lesbarer Wert."), ("LIP107", "C2", "Die Spalte „Kurzfassung“ ist leer.")]),
        ([(MEASURES, "D1", "Amt")], [("LIP108", "", "Im Katalog fehlt die Spalte „Dienststelle“.")]),
        ([("Dienststellen", "A3", "18")], [("LIP102", "A3", "„18“ ist im Katalog mehrfach vergeben."), ("LIP103", "D3", "„43“ steht nicht im Blatt „Dienststellen“.")]),
        (
            [(MEASURES, "D2", "x"), (MEASURES, "D3", "y")],
            [("LIP103", "D2", "„x“ steht nicht im Blatt „Dienststellen“."), ("LIP103", "D3", "„y“ steht nicht im Blatt „Dienststellen“.")],
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_cell(cells, found):
    _, findings = read_catalogue(typed(*cells))
    assert [(item.code, "".join(item.places[0].cells), item.message) for item in findings] == found
    assert all(item.advice for item in findings)


def test_departments_are_found_by_name_and_alias_too():
    content = typed(
        (MEASURES, "D2", "fachbereich 43"),
        ("Dienststellen", "G2", "Amt 18\nPersonalamt"),
        (MEASURES, "D3", "PERSONALAMT"),
    )
    plan, findings = read_catalogue(content)
    assert findings == []
    assert [measure.department for measure in plan.measures] == ["43", "18"]


def test_columns_may_be_moved_and_own_ones_added():
    book = load_workbook(BytesIO(write_catalogue(PLAN)))
    book[MEASURES].insert_cols(1)
    book[MEASURES]["A1"] = "Unser Vermerk"
    book[MEASURES]["A2"] = "wichtig"
    assert read_catalogue(saved(book)) == read_catalogue(write_catalogue(PLAN))


def test_an_optional_column_may_be_missing():
    title = Column("title", "Titel", "Titel des Eintrags.", 30, optional=True)
    findings = []
    rows = list(
        read_rows(read_workbook(typed()), MEASURES_SHEET._replace(columns=(*MEASURES_SHEET.columns, title)), findings)
    )
    assert findings == []
    assert [(row["number"], row["title"]) for row in rows] == [("5-1-3", ""), ("5-1-4", "")]


@pytest.mark.parametrize("numbers", [["A1", "A2", "D7"], ["Ü1", "Ü2"], ["B 2.3", "B 2.10"], ["M-07", "M-08"]])
def test_numbers_of_other_plans_work_without_fields_and_areas(numbers):
    book = load_workbook(
        BytesIO(write_catalogue(plan_of("| Nummer | Dienststelle |\n" + "\n".join(f"| {n} | 18 |" for n in numbers))))
    )
    for sheet in ("Handlungsfelder", "Bereiche"):
        book[sheet].delete_rows(2, 5)
    for row in range(2, len(numbers) + 2):
        book[MEASURES].cell(row, 2).value = None
    plan, findings = read_catalogue(saved(book))
    assert findings == []
    assert [str(measure.number) for measure in plan.measures] == numbers


def test_an_empty_catalogue_is_sound_and_holds_nothing():
    plan, findings = read_catalogue(write_catalogue(plan_of("| Nummer | Dienststelle |")))
    assert (plan.measures, findings) == ((), [])
