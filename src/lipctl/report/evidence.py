"""What a report rests on besides the answers themselves: the files they came in, the round before, what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.judge.history import EarlierRound, Past
from lipctl.numbers import MeasureNumber


class SourceFile(NamedTuple):
    """A file that was read, as it lay there.

    ``name`` is relative to the workspace, with "/". ``checksum`` is its SHA-256 in hexadecimal digits, ``modified`` its
    own ``dcterms:modified`` ("" if it has none; the times of the file system tell when it was copied, no more).
    ``answered`` are the pairs of department and measure that somebody typed something for.
    """

    name: str
    year: int
    checksum: str
    modified: str = ""
    answered: frozenset[tuple[str, MeasureNumber]] = frozenset()


class Evidence(NamedTuple):
    """``files`` are those of all years by their names. ``past`` and ``before`` tell of the rounds before this one."""

    files: Mapping[str, SourceFile] = MappingProxyType({})
    catalogue: SourceFile | None = None
    findings: tuple[Finding, ...] = ()
    past: Mapping[MeasureNumber, Past] = MappingProxyType({})
    before: EarlierRound | None = None


NO_EVIDENCE = Evidence()
