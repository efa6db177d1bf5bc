"""What a report rests on: the files that were read, the findings, the round before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.judge.earlier_rounds import EarlierRound
from lipctl.judge.model import Edit
from lipctl.responses.source_file import SourceFile


class ReportBasis(NamedTuple):
    """What a report rests on besides the judged measures: files of all years by their paths, findings, the round before,
    what the coordinator calls important in her own words, and the deadline of the round."""

    files: Mapping[str, SourceFile] = MappingProxyType({})
    catalogue: SourceFile | None = None
    findings: tuple[Finding, ...] = ()
    before: EarlierRound | None = None
    important: Edit | None = None
    deadline: date | None = None


NO_BASIS = ReportBasis()
