"""``abschluss.json``: writing it once, and reading it only as it was written.

Canonical JSON: UTF-8, keys in order, no blanks between them. ``checksum`` is the SHA-256 of the same JSON without that
key. ``version`` is :data:`VERSION`; a newer lipctl reads every older one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lipctl.closing.codec import decode, encode
from lipctl.closing.model import Closing
from lipctl.errors import RoundError, SettingsError
from lipctl.files import checksum, read_bytes, write_new
from lipctl.settings.reading import parse_settings
from lipctl.workspace import Workspace

FORMAT, VERSION = "lipctl-abschluss", 1


def write_closing(workspace: Workspace, closing: Closing) -> None:
    """Write the file of a year that has none.

    Raises:
        RoundError: it has one.
        FileAccessError: it cannot be written.
    """
    content = {"format": FORMAT, "version": VERSION, **encode(closing)}
    sealed = content | {"checksum": checksum_of(content)}
    if not write_new(workspace.closing(closing.year), canonical(sealed)):
        raise already_closed(workspace, closing.year)


def already_closed(workspace: Workspace, year: int) -> RoundError:
    """The refusal to close a year twice."""
    return RoundError(
        f"{year} ist schon abgeschlossen; „{workspace.relative(workspace.closing(year))}“ bleibt, wie es ist.",
        f"Korrekturen kommen als Nachtrag dazu: lipctl close {year} --addendum NUMMER --field FELD --text-file DATEI "
        "--reason GRUND.",
    )


def require_open(workspace: Workspace, year: int, instead: str = "") -> None:
    """Refuse to ask or to change anything in a closed year.

    Raises:
        RoundError: it is closed.
    """
    if workspace.is_closed(year):
        tip = f"Was noch zu {year} zu sagen ist, kommt als Nachtrag dazu: lipctl close {year} --addendum NUMMER …"
        raise RoundError(f"{year} ist abgeschlossen; {instead or 'es wird nichts mehr abgefragt'}.", tip)


def read_closing(workspace: Workspace, year: int) -> Closing | None:
    """What is kept of a year; None if it is not closed.

    Raises:
        RoundError: the file is damaged, was edited, or belongs to another year or a newer lipctl.
        FileAccessError: it cannot be read.
    """
    path = workspace.closing(year)
    if not workspace.is_closed(year):
        return None
    if not path.exists():
        raise _unusable(workspace, path, f"fehlt, obwohl es Nachträge zu {year} gibt")
    try:
        content: dict[str, Any] = json.loads(read_bytes(path))
        kind, version, sealed = content["format"], content["version"], content.pop("checksum")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unusable(workspace, path, "ist beschädigt oder kein Abschluss") from error
    if kind != FORMAT:
        raise _unusable(workspace, path, "ist kein Abschluss")
    if isinstance(version, int) and version > VERSION:
        raise RoundError(
            f"„{workspace.relative(path)}“ hat die Fassung {version}; diese lipctl liest bis {VERSION}.",
            "Bitte nehmen Sie eine neuere Version von lipctl.",
        )
    if sealed != checksum_of(content):
        raise _unusable(workspace, path, "wurde seit dem Abschluss verändert")
    try:
        closing: Closing = decode(Closing, content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(workspace, path, "ist beschädigt") from error
    try:
        parse_settings(closing.settings)
    except SettingsError as error:
        raise by_another_version(f"Die Einstellungen in „{workspace.relative(path)}“", closing.lipctl) from error
    if closing.year != year:
        raise _unusable(workspace, path, f"gehört zum Jahr {closing.year}")
    return closing.with_columns()


def by_another_version(what: str, version: str = "") -> RoundError:
    """The refusal of something that is whole, but that this version cannot read."""
    made_by = f", mit der das Jahr abgeschlossen wurde ({version})" if version else ", die ihn geschrieben hat"
    return RoundError(
        f"{what} kann diese lipctl nicht lesen.", f"Bitte nehmen Sie die Version von lipctl{made_by}, oder eine neuere."
    )


def canonical(content: object) -> bytes:
    """JSON in its one spelling."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def checksum_of(content: object) -> str:
    """The SHA-256 of JSON in its one spelling."""
    return checksum(canonical(content))


def _unusable(workspace: Workspace, path: Path, what: str) -> RoundError:
    return RoundError(
        f"„{workspace.relative(path)}“ {what}.",
        "Bitte stellen Sie die Datei aus der Datensicherung wieder her. Sie wird nie von Hand geändert; Korrekturen sind "
        "Nachträge.",
    )
