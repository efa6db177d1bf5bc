"""``lipctl export-forms``: one Excel form per department."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import (
    Departments,
    Send,
    Year,
    german_command,
    is_usual_year,
    read_day,
    require_not_over,
    session_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lipctl.cli.options import Session
    from lipctl.cli.screen import Screen
    from lipctl.commands.export_forms import ExportResult
    from lipctl.forms.model import WrittenForm
    from lipctl.mail.account import Account
    from lipctl.settings.model import Settings
    from lipctl.workspace import Workspace

EXAMPLES = """
lipctl export-forms 2011                    alle Formulare für 2011
lipctl export-forms 2011 --department 15    nur für eine Dienststelle
lipctl export-forms 2011 --force            vorhandene Formulare ersetzen
lipctl export-forms 2011 --mail             zu jedem den Entwurf einer Mail
lipctl export-forms 2011 --open             nachfragen, was noch offen ist
lipctl export-forms 2011 --open --warnings --deadline 2011-04-30
"""


@german_command(
    "export-forms",
    about="Die Formulare liegen danach in „ausgabe/JAHR/formulare“. Neben jedem leeren Antwortfeld steht, "
    "was zuletzt berichtet wurde. Die Antworten legen Sie später in „data/JAHR/ruecklauf“ ab. Mit --open fragen Sie "
    "nach: Das Formular in „ausgabe/JAHR/nachforderung“ enthält nur, was noch offen ist, und die Antworten, die schon "
    "da sind. Kommt es zurück, legen Sie es zu den anderen Dateien; was darin steht, ersetzt die früheren Antworten. Mit --mail "
    "liegt zu jedem Formular in „ausgabe/JAHR/mails“ ein Entwurf für Ihr Mailprogramm; --send sendet die Mails gleich.",
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
    mail: Annotated[
        bool, typer.Option("--mail", help="Zu jedem Formular auch den Entwurf einer Mail schreiben.")
    ] = False,
    send: Send = False,
    force: Annotated[bool, typer.Option("--force", help="Vorhandene Formulare ersetzen.")] = False,
    any_year: Annotated[
        bool, typer.Option("--any-year", help="Auch für ein Jahr weit vor oder nach dem heutigen.")
    ] = False,
) -> None:
    """Write the forms and say what was written, for whom, with how many measures."""
    from lipctl.cli.export_results import show_open_export
    from lipctl.cli.mails import account_for
    from lipctl.cli.screen import shown
    from lipctl.commands.export_forms import export_forms, export_open_forms
    from lipctl.forms.follow_up import Request

    session = session_of(ctx)
    today = session.day(None)
    if not open_only and (warnings or deadline):
        reason = (
            "--warnings und --deadline gelten nur mit --open; die Frist der Abfrage steht in lipctl.toml unter [frist]."
        )
        raise typer.BadParameter(reason, ctx)
    require_not_over(ctx, deadline, today)
    workspace = session.workspace
    if not any_year:
        _require_usual(ctx, year, workspace)
    year = session.year(year)
    account = account_for(session, year) if send else None
    names, is_mailed = tuple(departments or ()), mail or send
    if open_only:
        request = Request(warnings, deadline, is_mailed)
        result = export_open_forms(workspace, year, today, names, request=request, force=force)
        show_open_export(session.screen, result, year, workspace.settings.label("handlungsansaetze"))
    else:
        result = export_forms(workspace, year, names, today=today, force=force, for_mail=is_mailed)
        _show_first_export(session, result, year, is_mailed=is_mailed)
    if result.written:
        _warn_of_nobody(session.screen, workspace.settings)
    if is_mailed:
        again = [each.department.id for each in result.written] if force and names else ()
        if _mail(session, year, result.written, account, again):
            raise typer.Exit(1)
    if not open_only:
        steps = "" if is_mailed else "Formulare versenden, "
        session.screen.say(f"Weiter: {steps}Rücklauf in {shown(workspace.responses(year))} ablegen.")


def _require_usual(ctx: typer.Context, year: int | None, workspace: Workspace) -> None:
    """Refuse a year that is probably mistyped."""
    if year and not (is_usual_year(year) or year in workspace.years()):
        reason = f"„{year}“ liegt weit vor oder nach dem heutigen Jahr. Ist es gemeint, wiederholen Sie den Befehl mit --any-year."
        raise typer.BadParameter(reason, ctx, param_hint="'JAHR'")


def _mail(
    session: Session, year: int, written: Iterable[WrittenForm], account: Account | None, again: Collection[str]
) -> bool:
    """Write or send the mails that bring these forms. Returns whether an error is left to be settled."""
    from lipctl.cli.mails import deliver, warn_of_damaged_lines
    from lipctl.mail.dispatch import only_sender, read_dispatched
    from lipctl.mail.preparing import Mailing

    workspace = session.workspace
    with only_sender(workspace, year):
        damaged = read_dispatched(workspace, year).damaged_lines
        warn_of_damaged_lines(session.screen, workspace.dispatch(year), damaged)
        return deliver(session, Mailing(year, session.day(None)), written, account, again)


def _show_first_export(session: Session, result: ExportResult, year: int, *, is_mailed: bool) -> None:
    """Show the forms of a new round, and say if they name no deadline."""
    from lipctl.cli.export_results import show_export

    settings = session.workspace.settings
    show_export(session.screen, result, settings.label("handlungsansaetze"))
    if is_usual_year(year) and year not in settings.deadlines:
        what = "Formulare und Mails" if is_mailed else "Formulare"
        session.screen.warn(
            f"Die {what} nennen keine Frist. In lipctl.toml steht sie unter [frist], z. B. {year} = {year}-03-31."
        )


def _warn_of_nobody(screen: Screen, settings: Settings) -> None:
    """Warn if the forms do not say to whom they are to be sent back."""
    if not any(settings.text("koordination", name) for name in ("stelle", "mail")):
        screen.warn(
            "Die Formulare nennen niemanden, an den sie zurückgehen. In lipctl.toml stehen „stelle“ und „mail“ unter "
            "[koordination]; danach schreiben Sie die Formulare mit --force neu."
        )
