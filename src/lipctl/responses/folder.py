"""Reading what lies in a year's ``ruecklauf/``: every file is read, or a finding says why not."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from lipctl.files import reason_of
from lipctl.findings import Finding, Place, finding
from lipctl.forms.wording import labels_of
from lipctl.judge.model import Response
from lipctl.numbers import MeasureNumber
from lipctl.responses.form_reader import Expected, FileReading, read_response
from lipctl.workspace import Workspace
from lipctl.xlsx.container import MAX_FILE

SET_ASIDE = "_ignoriert"
"""A folder under ``ruecklauf/`` whose files are left alone on purpose."""


class Received(NamedTuple):
    """The responses of a year's folder, those in the form of another year (by that year), and the findings.

    ``checksums`` are the SHA-256 of every file that was opened, by its name; copies of another file are left out.
    """

    responses: list[Response]
    other_years: dict[int, list[Response]]
    findings: list[Finding]
    checksums: dict[str, str]

    def take(self, name: str, checksum: str, reading: FileReading) -> None:
        """Add what one file holds."""
        self.checksums[name] = checksum
        self.findings.extend(reading.findings)
        if reading.response is not None:
            self.responses.append(reading.response)
        for year, response in reading.other_years.items():
            self.other_years.setdefault(year, []).append(response)


def read_folder(workspace: Workspace, year: int, numbers: Mapping[MeasureNumber, str]) -> Received:
    """Read every file of a year's ``ruecklauf/``, in the order of their names; a bad one is a finding.

    ``numbers`` are the plan's, each with the id of the responsible department ("" for none).
    """
    received = Received([], {}, [], {})
    settings = workspace.settings
    expected = Expected(settings.plan_id, year, labels_of(settings), numbers)
    files = _files_to_read(workspace, year, received.findings)
    names: dict[str, str] = {}  # by checksum
    for count, (name, path) in enumerate(files, start=1):
        try:
            content = path.read_bytes()
            checksum = sha256(content).hexdigest()
            if checksum in names:
                received.findings.append(finding("LIP238", places=[Place(name)], found=names[checksum]))
            else:
                names[checksum] = name
                received.take(name, checksum, read_response(content, name, expected))
        except OSError as error:
            received.findings.append(finding("LIP201", places=[Place(name)], reason=reason_of(error)))
        workspace.watch(count, len(files))
    return received


def _files_to_read(workspace: Workspace, year: int, findings: list[Finding]) -> list[tuple[str, Path]]:
    """The names and paths of a year's files, without those that are not to be opened: these become findings."""
    found, failures = _files_below(workspace, workspace.responses(year))
    for failure in failures:
        name = unicodedata.normalize("NFC", workspace.relative(Path(failure.filename)))
        findings.append(finding("LIP201", places=[Place(name)], reason=reason_of(failure)))
    files = []
    for name, path in found:
        refusal = _refusal(workspace, path, name)
        if refusal is None:
            files.append((name, path))
        else:
            findings.append(refusal)
    return files


def _refusal(workspace: Workspace, path: Path, name: str) -> Finding | None:
    """The finding about a file that is not to be opened; None if it is."""
    reason = _set_aside(workspace, name)
    skipped = "LIP237" if reason else _not_to_read(name.rpartition("/")[2])
    if skipped:
        return finding(skipped, places=[Place(name)], reason=reason)
    try:
        state = path.lstat()
    except OSError as error:
        return finding("LIP201", places=[Place(name)], reason=reason_of(error))
    if not stat.S_ISREG(state.st_mode):
        return finding("LIP234", places=[Place(name)])
    if state.st_size > MAX_FILE:
        limit = f"{MAX_FILE // 2**20} MB"
        return finding("LIP229", places=[Place(name)], size=f"{state.st_size // 2**20} MB", limit=limit)
    return None


def _files_below(workspace: Workspace, folder: Path) -> tuple[list[tuple[str, Path]], list[OSError]]:
    """Everything below a folder that is no folder itself (a link to one is not followed), in the order of the names by
    which findings call it; and what cannot be looked at."""
    failures: list[OSError] = []
    found: list[tuple[str, Path]] = []
    for parent, folders, files in os.walk(folder, onerror=failures.append) if folder.is_dir() else ():
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]  # noqa: PTH114, PTH118 - may be any name
        here, called = Path(parent), workspace.relative(Path(parent))
        found += [(unicodedata.normalize("NFC", f"{called}/{name}"), here / name) for name in (*files, *links)]
    return sorted(found), failures


def _set_aside(workspace: Workspace, name: str) -> str:
    """Why a file does not count; "" if it does."""
    if SET_ASIDE in name.split("/")[:-1]:
        return f"sie liegt im Ordner „{SET_ASIDE}“"
    return workspace.settings.ignored.get(name.removeprefix(f"{workspace.relative(workspace.data)}/"), "")


def _not_to_read(name: str) -> str:
    """The code of the finding for what is no response by its name; "" for what is to be read."""
    if name.startswith(("~$", ".~lock")):
        return "LIP235"
    if name in {".DS_Store", "Thumbs.db", "desktop.ini"} or name.startswith("._"):
        return "LIP236"
    return ""
