"""docs/python.md: what it shows runs, and names all that is public."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lipctl
from lipctl.commands.init import create_workspace
from support.command_line import run_python

DOCUMENT = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.+?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the examples run: the sample, called as in the document."""
    create_workspace(tmp_path / "lip-musterstadt", sample=True)
    return tmp_path


def test_the_examples_run_on_the_sample(folder: Path) -> None:
    done = run_python("-c", "".join(EXAMPLES).replace("2026", "2010"), cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 Einträge" in done.stdout
    assert "reported 5" in done.stdout
    assert "error LIP306 None 5-1-14" in done.stdout
    assert "\n5-1-3 reported " in done.stdout
    assert "bericht.docx 7" in done.stdout
    assert "Hier ist kein Arbeitsordner" in done.stdout
    assert (folder / "bericht.docx").exists()


@pytest.mark.slow
def test_the_examples_are_typed(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text("".join(EXAMPLES), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "example.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_each_public_name_is_in_the_document_and_nothing_else() -> None:
    assert set(re.findall(r"^\| `(\w+)", DOCUMENT, re.MULTILINE)) == set(lipctl.__all__) - {"__version__"}


@pytest.mark.parametrize("name", lipctl.__all__)
def test_each_public_name_can_be_had(name: str) -> None:
    assert hasattr(lipctl, name)
    assert name in dir(lipctl)


def test_an_unknown_name_is_the_usual_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        lipctl.nonsense  # noqa: B018


def test_importing_lipctl_loads_nothing_else() -> None:
    program = "import sys, lipctl; print([name for name in sys.modules if name.startswith('lipctl.')])"
    assert run_python("-c", program).stdout == "[]\n"


HOST = """
import gc, locale, os, random, signal, sys, threading, warnings
from datetime import date
from pathlib import Path

def state():
    mask = os.umask(0)
    os.umask(mask)
    return {
        "collector": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()), "umask": mask,
        "threads": (threading.active_count(), sys.getswitchinterval(), sys.getrecursionlimit()),
        "environment": dict(os.environ), "folder": os.getcwd(), "locale": locale.setlocale(locale.LC_ALL),
        "streams": (id(sys.stdout), sys.stdout.errors, id(sys.stderr), sys.stderr.errors), "path": list(sys.path),
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "hooks": (sys.excepthook, sys.displayhook, sys.unraisablehook, sys.gettrace(), list(sys.path_hooks)),
        "random": random.getstate(), "warnings": warnings.showwarning,
    }

before = state()
import lipctl
workspace = lipctl.load_workspace(Path("lip-musterstadt"))
lipctl.load_year(workspace, 2010, date(2010, 12, 31))
lipctl.check(workspace, 2010, date(2010, 12, 31))
lipctl.write_report(workspace, 2010, as_of=date(2010, 12, 31))
after = state()
print([(name, before[name], after[name]) for name in before if before[name] != after[name]])
"""


def test_no_public_function_changes_the_process_that_calls_it(folder: Path) -> None:
    done = run_python("-c", HOST, cwd=folder)
    assert (done.stdout, done.stderr) == ("[]\n", "")
