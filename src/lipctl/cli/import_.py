"""``lipctl import``: the first filling of a plan, from published pages or from a list of measures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lipctl.cli.command_table import COMMANDS
from lipctl.cli.german import GermanGroup
from lipctl.cli.options import Format, OutputFormat, german_command, read_year, session_of, shared_options
from lipctl.intake.known_heads import FOR_MAP, MapTo, role_named
from lipctl.text import did_you_mean

PAGE_EXAMPLES = """
lipctl import page lip-5-1.html --year 2010     zeigen, was gelesen wurde
lipctl import page *.html --year 2010 --write   übernehmen
"""
LIST_EXAMPLES = """
lipctl import list Massnahmen.xlsx                 zeigen, was gelesen wurde
lipctl import list Liste.csv --year 2024 --write   übernehmen
lipctl import list L.ods --map "Wer=dienststelle"   eine Spalte zuordnen
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
    files: Annotated[list[Path], typer.Argument(metavar="DATEI", help="Eine Seite oder mehrere.")],
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


@german_command(
    "list",
    summary="Eine Liste von Maßnahmen einlesen: Excel, ODS oder CSV.",
    about="Findet die Überschriften und schlägt vor, welche Spalte was ist; Spalten ohne Platz kommen auf das Blatt "
    f"„Übernommen“ des Katalogs. Felder für --map: {', '.join(FOR_MAP)}. {_PROPOSAL}",
    examples=LIST_EXAMPLES,
)
def list_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="DATEI", help="Die Liste.")],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="SPALTE=FELD", help="Was eine Spalte ist, nach Überschrift oder Buchstabe."),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="JAHR", parser=read_year, show_default="wie in den Überschriften",
            help="Aus welchem Jahr Stand, Schritte und Gründe sind.",
        ),
    ] = None,
    write: Write = False,
    output_format: Format = OutputFormat.TEXT,
) -> None:  # fmt: skip
    """Show what was read of a list; write it where asked to."""
    from lipctl.cli.import_results import show_import
    from lipctl.commands.import_ import ListOptions, import_list

    session = session_of(ctx)
    options = ListOptions(dict(map(_mapping, mapped or ())), year or 0)
    result = import_list(session.workspace, session.start / file, options, write=write)
    show_import(session.screen, result, session.workspace, as_json=output_format is OutputFormat.JSON)


def _mapping(text: str) -> tuple[str, MapTo]:
    """Read what ``--map`` says: "Stand 2022=umsetzungsstand 2022"."""
    column, equals, target = text.rpartition("=")
    name, _, year = target.strip().partition(" ")
    role = role_named(name)
    if not equals or not column.strip():
        raise typer.BadParameter(f"„{text}“: erwartet wird SPALTE=FELD, z. B. Wer=dienststelle.", param_hint="'--map'")
    if role is None:
        meant = did_you_mean(name, FOR_MAP, most=1)
        raise typer.BadParameter(
            f"Das Feld „{name}“ gibt es nicht. {meant or 'Es gibt: ' + ', '.join(FOR_MAP) + '.'}", param_hint="'--map'"
        )
    return column.strip(), MapTo(role, read_year(year) if year else 0)


def _expanded(files: list[Path], start: Path) -> list[Path]:
    """The files; a name with a "*" stands for all that match it, since not every shell expands it."""
    found = [sorted(start.glob(str(file))) if "*" in file.name and not file.is_absolute() else [] for file in files]
    return [path for file, several in zip(files, found, strict=True) for path in several or [start / file]]


command = GermanGroup(
    name="import",
    help=COMMANDS["import"],
    epilog=f"{PAGE_EXAMPLES.strip()}\n{LIST_EXAMPLES.strip()}",
    commands={"page": page, "list": list_},
    params=[*shared_options()],
    add_help_option=False,
    rich_markup_mode=None,
)
