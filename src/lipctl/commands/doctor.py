"""``lipctl doctor``: is everything there that lipctl needs, and is this workspace sound?

Nothing is changed and no program is started. A missing workspace is no fault: one may ask before there is one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lipctl.commands.init import START
from lipctl.commands.template import check_template
from lipctl.errors import LipctlError, WorkspaceError
from lipctl.settings import FILE_NAME, Settings
from lipctl.workspace import Workspace, find_workspace
from lipctl.year import load_plan, place_of


class State(StrEnum):
    """How it is with one thing. ``FAULT`` keeps lipctl from its work, ``MISSING`` only from something beside it."""

    SOUND = "in Ordnung"
    MISSING = "fehlt"
    FAULT = "Fehler"


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: its name, how it is, what was found (in one line, and in detail), what to do."""

    name: str
    state: State
    found: str
    advice: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine as far as it matters: program versions, the search path, and where programs and fonts may lie.

    ``pikepdf`` is the version of the library that only the PDF needs; "" if it is not installed.
    """

    versions: tuple[tuple[str, str], ...]
    search_path: str
    program_folders: tuple[Path, ...]
    font_folders: tuple[Path, ...]
    pikepdf: str = ""


def examine(start: Path, around: Surroundings) -> list[Examined]:
    """Look at everything, from the machine to the template of the workspace around ``start``."""
    return [*_machine(around), *_workspace(start)]


def find_libreoffice(around: Surroundings) -> Path | None:
    """LibreOffice's program: on the search path, else in one of the usual folders."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name, path=around.search_path)
        if found:
            return Path(found)
    names = ("soffice.exe", "soffice")
    candidates = (folder / name for folder in around.program_folders for name in names)
    return next((path for path in candidates if path.is_file()), None)


def _machine(around: Surroundings) -> Iterator[Examined]:
    for name, version in around.versions:
        yield Examined(name, State.SOUND, version)
    office = find_libreoffice(around)
    if office:
        yield Examined("LibreOffice", State.SOUND, str(office))
    else:
        yield Examined(
            "LibreOffice",
            State.MISSING,
            "nicht gefunden",
            "Es wird nur gebraucht, um einen Bericht ohne Word anzusehen oder als PDF zu speichern.",
        )
    if around.pikepdf:
        yield Examined("pikepdf", State.SOUND, around.pikepdf)
    else:
        yield Examined(
            "pikepdf",
            State.MISSING,
            "nicht installiert",
            "Es wird nur gebraucht, um den Bericht als PDF zu speichern: pip install pikepdf",
        )
    font = _find_font(around.font_folders)
    if font:
        yield Examined("Schrift", State.SOUND, font)
    else:
        yield Examined(
            "Schrift",
            State.MISSING,
            "weder Calibri noch Carlito gefunden",
            "Formulare und Bericht erscheinen hier in einer Ersatzschrift; bei anderen sehen sie richtig aus. "
            "Carlito ist frei und hat dieselben Maße wie Calibri.",
        )


def _find_font(folders: tuple[Path, ...]) -> str:
    """Calibri, else Carlito, which takes the same room; "" if neither is in these folders or below them."""
    names = {
        file.casefold()
        for folder in folders
        for _, _, files in os.walk(folder)
        for file in files
        if file.casefold().startswith(("calibri", "carlito"))
    }
    return next(
        (font for font in ("Calibri", "Carlito") if any(name.startswith(font.casefold()) for name in names)), ""
    )


def _workspace(start: Path) -> Iterator[Examined]:
    try:
        workspace = find_workspace(start)
    except WorkspaceError as error:
        yield Examined("Arbeitsordner", State.MISSING, error.headline, error.tip)
        return
    if not os.access(workspace.root, os.W_OK):
        yield Examined("Arbeitsordner", State.FAULT, f"{workspace.root}: kein Recht zu schreiben")
    else:
        yield Examined("Arbeitsordner", State.SOUND, str(workspace.root))
    try:
        settings = workspace.settings
    except LipctlError as error:
        first, *more = error.headline.splitlines()
        yield Examined("Einstellungen", State.FAULT, first, error.tip, tuple(line.strip() for line in more))
        return
    yield _settings(settings)
    yield _catalogue(workspace)
    yield _template(workspace)
    yield _years(workspace)


def _settings(settings: Settings) -> Examined:
    found = f"{FILE_NAME}: {settings.plan_name}, {settings.city}"
    if (settings.plan_id, settings.city) == tuple(START.values()):
        advice = "Bitte tragen Sie in lipctl.toml Ihre Stadt und Ihre Kennung ein, bevor Sie Formulare versenden."
        return Examined("Einstellungen", State.MISSING, f"{found} (Beispielwerte)", advice)
    return Examined("Einstellungen", State.SOUND, found)


def _catalogue(workspace: Workspace) -> Examined:
    try:
        plan, findings = load_plan(workspace)
    except LipctlError as error:
        return Examined("Katalog", State.FAULT, error.headline, error.tip)
    mistakes = [item for item in findings if item.rule.spoils_catalogue]
    if mistakes:
        lines = tuple(f"{place_of(item)}: {item.message} {item.advice}" for item in mistakes)
        return Examined("Katalog", State.FAULT, _counted(lines), "Bitte verbessern Sie den Katalog in Excel.", lines)
    found = f"{len(plan.measures)} Einträge, {len(plan.departments)} Dienststellen"
    if not plan.measures:
        return Examined("Katalog", State.MISSING, found, "Bitte füllen Sie data/katalog.xlsx aus.")
    return Examined("Katalog", State.SOUND, found)


def _template(workspace: Workspace) -> Examined:
    try:
        problems = check_template(workspace).problems
        path = workspace.template(workspace.settings.report_template)
    except LipctlError as error:
        return Examined("Vorlage", State.FAULT, error.headline, error.tip)
    if problems:
        return Examined("Vorlage", State.FAULT, _counted(problems), details=tuple(problems))
    own = path.is_relative_to(workspace.root)
    return Examined("Vorlage", State.SOUND, workspace.relative(path) if own else "die mitgelieferte")


def _years(workspace: Workspace) -> Examined:
    years = [f"{year} ({_number_of_files(workspace.responses(year))} Dateien)" for year in workspace.years()]
    if years:
        return Examined("Rücklauf", State.SOUND, ", ".join(years))
    return Examined(
        "Rücklauf", State.MISSING, "noch kein Berichtsjahr", "Die erste Runde beginnt mit: lipctl export-forms JAHR"
    )


def _counted(lines: Sequence[str]) -> str:
    return f"{len(lines)} Fehler"


def _number_of_files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*")) if folder.is_dir() else 0
