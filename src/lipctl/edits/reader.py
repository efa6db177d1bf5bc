"""Reading ``redaktion.xlsx``: the coordinator's wordings, each found by the line hidden in its row.

Rows may be sorted, filtered and copied, columns moved, the sheet renamed: a row says in its hidden cell what it is
about, and a column is told by its head. What stands in the column for edits and cannot be used is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import NamedTuple

from lipctl.edits.columns import EDIT, FORMER, HEADS, SEEN, STATE, TEXT
from lipctl.edits.identity import MARKER, EditIdentity, decode, is_of_newer_format, note_identity
from lipctl.edits.rows import EditRow, Wording
from lipctl.findings import RULES, Finding, Place, finding
from lipctl.judge.model import Edit
from lipctl.responses.looks import in_quotes, struck_words
from lipctl.symbol_fonts import named_signs
from lipctl.text import clean, is_blank
from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.header_rows import find_heads, rows_of
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.values import displayed_value
from lipctl.xlsx.workbook import Cell, Sheet, Workbook


class FoundRow(NamedTuple):
    """A row and where it stands: its sheet, its number, the column of its identity, the sheet's columns by their heads.

    ``state`` is what its state shows.
    """

    row: EditRow
    sheet: str
    at: int
    identity_column: int
    columns: Mapping[str, int]
    state: str


class EditsReading(NamedTuple):
    """What a ``redaktion.xlsx`` says, and what in it cannot be used. ``usable`` is False where columns are missing.

    ``notes`` are the rows for what the coordinator calls important, with what stands there: one, unless it was copied.
    """

    book: Workbook
    rows: list[FoundRow]
    findings: list[Finding]
    notes: list[Edit]
    usable: bool = True


def read_edits(content: bytes, file: str, plan: str, year: int) -> EditsReading:
    """Read the edits of a year; ``file`` is the name that findings give."""
    try:
        book = read_workbook(content)
    except Unreadable as refusal:
        reason = RULES[refusal.code].message.format(**refusal.values)
        return EditsReading(Workbook(), [], [_unusable(Place(file), reason)], [], usable=False)
    reading = EditsReading(book, [], [], [])
    usable = [_SheetReading(reading, sheet, file, (plan, year)).read() for sheet in book.sheets if _is_ours(sheet)]
    if not usable:
        reading.findings.append(_unusable(Place(file), "Die versteckten Kennungen der Zeilen fehlen."))
    return reading._replace(usable=bool(usable) and all(usable))


def _is_ours(sheet: Sheet) -> bool:
    return any(_is_identity(cell) for cell in sheet.cells)


def _is_identity(cell: Cell) -> bool:
    return cell.kind == "text" and cell.raw.startswith(MARKER + "|")


def _unusable(place: Place, reason: str) -> Finding:
    return finding("LIP405", places=[place], reason=reason)


class _SheetReading:
    """One sheet with edits."""

    def __init__(self, reading: EditsReading, sheet: Sheet, file: str, wanted: tuple[str, int]) -> None:
        self.reading, self.sheet, self.file, self.wanted = reading, sheet, file, wanted
        self.rows = rows_of(sheet)
        above = takewhile(lambda cells: not any(map(_is_identity, cells.values())), self.rows.values())
        self.head_row, self.columns = find_heads(above, HEADS)

    def read(self) -> bool:
        """Read all rows; False if the sheet cannot be used."""
        missing = [head for head in (TEXT, EDIT) if head not in self.columns]
        for head in missing:
            self._unusable(f"Auf dem Blatt „{self.sheet.name}“ fehlt die Überschrift „{head}“.")
        if self.sheet.cut_at:
            self._unusable(f"Auf dem Blatt „{self.sheet.name}“ wurde ab {self.sheet.cut_at} nicht weitergelesen.")
        is_newer = any(is_of_newer_format(cell.raw) for cell in self.sheet.cells if _is_identity(cell))
        if is_newer:
            self._unusable(
                f"Das Blatt „{self.sheet.name}“ ist mit einer neueren Fassung von lipctl geschrieben; bitte verwenden Sie diese."
            )
        if missing or self.sheet.cut_at or is_newer:
            return False
        for at, cells in self.rows.items():
            if at > self.head_row:
                self._row(at, cells)
        return True

    def _row(self, at: int, cells: Mapping[int, Cell]) -> None:
        line = next((cell for cell in cells.values() if _is_identity(cell)), None)
        place = Place(self.file, self.sheet.name, (cell_name(at, self.columns[EDIT]),))
        typed = cells.get(self.columns[EDIT])
        text, why = self._edit(typed, place) if typed else ("", "")
        if line and line.raw.strip() == note_identity(*self.wanted):
            self._note(text, why, place)
            return
        identity = decode(line.raw) if line else None
        if text and not why:
            why = self._stray(line, identity)
        if why:
            self.reading.findings.append(finding("LIP406", places=[place], reason=why, text=text))
        if line and identity and (identity.plan, identity.year) == self.wanted:
            row = self._as_row(identity, "" if why else text, cells, place)
            self.reading.rows.append(
                FoundRow(row, self.sheet.name, at, line.column, self.columns, self._text(cells, STATE))
            )

    def _note(self, text: str, why: str, place: Place) -> None:
        """Take what the coordinator calls important."""
        if why:
            self.reading.findings.append(finding("LIP406", places=[place], reason=why, text=text))
        self.reading.notes.append(Edit("" if why else text, place))

    def _stray(self, line: Cell | None, identity: EditIdentity | None) -> str:
        """Why nobody can tell what a row's text is about; "" if it can be told."""
        if line is None:
            return "in seiner Zeile fehlt die Kennung"
        if identity is None:
            return "die Kennung seiner Zeile ist beschädigt"
        mine = (identity.plan, identity.year) == self.wanted
        return "" if mine else f"seine Zeile gehört zu einem anderen Plan oder Jahr ({identity.year})"

    def _as_row(self, identity: EditIdentity, text: str, cells: Mapping[int, Cell], place: Place) -> EditRow:
        shown = Wording(identity.shown, self._text(cells, TEXT))
        same = identity.basis == identity.shown
        basis = shown if same else Wording(identity.basis, self._text(cells, FORMER))
        return EditRow(
            identity.number, identity.part, identity.question, text, shown, basis, identity.recorded,
            identity.revision, self._text(cells, SEEN).strip(), place,
        )  # fmt: skip

    def _text(self, cells: Mapping[int, Cell], head: str) -> str:
        cell = cells.get(self.columns.get(head, 0))
        return clean(cell.raw).text if cell else ""

    def _edit(self, cell: Cell, place: Place) -> tuple[str, str]:
        """The edited text, cleaned, and why it cannot be used ("" if it can)."""
        if cell.formula:
            return cell.raw, "er ist eine Formel"
        if cell.kind != "text":
            try:
                shown = displayed_value(cell, self.reading.book)
            except (ValueError, OverflowError):
                return cell.raw, "was in der Zelle steht, ist nicht sicher zu lesen"
            return shown.text, "" if shown.certain else f"in der Zelle steht {shown.what}"
        cleaned = clean(cell.raw)
        if cleaned.removed:
            found = ", ".join(sorted({f"U+{code:04X}" for code in cleaned.removed}))
            self.reading.findings.append(finding("LIP211", places=[place], found=found))
        if signs := named_signs(cleaned.text):
            self.reading.findings.append(finding("LIP346", places=[place], found=signs))
        struck, nothing_left = struck_words(cell, cleaned.text, self.sheet, self.reading.book)
        if nothing_left:
            return cleaned.text, "er ist ganz durchgestrichen"
        if struck:
            self.reading.findings.append(finding("LIP265", places=[place], words=in_quotes(struck)))
        return ("", "") if is_blank(cleaned.text) else (cleaned.text, "")

    def _unusable(self, reason: str) -> None:
        self.reading.findings.append(_unusable(Place(self.file, self.sheet.name), reason))
