"""How cells are called: single ones, ranges, very many."""

from __future__ import annotations

import pytest

from lipctl.xlsx.cells import MOST_NAMED, cell_name, in_ranges, named


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (["B6", "B7", "B8"], ["B6–B8"]),
        (["B6", "B8", "B9", "A12"], ["B6", "B8–B9", "A12"]),
        (["AA9", "AB10"], ["AA9", "AB10"]),
        (["B6", "B7", "C6", "C7"], ["B6–C7"]),
        (["B6", "B7", "C6", "C7", "C8"], ["B6–B7", "C6–C8"]),
        (["A5", "B5", "C5", "E5"], ["A5–C5", "E5"]),
        (["Z1", "AA1"], ["Z1–AA1"]),
        (["B7", "", "b8", "B7:C8"], ["B7"]),
        ([], []),
    ],
)
def test_cells_below_or_beside_each_other_are_named_as_a_range(cells: list[str], shown: list[str]) -> None:
    assert in_ranges(cells, to="–") == shown


def block(rows: range, columns: range) -> list[str]:
    return [cell_name(row, column) for row in rows for column in columns]


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (block(range(1, 6), range(1, 6)), block(range(1, 6), range(1, 6))),
        (block(range(100, 1100), range(2, 12)), ["B100:K1099"]),
        (block(range(1, 2), range(1, 10_001)), ["A1:NTP1"]),
        ([*block(range(1, 1000), range(2, 3)), "A7", ""], ["A7", "B1:B999"]),
        (block(range(1, 10_000, 2), range(2, 4)), ["B1:C9999"]),
        (block(range(1, 10_000, 2), range(2, 3))[::-1], ["B1:B9999"]),
        (["?"] * 100, []),
    ],
    ids=["few", "a block", "a row", "a column and one more", "every other row", "in any order", "no cells"],
)
def test_very_many_cells_are_named_as_ranges(cells: list[str], shown: list[str]) -> None:
    assert named(cells) == shown
    assert len(shown) <= MOST_NAMED
