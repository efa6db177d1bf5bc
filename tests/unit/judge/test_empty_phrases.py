"""Which answers say nothing: the wordings of real rounds, and sentences that begin like them."""

from __future__ import annotations

import pytest

from lipctl.judge.empty_phrases import is_empty_phrase, says_nothing

NOTHING_NEW = (
    "Kein neuer Sachstand", "kein neuer  Sachstand.", "Es gibt keinen neuen Sachstand", "Derzeit kein neuer Sachstand",
    "Kein neuer Sachstand gegenüber dem letzten Bericht", "Kein neuer Sachstand, siehe Bericht 2018", "nichts Neues",
    "Nichts Neues zu berichten!", "Es hat sich nichts geändert.", "keine Änderung", "Keine Veränderungen zum Vorjahr",
    "keine neuen Erkenntnisse", "unverändert", "Stand unverändert", "unverändert seit 2018", "gleicher Stand wie 2018",
    "Keine Neuigkeiten", "keine Ergänzungen",
)  # fmt: skip
ELSEWHERE = (
    "wie 2018", "wie 2018/19", "wie letztes Jahr", "wie im Vorjahr", "Wie Vorjahr", "s. Vorjahr", "wie gehabt", "wie bisher",
    "siehe Bericht 2018", "s. Controllingbericht 2018", "vgl. 2018", "laut Bericht 2018", "siehe Anlage", "siehe Anlage 2",
    "siehe beigefügte Anlage", "siehe rechts", "– siehe oben –", "s. o.", "s.o.", "S. U.", "siehe 5-1-3", "s. 5.1.3",
    "siehe Maßnahme 5-1-3", "siehe Antwort zu 5-1-3", "siehe Drucksache V/0592/2010", "siehe DS0592/2010", "siehe E-Mail",
    "-> siehe rechts", "siehe beigefügtes Dokument", "siehe separates Blatt", "siehe Vorbericht", "siehe oben genannte Ausführungen",
)  # fmt: skip
NO_CONTENT = (
    "keine", "Keine.", "nichts", "k. A.", "k.A.", "k A", "kA", "k/A", "k. Angabe", "K. a.", "keine Angaben", "dito", "dto.", "?", "...", "XXX",
    "folgt", "Text folgt", "wird nachgereicht",
)  # fmt: skip
CATCHWORDS = ("läuft", "läuft weiter", "in Arbeit", "erledigt", "– OK! –", "entfällt")
SENTENCES = (
    "nein", "kein Geld", "Keine Haushaltsmittel", "Keine Nachfrage", "Keine neuen Stellen", "noch nicht", "noch nicht begonnen",
    "keine Änderung der Satzung", "Die Satzung ist unverändert", "wie geplant", "Wie 2018 tagt das Netzwerk", "2018", "ab 2018",
    "Bericht 2018", "Neuer Bericht 2018", "siehe Anlage: 5 Kurse", "siehe www.teststadt.de", "Es gibt 5", "unverändert 5 %", "👍",
)  # fmt: skip


@pytest.mark.parametrize("text", [*NOTHING_NEW, *ELSEWHERE, *NO_CONTENT])
def test_these_say_nothing(text):
    assert says_nothing(text)
    assert is_empty_phrase(text)


@pytest.mark.parametrize("text", CATCHWORDS)
def test_a_catchword_says_something_but_tells_a_stranger_nothing(text):
    assert not says_nothing(text)
    assert is_empty_phrase(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_these_say_something(text):
    assert not says_nothing(text)
    assert not is_empty_phrase(text)


@pytest.mark.parametrize("text", ["", " \n", "–", "– – –"])
def test_blank_and_dashes_say_nothing_and_are_no_phrases(text):
    assert says_nothing(text)
    assert not is_empty_phrase(text)


def test_a_long_text_is_no_phrase():
    assert not says_nothing("siehe oben und unten " * 10)
