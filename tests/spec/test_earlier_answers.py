"""Which earlier answer form and report show: the newest that says something, with its year (rules.md 2)."""

from __future__ import annotations

import pytest

from support.forms import opened
from support.rounds import Office, open_office
from support.views import view_of

THEN = "| Nummer | Stand | Schritte |\n| 5-1-3 | Das Netzwerk tagt. | ab 2012 |"
UNCHANGED = "| Nummer | unverändert |\n| 5-1-3 | ja |"


def sheet_of(form: bytes) -> list[str]:
    """All texts of the measure's sheet."""
    return [str(cell.value) for row in opened(form)["5-1-3"].iter_rows() for cell in row if cell.value]


def two_rounds(tmp_path, stand: str, schritte: str = "", gruende: str = "") -> Office:
    """2010 says something, 2012 this."""
    office = open_office(tmp_path)
    office.answer(2010, THEN)
    office.answer(2012, f"| Nummer | Stand | Schritte | Gründe |\n| 5-1-3 | {stand} | {schritte} | {gruende} |")
    return office


@pytest.mark.parametrize(
    ("answer", "year"),
    [
        (("Kein neuer Sachstand",), 2010),
        (("siehe Bericht 2010", "– – –", "– – –"), 2010),
        (("siehe rechts", "siehe oben"), 2010),
        (("", "", "keine"), 2010),
        (("– – –", "", "k. A."), 2010),
        (("erledigt",), 2012),  # a catchword, but it says something
        (("Kein neuer Sachstand", "Umzug 2014"), 2012),
        (("", "", "keine Mittel"), 2012),
    ],
)
def test_the_form_shows_the_newest_earlier_answer_that_says_something(tmp_path, answer, year):
    words = sheet_of(two_rounds(tmp_path, *answer).send_forms(2013)["18"])
    assert f"Zuletzt berichtet ({year})" in words
    assert ("Das Netzwerk tagt." in words) == (year == 2010)


@pytest.mark.parametrize("now", [UNCHANGED, "| Nummer |\n| 5-1-3 |"])
def test_the_report_prints_it_with_its_year(tmp_path, now):
    office = two_rounds(tmp_path, "Kein neuer Sachstand")
    office.answer(2013, now)
    [measure] = view_of(office, 2013).fields[0].all_measures()
    assert measure.earlier is not None
    assert measure.earlier.heading == "Stand 2010"
    assert measure.earlier.parts[0].answers[0].paragraphs == ("Das Netzwerk tagt.",)
    assert "2010" in measure.sentence
    assert "2012" not in measure.sentence


def test_where_no_answer_says_anything_the_newest_is_shown(tmp_path):
    office = open_office(tmp_path)
    office.answer(2010, "| Nummer | Stand |\n| 5-1-3 | siehe Anlage |")
    office.answer(2012, "| Nummer | Stand |\n| 5-1-3 | Kein neuer Sachstand |")
    assert "Zuletzt berichtet (2012)" in sheet_of(office.send_forms(2013)["18"])


def test_the_year_of_the_phrase_itself_counts_and_prints_what_was_typed(tmp_path):
    office = two_rounds(tmp_path, "Kein neuer Sachstand", "– – –")
    [measure] = view_of(office, 2012).fields[0].all_measures()
    assert measure.label == "Umsetzungsstand berichtet"
    assert measure.parts[0].answers[0].paragraphs == ("Kein neuer Sachstand",)
    assert office.codes(2012) == ["LIP330"]
