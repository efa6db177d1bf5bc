"""The identity of an answer row. By it an answer is found wherever its row was moved.

A hidden, locked cell beside each answer holds one line, for example::

    lipctl|1|lip-hannover|2010|15|5-1-3|1|status||5f0a9c41

Its fields: marker, form version, plan, reporting year, department, number, part, question, fingerprint of what was
filled in beforehand ("" for nothing), check sum of all before it. The check sum shows that a line was edited, or counted
up by Excel when somebody dragged a row.

A follow-up form has one field more before the check sum: the :class:`~lipctl.judge.model.Origin` of the field, for example
``1:5f0a9c4187de,09c3b8aa0142``. By it the answer takes the place of the answers that it was made from. ``1?:…`` marks a
field that went out with several of them to choose from. Such a field counts as filled in beforehand: returned unchanged,
it settles nothing.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import NamedTuple

from lipctl.judge.model import Origin
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question

FORM_VERSION = 1
NO_ORIGIN = Origin()
MARKER = "lipctl"
MAX_PARTS = 99
_SEPARATOR = "|"
_FIELDS = 9
"""Without the origin and the check sum."""
_FIELDS_ABOUT = 6
"""Those up to the number."""


class Identity(NamedTuple):
    """Who answers what in a row. ``part`` is 0 for a question that is asked once per measure."""

    plan: str
    year: int
    department: str
    number: MeasureNumber
    part: int
    question: Question
    prefilled: str = ""
    version: int = FORM_VERSION
    origin: Origin = NO_ORIGIN

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
                *_origin_field(self.origin),
            )
        )
        return f"{line}{_SEPARATOR}{_check_sum(line)}"


def is_identity(text: str) -> bool:
    """Whether a cell's text begins like an identity, sound or damaged."""
    return text.startswith(MARKER + _SEPARATOR)


def decode(text: str) -> Identity | None:
    """Read an identity back; None if it is damaged or no identity."""
    line, _, check_sum = text.strip().rpartition(_SEPARATOR)
    separators = line.count(_SEPARATOR)
    if separators + 1 not in (_FIELDS, _FIELDS + 1) or check_sum != _check_sum(line) or not is_identity(text):
        return None
    about, part, asked, prefilled, *asked_again = line.rsplit(_SEPARATOR, separators - _FIELDS_ABOUT + 1)
    try:
        version, plan, year, department, number = _about(about)
        origin = _read_origin(asked_again[0]) if asked_again else NO_ORIGIN
        return Identity(plan, year, department, number, *_field(part, asked), prefilled, version, origin)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _about(line: str) -> tuple[int, str, int, str, MeasureNumber]:
    """The fields that are the same beside each answer of a measure: version, plan, year, department, number.

    Raises:
        ValueError: one of them is malformed.
    """
    _, version, plan, year, department, number = line.split(_SEPARATOR)
    return int(version), plan, int(year), department, _number(number)


@lru_cache(maxsize=1024)
def _number(text: str) -> MeasureNumber:
    return MeasureNumber(text)


@lru_cache(maxsize=1024)
def _field(part: str, asked: str) -> Field:
    """Part and question.

    Raises:
        ValueError: no form has such a field. (Parts end at ``MAX_PARTS``: memory is kept for each of them.)
    """
    number, question = int(part), Question(asked)
    if not (1 <= number <= MAX_PARTS if question in PART_QUESTIONS else number == 0):
        raise ValueError(f"no field: {part[:20]!r}, {asked}")
    return Field(number, question)


def _origin_field(origin: Origin) -> list[str]:
    """The field that only a follow-up form has."""
    mark = "?" if origin.undecided else ""
    return [f"{origin.round}{mark}:{','.join(sorted(origin.known))}"] if origin.round else []


def _read_origin(field: str) -> Origin:
    count, _, known = field.partition(":")
    return Origin(int(count.removesuffix("?")), frozenset(known.split(",")) - {""}, count.endswith("?"))


def _check_sum(line: str) -> str:
    return f"{zlib.crc32(line.encode()):08x}"
