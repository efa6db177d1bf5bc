"""A plan's own scale in lipctl.toml, and what the years make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lipctl.errors import SettingsError
from lipctl.judge.progress import Progress
from lipctl.questions import Question
from lipctl.report import changes
from lipctl.report.moves import Move
from lipctl.report.summary import NOT_ASSESSED
from lipctl.scale import DEFAULT_SCALE, MOST_STEPS, Meaning
from lipctl.settings.model import Settings
from lipctl.settings.own_scale import STEP_KEYS
from lipctl.settings.reading import parse_settings
from lipctl.settings.step_values import RESERVED, _contrast_to_white
from support.contrast import contrast

BASE = '[plan]\nkennung = "k"\nstadt = "S"\n\n[bewertung]\nab_jahr = 2013\n'
GREEN = '[[bewertung.stufe]]\nkennung = "gruen"\nname = "grün: läuft"\nbedeutung = "offen"\n'
DONE = '[[bewertung.stufe]]\nkennung = "fertig"\nname = "fertig"\nbedeutung = "erfolg"\nbraucht = ["umsetzungsstand"]\n'


def settings(*tables: str) -> Settings:
    return parse_settings("\n".join((BASE, *tables)))


def complaints(*tables: str) -> str:
    with pytest.raises(SettingsError) as refused:
        settings(*tables)
    return str(refused.value)


def test_without_a_scale_the_five_hold() -> None:
    assert settings().scale(2013) is DEFAULT_SCALE
    assert settings().asked_scale(2012) is None


def test_a_step_says_what_it_means_and_needs() -> None:
    green, done = settings(GREEN, DONE).scale(2013).steps
    assert (green.key, green.label, green.short, green.meaning) == ("gruen", "grün: läuft", "grün", Meaning.OPEN)
    assert (green.needs, green.stands_alone, green.sign, green.looks_ahead) == ((), True, "●", False)
    assert (done.needs, done.stands_alone, done.sign) == ((Question.STATUS,), False, "✓")


def test_without_ranks_the_first_step_is_the_best() -> None:
    ranks = [
        step.rank for step in settings(GREEN, GREEN.replace("gruen", "rot").replace("grün", "rot")).scale(2013).steps
    ]
    assert ranks == sorted(ranks, reverse=True)


def test_steps_come_and_go_with_the_years_and_before_them_the_five_hold() -> None:
    own = settings(f"{GREEN}von = 2015\nbis = 2016\n", f"{DONE}von = 2015\n")
    assert own.scale(2014) is DEFAULT_SCALE
    assert [[step.key for step in own.scale(year).steps] for year in (2016, 2017)] == [["gruen", "fertig"], ["fertig"]]


def test_a_step_may_take_another_name_from_a_year_on() -> None:
    renamed = GREEN.replace("grün: läuft", "im Plan")
    own = settings(f"{GREEN}bis = 2015\n", f"{renamed}von = 2016\n")
    assert own.scale(2016).today(own.scale(2015).steps[0]).label == "im Plan"


def test_a_former_step_is_what_has_become_of_it() -> None:
    own = settings(GREEN, DONE, '[bewertung.uebergang]\nin_progress = "gruen"\n')
    scale = own.scale(2013)
    assert scale.today(DEFAULT_SCALE.by_key["in_progress"]).key == "gruen"
    assert not scale.knows(scale.today(DEFAULT_SCALE.by_key["completed"]))


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ((GREEN.replace("gruen", "Grün"),), "Zeile 9: kennung in [[bewertung.stufe]] darf nur Kleinbuchstaben"),
        ((GREEN.replace("gruen", "reported"),), "darf nicht „reported“ sein"),
        ((GREEN, GREEN), "kennung „gruen“ haben zwei Stufen."),
        ((GREEN, DONE.replace('"fertig"\nb', '"Grün: läuft"\nb')), "name „grün: läuft“ haben zwei Stufen."),
        ((GREEN.replace("läuft", "läuft, ja"),), "name in [[bewertung.stufe]] enthält „,“"),
        ((GREEN.replace("offen", "gut"),), "bedeutung in [[bewertung.stufe]] ist „gut“; es gibt erfolg, offen, beendet."),
        ((GREEN.replace("bedeutung", "bedeuting"),), "Meinten Sie „bedeutung“?"),
        ((f'{GREEN}braucht = "gruende"\n',), "braucht in [[bewertung.stufe]] muss eine Liste sein"),
        ((f'{GREEN}braucht = ["schritte"]\n',), "braucht in [[bewertung.stufe]] nennt „schritte“"),
        ((f'{GREEN}zeichen = "√"\n',), "sieht wie eine Rechnung oder ein Strich aus"),
        ((f'{GREEN}farbe = "#FFD700"\n',), "auf Weiß zu blass (Kontrast 1,4 : 1, nötig 4,5 : 1)"),
        ((f'{GREEN}farbe = "gelb"\n',), "farbe in [[bewertung.stufe]] muss eine Farbe aus sechs Ziffern sein"),
        ((f'{GREEN}von = "2013"\n',), "Zeile 12: von in [[bewertung.stufe]] muss ein Berichtsjahr sein"),
        ((f"{GREEN}rang = 1\n", GREEN.replace("gruen", "rot").replace("grün", "rot")), "rang steht nur bei einem Teil"),
        ((GREEN, '[bewertung.uebergang]\norange = "gruen"\n'), "nennt „orange“; diese Stufe gibt es nicht"),
        (tuple(GREEN.replace("grün", f"g{n}").replace("gruen", f"g{n}") for n in range(MOST_STEPS + 1)), "Es sind 9 Stufen"),
        ((GREEN.replace('"offen"', '["offen"]'),), "bedeutung in [[bewertung.stufe]] muss eines dieser Wörter sein: erfolg,"),
        ((f"{GREEN}von = 2016\nbis = 2015\n",), "Zeile 13: bis in [[bewertung.stufe]] liegt vor von: 2015 vor 2016."),
        ((GREEN, '[bewertung.uebergang]\nin_progress = ["gruen"]\n'), "Zeile 14: in_progress in [bewertung.uebergang] muss"),
        ((GREEN.replace(".stufe", ".stufen"),), "es gibt ab_jahr, stufe, uebergang. Meinten Sie „stufe“?"),
        (('stufe = "grün"\n',), "Jede Stufe steht unter einer eigenen Zeile [[bewertung.stufe]]."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tables: tuple[str, ...], said: str) -> None:
    assert said in complaints(*tables)


def test_steps_that_no_form_would_ask_for_are_refused() -> None:
    with pytest.raises(
        SettingsError, match=r"Zeile 6: ab_jahr fehlt in .bewertung.: Ohne die Zeile fragt kein Formular"
    ):
        parse_settings(BASE.replace("ab_jahr = 2013\n", GREEN))
    assert parse_settings(BASE.replace("2013", "0") + GREEN).asked_scale(2013) is None


def test_the_darker_shade_that_is_proposed_is_taken() -> None:
    shade = complaints(f'{GREEN}farbe = "#FFD700"\n').split("Ton wäre „")[1][:7]
    assert settings(f'{GREEN}farbe = "{shade}"\n').scale(2013).steps[0].colour == shade[1:]


@pytest.mark.parametrize("colour", ["000000", "FFFFFF", "7A5C00", "#1E6B2E"])
def test_contrast_is_that_of_wcag(colour: str) -> None:
    assert _contrast_to_white(colour) == pytest.approx(contrast(colour, "FFFFFF"))


def test_no_step_can_be_taken_for_a_class_or_a_list() -> None:
    lists = {changes.NEW, changes.GONE, changes.REGROUPED, changes.TICKED, changes.UNCHANGED_TEXT, changes.RENUMBERED}
    assert {*Progress, *Move, NOT_ASSESSED, *lists} <= RESERVED


def test_every_key_of_a_step_is_explained() -> None:
    assert all(key.meaning and key.example for key in STEP_KEYS)


def test_the_scale_that_the_handbuch_shows_can_be_copied() -> None:
    chapter = Path(__file__).parents[2] / "docs" / "handbuch" / "10-ihre-eigene-bewertung.md"
    blocks = [block.partition("```")[0] for block in chapter.read_text(encoding="utf-8").split("```toml\n")[1:]]
    shown = parse_settings('[plan]\nkennung = "k"\nstadt = "S"\n\n' + "\n".join(blocks))
    assert [step.key for step in shown.scale(2026).steps] == ["gruen", "gelb", "rot", "blau", "grau", "orange"]
    assert shown.scale(2027).today(shown.scale(2026).by_key["orange"]).key == "rot"
