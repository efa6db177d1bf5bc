"""A plan's own scale, from the form that is sent to the report that is printed (docs/rules.md 3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lipctl.cli.check_results import count_rows
from lipctl.commands.close import Correction, add_addendum, close_year
from lipctl.commands.data import Kind, write_data
from lipctl.commands.history import histories
from lipctl.commands.publish import publish
from lipctl.commands.report import write_report
from lipctl.report.data_table import as_csv
from lipctl.word.enclosure import make_enclosure
from lipctl.workspace import Workspace
from support.rounds import AS_OF, ONE_MEASURE, Office, open_office
from support.views import changes_of, lists, view_of
from support.word import texts

COLOURS = """
[[bewertung.stufe]]
kennung = "gruen"
name = "grün"
bedeutung = "offen"
rang = 2
[[bewertung.stufe]]
kennung = "orange"
name = "orange: stockt"
bedeutung = "offen"
rang = 1
[[bewertung.stufe]]
kennung = "fertig"
name = "fertig"
bedeutung = "erfolg"
braucht = ["umsetzungsstand"]
"""
GREEN, ORANGE = "| Nummer | Bewertung |\n| 5-1-3 | grün |", "| Nummer | Bewertung |\n| 5-1-3 | orange: stockt |"
WITHOUT_ORANGE = COLOURS.replace("rang = 1\n", "rang = 1\nbis = 2012\n")


def office_of(folder: Path, scale: str = COLOURS, plan: str = ONE_MEASURE) -> Office:
    """An office that assesses by this scale from 2012 on; called again it has changed its scale."""
    if not (folder / "lipctl.toml").exists():
        open_office(folder, plan, assessment_from=2012)
        (folder / "lipctl.toml").rename(folder / "ohne-skala.toml")
    settings = (folder / "ohne-skala.toml").read_text(encoding="utf-8")
    (folder / "lipctl.toml").write_text(settings + scale, encoding="utf-8")
    return Office(Workspace(folder))


def report_of(office: Office, folder: Path) -> bytes:
    made = write_report(office.workspace, 2012, as_of=AS_OF, output=folder / "bericht.docx", force=True)
    assert made.path
    return made.path.read_bytes()


def test_an_assessment_that_needs_nothing_is_a_complete_answer(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    office.answer(2012, ORANGE)
    assert office.codes(2012) == []
    (measure,) = view_of(office, 2012).measures()
    assert (measure.column, measure.state, measure.sign, measure.kind) == ("orange", "orange: stockt", "●", "laufend")


def test_one_that_needs_a_status_is_not_and_is_printed_all_the_same(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    office.answer(2012, "| Nummer | Bewertung |\n| 5-1-3 | fertig |")
    assert office.codes(2012) == ["LIP304"]
    (measure,) = view_of(office, 2012).measures()
    assert measure.state == "unvollständig – Bewertung: fertig"


def test_a_step_that_was_renamed_after_the_forms_went_out_is_still_known(tmp_path: Path) -> None:
    form = office_of(tmp_path).send_forms(2012)
    later = office_of(tmp_path, COLOURS.replace('"grün"', '"grün: auf gutem Weg"'))
    assert form != later.send_forms(2012)
    office_of(tmp_path).answer(2012, GREEN)
    later = office_of(tmp_path, COLOURS.replace('"grün"', '"grün: auf gutem Weg"'))
    assert later.codes(2012) == []
    assert [measure.label for measure in view_of(later, 2012).measures()] == ["grün: auf gutem Weg"]


def test_a_step_that_is_no_more_is_printed_by_its_name_of_then(tmp_path: Path) -> None:
    office = office_of(tmp_path, WITHOUT_ORANGE)
    office.answer(2012, ORANGE)
    office.answer(2013, "| Nummer |\n| 5-1-3 |")
    (measure,) = view_of(office, 2013).measures()
    assert measure.earlier is not None
    assert [answer.paragraphs for part in measure.earlier.parts for answer in part.answers] == [("orange: stockt",)]


@pytest.mark.parametrize(
    ("successor", "listed", "hint"),
    [
        (
            "",
            {"Nach anderer Skala bewertet": [("5-1-3", "2012: orange: stockt; jetzt: grün")]},
            "2012 galt für die Bewertung eine andere Skala. Verglichen wird, was sich entspricht; das Übrige steht unter "
            "„Nach anderer Skala bewertet“.",
        ),
        ('[bewertung.uebergang]\norange = "gruen"\n', {}, "Im Vergleich mit 2012 zählt „orange: stockt“ als „grün“."),
    ],
)
def test_what_has_become_of_a_step_is_compared(tmp_path: Path, successor: str, listed: object, hint: str) -> None:
    office = office_of(tmp_path, WITHOUT_ORANGE + successor)
    office.answer(2012, ORANGE)
    office.answer(2013, GREEN)
    changes = changes_of(office, 2013)
    assert (lists(changes), changes.hint) == (listed, hint)


@pytest.mark.parametrize(
    ("then", "now", "title"),
    [(ORANGE, GREEN, "Vorangekommen"), (GREEN, ORANGE, "Zurückgefallen"), (GREEN, GREEN, None)],
)
def test_rank_decides_what_is_better(tmp_path: Path, then: str, now: str, title: str | None) -> None:
    office = office_of(tmp_path)
    office.answer(2012, then)
    office.answer(2013, now)
    assert list(lists(changes_of(office, 2013))) == ([title] if title else [])


def test_unchanged_beside_another_assessment_is_an_error_with_both(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    office.answer(2012, ORANGE)
    office.answer(2013, "| Nummer | unverändert | Bewertung |\n| 5-1-3 | ja | grün |")
    (found,) = office.findings(2013)
    assert (found.code, found.rule.spoils_report) == ("LIP347", True)
    assert "2012 war sie „orange: stockt“, jetzt „grün“" in found.message
    assert len(found.places[0].cells) == 2
    changes = changes_of(office, 2013)
    ((title, said),) = lists(changes).items()
    assert (title, said) == (
        "Unverändert gemeldet",
        [("5-1-3", "seit 2012; widersprüchlich: 2012: orange: stockt; jetzt: grün")],
    )


def test_data_has_the_keys_and_what_they_mean(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    office.answer(2012, ORANGE)
    written = write_data(office.workspace, [2012], as_of=AS_OF, kind=Kind("json"), output=tmp_path / "daten.json")
    data = json.loads(written.content)
    assert [row["assessment"] for row in data["rows"]] == ["orange"]
    assert {"key": "orange", "name": "orange: stockt", "meaning": "open", "rank": 1} in data["scales"]["2012"]
    assert "orange: stockt" in as_csv(written.table).decode("utf-8-sig")


def test_a_closed_year_keeps_its_scale_and_prints_what_corrects_an_assessment(tmp_path: Path) -> None:
    office = office_of(tmp_path / "lip")
    office.answer(2012, ORANGE)
    before = report_of(office, tmp_path)
    assert close_year(office.workspace, 2012, as_of=AS_OF, today=AS_OF).path
    office = office_of(tmp_path / "lip", COLOURS.replace("orange: stockt", "rot").replace('"orange"', '"rot"'))
    assert report_of(office, tmp_path) == before
    add_addendum(office.workspace, 2012, Correction("5-1-3", "bewertung", 1, "Es stockt nicht.", "Irrtum"), AS_OF)
    (past,) = histories(office.workspace, "5-1-3", AS_OF).measures
    corrected = ["Bewertung", "orange: stockt", "Nachtrag vom 15.01.2014 (Irrtum): Es stockt nicht."]
    for document in (report_of(office, tmp_path), make_enclosure(office.workspace, past, AS_OF)):
        assert " | ".join(corrected) in " | ".join(texts(document))
    pages = publish(office.workspace, 2012, as_of=AS_OF).folder
    assert pages
    assert any("Es stockt nicht." in page.read_text(encoding="utf-8") for page in pages.glob("*.html"))


def test_a_setback_that_was_assessed_alone_borrows_no_reasons_of_an_earlier_year(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    office.answer(2012, "| Nummer | Bewertung | Gründe |\n| 5-1-3 | grün | Damals fehlte Personal. |")
    office.answer(2013, ORANGE)
    assert lists(changes_of(office, 2013)) == {"Zurückgefallen": [("5-1-3", "2012: grün; jetzt: orange: stockt")]}


def test_the_overview_calls_a_former_step_by_its_name_of_then(tmp_path: Path) -> None:
    office = office_of(tmp_path, WITHOUT_ORANGE + '[bewertung.uebergang]\norange = "gruen"\n')
    office.answer(2012, ORANGE)
    office.answer(2013, "| Nummer | Bewertung | Stand |\n| 5-1-3 | fertig | alles |")
    assert changes_of(office, 2013).before == {"5-1-3": "orange"}


def test_an_assessment_alone_is_not_called_a_status_and_reasons_do_not_say_that_nothing_was_done(
    tmp_path: Path,
) -> None:
    red = "".join(
        f'[[bewertung.stufe]]\nkennung = "{key}"\nname = "{key}"\nbedeutung = "offen"\nbraucht = ["gruende"]\nrang = 0\n'
        for key in ("rot", "tiefrot")
    )
    office = office_of(
        tmp_path, COLOURS + red, "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-6 | 18 |\n| 5-1-8 | 18 |"
    )
    office.answer(
        2012,
        "| Nummer | Bewertung | Gründe |\n| 5-1-3 | orange: stockt | |\n| 5-1-6 | rot | Geld |\n| 5-1-8 | tiefrot | Geld |",
    )
    result, scale = office.check(2012), office.workspace.settings.asked_scale(2012)
    assert count_rows(result.counts, scale=scale)[:2] == [
        ("Umsetzungsstand berichtet oder nur bewertet", "1"),
        ("ohne Umsetzungsstand, Gründe genannt", "2"),
    ]
    figures = view_of(office, 2012).summary.glance.figures
    assert ("offen, Gründe genannt", 2) in [(figure.label, figure.count) for figure in figures]
