"""``lipctl check``: what is missing or odd in the responses, where, and what to do about it."""

from __future__ import annotations

from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Departments, Format, OutputFormat, Year, german_command, session_of

EXAMPLES = """
lipctl check                               das neueste Jahr prüfen
lipctl check 2010 --department 15          nur, was eine Dienststelle angeht
lipctl check 2010 --format json > x.json   für andere Programme
"""


@german_command(
    "check",
    about="Der Exit-Code ist 1, solange Fehler offen sind. „lipctl rules“ erklärt die Meldungen.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    departments: Departments = None,
    as_of: AsOf = None,
    strict: Annotated[bool, typer.Option("--strict", help="Auch Warnungen gelten als Fehler.")] = False,
    output_format: Format = OutputFormat.TEXT,
) -> None:
    """Check one year, or before the first year the catalogue alone; exit 1 where errors are left."""
    from lipctl.cli.check_results import failing, show_catalogue, show_check
    from lipctl.cli.findings_json import check_as_json
    from lipctl.commands.check import check
    from lipctl.plan.catalogue import load_plan, mistake_lines, require_sound

    session = session_of(ctx)
    if year is None and not session.workspace.years():
        plan, findings = load_plan(session.workspace)
        require_sound(findings)
        show_catalogue(session.screen, plan, mistake_lines(findings))
        return
    year = session.year(year)
    result = check(session.workspace, year, session.day(as_of), tuple(departments or ()))
    if output_format is OutputFormat.JSON:
        session.screen.result(
            check_as_json(result.year, result.plan, result.counts, result.findings, result.titles, result.assessments)
        )
    else:
        show_check(session.screen, result, session.workspace.settings, strict=strict, partial=bool(departments))
    if any(item.severity in failing(strict=strict) for item in result.findings):
        raise typer.Exit(1)
