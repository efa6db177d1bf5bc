"""``lipctl init``: a new workspace, empty or with the Hannover sample."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from lipctl.errors import FileAccessError, WorkspaceError
from lipctl.files import create_folder, read_bytes, write_atomically
from lipctl.plan.model import EMPTY_PLAN
from lipctl.plan.writer import write_catalogue
from lipctl.settings.keys import FILE_NAME, Value
from lipctl.settings.writer import settings_template
from lipctl.web.templates import TEMPLATES as WEB_TEMPLATES
from lipctl.workspace import shipped

SAMPLE_FILES = (
    FILE_NAME,
    "data/katalog.xlsx",
    "data/2010/ruecklauf/Formular-2010-15.xlsx",
    "data/2010/ruecklauf/Formular-2010-18.xlsx",
    "data/2010/ruecklauf/Formular-2010-43.xlsx",
    "data/2010/ruecklauf/Formular-2010-Dez-V.xlsx",
)
"""The sample. The wheel takes exactly these files and the templates, and no other file of ``data/``."""

TEMPLATES = (
    "controllingbericht.docx",
    "mail/erinnerung.txt.j2",
    "mail/formular.txt.j2",
    "mail/nachforderung.txt.j2",
    "mail/vor-der-frist.txt.j2",
    "verlauf.docx",
    *WEB_TEMPLATES,
)

START: dict[tuple[str, str], Value] = {("plan", "kennung"): "lip-musterstadt", ("plan", "stadt"): "Musterstadt"}
"""The settings of an empty plan, until somebody fills them in."""


def create_workspace(target: Path, sample: bool) -> list[Path]:
    """Make a workspace in a new or empty folder, and return its files.

    The settings are written last: a folder without them is no workspace, whatever stopped the work before.

    Raises:
        WorkspaceError: the folder is not empty, or is a file.
        FileAccessError: something cannot be written; then nothing stays, as after Ctrl-C.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WorkspaceError(
            f"„{target}“ ist nicht leer; darin wird kein Arbeitsordner angelegt.",
            "Bitte nennen Sie einen neuen oder leeren Ordner.",
        )
    contents = _sample() if sample else _empty()
    contents |= {f"report_templates/{name}": read_bytes(shipped("report_templates") / name) for name in TEMPLATES}
    made: list[Path] = []
    new = not target.exists()
    try:
        create_folder(target / "data")
        for name in sorted(contents, key=lambda name: name == FILE_NAME):
            made.append(target / name)
            write_atomically(target / name, contents[name])
    except (FileAccessError, KeyboardInterrupt):
        _take_back(target, made, new=new)
        raise
    return [target / name for name in contents]


def _take_back(target: Path, made: list[Path], *, new: bool) -> None:
    """Remove what was made so far, and the folders that are empty then, so that the next try finds the place free."""
    with suppress(OSError):
        for file in made:
            file.unlink(missing_ok=True)
        folders = sorted((entry for entry in target.rglob("*") if entry.is_dir()), reverse=True)
        for folder in [*folders, *([target] if new else [])]:
            folder.rmdir()


def _sample() -> dict[str, bytes]:
    return {name: read_bytes(shipped(name)) for name in SAMPLE_FILES}


def _empty() -> dict[str, bytes]:
    return {
        FILE_NAME: settings_template(START, {}).encode(),
        "data/katalog.xlsx": write_catalogue(EMPTY_PLAN),
    }
