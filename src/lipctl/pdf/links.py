"""Links inside the PDF say where they lead (ISO 14289-1, 7.18.5), and those of the table of contents are grouped as such.

LibreOffice 7.4 gives each link its own words. LibreOffice 25.2 gives a link none, and the page number of the contents
the name of a bookmark; there the words come from the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lipctl.pdf.structure import elements, kids, links_in

if TYPE_CHECKING:
    import pikepdf


def describe_links(pdf: pikepdf.Pdf, links: Sequence[tuple[str, str]]) -> None:
    """Give links without words the words of the document's links: (target, words) in order.

    A link that runs over two lines is two links in the PDF. Links in a row to the same place count as one here and there;
    should the document have others than the PDF, the words are the page.
    """
    silent = [link for element in elements(pdf) if element["/S"] == "/Link" for link in links_in(element)
              if not _said(link)]  # fmt: skip
    targets = [list(group) for _, group in groupby(silent, key=lambda link: link["/Dest"].unparse())]
    words = [next(group)[1] for _, group in groupby(links, key=lambda link: link[0])]
    pages = _page_numbers(pdf)
    for place, group in enumerate(targets):
        for link in group:
            page = f"Seite {_page(link, pages)}"
            _say(link, words[place] or page if len(words) == len(targets) else page)


def structure_contents(pdf: pikepdf.Pdf, bookmarks: Sequence[str]) -> None:
    """Group the entries of the table of contents as TOC and TOCI (ISO 32000-1, 14.8.4.2), and say where each link leads.

    The entries are the first paragraphs in a row with links into the document. LibreOffice tags them only inside of a TOC
    field, and there it does not look up page numbers. ``bookmarks`` are the names that are no words of a link.
    """
    import pikepdf

    pages = _page_numbers(pdf)
    for parent in elements(pdf):
        children = kids(parent)
        entries = _first_run([bool(_links_below(child)) for child in children])
        if not entries:
            continue
        contents = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.TOC, P=parent))
        items = []
        for child in children[entries.start : entries.stop]:
            item = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.StructElem, S=pikepdf.Name.TOCI, P=contents, K=pikepdf.Array([child])
                )
            )
            child["/P"] = item
            items.append(item)
            first, *others = _links_below(child)
            for other in others:
                number = str(_page(other, pages)) if _said(other) in bookmarks else _said(other)
                if number.isdecimal():  # otherwise it is the entry's second line
                    _say(other, f"{_said(first)}, Seite {number}")
        contents["/K"] = pikepdf.Array(items)
        parent["/K"] = pikepdf.Array([*children[: entries.start], contents, *children[entries.stop :]])
        return


def _links_below(paragraph: Any) -> list[Any]:
    return [link for child in kids(paragraph) for link in links_in(child)]


def _first_run(flags: Sequence[bool]) -> range | None:
    if True not in flags:
        return None
    start = flags.index(True)
    stop = next((place for place in range(start, len(flags)) if not flags[place]), len(flags))
    return range(start, stop)


def _said(link: Any) -> str:
    return str(link.get("/Contents", "")).strip()


def _say(link: Any, words: str) -> None:
    import pikepdf

    link["/Contents"] = pikepdf.String(words)


def _page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def _page(link: Any, pages: dict[tuple[int, int], int]) -> int:
    return pages[link["/Dest"][0].objgen]
