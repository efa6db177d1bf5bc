"""Tables whose rows or columns repeat: the grid follows the cell tags, and repeated columns share the width there is."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.templates.tags import BLOCK, CELL, ROW, Tag
from lipctl.word.tags_in_paragraphs import join_tags, plain_text, tags_of

_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
SHARE = "share"
"""How a repeated column's width is written until it is known. No value can come out as such an attribute."""


def level_tags(element: Element, level: str) -> list[Tag]:
    """The row (or cell) tags that belong to this very row (or cell), not to one of a table inside it."""
    found, table = [], next(element.iterancestors(_TABLE), None)
    for paragraph in list(element.iter(_PARAGRAPH)):
        if level in plain_text(paragraph) and next(paragraph.iterancestors(_TABLE), None) is table:
            join_tags(paragraph)
            found += [tag for tag in tags_of(paragraph) if tag.level == level]
    return found


def follow_cells(table: Element, instruction: Callable[[str], Element]) -> int | None:
    """Repeat each column's width in the table's grid as cell tags repeat the column.

    ``instruction`` makes a node of a tag's source.

    Returns:
        The width that the repeated columns will share (see :func:`lipctl.word.environment.fit_columns`); None if no column repeats.
    """
    grid, row = table.find(qn("w:tblGrid")), _row_with_cell_tags(table)
    cells = row.findall(qn("w:tc")) if row is not None else []
    if grid is None or not cells or len(cells) != len(grid):
        return None
    columns = list(grid)
    depth, left = 0, sum(map(_width, columns))
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        tags = level_tags(cell, CELL)
        words = [tag.keyword for tag in tags]
        depth += words.count("for") - words.count("endfor")
        if tags:
            grid.replace(column, instruction("".join(tag.source for tag in tags)))
        elif depth:
            _share_width(table, column, index, len(columns))
        else:
            left -= _width(column)
    return left


def has_sure_row(table: Element) -> bool:
    """Whether a row is outside of all blocks, so that the table cannot end up without any."""
    depth = 0
    for row in table.iterchildren(qn("w:tr")):
        tags = level_tags(row, ROW)
        if not depth and not tags:
            return True
        blocks = [tag.keyword for tag in tags if tag.kind == BLOCK and not tag.is_assignment]
        ends = [word.startswith("end") for word in blocks if word not in ("else", "elif")]
        depth += len(ends) - 2 * sum(ends)
    return False


def keep_rows(row: Element, instruction: Callable[[str], Element]) -> None:
    """Let a row that a row tag repeats stay with the next one (:func:`lipctl.word.environment.keep_next`), where a page's end would
    part few rows from the others."""
    for paragraph in row.iter(_PARAGRAPH):
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:keepNext")) is None:
            place = 0 if properties.find(qn("w:pStyle")) is None else 1
            properties.insert(place, instruction("{{ loop|keep_next }}"))


def _share_width(table: Element, column: Element, index: int, count: int) -> None:
    """Write the mark in place of the width, in the grid and in every row that is built like it."""
    column.attrib.clear()
    column.set(qn("w:w"), SHARE)
    for row in table.iterchildren(qn("w:tr")):
        cells = row.findall(qn("w:tc"))
        width = cells[index].find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if len(cells) == count else None
        if width is not None:
            width.attrib.clear()
            width.set(qn("w:w"), SHARE)
            width.set(qn("w:type"), "dxa")


def _width(column: Element) -> int:
    width = column.get(qn("w:w"), "0")
    return int(width) if width.isdigit() else 0


def _row_with_cell_tags(table: Element) -> Element | None:
    """The first row with cell tags that no row tag repeats: only there do the loop's names mean anything."""
    depth = 0
    for row in table.iterchildren(qn("w:tr")):
        words = [tag.keyword for tag in level_tags(row, ROW)]
        depth += words.count("for") - words.count("endfor")
        if not depth and any(level_tags(cell, CELL) for cell in row):
            return row
    return None
