"""Findings as people read them: what is merged, and in which order it stands."""

from __future__ import annotations

import random

import pytest

from lipctl.findings import Finding, Place, finding
from lipctl.findings.grouping import by_department, merge_places
from lipctl.numbers import MeasureNumber

NAMES = {"15": "Büro Oberbürgermeister", "18": "Ämter für alles", "50": "Fachbereich Soziales"}


def missing(department: str, number: str, *places: Place) -> Finding:
    return finding("LIP301", department=department, measure=MeasureNumber(number), places=places)


def phrase(department: str, number: str, text: str) -> Finding:
    return finding("LIP330", department=department, measure=MeasureNumber(number), text=text)


def told(findings: list[Finding]) -> list[tuple[str | None, str, str]]:
    """Department, code and measures of every entry, in order."""
    return [
        (group.department, entry.rule.code, ", ".join(str(number) for number in entry.measures))
        for group in by_department(findings, NAMES)
        for entry in group.entries
    ]


TABLE = {
    "nothing found": ([], []),
    "the same message for two measures is told once": (
        [missing("15", "5-1-9"), missing("15", "5-1-3")],
        [("15", "LIP301", "5-1-3, 5-1-9")],
    ),
    "measures stand in natural order": (
        [missing("15", "5-1-10"), missing("15", "5-1-9")],
        [("15", "LIP301", "5-1-9, 5-1-10")],
    ),
    "two departments are told separately": (
        [missing("50", "5-1-4"), missing("15", "5-1-3")],
        [("15", "LIP301", "5-1-3"), ("50", "LIP301", "5-1-4")],
    ),
    "the same rule with another text is another entry": (
        [phrase("15", "5-1-4", "läuft"), phrase("15", "5-1-3", "s. o.")],
        [("15", "LIP330", "5-1-3"), ("15", "LIP330", "5-1-4")],
    ),
    "errors stand before hints": (
        [phrase("15", "5-1-3", "läuft"), missing("15", "5-1-9")],
        [("15", "LIP301", "5-1-9"), ("15", "LIP330", "5-1-3")],
    ),
    "a department with errors stands before one with hints": (
        [phrase("15", "5-1-3", "läuft"), missing("50", "5-1-9")],
        [("50", "LIP301", "5-1-9"), ("15", "LIP330", "5-1-3")],
    ),
    "departments stand in the order of their German names": (
        [missing("50", "1"), missing("15", "2"), missing("18", "3")],
        [("18", "LIP301", "3"), ("15", "LIP301", "2"), ("50", "LIP301", "1")],
    ),
    "what concerns no department comes first": (
        [missing("15", "5-1-3"), finding("LIP306", measure=MeasureNumber("5-1-14"))],
        [(None, "LIP306", "5-1-14"), ("15", "LIP301", "5-1-3")],
    ),
    "what concerns no measure stands before what concerns one": (
        [missing("15", "5-1-3"), finding("LIP202", department="15", places=[Place("x.xlsx")])],
        [("15", "LIP202", ""), ("15", "LIP301", "5-1-3")],
    ),
}


@pytest.mark.parametrize(("findings", "expected"), TABLE.values(), ids=TABLE)
def test_findings_are_grouped_merged_and_ordered(
    findings: list[Finding], expected: list[tuple[str | None, str, str]]
) -> None:
    assert told(findings) == expected


def test_the_order_of_reading_does_not_show() -> None:
    findings = [item for given, _ in TABLE.values() for item in given]
    shuffled = random.Random(1).sample(findings, len(findings))  # noqa: S311
    assert by_department(shuffled, NAMES) == by_department(findings, NAMES)


def test_places_in_one_sheet_are_reported_as_one_list_of_cells() -> None:
    places = [
        Place("a.xlsx", "5-1-3", ("D10",)),
        Place("a.xlsx", "5-1-3", ("D5", "D7")),
        Place("a.xlsx", "5-1-3", ("D5",)),
    ]
    assert merge_places(places) == (Place("a.xlsx", "5-1-3", ("D5", "D7", "D10")),)


def test_places_stand_in_the_order_of_files_and_sheets() -> None:
    places = [Place("b.xlsx"), Place("a.xlsx", "5-1-10"), Place("a.xlsx", "5-1-9")]
    assert [(place.file, place.sheet) for place in merge_places(places)] == [
        ("a.xlsx", "5-1-9"),
        ("a.xlsx", "5-1-10"),
        ("b.xlsx", ""),
    ]


def test_no_finding_is_lost_by_merging() -> None:
    findings = [item for given, _ in TABLE.values() for item in given]
    kept = {
        (group.department, entry.rule.code, number)
        for group in by_department(findings, NAMES)
        for entry in group.entries
        for number in (entry.measures or (None,))
    }
    assert kept == {(item.department, item.code, item.measure) for item in findings}


def test_of_very_many_mistakes_of_one_kind_in_the_catalogue_the_first_are_told_and_then_where_the_others_stand():
    cells = [f"A{row}" for row in range(2, 12)]
    dates = [
        finding("LIP104", places=[Place("k.xlsx", "H", (cell,))], found=f"{row:02}.01.2003", candidate=f"{row}-1-3")
        for row, cell in enumerate(cells)
    ]
    (group,) = by_department(dates, NAMES)
    assert [entry.places[0].cells for entry in group.entries] == [*((cell,) for cell in cells[:5]), tuple(cells[5:])]
    assert group.entries[-1].message == "Nummer ist zu einem Datum geworden: auch an diesen Stellen."
    assert len({entry.advice for entry in group.entries}) == 1


def test_answers_are_told_one_by_one_however_many():
    (group,) = by_department([phrase("15", str(number), f"siehe {number}") for number in range(30)], NAMES)
    assert len(group.entries) == 30
