"""How ``lipctl history`` shows the years, and as JSON, whose keys are a public interface."""

from __future__ import annotations

from lipctl.cli.screen import Screen
from lipctl.files import json_text
from lipctl.report.history import Histories, MeasurePast, PastYear, state_in
from lipctl.report.measure_view import AnswerView, PartView


def show_histories(screen: Screen, found: Histories) -> None:
    """Show a row for each measure, with its class in each year."""
    heads = ("Nummer", "Eintrag", *map(str, found.years))
    rows = [
        (str(past.number), past.newest.brief, *(state_in(past, year) for year in found.years))
        for past in found.measures
    ]
    screen.table(heads, rows)


def show_history(screen: Screen, past: MeasurePast) -> None:
    """Show what each year said of a measure, the oldest first."""
    screen.prose(past.newest.heading)
    for paragraph in past.newest.summary:
        screen.indented(paragraph)
    for entry in past.years:
        screen.result("")
        _show_year(screen, entry)


def _show_year(screen: Screen, entry: PastYear) -> None:
    measure = entry.measure
    number = f", {measure.heading}" if entry.renumbered else ""
    closed = " (abgeschlossen)" if entry.closed else ""
    screen.prose(f"{entry.year}{closed}{number}: {measure.sign} {measure.state}".rstrip(" :"))
    if entry.changes:
        screen.indented(f"Verändert: {'; '.join(entry.changes)}")
    if entry.department:
        screen.indented(f"Dienststelle: {entry.department}")
    for part in (*measure.parts, PartView("", measure.remarks)):
        _show_part(screen, part)
    if measure.earlier:
        screen.indented(f"{measure.earlier.heading}:")
        for part in measure.earlier.parts:
            _show_part(screen, part)
    if measure.contact:
        screen.indented(f"{measure.contact.heading}: {', '.join(measure.contact.lines)}")
        if measure.contact.mark:
            screen.indented(measure.contact.mark)


def _show_part(screen: Screen, part: PartView) -> None:
    if part.heading:
        screen.indented(part.heading)
    for answer in part.answers:
        for text in (f"{answer.heading}: {chr(10).join(answer.paragraphs)}", answer.mark):
            for line in filter(None, text.split("\n")):
                screen.indented(line)


def history_as_json(found: Histories) -> str:
    """What ``lipctl history --format json`` prints."""
    return json_text(
        {
            "plan": found.plan,
            "years": list(found.years),
            "measures": [
                {
                    "number": str(past.number),
                    "heading": past.newest.heading,
                    "summary": list(past.newest.summary),
                    "reports": [_as_dict(entry) for entry in past.years],
                }
                for past in found.measures
            ],
        },
    )


def _as_dict(entry: PastYear) -> dict[str, object]:
    measure, earlier, contact = entry.measure, entry.measure.earlier, entry.measure.contact
    return {
        "year": entry.year,
        "number": str(entry.number),
        "closed": entry.closed,
        "progress": measure.progress,
        "state": measure.state,
        "label": measure.label,
        "department": entry.department or None,
        "parts": [_part(part) for part in measure.parts],
        "remarks": [_answer(answer) for answer in measure.remarks],
        "earlier": {"year": earlier.year, "parts": [_part(part) for part in earlier.parts]} if earlier else None,
        "contact": [*contact.lines, *filter(None, [contact.mark])] if contact else [],
        "changes": list(entry.changes),
    }


def _part(part: PartView) -> dict[str, object]:
    return {"heading": part.heading, "answers": [_answer(answer) for answer in part.answers]}


def _answer(answer: AnswerView) -> dict[str, object]:
    return {"heading": answer.heading, "paragraphs": list(answer.paragraphs), "edited": answer.edited}
