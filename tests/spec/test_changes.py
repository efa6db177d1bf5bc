"""Year against year: each test is two or three rounds, answered on real forms."""

import pytest

from build_sample import fill_in
from lipctl import merged_year
from lipctl.commands.report import write_report
from lipctl.findings import Place
from lipctl.numbers import MeasureNumber
from lipctl.plan.writer import write_catalogue
from lipctl.responses.folder import read_folder
from support.rounds import AS_OF, answers_of, open_office, plan_of
from support.views import cells, changes_of, lists, view_of
from support.word import texts

REPORTED = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"
SILENT = "| Nummer |\n| 5-1-3 |"


def assessed(label: str, reasons: str = "", status: str = "getan") -> str:
    return f"| Nummer | Stand | Schritte | Gründe | Bewertung |\n| 5-1-3 | {status} | weiter | {reasons} | {label} |"


@pytest.mark.parametrize(
    ("then", "now", "cell", "listed"),
    [
        (
            REPORTED,
            REPORTED.replace("getan", "mehr getan"),
            ("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"),
            {},
        ),
        (
            REPORTED,
            REPORTED,
            ("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"),
            {"Im Wortlaut unverändert": [("5-1-3", "seit 2012")]},
        ),
        (
            REPORTED,
            "| Nummer | unverändert |\n| 5-1-3 | ja |",
            ("Umsetzungsstand berichtet", "unverändert gemeldet"),
            {"Unverändert gemeldet": [("5-1-3", "seit 2012")]},
        ),
        (
            "| Nummer | Gründe |\n| 5-1-3 | kein Geld |",
            REPORTED,
            ("noch nichts unternommen, Gründe genannt", "Umsetzungsstand berichtet"),
            {
                "Vorangekommen": [
                    ("5-1-3", "2012: noch nichts unternommen, Gründe genannt; jetzt: Umsetzungsstand berichtet")
                ]
            },
        ),
        (
            REPORTED,
            SILENT,
            ("Umsetzungsstand berichtet", "keine Rückmeldung"),
            {"Ohne Rückmeldung": [("5-1-3", "in diesem Jahr; zuletzt berichtet 2012")]},
        ),
        (
            "| Nummer | Schritte |\n| 5-1-3 | nur Schritte |",
            REPORTED,
            ("unvollständig", "Umsetzungsstand berichtet"),
            {"Neu berichtet": [("5-1-3", "2012: unvollständig")]},
        ),
        (
            "| Nummer | nicht zuständig |\n| 5-1-3 | Jugendamt |",
            REPORTED,
            ("Zuständigkeit ungeklärt", "Umsetzungsstand berichtet"),
            {"Neu berichtet": [("5-1-3", "2012: Zuständigkeit ungeklärt")]},
        ),
    ],
)
def test_two_years_without_assessment_are_compared_by_class(tmp_path, then, now, cell, listed):
    office = open_office(tmp_path)
    office.answer(2012, then)
    office.answer(2013, now)
    changes = changes_of(office, 2013)
    assert (changes.year, cells(changes), lists(changes), changes.hint) == (2012, {cell: 1}, listed, "")


@pytest.mark.parametrize(
    ("then", "now", "listed", "codes"),
    [
        (
            assessed("in Bearbeitung"),
            assessed("erfüllt", status="fertig"),
            {"Neu erfüllt": [("5-1-3", "2012: in Bearbeitung")]},
            [],
        ),
        (
            assessed("in Bearbeitung"),
            assessed("in das laufende Geschäft übergegangen", status="fertig"),
            {"Neu in das laufende Geschäft übergegangen": [("5-1-3", "2012: in Bearbeitung")]},
            [],
        ),
        (
            assessed("erfüllt"),
            assessed("in das laufende Geschäft übergegangen", status="fertig"),
            {"Neu in das laufende Geschäft übergegangen": [("5-1-3", "2012: erfüllt")]},
            [],
        ),
        (
            assessed("in Bearbeitung"),
            assessed("nicht weiter zu verfolgen", "kein Bedarf", "begonnen"),
            {"Neu nicht weiter zu verfolgen": [("5-1-3", "kein Bedarf")]},
            [],
        ),
        (assessed("erfüllt"), assessed("erfüllt", status="wie gesagt fertig"), {}, []),
        (assessed("in Bearbeitung"), assessed("in Bearbeitung", status="mehr"), {}, []),
        (
            assessed("erfüllt"),
            assessed("in Bearbeitung", status="wieder offen"),
            {"Wieder offen": [("5-1-3", "2012: erfüllt; jetzt: in Bearbeitung")]},
            ["LIP325"],
        ),
        (
            assessed("erfüllt"),
            assessed("in Bearbeitung", "Gesetz geändert", "wieder offen"),
            {"Wieder offen": [("5-1-3", "2012: erfüllt; jetzt: in Bearbeitung\nBegründung: Gesetz geändert")]},
            [],
        ),
        (
            assessed("in das laufende Geschäft übergegangen"),
            assessed("in Bearbeitung", status="wieder offen"),
            {"Wieder offen": [("5-1-3", "2012: in das laufende Geschäft übergegangen; jetzt: in Bearbeitung")]},
            ["LIP325"],
        ),
        (
            assessed("nicht weiter zu verfolgen", "kein Bedarf"),
            assessed("in Bearbeitung", "– – –", "doch wieder"),
            {"Wieder offen": [("5-1-3", "2012: nicht weiter zu verfolgen; jetzt: in Bearbeitung")]},
            ["LIP325"],
        ),
        (
            assessed("in Bearbeitung"),
            assessed("noch nicht begonnen", "doch noch nicht", "gedacht"),
            {
                "Zurückgefallen": [
                    ("5-1-3", "2012: in Bearbeitung; jetzt: noch nicht begonnen\nBegründung: doch noch nicht")
                ]
            },
            [],
        ),
    ],
)
def test_two_years_with_assessment_are_compared_by_it_and_an_odd_turn_is_reported(tmp_path, then, now, listed, codes):
    office = open_office(tmp_path, assessment_from=2012)
    office.answer(2012, then)
    office.answer(2013, now)
    changes = changes_of(office, 2013)
    assert (changes.by_assessment, lists(changes), office.codes(2013)) == (True, listed, codes)


