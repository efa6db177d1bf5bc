"""What a person left beside the answer fields: other cells, extra rows and sheets, comments, text boxes, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lipctl.excel import own_texts
from lipctl.excel.identity import is_identity
from lipctl.excel.layout import ANSWER_COLUMN, IDENTITY_COLUMN, MARK_ROW, NOTE_HEAD, PHRASE_COLUMN, STATE_COLUMN
from lipctl.excel.live_mark import COMPLETE, OPEN
from lipctl.excel.own_texts import OwnTexts
from lipctl.excel.workbook import Cell, Sheet
from lipctl.findings import Finding, finding
from lipctl.model import Place
from lipctl.text import clean, is_given

MOST = 25
"""How many remarks of one sheet are told one by one; the others in one finding with all their cells."""

_HIDDEN = (STATE_COLUMN - IDENTITY_COLUMN, PHRASE_COLUMN - IDENTITY_COLUMN)
_THREAD_HEADS = ("[Threaded comment]", "[Kommentarthread]", "[Thread-Kommentar]")


def remarks(file: str, sheet: Sheet, answers: Collection[tuple[int, int]], known: frozenset[str]) -> Iterator[Finding]:
    """A finding for each text that is neither lipctl's own nor an answer.

    ``answers`` are the answer cells (row, column); ``known`` the check sums of lipctl's texts on other sheets, for a
    sheet whose own line is missing.
    """
    own = _own_texts_of(sheet) or OwnTexts("", known)
    marks = _mark_cells(sheet) if own.kind in {"measure", ""} else frozenset()
    found = [
        (cell.reference, cell.raw)
        for cell in sheet.cells
        if (cell.row, cell.column) not in answers and not _is_own(cell, own) and (cell.row, cell.column) not in marks
    ]
    threads = {note.reference for note in sheet.notes if note.threaded}
    found += [
        (note.reference, note.text)
        for note in sheet.notes
        if NOTE_HEAD not in note.text and (note.threaded or not _repeats(note.text, note.reference in threads))
    ]
    found += [("", text) for text in sheet.boxes]
    told = [(cell, clean(text).text) for cell, text in found if is_given(clean(text).text)]
    for cell, text in told[:MOST]:
        yield finding("LIP216", places=[Place(file, sheet.name, (cell,) if cell else ())], text=text)
    if len(told) > MOST:
        cells = tuple(cell for cell, _ in told[MOST:])
        yield finding("LIP216", places=[Place(file, sheet.name, cells)], text=f"… und {len(cells)} weitere Zellen")
    if sheet.pictures:
        what = "ein Bild" if sheet.pictures == 1 else f"{sheet.pictures} Bilder"
        yield finding("LIP217", places=[Place(file, sheet.name)], found=f"auf diesem Blatt {what}")
    if sheet.cut_at:
        yield finding("LIP218", places=[Place(file, sheet.name, (sheet.cut_at,))])


def known_texts(sheets: Collection[Sheet]) -> frozenset[str]:
    """The check sums of all that lipctl wrote anywhere in the workbook."""
    lines = (_own_texts_of(sheet) for sheet in sheets)
    return frozenset().union(*(line.sums for line in lines if line))


def is_form_sheet(sheet: Sheet) -> bool:
    """Whether lipctl made the sheet, and it holds no answers."""
    own = _own_texts_of(sheet)
    return own is not None and own.kind != "measure"


def _own_texts_of(sheet: Sheet) -> OwnTexts | None:
    for cell in sheet.cells:
        if cell.kind == "text" and cell.raw.startswith(own_texts.MARKER):
            return own_texts.decode(cell.raw)
    return None


def _is_own(cell: Cell, own: OwnTexts) -> bool:
    """Labels and instructions by their check sum; marks and hidden sums by where lipctl's formulas stand."""
    text = cell.raw
    if cell.kind == "text" and (is_identity(text) or text.startswith(own_texts.MARKER) or own.holds(text)):
        return True
    if own.kind in {"overview", "lists"}:
        # Formulas stand nowhere else in a form, but not every format tells that a cell is one.
        return bool(cell.formula) or cell.kind == "number" or text.startswith((OPEN, COMPLETE))
    return False


def _mark_cells(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Where the live mark and its hidden sums stand: seen from the identities, which move with them."""
    identities = [cell for cell in sheet.cells if cell.kind == "text" and is_identity(cell.raw)]
    columns = {cell.column for cell in identities}
    hidden = {(cell.row, column + away) for cell in identities for column in columns for away in _HIDDEN}
    hidden |= {
        (MARK_ROW + 1, column + away) for column in columns for away in (*_HIDDEN, ANSWER_COLUMN - IDENTITY_COLUMN)
    }
    return frozenset(hidden)


def _repeats(text: str, threaded: bool) -> bool:
    """Whether an old-style comment only stands in for a threaded one, as Excel writes it for older programs."""
    return threaded and text.startswith(_THREAD_HEADS)
