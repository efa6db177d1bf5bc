"""The identity of an answer row: what lets an answer be found wherever its row went.

A hidden, locked cell beside each answer holds one line, e.g.::

    lipctl|1|lip-hannover|2010|15|5-1-3|1|status||5f0a9c41

marker, form version, plan, reporting year, department, number, part, question, fingerprint of what was filled in
beforehand ("" if nothing was), check sum of all before it. The check sum tells a line that Excel counted on when a
row was dragged, or that somebody edited.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import sha256

from lipctl.model import MeasureNumber, Question

FORM_VERSION = 1
MARKER = "lipctl"
_SEPARATOR = "|"
_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose answer to what a row holds. ``part`` is 0 for what is asked once per measure."""

    plan: str
    year: int
    department: str
    number: MeasureNumber
    part: int
    question: Question
    prefilled: str = ""
    version: int = FORM_VERSION

    def encode(self) -> str:
        """The line that goes into the hidden cell."""
        number = self.number.text.replace(_SEPARATOR, " ")
        line = _SEPARATOR.join(
            (
                MARKER,
                str(self.version),
                self.plan,
                str(self.year),
                self.department,
                number,
                str(self.part),
                self.question,
                self.prefilled,
            )
        )
        return f"{line}{_SEPARATOR}{_check_sum(line)}"


def is_identity(text: str) -> bool:
    """Whether a cell's text means to be an identity, sound or not."""
    return text.startswith(MARKER + _SEPARATOR)


def decode(text: str) -> Identity | None:
    """Read an identity back; None if it is damaged or no identity."""
    line, _, check_sum = text.strip().rpartition(_SEPARATOR)
    fields = line.split(_SEPARATOR)
    if not is_identity(text) or len(fields) != _FIELDS - 1 or check_sum != _check_sum(line):
        return None
    _, version, plan, year, department, number, part, question, prefilled = fields
    try:
        return Identity(
            plan, int(year), department, MeasureNumber(number), int(part), Question(question), prefilled, int(version)
        )
    except ValueError:
        return None


def fingerprint(text: str) -> str:
    """A short digest of a cleaned text, to tell an untouched prefilled cell from a typed one; "" for no text."""
    return sha256(text.encode()).hexdigest()[:12] if text else ""


def _check_sum(line: str) -> str:
    return f"{zlib.crc32(line.encode()):08x}"
