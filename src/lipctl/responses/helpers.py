"""Processes that read files beside this one (:mod:`lipctl.responses.read_worker`), and what they tell."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING

from lipctl.responses.read_files import LENGTH

if TYPE_CHECKING:
    from lipctl.responses.read_files import File, Opened


class Helpers:
    """Processes at work: each takes a share, reads it, tells what is in it, and takes the next one.

    A thread for each hands out the work, so that it goes on whatever is done here meanwhile.
    """

    def __init__(
        self,
        count: int,
        about: tuple[Path, str, int],
        shares: Sequence[Sequence[File]],
        take: Callable[[], int | None],
    ) -> None:
        self._shares, self._take = shares, take
        self._told: dict[int, bytes] = {}
        self._changed = Condition()
        self._processes = [process for process in (_start(about) for _ in range(count)) if process]
        self._threads = [Thread(target=self._serve, args=(process,), daemon=True) for process in self._processes]
        for thread in self._threads:
            thread.start()

    def have(self, number: int) -> bool:
        """Whether a helper is done with this share, well or not."""
        return number in self._told

    def told(self, number: int) -> list[Opened] | None:
        """What is in a share that a helper has taken, once it is read; None if the helper failed."""
        with self._changed:
            self._changed.wait_for(lambda: number in self._told)
        told = self._told.pop(number)
        return pickle.loads(told) if told else None  # noqa: S301 - from our own process

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for process in self._processes:
            process.kill()
        for thread, process in zip(self._threads, self._processes, strict=True):
            thread.join()
            with suppress(OSError), process:
                pass  # closes the pipes, and waits

    def _serve(self, process: subprocess.Popen[bytes]) -> None:
        told: bytes | None = None
        while told != b"" and (number := self._take()) is not None:
            try:
                told = _ask(process, self._shares[number])
            except Exception:  # whatever it is, somebody waits for an answer
                told = b""
            with self._changed:
                self._told[number] = told
                self._changed.notify()


def _start(about: tuple[Path, str, int]) -> subprocess.Popen[bytes] | None:
    """A helper; None where there can be none."""
    command = [sys.executable, "-I", "-m", "lipctl.responses.read_worker", *map(str, about)]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    except OSError:
        return None


def _ask(process: subprocess.Popen[bytes], files: Sequence[File]) -> bytes:
    """What a helper says of these files; b"" if it is gone."""
    requests, answers = process.stdin, process.stdout
    assert requests is not None  # noqa: S101 - pipes were asked for
    assert answers is not None  # noqa: S101
    pickle.dump(files, requests, pickle.HIGHEST_PROTOCOL)
    requests.flush()
    length = int.from_bytes(answers.read(LENGTH), "big")
    told = answers.read(length)
    return told if len(told) == length else b""