def test_an_odd_turn_is_reported_with_place_and_both_assessments(tmp_path):
    office = open_office(tmp_path, assessment_from=2012)
    office.answer(2012, assessed("erfüllt"))
    office.answer(2013, assessed("in Bearbeitung", status="wieder offen"))
    (turn,) = office.findings(2013)
    assert turn.message == (
        "2012 war der Handlungsansatz mit „erfüllt“ bewertet, jetzt mit „in Bearbeitung“; ein Grund ist nicht genannt."
    )
    assert (turn.places[0].file, turn.department) == ("data/2013/ruecklauf/18.xlsx", "18")


def test_an_odd_turn_is_seen_across_a_year_without_response(tmp_path):
    office = open_office(tmp_path, assessment_from=2011)
    office.answer(2011, assessed("erfüllt"))
    office.answer(2012, SILENT)
    office.answer(2013, assessed("in Bearbeitung", status="wieder offen"))
    assert "LIP325" in office.codes(2013)
    assert lists(changes_of(office, 2013)) == {
        "Neu berichtet": [("5-1-3", "2012: keine Rückmeldung; 2011: erfüllt")],
    }
    assert changes_of(office, 2013).hint == (
        "Die Listen gehen von der letzten Bewertung aus; ist sie älter als 2012, zeigt das Jahr daneben es an."
    )


def test_what_was_assessed_before_a_silent_year_is_not_finished_anew(tmp_path):
    office = open_office(tmp_path, assessment_from=2011)
    office.answer(2011, assessed("erfüllt"))
    office.answer(2012, SILENT)
    office.answer(2013, assessed("erfüllt", status="bleibt fertig"))
    assert lists(changes_of(office, 2013)) == {"Neu berichtet": [("5-1-3", "2012: keine Rückmeldung; 2011: erfüllt")]}


