"""``lipctl report``: the Controllingbericht as a Word document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Year, german_command, session_of
from lipctl.cli.output_place import REPORT, place_for

EXAMPLES = """
lipctl report 2010                          den Entwurf schreiben
lipctl report 2010 --final                  die endgültige Fassung schreiben
lipctl report 2010 --public                 die öffentliche Fassung
lipctl report 2010 --sources                dazu: die Fundstellen
lipctl report 2010 --pdf                    dazu: ein barrierefreies PDF
lipctl report 2010 -o bericht.docx          an einen anderen Ort schreiben
lipctl report 2010 --as-of 2010-12-31       mit einem anderen Stichtag
"""


@german_command(
    "report",
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
    public: Annotated[
        bool, typer.Option("--public", help="Für die Öffentlichkeit: ohne Personen, Vermerke und offene Punkte.")
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="Auch schreiben, in welcher Datei und Zelle jeder Text steht (JSON).")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Auch ein barrierefreies PDF schreiben; braucht LibreOffice.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Einen geänderten Bericht ersetzen; eine Kopie bleibt.")
    ] = False,
) -> None:
    """Write the report and say what is missing in it; a refused --final exits 1."""
    from lipctl.cli.results import show_report
    from lipctl.commands.report import Edition, write_report
    from lipctl.locks import locks_of
    from lipctl.pdf.office import require_pdf

    session = session_of(ctx)
    workspace, where = session.workspace, place_for(ctx, "--output", output, REPORT)
    year = session.year(year)
    if locks_of(workspace.edits(year)):
        session.screen.warn(
            "redaktion.xlsx ist gerade geöffnet. Was dort noch nicht gespeichert ist, fehlt im Bericht."
        )
    edition = Edition(final, public, sources, require_pdf(os.environ.get("PATH", "")) if pdf else None)
    result = write_report(workspace, year, as_of=session.day(as_of), edition=edition, force=force, output=where)
    show_report(session.screen, result, year, workspace.settings)
    if result.path is None:
        raise typer.Exit(1)
