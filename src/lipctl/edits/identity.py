"""The line hidden in each row of ``redaktion.xlsx``: what the row is about."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question

MARKER = "lipctl-redaktion"
_FORMAT = "1"
"""How such a line is built. Each format begins with the marker and its own name and ends with the check sum."""
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
    revision: int = 1

    def encode(self) -> str:
        """The line that goes into the hidden cell."""
        number = self.number.text.replace("|", " ")
        fields = (MARKER, _FORMAT, self.plan, self.year, number, self.part, self.question, self.shown, self.basis,
                  self.recorded, self.revision)  # fmt: skip
        return _with_check_sum("|".join(map(str, fields)))


def decode(text: str) -> EditIdentity | None:
    """Read such a line back; None if it is damaged, or of a format that is not known here."""
    fields = _fields(text)
    if len(fields) != _FIELDS or fields[1] != _FORMAT:
        return None
    _, _, plan, year, number, part, question, shown, basis, recorded, revision = fields
    try:
        return EditIdentity(
            plan, int(year), MeasureNumber(number), int(part), Question(question), shown, basis, recorded, int(revision)
        )
    except ValueError:
        return None


def is_of_newer_format(text: str) -> bool:
    """Whether a newer lipctl wrote the line, in a format that is not known here."""
    fields = _fields(text)
    return fields[:1] == [MARKER] and fields[1:2] != [_FORMAT]


def note_identity(plan: str, year: int) -> str:
    """The line in the hidden cell of the row for what the coordinator calls important; it is about the whole report."""
    return _with_check_sum(f"{MARKER}|{_FORMAT}|{plan}|{year}|wichtig")


def _with_check_sum(line: str) -> str:
    return f"{line}|{zlib.crc32(line.encode()):08x}"


def _fields(text: str) -> list[str]:
    """The fields of a line before its check sum; none if the line is damaged."""
    line = text.strip().rpartition("|")[0]
    return line.split("|") if text.strip() == _with_check_sum(line) else []
