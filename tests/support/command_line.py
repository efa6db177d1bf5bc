"""Run Python programs, lipctl among them, as a process of its own with real streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from lipctl.cli.main import main

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_python(
    *args: str, cwd: Path | None = None, env: dict[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run this Python with ``args``; output is decoded strictly, so a wrong byte fails the test."""
    clean = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": encoding, **(env or {})},
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
