"""The list of the files that lipctl wrote into a folder of pages: only these does it replace or remove."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lipctl.files import checksum, json_file, read_bytes
from lipctl.web.names import MANIFEST

_OWN = "lipctl publish"


class Manifest(NamedTuple):
    """What lipctl wrote, each file with its checksum, and whether it was a final version."""

    files: Mapping[str, str]
    final: bool = False

    def has_untouched(self, folder: Path, name: str) -> bool:
        """Whether a file in the folder is as lipctl wrote it."""
        return self.files.get(name) == checksum(read_bytes(folder / name))

    def as_json(self) -> bytes:
        """The bytes of the file that keeps it."""
        content = {"von": _OWN, "endgueltig": self.final, "dateien": dict(sorted(self.files.items()))}
        return json_file(content)


NOTHING_WRITTEN = Manifest({})


def manifest_of(files: Mapping[str, bytes], *, final: bool) -> Manifest:
    """The list of these files."""
    return Manifest({name: checksum(content) for name, content in files.items()}, final)


def read_manifest(folder: Path) -> Manifest:
    """What lipctl wrote into a folder; nothing, if there is no list or it is not lipctl's."""
    path = folder / MANIFEST
    if not path.is_file():
        return NOTHING_WRITTEN
    try:
        content = json.loads(read_bytes(path))
        files = {str(name): str(found) for name, found in content["dateien"].items() if Path(name).name == name}
        return Manifest(files, content["endgueltig"] is True) if content["von"] == _OWN else NOTHING_WRITTEN
    except (ValueError, TypeError, KeyError, AttributeError):
        return NOTHING_WRITTEN
