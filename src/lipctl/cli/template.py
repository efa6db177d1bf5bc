"""``lipctl template``: the Word templates of the report, and those of the web pages."""

from __future__ import annotations

from typing import Annotated

import typer

from lipctl.cli.command_table import COMMANDS
from lipctl.cli.german import GermanGroup
from lipctl.cli.options import german_command, session_of, shared_options

CHECK_EXAMPLES = """
lipctl template check                    Bericht, Mails und Webseiten prüfen
lipctl template check hausvorlage.docx   eine bestimmte Vorlage prüfen
lipctl template check erinnerung.txt.j2  die Vorlage einer Mail prüfen
lipctl template check web                die Vorlagen der Webseiten prüfen
"""
NEW_EXAMPLES = """
lipctl template new hausvorlage          eine frische Kopie zum Ändern anlegen
lipctl template new mahnung.txt.j2       eine Vorlage für Mails
lipctl template new web                  die Vorlagen der Webseiten
"""
PREVIEW_EXAMPLES = """
lipctl template preview                  die Vorlage des Berichts zeigen
lipctl template preview hausvorlage      eine bestimmte Vorlage zeigen
lipctl template preview web              die Webseiten zeigen
"""
_DEFAULT = "die des Berichts"

Name = Annotated[
    str,
    typer.Argument(
        metavar="VORLAGE", show_default=_DEFAULT, help="Name der Datei in „report_templates“; „web“ für die Webseiten."
    ),
]


@german_command(
    "new",
    summary="Eine frische Kopie der mitgelieferten Vorlage anlegen.",
    about="Die Kopie liegt danach in „report_templates“. Damit der Bericht sie benutzt, nennen Sie sie in lipctl.toml "
    "unter [bericht] bei „vorlage“.",
    examples=NEW_EXAMPLES,
)
def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Wie die neue Datei heißen soll.")],
) -> None:
    """Copy the shipped template; never over another one."""
    from lipctl.cli.screen import shown
    from lipctl.commands.template import new_template

    session = session_of(ctx)
    path = new_template(session.workspace, name)
    session.screen.result(shown(path))
    if path.suffix == ".docx":
        session.screen.say(f'Damit der Bericht sie benutzt, tragen Sie in lipctl.toml ein: vorlage = "{path.name}"')
    if path.is_dir():
        session.screen.say("Die Webseiten benutzen diese Vorlagen von selbst.")


@german_command(
    "preview",
    summary="Eine Vorlage mit Beispieldaten zeigen.",
    about="Das Ergebnis liegt in „ausgabe/vorschau“. Es zeigt jede Art von Antwort; eigene Daten braucht es nicht.",
    examples=PREVIEW_EXAMPLES,
)
def preview(ctx: typer.Context, name: Name = "") -> None:
    """Fill a template with sample data."""
    from lipctl.cli.screen import shown
    from lipctl.commands.template import preview_template

    session = session_of(ctx)
    session.screen.result(shown(preview_template(session.workspace, name, session.day(None))))


@german_command(
    "check",
    summary="Eine geänderte Vorlage prüfen.",
    about="Sagt in Worten, was an der Vorlage nicht stimmt: welche Marke, bei welchem Text. Was nur auffällt, ist eine "
    "Anmerkung und ändert den Exit-Code nicht.",
    examples=CHECK_EXAMPLES,
)
def check(ctx: typer.Context, name: Name = "") -> None:
    """Say what is wrong with a template; exit 1 if anything is."""
    from lipctl.commands.template import check_templates

    session = session_of(ctx)
    verdicts = check_templates(session.workspace, name)
    for verdict in verdicts:
        if verdict.problems and len(verdicts) > 1:
            session.screen.say(f"Die Vorlage „{verdict.name}“:")
        for problem in verdict.problems:
            session.screen.prose(problem)
        for remark in verdict.remarks:
            session.screen.say(f"Anmerkung: {remark}")
        if not verdict.problems:
            session.screen.say(f"Die Vorlage „{verdict.name}“ ist in Ordnung.")
    if any(verdict.problems for verdict in verdicts):
        raise typer.Exit(1)


command = GermanGroup(
    name="template",
    help=COMMANDS["template"],
    epilog=f"{NEW_EXAMPLES.strip()}\n{PREVIEW_EXAMPLES.strip()}\n{CHECK_EXAMPLES.strip()}",
    commands={"new": new, "preview": preview, "check": check},
    params=[*shared_options()],
    add_help_option=False,
    rich_markup_mode=None,
)
