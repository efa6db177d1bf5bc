"""Tables of the PDF say what they show and which cells name their rows (ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5).

LibreOffice tags the heads of columns. It knows neither Word's description of a table nor that a first column holds heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lipctl.pdf.structure import elements, kids

if TYPE_CHECKING:
    import pikepdf


def describe_tables(pdf: pikepdf.Pdf, tables: Sequence[tuple[str, bool]]) -> None:
    """Tell each table its summary, and make heads of its first column where it has some: (summary, has row heads) in order.

    If the PDF has another number of tables than the document, all stay as they are.
    """
    found = [element for element in elements(pdf) if element["/S"] == "/Table"]
    if len(found) != len(tables):
        return
    for table, (summary, has_row_heads) in zip(found, tables, strict=True):
        if summary:
            _add(table, Summary=summary)
        for row in filter(lambda child: child.get("/S") == "/TR", kids(table) if has_row_heads else ()):
            _make_head(kids(row)[0])


def _make_head(cell: Any) -> None:
    import pikepdf

    if cell.get("/S") == "/TD":
        cell["/S"] = pikepdf.Name.TH
        _add(cell, Scope=pikepdf.Name.Row)


def _add(element: Any, **attributes: Any) -> None:
    """Add attributes of tables to those that an element has (ISO 32000-1, 14.7.5)."""
    import pikepdf

    old = element.get("/A")
    others = [] if old is None else list(old) if isinstance(old, pikepdf.Array) else [old]
    own = pikepdf.Dictionary(O=pikepdf.Name.Table, **attributes)
    element["/A"] = pikepdf.Array([*others, own])
