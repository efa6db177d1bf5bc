"""How ``lipctl status`` shows the ledger: as a table with bars, and as JSON, whose keys are a public interface."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lipctl.cli.screen import Screen
from lipctl.files import json_text
from lipctl.report.status import DepartmentStatus, Status
from lipctl.report.status_words import punctuality, reminded, sums, when
from lipctl.text import german_date

_BAR = 5
_HEADS = ("Dienststelle", "Antworten", "Fehler", "Formular", "Eingang", "Frist")


def show_status(screen: Screen, status: Status) -> None:
    """Show a row with a bar for each department, the sums and rates, and which files came from whom."""
    done, asked = sum(row.complete for row in status.rows), sum(row.asked for row in status.rows)
    # In two words, so that the column has a blank and may be narrower than the longest name.
    total = ("alle zusammen", _share(screen, done, asked), str(status.errors), "", "", "")
    rows = [_row(screen, row) for row in status.rows]
    if status.unassigned_errors:
        rows.append(("(ohne Dienststelle)", "", str(status.unassigned_errors), "", "", ""))
    screen.table(_HEADS, [*rows, total], styles={1: "green"})
    screen.result("")
    for line in sums(status):
        screen.prose(line)
    for row in status.rows:
        screen.result("")
        screen.result(f"{row.department.name} ({row.department.id})")
        for line in _of_department(row):
            screen.indented(line)
    if status.removed:
        screen.result("")
        screen.prose(f"In versand.jsonl, aber nicht mehr im Katalog: {', '.join(status.removed)}.")
    if status.other_files:
        screen.result("")
        screen.result("Ohne Antworten einer Dienststelle; warum, sagt „lipctl check“")
        for name in status.other_files:
            screen.indented(name)


def _row(screen: Screen, row: DepartmentStatus) -> tuple[str, ...]:
    came = "fehlt" if row.asked and not row.has_responded else german_date(row.received) if row.received else "–"
    return (
        row.department.name,
        _share(screen, row.complete, row.asked),
        str(row.open_points),
        german_date(row.form_written) if row.form_written else "–",
        came,
        punctuality(row),
    )


def _share(screen: Screen, done: int, total: int) -> str:
    return f"{screen.bar(done, total, _BAR)} {done}/{total}"


def _of_department(row: DepartmentStatus) -> Iterator[str]:
    """The files that came from a department, and when it was asked again and reminded."""
    for file in row.files:
        yield f"{file.name} – {when(file)}"
    if not row.files:
        yield "keine Datei"
    if row.follow_up_written:
        yield f"Nachforderung geschrieben am {german_date(row.follow_up_written)}"
    if row.mail_sent:
        yield f"Mail gesendet am {german_date(row.mail_sent)}"
    if row.reminders:
        yield f"Erinnert: {reminded(row)}"


def status_as_json(status: Status) -> str:
    """What ``lipctl status --format json`` prints."""
    number, has_deadline = len(status.asked), status.deadline is not None
    return json_text(
        {
            "year": status.year,
            "plan": status.plan,
            "as_of": status.as_of.isoformat(),
            "deadline": _iso(status.deadline),
            "totals": {
                "departments": number,
                "responded": status.responded,
                "response_rate": _rate(status.responded, number),
                "on_time": status.on_time if has_deadline else None,
                "on_time_rate": _rate(status.on_time, number) if has_deadline else None,
                "asked": sum(row.asked for row in status.rows),
                "complete": sum(row.complete for row in status.rows),
                "open_points": status.errors,
                "open_points_without_department": status.unassigned_errors,
                "measures_without_department": status.unassigned,
            },
            "departments": [_as_dict(row) for row in status.rows],
            "other_files": list(status.other_files),
            "damaged_lines": list(status.damaged_lines),
            "removed_departments": list(status.removed),
        },
    )


def _as_dict(row: DepartmentStatus) -> dict[str, object]:
    return {
        "id": row.department.id,
        "name": row.department.name,
        "asked": row.asked,
        "complete": row.complete,
        "open_points": row.open_points,
        "form_written": _iso(row.form_written),
        "follow_up_written": _iso(row.follow_up_written),
        "mail_sent": _iso(row.mail_sent),
        "reminders": len(row.reminders),
        "last_reminder": _iso(row.reminders[-1]) if row.reminders else None,
        "responded": row.has_responded,
        "received": _iso(row.received),
        "on_time": row.is_on_time,
        "days_late": row.days_late,
        "files": [
            {
                "file": file.path,
                "day": _iso(file.came_on),
                "day_of": "mail" if file.received else "file" if file.day else None,
            }
            for file in row.files
        ],
    }


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
