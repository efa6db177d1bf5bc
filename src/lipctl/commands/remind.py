"""``lipctl remind``: whose turn it is to be reminded of what is still open, never twice at one step.

A step is known by the day on which it falls due: the deadline and so many days. Who was reminded on that day's account or a
later one's is not reminded for it again, whatever clock and settings say today. A new deadline makes new steps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lipctl.closing.file import require_open
from lipctl.commands.export_forms import open_forms
from lipctl.errors import RoundError
from lipctl.forms.follow_up import Request
from lipctl.forms.model import Form, WrittenForm
from lipctl.forms.writing import write_forms
from lipctl.mail.dispatch import DispatchLog, Event, note_written, read_dispatched
from lipctl.mail.preparing import Mailing
from lipctl.plan.catalogue import department_ids, require_sound
from lipctl.plan.model import Department
from lipctl.settings.model import Settings
from lipctl.workspace import Workspace
from lipctl.year import collect_year


class Wish(NamedTuple):
    """What the coordinator wants of the reminders.

    ``deadline`` is a new one to be named, ``force`` reminds at this step although that was done, or is due later;
    ``sends`` says that the mails are sent, not written as drafts.
    """

    as_of: date
    departments: tuple[str, ...] = ()
    deadline: date | None = None
    force: bool = False
    sends: bool = False


class Reminders(NamedTuple):
    """Who has something open, and who of them is to be reminded now.

    Without a ``mailing`` no step has fallen due yet: the first one does on ``next_day``. ``forms`` are those to be written,
    by their paths, ``before`` the departments that were reminded already, and when. ``named`` are the departments (ids)
    that the coordinator asked for, ``last_day`` is the latest in the year's record,
    ``damaged_lines`` are those of its lines that cannot be read.
    """

    mailing: Mailing | None
    next_day: date | None
    forms: Mapping[Path, Form]
    before: tuple[tuple[Department, date], ...]
    named: Collection[str]
    last_day: date | None
    damaged_lines: tuple[int, ...]


class OpenForms(NamedTuple):
    """What could be asked again, by the paths of the forms, and the departments (ids) that the coordinator named."""

    year: int
    forms: Mapping[Path, Form]
    named: Collection[str]


def forms_to_remind(workspace: Workspace, year: int, wish: Wish) -> OpenForms:
    """The forms of all departments that have something open which they can settle.

    Raises:
        CatalogueError: the catalogue is missing or holds mistakes.
        RoundError: there is no such year or department, or the year has no deadline.
    """
    require_open(workspace, year, "erinnert wird niemand mehr")
    data = collect_year(workspace, year, wish.as_of)
    require_sound(data.findings)
    if year not in workspace.settings.deadlines:
        raise RoundError(
            f"Für {year} ist keine Frist gesetzt; ohne sie steht nicht fest, wann erinnert wird.",
            f"In lipctl.toml steht sie unter [frist], z. B. {year} = {year}-03-31.",
        )
    named = department_ids(data.plan, wish.departments)
    return OpenForms(year, open_forms(workspace, data, named, Request(deadline=wish.deadline)), named)


def due_reminders(workspace: Workspace, found: OpenForms, wish: Wish) -> Reminders:
    """Who of those with something open is to be reminded now, by the record as it stands.

    Raises:
        FileAccessError: the record cannot be read.
    """
    log = read_dispatched(workspace, found.year)
    mailing = _mailing(workspace.settings, found.year, wish)
    last_day = max((each.day for each in log.events), default=None)
    if mailing is None or mailing.due is None:
        first = _days(workspace.settings, found.year)[:1]
        return Reminders(None, first[0] if first else None, {}, (), found.named, last_day, log.damaged_lines)
    before, forms = [], {}
    for path, form in found.forms.items():
        reminded = _reminded(log, form.department.id, mailing.due, wish)
        if reminded:
            before.append((form.department, reminded))
        else:
            forms[path] = form
    return Reminders(mailing, None, forms, tuple(before), found.named, last_day, log.damaged_lines)


def write_reminder_forms(workspace: Workspace, year: int, reminders: Reminders, as_of: date) -> tuple[WrittenForm, ...]:
    """Write the forms that the reminders bring; what they replace are forms that lipctl wrote.

    Raises:
        FileAccessError: one is open in another program, or cannot be written.
    """
    written = write_forms(workspace, reminders.forms, force=True)
    note_written(workspace, year, written, as_of, Event.FOLLOW_UP_WRITTEN)
    return written


def _days(settings: Settings, year: int) -> list[date]:
    return [settings.deadlines[year] + timedelta(step.days) for step in settings.reminder_steps]


def _mailing(settings: Settings, year: int, wish: Wish) -> Mailing | None:
    """The last step that has fallen due; with ``force`` the first one even before. Nobody is reminded of two at once."""
    steps = list(enumerate(zip(settings.reminder_steps, _days(settings, year), strict=True), start=1))
    fallen_due = [each for each in steps if each[1][1] <= wish.as_of] or (steps[:1] if wish.force else [])
    if not fallen_due:
        return None
    number, (step, day) = fallen_due[-1]
    return Mailing(year, wish.as_of, step.template, number, day, step.to_head)


def _reminded(log: DispatchLog, department: str, due: date, wish: Wish) -> date | None:
    """When a department was reminded at this step or a later one; None if it is to be reminded.

    Where mails are sent, an unsettled one counts as not reminded, so that sending reports it.
    """
    done = {step: day for step, day in log.reminders(department).items() if step >= due}
    if not done or wish.force:
        return None
    last = max(done)
    unsettled = any(
        each.step == due and each.department == department and log.fate(each.mail) is Event.MAIL_SENDING
        for each in log.events
    )
    return None if wish.sends and unsettled else done[last]
