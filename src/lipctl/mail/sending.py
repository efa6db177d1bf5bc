"""Sends mails, each only once, whatever breaks in between. ``versand.jsonl`` records how far each one got.

Before the last line of a mail is sent, the record says that it is on its way; after the server's answer, what that was. A
mail of which only the first is recorded may have been taken, so it never goes out again unless somebody asks for it by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from lipctl.errors import MailError
from lipctl.files import write_atomically
from lipctl.findings import Finding, finding
from lipctl.mail.account import Account
from lipctl.mail.dispatch import DispatchLog, Event, note_dispatched, read_dispatched
from lipctl.mail.draft import as_sent
from lipctl.mail.preparing import Prepared
from lipctl.mail.server import Connection, Envelope, RefusedError, UnsettledError
from lipctl.workspace import Workspace

_AGAIN = "Wiederholen Sie den Befehl: Was der Server angenommen hat, geht nicht noch einmal hinaus."


class Outcome(StrEnum):
    """What became of a mail, in the office's words."""

    SENT = "gesendet"
    SENT_BEFORE = "schon gesendet"
    UNSETTLED = "ungewiss"
    REFUSED = "abgelehnt"
    NO_ADDRESS = "ohne Adresse"


class Sent(NamedTuple):
    """A mail and what became of it."""

    prepared: Prepared
    outcome: Outcome
    findings: tuple[Finding, ...] = ()


class Sending(NamedTuple):
    """How mails are sent: with which account, by which clock, and to which departments (ids) once more."""

    account: Account
    now: Callable[[], datetime]
    again: Collection[str] = ()


def send_mails(workspace: Workspace, year: int, mails: Sequence[Prepared], sending: Sending) -> Iterator[Sent]:
    """Send these mails, one after the other, but none that the server took before.

    Raises:
        MailError: there is no sender, the server takes nothing more, or it is unsettled whether it took one.
        FileAccessError: what is noted of a mail cannot be written; then it is not sent.
    """
    log = read_dispatched(workspace, year)
    taken = 0
    with ExitStack() as stack:
        connection: Connection | None = None
        for each in (_newest(mail, log, sending.again) for mail in mails):
            before = _without_sending(each, log, sending.again)
            if before:
                yield before
                continue
            try:
                connection = connection or stack.enter_context(Connection(sending.account))
                sent = _sent(workspace, year, each, connection, sending)
            except UnsettledError as error:
                raise MailError(
                    error.headline,
                    f"{taken} Mails sind gesendet, die an „{each.department.name}“ ist ungewiss. {_AGAIN}",
                ) from error
            except MailError as error:
                raise MailError(
                    error.headline, f"{error.tip} {taken} von {len(mails)} Mails sind gesendet. {_AGAIN}".strip()
                ) from error
            taken += sent.outcome is Outcome.SENT
            yield sent


def _newest(each: Prepared, log: DispatchLog, again: Collection[str]) -> Prepared:
    """The mail under the Message-ID of its last sending, or under a new one if that was taken and it is to go out once more.

    An unsettled mail keeps its Message-ID when it is sent again, so that a reader who has it already sees that it is the same.
    """
    name, _, domain = each.mail.id.partition("@")
    found, number = each, 1
    while log.fate(found.mail.id) is Event.MAIL_SENT:
        number += 1
        mail = each.mail._replace(id=f"{name}.{number}@{domain}")
        following = each._replace(mail=mail, event=each.event._replace(mail=mail.id))
        if each.department.id not in again and log.fate(mail.id) not in {Event.MAIL_SENT, Event.MAIL_SENDING}:
            break
        found = following
    return found


def _without_sending(each: Prepared, log: DispatchLog, again: Collection[str]) -> Sent | None:
    """The outcome of a mail that is not to be sent; None if it is to be."""
    fate, department = log.fate(each.mail.id), each.department
    if fate is Event.MAIL_SENT:
        return Sent(each, Outcome.SENT_BEFORE)
    if fate is Event.MAIL_SENDING and department.id not in again:
        lost = finding("LIP273", department=department.id, name=department.name, mail=each.mail.id, key=department.id)
        return Sent(each, Outcome.UNSETTLED, (lost,))
    return None if each.mail.to else Sent(each, Outcome.NO_ADDRESS)


def _sent(workspace: Workspace, year: int, each: Prepared, connection: Connection, sending: Sending) -> Sent:
    path, sender, department = workspace.dispatch(year), each.mail.sender, each.department
    if sender is None:
        raise MailError(
            "Die Mails haben keinen Absender.",
            "In lipctl.toml steht er unter [koordination] bei „mail“ als eine Adresse.",
        )
    content = as_sent(each.mail, sending.now())
    write_atomically(each.path, content)

    def note(event: Event) -> None:
        note_dispatched(path, [each.event._replace(event=event, day=sending.now().date())])

    copy = (sender.address,) if workspace.settings.flag("mail", "kopie") else ()
    others = (*(head.address for head in each.mail.cc), *copy)
    envelope = Envelope(sender.address, tuple(person.address for person in each.mail.to), others)
    try:
        refused = connection.hand_over(envelope, content, lambda: note(Event.MAIL_SENDING))
    except RefusedError as error:
        note(Event.MAIL_REFUSED)
        about = finding("LIP272", department=department.id, name=department.name, reason=error.reason, sent="niemandem")
        return Sent(each, Outcome.REFUSED, (about,))
    note(Event.MAIL_SENT)
    reasons = "; ".join(f"{address}: {reason}" for address, reason in refused)
    rest = "den übrigen Adressen"
    about_some = (finding("LIP272", department=department.id, name=department.name, reason=reasons, sent=rest),)
    return Sent(each, Outcome.SENT, about_some if refused else ())
