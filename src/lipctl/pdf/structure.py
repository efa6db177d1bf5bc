"""Walks through the structure of a tagged PDF (ISO 32000-1, 14.7): elements with a type ``/S`` and their children ``/K``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in the order of the document."""
    yield from below(pdf.Root.StructTreeRoot)


def below(element: Any) -> Iterator[Any]:
    """Every element below this one, in the order of the document."""
    waiting = kids(element)[::-1]
    while waiting:
        child = waiting.pop()
        if is_dictionary(child) and "/S" in child:
            yield child
            waiting += kids(child)[::-1]


def kids(element: Any) -> list[Any]:
    """The children of an element: elements, references to annotations, numbers of marked content."""
    import pikepdf

    children = element.get("/K") if is_dictionary(element) else None
    if children is None:
        return []
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def is_dictionary(item: Any) -> bool:
    """Whether a thing inside a PDF has keys."""
    import pikepdf

    return isinstance(item, pikepdf.Dictionary)


def links_in(element: Any) -> list[Any]:
    """The annotations of links that belong to a ``/Link`` element and lead to places in the document."""
    found = []
    for piece in kids(element):
        link = piece.get("/Obj") if is_dictionary(piece) else None
        if link is not None and "/Dest" in link:
            found.append(link)
    return found
