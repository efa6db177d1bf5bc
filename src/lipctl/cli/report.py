"""``lipctl report``: the Controllingbericht as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Year, session_of, verb

EXAMPLES = """
lipctl report 2010                          den Entwurf schreiben
lipctl report 2010 --final                  die endgültige Fassung schreiben
lipctl report 2010 -o bericht.docx          an einen anderen Ort schreiben
lipctl report 2010 --as-of 2010-12-31       mit einem anderen Stichtag
"""


@verb(
    "report",
    summary="Den Controllingbericht als Word-Dokument schreiben.",
    about="Der Bericht liegt danach in „ausgabe/JAHR“. Einen, den jemand in Word geändert hat, ersetzt lipctl nur mit "
    "--force und hebt ihn dabei auf. Ohne --final ist er ein Entwurf.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DATEI", help="Wohin, wenn nicht in „ausgabe“.")
    ] = None,
    as_of: AsOf = None,
    final: Annotated[bool, typer.Option("--final", help="Die endgültige Fassung, ohne „Entwurf“.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Einen geänderten Bericht ersetzen; eine Kopie bleibt.")
    ] = False,
) -> None:
    """Write the report and say what is missing in it; a refused --final exits 1."""
    from lipctl.cli.summary import show_report
    from lipctl.services.report import write_report

    session = session_of(ctx)
    workspace, year = session.workspace, session.year(year)
    where = session.start / output if output else None
    outcome = write_report(workspace, year, as_of=session.day(as_of), final=final, force=force, output=where)
    show_report(session.screen, outcome, year, workspace.settings.label("handlungsansaetze"))
    if outcome.path is None:
        raise typer.Exit(1)
