"""Repairs what LibreOffice leaves undone in an accessible PDF.

Each repair looks for the fault first and leaves alone what another LibreOffice does right. Found with LibreOffice 7.4 and
25.2 and veraPDF; the clauses are those of ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lipctl.pdf.claim import faults
from lipctl.pdf.links import describe_links, structure_contents
from lipctl.pdf.metadata import set_metadata, set_profile_time, with_digest
from lipctl.pdf.structure import elements
from lipctl.pdf.tables import describe_tables

if TYPE_CHECKING:
    import pikepdf

_BEGIN, _END = ("BMC", "BDC"), "EMC"
_DRAWING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
_CONTENT = frozenset({"Tj", "TJ", "'", '"', "Do", "BI", "INLINE IMAGE", "EI"})


@dataclass(frozen=True, slots=True)
class About:
    """What the document knows and the PDF has to say.

    Attributes:
        title: the document's title; ``subject`` says of what, ``as_of`` of which day, ``language`` in which language.
        figures: the alternative texts of the charts, in order.
        links: the targets and words of the links inside the document, in order.
        tables: the summary of each table and whether its first column holds heads, in order.
    """

    title: str
    as_of: date
    subject: str = ""
    language: str = "de-DE"
    figures: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    tables: Sequence[tuple[str, bool]] = ()


class Mended(NamedTuple):
    """A repaired PDF, and what still keeps it from being accessible, as German sentences; then it does not claim to be."""

    data: bytes
    faults: tuple[str, ...] = ()


def mend(data: bytes, about: About) -> Mended:
    """The repaired PDF. The same input gives the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj["/Tabs"] = pikepdf.Name.S  # 7.18.3: LibreOffice 7.4 writes a string
            _mark_decoration(pdf, page)
        pdf.Root["/Lang"] = pikepdf.String(about.language)
        _describe_figures(pdf, about.figures)
        describe_links(pdf, about.links)
        structure_contents(pdf, [target for target, _ in about.links])
        describe_tables(pdf, about.tables)
        set_profile_time(pdf, about.as_of)
        left = tuple(faults(pdf))
        set_metadata(pdf, about.title, about.subject, about.as_of, about.language, accessible=not left)
        for key in ("/ID", "/DocChecksum"):  # both made of the clock
            if key in pdf.trailer:
                del pdf.trailer[key]
        target = io.BytesIO()
        pdf.save(
            target, static_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return Mended(with_digest(target.getvalue()), left)


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

    bare = [item for item in elements(pdf) if item.get("/S") == "/Figure" and not str(item.get("/Alt", "")).strip()]
    for figure, text in zip(bare, texts, strict=False):
        figure["/Alt"] = pikepdf.String(text)
