"""Measures that were merged, split or renumbered carry their history along (rules.md 6, 9): the catalogue's column "früher"."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lipctl.commands.report import Edition, write_report
from lipctl.numbers import MeasureNumber
from lipctl.plan.reader import read_catalogue
from lipctl.plan.writer import write_catalogue
from support.edits import refresh, type_edits
from support.forms import opened, saved
from support.rounds import AS_OF, Office, open_office, plan_of
from support.views import cells, changes_of, lists, view_of
from support.word import texts

HEAD = "| Nummer | Dienststelle | gültig ab | gültig bis | früher |\n"
MERGED = HEAD + "| B5 | 18 | | 2012 | |\n| B6 | 18 | | 2012 | |\n| C1 | 18 | 2013 | | B5 B6 |\n| D1 | 18 | | | |"
SPLIT = HEAD + "| B5 | 18 | | 2012 | |\n| C1 | 18 | 2013 | | B5 |\n| C2 | 43 | 2013 | | B5 |\n| D1 | 18 | | | |"
RENUMBERED = HEAD + "| B5 | 18 | | 2012 | |\n| C1 | 18 | 2013 | | B5 |\n| D1 | 18 | | | |"
CHAIN = HEAD + "| A1 | 18 | | 2010 | |\n| B5 | 18 | 2011 | 2012 | A1 |\n| C1 | 18 | 2013 | | B5 |"
OLD = "| Nummer | Stand | Schritte |\n| B5 | fünf | weiter |\n| B6 | sechs | – |\n| D1 | so | ja |"
NOTHING_NEW = "| Nummer | Stand | Schritte |\n| D1 | anders | ja |"


def office_with(tmp_path, plan: str, *, then: str = OLD, now: str = NOTHING_NEW) -> Office:
    office = open_office(tmp_path, plan)
    office.answer(2012, then)
    office.answer(2013, now)
    return office


def earlier_column(office: Office, number: str, year: int = 2013) -> list[str]:
    """What the form shows as last reported, its head first."""
    department = "43" if number == "C2" else "18"
    sheet = opened(office.send_forms(year)[department])[number]
    shown = [str(sheet.cell(row, 3).value or "") for row in range(1, sheet.max_row + 1)]
    return [text for text in shown if text and not text.startswith("lipctl")]


def test_the_form_of_a_merged_measure_shows_the_answers_of_all_part_after_part(tmp_path):
    shown = earlier_column(office_with(tmp_path, MERGED), "C1")
    assert [text for text in shown if text in {"fünf", "weiter", "sechs"}] == ["fünf", "weiter", "sechs"]
    assert "Zuletzt berichtet (2012, damals B5 und B6)" in shown


def test_a_phrase_under_the_new_number_does_not_hide_what_was_said_under_the_former_one(tmp_path):
    office = office_with(tmp_path, RENUMBERED, now="| Nummer | Stand |\n| C1 | Kein neuer Sachstand |")
    shown = earlier_column(office, "C1", 2014)
    assert {"fünf", "Zuletzt berichtet (2012, damals B5)"} <= set(shown)
    assert "Kein neuer Sachstand" not in shown


def test_what_was_said_under_a_former_number_and_is_unchanged_can_be_worded_anew(tmp_path):
    office = office_with(tmp_path, RENUMBERED, now="| Nummer | unverändert |\n| C1 | ja |")
    refresh(office, 2013)
    type_edits(office, {("C1", 1, "Stand"): "Fünfmal."}, year=2013)
    printed = {measure.number: measure for field in view_of(office, 2013).fields for measure in field.all_measures()}
    earlier = printed["C1"].earlier
    assert earlier is not None
    assert earlier.parts[0].answers[0].paragraphs == ("Fünfmal.",)


def test_both_halves_of_a_split_measure_show_its_answer(tmp_path):
    office = office_with(tmp_path, SPLIT)
    for number in ("C1", "C2"):
        assert {"fünf", "weiter", "Zuletzt berichtet (2012, damals B5)"} <= set(earlier_column(office, number))


def test_an_answer_of_its_own_is_newer_than_what_was_taken_over(tmp_path):
    office = office_with(tmp_path, MERGED, now="| Nummer | Stand | Schritte |\n| C1 | zusammen | weiter |")
    assert {"zusammen", "Zuletzt berichtet (2013)"} <= set(earlier_column(office, "C1", 2014))
    assert "fünf" not in earlier_column(office, "C1", 2014)


@pytest.mark.parametrize("rounds", [[2010], [2010, 2011], [2010, 2012]])
def test_a_chain_of_numbers_leads_back_over_years_without_round_or_answer(tmp_path, rounds):
    office = open_office(tmp_path, CHAIN)
    for year in rounds:
        office.answer(
            year, "| Nummer | Stand | Schritte |\n| A1 | eins | weiter |" if year == 2010 else "| Nummer |\n| B5 |"
        )
    assert {"eins", "Zuletzt berichtet (2010, damals A1)"} <= set(earlier_column(office, "C1"))
    office.answer(2013, "| Nummer | unverändert |\n| C1 | ja |")
    assert (office.codes(2013), view_of(office, 2013).changes.lists[-1].changes[0].detail) == (
        [],
        f"seit 2010; aus {'A1' if rounds[-1] == 2010 else 'B5'}",
    )


def test_unchanged_is_ticked_against_what_was_taken_over_and_printed_with_the_numbers_of_then(tmp_path):
    office = office_with(tmp_path, MERGED, now="| Nummer | unverändert |\n| C1 | ja |\n| D1 | ja |")
    assert office.codes(2013) == []
    measure = next(measure for measure in view_of(office, 2013).measures() if measure.number == "C1")
    assert measure.state == "seit 2012 unverändert, Stand 2012, damals B5 und B6"
    assert measure.earlier.heading == "Stand 2012, damals B5 und B6"
    printed = [answer.paragraphs for part in measure.earlier.parts for answer in part.answers]
    assert printed == [("fünf",), ("weiter",), ("sechs",), ("– – –",)]


@pytest.mark.parametrize(
    ("plan", "table", "listed"),
    [
        (MERGED, {("geteilt oder zusammengelegt", "keine Rückmeldung"): 1}, [("C1", "aus B5 und B6")]),
        (SPLIT, {("geteilt oder zusammengelegt", "keine Rückmeldung"): 2}, [("C1", "aus B5"), ("C2", "aus B5")]),
        (RENUMBERED, {("Umsetzungsstand berichtet", "keine Rückmeldung"): 1}, []),
    ],
)
def test_the_comparison_says_from_which_numbers_and_neither_new_nor_gone(tmp_path, plan, table, listed):
    changes = changes_of(office_with(tmp_path, plan), 2013)
    same = {("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"): 1}
    assert cells(changes) == table | same
    found = lists(changes)
    assert found.get("Unter neuer Nummer", []) == listed
    assert listed or found["Ohne Rückmeldung"] == [("C1", "in diesem Jahr; zuletzt berichtet 2012; aus B5")]
    assert not {"Neu im Plan", "Nicht mehr im Plan"} & found.keys()
    assert not listed or f"{len(listed)} unter neuer Nummer" in changes.sentence


def test_without_the_column_the_same_plan_has_new_ones_and_gone_ones(tmp_path):
    office = office_with(tmp_path, MERGED.replace("B5 B6", ""))
    found = lists(changes_of(office, 2013))
    assert [number for number, _ in found["Neu im Plan"]] == ["C1"]
    assert [number for number, _ in found["Nicht mehr im Plan"]] == ["B5", "B6"]


def test_the_years_without_response_are_counted_back_across_the_new_number(tmp_path):
    office = open_office(tmp_path, RENUMBERED)
    office.answer(2011, OLD)
    office.answer(2012, NOTHING_NEW)
    office.answer(2013, NOTHING_NEW)
    assert ("C1", "seit 2012 (2 Runden); zuletzt berichtet 2011; aus B5") in lists(changes_of(office, 2013))[
        "Ohne Rückmeldung"
    ]


@pytest.mark.parametrize(("of_b6", "codes"), [("erfüllt", ["LIP325"]), ("in Bearbeitung", [])])
def test_an_odd_turn_is_seen_where_all_were_assessed_alike(tmp_path, of_b6, codes):
    office = open_office(tmp_path, MERGED, assessment_from=2012)
    head = "| Nummer | Stand | Schritte | Bewertung |\n"
    office.answer(2012, f"{head}| B5 | a | b | erfüllt |\n| B6 | a | b | {of_b6} |\n| D1 | a | b | in Bearbeitung |")
    office.answer(2013, f"{head}| C1 | neu | b | in Bearbeitung |\n| D1 | neu | b | in Bearbeitung |")
    assert office.codes(2013) == codes


def test_the_report_words_a_taken_over_answer_as_the_report_of_then(tmp_path):
    office = open_office(tmp_path, MERGED)
    office.answer(2012, OLD)
    refresh(office, 2012)
    type_edits(office, {("B6", 1, "Stand"): "Sechs, redigiert"}, year=2012)
    office.answer(2013, NOTHING_NEW)
    printed = texts(write_report(office.workspace, 2013, as_of=AS_OF).path.read_bytes())
    assert "Sechs, redigiert" in printed
    assert "sechs" not in printed


def test_the_public_version_knows_the_persons_of_every_former_number(tmp_path):
    office = open_office(tmp_path, MERGED)
    head = "| Nummer | Stand | Schritte | Person |\n"
    office.answer(
        2012, f"{head}| B5 | Herr Sechskant hat begonnen | weiter | Frau Fünfer |\n| B6 | a | b | Herr Sechskant |"
    )
    office.answer(2013, NOTHING_NEW)
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
    assert "LIP326" in {item.code for item in written.findings}


# What is wrong with a former number, and where one is missing


def told(table: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    _, findings = read_catalogue(write_catalogue(plan_of(table)))
    return [(item.code, str(item.measure), item.places[0].cells, item.message) for item in findings]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("| B5 | 18 | | 2012 | |\n| C1 | 18 | 2013 | | B5 |", []),
        ("| C1 | 18 | 2013 | | B5 |", [("LIP114", "C1", ("O2",))]),
        ("| C1 | 18 | 2013 | | C1 |", [("LIP114", "C1", ("O2",))]),
        (
            "| B5 | 18 | | 2012 | C1 |\n| C1 | 18 | 2013 | | B5 |",
            [("LIP114", "B5", ("O2",)), ("LIP114", "C1", ("O3",))],
        ),
        ("| B5 | 18 | | | |\n| C1 | 18 | 2013 | | B5 |", [("LIP115", "C1", ("O3",))]),
        ("| B5 | 18 | | 2013 | |\n| C1 | 18 | 2013 | | B5 |", [("LIP115", "C1", ("O3",))]),
        ("| B5 | 18 | | 2012 | |\n| C1 | 18 | | | B5 |", [("LIP115", "C1", ("O3",))]),
    ],
)
def test_a_former_number_that_cannot_be_meant_is_told(rows, codes):
    assert [item[:3] for item in told(HEAD + rows)] == codes


@pytest.mark.parametrize("typed", ["B5, B6", "B5; B6", "B5 und B6", "B5 + B6", "B5\nB6"])
def test_several_former_numbers_stand_in_one_cell(typed):
    book = load_workbook(BytesIO(write_catalogue(plan_of(MERGED))))
    book["Handlungsansätze"]["O4"] = typed
    plan, findings = read_catalogue(saved(book))
    assert findings == []
    assert plan.by_number()[MeasureNumber("C1")].former == (MeasureNumber("B5"), MeasureNumber("B6"))


def test_a_catalogue_without_the_column_is_as_good_as_before():
    book = load_workbook(BytesIO(write_catalogue(plan_of(MERGED))))
    book["Handlungsansätze"].delete_cols(15)
    plan, findings = read_catalogue(saved(book))
    assert (findings, {measure.former for measure in plan.measures}) == ([], {()})


LONG = "Die Stadt richtet einen Runden Tisch ein, der zweimal im Jahr tagt und dem Rat berichtet."
WITH_TEXT = "| Nummer | Dienststelle | Kurzfassung | gültig ab | gültig bis | früher |\n"


@pytest.mark.parametrize(
    ("old", "new", "hinted"),
    [
        (LONG, LONG, True),
        (LONG, LONG.replace("Rat", "Ausschuss"), True),
        (LONG, LONG.upper(), True),
        ("Sprachkurse", "Sprachkurse", True),
        ("Sprachkurse", "Deutschkurse", False),
        (LONG, LONG.replace("Runden Tisch ein, der zweimal im Jahr", "Beirat ein, der monatlich"), False),
        (LONG, "Etwas ganz anderes wird getan.", False),
    ],
)
def test_a_hint_proposes_the_column_where_old_and_new_texts_are_nearly_equal(old, new, hinted):
    found = told(f"{WITH_TEXT}| B5 | 18 | {old} | | 2012 | |\n| C1 | 18 | {new} | 2013 | | |")
    assert [item[:3] for item in found] == ([("LIP116", "C1", ("O3",))] if hinted else [])
    assert all("fast wie „B5“" in item[3] for item in found)


@pytest.mark.parametrize(
    "rows",
    [
        f"| B5 | 18 | {LONG} | | 2013 | |\n| C1 | 18 | {LONG} | 2013 | | |",
        f"| B5 | 18 | {LONG} | | | |\n| C1 | 18 | {LONG} | 2013 | | |",
        f"| B5 | 18 | {LONG} | | 2012 | |\n| C1 | 18 | {LONG} | 2013 | | B5 |\n| C2 | 18 | {LONG} | 2013 | | B5 |",
    ],
)
def test_no_hint_where_both_are_valid_or_the_column_says_it(rows):
    assert told(WITH_TEXT + rows) == []


@pytest.mark.slow
def test_many_long_texts_take_no_time():
    texts = [f"{number} {LONG * 5} {number}" for number in range(240)]
    rows = [f"| A{n} | 18 | {text} | | 2012 | |\n| B{n} | 18 | {text} | 2013 | | |" for n, text in enumerate(texts)]
    assert len(told(WITH_TEXT + "\n".join(rows))) == 240
