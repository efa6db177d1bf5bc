"""Reading many files: alone, or from a certain number on together with helpers, each a process of its own.

What a file holds does not depend on any other file, so nothing but time changes. Whoever has nothing to do takes the next
few files; a helper that fails costs nothing, for what it had taken is read here. Why processes of our own, and from how
many files on: docs/decisions/0011.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lipctl.files import reason_of
from lipctl.findings import Place, finding
from lipctl.numbers import MeasureNumber

if TYPE_CHECKING:
    from lipctl.responses.by_label import Labels
    from lipctl.responses.form_reader import Expected, FileReading
    from lipctl.responses.helpers import Helpers

WORTH_A_HELPER = 100
"""A helper is worth its start where there are so many files for each that reads."""
MOST_HELPERS = 3
SHARE = 8
"""How many files are taken at once."""
LENGTH = 8
"""How many bytes tell the length of what a helper answers."""

Numbers = Mapping[MeasureNumber, str]
"""The numbers of a year's plan, each with the id of the responsible department ("" for none)."""


class File(NamedTuple):
    """A file to be read, and the name that findings give it."""

    path: Path
    name: str


class Opened(NamedTuple):
    """A file that was opened: its name, its SHA-256 ("" if it could not be), and what it holds.

    ``reading`` is None for a file that is another one's copy, byte for byte, among those read together with it.
    """

    name: str
    checksum: str
    reading: FileReading | None


class Reading:
    """The files of a year being read. Helpers are at work from the start until it is closed."""

    def __init__(self, root: Path, plan: str, year: int, files: Sequence[File]) -> None:
        self._about = root, plan, year
        self._shares = [files[start : start + SHARE] for start in range(0, len(files), SHARE)]
        self._waiting = deque(range(len(self._shares)))
        self._helpers = self._start(_helpers(len(files)))

    def _start(self, helpers: int) -> Helpers | None:
        if not helpers:
            return None
        from lipctl.responses.helpers import Helpers

        return Helpers(helpers, self._about, self._shares, self.take)

    def close(self) -> None:
        """Send the helpers away."""
        if self._helpers:
            self._helpers.close()

    def take(self) -> int | None:
        """The number of a share that nobody has taken; None if there is none left."""
        try:
            return self._waiting.popleft()
        except IndexError:
            return None

    def opened(self, numbers: Callable[[], Numbers]) -> Iterator[Opened]:
        """All of the files, in their order. ``numbers`` are asked for where a file cannot be read without them."""
        expected = expected_of(*self._about, numbers)
        read: dict[int, Sequence[Opened]] = {}
        for number, files in enumerate(self._shares):
            while number not in read:
                taken = None if self._helpers and self._helpers.have(number) else self.take()
                if taken is not None:
                    read[taken] = read_share(self._shares[taken], expected)
                else:
                    told = self._helpers.told(number) if self._helpers else None
                    read[number] = read_share(files, expected) if told is None else told
            yield from read.pop(number)


def read_share(files: Sequence[File], expected: Expected) -> list[Opened]:
    """Read these files here, one after the other."""
    from lipctl.responses.form_reader import FileReading, read_response

    opened: list[Opened] = []
    seen: set[str] = set()
    for file in files:
        try:
            content = file.path.read_bytes()
        except OSError as error:
            told = [finding("LIP201", places=[Place(file.name)], reason=reason_of(error))]
            opened.append(Opened(file.name, "", FileReading(None, {}, told)))
            continue
        checksum = sha256(content).hexdigest()
        reading = None if checksum in seen else read_response(content, file.name, expected)
        opened.append(Opened(file.name, checksum, reading))
        seen.add(checksum)
    return opened


def expected_of(root: Path, plan: str, year: int, numbers: Callable[[], Numbers]) -> Expected:
    """What the files of a round are read with."""
    from lipctl.responses.form_reader import Expected

    def labels() -> Labels:
        from lipctl.forms.wording import labels_of
        from lipctl.workspace import Workspace

        return labels_of(Workspace(root).settings)

    return Expected(plan, year, labels, numbers)


def _helpers(files: int) -> int:
    """How many processes help with so many files."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(0, min(MOST_HELPERS, processors - 1, files // WORTH_A_HELPER - 1)) if sys.executable else 0
