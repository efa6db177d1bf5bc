"""``lipctl doctor``: what is installed, and whether the workspace is sound."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lipctl.cli.options import session_of, verb

if TYPE_CHECKING:
    from lipctl.commands.doctor import Surroundings

EXAMPLES = """
lipctl doctor            hier nachsehen
lipctl -C demo doctor    in einem anderen Arbeitsordner
"""


@verb(
    "doctor",
    summary="Nachsehen, was installiert ist und ob der Arbeitsordner stimmt.",
    about="Ändert nichts. Der Exit-Code ist 1, wenn Einstellungen, Katalog oder Vorlage fehlerhaft sind. "
    "Was nur „fehlt“, stört die Runde nicht.",
    examples=EXAMPLES,
)
def command(ctx: typer.Context) -> None:
    """Look at everything; exit 1 if something is at fault."""
    from lipctl.cli.messages import show_examined
    from lipctl.commands.doctor import State, examine

    session = session_of(ctx)
    examined = examine(session.start, surroundings())
    show_examined(session.screen, examined)
    if any(item.state is State.FAULT for item in examined):
        raise typer.Exit(1)


def surroundings() -> Surroundings:
    """This machine: versions, the search path, and where its system keeps programs and fonts."""
    from importlib.metadata import PackageNotFoundError, version

    import lipctl
    from lipctl.commands.doctor import Surroundings

    versions = (("lipctl", lipctl.__version__), ("Python", f"{platform.python_version()} ({sys.executable})"))
    search_path = os.environ.get("PATH", "")
    try:
        pikepdf = version("pikepdf")
    except PackageNotFoundError:
        pikepdf = ""
    if sys.platform == "win32":
        programs = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in os.environ]
        offices = tuple(Path(folder, "LibreOffice", "program") for folder in programs)
        fonts = [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
        fonts += (
            [Path(os.environ["LOCALAPPDATA"], "Microsoft", "Windows", "Fonts")] if "LOCALAPPDATA" in os.environ else []
        )
        return Surroundings(versions, search_path, offices, tuple(fonts), pikepdf)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is no home
    if sys.platform == "darwin":
        applications = (Path("/Applications"), home / "Applications")
        offices = tuple(folder / "LibreOffice.app" / "Contents" / "MacOS" for folder in applications)
        mac_fonts = (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
        return Surroundings(versions, search_path, offices, mac_fonts, pikepdf)
    offices = (Path("/opt/libreoffice/program"), Path("/usr/lib/libreoffice/program"), Path("/snap/bin"))
    linux_fonts = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )
    return Surroundings(versions, search_path, offices, linux_fonts, pikepdf)
