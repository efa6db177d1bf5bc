"""Numbers of the plan that Excel took for decimals: 1.10 is 1.1 then, and the zero is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lipctl.numbers import as_number
from lipctl.plan.rows import Row

_DECIMAL = re.compile(r"\d+\.[1-9]")
_Pair = tuple[int, int]


def tell_lost_zeros(rows: Sequence[Row]) -> None:
    """Add a warning to each row of a sheet whose number has probably lost its zero.

    The neighbours tell: there is no 1.10, and 1.1 stands below 1.9, or there are two of it and 1.9 or 1.11 as well. A
    plan may go from 1.19 on to 1.2. Of a former number 1.1 it is enough that there is a 1.10.
    """
    if not any(row.numeric & {"number", "former"} for row in rows):
        return
    pairs = [_pair(row["number"]) for row in rows]
    known = Counter(pairs)
    decimals: dict[_Pair, list[int]] = {}
    for at, (row, pair) in enumerate(zip(rows, pairs, strict=True)):
        former = _pair(row["former"]) if "former" in row.numeric and _DECIMAL.fullmatch(row["former"]) else None
        if former and _with_zero(former) in known:
            row.complain("LIP111", "former", found=row["former"], candidate=f"{row['former']}0")
        if pair and "number" in row.numeric and _DECIMAL.fullmatch(row["number"]) and _with_zero(pair) not in known:
            decimals.setdefault(pair, []).append(at)
    for pair, places in decimals.items():
        for at in _lost(pair, places, pairs) if known[pair] > 1 else _below_nine(pair, places, pairs):
            text = rows[at]["number"]
            rows[at].complain("LIP111", "number", found=text, candidate=f"{text}0")


def _lost(pair: _Pair, places: Sequence[int], pairs: Sequence[_Pair | None]) -> Iterable[int]:
    """Which of several rows with the same number has lost its zero: one beside its neighbour, else the last if there is one."""
    first, second = _with_zero(pair)
    before, after = (first, second - 1), (first, second + 1)
    beside = [at for at in places if before in pairs[max(at - 1, 0) : at] or after in pairs[at + 1 : at + 2]]
    return beside or (places[-1:] if before in pairs or after in pairs else ())


def _below_nine(pair: _Pair, places: Iterable[int], pairs: Sequence[_Pair | None]) -> Iterable[int]:
    """The rows of 1.1 that stand below 1.9."""
    first, second = pair
    return [at for at in places if at and second == 1 and pairs[at - 1] == (first, 9)]


def _with_zero(pair: _Pair) -> _Pair:
    return pair[0], pair[1] * 10


def _pair(text: str) -> _Pair | None:
    """The two numbers that a number such as 1.10 or 1-10 consists of."""
    number = as_number(text)
    if number is None or len(number.key) != 2 or not "".join(number.key).isdecimal():
        return None
    return int(number.key[0]), int(number.key[1])
