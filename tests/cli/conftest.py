"""The real command line, as a process of its own with real streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_python(
    *args: str, cwd: Path | None = None, env: dict[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run this Python with ``args``; output is decoded strictly, so a wrong byte fails the test."""
    clean = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(  # noqa: S603
        [sys.executable, *args],
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": encoding, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        timeout=120,
        check=False,
    )


@pytest.fixture
def lipctl(tmp_path: Path) -> Run:
    """Run ``lipctl`` in a folder of the test's own."""

    def run(*args: str, cwd: Path = tmp_path, **more: object) -> subprocess.CompletedProcess[str]:
        return run_python("-m", "lipctl", *args, cwd=cwd, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture
def lipctl_with(tmp_path: Path) -> Run:
    """Run ``lipctl boom`` where ``boom`` is a command with the given lines as its body."""

    def run(body: str, *args: str, **more: object) -> subprocess.CompletedProcess[str]:
        lines = "\n    ".join(body.splitlines())
        program = (
            "import sys, types\n"
            "import typer\n"
            "from lipctl.cli import main as cli\n"
            "from lipctl.cli.options import session_of, verb\n"
            "def boom(ctx: typer.Context) -> None:\n"
            f"    {lines}\n"
            "module = types.ModuleType('lipctl.cli.boom')\n"
            "module.command = verb('boom', summary='Kracht.', examples='lipctl boom')(boom)\n"
            "sys.modules['lipctl.cli.boom'] = module\n"
            "cli.COMMANDS['boom'] = 'Kracht.'\n"
            "cli.main(['boom', *sys.argv[1:]])\n"
        )
        return run_python("-c", program, *args, cwd=tmp_path, **more)  # type: ignore[arg-type]

    return run
