"""Which texts of a form are lipctl's own: what tells a remark beside the fields from a label.

A form may come back with a catalogue that has changed since, moved rows, or a Kurzfassung that somebody corrected. So
each sheet says itself, in a hidden cell, what lipctl wrote on it: a line of check sums::

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
    """What kind of sheet it is (``measure``, ``guide``, ``overview``, ``open``, ``lists``), and its texts' check sums.

    A sheet whose line is gone has no kind; then ``fixed_texts`` are what lipctl writes on any measure's sheet.
    """

    kind: str
    sums: frozenset[str]
    fixed_texts: frozenset[str] = frozenset()


def encode(kind: str, texts: Iterable[str]) -> str:
    """The line for the hidden cell. 4,000 texts fit into a cell; a sheet has about 40."""
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
    """The check sum of a text. Labels are the same on every sheet of every form."""
    # Without blanks and line ends: programs differ in those, and nothing else is changed by opening and saving.
    return f"{zlib.crc32(''.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"
