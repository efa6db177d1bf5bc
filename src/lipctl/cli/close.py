"""``lipctl close``: end a round, and correct it afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import AsOf, Year, german_command, session_of

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.commands.close import ClosedYear

EXAMPLES = """
lipctl close 2010                          das Jahr abschließen
lipctl close 2010 --as-of 2010-12-31       mit dem Stichtag des Berichts
lipctl close --addendum 5-1-3 --field gruende --text-file a.txt --reason neu
"""


@german_command(
    "close",
    about="Alles, woraus der Bericht entsteht, liegt danach in „data/JAHR/abschluss.json“; die Dateien im Rücklauf braucht "
    "lipctl nicht mehr. Abgelehnt wird, was „report --final“ ablehnt. Ein Nachtrag nennt mit --field die Frage, mit --text-file den "
    "Text und mit --reason den Grund; er steht im Bericht neben dem, was er berichtigt.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    as_of: AsOf = None,
    force: Annotated[bool, typer.Option("--force", help="Auch abschließen, was abgelehnt würde; mit --reason.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="GRUND", help="Warum; steht im Abschluss oder im Nachtrag.")] = None,
    addendum: Annotated[
        str | None, typer.Option("--addendum", metavar="NUMMER", help="Einen Nachtrag zu diesem Eintrag machen.")
    ] = None,
    field: Annotated[
        str | None, typer.Option("--field", metavar="FELD", help="Zu welcher Frage, z. B. umsetzungsstand oder kontakt.")
    ] = None,
    part: Annotated[int, typer.Option("--part", metavar="TEIL", min=1, help="Zu welchem Teil.")] = 1,
    text_file: Annotated[
        Path | None, typer.Option("--text-file", metavar="DATEI", parser=Path, help="Der Text, als UTF-8.")
    ] = None,
) -> None:  # fmt: skip
    """Close a year, or add a correction to a closed one; exit 1 where closing was refused."""
    from lipctl.cli.screen import shown
    from lipctl.commands.close import Correction, add_addendum, close_year
    from lipctl.text import is_blank

    session = session_of(ctx)
    if (force or addendum) and is_blank(reason or ""):
        raise typer.BadParameter("Bitte nennen Sie den Grund: --reason „…“.", ctx, param_hint="'--reason'")
    if not addendum and (field or text_file):
        raise typer.BadParameter("Zu welchem Eintrag? Bitte nennen Sie die Nummer.", ctx, param_hint="'--addendum'")
    if not (force or addendum) and reason:
        raise typer.BadParameter("Ein Grund gehört zu --force oder --addendum.", ctx, param_hint="'--reason'")
    if addendum and not (text_file and field):
        raise typer.BadParameter("Ein Nachtrag braucht --field und --text-file.", ctx)
    year, today = session.year(year), session.day(None)
    if addendum and field and text_file:
        text = _text_of(ctx, session.start / text_file)
        made = add_addendum(session.workspace, year, Correction(addendum, field, part, text, reason or ""), today)
        session.screen.say(f"Nachtrag zu {made.number} aufgenommen: {shown(session.workspace.addenda(year))}")
        session.screen.say(
            f"Er steht im Bericht unter dem Text: lipctl report {year} --final --force (der Bericht von vorher bleibt als Kopie)"
        )
        return
    result = close_year(session.workspace, year, as_of=session.day(as_of), today=today, reason=reason or "")
    _show(session.screen, result, year)
    if result.path is None:
        raise typer.Exit(1)


def _show(screen: Screen, result: ClosedYear, year: int) -> None:
    """Show where the closed year is kept and what was left open in it, or why it was not closed."""
    from lipctl.cli.screen import shown
    from lipctl.text import counted

    if result.obstacles:
        screen.findings(result.obstacles, result.names, on_stderr=True)
    if result.path is None:
        screen.warn(f"{year} ist nicht abgeschlossen: Der Bericht wäre falsch. Gründe siehe oben.")
        screen.say(f"Ist das so gewollt: lipctl close {year} --force --reason „…“")
        return
    screen.result(shown(result.path))
    if result.obstacles:
        screen.warn(f"{year} ist abgeschlossen, obwohl der Bericht nicht in Ordnung ist. Der Grund ist festgehalten.")
    else:
        screen.say(f"{year} ist abgeschlossen. Was jetzt noch kommt, zählt nicht mehr.")
    if result.left_open:
        points = counted(result.left_open, "Fehler ist", "Fehler sind")
        screen.say(f"{points} offengeblieben, wie im Bericht zu sehen.")
    screen.say(f"Die endgültige Fassung schreibt: lipctl report {year} --final")


def _text_of(ctx: typer.Context, path: Path) -> str:
    """The text that somebody typed in an editor."""
    from lipctl.files import read_bytes

    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = f"„{path.name}“ ist nicht als UTF-8 gespeichert; bitte speichern Sie die Datei im Editor mit dieser Kodierung."
        raise typer.BadParameter(fault, ctx, param_hint="'--text-file'") from None
