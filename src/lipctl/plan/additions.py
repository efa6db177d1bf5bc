"""Adding rows to a catalogue that a person keeps: below the others, in their formats; all else stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from lipctl.plan.columns import MEASURES, TAKEN_OVER, CatalogueSheet
from lipctl.plan.model import Plan
from lipctl.plan.own_columns import with_own_columns
from lipctl.plan.writer import layouts_of, measure_row, rows_of_plan
from lipctl.text import key_of
from lipctl.xlsx.cells import fit_cell
from lipctl.xlsx.header_rows import Heads, find_heads, rows_of
from lipctl.xlsx.new_sheet import with_new_sheet
from lipctl.xlsx.patch import NewCell, SheetChange, patch_workbook
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Sheet, Workbook

Row = Mapping[str, str]
"""The texts of a row by the keys of their columns."""
_HEADS_WITHIN = 10


def added_to_catalogue(content: bytes, plan: Plan, taken_over: Sequence[Row]) -> bytes:
    """The catalogue with the fields, areas, measures and departments of ``plan`` below its own.

    ``taken_over`` are rows for the sheet "Übernommen", which is made if it is not there.

    Raises:
        ValueError: a sheet or a column is missing, or the workbook is built in a way that no program builds it.
    """
    book = read_workbook(content)
    changes = []
    taken_over = [*taken_over, *_without_column(book, plan)]
    own_sheet = _sheet(book, TAKEN_OVER)
    if own_sheet:
        taken_over = _without_those_there(book, taken_over)
    layouts = (
        *zip(layouts_of(plan), rows_of_plan(plan), strict=True),
        *([(TAKEN_OVER, taken_over)] if own_sheet else []),
    )
    for layout, rows in layouts:
        new = [row for row in rows if any(row.values())]
        if new:
            changes.append(_change(book, layout, new))
    changed = patch_workbook(content, changes) if changes else content
    return changed if own_sheet or not taken_over else _with_taken_over(changed, book, taken_over)


def own_columns_there(content: bytes, names: Collection[str]) -> list[str]:
    """Which of the city's columns a catalogue has; none where it has no sheet of measures."""
    try:
        _, heads = _heads(read_workbook(content), with_own_columns(names, []))
    except ValueError:
        return []
    return [name for name in names if name in heads.columns]


def _sheet(book: Workbook, layout: CatalogueSheet) -> Sheet | None:
    return next((sheet for sheet in book.sheets if key_of(sheet.name) == key_of(layout.name)), None)


def _heads(book: Workbook, layout: CatalogueSheet) -> tuple[Sheet, Heads]:
    """The sheet of a layout and its heads.

    Raises:
        ValueError: the sheet or its heads are missing.
    """
    sheet = _sheet(book, layout)
    if sheet is None:
        raise ValueError(f"no sheet {layout.name}")
    heads = find_heads(islice(rows_of(sheet).values(), _HEADS_WITHIN), [column.head for column in layout.columns])
    if not heads.row:
        raise ValueError(f"no heads on {layout.name}")
    return sheet, heads


def _change(book: Workbook, layout: CatalogueSheet, rows: Sequence[Row]) -> tuple[Sheet, SheetChange]:
    """The rows below the last one of a sheet, each text in the column of its head.

    Raises:
        ValueError: the sheet, its heads or a column that a text belongs into is missing.
    """
    sheet, heads = _heads(book, layout)
    optional = {column.key for column in layout.columns if column.optional}
    columns = {column.key: heads.columns.get(column.head) for column in layout.columns}
    last = sheet.last_row
    change = SheetChange(like=last if last > heads.row else 0)
    for at, row in enumerate(rows, start=last + 1):
        cells = change.cells.setdefault(at, {})
        for key, text in row.items():
            column = columns.get(key)
            if text and column is None and key not in optional:
                raise ValueError(f"no column {key} on {layout.name}")
            if text and column is not None:
                cells[column] = NewCell(fit_cell(text))
    return sheet, change


def _without_column(book: Workbook, plan: Plan) -> list[Row]:
    """What a catalogue has no column for that was made before there was one, as rows for "Übernommen"."""
    _, heads = _heads(book, MEASURES)
    missing = [column for column in MEASURES.columns if column.optional and column.head not in heads.columns]
    return [
        {"number": row["number"], "head": column.head, "text": row[column.key], "origin": "lipctl import"}
        for row in map(measure_row, plan.measures)
        for column in missing
        if row[column.key]
    ]


def _without_those_there(book: Workbook, rows: Sequence[Row]) -> list[Row]:
    """What the sheet "Übernommen" does not hold yet.

    Raises:
        ValueError: its heads are missing.
    """
    sheet, heads = _heads(book, TAKEN_OVER)
    columns = {column.key: heads.columns.get(column.head, 0) for column in TAKEN_OVER.columns}
    there = {
        tuple(cells[at].raw if at in cells else "" for at in columns.values()) for cells in rows_of(sheet).values()
    }
    return [row for row in rows if tuple(fit_cell(row.get(key, "")) for key in columns) not in there]


def _with_taken_over(content: bytes, book: Workbook, rows: Sequence[Row]) -> bytes:
    """The workbook with a new sheet "Übernommen", in the formats of the measures' sheet."""
    sheet, heads = _heads(book, MEASURES)
    style = {cell.row: cell.style for cell in sheet.cells if cell.column == min(heads.columns.values())}
    styles = style[heads.row], style.get(heads.row + 1, 0)
    texts = [[fit_cell(row.get(column.key, "")) for column in TAKEN_OVER.columns] for row in rows]
    head = [column.head for column in TAKEN_OVER.columns]
    widths = [column.width for column in TAKEN_OVER.columns]
    return with_new_sheet(content, TAKEN_OVER.name, [head, *texts], widths, styles)
