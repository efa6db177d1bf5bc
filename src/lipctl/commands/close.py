"""``lipctl close``: end a round, so that its report stays as it is; and correct it by addenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.closing.addenda import read_addenda, write_addendum
from lipctl.closing.file import already_closed, read_closing, write_closing
from lipctl.closing.model import ClosedHistory, ClosedMeasure, Closing, without_columns
from lipctl.closing.since import checksums_of, template_checksum
from lipctl.commands.report import make_view
from lipctl.edits.apply import settled_answers
from lipctl.errors import RoundError
from lipctl.files import read_bytes
from lipctl.findings import Finding, Severity, in_order
from lipctl.judge.model import Addendum
from lipctl.judge.progress import Progress
from lipctl.locks import require_closed
from lipctl.numbers import MeasureNumber, as_number
from lipctl.plan.catalogue import require_sound
from lipctl.questions import PART_QUESTIONS, QUESTIONS, Field, Question
from lipctl.settings.keys import FILE_NAME
from lipctl.settings.reading import parse_settings
from lipctl.text import clean, german_date, is_blank, key_of
from lipctl.version import __version__
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year

CORRECTABLE: dict[Question, str] = {
    question: QUESTIONS[question].key or "" for question in (*PART_QUESTIONS, Question.ASSESSMENT)
} | {Question.PERSONS: "kontakt"}
"""What an addendum can correct, with the word for it on the command line."""
_OPEN_ELSEWHERE = "LIP235"
"""The finding about a file that somebody has open: what is typed there and not yet saved would be lost."""


class ClosedYear(NamedTuple):
    """What was closed. ``path`` is None where it was refused; then ``obstacles`` say why.

    ``left_open`` counts the errors that are left in the year.
    """

    path: Path | None
    counts: Mapping[Progress, int]
    obstacles: list[Finding]
    left_open: int
    names: Mapping[str, str]


def close_year(workspace: Workspace, year: int, *, as_of: date, today: date, reason: str = "") -> ClosedYear:
    """Close a year: keep all that its report is made from. With a ``reason`` also where ``report --final`` would refuse.

    ``as_of`` is the day that the report stands for, ``today`` the day on which it is closed.

    Raises:
        RoundError: there is no such year, it is closed, or had not begun on the day ``as_of``.
        CatalogueError: the catalogue is missing or holds mistakes.
        FileAccessError: redaktion.xlsx is open in another program, or the file cannot be written.
    """
    if read_closing(workspace, year):
        raise already_closed(workspace, year)
    _require_not_before(as_of, date(year, 1, 1), f"das Jahr {year} noch nicht begonnen")
    require_closed(workspace.edits(year))
    folder = checksums_of(workspace, year)
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    make_view(data)  # its totals are counted anew: a year whose sums do not agree is never kept
    counts = Counter(item.progress for item in data.outcomes if item.progress)
    obstacles = in_order(item for item in data.findings if item.rule.spoils_report or item.code == _OPEN_ELSEWHERE)
    names = data.plan.department_names()
    left_open = sum(item.severity is Severity.ERROR for item in data.findings)
    if obstacles and not reason:
        return ClosedYear(None, counts, obstacles, left_open, names)
    closing = _closing_of(workspace, data, counts, today, reason if obstacles else "")
    if folder != checksums_of(workspace, year):
        raise RoundError(
            f"Während des Abschlusses hat sich im Ordner von {year} etwas geändert; nichts ist geschrieben.",
            "Bitte rufen Sie den Befehl noch einmal auf, wenn keine Dateien mehr dazukommen.",
        )
    write_closing(workspace, closing._replace(folder=folder))
    return ClosedYear(workspace.closing(year), counts, obstacles, left_open, names)


def _closing_of(
    workspace: Workspace, data: JudgedYear, counts: Mapping[Progress, int], today: date, reason: str
) -> Closing:
    plan, columns = without_columns(data.plan)
    history = data.history
    assert data.basis.catalogue is not None  # noqa: S101 - collect_year names it
    return Closing(
        year=data.year,
        lipctl=__version__,
        closed_on=today,
        as_of=data.as_of,
        settings=read_bytes(workspace.root / FILE_NAME).decode("utf-8-sig"),
        template=template_checksum(workspace, data.settings.report_template),
        assessment_asked=data.settings.asks_assessment(data.year),
        plan=plan,
        columns=columns,
        measures=tuple(
            ClosedMeasure(item.measure.number, item.progress, item.answer, item.gaps, item.edits)
            for item in data.outcomes
        ),
        counts={progress: counts[progress] for progress in Progress},
        findings=data.findings,
        files=tuple(data.basis.files.values()),
        catalogue=data.basis.catalogue,
        folder={},
        history=ClosedHistory(settled_answers(workspace, history), history.contacts, history.measures, history.newest),
        known=tuple(sorted(data.known)),
        reason=reason,
        important=data.basis.important,
    )


class Correction(NamedTuple):
    """What an addendum is to say, of which measure and field: a question by its key in the settings, its label or its code."""

    number: str
    field: str
    part: int
    text: str
    reason: str


def add_addendum(workspace: Workspace, year: int, correction: Correction, today: date) -> Addendum:
    """Correct a closed year.

    Raises:
        RoundError: the year is not closed, or was not yet today; it has no such measure or part; or nothing is said.
        FileAccessError: the addendum cannot be written.
    """
    closing = read_closing(workspace, year)
    if closing is None:
        raise RoundError(
            f"{year} ist nicht abgeschlossen; ein Nachtrag ist noch nicht nötig.",
            f"Texte redigieren Sie mit „lipctl edit {year}“; mit „lipctl close {year}“ schließen Sie das Jahr ab.",
        )
    text = clean(correction.text).text
    if is_blank(text) or is_blank(correction.reason):
        raise RoundError("Ein Nachtrag braucht einen Text und einen Grund.", "Bitte füllen Sie die Textdatei.")
    number, parts = _entry_of(closing, correction.number)
    field = _field_of(closing, correction, parts)
    addendum = Addendum(today, number, field, text, clean(correction.reason).text)
    before = read_addenda(workspace, year).items
    _require_not_before(today, closing.closed_on, f"{year} noch nicht abgeschlossen")
    for each in before:
        _require_not_before(today, each.day, "ein Nachtrag von später noch nicht gemacht")
    if addendum not in before:  # a command given twice adds nothing
        write_addendum(workspace, year, addendum)
    return addendum


def _require_not_before(day: date, earliest: date, said: str) -> None:
    """Refuse what would be kept for good with the day of a clock that is wrong, or of a slip of the pen."""
    if day < earliest:
        raise RoundError(
            f"Am {german_date(day)} war {said}.",
            "Bitte prüfen Sie das Datum dieses Rechners, beim Abschluss auch den Stichtag (--as-of). Nichts ist geschrieben.",
        )


def _entry_of(closing: Closing, number: str) -> tuple[MeasureNumber, int]:
    """The number of an entry of the report, and how many parts it has."""
    parts = {measure.number: measure.parts for measure in closing.plan.measures}
    for item in closing.measures:
        if item.progress and item.number == as_number(number):
            typed = (field.part for field, _ in item.answer.part_texts())
            return item.number, max(parts[item.number], 1, *typed)
    raise RoundError(
        f"„{number}“ steht nicht im Bericht {closing.year}.",
        f"Welche Nummern es gibt, zeigt „lipctl data {closing.year}“.",
    )


def _field_of(closing: Closing, correction: Correction, parts: int) -> Field:
    settings = parse_settings(closing.settings)
    names = {
        question: (key, settings.words.label(question), str(question), settings.words.name(question))
        for question, key in CORRECTABLE.items()
    }
    meant = key_of(correction.field)
    question = next((each for each, called in names.items() if meant in map(key_of, called)), None)
    if question is None:
        raise RoundError(
            f"Zu „{correction.field}“ gibt es keinen Nachtrag.", f"Möglich ist: {', '.join(CORRECTABLE.values())}."
        )
    if question not in PART_QUESTIONS:
        return Field(0, question)
    if correction.part > parts:
        label = settings.label("teil")
        raise RoundError(
            f"{correction.number} hat {closing.year} keinen {label} {correction.part}.",
            f"Mit --part nennen Sie eine Zahl von 1 bis {parts}." if parts > 1 else "Bitte lassen Sie --part weg.",
        )
    return Field(correction.part, question)
