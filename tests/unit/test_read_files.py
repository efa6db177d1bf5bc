"""Helpers change nothing but the time: what is read, found and told is the same, whoever reads, and if a helper dies."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from lipctl.responses import helpers, read_files
from lipctl.responses.folder import Incoming, Received
from lipctl.workspace import Workspace
from lipctl.year import load_plan

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The sample, with a copy of one file, one without identities, a file that is none, and one that is set aside."""
    for name in ("lipctl.toml", "data"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    responses = tmp_path / "data" / "2010" / "ruecklauf"
    shutil.copy(responses / "Formular-2010-15.xlsx", responses / "Zweitschrift.xlsx")
    without_identities(responses / "Formular-2010-18.xlsx", responses / "Alles umgebaut.xlsx")
    (responses / "Brief.xlsx").write_text("Guten Tag", encoding="utf-8")
    (responses / "~$Formular.xlsx").write_bytes(b"")
    return Workspace(tmp_path)


def without_identities(form: Path, changed: Path) -> None:
    """A form in which only the labels tell what answers what; and by the plan, whose they are."""
    with ZipFile(form) as before, ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"lipctl|1|", b"lipctl|x|"))


def received(workspace: Workspace) -> Received:
    plan, _ = load_plan(workspace)
    with Incoming(workspace, 2010) as incoming:
        return incoming.received(plan.responsible())


@pytest.mark.parametrize("count", [1, 2, 5])
def test_helpers_read_what_one_alone_reads(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    alone = received(workspace)
    assert {item.code for item in alone.findings} == {"LIP215", "LIP225", "LIP235", "LIP238"}
    assert len(alone.responses) == 5
    started = count_helpers(monkeypatch, count)
    told: list[object] = []
    original = helpers.Helpers.told
    monkeypatch.setattr(helpers.Helpers, "told", lambda self, number: told.append(original(self, number)) or told[-1])
    assert received(workspace) == alone
    assert len(started) == count
    assert len(told) >= count
    assert None not in told


def test_the_share_of_a_helper_that_dies_is_read_all_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = received(workspace)
    started = count_helpers(monkeypatch, 2, dies=True)
    assert received(workspace) == alone
    assert len(started) == 2


def test_where_no_process_can_be_started_one_reads_alone(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = received(workspace)
    monkeypatch.setattr(read_files, "_helpers", lambda _: 1)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError("no processes here")

    monkeypatch.setattr(helpers.subprocess, "Popen", refused)
    assert received(workspace) == alone


@pytest.mark.parametrize(
    ("files", "processors", "count"), [(40, 8, 0), (199, 8, 0), (200, 8, 1), (400, 2, 1), (400, 1, 0), (900, 16, 3)]
)
def test_helpers_come_only_where_there_is_work_and_a_processor_for_them(
    monkeypatch: pytest.MonkeyPatch, files: int, processors: int, count: int
) -> None:
    monkeypatch.setattr(read_files.os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert read_files._helpers(files) == count  # noqa: SLF001


def count_helpers(monkeypatch: pytest.MonkeyPatch, count: int, *, dies: bool = False) -> list[object]:
    """Let so many help; tells which processes really started."""
    monkeypatch.setattr(read_files, "_helpers", lambda _: count)
    started: list[object] = []
    monkeypatch.setattr(read_files, "SHARE", 1)
    start = helpers.subprocess.Popen

    def starting(command: list[str], **options: object) -> object:
        if dies:
            command = [command[0], "-c", "import sys; sys.stdin.read(1); sys.exit(1)"]
        started.append(start(command, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(helpers.subprocess, "Popen", starting)
    return started
