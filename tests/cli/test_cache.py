"""What ``lipctl report`` keeps from one run to the next, and how an office switches that off."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Run


def test_a_second_report_is_the_same_and_nothing_is_kept_in_the_workspace(lipctl: Run, tmp_path: Path) -> None:
    cache, workspace = tmp_path / "cache", tmp_path / "demo"
    assert lipctl("init", "--sample", "demo").returncode == 0
    before = set(workspace.rglob("*"))
    reports = []
    for setting in (str(cache), str(cache), "off"):
        run = lipctl("-C", "demo", "report", "2010", "--as-of", "2010-12-31", env={"LIPCTL_CACHE": setting})
        assert run.returncode == 0, run.stderr
        report = workspace / "ausgabe" / "2010" / "Controllingbericht-2010.docx"
        reports.append(report.read_bytes())
    assert len(list(cache.iterdir())) == 1
    assert reports[0] == reports[1] == reports[2]
    assert {path.name for path in set(workspace.rglob("*")) - before} <= {"ausgabe", "2010", report.name}


def test_off_keeps_nothing(lipctl: Run, tmp_path: Path) -> None:
    lipctl("init", "--sample", "demo")
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {"LIPCTL_CACHE": "off", "HOME": str(home), "XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)}
    assert lipctl("-C", "demo", "report", "2010", env=surroundings).returncode == 0
    assert not list(home.iterdir())
