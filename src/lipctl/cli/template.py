"""``lipctl template``: the Word templates of the report."""

from __future__ import annotations

from typing import Annotated

import typer

from lipctl.cli.german import GermanGroup
from lipctl.cli.options import HELP_NAMES, session_of, shared_options, verb

EXAMPLES = """
lipctl template check                          die Vorlage des Berichts prüfen
lipctl template check controllingbericht.docx  eine bestimmte Vorlage prüfen
"""


@verb(
    "check",
    summary="Eine geänderte Vorlage prüfen.",
    about="Sagt in Worten, was an der Vorlage nicht stimmt: welche Marke, bei welchem Text.",
    examples=EXAMPLES,
)
def check(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="VORLAGE", help="Name der Datei in „report_templates“.")
    ] = "controllingbericht.docx",
) -> None:
    """Say what is wrong with a template; exit 1 if anything is."""
    from lipctl.services.template import check_template

    session = session_of(ctx)
    problems = check_template(session.workspace, name)
    for problem in problems:
        session.screen.result(problem)
    if problems:
        raise typer.Exit(1)
    session.screen.say(f"Die Vorlage „{name}“ ist in Ordnung.")


command = GermanGroup(
    name="template",
    context_settings=HELP_NAMES,
    help="Mit den Word-Vorlagen des Berichts arbeiten.",
    epilog=EXAMPLES,
    commands={"check": check},
    params=[*shared_options()],
    rich_markup_mode=None,
)
