"""What the commands that mail forms have in common: drafts or sending, the table of who gets what, the findings."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lipctl.cli.results import tally
from lipctl.cli.screen import Screen, shown
from lipctl.text import counted

if TYPE_CHECKING:
    from lipctl.cli.options import Session
    from lipctl.findings import Finding
    from lipctl.forms.model import WrittenForm
    from lipctl.mail.account import Account
    from lipctl.mail.preparing import Mailing, Prepared
    from lipctl.mail.sending import Sent
    from lipctl.plan.model import Department


def account_for(session: Session, year: int) -> Account:
    """The mail account that this session sends a year's forms with; asked for before anything is written.

    Raises:
        RoundError: the year is closed; no missing account is the reason then.
    """
    from lipctl.closing.file import require_open
    from lipctl.mail.account import account_of

    require_open(session.workspace, year)
    return account_of(session.workspace.settings, os.environ)


def deliver(
    session: Session,
    mailing: Mailing,
    written: Iterable[WrittenForm],
    account: Account | None,
    again: Collection[str] = (),
) -> bool:
    """Write a draft for each form, or send the mails with an account. Returns whether an error is left to be settled."""
    from lipctl.mail.preparing import prepare, write_drafts

    prepared = list(prepare(session.workspace, mailing, written))
    if not prepared:
        return False
    if account:
        return _send(session, mailing.year, prepared, account, again)
    write_drafts(session.workspace, mailing.year, prepared)
    drafts = counted(len(prepared), "Entwurf", "Entwürfe")
    session.screen.result(f"\n{drafts} in {shown(prepared[0].path.parent)}\n")
    session.screen.table(("Dienststelle", "An"), [(each.department.name, _to(each)) for each in prepared])
    session.screen.say("Weiter: die Entwürfe mit dem Mailprogramm öffnen (Doppelklick), ansehen und senden.")
    found = [item for each in prepared for item in each.findings]
    return show_mail_findings(session.screen, found, [each.department for each in prepared])


def _send(session: Session, year: int, prepared: Sequence[Prepared], account: Account, again: Collection[str]) -> bool:
    from lipctl.mail.sending import Sending, send_mails

    done: list[Sent] = []
    sending = Sending(account, lambda: datetime.now().astimezone(), again)
    try:
        steps = send_mails(session.workspace, year, prepared, sending)
        done.extend(session.screen.track(steps, len(prepared), "Mails senden"))
    finally:  # what was sent before an error is shown, too
        if done:
            session.screen.result(f"\nMails über {account.shown}\n")
            rows = [(each.prepared.department.name, _to(each.prepared), each.outcome.value) for each in done]
            session.screen.table(("Dienststelle", "An", "Mail"), rows)
    found = [item for each in done for item in (*each.prepared.findings, *each.findings)]
    return show_mail_findings(session.screen, found, [each.department for each in prepared])


def _to(each: Prepared) -> str:
    return shown_recipients([person.address for person in each.mail.to], [person.address for person in each.mail.cc])


def shown_recipients(to: Iterable[str], cc: Iterable[str]) -> str:
    """Who gets a mail, as the tables say it."""
    copies = [f"Kopie {address}" for address in cc]
    return ", ".join([*to, *copies]) or "–"


def warn_of_damaged_lines(screen: Screen, path: Path, lines: Iterable[int]) -> None:
    """Warn of the lines of a year's record that cannot be read."""
    for line in lines:
        screen.warn(
            f"Zeile {line} in {shown(path)} lässt sich nicht lesen, etwa nach einem Absturz. Sie zählt nicht mit."
        )


def show_mail_findings(screen: Screen, findings: Sequence[Finding], departments: Iterable[Department]) -> bool:
    """Show what keeps mails from their readers. Returns whether an error is among it."""
    from lipctl.findings import Severity

    if findings:
        screen.findings(findings, {department.id: department.name for department in departments})
        screen.result("")
        screen.prose(f"Zusammen: {tally(findings)}.")
    return any(item.severity is Severity.ERROR for item in findings)
