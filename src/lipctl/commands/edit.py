"""``lipctl edit``: make or refresh ``redaktion.xlsx``, where the coordinator words the report's texts anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lipctl.closing.file import require_open
from lipctl.edits.apply import reading_of
from lipctl.edits.reader import EditsReading
from lipctl.edits.refresh import refresh_edits
from lipctl.edits.rows import EditableText, editable
from lipctl.edits.writer import EditedReport, new_edits
from lipctl.errors import OutputChangedError
from lipctl.files import read_bytes, write_atomically
from lipctl.findings import Finding, in_order
from lipctl.locks import require_closed
from lipctl.plan.catalogue import require_sound
from lipctl.workspace import Workspace
from lipctl.year import collect_year

CODES = frozenset({"LIP265", "LIP350", "LIP402", "LIP403", "LIP404", "LIP405", "LIP406"})
"""The findings that are about edits."""


@dataclass(frozen=True, slots=True)
class EditResult:
    """What was done: how many texts can be edited and are, and what is to be looked at."""

    path: Path
    created: bool
    changed: bool
    texts: int
    edited: int
    findings: list[Finding]


def edit(workspace: Workspace, year: int, as_of: date) -> EditResult:
    """Make ``data/<year>/redaktion.xlsx``, or bring the departments' texts in it up to date.

    Raises:
        RoundError: there is no such year, or it is closed.
        CatalogueError: the catalogue is missing or holds mistakes.
        FileAccessError: the workbook is open in another program, or cannot be written.
        OutputChangedError: the workbook there cannot be read as edits; it stays as it is.
    """
    require_open(workspace, year, "redigiert wird nichts mehr")
    path = workspace.edits(year)
    require_closed(path)
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    texts = list(editable(data.outcomes))
    reading = reading_of(workspace, year)
    if reading is None:
        old, new = b"", new_edits(texts, workspace.settings, year)
    else:
        old = read_bytes(path)
        new = _refreshed(old, reading, texts, workspace, year)
    if new != old:
        write_atomically(path, new)
    return EditResult(
        path, reading is None, new != old,
        texts=sum(bool(text.text) for text in texts),
        edited=sum(len(judged.edits) for judged in data.outcomes),
        findings=in_order(item for item in data.findings if item.code in CODES),
    )  # fmt: skip


def _refreshed(old: bytes, reading: EditsReading, texts: list[EditableText], workspace: Workspace, year: int) -> bytes:
    name = workspace.relative(workspace.edits(year))
    if not reading.usable or not reading.rows:
        reasons = " ".join(item.message for item in reading.findings if item.code == "LIP405")
        raise OutputChangedError(
            f"„{name}“ bleibt, wie sie ist. {reasons}".rstrip(),
            "Stellen Sie die Datei wieder her. Oder benennen Sie sie um; dann legt „lipctl edit“ eine neue an.",
        )
    try:
        return refresh_edits(old, reading, texts, EditedReport(workspace.settings, year))
    except ValueError as error:
        raise OutputChangedError(
            f"„{name}“ bleibt, wie sie ist: Sie ist ungewöhnlich gebaut.",
            "Bitte öffnen Sie die Datei in Excel, speichern Sie sie als .xlsx und versuchen Sie es noch einmal.",
        ) from error
