"""The report as an accessible PDF: PDF/UA-1 and PDF/A-2b (docs/decisions/0008).

Word's room makes a document for the program that lays out the pages, LibreOffice makes a PDF of it, and the PDF's room
mends what is missing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lipctl.word.properties import Properties


def require_pdf(search_path: str) -> Path:
    """The program that lays out the pages; asked for before any work is done.

    Args:
        search_path: where programs are looked for, as in the environment's PATH.

    Raises:
        PdfError: something that a PDF needs is not installed.
    """
    from lipctl.pdf.office import find_office
    from lipctl.pdf.repair import require_library

    require_library()
    return find_office(search_path)


def make_pdf(office: Path, document: bytes, properties: Properties) -> bytes:
    """The PDF of a document that was rendered with ``paged``.

    Raises:
        PdfError: LibreOffice wrote none.
    """
    from lipctl.pdf.office import convert
    from lipctl.pdf.repair import About, mend
    from lipctl.word.alt_text import chart_texts

    about = About(
        properties.title, properties.as_of, properties.subject, properties.language, tuple(chart_texts(document))
    )
    return mend(convert(office, document), about)


def is_own_pdf(data: bytes) -> bool:
    """Whether a PDF is as lipctl wrote it."""
    from lipctl.pdf.identity import is_own

    return is_own(data)
