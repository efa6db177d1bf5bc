"""Signs of symbol fonts: what the tables may hold."""

from lipctl.symbol_fonts import SIGNS, SYMBOL, WINGDINGS, named_signs


def test_what_stands_for_a_sign_is_a_sign_that_any_font_may_have():
    assert not [sign for sign in SIGNS.values() if len(sign) != 1 or named_signs(sign)]


def test_a_letter_of_both_fonts_shows_the_same():
    assert not [letter for letter in SYMBOL.keys() & WINGDINGS.keys() if SYMBOL[letter] != WINGDINGS[letter]]


def test_signs_are_named_once_and_in_order():
    assert named_signs("x\uf8ffy\ue001\uf8ff\U0010fffd") == "U+E001, U+F8FF, U+10FFFD"
    assert named_signs("Text • – → ✓ ☺") == ""
