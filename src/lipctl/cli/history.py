"""``lipctl history``: what was reported over the years."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.options import AsOf, Format, OutputFormat, german_command, session_of
from lipctl.cli.output_place import ENCLOSURE, HISTORY, place_for

EXAMPLES = """
lipctl history 5-1-3                       alles zu einem Eintrag
lipctl history 5-1-3 --docx verlauf.docx   als Beilage für einen Ausschuss
lipctl history                             alle Einträge und Jahre
lipctl history --xlsx verlauf.xlsx         als Mappe
"""


@german_command(
    "history",
    about="Ohne Nummer eine Tabelle aller Einträge und Jahre. Einem Eintrag, der umnummeriert wurde (Spalte „früher“ im "
    "Katalog), folgt lipctl durch alle seine Nummern.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="NUMMER", show_default="alle", help="Die Nummer des Eintrags.")
    ] = None,
    as_of: AsOf = None,
    public: Annotated[
        bool, typer.Option("--public", help="Für die Öffentlichkeit: ohne Personen und Vermerke.")
    ] = False,
    output_format: Format = OutputFormat.TEXT,
    docx: Annotated[
        Path | None, typer.Option("--docx", metavar="DATEI", parser=Path, help="Auch als Word-Dokument schreiben.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="DATEI", parser=Path, help="Alle Einträge auch als Excel-Mappe.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Eine geänderte Datei ersetzen; eine Kopie bleibt.")] = False,
) -> None:
    """Show one measure's years or those of all, and write them where that is asked."""
    from lipctl.cli.history_results import history_as_json, show_histories, show_history
    from lipctl.cli.screen import shown
    from lipctl.commands.history import histories

    session = session_of(ctx)
    workspace, day = session.workspace, session.day(as_of)
    if docx and number is None:
        raise typer.BadParameter("Das Dokument ist über einen Eintrag; bitte nennen Sie seine Nummer.", ctx)
    if xlsx and number is not None:
        raise typer.BadParameter("Die Mappe ist über alle Einträge; bitte lassen Sie die Nummer weg.", ctx)
    document, table = place_for(ctx, "--docx", docx, ENCLOSURE), place_for(ctx, "--xlsx", xlsx, HISTORY)
    found = histories(workspace, number, day, public=public)
    documents = {}
    if document:
        from lipctl.word.enclosure import make_enclosure

        documents[document] = make_enclosure(workspace, found.measures[0], day)
    if table:
        from lipctl.report.history_workbook import histories_workbook

        documents[table] = histories_workbook(found)
    if documents:
        from lipctl.replacing import replace_documents

        session.screen.kept(replace_documents(documents, force=force))
    for written in documents:
        session.screen.say(f"Geschrieben: {shown(written)}")
    if output_format is OutputFormat.JSON:
        session.screen.result(history_as_json(found))
    elif number is None:
        show_histories(session.screen, found)
    else:
        show_history(session.screen, found.measures[0])
