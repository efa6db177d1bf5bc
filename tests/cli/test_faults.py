"""A full disk, a missing right, a power cut: the old file is whole or the new one is, and the next run goes well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lipctl.errors import FileAccessError
from support.faults import ERRORS, KILLED, STEPS, Fault, run
from support.rounds import open_office
from support.tables import mostly_slow

if sys.platform == "win32":
    pytest.skip("processes are forked here", allow_module_level=True)

AS_OF = ("--as-of", "2014-01-15")
COMMANDS = {
    "init": (["init", "neu"], 3),
    "export-forms --force": (["export-forms", "2013", "--force"], 2),
    "export-forms --open": (["export-forms", "2013", "--open", "--force"], 1),
    "edit": (["edit", "2013"], 1),
    "data": (["data", "2013"], 1),
    "report": (["report", "2013", *AS_OF], 1),
    "report --force": (["report", "2012", "--force", *AS_OF], 2),
}
"""Each command with the number of files it writes. In 2012 there is a report that somebody edited."""
KINDS = {
    "disk full": STEPS,
    "no right": ("mkstemp", "replace"),  # the other steps are about a file that is lipctl's own already
    "interrupted": STEPS,
    "killed before": STEPS,
    "killed after": ("replace",),
}
QUICK = "init"
FAULTS = [
    pytest.param(
        name,
        Fault(kind, step, number),
        id=f"{name}-{kind}-{step}-{number}",
        marks=[pytest.mark.slow] * (number > 1 or name != QUICK),
    )
    for name, (_, writes) in COMMANDS.items()
    for number in range(1, writes + 1)
    for kind, steps in KINDS.items()
    for step in steps
]
"""Each step of each file that a command writes; where it has to be quick, one file of one command is enough."""
INTERRUPTED = 130
EDITED = b"This report was edited in Word."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in the middle of its life: two years, forms, a report of lipctl's own and an edited one."""
    root = tmp_path_factory.mktemp("faults") / "amt"
    office = open_office(root, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 15 |")
    for year in (2012, 2013):
        office.answer(year, "| Nummer | Stand |\n| 1 | getan |\n| 2 | – – – |")
        assert run(root, ["report", str(year), "--as-of", "2013-12-31"])[0] == 0
    (root / "ausgabe" / "2012" / "Controllingbericht-2012-Entwurf.docx").write_bytes(EDITED)
    return root


@pytest.fixture(scope="module")
def wanted(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each command leaves behind when nothing goes wrong."""
    results = {}
    for name, (args, _) in COMMANDS.items():
        copy = tmp_path_factory.mktemp("wanted") / "amt"
        shutil.copytree(workspace, copy)
        code, said = run(copy, args)
        assert code == 0, said
        results[name] = files_of(copy)
    return results


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_left(name: str) -> bool:
    return Path(name).name.startswith(".lipctl-")


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_after_a_fault_every_file_is_the_old_or_the_new_one(
    workspace: Path, wanted: dict[str, dict[str, bytes]], tmp_path: Path, name: str, fault: Fault
) -> None:
    copy = tmp_path / "amt"
    shutil.copytree(workspace, copy)
    before, args = files_of(copy), COMMANDS[name][0]
    code, said = run(copy, args, fault)
    after = files_of(copy)
    if fault.kind in ERRORS:
        assert code == FileAccessError.exit_code, said
        assert said.count("Tipp:") == 1
    elif fault.kind == "interrupted":
        assert code == INTERRUPTED, said
        assert said.endswith("\nAbgebrochen.\n")
    if fault.kind in ERRORS or fault.kind == "interrupted":
        assert not any(map(is_left, after))
        if name.startswith("init"):
            assert after == before
    else:
        assert code == KILLED, said
    kept = {content for file, content in after.items() if "(Stand" in file}
    whole = {file for file, content in after.items() if content in (before.get(file), wanted[name].get(file))}
    assert {file for file in after.keys() - whole if not is_left(file) and "(Stand" not in file} == set()
    assert before.keys() <= after.keys()
    assert EDITED in kept | {after["ausgabe/2012/Controllingbericht-2012-Entwurf.docx"]}
    assert kept <= {EDITED}
    if code in {KILLED, INTERRUPTED}:
        finish(copy, name, wanted[name])


def finish(copy: Path, name: str, wanted: dict[str, bytes]) -> None:
    """After the fault is gone, the command does its work; what a killed one left is swept away when it is old."""
    args = list(COMMANDS[name][0])
    if name.startswith("init"):
        shutil.rmtree(copy / args[-1], ignore_errors=True)
    for path in list(copy.rglob(".lipctl-*.tmp")):
        os.utime(path, (time.time() - 7_200,) * 2)
    assert run(copy, args)[0] == 0
    after = files_of(copy)
    assert {file: content for file, content in after.items() if "(Stand" not in file} == {
        file: content for file, content in wanted.items() if "(Stand" not in file
    }


def test_the_temporary_file_of_a_lipctl_at_work_is_left_alone(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "amt"
    shutil.copytree(workspace, copy)
    at_work = copy / "ausgabe" / "2013" / ".lipctl-at-work.tmp"
    at_work.write_bytes(b"half")
    assert run(copy, COMMANDS["report"][0])[0] == 0
    assert at_work.read_bytes() == b"half"


def test_half_a_workspace_is_none(workspace: Path, tmp_path: Path) -> None:
    code, _ = run(tmp_path, ["init", "neu"], Fault("killed before", "mkstemp", 3))
    assert code == KILLED
    assert run(tmp_path / "neu", ["check"])[0] == 10


@pytest.mark.parametrize("attempt", mostly_slow(range(5)))
def test_two_reports_at_once_do_no_harm(workspace: Path, tmp_path: Path, attempt: int) -> None:
    copy = tmp_path / "amt"
    shutil.copytree(workspace, copy)
    args = [sys.executable, "-m", "lipctl", *COMMANDS["report --force" if attempt % 2 else "report"][0]]
    both = [subprocess.Popen(args, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    after = files_of(copy)
    assert not any(map(is_left, after))
    assert EDITED in after.values()
    assert run(copy, ["report", "2013", *AS_OF])[0] == 0
