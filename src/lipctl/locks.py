"""Who is at work: one lipctl at a time where that matters, and the programs in which people have documents open."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lipctl.errors import FileAccessError
from lipctl.files import not_writable

_BEHIND_ALL = 2**31 - 1
"""A place in a file that no text of lipctl's reaches."""


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Let one lipctl at a time do something, ``what`` (e.g. "Mails für 2026"); the file that is locked for it only grows.

    The operating system takes the lock back when the process ends, however it ends.

    Raises:
        FileAccessError: another one is doing it, or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    except OSError as error:
        raise not_writable(path, error) from error
    with stream:
        try:
            _lock(stream.fileno())
        except OSError as error:
            raise FileAccessError(
                f"Ein anderes lipctl ist gerade dabei: {what}.",
                "Bitte warten Sie, bis es fertig ist, und wiederholen Sie dann den Befehl; was schon getan ist, geschieht nicht noch einmal.",
            ) from error
        yield


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        os.lseek(descriptor, _BEHIND_ALL, os.SEEK_SET)  # a locked place could not be read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - there is none on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locks_of(path: Path) -> list[Path]:
    """The files with which Word, Excel and LibreOffice show that somebody has a document open.

    Word puts its mark in the place of the first two letters, or of fewer where the name is short.
    """
    left_out = min(max(len(path.stem) - 6, 0), 2)
    names = dict.fromkeys((f"~${path.name}", f"~${path.name[left_out:]}", f".~lock.{path.name}#"))
    return [path.with_name(name) for name in names if path.with_name(name).exists()]


def require_closed(path: Path) -> None:
    """Refuse to replace a document that somebody has open: what is typed there and not yet saved would be lost.

    Raises:
        FileAccessError: it is open.
    """
    locks = locks_of(path)
    if locks:
        program = "Excel" if path.suffix in (".xlsx", ".csv") else "Word"
        raise FileAccessError(
            f"„{path.name}“ ist gerade in {program} oder LibreOffice geöffnet.",
            "Bitte speichern und schließen Sie die Datei und versuchen Sie es noch einmal. Hat niemand sie offen, löschen "
            f"Sie daneben die Sperrdatei „{locks[0].name}“.",
        )
