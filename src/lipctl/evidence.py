"""What a year's report rests on, put together: the files of all rounds, the catalogue, the edited wordings."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePosixPath

from lipctl.files import read_bytes
from lipctl.findings import Finding
from lipctl.judge.history import History
from lipctl.judge.measure import JudgedMeasure
from lipctl.report.sources import ReportBasis, SourceFile
from lipctl.rounds import Rounds
from lipctl.workspace import Workspace


def gather(
    workspace: Workspace,
    rounds: Rounds,
    earlier: History,
    outcomes: Iterable[JudgedMeasure],
    findings: Iterable[Finding],
) -> ReportBasis:
    """The basis of a report on these measures."""
    edits = {
        edit.place.file
        for outcome in outcomes
        for edit in (*outcome.edits.values(), *(outcome.earlier.edits.values() if outcome.earlier else ()))
    }
    files = rounds.files | {name: _file(workspace, name) for name in sorted(edits)}
    catalogue = _file(workspace, workspace.relative(workspace.catalogue))
    return ReportBasis(files, catalogue, tuple(findings), earlier.newest)


def _file(workspace: Workspace, name: str) -> SourceFile:
    """A file that is not a response: the catalogue (of no year), or a year's edited wordings."""
    year = PurePosixPath(name).parent.name
    checksum = sha256(read_bytes(workspace.root / name)).hexdigest()
    return SourceFile(name, int(year) if year.isdecimal() else 0, checksum)
