"""Run lipctl: in this process, or as one of its own where the process itself matters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from lipctl.cli.main import main

Run = Callable[..., "subprocess.CompletedProcess[str]"]

_OF_THE_TERMINAL = {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}


def _environment(more: dict[str, str] | None) -> dict[str, str]:
    """This process's environment, without what a terminal has put there."""
    return {key: value for key, value in os.environ.items() if key not in _OF_THE_TERMINAL} | (more or {})


def run_lipctl(
    *args: str, cwd: Path, env: dict[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run lipctl in this process, in the folder ``cwd``: what it prints, says and ends with, as of a process.

    That spares loading lipctl and its libraries for each call. Output is decoded strictly, so a wrong byte fails the test.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    with (
        patch.dict(os.environ, _environment(env), clear=True),
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        warnings.catch_warnings(action="error"),  # a process would print them, pytest keeps them to itself
    ):
        code = run_here(*args)
    shown, said = (_as_text(stream, encoding) for stream in (out, err))
    return subprocess.CompletedProcess(args, code, shown, said)


def _as_text(stream: io.TextIOWrapper, encoding: str) -> str:
    """What was written, with lines that end as :mod:`subprocess` gives them."""
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def run_python(
    *args: str, cwd: Path | None = None, env: dict[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run this Python with ``args``; output is decoded strictly, so a wrong byte fails the test."""
    return subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env=_environment({"PYTHONIOENCODING": encoding, **(env or {})}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        timeout=120,
        check=False,
    )


def run_here(*args: str) -> int:
    """Run lipctl in this process and in the current folder; its exit code."""
    try:
        main(args)
    except SystemExit as left:
        return int(left.code or 0)
    raise AssertionError("the command line did not leave")
