"""The one cleaning at the border, and what counts as blank (rules.md 1)."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lipctl.text import State, clean, counted, did_you_mean, german_date, in_paragraphs, shortened, state_of

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # surrogates too


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("eins\r\nzwei\rdrei\x0bvier", "eins\nzwei\ndrei\nvier", ()),
        ("  außen weg\u00a0\n", "außen weg", ()),
        ("innen\u00a0bleibt", "innen\u00a0bleibt", ()),
        ("Soft\u00adhyphen „Quote“ – ﬁ", "Soft\u00adhyphen „Quote“ – ﬁ", ()),
        ("u\u0308ber", "über", ()),
        ("Altuğ B&E 👩🏽‍🏫 مرحبا", "Altuğ B&E 👩🏽‍🏫 مرحبا", ()),
        ("links\u200erechts", "links\u200erechts", ()),
        ("\uf0b7 eins \uf0e0\uf020zwei", "• eins → zwei", ()),
        ("\ue000\uf8ff", "\ue000\uf8ff", ()),
        ("a\x07b", "ab", (7,)),
        ("a\ud800b", "ab", (0xD800,)),
        ("ab\u202etxt.exe", "abtxt.exe", (0x202E,)),
        ("a\ufffeb", "ab", (0xFFFE,)),
    ],
)
def test_the_border_changes_only_what_no_document_can_hold(typed, kept, removed):
    assert (clean(typed).text, clean(typed).removed) == (kept, removed)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)
    assert clean(once.text).text == once.text
    assert clean(once.text).removed == ()


@given(ANY_TEXT)
def test_whatever_is_clean_can_stand_in_a_document(text):
    cleaned = clean(text).text
    cleaned.encode("utf-8")
    assert all(char in "\t\n" or unicodedata.category(char) != "Cc" for char in cleaned)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.BLANK),
        (" \u00a0\n\t\u200b", State.BLANK),
        ("– – –", State.NOTHING),
        ("-", State.NOTHING),
        ("—\u00a0\u2212 \u2011", State.NOTHING),
        ("\uf02d \uf02d", State.NOTHING),
        ("– x –", State.GIVEN),
        ("0", State.GIVEN),
        ("…", State.GIVEN),
    ],
)
def test_blank_nothing_to_say_and_given_are_told_apart(text, state):
    assert state_of(text) is state


def test_paragraphs_are_split_at_blank_lines_only():
    assert in_paragraphs("a\nb\n\nc\n \n\nd") == ("a\nb", "c", "d")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("eins zwei drei", "eins zwei drei"),
        ("eins zwei drei vier", "eins zwei\u00a0…"),
        ("einszweidreivier", "einszweidreivi\u00a0…"),
        ("", ""),
    ],
)
def test_a_text_is_shortened_at_a_whole_word_where_there_is_one(text: str, short: str) -> None:
    assert shortened(text, 14) == short


def test_a_date_is_written_as_the_office_does() -> None:
    assert german_date(date(2010, 3, 31)) == "31.03.2010"


def test_one_is_not_counted_as_several() -> None:
    assert [counted(number, "Datei", "Dateien") for number in (0, 1, 2)] == ["0 Dateien", "1 Datei", "2 Dateien"]


def test_near_names_are_proposed_whatever_their_case() -> None:
    known = ["report", "Export", "check"]
    assert did_you_mean("REPROT", known) == "Meinten Sie „report“ oder „Export“?"
    assert did_you_mean("REPROT", known, most=1) == "Meinten Sie „report“?"
    assert did_you_mean("xyz", known) == ""
