"""The reader of record against openpyxl: every cell of the sample and of forms of a made-up city is the same in both."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import to_excel

from lipctl.xlsx import other_formats as apart
from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Cell

ROOT = Path(__file__).parents[2]
SAMPLE = [ROOT / "data" / "katalog.xlsx", *sorted((ROOT / "data").glob("*/ruecklauf/*.xlsx"))]
Values = dict[tuple[str, str], tuple[str, bool]]
"""Each filled cell by sheet and reference: its value as Excel stores it, and whether a formula makes it."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The forms of a city of 40 measures, before and after they were answered."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from city import make_city

    workspace = make_city(tmp_path_factory.mktemp("city"), 40, 8, (2013,), assessment_from=2013)
    return [workspace.catalogue, *sorted(workspace.responses(2013).iterdir())]


@pytest.mark.parametrize("file", SAMPLE, ids=lambda path: path.name)
def test_each_cell_of_the_sample_is_read_as_openpyxl_reads_it(file: Path) -> None:
    assert ours(file.read_bytes()) == theirs(file.read_bytes())


def test_each_cell_of_a_city_s_forms_is_read_as_openpyxl_reads_it(city: list[Path]) -> None:
    assert len(city) == 9
    for file in city:
        assert ours(file.read_bytes()) == theirs(file.read_bytes()), file.name


def test_each_kind_of_value_is_read_as_openpyxl_reads_it() -> None:
    book = NewWorkbook()
    day, noon = datetime(2013, 5, 1), datetime(1900, 1, 1, 12)  # noqa: DTZ001 - a workbook's time has no zone
    values = ["Text", " Blanks ", "a\nb", "=1+1", "'=1+1", 1, -2.5, 1e300, True, False, day, noon,
              "#N/A", "#DIV/0!", "👩🏽‍🏫 مرحبا", "<b>&amp;", "x" * 32_767]  # fmt: skip
    for row, value in enumerate(values, start=1):
        book.active.cell(row, 1 + row % 3 * 30, value)
    book.active["D9"].comment = Comment("Rückruf", "Meier")
    book.create_sheet("Zweites").cell(1_048_576, 16_384, "Ende")
    content = saved(book)
    assert ours(content) == theirs(content)
    (note,) = read_workbook(content).sheets[0].notes
    assert (note.reference, note.text) == ("D9", "Rückruf")


def test_what_is_read_in_a_child_process_is_the_same() -> None:
    book = NewWorkbook()
    book.active["B2"], book.active["C3"], book.active["D4"] = "Text", 5, "=1+1"
    book.active["B2"].comment = Comment("Rückruf", "Meier")
    content = saved(book)
    assert apart.read_apart(content, apart.XLSX) == read_workbook(content)


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "TIME_LIMIT", 0.001)
    with pytest.raises(Unreadable) as refused:
        apart.read_apart(saved(NewWorkbook()), apart.XLSX)
    assert refused.value.code == "LIP230"
    assert "länger als 0.001 Sekunden" in refused.value.values["reason"]


def test_a_child_process_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/false" if os.name == "posix" else "cmd")
    with pytest.raises(Unreadable) as refused:
        apart.read_apart(b"", apart.OTHER)
    assert refused.value.code == "LIP230"


def saved(book: NewWorkbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def ours(content: bytes) -> Values:
    return {
        (sheet.name, cell.reference): (cell.raw, bool(cell.formula))
        for sheet in read_workbook(content).sheets
        for cell in sheet.cells
        if cell.raw or cell.formula
    }


def theirs(content: bytes) -> Values:
    """As openpyxl sees it: values from the cached results, formulas from the second look."""
    values, formulas = (load_workbook(BytesIO(content), data_only=cached, rich_text=False) for cached in (True, False))
    return {
        (sheet.title, cell.coordinate): (stored(values[sheet.title][cell.coordinate].value), cell.data_type == "f")
        for sheet in formulas.worksheets
        for cell in cells_of(sheet)
    }


def cells_of(sheet: object) -> Iterator[Cell]:
    yield from (cell for cell in sheet._cells.values() if cell.value is not None)  # type: ignore[attr-defined]  # noqa: SLF001


def stored(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime | time | timedelta):
        value = to_excel(value)
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
