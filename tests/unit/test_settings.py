"""``lipctl.toml``: lists of known words, told with their line where they are wrong."""

from __future__ import annotations

import pytest

from lipctl.errors import SettingsError
from lipctl.settings import CHAPTERS, parse_settings, settings_template

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
