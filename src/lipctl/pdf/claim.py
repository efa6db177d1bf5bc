"""Whether a PDF may say of itself that anybody can read it: what PDF/UA-1 (ISO 14289-1) asks, as far as it shows in the file.

A validator looks deeper; this is what newer versions of LibreOffice have been found to leave out, or may. A PDF with a
fault is as good as it can be, but it does not claim to be accessible.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lipctl.pdf.structure import elements

if TYPE_CHECKING:
    import pikepdf

_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """What keeps a PDF from being accessible, as German sentences; empty if nothing was found."""
    return list(dict.fromkeys(_faults(pdf)))


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root or not _entry(pdf.Root, "/MarkInfo", "/Marked"):
        yield "Die Strukturen für Vorleseprogramme fehlen (ISO 14289-1, 7.1)."
        return
    if not _entry(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "Der Titel wird nicht angezeigt (ISO 14289-1, 7.1)."
    for page in pdf.pages:
        links: Any = page.obj.get("/Annots", ())
        if not all(_is_said(link, "/Contents") for link in links):
            yield "Verweise sagen nicht, wohin sie führen (ISO 14289-1, 7.18.5)."
    for element in elements(pdf):
        if element["/S"] == "/Figure" and not _is_said(element, "/Alt"):
            yield "Ein Bild oder Diagramm hat keinen Alternativtext (ISO 14289-1, 7.3)."
    if any(map(_is_font_without_file, pdf.objects)):
        yield "Eine Schrift ist nicht eingebettet (ISO 14289-1, 7.21.4)."


def _entry(root: Any, group: str, key: str) -> bool:
    return bool(group in root and root[group].get(key))


def _is_said(thing: Any, key: str) -> bool:
    return bool(str(thing.get(key, "")).strip())


def _is_font_without_file(thing: Any) -> bool:
    import pikepdf

    is_font = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    return is_font and not any(key in thing for key in _EMBEDDED)
