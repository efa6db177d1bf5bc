"""``lipctl status``: the ledger of a round."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Departments, Format, OutputFormat, Year, german_command, session_of
from lipctl.cli.output_place import STATUS, place_for

EXAMPLES = """
lipctl status                              wie weit die neueste Runde ist
lipctl status 2010 --department 15         nur eine Dienststelle
lipctl status 2010 --xlsx stand.xlsx       als Mappe für die Besprechung
lipctl status 2010 --format json           für andere Programme
"""


@german_command(
    "status",
    about="Gezählt wird dasselbe wie bei „lipctl check“. Eingegangen ist ein Formular an dem Tag, an dem die Mail kam, in der es "
    "lag, sonst an dem Tag, an dem die Datei nach eigener Angabe gespeichert wurde. Es zählt das erste einer Dienststelle.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    departments: Departments = None,
    as_of: AsOf = None,
    output_format: Format = OutputFormat.TEXT,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="DATEI", parser=Path, help="Auch als Excel-Mappe schreiben.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Eine geänderte Mappe ersetzen; eine Kopie bleibt.")] = False,
) -> None:
    """Show the ledger of one year, and write it as a workbook where that is asked."""
    from lipctl.cli.screen import shown
    from lipctl.cli.status_results import show_status, status_as_json
    from lipctl.commands.status import status

    session = session_of(ctx)
    workspace, where = session.workspace, place_for(ctx, "--xlsx", xlsx, STATUS)
    year = session.year(year)
    result = status(workspace, year, session.day(as_of), tuple(departments or ()))
    if result.damaged_lines:
        from lipctl.cli.mails import warn_of_damaged_lines  # brings more than a sound record needs

        warn_of_damaged_lines(session.screen, workspace.dispatch(year), result.damaged_lines)
    if where:
        from lipctl.replacing import replace_documents
        from lipctl.report.status_workbook import status_workbook  # brings openpyxl, which takes a while

        session.screen.kept(replace_documents({where: status_workbook(result)}, force=force))
        session.screen.say(f"Die Mappe ist geschrieben: {shown(where)}")
    if output_format is OutputFormat.JSON:
        session.screen.result(status_as_json(result))
    else:
        show_status(session.screen, result)
