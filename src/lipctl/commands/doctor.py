"""``lipctl doctor``: is everything there that lipctl needs, and is this workspace sound?

Nothing is changed and no program is started. A missing workspace is no fault: one may ask before there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lipctl.commands.init import START
from lipctl.commands.template import check_templates
from lipctl.errors import LipctlError, WorkspaceError
from lipctl.plan.catalogue import load_plan, mistake_lines
from lipctl.settings.keys import FILE_NAME
from lipctl.settings.model import Settings
from lipctl.text import counted
from lipctl.workspace import Workspace, find_workspace


class State(StrEnum):
    """The state of one thing. ``FAULT`` keeps lipctl from its work, ``MISSING`` only from something optional;
    ``DOUBTFUL`` is what probably is not meant."""

    SOUND = "in Ordnung"
    DOUBTFUL = "Warnung"
    MISSING = "fehlt"
    FAULT = "Fehler"


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: its name and state, what was found (in one line, and in detail), what to do."""

    name: str
    state: State
    found: str
    advice: str = ""
    details: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether it keeps lipctl from its work."""
        return self.state is State.FAULT


@dataclass(frozen=True, slots=True)
class Machine:
    """What is installed on a computer, as far as it matters here.

    Attributes:
        versions: programs and their versions.
        font_folders: where fonts may lie, in these folders or below.
        libreoffice: its program.
        pikepdf: the version of this library, which only the PDF needs; "" if it is not installed.
    """

    versions: tuple[tuple[str, str], ...]
    font_folders: tuple[Path, ...] = ()
    libreoffice: Path | None = None
    pikepdf: str = ""


def examine(start: Path, machine: Machine) -> list[Examined]:
    """Look at everything, from the machine to the template of the workspace around ``start``."""
    return [*_machine(machine), *_workspace(start)]


def _machine(machine: Machine) -> Iterator[Examined]:
    for name, version in machine.versions:
        yield Examined(name, State.SOUND, version)
    yield _optional(
        "LibreOffice", str(machine.libreoffice or ""), "nicht gefunden",
        "Es wird nur gebraucht, um einen Bericht ohne Word anzusehen oder als PDF zu speichern.",
    )  # fmt: skip
    yield _optional(
        "pikepdf", machine.pikepdf, "nicht installiert",
        "Es wird nur gebraucht, um den Bericht als PDF zu speichern: pip install pikepdf",
    )  # fmt: skip
    yield _optional(
        "Schrift", _find_font(machine.font_folders), "weder Calibri noch Carlito gefunden",
        "Formulare und Bericht erscheinen hier in einer Ersatzschrift; bei anderen sehen sie richtig aus. "
        "Carlito ist frei und hat dieselben Maße wie Calibri.",
    )  # fmt: skip


def _optional(name: str, found: str, missing: str, advice: str) -> Examined:
    return Examined(name, State.SOUND, found) if found else Examined(name, State.MISSING, missing, advice)


def _find_font(folders: tuple[Path, ...]) -> str:
    """Calibri, else Carlito, which has the same measures; "" if neither is in these folders or below them."""
    files = {file.casefold() for folder in folders for _, _, names in os.walk(folder) for file in names}
    fonts = (font for font in ("Calibri", "Carlito") if any(file.startswith(font.casefold()) for file in files))
    return next(fonts, "")


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
    lines = tuple(mistake_lines(findings))
    mistakes = sum(item.rule.spoils_catalogue for item in findings)
    if mistakes:
        return Examined(
            "Katalog", State.FAULT, f"{mistakes} Fehler", "Bitte verbessern Sie den Katalog in Excel.", lines
        )
    entries = counted(len(plan.measures), "Eintrag", "Einträge")
    found = f"{entries}, {counted(len(plan.departments), 'Dienststelle', 'Dienststellen')}"
    if not plan.measures:
        return Examined("Katalog", State.MISSING, found, "Bitte füllen Sie data/katalog.xlsx aus.")
    return Examined("Katalog", State.DOUBTFUL if lines else State.SOUND, found, details=lines)


def _template(workspace: Workspace) -> Examined:
    try:
        problems = [problem for verdict in check_templates(workspace) for problem in verdict.problems]
        path = workspace.template(workspace.settings.report_template)
    except LipctlError as error:
        return Examined("Vorlage", State.FAULT, error.headline, error.tip)
    if problems:
        return Examined("Vorlage", State.FAULT, f"{len(problems)} Fehler", details=tuple(problems))
    own = path.is_relative_to(workspace.root)
    return Examined("Vorlage", State.SOUND, workspace.relative(path) if own else "die mitgelieferte")


def _years(workspace: Workspace) -> Examined:
    years = [f"{year} ({_files_in(workspace.responses(year))})" for year in workspace.years()]
    if years:
        return Examined("Rücklauf", State.SOUND, ", ".join(years))
    return Examined(
        "Rücklauf", State.MISSING, "noch kein Berichtsjahr", "Die erste Runde beginnt mit: lipctl export-forms JAHR"
    )


def _files_in(folder: Path) -> str:
    number = sum(path.is_file() for path in folder.rglob("*")) if folder.is_dir() else 0
    return counted(number, "Datei", "Dateien")
