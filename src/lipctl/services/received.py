"""Reading what lies in a year's ``ruecklauf/``: every file is read, or a finding says why not."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lipctl.excel.container import MAX_FILE
from lipctl.files import reason_of
from lipctl.findings import Finding, finding
from lipctl.model import MeasureNumber, Place, Response
from lipctl.workspace import Workspace

if TYPE_CHECKING:
    from lipctl.excel.responses import FileReading

SET_ASIDE = "_ignoriert"
"""A folder under ``ruecklauf/`` whose files are left alone on purpose."""


class Received(NamedTuple):
    """The responses of a year's folder, those in the form of another year (by that year), and the findings.

    ``checksums`` are the SHA-256 of every file that was opened, by its name.
    """

    responses: list[Response]
    other_years: dict[int, list[Response]]
    findings: list[Finding]
    checksums: dict[str, str]

    def take(self, name: str, checksum: str, reading: FileReading) -> None:
        """Add what one file holds."""
        if checksum:
            self.checksums[name] = checksum
        self.findings.extend(reading.findings)
        if reading.response is not None:
            self.responses.append(reading.response)
        for year, response in reading.other_years.items():
            self.other_years.setdefault(year, []).append(response)


def read_responses(workspace: Workspace, year: int, numbers: Mapping[MeasureNumber, str]) -> Received:
    """Every file under the year's ``ruecklauf/``, in the order of their names; a bad file is a finding.

    ``numbers`` are the plan's, each with the id of the responsible department ("" for none).
    """
    from lipctl.services.read_files import File, Job, read_files

    received = Received([], {}, [], {})
    paths, failures = _files_below(workspace.responses(year))
    for failure in failures:
        name = unicodedata.normalize("NFC", workspace.relative(Path(failure.filename)))
        received.findings.append(finding("LIP201", places=[Place(name)], reason=reason_of(failure)))
    files = []
    for path in paths:
        name = unicodedata.normalize("NFC", workspace.relative(path))
        refusal = _refusal(workspace, path, name)
        if refusal is None:
            files.append(File(path, name))
        else:
            received.findings.append(refusal)
    names: dict[str, str] = {}
    for number, (file, checksum, reading) in enumerate(read_files(Job(workspace.root, year, numbers, files)), start=1):
        workspace.watch(number, len(files))
        if checksum in names:
            received.findings.append(finding("LIP238", places=[Place(file.name)], found=names[checksum]))
        elif reading is not None:
            received.take(file.name, checksum, reading)
            names |= {checksum: file.name} if checksum else {}
    return received


def _refusal(workspace: Workspace, path: Path, name: str) -> Finding | None:
    """The finding about a file that is not to be opened; None if it is."""
    reason = _set_aside(workspace, path)
    try:
        skipped = "LIP237" if reason else _not_to_read(path)
        if skipped:
            return finding(skipped, places=[Place(name)], reason=reason)
        size = path.stat().st_size
        if size > MAX_FILE:
            limit = f"{MAX_FILE // 2**20} MB"
            return finding("LIP229", places=[Place(name)], size=f"{size // 2**20} MB", limit=limit)
    except OSError as error:
        return finding("LIP201", places=[Place(name)], reason=reason_of(error))
    return None


def _files_below(folder: Path) -> tuple[list[Path], list[OSError]]:
    """Everything below a folder that is no folder itself (a link to one is not followed), and what cannot be looked at."""
    failures: list[OSError] = []
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=failures.append) if folder.is_dir() else ():
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]  # noqa: PTH114, PTH118 - may be any name
        found += [Path(parent, name) for name in (*files, *links)]
    return sorted(found, key=lambda path: unicodedata.normalize("NFC", path.as_posix())), failures


def _set_aside(workspace: Workspace, path: Path) -> str:
    """Why a file does not count; "" if it does."""
    if SET_ASIDE in path.parent.parts:
        return f"sie liegt im Ordner „{SET_ASIDE}“"
    name = unicodedata.normalize("NFC", path.relative_to(workspace.data).as_posix())
    return workspace.settings.ignored.get(name, "")


def _not_to_read(path: Path) -> str:
    """The code of the finding for what is no response by its kind or name; "" for what is to be read."""
    if path.name.startswith(("~$", ".~lock")):
        return "LIP235"
    if path.name in {".DS_Store", "Thumbs.db", "desktop.ini"} or path.name.startswith("._"):
        return "LIP236"
    return "" if stat.S_ISREG(path.lstat().st_mode) else "LIP234"
