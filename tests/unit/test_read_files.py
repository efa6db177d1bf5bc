"""Helpers change nothing but the time: what is read, found and told is the same, whoever reads, and if a helper dies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lipctl.services import read_files
from lipctl.services.collect import load_plan
from lipctl.services.received import Received, read_responses
from lipctl.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The sample, with a copy of one file, a file that is none, and one that is set aside."""
    for name in ("lipctl.toml", "data"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    responses = tmp_path / "data" / "2010" / "ruecklauf"
    shutil.copy(responses / "Formular-2010-15.xlsx", responses / "Zweitschrift.xlsx")
    (responses / "Brief.xlsx").write_text("Guten Tag", encoding="utf-8")
    (responses / "~$Formular.xlsx").write_bytes(b"")
    return Workspace(tmp_path)


def received(workspace: Workspace) -> Received:
    plan, _ = load_plan(workspace)
    return read_responses(workspace, 2010, {measure.number: measure.department or "" for measure in plan.measures})


@pytest.mark.parametrize("helpers", [1, 2, 5])
def test_helpers_read_what_one_alone_reads(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, helpers: int) -> None:
    alone = received(workspace)
    assert sorted(item.code for item in alone.findings) == ["LIP225", "LIP235", "LIP238"]
    assert len(alone.responses) == 4
    started = count_helpers(monkeypatch, helpers)
    assert received(workspace) == alone
    assert len(started) == helpers


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

    monkeypatch.setattr(read_files.subprocess, "Popen", refused)
    assert received(workspace) == alone


@pytest.mark.parametrize(
    ("files", "processors", "helpers"), [(40, 8, 0), (199, 8, 0), (200, 8, 1), (400, 2, 1), (400, 1, 0), (900, 16, 3)]
)
def test_helpers_come_only_where_there_is_work_and_a_processor_for_them(
    monkeypatch: pytest.MonkeyPatch, files: int, processors: int, helpers: int
) -> None:
    monkeypatch.setattr(read_files.os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert read_files._helpers(files) == helpers  # noqa: SLF001


def count_helpers(monkeypatch: pytest.MonkeyPatch, helpers: int, *, dies: bool = False) -> list[object]:
    """Let so many help; tells which processes really started."""
    monkeypatch.setattr(read_files, "_helpers", lambda _: helpers)
    started: list[object] = []
    start = read_files.subprocess.Popen

    def starting(command: list[str], **options: object) -> object:
        if dies:
            command = [command[0], "-c", "import sys; sys.stdin.read(1); sys.exit(1)"]
        started.append(start(command, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(read_files.subprocess, "Popen", starting)
    return started
