"""The line hidden in each row of ``redaktion.xlsx``: what the row is about."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question

MARKER = "lipctl-redaktion"
VERSION = 1
_FIELDS = 11


class EditIdentity(NamedTuple):
    """What a row is about, and what lipctl knew when it last refreshed it: see :class:`lipctl.edits.rows.EditRow`."""

    plan: str
    year: int
    number: MeasureNumber
    part: int
    question: Question
    shown: str = ""
    basis: str = ""
    recorded: str = ""
    version: int = 1

    def encode(self) -> str:
        """The line that goes into the hidden cell."""
        number = self.number.text.replace("|", " ")
        fields = (MARKER, VERSION, self.plan, self.year, number, self.part, self.question, self.shown, self.basis,
                  self.recorded, self.version)  # fmt: skip
        line = "|".join(map(str, fields))
        return f"{line}|{zlib.crc32(line.encode()):08x}"


def decode(text: str) -> EditIdentity | None:
    """Read such a line back; None if it is damaged."""
    line, _, check_sum = text.strip().rpartition("|")
    fields = line.split("|")
    if len(fields) != _FIELDS or check_sum != f"{zlib.crc32(line.encode()):08x}":
        return None
    _, _, plan, year, number, part, question, shown, basis, recorded, version = fields
    try:
        return EditIdentity(
            plan, int(year), MeasureNumber(number), int(part), Question(question), shown, basis, recorded, int(version)
        )
    except ValueError:
        return None


def note_identity(plan: str, year: int) -> str:
    """The line in the hidden cell of the row for what the coordinator calls important; it is about the whole report."""
    line = f"{MARKER}|{VERSION}|{plan}|{year}|wichtig"
    return f"{line}|{zlib.crc32(line.encode()):08x}"
