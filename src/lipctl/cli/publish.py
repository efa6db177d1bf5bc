"""``lipctl publish``: a year as public web pages."""

from __future__ import annotations

from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Year, german_command, session_of

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
    from lipctl.cli.results import show_publish
    from lipctl.commands.publish import publish

    session = session_of(ctx)
    year = session.year(year)
    result = publish(
        session.workspace, year, as_of=session.day(as_of), final=final, with_contacts=with_contacts, force=force
    )
    show_publish(session.screen, result, year)
    if result.folder is None:
        raise typer.Exit(1)
