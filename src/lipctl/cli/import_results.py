"""What ``lipctl import`` says of its proposal, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lipctl.cli.screen import Screen, shown
from lipctl.commands.init import START
from lipctl.files import json_text
from lipctl.intake.known_heads import Role
from lipctl.intake.model import Certainty, Entry, Kept, Remark
from lipctl.text import counted, first_of, in_one_line, shortened

if TYPE_CHECKING:
    from lipctl.commands.import_ import ImportResult
    from lipctl.intake.columns import Column
    from lipctl.workspace import Workspace

_MOST_ENTRIES, _MOST_PLACES = 12, 12
_HEADINGS = {
    Certainty.CERTAIN: "Sicher gelesen",
    Certainty.GUESSED: "Geraten – bitte ansehen",
    Certainty.UNREAD: "Nicht gelesen",
}

_DOUBTS = {Certainty.GUESSED: "geraten", Certainty.UNREAD: "ohne Platz"}


def show_import(screen: Screen, result: ImportResult, workspace: Workspace, *, as_json: bool) -> None:
    """Show the proposal and what was written of it, or what to do next."""
    if as_json:
        screen.result(import_as_json(result, workspace))
    else:
        _show_proposal(screen, result, workspace)
    if workspace.settings.plan_id == START["plan", "kennung"]:
        screen.warn(
            f"Die Kennung in lipctl.toml ist noch „{workspace.settings.plan_id}“. Tragen Sie vorher Ihre eigene ein: Sie steht in "
            "allem, was übernommen wird, und lässt sich danach nicht mehr ändern."
        )
    if not result.written:
        screen.say("Nichts geschrieben. Stimmt der Vorschlag, rufen Sie denselben Befehl noch einmal mit --write auf.")
        return
    if not as_json:
        screen.result("")
        for path in result.written:
            screen.result(shown(path))
    years = result.proposal.years()
    check = f"lipctl check {years[-1]}" if years else "lipctl doctor"
    screen.say(f"Geschrieben. Bitte sehen Sie den Katalog in Excel durch. Ob alles stimmt, sagt danach: {check}")


def _show_proposal(screen: Screen, result: ImportResult, workspace: Workspace) -> None:
    proposal, label = result.proposal, workspace.settings.label
    entries = counted(len(proposal.entries), label("handlungsansatz"), label("handlungsansaetze"))
    departments = counted(len(proposal.plan.departments), "neue Dienststelle", "neue Dienststellen")
    screen.prose(f"Gelesen: {entries}, {departments}{_answers(proposal.entries)}.\n")
    if result.columns:
        screen.table(("Spalte", "Überschrift", "wird", "wie sicher"), _column_rows(result.columns))
        screen.result("")
    most = len(proposal.entries) if screen.verbose else _MOST_ENTRIES
    screen.table(("Nummer", label("kurzfassung"), "Dienststelle", "Katalog"), _rows(result)[:most])
    more = len(proposal.entries) - most
    if more > 0:
        screen.result(f"… und {more} weitere (alle mit -v)")
    for certainty, heading in _HEADINGS.items():
        _show_lines(screen, heading, _lines(remark for remark in proposal.remarks if remark.certainty is certainty))
    _show_lines(screen, "Ohne Platz im Plan", _kept_lines(proposal.kept))


def _show_lines(screen: Screen, heading: str, lines: Sequence[str]) -> None:
    if lines:
        screen.result(f"\n{heading}")
    for line in lines:
        screen.indented(line)


def _column_rows(columns: Sequence[Column]) -> list[tuple[str, str, str, str]]:
    """Columns of the same head and meaning once, however many sheets have them."""
    rows: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for column in columns:
        role = f"{column.role.value} {column.year or ''}".strip() if column.role is not Role.NONE else "–"
        sure = "sicher" if column.certainty is Certainty.CERTAIN else f"{_DOUBTS[column.certainty]}: {column.why}"
        rows.setdefault((column.head, role), (column.letter, shortened(column.own or column.head, 24), role, sure))
    return list(rows.values())


def _answers(entries: Sequence[Entry]) -> str:
    years = sorted({year for entry in entries for year in entry.reported})
    return "".join(f", Antworten von {year}: {sum(year in entry.reported for entry in entries)}" for year in years)


def _rows(result: ImportResult) -> list[tuple[str, str, str, str]]:
    rows = []
    for entry in result.proposal.entries:
        measure = entry.measure
        number = str(measure.number)
        text = shortened(in_one_line(" ".join(measure.summary)), 44)
        rows.append((number, text, measure.department or "–", "schon da" if number in result.known else "neu"))
    return rows


def _lines(remarks: Iterable[Remark]) -> list[str]:
    """Equal sentences once, with all their places."""
    places: dict[str, list[str]] = {}
    for remark in remarks:
        places.setdefault(remark.text, []).extend([remark.where] if remark.where else [])
    return [f"{text}{_where(found)}" for text, found in places.items()]


def _where(places: Sequence[str]) -> str:
    return f" ({first_of(places, _MOST_PLACES)})" if places else ""


def _kept_lines(kept: Sequence[Kept]) -> list[str]:
    """What has no place in the plan, by what stood over it."""
    by_head: dict[str, list[Kept]] = {}
    for text in kept:
        by_head.setdefault(text.head, []).append(text)
    lines = []
    for head, texts in by_head.items():
        example = shortened(in_one_line(texts[0].text), 50)
        lines.append(f"{head}: {counted(len(texts), 'Text', 'Texte')}, z. B. „{example}“")
    return [*lines, "Davon geht nichts verloren: Es kommt auf das Blatt „Übernommen“ des Katalogs."] if lines else []


def import_as_json(result: ImportResult, workspace: Workspace) -> str:
    """What ``lipctl import … --format json`` prints."""
    proposal = result.proposal
    return json_text(
        {
            "written": [workspace.relative(path) for path in result.written],
            "columns": [_column(column) for column in result.columns],
            "entries": [_entry(entry, result.known) for entry in proposal.entries],
            "departments": [
                {"id": department.id, "name": department.name, "aliases": list(department.aliases)}
                for department in proposal.plan.departments.values()
            ],
            "remarks": [remark._asdict() for remark in proposal.remarks],
            "kept": [text._asdict() for text in proposal.kept],
        },
    )


def _column(column: Column) -> Mapping[str, Any]:
    return {
        "sheet": column.sheet,
        "letter": column.letter,
        "head": column.head,
        "role": None if column.role is Role.NONE else column.role.value,
        "year": column.year or None,
        "certainty": column.certainty.value,
        "why": column.why,
    }


def _entry(entry: Entry, known: Iterable[str]) -> Mapping[str, Any]:
    measure = entry.measure
    home = measure.area or measure.field
    return {
        "number": str(measure.number),
        "known": str(measure.number) in known,
        "home": str(home.number) if home else None,
        "title": measure.title or None,
        "summary": list(measure.summary),
        "note": measure.note or None,
        "priority": measure.priority or None,
        "own_fields": dict(measure.own_fields),
        "in_report": measure.in_report,
        "department": measure.department,
        "further_departments": list(measure.further_departments),
        "origin": entry.origin,
        "reported": [
            {
                "year": year,
                "assessment": reported.assessment or None,
                "parts": [part._asdict() for part in reported.parts],
                "contact": reported.contact._asdict(),
            }
            for year, reported in sorted(entry.reported.items())
        ],
    }
