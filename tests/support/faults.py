"""Faults on our side: one step of one write fails, or the process is killed there, in a process of its own."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import smtplib
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lipctl.cli.main import main

STEPS = ("mkstemp", "write", "flush", "fsync", "chmod", "replace")
"""The steps of a write, in their order."""
SEND = "send"
"""The step of speaking to a mail server."""
ERRORS = {"disk full": errno.ENOSPC, "no right": errno.EACCES}
KILLED = 99
PATIENCE = 60
"""After so many seconds a run that hangs is ended; its exit code is then none of lipctl's."""
Step = Callable[..., Any]


class Fault(NamedTuple):
    """What goes wrong at the n-th time of a step.

    ``kind`` is one of :data:`ERRORS`, "interrupted" (Ctrl-C), "killed before" or "killed after".
    """

    kind: str
    step: str
    time: int


class _Stream:
    """A file that is written half when writing fails."""

    def __init__(self, stream: io.BufferedWriter, through: Callable[[str, Step], Step]) -> None:
        self._stream, self._through = stream, through

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, content: bytes) -> None:
        self._stream.write(content[: len(content) // 2])
        self._stream.flush()
        self._through("write", lambda: self._stream.write(content[len(content) // 2 :]))()

    def flush(self) -> None:
        self._through("flush", self._stream.flush)()

    def fileno(self) -> int:
        return self._stream.fileno()


def run(folder: Path, args: Sequence[str], fault: Fault | None = None) -> tuple[int, str]:
    """Run ``lipctl`` in a folder with a fault; its exit code (:data:`KILLED` if it was), and what it said."""
    saying, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(saying)
        os._exit(_as_child(folder, args, fault, said))
    os.close(said)
    with os.fdopen(saying, encoding="utf-8", errors="replace") as stream:
        text = stream.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def _as_child(folder: Path, args: Sequence[str], fault: Fault | None, said: int) -> int:
    try:
        signal.alarm(PATIENCE)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        os.chdir(folder)
        if fault:
            _inject(fault)
        try:
            main(args)
        except SystemExit as leaving:
            return int(leaving.code or 0)
        finally:
            with contextlib.suppress(ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
    except BaseException:
        os.write(said, traceback.format_exc().encode())
        return 77
    return 0


def _inject(fault: Fault) -> None:
    """Put the fault into the steps of writing, wherever in lipctl they are called."""
    times = dict.fromkeys((*STEPS, SEND), 0)

    def through(step: str, do: Step) -> Step:
        def done(*args: Any, **more: Any) -> Any:
            times[step] += 1
            here = fault.step == step and times[step] == fault.time
            if here and fault.kind == "killed before":
                os._exit(KILLED)
            if here and fault.kind in ERRORS:
                raise OSError(ERRORS[fault.kind], os.strerror(ERRORS[fault.kind]))
            if here and fault.kind == "interrupted":
                raise KeyboardInterrupt
            result = do(*args, **more)
            if here and step == SEND:
                time.sleep(0.05)  # let the server read what it was sent
            if here:
                os._exit(KILLED)
            return result

        return done

    smtplib.SMTP.send = through(SEND, smtplib.SMTP.send)  # type: ignore[method-assign]
    opened = os.fdopen
    tempfile.mkstemp = through("mkstemp", tempfile.mkstemp)
    os.fsync = through("fsync", os.fsync)
    os.fdopen = lambda descriptor, mode: _Stream(opened(descriptor, mode), through)  # type: ignore[assignment,misc,return-value]
    Path.chmod = through("chmod", Path.chmod)  # type: ignore[method-assign]
    Path.replace = through("replace", Path.replace)  # type: ignore[method-assign]