def test_where_only_one_year_has_assessments_both_are_counted_by_class_and_it_is_said(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    office.answer(2012, REPORTED)
    office.answer(2013, assessed("erfüllt", status="fertig"))
    changes = changes_of(office, 2013)
    assert cells(changes) == {("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"): 1}
    assert changes.hint == (
        "Die Bewertung wurde 2012 noch nicht abgefragt; verglichen wird deshalb, ob und wie geantwortet wurde."
    )
    assert lists(changes) == {"Neu erfüllt": [("5-1-3", "2012: Umsetzungsstand berichtet")]}


def test_the_years_without_response_and_without_change_are_counted_back(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |\n| 3 | 50 |")
    both = "| Nummer | Stand | Schritte |\n| 1 | alt | weiter |\n| 2 | so bleibt es | ja |\n| 3 | x | y |"
    same = "| Nummer | unverändert |\n| 2 | ja |"
    office.answer(2009, both)
    for year in (2010, 2011):
        office.answer(year, same, department="18")
    found = lists(changes_of(office, 2011))
    assert found["Ohne Rückmeldung"] == [
        ("1", "seit 2010 (2 Runden); zuletzt berichtet 2009"),
        ("3", "seit 2010 (2 Runden); zuletzt berichtet 2009"),
    ]
    assert found["Unverändert gemeldet"] == [("2", "seit 2009")]
    states = {measure.number: (measure.sign, measure.state) for measure in view_of(office, 2011).measures()}
    assert states == {
        "1": ("□", "keine Rückmeldung (Stand 2009):"),
        "2": ("=", "seit 2009 unverändert, Stand 2009"),
        "3": ("□", "keine Rückmeldung (Stand 2009):"),
    }


def test_the_plan_s_own_changes_are_reported(tmp_path):
    plan = (
        "| Nummer | Dienststelle | gültig ab | gültig bis |\n| 1 | 18 | | 2012 |\n| 2 | 18 | | |\n| 3 | 18 | 2013 | |"
    )
    office = open_office(tmp_path, plan)
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 1 | a | b |\n| 2 | a | b |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 2 | neu | b |\n| 3 | a | b |")
    changes = changes_of(office, 2013)
    assert cells(changes) == {
        ("Umsetzungsstand berichtet", "nicht mehr im Plan"): 1,
        ("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"): 1,
        ("neu im Plan", "Umsetzungsstand berichtet"): 1,
    }
    assert lists(changes) == {
        "Neu im Plan": [("3", "Umsetzungsstand berichtet")],
        "Nicht mehr im Plan": [("1", "2012: Umsetzungsstand berichtet")],
    }
    assert changes.total == 3


def test_a_row_that_was_deleted_instead_of_ended_is_reported_until_it_is_put_back(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |")
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 1 | a | b |\n| 2 | a | b |")
    office.workspace.catalogue.write_bytes(write_catalogue(plan_of("| Nummer | Dienststelle |\n| 2 | 18 |")))
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 2 | neu | b |")
    (told,) = office.findings(2013)
    assert (told.code, told.measure, told.department) == ("LIP327", MeasureNumber("1"), None)
    assert told.message == "Dazu wurde 2012 berichtet, aber im Katalog gibt es die Nummer nicht mehr."
    assert told.places == (Place("data/2012/ruecklauf/18.xlsx", "1"),)
    ended = plan_of("| Nummer | Dienststelle | gültig bis |\n| 1 | 18 | 2012 |\n| 2 | 18 | |")
    office.workspace.catalogue.write_bytes(write_catalogue(ended))
    assert office.findings(2013) == []
    assert lists(changes_of(office, 2013)) == {"Nicht mehr im Plan": [("1", "2012: Umsetzungsstand berichtet")]}


def test_the_newest_earlier_year_with_a_round_counts_and_an_empty_one_does_not(tmp_path):
    office = open_office(tmp_path)
    office.answer(2010, REPORTED)
    office.send_forms(2012)
    office.answer(2013, REPORTED)
    assert changes_of(office, 2013).year == 2010


def test_without_an_earlier_round_the_chapter_is_left_out(tmp_path):
    office = open_office(tmp_path)
    office.answer(2013, REPORTED)
    assert view_of(office, 2013).changes is None
    written = write_report(office.workspace, 2013, as_of=AS_OF)
    assert not [text for text in texts(written.path.read_bytes()) if text.startswith("Veränderungen")]


def test_non_measures_leave_no_trace_in_the_changes(tmp_path):
    plan = "| Nummer | Dienststelle | im Bericht | Kurzfassung |\n| 1 | 18 | ja | |\n| 2 | 50 | nein | verborgen |"
    office = open_office(tmp_path, plan)
    office.answer(2012, "| Nummer | Stand | Schritte |\n| 1 | a | b |\n| 2 | geheim | b |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | c | b |")
    view = view_of(office, 2013)
    assert view.changes.total == 1
    assert [word for word in ("verborgen", "geheim", "Fachbereich 50") if word in repr(view)] == []


def test_each_year_is_read_only_once(tmp_path, monkeypatch):
    office = open_office(tmp_path)
    for year in (2010, 2011, 2012, 2013):
        office.answer(year, REPORTED)
    read = []

    def counting(workspace, year, numbers):
        read.append(year)
        return read_folder(workspace, year, numbers)

    monkeypatch.setattr(merged_year, "read_folder", counting)
    view_of(office, 2013)
    assert sorted(read) == [2010, 2011, 2012, 2013]


def test_answers_in_an_old_form_count_for_their_year_in_later_comparisons_too(tmp_path):
    office = open_office(tmp_path)
    old = office.send_forms(2011)["18"]
    office.answer(2011, REPORTED)
    office.receive(2012, "altes Formular.xlsx", fill_in(old, answers_of(REPORTED.replace("getan", "neu getan"))))
    office.answer(2013, REPORTED.replace("getan", "noch mehr"))
    assert cells(changes_of(office, 2013)) == {("Umsetzungsstand berichtet", "Umsetzungsstand berichtet"): 1}
    assert view_of(office, 2012).changes.year == 2011
