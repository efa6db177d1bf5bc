"""Mistakes in the catalogue: each a finding with cell and advice, all at once."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lipctl.findings import RULES
from lipctl.plan.catalogue import mistake_lines
from lipctl.plan.columns import MEASURES as MEASURES_SHEET
from lipctl.plan.columns import Column
from lipctl.plan.reader import read_catalogue
from lipctl.plan.rows import read_rows
from lipctl.plan.writer import write_catalogue
from lipctl.xlsx.reader import read_workbook
from support.forms import saved
from support.packages import replaced
from support.rounds import open_office, plan_of

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


def numbered(*numbers: object) -> bytes:
    """A catalogue whose measures carry these numbers: a float is typed as a number, the last zero already lost."""
    book = load_workbook(BytesIO(write_catalogue(plan_of("| Nummer | Dienststelle |"))))
    for row, number in enumerate(numbers, start=2):
        for column, value in (("A", number), ("B", "5.1"), ("C", "Text")):
            book[MEASURES][f"{column}{row}"] = value
    return saved(book)


@pytest.mark.parametrize(
    ("numbers", "warned"),
    [
        ([1.1, 1.2, 1.3, 1.8, 1.9, 1.1, 1.11], ["A7"]),
        ([1.1, 1.1, 1.11, 1.2, 1.3], ["A3"]),
        ([1.2, 1.1, 1.9, 1.3, 1.1], ["A6"]),
        (["1.1", "1.8", "1.9", 1.1], ["A5"]),
        (["1.01", "1.09", 1.1], ["A4"]),
        (["1.8", "1.9", 1.1, "1.11"], ["A4"]),
        (["1.2", "1.19", 1.2, "1.21"], ["A4"]),
        ([1.1, 1.2, 1.3, 2.1, 2.2], []),
        ([1.1, 1.11, 1.12, 1.19, 1.2, 1.21], []),
        ([1.1, 1.1, 1.2], []),
        ([1.9, "1.10", 1.1], []),
        (["1.9", "1.1"], []),
        ([1, 2, 10, 1], []),
        ([5.9, 6.1, 6.2], []),
    ],
)
def test_a_number_that_has_probably_lost_its_last_zero_is_told_and_no_other(numbers, warned):
    _, findings = read_catalogue(numbered(*numbers))
    lost = [item for item in findings if item.code == "LIP111"]
    assert [item.places[0].cells[0] for item in lost] == warned
    assert all(item.message.startswith("Excel hat die Nummer als Zahl gespeichert: 1.") for item in lost)


def test_areas_and_former_numbers_lose_their_zeros_too():
    cells = [("Bereiche", f"A{row}", number) for row, number in ((2, 5.1), (3, 5.9), (4, 5.1))]
    _, findings = read_catalogue(typed(*cells))
    assert ("LIP111", ("A4",)) in [(item.code, item.places[0].cells) for item in findings]
    former = [
        (MEASURES, cell, text)
        for cell, text in (("A2", "1.10"), ("N2", "2012"), ("A3", "2.7"), ("M3", "2013"), ("O3", 1.1))
    ]
    _, findings = read_catalogue(typed(*former, (MEASURES, "B2", "5.1"), (MEASURES, "B3", "5.1")))
    assert ("LIP111", ("O3",)) in [(item.code, item.places[0].cells) for item in findings]


def test_the_zero_that_an_area_has_lost_is_told_where_a_measure_s_own_number_knows_it():
    cells = (("Bereiche", "A3", "5.10"), (MEASURES, "A2", "5-10-3"), (MEASURES, "B2", 5.1), (MEASURES, "B3", 5.1))
    _, findings = read_catalogue(typed(*cells))
    assert [(item.code, item.places[0].cells) for item in findings] == [("LIP111", ("B2",))]
    assert "gespeichert: 5.1. Gemeint ist vermutlich 5.10;" in findings[0].message


@pytest.mark.parametrize(
    ("number_format", "meant"), [("D. MMM", "1.10"), ("d-mmm", "1.10"), ("mmm-yy", "10.26"), ("dd.mm.yyyy", "1-10-26")]
)
def test_a_date_proposes_the_number_that_its_format_was_typed_as(number_format, meant):
    book = load_workbook(BytesIO(typed((MEASURES, "A3", date(2026, 10, 1)))))
    book[MEASURES]["A3"].number_format = number_format
    _, (only,) = read_catalogue(saved(book))
    assert (only.code, only.message.rpartition("vermutlich ")[2]) == ("LIP104", f"{meant}.")


@pytest.mark.parametrize(
    "several",
    ["18/43", "18 und 43", "18 + 43", "18, 43", "18;43", "18 & 43", "18 u. 43", "18\n43", "Fachbereich 18 sowie 43"],
)
def test_several_departments_in_the_responsible_one_s_cell_are_sent_to_their_column(several):
    _, (only,) = read_catalogue(typed((MEASURES, "D2", several)))
    assert (only.code, only.places[0].cells) == ("LIP112", ("D2",))
    assert (
        f"z. B. „{several[:-2].rstrip(' /,;+&.sowieund' + chr(10))}“, und schreiben Sie „43“ in die Spalte"
        in only.advice
    )


@pytest.mark.parametrize("name", ["Schule und Sport", "18/Stadtwerke", "FB 18/43"])
def test_what_is_no_list_of_known_departments_is_an_unknown_one(name):
    _, (only,) = read_catalogue(typed((MEASURES, "D2", name)))
    assert (only.code, only.message) == ("LIP103", f"„{name}“ steht nicht im Blatt „Dienststellen“.")


@pytest.mark.parametrize(
    ("text", "ids"),
    [("18/43", ("18", "43")), ("18, 43", ("18", "43")), ("18 und 43", ("18", "43")), ("Amt 18/B", ("18",)), ("Amt 18/B; 43", ("18", "43"))],
)  # fmt: skip
def test_further_departments_stand_one_beside_the_other(text, ids):
    plan, findings = read_catalogue(typed((MEASURES, "E2", text), ("Dienststellen", "G2", "Amt 18/B")))
    assert (plan.measures[0].further_departments, findings) == (ids, [])


def test_what_follows_from_an_unknown_department_is_not_told_as_well(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-4 | |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |", department="18")
    book = load_workbook(BytesIO(office.workspace.catalogue.read_bytes()))
    heads = [cell.value for cell in book[MEASURES][1]]
    book[MEASURES].cell(2, heads.index("Dienststelle") + 1).value = "77"
    office.workspace.catalogue.write_bytes(saved(book))
    assert sorted((item.code, str(item.measure or "")) for item in office.findings(2013)) == [
        ("LIP103", ""),
        ("LIP306", "5-1-4"),
    ]


@pytest.mark.parametrize(
    ("ranges", "cells", "found"),
    [
        (["D2:D3"], [(MEASURES, "D3", None)], [("LIP113", "D2 D3")]),
        (["A2:A3"], [(MEASURES, "A3", None)], [("LIP113", "A2 A3")]),
        (["B2:D2"], [(MEASURES, "C2", None), (MEASURES, "D2", None)], [("LIP113", "B2 C2 D2")]),
        (["C2:C3", "G2:G3"], [(MEASURES, "C3", None), (MEASURES, "G3", None)], [("LIP113", "C2 C3"), ("LIP113", "G2 G3")]),
        (["A4:N4"], [(MEASURES, "A4", "Handlungsfeld 1: Demokratie")], [("LIP113", "A4 B4 C4 D4 E4 F4 G4 H4 I4 J4 K4 L4 M4 N4")]),
        (["F2:F3"], [(MEASURES, "F2", None), (MEASURES, "F3", None)], []),
        (["P2:Q3", "A5:C9"], [], []),
        (["C1:D1"], [(MEASURES, "D1", None)], [("LIP113", "C1 D1"), ("LIP108", "")]),
    ],
)  # fmt: skip
def test_merged_cells_are_named_as_the_cause_once_per_range(ranges, cells, found):
    book = load_workbook(BytesIO(typed(*cells)))
    for table in list(book[MEASURES].tables):
        del book[MEASURES].tables[table]
    for area in ranges:
        book[MEASURES].merge_cells(area)
    _, findings = read_catalogue(saved(book))
    assert [(item.code, " ".join(item.places[0].cells)) for item in findings] == found


def test_equal_mistakes_are_one_block_with_the_rows_as_ranges():
    cells = [
        (MEASURES, f"{column}{row}", text) for row in range(2, 40) for column, text in (("A", f"5-1-{row}"), ("C", "x"))
    ]
    departments = [(MEASURES, f"D{row}", "99" if row < 30 else f"X{row}") for row in range(2, 40)]
    _, findings = read_catalogue(typed(*cells, *departments, (MEASURES, "C5", None)))
    advice = RULES["LIP103"].advice
    assert mistake_lines(findings) == [
        "Handlungsansätze C5: Die Spalte „Kurzfassung“ ist leer. Bitte füllen Sie die Zelle im Katalog aus.",
        "Handlungsansätze D2–D29: „99“ steht nicht im Blatt „Dienststellen“.",
        *(f"Handlungsansätze D{row}: „X{row}“ steht nicht im Blatt „Dienststellen“." for row in range(30, 34)),
        f"Handlungsansätze D34–D39: ebenso. {advice}",
    ]


def test_ranges_of_merged_cells_stay_apart_from_each_other():
    book = load_workbook(BytesIO(typed((MEASURES, "A4", "Handlungsfeld 1"), (MEASURES, "D3", None))))
    del book[MEASURES].tables[next(iter(book[MEASURES].tables))]
    for area in ("D2:D3", "A4:N4"):
        book[MEASURES].merge_cells(area)
    _, findings = read_catalogue(saved(book))
    assert mistake_lines(findings)[0].startswith("Handlungsansätze D2–D3, A4–N4: Diese Zellen sind verbunden")


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
    place = Column("place", "Ort", "Wo es geschieht.", 30, optional=True)
    findings = []
    rows = list(
        read_rows(read_workbook(typed()), MEASURES_SHEET._replace(columns=(*MEASURES_SHEET.columns, place)), findings)
    )
    assert findings == []
    assert [(row["number"], row["place"]) for row in rows] == [("5-1-3", ""), ("5-1-4", "")]


def test_title_and_priority_are_read_in_one_line_and_written_again():
    plan, findings = read_catalogue(typed((MEASURES, "P2", " Runder\nTisch "), (MEASURES, "Q2", "hoch")))
    assert findings == []
    assert [(measure.title, measure.priority) for measure in plan.measures] == [("Runder Tisch", "hoch"), ("", "")]
    assert read_catalogue(write_catalogue(plan)) == (plan, [])


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


def test_explanations_of_two_lines_have_the_room():
    sheet = load_workbook(BytesIO(write_catalogue(PLAN))).worksheets[0]
    heights = {sheet.cell(row, 1).value: sheet.row_dimensions[row].height for row in range(6, sheet.max_row + 1)}
    assert heights["mail"] > heights["Titel"]
