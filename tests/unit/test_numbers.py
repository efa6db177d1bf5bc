"""Numbers of measures: natural order, no assumption of three parts."""

import pytest

from lipctl.numbers import MeasureNumber


@pytest.mark.parametrize(
    "in_order",
    [
        ["5-1-1", "5-1-3", "5-1-9", "5-1-10", "5-1-11", "5-2-1", "10-1-1"],
        ["A1", "A2", "A10", "B1"],
        ["B 2.3", "B 2.10", "M-07", "M-8", "Ü1", "V1"],
        ["1", "1.1", "1.1a", "1.1b", "1.2"],
    ],
)
def test_numbers_sort_as_people_read_them(in_order):
    shuffled = sorted(in_order, key=lambda text: text[::-1])
    assert [str(number) for number in sorted(map(MeasureNumber, shuffled))] == in_order


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5-1-3", "5.1.3", True),
        ("5-1-3", "5–1–3", True),
        ("B 2.3", "b2.3", True),
        ("M-07", "M-7", True),
        ("5-1-3", "5-13", False),
        ("Ü1", "U1", False),
    ],
)
def test_spelling_does_not_make_another_number(one, other, same):
    assert (MeasureNumber(one) == MeasureNumber(other)) is same


def test_a_number_needs_a_digit_or_a_letter():
    with pytest.raises(ValueError, match="no digit"):
        MeasureNumber("– – –")
