"""``lipctl edit``: the workbook in which the coordinator words the report's texts anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from lipctl.cli.options import Year, german_command, session_of

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.commands.edit import EditResult

EXAMPLES = """
lipctl edit                    für das neueste Jahr anlegen oder auffrischen
lipctl edit 2010               für ein bestimmtes Jahr
"""


@german_command(
    "edit",
    about="Legt „data/JAHR/redaktion.xlsx“ an oder trägt neue Antworten nach. Ihre Fassung schreiben Sie neben den "
    "Text der Dienststelle; „lipctl report“ druckt sie. Was Sie dort geschrieben haben, ändert lipctl nie.",
    examples=EXAMPLES,
)
def command(ctx: typer.Context, year: Year = None) -> None:
    """Make or refresh the workbook; its path is the result."""
    from lipctl.commands.edit import edit

    session = session_of(ctx)
    year = session.year(year)
    _show(session.screen, edit(session.workspace, year, session.day(None)), year)


def _show(screen: Screen, result: EditResult, year: int) -> None:
    """Show where the workbook is, what is in it, and what is to be looked at."""
    from lipctl.cli.results import open_points
    from lipctl.cli.screen import shown
    from lipctl.text import counted

    screen.result(shown(result.path))
    done = "angelegt" if result.created else "aufgefrischt" if result.changed else "auf dem neuesten Stand"
    texts = counted(result.texts, "Text", "Texte")
    screen.say(f"Die Redaktion ist {done}: {texts}, davon {result.edited} redigiert.")
    for line in open_points(result.findings, {}):
        screen.warn(line)
    if result.findings:
        screen.say(f"Näheres sagt: lipctl check {year}")
