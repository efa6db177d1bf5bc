"""Which documents a command may replace unasked, and the copies it keeps of the others.

Replaced unasked is what lipctl wrote and nobody edited: a draft, a workbook of data. A final report, and a CSV, which
does not show whether somebody edited it, are replaced by the same bytes only. JSON is for programs, and always replaced.
``force`` replaces any file, and keeps a copy of it that is named by the day it was last changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lipctl.digests import EDITED, FOREIGN, is_untouched
from lipctl.errors import OutputChangedError
from lipctl.files import keep_copy, read_bytes, write_atomically
from lipctl.locks import require_closed
from lipctl.pdf.metadata import is_own
from lipctl.word.properties import is_final

_FINAL = "ist eine endgültige Fassung mit anderem Inhalt"
_OTHER = "ist schon da, hat einen anderen Inhalt"
_DATA = (".xlsx", ".csv")


def require_replaceable(documents: Mapping[Path, bytes], *, force: bool) -> list[Path]:
    """The files of which a copy has to be kept when these documents are written.

    Raises:
        OutputChangedError: there is one, and nobody said ``force``.
    """
    reasons = {path: reason for path, content in documents.items() if (reason := _why_kept(path, content))}
    reasons |= {
        path: reasons.get(path, _FINAL)
        for path in documents
        if path.suffix == ".pdf" and path.exists() and reasons.get(path.with_suffix(".docx")) == _FINAL
    }
    if reasons and not force:
        path, reason = next(iter(reasons.items()))
        raise OutputChangedError(
            f"„{path.name}“ {reason} und wird nicht überschrieben.",
            f"Mit --force wird {'die Datei' if path.suffix.casefold() in _DATA else 'der Bericht'} neu geschrieben; eine Kopie der "
            "vorhandenen Datei bleibt daneben liegen.",
        )
    return list(reasons)


def replace_documents(documents: Mapping[Path, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write the documents, and return the copies that were kept of what they replaced.

    Raises:
        OutputChangedError: as :func:`require_replaceable`; then nothing is written.
        FileAccessError: one is open in another program, or cannot be written.
    """
    for path in documents:
        if path.suffix != ".json":
            require_closed(path)
    copies = tuple(keep_copy(path, path.parent) for path in require_replaceable(documents, force=force))
    for path, content in documents.items():
        write_atomically(path, content)
    return copies


def _why_kept(path: Path, content: bytes) -> str:
    """Why a file must not be replaced unasked; "" if it may be."""
    ending = path.suffix.casefold()
    if ending == ".json" or not path.exists():
        return ""
    old = read_bytes(path)
    if old == content:
        return ""
    if ending == ".csv":
        return _OTHER
    if ending == ".pdf":
        return "" if is_own(old) else FOREIGN
    untouched = is_untouched(old)
    if untouched is None:
        return FOREIGN
    return EDITED if not untouched else _FINAL if ending not in _DATA and is_final(old) else ""
