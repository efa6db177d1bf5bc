"""Reading what departments send back: answers are found by the identity in their rows, never by position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lipctl.excel.container import Unreadable
from lipctl.excel.identity import FORM_VERSION, Identity, decode, fingerprint, is_identity
from lipctl.excel.layout import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.excel.values import ERROR_NAMES, show
from lipctl.excel.workbook import Cell, Sheet, Workbook, column_letters, read_workbook
from lipctl.findings import Finding, finding
from lipctl.model import Answer, Place, Question, Response
from lipctl.text import clean, is_blank

_TO_THE_LEFT = IDENTITY_COLUMN - ANSWER_COLUMN
"""How far left of its identity an answer stands. Held against inserted columns: the distance stays."""


class Expected(NamedTuple):
    """Which round a file should belong to."""

    plan: str
    year: int


@dataclass
class _Reading:
    """One file being read."""

    file: str
    book: Workbook
    expected: Expected
    answers: list[Answer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    identities: int = 0
    strangers: dict[tuple[str, str], Finding] = field(default_factory=dict)


def read_response(content: bytes, file: str, expected: Expected) -> tuple[Response | None, list[Finding]]:
    """The answers in a returned workbook, blank ones too (they tell that a row is still there).

    ``file`` is the name that findings give. None where no answer of this round is in the file.
    """
    try:
        book, hints = _open(content, file)
        reading = _Reading(file, book, expected, findings=hints)
        for sheet in reading.book.sheets:
            _read_sheet(reading, sheet)
        modified = reading.book.modified
    except Unreadable as refusal:
        return None, [finding(refusal.code, places=[Place(file)], **refusal.values)]
    except Exception as error:  # noqa: BLE001 - whatever comes out of a parser: one bad file is one finding
        return None, [finding("LIP201", places=[Place(file)], reason=f"unerwarteter Aufbau ({type(error).__name__})")]
    findings = [*reading.strangers.values(), *reading.findings]
    if not reading.identities:
        findings.append(finding("LIP202", places=[Place(file)]))
    if not reading.answers:
        return None, findings
    return Response(file, modified, tuple(reading.answers)), findings


def _open(content: bytes, file: str) -> tuple[Workbook, list[Finding]]:
    try:
        return read_workbook(content), []
    except Unreadable as refusal:
        if refusal.code != "LIP221":
            raise
        from lipctl.excel.legacy import read_legacy

        return read_legacy(content), [finding(refusal.code, places=[Place(file)], **refusal.values)]


def _read_sheet(reading: _Reading, sheet: Sheet) -> None:
    for row, at, line in _identity_rows(sheet):
        reading.identities += 1
        column = at - _TO_THE_LEFT
        place = Place(reading.file, sheet.name, (f"{column_letters(max(column, 1))}{row[0].row}",))
        cell = next((cell for cell in row if cell.column == column), None)
        identity = decode(line)
        if identity is None:
            text = clean(cell.raw).text if cell else ""
            if not is_blank(text):
                reading.findings.append(finding("LIP206", places=[place], text=text))
        elif _belongs_here(reading, identity, place):
            text = "" if cell is None else _answer_text(reading, cell, identity, place)
            untouched = bool(identity.prefilled) and fingerprint(text) == identity.prefilled
            reading.answers.append(
                Answer(identity.department, identity.number, identity.part, identity.question, text, place, untouched)
            )


def _identity_rows(sheet: Sheet) -> Iterator[tuple[list[Cell], int, str]]:
    """The rows that carry an identity: all their cells, the identity's column, the identity."""
    rows: dict[int, list[Cell]] = {}
    marked: list[Cell] = []
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
        if cell.kind == "text" and is_identity(cell.raw):
            marked.append(cell)
    for cell in marked:
        yield rows[cell.row], cell.column, cell.raw


def _belongs_here(reading: _Reading, identity: Identity, place: Place) -> bool:
    """Whether a row is of this plan and year; a file that is not is said once."""
    expected = reading.expected
    if identity.plan != expected.plan:
        _once(reading, "LIP203", identity.plan, expected.plan)
        return False
    if identity.year != expected.year:
        _once(reading, "LIP204", str(identity.year), str(expected.year))
        return False
    if identity.version != FORM_VERSION:
        _once(reading, "LIP207", str(identity.version), str(FORM_VERSION))
    return True


def _once(reading: _Reading, code: str, found: str, expected: str) -> None:
    if (code, found) not in reading.strangers:
        reading.strangers[code, found] = finding(code, places=[Place(reading.file)], found=found, expected=expected)


def _answer_text(reading: _Reading, cell: Cell, identity: Identity, place: Place) -> str:
    """The answer to the letter; what stands between it and the letter is a finding."""

    def tell(code: str, **values: Any) -> None:
        reading.findings.append(
            finding(
                code,
                department=identity.department,
                measure=identity.number,
                question=identity.question,
                places=[place],
                **values,
            )
        )

    if cell.kind == "error" or (cell.formula and not cell.raw):
        name = ERROR_NAMES.get(cell.raw, cell.raw)
        tell("LIP208", found=f"der Fehlerwert {name}" if cell.raw else "eine Formel ohne Ergebnis")
        return ""
    if cell.kind == "text":
        cleaned = clean(cell.raw)
        if cleaned.removed:
            names = ", ".join(sorted({f"U+{code:04X}" for code in cleaned.removed}))
            tell("LIP211", found=names)
        if cell.formula:
            tell("LIP209", text=cleaned.text)
        return cleaned.text
    shown = show(cell, reading.book)
    if cell.kind == "bool" and identity.question is Question.UNCHANGED:
        return shown.text
    tell("LIP210" if shown.certain else "LIP212", found=shown.what, text=shown.text)
    return shown.text if shown.certain else ""
