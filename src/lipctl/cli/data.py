"""``lipctl data``: one or several years as one table."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import Year, german_command, read_year, session_of
from lipctl.cli.output_place import DATA, place_for

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.commands.data import DataResult

EXAMPLES = """
lipctl data 2010                            als Excel-Tabelle
lipctl data 2010 --public                   dasselbe für die Öffentlichkeit
lipctl data --years 2010-2014               mehrere Jahre in einer Tabelle
lipctl data 2010 -o daten.csv               als CSV, wie Excel es öffnet
lipctl data 2010 --format json > x.json     für andere Programme
"""


class DataFormat(StrEnum):
    """What the table is written as; the ending of such a file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def read_years(text: str) -> range:
    """Read a span of years."""
    pieces = re.fullmatch(r"([0-9]{4})[-–]([0-9]{4})", text)
    if not pieces:
        raise typer.BadParameter(f"„{text}“ sind keine Jahre; erwartet wird z. B. 2010-2014.")
    first, last = map(read_year, pieces.groups())
    if first > last:
        raise typer.BadParameter(f"„{text}“ endet vor dem Anfang. Meinten Sie {last}-{first}?")
    return range(first, last + 1)


@german_command(
    "data",
    about="Je Eintrag und Teil eine Zeile, mit denselben Texten und Einstufungen wie im Bericht. Die Excel-Tabelle liegt "
    "danach in „ausgabe/JAHR“; CSV und JSON gehen ohne --output auf die Standardausgabe.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    years: Annotated[
        range | None,
        typer.Option("--years", metavar="JAHR-JAHR", parser=read_years, help="Alle Berichtsjahre von … bis."),
    ] = None,
    kind: Annotated[
        DataFormat | None,
        typer.Option(
            "--format", case_sensitive=False, metavar="xlsx|csv|json", show_default="xlsx, oder wie die Datei endet",
            help="Excel-Tabelle, CSV oder JSON.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DATEI", help="In diese Datei schreiben.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Für die Öffentlichkeit: ohne Personen und Dateinamen.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Eine geänderte Datei ersetzen; eine Kopie bleibt.")
    ] = False,
) -> None:  # fmt: skip
    """Write the table, or print it; say what is open in it."""
    from lipctl.commands.data import Kind, write_data, years_in

    session = session_of(ctx)
    workspace = session.workspace
    if year is not None and years is not None:
        raise typer.BadParameter("Bitte nennen Sie ein Jahr oder mit --years mehrere, nicht beides.", ctx)
    kind = kind or _by_ending(output)
    where = place_for(ctx, "--output", output, DATA[kind])
    wanted = years_in(workspace, years) if years else [session.year(year)]
    as_of = session.day(None)
    result = write_data(workspace, wanted, as_of=as_of, kind=Kind(kind, public), output=where, force=force)
    _show(session.screen, result)


def _show(screen: Screen, result: DataResult) -> None:
    """Print the table, or show where it is; then what is open in its years."""
    from lipctl.cli.results import show_personal, tally
    from lipctl.cli.screen import shown
    from lipctl.findings import Severity

    if result.path is None:
        screen.document(result.content)
    else:
        screen.result(shown(result.path))
    screen.kept(result.kept_copies, "Die vorhandene Datei")
    table = result.table
    measures = len({row.number for row in table.rows})
    screen.say(f"{table.settings.label('handlungsansaetze')}: {measures}, Zeilen: {len(table.rows)}.")
    show_personal(screen, chain(*result.findings.values()), result.names, "die Daten")
    for year, findings in result.findings.items():
        errors = [item for item in findings if item.severity is Severity.ERROR]
        if errors:
            screen.say(f"{year}: {tally(errors)}. Was zu tun ist, sagt: lipctl check {year}")


def _by_ending(output: Path | None) -> DataFormat:
    """What a file is by its name; a workbook if nothing is said."""
    ending = output.suffix.casefold().removeprefix(".") if output else ""
    return DataFormat(ending) if ending in set(DataFormat) else DataFormat.XLSX
