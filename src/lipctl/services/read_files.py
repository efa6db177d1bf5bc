"""Reading many files: alone, or from a certain number on together with helpers, each a process with a share of them.

What a file holds does not depend on any other file, so nothing but time changes. A helper that fails costs nothing
either: then its share is read here. Why processes of our own, and from how many files on: docs/decisions/0011.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lipctl.excel.responses import Expected, FileReading, read_response
from lipctl.files import reason_of
from lipctl.findings import finding
from lipctl.model import MeasureNumber, Place
from lipctl.workspace import Workspace

if TYPE_CHECKING:
    from lipctl.excel.by_label import Labels

SHARE = 100
"""A helper is worth its start from about this many files on."""
MOST_HELPERS = 3


class File(NamedTuple):
    """A file to be read, and the name that findings give it."""

    path: Path
    name: str


class Job(NamedTuple):
    """What a helper has to know. ``numbers`` are the plan's, each with the id of the responsible department."""

    root: Path
    year: int
    numbers: Mapping[MeasureNumber, str]
    files: Sequence[File]


class Opened(NamedTuple):
    """A file that was opened: its SHA-256 ("" if it could not be), and what it holds.

    ``reading`` is None for a file that is another one's copy, byte for byte, among those read before it.
    """

    file: File
    checksum: str
    reading: FileReading | None


def read_files(job: Job) -> Iterator[Opened]:
    """Read all of the job's files, in their order."""
    shares = _shares(job.files, _helpers(len(job.files)))
    with ExitStack() as running:
        helpers = [running.enter_context(_Helper(job._replace(files=share))) for share in shares[1:]]
        yield from read_share(job._replace(files=shares[0]))
        for helper in helpers:
            yield from helper.opened()


def read_share(job: Job) -> Iterator[Opened]:
    """Read the job's files here, one after the other."""
    expected = Expected(Workspace(job.root).settings.plan_id, job.year, _labels_for(job.root), job.numbers)
    seen: set[str] = set()
    for file in job.files:
        try:
            content = file.path.read_bytes()
        except OSError as error:
            told = [finding("LIP201", places=[Place(file.name)], reason=reason_of(error))]
            yield Opened(file, "", FileReading(None, {}, told))
            continue
        checksum = sha256(content).hexdigest()
        yield Opened(file, checksum, None if checksum in seen else read_response(content, file.name, expected))
        seen.add(checksum)


class _Helper:
    """A process that reads a share; its results wait there until they are asked for."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._process = _start(job)

    def __enter__(self) -> _Helper:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:
                pass  # closes the pipes, and waits

    def opened(self) -> Iterator[Opened]:
        """What the helper read; what it did not is read here."""
        import pickle

        told = self._process.stdout.read() if self._process and self._process.stdout else b""
        if self._process and self._process.wait() == 0:
            yield from pickle.loads(told)  # noqa: S301 - from our own process
        else:
            yield from read_share(self._job)


def _start(job: Job) -> subprocess.Popen[bytes] | None:
    """A helper at work on its job; None where there can be none, or it is gone already."""
    import pickle

    command = [sys.executable, "-I", "-m", "lipctl.services.read_worker"]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    except OSError:
        return None
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    try:
        with process.stdin as stream:
            pickle.dump(job, stream, pickle.HIGHEST_PROTOCOL)
    except OSError:
        process.kill()
    return process


def _helpers(files: int) -> int:
    """How many processes help with so many files."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_HELPERS, processors - 1, files // SHARE - 1) if sys.executable and files >= 2 * SHARE else 0


def _shares(files: Sequence[File], helpers: int) -> list[Sequence[File]]:
    """The files in as many shares of about the same size as there are readers, in order."""
    readers = helpers + 1
    bounds = [len(files) * number // readers for number in range(readers + 1)]
    return [files[start:end] for start, end in pairwise(bounds)]


def _labels_for(root: Path) -> Callable[[], Labels]:
    def labels() -> Labels:
        from lipctl.excel.form_words import labels_of

        return labels_of(Workspace(root).settings)

    return labels
