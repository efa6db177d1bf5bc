"""Tables whose columns repeat: the table's grid follows the cell tags, and the columns share the width there is."""

from __future__ import annotations

from lipctl.word.tags import BLOCK, CELL, ROW, Tag, join_tags, plain_text, tags_of
from lipctl.word.xmltree import Element

# How a repeated column's width is written until it is known; a value can never come out as such an attribute.
_SHARE = "share"


def level_tags(element: Element, level: str) -> list[Tag]:
    """The row (or cell) tags that belong to this very row (or cell), not to one of a table inside it."""
    found, stack = [], element.elements()[::-1]
    while stack:
        node = stack.pop()
        if node.name == "w:p":
            if level not in plain_text(node):
                continue  # most paragraphs: no need to look closer
            join_tags(node)
            found += [tag for tag in tags_of(node) if tag.level == level]
        elif node.name != "w:tbl":
            stack += reversed(node.elements())
    return found


def follow_cells(table: Element) -> int | None:
    """Give each column that cell tags repeat its column in the table's grid, and the tags themselves none.

    Returns:
        The width that the repeated columns will share (see ``sandbox.fit_columns``); None if no column repeats.
    """
    grid, row = table.find("w:tblGrid"), _row_with_cell_tags(table)
    cells = [cell for cell in row.elements() if cell.name == "w:tc"] if row else []
    if grid is None or not cells or len(cells) != len(grid.elements()):
        return None
    depth, fixed, repeated = 0, 0, []
    followed: list[Element | str] = []
    for index, (column, cell) in enumerate(zip(grid.elements(), cells, strict=True)):
        tags = level_tags(cell, CELL)
        words = [tag.keyword for tag in tags]
        depth += words.count("for") - words.count("endfor")
        followed.append(Element("lipctl:tags", {}, *(tag.source for tag in tags)) if tags else column)
        if depth and not tags:
            repeated.append(index)
        elif not tags:
            fixed += _width(column)
    total = sum(_width(column) for column in grid.elements())
    _mark_widths(table, repeated)
    grid.children = followed
    return total - fixed


def has_sure_row(table: Element) -> bool:
    """Whether a row stands outside of all blocks, so that the table cannot end up without any."""
    depth = 0
    for row in (row for row in table.elements() if row.name == "w:tr"):
        tags = [tag for tag in level_tags(row, ROW) if tag.kind == BLOCK and not tag.is_assignment]
        if not depth and not level_tags(row, ROW):
            return True
        ends = [tag.keyword.startswith("end") for tag in tags if tag.keyword not in ("else", "elif")]
        depth += len(ends) - 2 * sum(ends)
    return False


def _width(column: Element) -> int:
    width = column.attrs.get("w:w", "0")
    return int(width) if width.isdigit() else 0


def _mark_widths(table: Element, repeated: list[int]) -> None:
    """Write the mark in place of the width, in the grid and in every row that is built like it."""
    grid = table.find("w:tblGrid")
    columns = grid.elements() if grid else []
    for index in repeated:
        columns[index].attrs = {"w:w": _SHARE}
    for row in (row for row in table.elements() if row.name == "w:tr"):
        cells = [cell for cell in row.elements() if cell.name == "w:tc"]
        for cell in (cells[index] for index in repeated if len(cells) == len(columns)):
            properties = cell.find("w:tcPr")
            width = properties.find("w:tcW") if properties else None
            if width is not None:
                width.attrs = {"w:w": _SHARE, "w:type": "dxa"}


def _row_with_cell_tags(table: Element) -> Element | None:
    """The first row with cell tags that no row tag repeats: only there do the loop's names mean anything."""
    depth = 0
    for row in (row for row in table.elements() if row.name == "w:tr"):
        words = [tag.keyword for tag in level_tags(row, ROW)]
        depth += words.count("for") - words.count("endfor")
        if not depth and any(level_tags(cell, CELL) for cell in row.elements()):
            return row
    return None
