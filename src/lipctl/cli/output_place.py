"""Where a document is written that an option such as ``--output`` names a place for, and where none may be written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import typer

from lipctl.cli.options import session_of

if TYPE_CHECKING:
    from lipctl.workspace import Workspace


class Document(NamedTuple):
    """What is to be written, in the words of the sentences that refuse a place.

    ``example`` is a good name for it. ``instead`` says how files with other endings are written.
    """

    example: str
    not_there: str
    name_of: str
    other_ending: str
    instead: Mapping[str, str] = MappingProxyType({})


REPORT = Document(
    "bericht.docx", "kommt kein Bericht", "des Berichts", "Der Bericht ist ein Word-Dokument; sein Name endet auf .docx",
    {".pdf": "Der Bericht ist ein Word-Dokument (.docx); das PDF daneben schreibt --pdf."},
)  # fmt: skip
DATA = {
    kind: Document(f"daten.{kind}", "kommen keine Daten", "der Datei", f"Der Name endet bei diesem Format auf .{kind}")
    for kind in ("xlsx", "csv", "json")
}
STATUS = Document("stand.xlsx", "kommt keine Mappe", "der Mappe", "Die Mappe ist für Excel; ihr Name endet auf .xlsx")

HISTORY = STATUS._replace(example="verlauf.xlsx")
ENCLOSURE = Document(
    "verlauf.docx",
    "kommt kein Dokument",
    "des Dokuments",
    "Die Beilage ist ein Word-Dokument; ihr Name endet auf .docx",
)


def place_for(ctx: typer.Context, option: str, named: Path | None, document: Document) -> Path | None:
    """Where a document goes, as an option has named it; None where it names nothing.

    Raises:
        typer.BadParameter: it cannot be written there.
    """
    if named is None:
        return None
    session = session_of(ctx)
    place = session.start / named
    if fault := _why_not_there(named, place.resolve(), session.workspace, document):
        raise typer.BadParameter(fault, ctx, param_hint=f"'{option}'")
    return place


def _why_not_there(output: Path, place: Path, workspace: Workspace, document: Document) -> str:
    """Why a document cannot be written to a place, which was named as ``output``; "" if it can."""
    from lipctl.settings.keys import FILE_NAME

    ending = Path(document.example).suffix
    for own in (workspace.data, workspace.templates, workspace.root / FILE_NAME):
        if place.is_relative_to(own.resolve()):
            return (
                f"„{own.name}“ gehört Ihnen; dorthin {document.not_there}. Bitte nennen Sie einen anderen Ort, "
                f"z. B. {document.example}."
            )
    if place.is_dir():
        return f"„{output}“ ist ein Ordner. Bitte nennen Sie auch den Namen {document.name_of}: {output / document.example}."
    given = place.suffix.casefold()
    if given in document.instead:
        return document.instead[given]
    if given != ending:
        return f"{document.other_ending}: {output.with_suffix(ending)}."
    return ""
