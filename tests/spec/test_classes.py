"""What a measure counts as in a year (rules.md 2): each row is one form that came back, read from a real file."""

import pytest

from lipctl.judge.progress import PROGRESS_LABELS
from support.rounds import open_office

PLAN = """
| Nummer | Dienststelle | mehrere Teile | im Bericht |
| 1      | 18           | ja            | ja         |
| 2      |              |               | ja         |
| 3      | 18           |               | nein       |
"""
BEFORE = """
| Nummer | Stand          |
| 1      | Stand von 2012 |
"""


@pytest.mark.parametrize(
    ("answers", "with_earlier", "label"),
    [
        ("| Nummer | Stand |\n| 1 | getan |", False, "Umsetzungsstand berichtet"),
        (
            "| Nummer | Teil | Stand | Gründe |\n| 1 | 1 | getan | |\n| 1 | 2 | | kein Geld |",
            False,
            "Umsetzungsstand berichtet",
        ),
        ("| Nummer | Gründe |\n| 1 | bislang geringe Priorität |", False, "noch nichts unternommen, Gründe genannt"),
        ("| Nummer | Stand | Gründe |\n| 1 | – – – | kein Geld |", False, "noch nichts unternommen, Gründe genannt"),
        ("| Nummer | Schritte |\n| 1 | geplant |", False, "unvollständig"),
        ("| Nummer | Stand |\n| 1 | – – – |", False, "unvollständig"),
        (
            "| Nummer | Teil | Stand | Schritte |\n| 1 | 1 | getan | |\n| 1 | 2 | | nur Schritte |",
            False,
            "unvollständig",
        ),
        ("| Nummer | unverändert |\n| 1 | ja |", True, "unverändert gemeldet"),
        ("| Nummer | unverändert | Stand |\n| 1 | ja | doch neu |", True, "Umsetzungsstand berichtet"),
        ("| Nummer | nicht zuständig |\n| 1 | FB Soziales |", False, "Zuständigkeit ungeklärt"),
        ("| Nummer | nicht zuständig | Stand |\n| 1 | FB Soziales | getan |", False, "Umsetzungsstand berichtet"),
        ("| Nummer | nicht zuständig |\n| 1 | – – – |", False, "keine Rückmeldung"),
        ("| Nummer | Person |\n| 1 | Frau Neu |", False, "keine Rückmeldung"),
        ("| Nummer |\n| 1 |", True, "keine Rückmeldung"),
    ],
)
def test_each_answer_counts_in_exactly_one_class(tmp_path, answers, with_earlier, label):
    office = open_office(tmp_path, PLAN)
    if with_earlier:
        office.answer(2012, BEFORE)
    office.answer(2013, answers)
    counts = {PROGRESS_LABELS[progress]: number for progress, number in office.check(2013).counts.items()}
    assert counts == {label: 1, "nicht abgefragt": 1}


def test_a_form_sent_back_untouched_is_no_answer(tmp_path):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Stand |\n| 5-1-3 | alt |")
    for identifier, form in office.send_forms(2013).items():
        office.receive(2013, f"{identifier}.xlsx", form)
    assert office.codes(2013) == ["LIP301"]


def test_a_measure_outside_its_years_counts_nowhere(tmp_path):
    office = open_office(
        tmp_path, "| Nummer | Dienststelle | gültig ab | gültig bis |\n| 1 | 18 | | 2011 |\n| 2 | 18 | 2012 | |"
    )
    office.answer(2011, "| Nummer | Stand |\n| 1 | getan |")
    assert office.check(2011).total == 1
    assert office.codes(2011, "2") == []
