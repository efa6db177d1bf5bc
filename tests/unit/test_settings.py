"""``lipctl.toml``: lists of known words, told with their line where they are wrong."""

from __future__ import annotations

import pytest

from lipctl.errors import SettingsError
from lipctl.settings.keys import CHAPTERS, KEYS, Key
from lipctl.settings.reading import parse_settings
from lipctl.settings.writer import settings_template

HEAD = '[plan]\nkennung = "lip"\nstadt = "Teststadt"\n\n[bericht]\n'
ALL = tuple(word for word in CHAPTERS if word != "vorwort")


def test_without_the_key_the_report_has_every_chapter_but_the_foreword() -> None:
    assert parse_settings(HEAD).chapters == ALL


def test_the_list_says_which_chapters_and_in_which_order() -> None:
    assert parse_settings(f'{HEAD}kapitel = [\n  "massnahmen", # zuerst\n  " vorwort ",\n]\n').chapters == (
        "massnahmen",
        "vorwort",
    )


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"massnahmen"', "muss eine Liste von Wörtern sein"),
        ("3", "muss eine Liste von Wörtern sein"),
        ("[]", "muss eine Liste von Wörtern sein"),
        ("[1, 2]", "muss eine Liste von Wörtern sein"),
        ('["massnahmen", "anlage"]', "kapitel nennt „anlage“; es gibt vorwort, zusammenfassung,"),
        ('["massnahmen", "massnahmen"]', "kapitel nennt „massnahmen“ mehrmals."),
    ],
)
def test_a_wrong_list_is_reported_with_its_line(value: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(f"{HEAD}kapitel = {value}\n")
    assert "Zeile 6: " in caught.value.headline
    assert problem in caught.value.headline


def test_a_list_is_written_as_it_is_read() -> None:
    values = {
        ("plan", "kennung"): "lip",
        ("plan", "stadt"): 'A "B" \\ C',
        ("bericht", "kapitel"): ("quellen", "massnahmen"),
    }
    read = parse_settings(settings_template(values, {}))
    assert (read.chapters, read.city) == (("quellen", "massnahmen"), 'A "B" \\ C')


PLAN = '[plan]\nkennung = "lip"\nstadt = "Teststadt"\n'
NO_TOML = "kein gültiges TOML"


def refused(source: str) -> str:
    """All that is said about these settings."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(source)
    return f"{caught.value.headline}\n{caught.value.tip}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[frist]\n2011 = 31.03.2011", "Meinten Sie 2011 = 2011-03-31?"),
        ("[frist]\n2011 = 1.3.11 # Ostern", "Meinten Sie 2011 = 2011-03-01?"),
        ("[frist]\n2011 = 2011/03/31", "Meinten Sie 2011 = 2011-03-31?"),
        ("[frist]\n2011 = 2011-3-31", "Meinten Sie 2011 = 2011-03-31?"),
        ("[frist]\n2011 = 2011-31-03", "Meinten Sie 2011 = 2011-03-31?"),
        ("[frist]\n2011 = 2011-02-30", "Diesen Tag gibt es nicht."),
        ("[frist]\n2011 = 2011-03-32 # Ostern", "Diesen Tag gibt es nicht."),
        ("[frist]\n2011 =", "fehlt der Tag: 2011 = 2011-03-31."),
        ("name =", "Hinter „=“ fehlt der Wert."),
        ("name = Plan", "Texte stehen in geraden Anführungszeichen"),
        ("[bericht]\nlinks = ja", "Ja heißt hier true und nein false"),
        ("[bericht]\nlinks = False # wie bisher", "Ja heißt hier true und nein false"),
        ("name = „Plan“", "gesetzte Anführungszeichen"),
        ("name = “Plan”", "gesetzte Anführungszeichen"),
        ('name = "Plan', "fehlt das zweite Anführungszeichen"),
        ('name = "Plan\nkurzname = "P"', "fehlt das zweite Anführungszeichen"),
        ('name = "Plan" für alle', "Hinter dem Wert steht noch etwas."),
        ('name = "A"\nname = "B"', "zum zweiten Mal; bitte löschen Sie eine der beiden Zeilen."),
        ("[plan]", "Der Abschnitt steht dort zum zweiten Mal"),
        ("[bericht", "Ein Abschnitt steht allein in seiner Zeile"),
        ('name: "Plan"', "Zwischen Schlüssel und Wert steht „=“"),
        ("; Bemerkung", "Eine Bemerkung beginnt mit „#“."),
        ('[bezeichnungen]\ngründe = "Warum?"', "Schlüssel stehen ohne Umlaute"),
        ('[ignoriert]\n"2011\\ruecklauf\\x.xlsx" = "Doppelt"', "Ein Pfad steht hier mit „/“"),
        ('[ignoriert]\n2011/x.xlsx = "Doppelt"', "Ein Dateiname steht auch links in Anführungszeichen"),
        ('[bericht]\nkapitel = ["quellen" "massnahmen"]', "zwischen ihren Wörtern steht ein Komma"),
        ('[bericht]\nkapitel = ["quellen"\n[frist]', "Eine Liste endet mit „]“"),
        ("[bewertung]\nab_jahr = 02013", "Zahlen ohne führende Null"),
    ],
)
def test_what_is_no_toml_gets_the_advice_of_its_kind(line: str, said: str) -> None:
    source = PLAN + line
    heard = refused(source)
    assert NO_TOML in heard
    assert said in heard
    assert "Zeile " in heard


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[bewertung]\nab_jahr = 20133", "Zeile 5: ab_jahr in [bewertung] ist 20133; erwartet wird ein Jahr wie 2013, oder 0"),
        ("[bewertung]\nab_jahr = 213", "ist 213;"),
        ("[bewertung]\nab_jahr = -2013", "ist -2013;"),
        ("[bewertung]\nab_jahr = 1889", "ist 1889;"),
        ("[bewertung]\nab_jahr = 2081", "ist 2081; erwartet wird ein Jahr wie 2013, oder 0"),
        ("[bewertung]\nab_jahr = 2103", "ist 2103;"),
        ('[bewertung]\nab_jahr = "2013"', "muss eine ganze Zahl sein: ab_jahr = 2013."),
        ("[bericht]\nleere_gruende = 1", "leere_gruende in [bericht] muss true oder false sein: leere_gruende = true."),
        ('[bericht]\nleere_gruende = "ja"', "muss true oder false sein"),
        ("[bewertung]\nab_jahr = true", "muss eine ganze Zahl sein"),
        ("[frist]\n20111 = 2011-03-31", "20111 ist kein Berichtsjahr"),
        ("[frist]\n1011 = 2011-03-31", "1011 ist kein Berichtsjahr"),
        ("[frist]\n2110 = 2110-03-31", "2110 ist kein Berichtsjahr"),
        ("[frist]\n2011 = 2021-03-31", "Die Frist für 2011 ist der 31.03.2021. Bitte prüfen Sie beide Jahre"),
        ("[frist]\n2011 = 2001-03-31", "erwartet wird z. B. 2011 = 2011-03-31."),
        ('[frist]\n2011 = "31.03.2011"', "Meinten Sie 2011 = 2011-03-31?"),
        ('[frist]\n2011 = "2011-03-31"', "Meinten Sie 2011 = 2011-03-31?"),
        ("[frist]\n2011 = 2011-03-31T12:00:00", "Meinten Sie 2011 = 2011-03-31?"),
        ('[frist]\n2011 = "Ostern"', "Erwartet wird z. B. 2011 = 2011-03-31."),
    ],
)  # fmt: skip
def test_years_and_days_that_nobody_means_are_reported_with_an_example(line: str, said: str) -> None:
    assert said in refused(PLAN + line)


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
@pytest.mark.parametrize("key", [key for key in KEYS if type(key.default) is int], ids=lambda key: key.name)
def test_every_number_has_bounds(key: Key, number: int) -> None:
    assert f"{key.name} in [{key.section}] ist {number}; erwartet wird ein" in refused(
        f"{PLAN}[{key.section}]\n{key.name} = {number}\n"
    )


@pytest.mark.parametrize("first", [0, 1990, 2013, 2030])
def test_usual_years_are_taken_as_they_are(first: int) -> None:
    read = parse_settings(f"{PLAN}[bewertung]\nab_jahr = {first}\n[frist]\n2011 = 2010-12-15\n2012 = 2013-03-31\n")
    assert read.asks_assessment(2031) is bool(first)
    assert sorted(read.deadlines) == [2011, 2012]


@pytest.mark.parametrize(
    ("source", "said", "lines"),
    [
        ('[plan]\nkenung = "lip"\nstadt = "X"', "Zeile 2: kenung ist in [plan] unbekannt; es gibt kennung, stadt, name, kurzname, reihenfolge. Meinten Sie „kennung“?", 1),
        ('[plan]\nKennung = "lip"\nstadt = "X"', "Meinten Sie „kennung“?", 1),
        ('[plann]\nkennung = "lip"\nstadt = "X"', "[plann] ist unbekannt; es gibt [plan],", 1),
        ('[PLAN]\nkennung = "lip"\nstadt = "X"', "Meinten Sie „plan“?", 1),
        ('kennung = "lip"\n[plan]\nstadt = "X"', "Zeile 1: kennung steht über dem ersten Abschnitt; der Schlüssel gehört in [plan].", 1),
        ('[plan]\nstadt = "X"\n[bericht]\nkennung = "lip"', "Zeile 4: kennung ist in [bericht] unbekannt; der Schlüssel gehört in [plan].", 1),
        ('[plan]\nkennung = ""\nstadt = "X"', "Zeile 2: kennung in [plan] ist leer: ", 1),
        ('[plan]\nstadt = "X"', "Zeile 1: kennung fehlt in [plan]: ", 1),
        ('[plan]\nfarbe = "lip"\nstadt = "X"', "kennung fehlt in [plan]", 2),
        (f'{PLAN}[bewertung]\nabjahr = 2013', "Meinten Sie „ab_jahr“?", 1),
        (f'{PLAN}[koordination]\nstele = "X"', "Meinten Sie „stelle“?", 1),
    ],
)  # fmt: skip
def test_a_misspelt_key_is_reported_as_misspelt_and_not_as_missing_too(source: str, said: str, lines: int) -> None:
    heard = refused(source)
    assert said in heard
    assert heard.count("  Zeile ") == lines
