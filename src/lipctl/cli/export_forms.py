"""``lipctl export-forms``: one Excel form per department."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import Departments, Year, german_command, is_usual_year, read_day, session_of

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.settings import Settings

EXAMPLES = """
lipctl export-forms 2011                    alle Formulare für 2011
lipctl export-forms 2011 --department 15    nur für eine Dienststelle
lipctl export-forms 2011 --force            vorhandene Formulare ersetzen
lipctl export-forms 2011 --open             nachfragen, was noch offen ist
lipctl export-forms 2011 --open --warnings --deadline 2011-04-30
"""


@german_command(
    "export-forms",
    summary="Je Dienststelle ein Excel-Formular schreiben.",
    about="Die Formulare liegen danach in „ausgabe/JAHR/formulare“. Neben jedem leeren Antwortfeld steht, "
    "was zuletzt berichtet wurde. Die Antworten legen Sie später in „data/JAHR/ruecklauf“ ab. Mit --open fragen Sie "
    "nach: Das Formular in „ausgabe/JAHR/nachforderung“ enthält nur, was noch offen ist, und die Antworten, die schon "
    "da sind. Kommt es zurück, legen Sie es zu den anderen Dateien; was darin steht, ersetzt die früheren Antworten.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    departments: Departments = None,
    open_only: Annotated[
        bool, typer.Option("--open", help="Nachforderung: nur, was nach dem Rücklauf noch offen ist.")
    ] = False,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="Mit --open: auch nachfragen, wo es nur Warnungen gibt.")
    ] = False,
    deadline: Annotated[
        date | None,
        typer.Option(
            "--deadline", metavar="TAG", parser=read_day, help="Mit --open: Frist der Nachforderung, als JJJJ-MM-TT."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vorhandene Formulare ersetzen.")] = False,
    any_year: Annotated[
        bool, typer.Option("--any-year", help="Auch für ein Jahr weit vor oder nach dem heutigen.")
    ] = False,
) -> None:
    """Write the forms and say what was written, for whom, with how many measures."""
    from lipctl.cli.results import show_export, show_open_export
    from lipctl.cli.screen import shown
    from lipctl.commands.export_forms import export_forms
    from lipctl.commands.export_open_forms import export_open_forms
    from lipctl.forms.follow_up import Request

    session = session_of(ctx)
    today = session.day(None)
    if not open_only and (warnings or deadline):
        reason = (
            "--warnings und --deadline gelten nur mit --open; die Frist der Abfrage steht in lipctl.toml unter [frist]."
        )
        raise typer.BadParameter(reason, ctx)
    if deadline and deadline < today:
        raise typer.BadParameter(f"Die Frist „{deadline}“ ist schon vorbei.", ctx, param_hint="'--deadline'")
    workspace = session.workspace
    if year and not (any_year or is_usual_year(year) or year in workspace.years()):
        reason = f"„{year}“ liegt weit vor oder nach dem heutigen Jahr. Ist es gemeint, wiederholen Sie den Befehl mit --any-year."
        raise typer.BadParameter(reason, ctx, param_hint="'JAHR'")
    year = session.year(year)
    if open_only:
        request = Request(warnings, deadline)
        asked = export_open_forms(workspace, year, today, tuple(departments or ()), request=request, force=force)
        show_open_export(session.screen, asked, year, workspace.settings.label("handlungsansaetze"))
        if asked.written:
            _warn_of_nobody(session.screen, workspace.settings)
        return
    result = export_forms(workspace, year, tuple(departments or ()), today=today, force=force)
    show_export(session.screen, result, workspace.settings.label("handlungsansaetze"))
    if is_usual_year(year) and year not in workspace.settings.deadlines:
        session.screen.warn(
            f"Die Formulare nennen keine Frist. In lipctl.toml steht sie unter [frist], z. B. {year} = {year}-03-31."
        )
    _warn_of_nobody(session.screen, workspace.settings)
    session.screen.say(f"Weiter: Formulare versenden, Rücklauf in {shown(workspace.responses(year))} ablegen.")


def _warn_of_nobody(screen: Screen, settings: Settings) -> None:
    """Warn if the forms do not say to whom they are to be sent back."""
    if not any(settings.text("koordination", name) for name in ("stelle", "mail")):
        screen.warn(
            "Die Formulare nennen niemanden, an den sie zurückgehen. In lipctl.toml stehen „stelle“ und „mail“ unter "
            "[koordination]; danach schreiben Sie die Formulare mit --force neu."
        )
