"""The ledger of a round in words, as the terminal and the workbook have them."""

from __future__ import annotations

from collections.abc import Iterator

from lipctl.report.status import DepartmentStatus, Status
from lipctl.responses.source_file import SourceFile
from lipctl.text import counted, german_date


def punctuality(row: DepartmentStatus) -> str:
    """How the day stands to the deadline, e.g. "+3 Tage"."""
    if row.days_late:
        return f"+{counted(row.days_late, 'Tag', 'Tage')}"
    return "pünktlich" if row.is_on_time else "–"


def sums(status: Status) -> Iterator[str]:
    """The rates, each with its base."""
    number = len(status.asked)
    yield f"Rücklauf: {status.responded} von {number} Dienststellen{_percent(status.responded, number)}."
    if status.deadline:
        on_time = f"{status.on_time} von {number}{_percent(status.on_time, number)}"
        days = f"Frist {german_date(status.deadline)}, Stichtag {german_date(status.as_of)}"
        yield f"Pünktlich: {on_time}. {days}."
    else:
        yield f"Für {status.year} steht in lipctl.toml unter [frist] keine Frist."
    if status.unassigned:
        yield f"Nicht abgefragt, weil niemand zuständig ist: {status.unassigned}."


def _percent(part: int, whole: int) -> str:
    return f" ({round(100 * part / whole)} %)" if whole else ""


def reminded(row: DepartmentStatus) -> str:
    """How often a department was reminded, and when last; "" if never."""
    if not row.reminders:
        return ""
    last = german_date(row.reminders[-1])
    return f"{len(row.reminders)}-mal, zuletzt am {last}" if len(row.reminders) > 1 else f"einmal, am {last}"


def when(file: SourceFile) -> str:
    """The day on which a file came, and what says so."""
    if file.received:
        return f"{german_date(file.received)} (Eingang der Mail)"
    return f"{german_date(file.day)} (Datum der Datei)" if file.day else "ohne Datum"
