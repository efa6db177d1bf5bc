"""``lipctl edit``: the workbook in which the coordinator words the report's texts anew."""

from __future__ import annotations

import typer

from lipctl.cli.options import Year, german_command, session_of

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
    from lipctl.cli.results import show_edit
    from lipctl.commands.edit import edit

    session = session_of(ctx)
    year = session.year(year)
    show_edit(session.screen, edit(session.workspace, year, session.day(None)), year)
