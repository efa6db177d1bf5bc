"""Same input and the same ``--as-of`` give the same bytes, wherever and whenever lipctl runs."""

import os
import shutil
import time
from datetime import date

import build_sample
from lipctl.commands.data import write_data
from lipctl.commands.export_forms import export_forms
from lipctl.commands.report import write_report
from lipctl.workspace import Workspace


def outputs(folder):
    """Everything that lipctl makes of the sample, by its name."""
    for name in ("lipctl.toml", "data"):
        source = build_sample.ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    workspace = Workspace(folder)
    write_report(workspace, 2010, as_of=date(2010, 12, 31))
    write_data(workspace, [2010], as_of=date(2010, 12, 31))
    export_forms(workspace, 2011)
    export_forms(workspace, 2013)
    made = workspace.root / "ausgabe"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_two_runs_are_equal_byte_for_byte(tmp_path, monkeypatch):
    first = outputs(make(tmp_path / "one"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    if hasattr(time, "tzset"):
        time.tzset()
    monkeypatch.setitem(os.environ, "USER", "someone-else")
    second = outputs(make(tmp_path / "another place"))
    assert len(first) == 10
    assert first == second


def make(folder):
    folder.mkdir()
    return folder


def test_the_day_is_the_only_thing_that_as_of_changes(tmp_path):
    make(tmp_path / "one")
    shutil.copytree(build_sample.ROOT / "data", tmp_path / "one" / "data")
    shutil.copy(build_sample.ROOT / "lipctl.toml", tmp_path / "one")
    workspace = Workspace(tmp_path / "one")
    one = write_report(workspace, 2010, as_of=date(2010, 12, 31), output=tmp_path / "a.docx").path.read_bytes()
    other = write_report(workspace, 2010, as_of=date(2011, 1, 1), output=tmp_path / "b.docx").path.read_bytes()
    assert one != other
