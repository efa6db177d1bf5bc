"""``lipctl doctor``: what is installed, and whether the workspace is sound."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import lipctl
from lipctl.cli.options import german_command, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lipctl.cli.screen import Screen
    from lipctl.commands.doctor import Examined, Machine

_FONT_FOLDERS = {
    "win32": ("%WINDIR%/Fonts", "%LOCALAPPDATA%/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
}

EXAMPLES = """
lipctl doctor            hier nachsehen
lipctl -C demo doctor    in einem anderen Arbeitsordner
"""


@german_command(
    "doctor",
    about="Ändert nichts. Der Exit-Code ist 1, wenn Einstellungen, Katalog oder Vorlage fehlerhaft sind. "
    "Was nur „fehlt“, stört die Runde nicht; eine „Warnung“ sehen Sie sich bitte an.",
    examples=EXAMPLES,
)
def command(ctx: typer.Context) -> None:
    """Look at everything; exit 1 if something is at fault."""
    from lipctl.commands.doctor import examine

    session = session_of(ctx)
    examined = examine(session.start, this_machine())
    _show(session.screen, examined)
    if any(item.is_fault for item in examined):
        raise typer.Exit(1)


def _show(screen: Screen, examined: Sequence[Examined]) -> None:
    """Show one thing after the other, with what to do; the last line says whether all is well."""
    for item in examined:
        screen.prose(f"{item.state.value:<11} {item.name:<14} {item.found}", hanging=27)
        for line in [*item.details, *([f"Tipp: {item.advice}"] if item.advice else [])]:
            screen.indented(line)
    faulty = [item.name for item in examined if item.is_fault]
    screen.say(f"Bitte beheben Sie: {', '.join(faulty)}." if faulty else "Kein Fehler gefunden.")


def this_machine() -> Machine:
    """What is installed here, and where this system keeps its fonts."""
    from importlib.metadata import PackageNotFoundError, version

    from lipctl.commands.doctor import Machine
    from lipctl.pdf.office import find_office

    try:
        pikepdf = version("pikepdf")
    except PackageNotFoundError:
        pikepdf = ""
    return Machine(
        versions=(("lipctl", lipctl.__version__), ("Python", f"{platform.python_version()} ({sys.executable})")),
        libreoffice=find_office(os.environ.get("PATH", "")),
        pikepdf=pikepdf,
        font_folders=tuple(
            Path(os.path.expandvars(os.path.expanduser(folder)))  # noqa: PTH111 - Path.expanduser() fails without a home
            for folder in _FONT_FOLDERS.get(sys.platform, _FONT_FOLDERS["linux"])
        ),
    )
