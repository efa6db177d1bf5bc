"""Reading what lies in a year's ``ruecklauf/``: every file is read, or a finding says why not."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lipctl.files import checksum, reason_of
from lipctl.findings import Finding, Place, finding
from lipctl.forms.wording import labels_of
from lipctl.judge.model import Response
from lipctl.numbers import MeasureNumber
from lipctl.responses.envelope import INSIDE, Item, contents, size_limit, skipped
from lipctl.responses.form_file import ExpectedForm
from lipctl.responses.form_reader import read_response
from lipctl.workspace import Workspace

SET_ASIDE = "_ignoriert"
"""A folder under ``ruecklauf/`` whose files are left alone on purpose."""
_ABOUT_A_MAIL = ("LIP240", "LIP241")
"""Findings that concern the department whose form came in the mail."""


class Received(NamedTuple):
    """The responses of a year's folder, those in the form of another year (by that year), and the findings.

    ``checksums`` are the SHA-256 of every file that was opened, by its name; copies of another file are left out. What lies
    in a mail or an archive stands there instead of it. ``days`` are the days of receipt (ISO 8601) of what came by mail.
    """

    responses: list[Response]
    other_years: dict[int, list[Response]]
    findings: list[Finding]
    checksums: dict[str, str]
    days: dict[str, str]


def read_folder(workspace: Workspace, year: int, numbers: Mapping[MeasureNumber, str]) -> Received:
    """Read every file of a year's ``ruecklauf/``, in the order of their names; a bad one is a finding.

    ``numbers`` are the plan's, each with the id of the responsible department ("" for none).
    """
    settings = workspace.settings
    expected = ExpectedForm(settings.plan_id, year, labels_of(settings), numbers, settings.prints_links, settings.scale)
    reading = _Reading(workspace, expected)
    findings = reading.received.findings
    files = _files_to_read(workspace, year, findings)
    for count, (name, path) in enumerate(files, start=1):
        try:
            reading.take_file(name, path.read_bytes())
        except OSError as error:
            findings.append(finding("LIP201", places=[Place(name)], reason=reason_of(error)))
        workspace.watch(count, len(files))
    findings[:] = map(reading.addressed, findings)
    return reading.received


def checksums_in(workspace: Workspace, year: int) -> dict[str, str]:
    """The SHA-256 of every file in a year's ``ruecklauf/`` that would be opened, by its name; what cannot be read is left out."""
    found = {}
    for name, path in _files_to_read(workspace, year, []):
        with suppress(OSError):
            found[name] = checksum(path.read_bytes())
    return found


class _Reading:
    """A folder being read. The same content is read once, wherever it lies."""

    def __init__(self, workspace: Workspace, expected: ExpectedForm) -> None:
        self.workspace, self.expected = workspace, expected
        self.received = Received([], {}, [], {}, {})
        self.names: dict[str, str] = {}  # by checksum
        self.inside: list[tuple[str, str]] = []
        """The name and the checksum of what lies in mails and archives."""

    def take_file(self, name: str, content: bytes) -> None:
        """Read a file of the folder: itself, or what lies in the mail or archive that it is."""
        own = checksum(content)
        if self._is_copy(name, own):
            return
        is_empty = True
        for each in contents(content, name):
            if isinstance(each, Finding):
                self.received.findings.append(each)
                continue
            is_empty = False
            if each.name == name:
                self._take(each, own)
            elif not self._is_set_aside(each.name):
                inner = checksum(each.content)
                self.inside.append((each.name, inner))
                if not self._is_copy(each.name, inner):
                    self._take(each, inner)
        if is_empty:
            self.received.checksums[name] = own

    def addressed(self, item: Finding) -> Finding:
        """What a mail says, or holds besides, with the department whose forms lie in it if that is only one."""
        if item.code not in _ABOUT_A_MAIL:
            return item
        start = f"{item.places[0].file}{INSIDE}"
        forms = {self.names[checksum] for name, checksum in self.inside if name.startswith(start)}
        answers = (response.answers for response in self.received.responses if response.file in forms)
        departments = {answer.department for each in answers for answer in each}
        return item._replace(department=departments.pop()) if len(departments) == 1 else item

    def _is_copy(self, name: str, checksum: str) -> bool:
        """Whether the same content was read before; then that is said."""
        first = self.names.setdefault(checksum, name)
        if first != name:
            self.received.findings.append(finding("LIP238", places=[Place(name)], found=first))
        return first != name

    def _is_set_aside(self, name: str) -> bool:
        """Whether the settings name a workbook in a mail or archive; then that is said."""
        reason = _set_aside(self.workspace, name)
        if reason:
            self.received.findings.append(finding("LIP237", places=[Place(name)], reason=reason))
        return bool(reason)

    def _take(self, item: Item, checksum: str) -> None:
        """Read a workbook."""
        received, reading = self.received, read_response(item.content, item.name, self.expected)
        received.checksums[item.name] = checksum
        if item.received:
            received.days[item.name] = item.received
        received.findings.extend(reading.findings)
        if reading.response is not None:
            received.responses.append(reading.response)
        for year, response in reading.other_years.items():
            received.other_years.setdefault(year, []).append(response)


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
    code = "LIP237" if reason else skipped(name)
    if code:
        return finding(code, places=[Place(name)], reason=reason)
    try:
        state = path.lstat()
    except OSError as error:
        return finding("LIP201", places=[Place(name)], reason=reason_of(error))
    if not stat.S_ISREG(state.st_mode):
        return finding("LIP234", places=[Place(name)])
    if state.st_size > (limit := size_limit(name)):
        size = f"{state.st_size // 2**20} MB"
        return finding("LIP229", places=[Place(name)], size=size, limit=f"{limit // 2**20} MB")
    return None


def _files_below(workspace: Workspace, folder: Path) -> tuple[list[tuple[str, Path]], list[OSError]]:
    """All non-folders below a folder, links not followed, sorted by display name; and the errors met."""
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
