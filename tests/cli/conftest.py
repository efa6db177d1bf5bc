"""The real command line: in this process, or as a process of its own with real streams."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.command_line import Run, run_lipctl, run_python


@pytest.fixture
def lipctl(tmp_path: Path) -> Run:
    """Run ``lipctl`` in a folder of the test's own."""

    def run(*args: str, cwd: Path = tmp_path, **more: object) -> subprocess.CompletedProcess[str]:
        return run_lipctl(*args, cwd=cwd, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture
def lipctl_process(tmp_path: Path) -> Run:
    """Run ``lipctl`` there as a process of its own: for what is loaded, signals, and streams that break."""

    def run(*args: str, cwd: Path = tmp_path, **more: object) -> subprocess.CompletedProcess[str]:
        return run_python("-m", "lipctl", *args, cwd=cwd, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, as ``lipctl init`` makes it."""
    folder = tmp_path_factory.mktemp("sample")
    done = run_lipctl("init", "--sample", "demo", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "demo\n"), done.stderr
    return folder / "demo"


@pytest.fixture
def demo(sample: Path, tmp_path: Path) -> Path:
    """The sample, for one test to do with as it likes."""
    return shutil.copytree(sample, tmp_path / "demo")


@pytest.fixture
def lipctl_with(tmp_path: Path) -> Run:
    """Run ``lipctl boom`` where ``boom`` is a command with the given lines as its body."""

    def run(body: str, *args: str, **more: object) -> subprocess.CompletedProcess[str]:
        lines = "\n    ".join(body.splitlines())
        program = (
            "import sys, types\n"
            "import typer\n"
            "from lipctl.cli import main as cli\n"
            "from lipctl.cli.options import german_command, session_of\n"
            "def boom(ctx: typer.Context) -> None:\n"
            f"    {lines}\n"
            "module = types.ModuleType('lipctl.cli.boom')\n"
            "module.command = german_command('boom', summary='Kracht.', examples='lipctl boom')(boom)\n"
            "sys.modules['lipctl.cli.boom'] = module\n"
            "cli.COMMANDS['boom'] = 'Kracht.'\n"
            "cli.main(['boom', *sys.argv[1:]])\n"
        )
        return run_python("-c", program, *args, cwd=tmp_path, **more)  # type: ignore[arg-type]

    return run
