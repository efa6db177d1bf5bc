"""What went out to the departments, and when: ``data/<year>/versand.jsonl``, which only grows.

Each line is one event, a JSON object: ``{"day": "2026-02-01", "event": "form_written", "department": "40", "file":
"ausgabe/2026/formulare/Formular-2026-40.xlsx"}``. Readers leave alone events and keys that they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from lipctl.files import append_lines, read_bytes
from lipctl.workspace import Workspace


class Event(StrEnum):
    """What was done for a department."""

    FORM_WRITTEN = "form_written"
    FOLLOW_UP_WRITTEN = "follow_up_written"


class Dispatched(NamedTuple):
    """One event: what was done when, for the department of this id, with which file (from the workspace, with "/")."""

    day: date
    event: Event
    department: str
    file: str


class DispatchLog(NamedTuple):
    """The events of a year in the order they were noted, and the numbers of the lines that cannot be read."""

    events: tuple[Dispatched, ...] = ()
    damaged_lines: tuple[int, ...] = ()

    def last(self, event: Event, department: str) -> date | None:
        """The day on which this was last done for a department."""
        return next((each.day for each in reversed(self.events) if each[1:3] == (event, department)), None)


def note_dispatched(path: Path, events: Iterable[Dispatched]) -> None:
    """Add events to a year's record.

    Raises:
        FileAccessError: it cannot be written.
    """
    lines = [json.dumps({**item._asdict(), "day": item.day.isoformat()}, ensure_ascii=False) for item in events]
    if lines:
        append_lines(path, lines)


def read_dispatched(workspace: Workspace, year: int) -> DispatchLog:
    """Read a year's record; what a crash left of a line is passed over, and its number kept.

    Raises:
        FileAccessError: it is there and cannot be read.
    """
    path = workspace.dispatch(year)
    if not path.exists():
        return DispatchLog()
    events: list[Dispatched] = []
    damaged: list[int] = []
    for number, line in enumerate(read_bytes(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            day, department, file = date.fromisoformat(found["day"]), str(found["department"]), str(found["file"])
            known = found["event"] in list(Event)
        except (ValueError, TypeError, KeyError, RecursionError):
            damaged.append(number)
            continue
        if known:
            events.append(Dispatched(day, Event(found["event"]), department, file))
    return DispatchLog(tuple(events), tuple(damaged))
