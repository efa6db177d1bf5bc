"""``lipctl import``: the first filling of a plan, from published pages or from a list of measures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.german import GermanGroup
from lipctl.cli.options import Format, OutputFormat, german_command, read_year, session_of, shared_options

PAGE_EXAMPLES = """
lipctl import page lip-5-1.html --year 2010     zeigen, was gelesen wurde
lipctl import page *.html --year 2010 --write   übernehmen
"""
_PROPOSAL = (
    "Ohne --write wird nichts geschrieben, nur gezeigt, was sicher gelesen, was geraten und was nicht gelesen wurde."
)

Write = Annotated[bool, typer.Option("--write", help="Den Vorschlag in den Arbeitsordner schreiben.")]


@german_command(
    "page",
    summary="Veröffentlichte Seiten eines Plans einlesen.",
    about="Liest Webseiten (HTML) oder Text wie die Seiten der Stadt Hannover. Die Einträge kommen in den Katalog, die "
    f"Texte als Antworten des Jahres nach „data/JAHR/ruecklauf“. {_PROPOSAL}",
    examples=PAGE_EXAMPLES,
)
def page(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="DATEI…", help="Eine Seite oder mehrere.")],
    year: Annotated[
        int, typer.Option("--year", metavar="JAHR", parser=read_year, help="Aus welchem Jahr die Antworten sind.")
    ],
    write: Write = False,
    output_format: Format = OutputFormat.TEXT,
) -> None:
    """Show what was read of pages; write it where asked to."""
    from lipctl.cli.import_results import show_import
    from lipctl.commands.import_ import import_page

    session = session_of(ctx)
    result = import_page(session.workspace, _expanded(files, session.start), year, write=write)
    show_import(session.screen, result, session.workspace, as_json=output_format is OutputFormat.JSON)


def _expanded(files: list[Path], start: Path) -> list[Path]:
    """The files, those with a "*" in their names as all that it stands for: not every shell sees to that."""
    found = [sorted(start.glob(str(file))) if "*" in file.name and not file.is_absolute() else [] for file in files]
    return [path for file, several in zip(files, found, strict=True) for path in several or [start / file]]


command = GermanGroup(
    name="import",
    help="Übernehmen, was es schon gibt: veröffentlichte Seiten oder eine Liste.",
    epilog=PAGE_EXAMPLES.strip(),
    commands={"page": page},
    params=[*shared_options()],
    add_help_option=False,
    rich_markup_mode=None,
)
