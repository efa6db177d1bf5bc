"""``lipctl remind``: reminders to those who have something open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import AsOf, Departments, Send, Year, german_command, read_day, require_not_over, session_of

if TYPE_CHECKING:
    from lipctl.cli.options import Session
    from lipctl.cli.screen import Screen
    from lipctl.commands.remind import Reminders, Wish

EXAMPLES = """
lipctl remind --dry-run                   zeigen, wer was bekäme
lipctl remind 2011                        Entwürfe der Mails schreiben
lipctl remind 2011 --send                 die Mails senden
lipctl remind 2011 --deadline 2011-04-30  darin eine neue Frist nennen
lipctl remind 2011 -d 15 --force          eine Dienststelle noch einmal
"""


@german_command(
    "remind",
    about="Wann erinnert wird, steht in lipctl.toml unter [erinnerung]: in Tagen vor oder nach der Frist. Jede Dienststelle "
    "bekommt bei jedem Schritt höchstens eine Mail, mit dem, was „lipctl check“ noch findet, und dem Formular dazu; wer nichts offen "
    "hat, bekommt keine. Die Entwürfe liegen danach in „ausgabe/JAHR/mails“. Der Exit-Code ist 1, wenn eine Mail nicht "
    "hinausgehen kann.",
    examples=EXAMPLES,
)
def command(
    ctx: typer.Context,
    year: Year = None,
    departments: Departments = None,
    as_of: AsOf = None,
    deadline: Annotated[
        date | None,
        typer.Option("--deadline", metavar="TAG", parser=read_day, help="Eine neue Frist nennen, als JJJJ-MM-TT."),
    ] = None,
    send: Send = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, wer was bekäme; nichts schreiben.")] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Auch, wer bei diesem Schritt schon einen Entwurf hat; mit --department auch, wem schon gesendet wurde.",
        ),
    ] = False,
) -> None:
    """Write or send the reminders that have fallen due, and say who gets one and who does not."""
    from lipctl.cli.mails import account_for, deliver
    from lipctl.commands.remind import Wish, due_reminders, forms_to_remind, write_reminder_forms
    from lipctl.mail.dispatch import only_sender

    session = session_of(ctx)
    day = session.day(as_of)
    require_not_over(ctx, deadline, day)
    year, workspace = session.year(year), session.workspace
    wish = Wish(day, tuple(departments or ()), deadline, force, send)
    account = account_for(session, year) if send and not dry_run else None
    found = forms_to_remind(workspace, year, wish)
    if dry_run:
        reminders = due_reminders(workspace, found, wish)
        _announce(session, year, reminders, wish)
        _show_plan(session.screen, reminders)
        return
    with only_sender(workspace, year):
        reminders = due_reminders(workspace, found, wish)
        _announce(session, year, reminders, wish)
        if reminders.mailing is None or not reminders.forms:
            return
        written = write_reminder_forms(workspace, year, reminders, day)
        again = reminders.named if force else ()
        if deliver(session, reminders.mailing, written, account, again):
            raise typer.Exit(1)


def _announce(session: Session, year: int, reminders: Reminders, wish: Wish) -> None:
    """Say which step it is, who had that one before, and why nobody else gets anything."""
    from lipctl.cli.mails import warn_of_damaged_lines
    from lipctl.text import counted, german_date, listed

    screen = session.screen
    warn_of_damaged_lines(screen, session.workspace.dispatch(year), reminders.damaged_lines)
    if reminders.last_day and reminders.last_day > wish.as_of:
        screen.warn(
            f"In versand.jsonl steht schon etwas vom {german_date(reminders.last_day)}, der Stichtag ist der "
            f"{german_date(wish.as_of)}. Geht die Uhr richtig? Doppelt erinnert wird auch so niemand."
        )
    if reminders.mailing is None or reminders.mailing.due is None:
        when = f"am {german_date(reminders.next_day)}" if reminders.next_day else "nie: [erinnerung] nennt keine Tage"
        screen.say(f"Noch ist keine Erinnerung fällig; die erste ist es {when}.")
        return
    screen.say(f"Schritt {reminders.mailing.step}, fällig seit {german_date(reminders.mailing.due)}.")
    if reminders.before:
        names = listed(f"{department.name} ({german_date(day)})" for department, day in reminders.before)
        screen.say(f"Schon erinnert: {names}. Noch einmal mit --force.")
    if not reminders.forms:
        screen.say(
            "Zu erinnern ist niemand." if reminders.before else "Niemand hat etwas offen; zu erinnern ist niemand."
        )
    else:
        screen.say(f"Zu erinnern: {counted(len(reminders.forms), 'Dienststelle', 'Dienststellen')}.")


def _show_plan(screen: Screen, reminders: Reminders) -> None:
    """Show who would get what, and what would be said of it."""
    from lipctl.cli.mails import show_mail_findings, shown_recipients
    from lipctl.mail.letter import recipients
    from lipctl.mail.preparing import about_recipients

    mailing = reminders.mailing
    if mailing is None or not reminders.forms:
        return
    forms = list(reminders.forms.values())
    rows = []
    for form in forms:
        whom = recipients(form, to_head=mailing.to_head)
        rows.append((form.department.name, shown_recipients(whom.to, whom.cc), str(form.points)))
    screen.table(("Dienststelle", "An", "offen"), rows)
    found = [item for form in forms for item in about_recipients(form, mailing)]
    show_mail_findings(screen, found, [form.department for form in forms])
    screen.say("Geschrieben oder gesendet ist nichts.")
