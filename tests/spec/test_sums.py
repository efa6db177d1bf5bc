"""The report's sums, counted again from the workbooks with openpyxl and without any of lipctl's code."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest
from docx import Document
from openpyxl import load_workbook

from city import make_city
from lipctl.commands.report import write_report
from lipctl.workspace import Workspace

NO_RESPONSE = "keine Rückmeldung"
LABELS = (
    "erfüllt",
    "in das laufende Geschäft übergegangen",
    "in Bearbeitung",
    "noch nicht begonnen",
    "nicht weiter zu verfolgen",
)
FULL = {"laufendes Geschäft": "in das laufende Geschäft übergegangen"}
"""What a narrow column calls shorter."""


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    return make_city(tmp_path_factory.mktemp("city"), 72, 9, (2011, 2012, 2013), assessment_from=2012)


@pytest.fixture(scope="module")
def tables(city) -> list[list[list[str]]]:
    written = write_report(city, 2013, as_of=date(2013, 12, 31))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(written.path).tables]


def plan(city: Workspace) -> dict[str, str]:
    """Every number of the catalogue with its department."""
    sheet = load_workbook(city.root / "data" / "katalog.xlsx")["Handlungsansätze"]
    rows = list(sheet.iter_rows(values_only=True))
    heads = next(index for index, row in enumerate(rows) if "Nummer" in row)
    number, department = rows[heads].index("Nummer"), rows[heads].index("Dienststelle")
    return {str(row[number]): str(row[department]) for row in rows[heads + 1 :] if row[number]}


@cache
def states(city: Workspace, year: int) -> dict[str, str]:
    """What each measure says of itself: its assessment, or nothing."""
    answers: dict[str, dict[str, str]] = {number: {} for number in plan(city)}
    for path in (city.root / "data" / str(year) / "ruecklauf").glob("*.xlsx"):
        for sheet in load_workbook(path):
            for row in sheet.iter_rows(values_only=True):
                for column, value in enumerate(row):
                    if str(value).startswith("lipctl|") and str(value).count("|") >= 9:
                        _, _, _, _, _, number, _, question, *_ = str(value).split("|")
                        answers[number][question] = str(row[column - 2] or "").strip()
    return {
        number: given["assessment"] if given.get("status") or given.get("reasons") else NO_RESPONSE
        for number, given in answers.items()
    }


def state_named(head: str) -> str:
    """The state that a column's head names behind its sign."""
    name = head.split(" ", 1)[1]
    return FULL.get(name, name)


def test_the_forms_are_not_all_alike(city):
    found = Counter(states(city, 2013).values())
    assert len(found) >= 4
    assert found[NO_RESPONSE] > 0


def test_totals_by_field_and_area(city, tables):
    counted = states(city, 2013)
    (table,) = [table for table in tables if table[0][0].startswith("Handlungsfeld /")]
    columns = [state_named(head) for head in table[0][1:-1]]
    assert set(columns) == set(counted.values())
    expected: dict[str, Counter[str]] = {}
    for number, state in counted.items():
        field, area, _ = number.split("-")
        for row in (field, f"{field}.{area}", "Insgesamt"):
            expected.setdefault(row, Counter())[state] += 1
    rows = {row[0].split()[0]: row for row in table[1:]}
    assert rows.keys() == expected.keys()
    for name, row in rows.items():
        assert [int(cell) for cell in row[1:]] == [
            *(expected[name][column] for column in columns),
            expected[name].total(),
        ]


def test_responses_by_department(city, tables):
    counted = states(city, 2013)
    (table,) = [table for table in tables if table[0][0] == "Dienststelle" and table[0][2] == "beantwortet"]
    responsible = plan(city)
    expected = {}
    for department in set(responsible.values()):
        mine = [counted[number] for number, owner in responsible.items() if owner == department]
        silent = mine.count(NO_RESPONSE)
        expected[f"Fachbereich {department} ({department})"] = [len(mine) - silent, silent, len(mine)]
    silent = list(counted.values()).count(NO_RESPONSE)
    expected["Insgesamt"] = [len(counted) - silent, silent, len(counted)]
    assert {row[0]: [int(cell) for cell in row[2:]] for row in table[1:]} == expected
    assert {row[1] for row in table[1:-1]} == {f"{name}.xlsx (01.01.2013)" for name in responsible.values()}


def test_states_then_and_now(city, tables):
    then, now = states(city, 2012), states(city, 2013)
    (table,) = [table for table in tables if table[0][0] == "2012 / 2013"]
    columns = [state_named(head) for head in table[0][1:-1]]
    pairs = Counter((then[number], now[number]) for number in now)
    rows = {FULL.get(row[0], row[0]): [int(cell) for cell in row[1:]] for row in table[1:-1]}
    assert rows.keys() == set(then.values())
    for state, numbers in rows.items():
        assert numbers == [
            *(pairs[state, column] for column in columns),
            sum(value == state for value in then.values()),
        ]
    totals = Counter(now.values())
    assert [int(cell) for cell in table[-1][1:]] == [*(totals[column] for column in columns), len(now)]


def test_the_report_says_at_a_glance_what_the_tables_say(city, tables):
    found = Counter(states(city, 2013).values())
    done = found["erfüllt"] + found["in das laufende Geschäft übergegangen"]
    answered = found.total() - found["keine Rückmeldung"]
    document = Document(city.output(2013) / "Controllingbericht-2013-Entwurf.docx")
    said = [paragraph.text for paragraph in document.paragraphs]
    at = said.index("Auf einen Blick")
    assert said[at + 1].startswith(
        f"Von {found.total()} Handlungsansätzen sind {answered} vollständig beantwortet: {done} mit Erfolg abgeschlossen "
        f"({found['erfüllt']} erfüllt und {found['in das laufende Geschäft übergegangen']} in das laufende Geschäft "
        f"übergegangen)"
    )
    lists = {
        text.partition(":")[0]: int(text.split()[-2])
        for text in said
        if re.fullmatch(r"[A-ZÄÖÜ][^:]*: \d+ Handlungsans.*", text)
    }
    assert re.match(r"Seit 2012 (ist|sind) ", said[at + 2])
    for number, title in re.findall(
        r"(\d+) (neu erfüllt|neu in das laufende Geschäft übergegangen|vorangekommen|wieder offen|zurückgefallen)",
        said[at + 2],
    ):
        assert lists.pop(title[0].upper() + title[1:]) == int(number)
    assert not {"Neu erfüllt", "Vorangekommen", "Wieder offen", "Zurückgefallen"} & lists.keys()
    figures = next(table for table in tables if table[0][0] == "insgesamt")
    assert int(figures[1][0]) == found.total() == sum(int(cell) for cell in figures[1][1:])


def test_each_measure_whose_state_changed_is_in_one_list_and_no_other_is_in_two(city, tables):
    then, now = states(city, 2012), states(city, 2013)
    lists = [table for table in tables if table[0][:2] == ["Nummer", "Kurzfassung"]]
    named = [{row[0] for row in table[1:]} for table in lists]
    listed = [number for numbers in named for number in numbers]
    assert len(listed) == len(set(listed))
    assert {number for number in now if now[number] != then[number]} <= set(listed)
    for label in LABELS[:2]:
        assert {number for number in now if now[number] == label != then[number]} in named
    ends = (*LABELS[:2], LABELS[4])
    assert {
        number for number in now if then[number] == NO_RESPONSE and now[number] not in (NO_RESPONSE, *ends)
    } in named
    assert {number for number in now if now[number] == NO_RESPONSE} in named
