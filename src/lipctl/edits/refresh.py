"""Refreshing ``redaktion.xlsx``: the departments' new texts go in, and what the coordinator typed is not touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lipctl.edits import reader as edits
from lipctl.edits import wording as words
from lipctl.edits.reader import EditsReading, FoundRow
from lipctl.edits.rows import EditableText, EditRow, former_text, refreshed
from lipctl.edits.writer import EditedReport, row_texts
from lipctl.numbers import MeasureNumber
from lipctl.questions import Field
from lipctl.xlsx.cells import fit_cell
from lipctl.xlsx.patch import NewCell, SheetChange, extend_table, patch_package, patch_sheet
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Cell, Sheet, Workbook, column_letters

Lines = Mapping[tuple[MeasureNumber, Field], EditableText]


class Refreshed(NamedTuple):
    """The workbook's bytes, and its rows as they stand in it; the bytes are the old ones where nothing changed."""

    content: bytes
    rows: tuple[EditRow, ...]


def refresh_edits(
    content: bytes, reading: EditsReading, lines: Sequence[EditableText], report: EditedReport
) -> Refreshed:
    """Bring a workbook up to date. ``reading`` is what :func:`lipctl.edits.reader.read_edits` made of the content.

    Raises:
        ValueError: the workbook is built in a way that no spreadsheet program builds it.
    """
    by_field: Lines = {(line.number, Field(line.part, line.question)): line for line in lines}
    changes: dict[str, SheetChange] = {}
    rows = [_refresh_row(found, by_field, report, changes) for found in reading.rows]
    known = {(found.row.number, found.row.field) for found in reading.rows}
    missing = [line for key, line in by_field.items() if key not in known]
    if missing:
        _add_rows(reading, missing, report, changes)
    if not changes:
        return Refreshed(content, tuple(rows))
    sheets = {sheet.name: sheet for sheet in reading.book.sheets}
    new = _patched(content, {sheets[name].part: (sheets[name], change) for name, change in changes.items()})
    _must_keep_hers(reading.book, read_workbook(new), changes)
    return Refreshed(new, tuple(rows))


def _refresh_row(found: FoundRow, lines: Lines, report: EditedReport, changes: dict[str, SheetChange]) -> EditRow:
    row, columns = found.row, found.columns
    line = lines.get((row.number, row.field))
    now = refreshed(row, line.text if line else "")
    before = former_text(now)
    if now.text and not now.basis.mark and now.shown.mark:
        before = words.BEFORE_THE_ANSWER
    identity = edits.EditIdentity(
        report.settings.plan_id, report.year, row.number, row.part, row.question,
        now.shown.mark, now.basis.mark, now.recorded, now.version,
    )  # fmt: skip
    shown = now.shown._replace(text=fit_cell(now.shown.text))
    state = words.state_words(shown.text, now.text, before) if edits.STATE in columns else ""
    known = row.shown, row.basis, row.recorded, row.version, found.state
    if (shown, now.basis, now.recorded, now.version, state) == known:
        return now
    texts = {
        edits.TEXT: shown.text,
        edits.REVISION: str(now.version) if now.version > 1 or before else "",
        edits.FORMER: fit_cell(before),
    }
    cells = {columns[head]: NewCell(text) for head, text in texts.items() if head in columns}
    cells[found.identity_column] = NewCell(identity.encode())
    if all(head in columns for head in edits.HEADS):
        letters = {head: column_letters(column) for head, column in columns.items()}
        cells[columns[edits.STATE]] = NewCell(state, words.state_formula(found.at, letters))
    change = changes.setdefault(found.sheet, SheetChange())
    change.cells[found.at] = cells
    if now.shown.text or now.text:
        change.unhide.add(found.at)
    return now


def _add_rows(
    reading: EditsReading, lines: Sequence[EditableText], report: EditedReport, changes: dict[str, SheetChange]
) -> None:
    """New measures and parts, below everything that stands on the sheet."""
    model = reading.rows[0]
    sheet = next(sheet for sheet in reading.book.sheets if sheet.name == model.sheet)
    change = changes.setdefault(model.sheet, SheetChange())
    change.like = model.at
    letters = {head: column_letters(column) for head, column in model.columns.items()}
    for at, line in enumerate(lines, start=_last_row(sheet) + 1):
        cells = {}
        for head, text in zip(edits.HEADS, row_texts(line, report), strict=True):
            column = model.identity_column if head == edits.IDENTITY else model.columns.get(head)
            formula = (
                words.state_formula(at, letters) if head == edits.STATE and len(letters) == len(edits.HEADS) else ""
            )
            if column is not None:
                cells[column] = NewCell(text, formula)
        change.cells[at] = cells
        if not line.text:
            change.hide.add(at)


def _last_row(sheet: Sheet) -> int:
    return max((cell.row for cell in sheet.cells), default=0)


def _patched(content: bytes, changes: Mapping[str, tuple[Sheet, SheetChange]]) -> bytes:
    parts = {}
    for part, (sheet, change) in changes.items():
        parts[part] = partial(patch_sheet, change=change)
        last, new_last = _last_row(sheet), max(change.cells)
        if new_last > last:
            parts |= {table: partial(extend_table, last=last, new_last=new_last) for table in sheet.tables}
    return patch_package(content, parts)


def _must_keep_hers(before: Workbook, after: Workbook, changes: Mapping[str, SheetChange]) -> None:
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
