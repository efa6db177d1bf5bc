"""Check sums of every text that lipctl wrote on a sheet. Any other text was added by the department.

They stand in a hidden cell of the sheet itself, so that they hold when rows are moved or the catalogue has changed since::

    lipctl-texte|measure|0a1b2c3d9f8e7d6c…
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

MARKER = "lipctl-texte"
_DIGITS = 8


class CheckSums(NamedTuple):
    """The kind of a sheet (``measure``, ``guide``, ``overview``, ``open``, ``earlier``, ``lists``) and the check sums of its texts.

    A sheet that has lost its line has no kind ("") and no sums; ``fixed_texts`` then are those of any measure's sheet.
    """

    kind: str
    sums: frozenset[str]
    fixed_texts: frozenset[str] = frozenset()


def encode(kind: str, texts: Iterable[str]) -> str:
    """The line for the hidden cell. A cell holds 4,000 check sums; a sheet has about 40 texts."""
    return f"{MARKER}|{kind}|{''.join(sorted({check_sum(text) for text in texts}))}"


@lru_cache(maxsize=256)
def decode(line: str) -> CheckSums | None:
    """Read the line back; None if it is none."""
    marker, _, rest = line.partition("|")
    kind, found, sums = rest.partition("|")
    if marker != MARKER or not found:
        return None
    return CheckSums(kind, frozenset([sums[at : at + _DIGITS] for at in range(0, len(sums), _DIGITS)]))


@lru_cache(maxsize=2048)
def check_sum(text: str) -> str:
    """The check sum of a text without its blanks and line ends: these may change when a program opens and saves a file."""
    return f"{zlib.crc32(''.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"
