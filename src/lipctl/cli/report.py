"""``lipctl report``: the Controllingbericht as a Word document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import AsOf, Year, german_command, session_of
from lipctl.cli.output_place import REPORT, place_for

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.commands.report import ReportResult
    from lipctl.settings.model import Settings

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
    _show(session.screen, result, year, workspace.settings)
    if result.path is None:
        raise typer.Exit(1)


def _show(screen: Screen, result: ReportResult, year: int, settings: Settings) -> None:
    """Show where the report is and what is missing in it, or why it was refused."""
    from lipctl.cli.results import class_counts, show_errors, show_personal, show_refused
    from lipctl.cli.screen import shown
    from lipctl.findings import Severity
    from lipctl.text import counted

    errors = [item for item in result.findings if item.severity is Severity.ERROR or item.rule.about_report]
    if result.path is None:
        show_refused(screen, result, "Die endgültige Fassung wurde nicht geschrieben: Sie wäre falsch.")
        return
    for file in (result.path, result.pdf, result.sources):
        if file is not None:
            screen.result(shown(file))
    if result.pdf is None and result.path.with_suffix(".pdf").exists():
        screen.warn("Das PDF daneben ist von einem früheren Lauf. Mit --pdf schreibt lipctl auch das PDF neu.")
    if result.pdf_faults:
        screen.warn("Das PDF ist nicht ganz barrierefrei und gibt sich auch nicht dafür aus:")
        for fault in result.pdf_faults:
            screen.warn(f"– {fault}")
    show_personal(screen, result.findings, result.names, "den Bericht")
    screen.kept(result.kept_copies)
    parts = [
        f"{label}: {number}"
        for label, number in class_counts(result.counts, settings.words, settings.asked_scale(year))
    ]
    total = counted(result.total, settings.label("handlungsansatz"), settings.label("handlungsansaetze"))
    screen.say(f"{total} – {'; '.join(parts)}.")
    show_errors(screen, errors, result.names, year)
