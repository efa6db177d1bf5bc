"""``lipctl init``: a new workspace, empty or with the Hannover sample."""

from __future__ import annotations

from pathlib import Path

from lipctl.errors import WorkspaceError
from lipctl.files import create_folder, read_bytes, write_atomically
from lipctl.settings import FILE_NAME, Value, settings_template
from lipctl.workspace import shipped

SAMPLE_FILES = (
    FILE_NAME,
    "data/katalog.xlsx",
    "data/2010/ruecklauf/Formular-2010-15.xlsx",
    "data/2010/ruecklauf/Formular-2010-18.xlsx",
    "data/2010/ruecklauf/Formular-2010-43.xlsx",
    "data/2010/ruecklauf/Formular-2010-Dez-V.xlsx",
)
"""What the sample consists of. The wheel takes exactly these (and the templates): no other file of ``data/``."""

TEMPLATES = ("controllingbericht.docx",)

START: dict[tuple[str, str], Value] = {("plan", "kennung"): "lip-musterstadt", ("plan", "stadt"): "Musterstadt"}
"""What stands in the settings of an empty plan until somebody fills them in."""


def create_workspace(target: Path, sample: bool) -> list[Path]:
    """Make a workspace in a new or empty folder; returns the files made.

    Raises:
        WorkspaceError: the folder is not empty, or is a file.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WorkspaceError(
            f"„{target}“ ist nicht leer; darin wird kein Arbeitsordner angelegt.",
            "Bitte nennen Sie einen neuen oder leeren Ordner.",
        )
    contents = _sample() if sample else _empty()
    contents |= {f"report_templates/{name}": read_bytes(shipped("report_templates") / name) for name in TEMPLATES}
    for name, content in contents.items():
        write_atomically(target / name, content)
    create_folder(target / "data")
    return [target / name for name in contents]


def _sample() -> dict[str, bytes]:
    return {name: read_bytes(shipped(name)) for name in SAMPLE_FILES}


def _empty() -> dict[str, bytes]:
    from lipctl.excel.new_catalogue import write_catalogue
    from lipctl.model import Plan

    return {
        FILE_NAME: settings_template(START, {}).encode(),
        "data/katalog.xlsx": write_catalogue(Plan((), (), (), {})),
    }
