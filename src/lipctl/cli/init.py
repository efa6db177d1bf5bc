"""``lipctl init``: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.options import german_command, session_of

EXAMPLES = """
lipctl init lip-musterstadt    einen leeren Plan anlegen, bereit zum Ausfüllen
lipctl init --sample demo      die Beispieldaten aus Hannover anlegen
"""


@german_command(
    "init",
    about="Ein Ordner, in dem schon etwas liegt, wird nicht angerührt.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="ORDNER", help="Der neue Ordner.")],
    sample: Annotated[
        bool, typer.Option("--sample", help="Mit den Beispieldaten (Hannover, LIP-Bereich 5.1).")
    ] = False,
) -> None:
    """Make a workspace and say what to do next."""
    from lipctl.cli.screen import shown, typed
    from lipctl.commands.init import create_workspace

    session = session_of(ctx)
    folder = session.start / target
    for path in create_workspace(folder, sample):
        session.screen.detail(f"angelegt: {shown(path)}")
    session.screen.result(shown(folder))
    if sample:
        session.screen.say(f"Der Arbeitsordner ist angelegt. Weiter mit: lipctl -C {typed(folder)} report 2010")
        return
    session.screen.say("Der Arbeitsordner ist angelegt. Füllen Sie dort lipctl.toml und data/katalog.xlsx aus.")
    session.screen.say(f"Ob alles stimmt, sagt danach: lipctl -C {typed(folder)} doctor")
