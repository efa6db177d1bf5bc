"""Safe writing: an old file is whole or the new one is, never half; and zip archives that are equal byte for byte."""

from __future__ import annotations

import errno
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from lipctl.errors import FileAccessError

_PREFIX, _SUFFIX = ".lipctl-", ".tmp"
_SECONDS_AT_WORK = 3_600
"""A temporary file that is older was left behind; a younger one may belong to another lipctl that is writing now."""
_SWEPT: set[Path] = set()
"""The folders in which this process has already removed temporary files that were left behind."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` into a temporary file beside ``path``, then put that in its place in one step.

    Raises:
        FileAccessError: the file is open in another program, there is no right to write, or the disk is full.
            Whatever was there before is still there.
    """
    write_all({path: content})


def write_all(documents: Mapping[Path, bytes]) -> None:
    """Write all documents into temporary files beside their places, and only then put each in its place.

    Raises:
        FileAccessError: as :func:`write_atomically`; no document is there in half. Where there is no right to write or no
            room for them all, whatever was there before is still there.
    """
    _write_beside(documents, Path.replace)


def write_new(path: Path, content: bytes) -> bool:
    """As :func:`write_atomically`, but only where there is no such file: of two that try at once, one gets False.

    Raises:
        FileAccessError: there is no right to write, or the disk is full.
    """
    try:
        _write_beside({path: content}, _put_where_nothing_is)
    except FileAccessError as error:
        if isinstance(error.__cause__, FileExistsError) and path.exists():
            return False
        raise
    return True


def _put_where_nothing_is(temporary: Path, path: Path) -> None:
    """Give a file its name if nothing has it; on drives without hard links two at the same moment are not told apart."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


def _write_beside(documents: Mapping[Path, bytes], put: Callable[[Path, Path], object]) -> None:
    """Write a temporary file beside each path, and put them in their places."""
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in documents.items():
            _stage(path, content, staged)
        for path, temporary in staged.items():
            put(temporary, path)
    except OSError as error:
        raise not_writable(path, error) from error
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _stage(path: Path, content: bytes, staged: dict[Path, Path]) -> None:
    """Write a document into a temporary file beside its place, which is noted before anything can fail."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    temporary = staged[path] = Path(name)
    with os.fdopen(descriptor, "wb") as stream:
        _sweep(path.parent, temporary.stat().st_mtime)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.chmod(_mode_for_new_files())


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Add lines to the end of a file that only grows. What a crash left of its last line keeps a line of its own.

    Raises:
        FileAccessError: the file is open in another program, there is no right to write, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as stream:
            is_torn = False
            if stream.seek(0, os.SEEK_END):
                stream.seek(-1, os.SEEK_END)
                is_torn = stream.read(1) != b"\n"
            stream.write("".join(["\n" * is_torn, *(f"{line}\n" for line in lines)]).encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise not_writable(path, error) from error


def _sweep(folder: Path, now: float) -> None:
    """Remove the temporary files that a killed write left behind."""
    if folder in _SWEPT:
        return
    _SWEPT.add(folder)
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if now - left.stat().st_mtime > _SECONDS_AT_WORK:
                left.unlink()


def create_folder(path: Path) -> None:
    """Make a folder and its parents if they are not there.

    Raises:
        FileAccessError: there is no right to, or a file is in the way.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileAccessError(
            f"Der Ordner „{path}“ lässt sich nicht anlegen: {reason_of(error)}.", _tip_for(error)
        ) from error


def read_bytes(path: Path) -> bytes:
    """The content of a file of the workspace.

    Raises:
        FileAccessError: it is not there or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileAccessError(f"„{path.name}“ lässt sich nicht lesen: {reason_of(error)}.", _tip_for(error)) from error


def checksum(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits."""
    return sha256(content).hexdigest()


def json_text(content: object, indent: int = 2) -> str:
    """Some JSON in lines that people can read, too."""
    return json.dumps(content, ensure_ascii=False, indent=indent)


def json_file(content: object) -> bytes:
    """The bytes of a file of JSON."""
    return f"{json_text(content, indent=1)}\n".encode()


def read_json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The objects in a file that only grows (:func:`append_lines`), with the numbers of their lines.

    A line that holds none, such as what a crash left of it, gives None. A file that is not there has no lines.

    Raises:
        FileAccessError: it cannot be read.
    """
    for number, line in enumerate(read_bytes(path).split(b"\n") if path.exists() else (), start=1):
        if line.strip():
            try:
                content = json.loads(line)
            except (ValueError, RecursionError):
                content = None
            yield number, content if isinstance(content, dict) else None


def keep_copy(path: Path, folder: Path) -> Path:
    """Keep a copy of a file in a folder, named by the day it was last changed."""
    content = read_bytes(path)
    day = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    names = (f"{path.stem} (Stand {day}{suffix}){path.suffix}" for suffix in ("", *(f", {n}" for n in range(2, 1000))))
    copy = next(folder / name for name in names if not (folder / name).exists())
    write_atomically(copy, content)
    return copy


def zip_reproducibly(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of these (name, content) pairs in this order, with fixed times and attributes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the archive tells on which system it was made
            archive.writestr(entry, content)
    return stream.getvalue()


def not_writable(path: Path, error: OSError) -> FileAccessError:
    """The error about a file that cannot be written."""
    return FileAccessError(f"„{path.name}“ lässt sich nicht schreiben: {reason_of(error)}.", _tip_for(error))


def reason_of(error: OSError) -> str:
    """The operating system's reason in German, without the path."""
    if isinstance(error, PermissionError):
        return "die Datei ist in einem anderen Programm geöffnet, oder es fehlt das Recht dazu"
    if isinstance(error, FileNotFoundError):
        return "es gibt sie nicht"
    if isinstance(error, IsADirectoryError):
        return "dort liegt ein Ordner gleichen Namens"
    if error.errno == errno.ENAMETOOLONG:
        return "der Name oder der Weg dorthin ist zu lang"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "der Datenträger ist voll"
    return (error.strerror or type(error).__name__).strip()


def _tip_for(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Bitte schließen Sie die Datei in Word oder Excel und versuchen Sie es noch einmal."
    return "Bitte prüfen Sie Ordner, Rechte und freien Speicherplatz."


def _mode_for_new_files() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
