"""A returned workbook that is being read, and what it is expected to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.forms.wording import Labels
from lipctl.judge.model import Answer
from lipctl.numbers import MeasureNumber
from lipctl.responses.by_label import origin_of
from lipctl.responses.looks import AnswerColours
from lipctl.responses.remarks import all_check_sums
from lipctl.scale import Scale
from lipctl.settings.own_scale import OwnScale
from lipctl.xlsx.workbook import Workbook

Position = tuple[int, int]
"""The row and the column of a cell."""


class ExpectedForm(NamedTuple):
    """Which round a file should belong to, and what helps where its identities are damaged.

    ``labels`` are what the form calls things, ``numbers`` those of this year's plan, each with the id of the responsible
    department ("" for none). ``prints_links``: the address of a link belongs to its text. ``scale`` is
    that of each year.
    """

    plan: str
    year: int
    labels: Labels
    numbers: Mapping[MeasureNumber, str]
    prints_links: bool = False
    scale: Callable[[int], Scale] = OwnScale().in_year


@dataclass
class FormFile:
    """A workbook that is being read, and what was found in it so far."""

    name: str
    book: Workbook
    expected: ExpectedForm
    findings: list[Finding]
    answers: dict[int, list[Answer]] = field(default_factory=dict)
    """By the year that they are for."""
    own_texts: dict[MeasureNumber, str] = field(default_factory=dict)
    """The check sums of what lipctl wrote on the sheet of a measure."""
    is_form: bool = False
    reported: set[tuple[str, str]] = field(default_factory=set)
    colours: AnswerColours = field(default_factory=AnswerColours)

    @cached_property
    def origin(self) -> tuple[int, str] | None:
        """The year and the department that the file itself names."""
        return origin_of(self.book)

    @cached_property
    def check_sums(self) -> frozenset[str]:
        """The check sums of all that lipctl wrote anywhere in the file."""
        return all_check_sums(self.book.sheets)

    def report_once(self, code: str, found: str, expected: str) -> None:
        """Add a finding about the whole file, unless it is there already."""
        if (code, found) not in self.reported:
            self.reported.add((code, found))
            self.findings.append(finding(code, places=[Place(self.name)], found=found, expected=expected))
