"""Tables in plain text: columns side by side, as wide as they need to be and the screen allows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "   "
_NARROWEST = 12
"""Narrower than this no column of words gets; a screen that narrow breaks the lines itself."""


def lay_out(
    heads: Sequence[str], rows: Iterable[Sequence[str]], width: int, line: str = "─"
) -> tuple[list[str], list[str]]:
    """The lines of a table: the heads, and the rule and rows below. Columns that hold only numbers stand at the right.

    ``line`` is the character that the rule is made of.
    """
    body = [list(row) for row in rows]
    columns = range(len(heads))
    numeric = [bool(body) and all(row[column].isdecimal() for row in body) for column in columns]
    widths = _widths([list(heads), *body], numeric, width)
    rule = line * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return _row(heads, widths, numeric), [rule, *(line for row in body for line in _row(row, widths, numeric))]


def _widths(rows: list[list[str]], numeric: list[bool], width: int) -> list[int]:
    """As wide as the longest cell. If that is too wide together, columns of words give way, before words are broken."""
    columns = range(len(numeric))
    lines = [[line for row in rows for line in row[column].split("\n")] for column in columns]
    widths = [max(map(_columns_of, lines[column])) for column in columns]
    longest_words = [
        max((_columns_of(word) for line in lines[column] for word in line.split()), default=0) for column in columns
    ]
    for least in (longest_words, [_NARROWEST] * len(numeric)):
        while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
            words = [column for column in columns if not numeric[column] and widths[column] > least[column]]
            if not words:
                break
            widths[max(words, key=lambda column: widths[column])] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    """One row, over as many lines as its longest cell needs."""
    columns = [_folded(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        pieces = [column[number] if number < len(column) else "" for column in columns]
        padded = (
            f"{_blanks(piece, width)}{piece}" if right else f"{piece}{_blanks(piece, width)}"
            for piece, width, right in zip(pieces, widths, numeric, strict=True)
        )
        lines.append(_GAP.join(padded).rstrip(" "))
    return lines


def _folded(cell: str, width: int) -> list[str]:
    if _columns_of(cell) <= width and "\n" not in cell:
        return [cell]
    from textwrap import wrap

    return [piece for line in cell.split("\n") for piece in wrap(line, width, break_on_hyphens=False) or [""]]


def _blanks(text: str, width: int) -> str:
    return " " * max(0, width - _columns_of(text))


def _columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns_of_char(char) for char in text)


def _columns_of_char(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
