"""How outcomes are told: sums that add up, and a last line that says what to do."""

from __future__ import annotations

import pytest

from lipctl.cli.check_results import count_rows, department_rows, next_step
from lipctl.cli.results import open_points, tally
from lipctl.findings import Place, finding
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Department

ERROR = finding("LIP301", department="15", measure=MeasureNumber("5-1-3"))
WARNING = finding("LIP320", department="15", measure=MeasureNumber("5-1-3"), part="")
HINT = finding("LIP330", department="15", measure=MeasureNumber("5-1-3"), text="läuft")

COUNTS = {Progress.REPORTED: 5, Progress.REASON_GIVEN: 1, Progress.NOT_ASKED: 1}
BY_DEPARTMENT = [
    (Department("15", "Büro"), {Progress.REPORTED: 2}),
    (Department("50", "Soziales"), {Progress.REPORTED: 3, Progress.REASON_GIVEN: 1}),
    (None, {Progress.NOT_ASKED: 1}),
]


def test_the_classes_stand_in_the_order_of_the_report_and_end_with_their_sum() -> None:
    assert count_rows(COUNTS) == [
        ("Umsetzungsstand berichtet", "5"),
        ("noch nichts unternommen, Gründe genannt", "1"),
        ("nicht abgefragt", "1"),
        ("gesamt", "7"),
    ]


def test_each_department_adds_up_and_so_do_all_together() -> None:
    rows = department_rows(COUNTS, BY_DEPARTMENT)
    assert rows == [
        ("Büro", "15", "2", "0", "2"),
        ("Soziales", "50", "4", "0", "4"),
        ("(niemand zuständig)", "", "0", "1", "1"),
        ("gesamt", "", "6", "1", "7"),
    ]
    numbers = [[int(cell) for cell in row[2:]] for row in rows]
    assert all(answered + still_open == everything for answered, still_open, everything in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([ERROR], "1 Fehler"),
        ([ERROR, ERROR, WARNING, HINT], "2 Fehler, 1 Warnung, 1 Hinweis"),
        ([WARNING, WARNING, HINT, HINT], "2 Warnungen, 2 Hinweise"),
    ],
)
def test_findings_are_counted_in_german(findings: list[object], expected: str) -> None:
    assert tally(findings) == expected  # type: ignore[arg-type]


def test_the_last_line_sends_back_to_the_list_while_errors_are_left() -> None:
    assert next_step([HINT, ERROR], 2010).endswith("erneut prüfen: lipctl check 2010")


def test_the_last_line_sends_on_to_the_report_when_none_are() -> None:
    assert next_step([WARNING, HINT], 2010).endswith("lipctl report 2010 --final")


def test_with_strict_a_warning_is_a_reason_to_go_back() -> None:
    assert next_step([WARNING], 2010, strict=True).endswith("erneut prüfen: lipctl check 2010")


def test_a_single_sound_department_is_no_reason_to_write_the_report() -> None:
    assert next_step([], 2010, partial=True) == "Weiter: alle Dienststellen prüfen: lipctl check 2010"


def test_what_is_open_is_reported_once_per_rule_with_measure_department_or_file() -> None:
    errors = [
        ERROR,
        finding("LIP301", department="15", measure=MeasureNumber("5-1-9")),
        finding("LIP302", department="50", name="Soziales", overdue="", folder="x"),
        finding("LIP202", places=[Place("x.xlsx")]),
    ]
    assert open_points(errors, {"15": "Büro", "50": "Soziales"}) == [
        "Keine Antwort: 5-1-3, 5-1-9",
        "Kein Rücklauf der Dienststelle: Soziales",
        "Kein Formular von lipctl: x.xlsx",
    ]
