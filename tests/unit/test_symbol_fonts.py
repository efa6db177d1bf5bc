"""Signs of symbol fonts: what the tables may hold, and what becomes of a text in such a font."""

import pytest

from lipctl.symbol_fonts import SIGNS, in_any_font, named_signs
from lipctl.text import clean


def test_what_stands_for_a_sign_is_a_sign_that_any_font_may_have():
    assert not [sign for sign in SIGNS.values() if len(sign) != 1 or named_signs(sign)]


def test_signs_are_named_once_and_in_order():
    assert named_signs("x\uf8ffy\ue001\uf8ff\U0010fffd") == "U+E001, U+F8FF, U+10FFFD"
    assert named_signs("Text • – → ✓ ☺") == ""


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        ("symbol", "\u00b7 - l 10 (a)", "• – λ 10 (α)"),
        ("wingdings", "\u00a7\tn \u00fc \u00e0", "▪\t■ ✓ →"),
        ("wingdings", "$9", "\uf024\uf039"),
        ("webdings", "a", "\uf061"),
        ("symbol", "\uf0b7 Привет", "\uf0b7 Привет"),
    ],
)
def test_letters_of_a_symbol_font_are_what_they_show(font, typed, shown):
    assert in_any_font(typed, font) == shown


@pytest.mark.parametrize(
    ("sign", "shown"), [("\uf06c", "●"), ("\uf061", "α"), ("\uf0b7", "•"), ("\uf0e0", "→"), ("\uf02d", "–")]
)
def test_without_a_font_a_code_point_is_what_word_would_put_in(sign, shown):
    assert clean(sign).text == shown
