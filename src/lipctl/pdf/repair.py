"""Repairs what LibreOffice leaves undone in an accessible PDF.

Each repair looks for the fault first and leaves alone what a newer LibreOffice does right. Found with LibreOffice 7.4 and
veraPDF; the clauses are those of ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lipctl.pdf.metadata import set_metadata, set_profile_time, with_digest

if TYPE_CHECKING:
    import pikepdf

_BEGIN, _END = ("BMC", "BDC"), "EMC"
_DRAWING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
_CONTENT = frozenset({"Tj", "TJ", "'", '"', "Do", "BI", "INLINE IMAGE", "EI"})


@dataclass(frozen=True, slots=True)
class About:
    """What the document knows and the PDF has to say. ``figures`` are the alternative texts of its charts, in order."""

    title: str
    as_of: date
    subject: str = ""
    language: str = "de-DE"
    figures: Sequence[str] = ()


def mend(data: bytes, about: About) -> bytes:
    """The repaired PDF. The same input gives the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj["/Tabs"] = pikepdf.Name.S  # 7.18.3: LibreOffice 7.4 writes a string
            _mark_decoration(pdf, page)
        pdf.Root["/Lang"] = pikepdf.String(about.language)
        _describe_figures(pdf, about.figures)
        _structure_contents(pdf)
        set_profile_time(pdf, about.as_of)
        set_metadata(pdf, about.title, about.subject, about.as_of, about.language)
        for key in ("/ID", "/DocChecksum"):  # both made of the clock
            if key in pdf.trailer:
                del pdf.trailer[key]
        target = io.BytesIO()
        pdf.save(
            target, static_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return with_digest(target.getvalue())


def _mark_decoration(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark lines and shadings of paragraphs as artifacts (7.1). Text outside of all marks is left as it is."""
    import pikepdf

    artifact = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator(_END))
    result: list[Any] = []
    loose: list[Any] = []
    depth, changed = 0, False

    def flush() -> None:
        nonlocal changed
        words = {str(instruction.operator) for instruction in loose}
        wrap = bool(words & _DRAWING) and not words & _CONTENT
        changed |= wrap
        result.extend([artifact, *loose, end] if wrap else loose)
        loose.clear()

    for instruction in pikepdf.parse_content_stream(page):
        word = str(instruction.operator)
        if word in _BEGIN:
            if depth == 0:
                flush()
            depth += 1
        (result if depth else loose).append(instruction)
        depth -= word == _END
    flush()
    if changed:
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(result))


def _describe_figures(pdf: pikepdf.Pdf, texts: Sequence[str]) -> None:
    """Give charts their alternative texts (7.3). LibreOffice 7.4 loses them; other pictures keep theirs."""
    import pikepdf

    bare = [item for item in _structure(pdf) if item.get("/S") == "/Figure" and not str(item.get("/Alt", "")).strip()]
    for figure, text in zip(bare, texts, strict=False):
        figure["/Alt"] = pikepdf.String(text)


def _structure_contents(pdf: pikepdf.Pdf) -> None:
    """Group the entries of the table of contents as TOC and TOCI (ISO 32000-1, 14.8.4.2), and say where each link leads.

    The entries are the first paragraphs in a row with links into the document. LibreOffice tags them only inside of a TOC
    field, and there it does not look up page numbers.
    """
    import pikepdf

    for parent in _structure(pdf):
        children = list(_kids(parent))
        entries = _first_run([bool(_inner_links(child)) for child in children])
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
            first, *others = _inner_links(child)
            for other in others:
                other["/Contents"] = pikepdf.String(f"{first.get('/Contents', '')}, Seite {other.get('/Contents', '')}")
        contents["/K"] = pikepdf.Array(items)
        kids = [*children[: entries.start], contents, *children[entries.stop :]]
        parent["/K"] = pikepdf.Array(kids)
        return


def _first_run(flags: Sequence[bool]) -> range | None:
    if True not in flags:
        return None
    start = flags.index(True)
    stop = next((place for place in range(start, len(flags)) if not flags[place]), len(flags))
    return range(start, stop)


def _inner_links(element: Any) -> list[Any]:
    """The links inside a paragraph that lead to places in the document."""
    found = []
    for child in _kids(element):
        if _is_dictionary(child) and child.get("/S") == "/Link":
            for piece in _kids(child):
                link = piece.get("/Obj") if _is_dictionary(piece) else None
                if link is not None and "/Dest" in link:
                    found.append(link)
    return found


def _structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in the order of the document."""
    waiting = list(_kids(pdf.Root.StructTreeRoot))[::-1]
    while waiting:
        element = waiting.pop()
        if _is_dictionary(element) and "/S" in element:
            yield element
            waiting += list(_kids(element))[::-1]


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K") if _is_dictionary(element) else None
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_dictionary(item: Any) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Dictionary)
