"""What is made for one file is gone with it. Python looks for cycles hardly ever here (cli/main.py): they would pile up."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from lipctl.commands.export_forms import make_forms
from lipctl.forms.workbook import write_form
from lipctl.judge.history import History
from lipctl.workspace import Workspace
from lipctl.xlsx.reader import read_workbook
from lipctl.year import load_sound_plan

WORKSPACE = Workspace(Path(__file__).parents[2])
PLAN = load_sound_plan(WORKSPACE).in_year(2010)
FORM = next(iter(make_forms(PLAN, 2010, History({}, {}))))
WRITTEN = write_form(FORM, WORKSPACE.settings, True)


def with_comments(form: bytes) -> bytes:
    """The same form with a comment in each part: nothing in it is plain, the parsers read it."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(form)) as before, ZipFile(changed, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            for element in (b"<sheetData>", b"<si>"):
                part = part.replace(element, b"<!-- -->" + element, 1)
            after.writestr(name, part)
    return changed.getvalue()


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda: write_form(FORM, WORKSPACE.settings, True), id="writing a form"),
        pytest.param(lambda: read_workbook(WRITTEN), id="reading one"),
        pytest.param(lambda: read_workbook(with_comments(WRITTEN)), id="reading one with the parsers"),
    ],
)
def test_no_cycles_are_left_of_a_file(work: Callable[[], object]) -> None:
    work()  # what is loaded and remembered once is no matter
    gc.collect()
    gc.disable()
    try:
        work()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = [kind for item in gc.garbage if (kind := type(item)).__module__.startswith(("lipctl", "pyexpat"))]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == []
