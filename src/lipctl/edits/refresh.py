"""Refreshing ``redaktion.xlsx``: the departments' new texts go in, and what the coordinator typed is not touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lipctl.edits import wording
from lipctl.edits.columns import FORMER, IDENTITY, REVISION, STATE, STATE_HEADS, TEXT
from lipctl.edits.identity import EditIdentity
from lipctl.edits.reader import EditsReading, FoundRow
from lipctl.edits.rows import EditableText, former_text, refreshed
from lipctl.edits.writer import EditedReport, note_texts, row_texts
from lipctl.questions import Field
from lipctl.xlsx.cells import column_letters, fit_cell
from lipctl.xlsx.patch import NewCell, SheetChange, patch_workbook
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Cell, Workbook


def refresh_edits(content: bytes, reading: EditsReading, texts: Iterable[EditableText], report: EditedReport) -> bytes:
    """Bring a workbook up to date; the very same bytes where nothing changes.

    ``reading`` is what :func:`lipctl.edits.reader.read_edits` made of the content.

    Raises:
        ValueError: the workbook is built in a way that no spreadsheet program builds it.
    """
    by_field = {(text.number, Field(text.part, text.question)): text for text in texts}
    changes: dict[str, SheetChange] = {}
    known = set()
    for found in reading.rows:
        key = found.row.number, found.row.field
        known.add(key)
        _refresh_row(found, by_field[key].text if key in by_field else "", report, changes)
    missing = [text for key, text in by_field.items() if key not in known]
    if missing or not reading.notes:
        _add_rows(reading, missing, report, changes)
    if not changes:
        return content
    sheets = {sheet.name: sheet for sheet in reading.book.sheets}
    new = patch_workbook(content, [(sheets[name], change) for name, change in changes.items()])
    _verify_other_cells(reading.book, read_workbook(new), changes)
    return new


def _refresh_row(found: FoundRow, text: str, report: EditedReport, changes: dict[str, SheetChange]) -> None:
    """Add what changes in a row, now that the department's text is this one ("" for none), to ``changes``."""
    row, columns = found.row, found.columns
    now = refreshed(row, text)
    before = former_text(now)
    if now.text and not now.basis.mark and now.shown.mark:
        before = wording.BEFORE_THE_ANSWER
    shown = now.shown._replace(text=fit_cell(now.shown.text))
    has_state = columns.keys() >= STATE_HEADS
    state = wording.state_words(shown.text, now.text, before) if has_state else found.state
    known = row.shown, row.basis, row.recorded, row.revision, found.state
    if (shown, now.basis, now.recorded, now.revision, state) == known:
        return
    texts = {
        TEXT: shown.text,
        REVISION: str(now.revision) if now.revision > 1 or before else "",
        FORMER: fit_cell(before),
    }
    identity = EditIdentity(
        report.settings.plan_id, report.year, row.number, row.part, row.question,
        now.shown.mark, now.basis.mark, now.recorded, now.revision,
    )  # fmt: skip
    cells = {columns[head]: NewCell(text) for head, text in texts.items() if head in columns}
    cells[found.identity_column] = NewCell(identity.encode())
    if has_state:
        cells[columns[STATE]] = NewCell(state, wording.state_formula(found.at, _letters(columns)))
    change = changes.setdefault(found.sheet, SheetChange())
    change.cells[found.at] = cells
    if now.shown.text or now.text:
        change.unhide.add(found.at)


def _add_rows(
    reading: EditsReading, texts: Iterable[EditableText], report: EditedReport, changes: dict[str, SheetChange]
) -> None:
    """Add rows for new measures and parts, and the one for what is important if there is none, below everything else."""
    model = reading.rows[0]
    sheet = next(sheet for sheet in reading.book.sheets if sheet.name == model.sheet)
    change = changes.setdefault(model.sheet, SheetChange())
    change.like = model.at
    columns = {**model.columns, IDENTITY: model.identity_column}
    added = [(row_texts(text, report), wording.state_formula, bool(text.text)) for text in texts]
    if not reading.notes:
        added.append((note_texts(report), wording.note_formula, True))
    for at, (row, state, is_shown) in enumerate(added, start=sheet.last_row + 1):
        cells = {columns[head]: NewCell(text) for head, text in row.items() if head in columns}
        if columns.keys() >= STATE_HEADS:
            cells[columns[STATE]] = NewCell(row[STATE], state(at, _letters(columns)))
        change.cells[at] = cells
        if not is_shown:
            change.hide.add(at)


def _letters(columns: Mapping[str, int]) -> dict[str, str]:
    return {head: column_letters(column) for head, column in columns.items()}


def _verify_other_cells(before: Workbook, after: Workbook, changes: Mapping[str, SheetChange]) -> None:
    """The last guard before the file is replaced: every cell that lipctl did not mean to write is what it was."""

    def others(book: Workbook) -> list[tuple[str, list[Cell]]]:
        return [
            (sheet.name, [cell for cell in sheet.cells if cell.column not in _written(changes, sheet.name, cell.row)])
            for sheet in book.sheets
        ]

    if others(before) != others(after) or [sheet.notes for sheet in before.sheets] != [s.notes for s in after.sheets]:
        raise AssertionError("refreshing the edits would have changed what the coordinator typed")


def _written(changes: Mapping[str, SheetChange], sheet: str, row: int) -> Collection[int]:
    return changes[sheet].cells.get(row, ()) if sheet in changes else ()
