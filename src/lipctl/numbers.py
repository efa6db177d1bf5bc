"""The number of an entry of the plan: how it is compared and sorted."""

from __future__ import annotations

import re
import unicodedata
from functools import total_ordering

from lipctl.text import without_marks

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_Token = tuple[int, int, str]


@total_ordering
class MeasureNumber:
    """The number of an entry of the plan, e.g. ``5-1-3``, ``Ü1``, ``B 2.3`` or ``M-07``.

    Runs of digits compare as numbers, runs of letters as German words (Ü sorts as U, DIN 5007-1); what is between them
    does not matter: 5-1-9 comes before 5-1-10, and "5.1.3" is the same number as "5-1-3". There may be any number of
    runs.
    """

    __slots__ = ("key", "order", "text")

    def __init__(self, text: str) -> None:
        tokens = _TOKEN.findall(unicodedata.normalize("NFC", text).casefold())
        if not tokens:
            raise ValueError(f"no digit and no letter in {text!r}")
        self.text = text
        self.key: tuple[str, ...] = tuple(str(int(token)) if token.isdecimal() else token for token in tokens)
        self.order: tuple[tuple[_Token, ...], tuple[str, ...]] = (tuple(map(_sortable, self.key)), self.key)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"MeasureNumber({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MeasureNumber) and self.key == other.key

    def __lt__(self, other: MeasureNumber) -> bool:
        return self.order < other.order

    def __hash__(self) -> int:
        return hash(self.key)


def as_number(text: str) -> MeasureNumber | None:
    """The number that a text is; None if it holds neither a digit nor a letter."""
    try:
        return MeasureNumber(text)
    except ValueError:
        return None


def _sortable(token: str) -> _Token:
    if token.isdecimal():
        return (0, int(token), "")
    return (1, 0, without_marks(token))
