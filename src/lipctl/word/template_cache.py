"""Compiled templates, kept from one run to the next in a folder of the user's own (docs/decisions/0010).

To load an entry is to run code from it, past Jinja2's sandbox. So the folder must be one that nobody else can write
into, and never lies in a workspace, which may come from anybody. A cache never stands in the way: what cannot be read
or written, or is damaged, is as if it were not there.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import jinja2

from lipctl import version
from lipctl.word.compiled import Compiled, from_bytes

_SUFFIX = ".template"
_KEPT = 8
_DIGEST = 32


class TemplateCache:
    """The compiled templates in this folder, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, template: bytes) -> Compiled | None:
        """The compiled form of a template; None if it is not there."""
        try:
            with self._entry(template).open("rb") as stream:
                if not (_is_ours(self._folder.stat()) and _is_ours(os.fstat(stream.fileno()))):
                    return None
                entry = stream.read()
        except OSError:
            return None
        # marshal may crash on what it did not write itself: a damaged entry must not come that far.
        digest, content = entry[:_DIGEST], entry[_DIGEST:]
        return from_bytes(content) if sha256(content).digest() == digest else None

    def store(self, template: bytes, compiled: Compiled) -> None:
        """Keep the compiled form of a template, and no more than the newest few."""
        content = compiled.to_bytes()
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(self._folder.stat()):
                return
            descriptor, name = tempfile.mkstemp(suffix=_SUFFIX, dir=self._folder)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(sha256(content).digest() + content)
            Path(name).replace(self._entry(template))
            by_age = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for old in by_age[_KEPT:]:
                old.unlink()

    def _entry(self, template: bytes) -> Path:
        return self._folder / f"{_key(template)}{_SUFFIX}"


def _is_ours(status: os.stat_result) -> bool:
    """Whether only this user can have written it. Windows keeps other users out of the folder by its own means."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _key(template: bytes) -> str:
    """Names the template and everything that had a hand in compiling it.

    This room's files are among it with size and time, as in Python's own cache: whoever changes lipctl, or goes from
    one commit to another, keeps the version and must not get the old code's work.
    """
    files = sorted(Path(__file__).parent.glob("*.py"))
    makers = [version.__version__, jinja2.__version__, sys.implementation.cache_tag, MAGIC_NUMBER.hex()]
    makers += [f"{file.name} {(status := file.stat()).st_size} {status.st_mtime_ns}" for file in files]
    return sha256("\n".join([sha256(template).hexdigest(), *map(str, makers)]).encode()).hexdigest()
