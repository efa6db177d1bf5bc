"""What went out to the departments, and when: ``data/<year>/versand.jsonl``, which only grows.

Each line is one event, a JSON object: ``{"day": "2026-02-01", "event": "form_written", "department": "40", "file":
"ausgabe/2026/formulare/Formular-2026-40.xlsx"}``. An event about a mail has its Message-ID as ``"mail"`` as well, and that
of a reminder the day on which its step fell due as ``"step"``. Readers ignore events and keys that they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from lipctl.files import append_lines, read_json_lines
from lipctl.forms.model import WrittenForm
from lipctl.locks import only_one
from lipctl.workspace import Workspace


class Event(StrEnum):
    """What was done for a department."""

    FORM_WRITTEN = "form_written"
    FOLLOW_UP_WRITTEN = "follow_up_written"
    MAIL_WRITTEN = "mail_written"
    """A draft was written; whether somebody sent it, nobody knows."""
    MAIL_SENDING = "mail_sending"
    """The whole mail is with the server; what it says to that comes next."""
    MAIL_SENT = "mail_sent"
    """The server took the mail."""
    MAIL_REFUSED = "mail_refused"
    """The server did not take the mail after all."""


_FATES = (Event.MAIL_SENDING, Event.MAIL_SENT, Event.MAIL_REFUSED)
"""What can become of a mail that is sent; the last of a mail's events holds."""


class Dispatched(NamedTuple):
    """One event: what was done when, for the department of this id, with which file (from the workspace, with "/").

    ``mail`` is a mail's Message-ID without the angle brackets, ``step`` the day on which a reminder fell due.
    """

    day: date
    event: Event
    department: str
    file: str
    mail: str = ""
    step: date | None = None


class DispatchLog(NamedTuple):
    """The events of a year in the order they were noted, and the numbers of the lines that cannot be read."""

    events: tuple[Dispatched, ...] = ()
    damaged_lines: tuple[int, ...] = ()

    def last(self, event: Event, department: str) -> date | None:
        """The day on which this was last done for a department."""
        return next((each.day for each in reversed(self.events) if each[1:3] == (event, department)), None)

    def reminders(self, department: str) -> dict[date, date]:
        """The steps at which a department was reminded, and when: a mail was sent, or a draft of one written."""
        last = {each.mail: each.event for each in self.events if each.event in _FATES}
        return {
            each.step: each.day
            for each in self.events
            if each.step and each.department == department and last.get(each.mail) is not Event.MAIL_REFUSED
        }

    def fate(self, mail: str) -> Event | None:
        """The last known event of a mail that was to be sent; None if it never reached the server."""
        return next((each.event for each in reversed(self.events) if each.mail == mail and each.event in _FATES), None)


def only_sender(workspace: Workspace, year: int) -> AbstractContextManager[None]:
    """Let one lipctl at a time write or send the mails of a year, and note them.

    Raises:
        FileAccessError: another one is doing it (:func:`lipctl.locks.only_one`).
    """
    return only_one(workspace.dispatch(year), f"Mails für {year}")


def note_dispatched(path: Path, events: Iterable[Dispatched]) -> None:
    """Add events to a year's record.

    Raises:
        FileAccessError: it cannot be written.
    """
    lines = [json.dumps(_as_dict(item), ensure_ascii=False) for item in events]
    if lines:
        append_lines(path, lines)


def _as_dict(item: Dispatched) -> dict[str, str]:
    days = {"day": item.day.isoformat(), "step": item.step.isoformat() if item.step else ""}
    return {key: value for key, value in {**item._asdict(), **days}.items() if value}


def read_dispatched(workspace: Workspace, year: int) -> DispatchLog:
    """Read a year's record; what a crash left of a line is passed over, and its number kept.

    Raises:
        FileAccessError: it is there and cannot be read.
    """
    events: list[Dispatched] = []
    damaged: list[int] = []
    for number, content in read_json_lines(workspace.dispatch(year)):
        try:
            events += _events_in(content or {})
        except (ValueError, TypeError, KeyError):
            damaged.append(number)
    return DispatchLog(tuple(events), tuple(damaged))


def _events_in(content: Mapping[str, Any]) -> list[Dispatched]:
    """The event of a line; none if it is of a kind that this version does not know."""
    day, department, file = date.fromisoformat(content["day"]), str(content["department"]), str(content["file"])
    step = date.fromisoformat(content["step"]) if content.get("step") else None
    mail, event = str(content.get("mail", "")), content["event"]
    return [Dispatched(day, Event(event), department, file, mail, step)] if event in list(Event) else []


def note_written(workspace: Workspace, year: int, written: Iterable[WrittenForm], day: date, event: Event) -> None:
    """Note in the year's record for whom these forms were written on that day; those that were there are noted already.

    Raises:
        FileAccessError: it cannot be read or written.
    """
    noted = {(each.event, each.file) for each in read_dispatched(workspace, year).events}
    files = ((form.department.id, workspace.relative(form.path), form.is_new) for form in written)
    new = (Dispatched(day, event, name, file) for name, file, is_new in files if is_new or (event, file) not in noted)
    note_dispatched(workspace.dispatch(year), new)
