"""The ledger of a round, as ``lipctl status`` shows it: who was asked, who has answered, when, and what is still open."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lipctl.plan.model import Department
from lipctl.responses.source_file import SourceFile, days_after, first_day


class DepartmentStatus(NamedTuple):
    """Where one department stands.

    ``asked`` counts its measures, ``complete`` those with a complete answer, ``open_points`` the errors that concern it.
    ``files`` are those with rows of its own form, the earliest first. ``has_responded`` is false exactly where ``check``
    finds no file. ``mail_sent`` is the day on which
    the mail server last took a mail to it, ``reminders`` are the days of its reminders, sent or as drafts. ``due`` is the deadline, ``as_of`` the day up to which a department without files is late.
    """

    department: Department
    asked: int
    complete: int
    open_points: int
    has_responded: bool
    as_of: date
    due: date | None = None
    files: tuple[SourceFile, ...] = ()
    form_written: date | None = None
    follow_up_written: date | None = None
    mail_sent: date | None = None
    reminders: tuple[date, ...] = ()

    @property
    def received(self) -> date | None:
        """The day of the first file; None if there is none, or none that names a day."""
        return first_day(self.files)

    @property
    def days_late(self) -> int | None:
        """By how many days the first file came, or has not yet come, after the deadline; None if nobody can know."""
        return days_after(self.received if self.has_responded else self.as_of, self.due)

    @property
    def is_on_time(self) -> bool | None:
        """Whether it answered by the deadline; None if nobody can know, or not yet."""
        late = self.days_late
        return None if late is None or not (late or self.has_responded) else not late


class Status(NamedTuple):
    """The ledger of a year, in the order of the departments' names.

    ``errors`` counts all errors that ``check`` has for these departments, ``unassigned`` the measures that nobody is
    responsible for, ``other_files`` names the opened files without any department's answers, ``damaged_lines`` the lines
    of the year's record of forms that cannot be read, ``removed`` the departments (ids) in it that the catalogue no longer has.
    """

    year: int
    plan: str
    as_of: date
    deadline: date | None
    rows: tuple[DepartmentStatus, ...]
    errors: int
    unassigned: int
    other_files: tuple[str, ...]
    damaged_lines: tuple[int, ...]
    removed: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[DepartmentStatus, ...]:
        """The departments that were asked anything: the base of the rates."""
        return tuple(row for row in self.rows if row.asked)

    @property
    def responded(self) -> int:
        """How many of them have sent something back."""
        return sum(row.has_responded for row in self.asked)

    @property
    def on_time(self) -> int:
        """How many of them did so by the deadline, as far as is known."""
        return sum(row.is_on_time is True for row in self.asked)

    @property
    def unassigned_errors(self) -> int:
        """The errors that concern no department in particular."""
        return self.errors - sum(row.open_points for row in self.rows)
