"""``lipctl publish``: a year as public web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import AsOf, Year, german_command, session_of

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.commands.publish import PublishResult

EXAMPLES = """
lipctl publish 2010                         den Entwurf der Seiten schreiben
lipctl publish 2010 --final                 die endgültigen Seiten schreiben
lipctl publish 2010 --with-contacts         mit Ansprechpersonen und Telefon
lipctl publish 2010 --as-of 2010-12-31      mit einem anderen Stichtag
"""


@german_command(
    "publish",
    about="Die Seiten liegen danach in „ausgabe/JAHR/web“, dazu die Daten als CSV und JSON. Sie brauchen keinen Server: "
    "Öffnen Sie index.html, oder kopieren Sie den Ordner auf die Website der Stadt. Ohne --with-contacts steht darin keine "
    "Person. Ohne --final sind die Seiten ein Entwurf.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    as_of: AsOf = None,
    final: Annotated[bool, typer.Option("--final", help="Die endgültigen Seiten, ohne „Entwurf“.")] = False,
    with_contacts: Annotated[
        bool, typer.Option("--with-contacts", help="Auch Personen, ihre Telefonnummern und Mailadressen zeigen.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Geänderte oder fremde Seiten ersetzen; Kopien bleiben.")
    ] = False,
) -> None:
    """Write the pages and say what is to be looked at; a refused --final exits 1."""
    from lipctl.commands.publish import publish

    session = session_of(ctx)
    year = session.year(year)
    result = publish(
        session.workspace, year, as_of=session.day(as_of), final=final, with_contacts=with_contacts, force=force
    )
    _show(session.screen, result, year)
    if result.folder is None:
        raise typer.Exit(1)


def _show(screen: Screen, result: PublishResult, year: int) -> None:
    """Show where the pages are and what is to be looked at before they are published, or why they were refused."""
    from lipctl.cli.results import show_errors, show_personal, show_refused
    from lipctl.cli.screen import shown
    from lipctl.findings import Severity
    from lipctl.findings.web_rules import WEB_RULES
    from lipctl.text import counted

    if result.start is None:
        show_refused(screen, result, "Die endgültigen Seiten wurden nicht geschrieben: Sie wären falsch.")
        return
    screen.result(shown(result.start))
    about_pages = [item for item in result.findings if item.rule in WEB_RULES]
    screen.findings(about_pages, result.names, on_stderr=True)
    show_personal(screen, result.findings, result.names, "die Seiten")
    screen.kept(result.kept_copies, "Die vorhandene Datei")
    for file in result.left:
        screen.warn(f"{shown(file)} gehört nicht mehr zu den Seiten, wurde aber von Hand geändert und bleibt liegen.")
    entries = counted(result.entries, "Eintrag", "Einträgen")
    screen.say(f"{counted(result.pages, 'Seite', 'Seiten')} mit {entries}.")
    errors = [item for item in result.findings if item.severity is Severity.ERROR]
    show_errors(screen, errors, result.names, year)
