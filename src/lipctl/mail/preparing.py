"""Makes mails of written forms: drafts for a mail program, or messages for the server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.files import read_bytes, write_atomically
from lipctl.findings import Finding, finding
from lipctl.forms.model import Form, WrittenForm
from lipctl.mail.dispatch import Dispatched, Event, note_dispatched
from lipctl.mail.draft import Attachment, Correspondent, Mail, as_draft
from lipctl.mail.letter import FIRST, FOLLOW_UP, Letter, addresses_in, recipients
from lipctl.mail.template import MailTemplate
from lipctl.mail.variables import MAIL_GROUPS
from lipctl.plan.model import Department
from lipctl.templates.variables import values
from lipctl.workspace import Workspace

_NOWHERE = "lipctl.invalid"
"""The domain in a Message-ID of a coordinator whose address is not known (RFC 2606)."""


class Mailing(NamedTuple):
    """Mails that are written for one reason: forms of a round, or a step of its reminders.

    ``step`` is the number of the reminder, ``due`` the day on which it fell due and ``to_head`` whether the head gets a copy;
    mails that bring a form have step 0 and the template that suits the form.
    """

    year: int
    as_of: date
    template: str = ""
    step: int = 0
    due: date | None = None
    to_head: bool = False


class Prepared(NamedTuple):
    """A mail that is ready: its department, its file, findings about it, and the event that is noted for its draft."""

    department: Department
    mail: Mail
    path: Path
    findings: tuple[Finding, ...]
    event: Dispatched


def prepare(workspace: Workspace, mailing: Mailing, written: Iterable[WrittenForm]) -> Iterator[Prepared]:
    """A mail for each of these forms, in their order.

    Raises:
        TemplateError: a template is missing or broken; before the first mail.
        FileAccessError: a form cannot be read.
    """
    templates: dict[str, MailTemplate] = {}
    for each in written:
        name = mailing.template or (FOLLOW_UP if each.form.round else FIRST)
        if name not in templates:
            templates[name] = MailTemplate(read_bytes(workspace.mail_template(name)))
        yield _prepared(workspace, mailing, each, templates[name])


def _prepared(workspace: Workspace, mailing: Mailing, written: WrittenForm, template: MailTemplate) -> Prepared:
    form, department, settings = written.form, written.department, workspace.settings
    to_head = mailing.to_head and bool(addresses_in(department.head_mail).good)
    letter = Letter(
        form, written.path.name, settings, mailing.as_of, settings.deadlines.get(form.year), mailing.step, to_head
    )
    rendered = template.render(values(MAIL_GROUPS, letter))
    whom = recipients(form, to_head=mailing.to_head)
    name = department.name
    stem = f"Erinnerung-{form.year}-{department.id}-{mailing.due}" if mailing.due else written.path.stem
    mail = Mail(
        id=f"{settings.plan_id}.{stem}@{_domain(workspace)}",
        sender=_sender(workspace),
        to=tuple(Correspondent(name, address) for address in whom.to),
        cc=tuple(Correspondent(f"Leitung {name}", address) for address in whom.cc),
        subject=rendered.subject,
        text=rendered.text,
        attachment=Attachment(written.path.name, read_bytes(written.path)),
    )
    path = workspace.output(form.year) / "mails" / f"{stem}.eml"
    event = Dispatched(mailing.as_of, Event.MAIL_WRITTEN, department.id, workspace.relative(path), mail.id, mailing.due)
    return Prepared(department, mail, path, tuple(about_recipients(form, mailing)), event)


def about_recipients(form: Form, mailing: Mailing) -> Iterator[Finding]:
    """Findings about addresses in the catalogue that keep a mail from its readers."""
    whom, department = recipients(form, to_head=mailing.to_head), form.department
    for found in whom.bad:
        yield finding("LIP271", department=department.id, name=department.name, found=found)
    if not whom.to:
        yield finding("LIP270", department=department.id, name=department.name)
    if mailing.to_head and not addresses_in(department.head_mail).good:
        yield finding("LIP274", department=department.id, name=department.name)


def write_drafts(workspace: Workspace, year: int, prepared: Iterable[Prepared]) -> list[Prepared]:
    """Write each mail as a draft and note it. Running it again after a breakdown gives the same drafts.

    Raises:
        FileAccessError: one is open in another program, or cannot be written.
    """
    done = []
    for each in prepared:
        write_atomically(each.path, as_draft(each.mail))
        note_dispatched(workspace.dispatch(year), [each.event])
        done.append(each)
    return done


def _sender(workspace: Workspace) -> Correspondent | None:
    address = _own_address(workspace)
    return Correspondent(workspace.settings.text("koordination", "stelle"), address) if address else None


def _own_address(workspace: Workspace) -> str:
    return next(iter(addresses_in(workspace.settings.text("koordination", "mail")).good), "")


def _domain(workspace: Workspace) -> str:
    return _own_address(workspace).rpartition("@")[2] or _NOWHERE
