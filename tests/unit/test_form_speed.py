"""What makes writing forms quick changes nothing in them: the same bytes as XlsxWriter's own, slower ways give."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from xlsxwriter.worksheet import Worksheet

from lipctl.excel.form_sheet import FormSheet
from support.forms import entry, form_of, reported

ENTRY = entry(parts=2, earlier=reported(2010, ("Reihe durchgeführt", "wird fortgeführt", "– – –")))


def test_the_formulas_are_what_xlsxwriter_would_make_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = form_of(ENTRY, assessment=True)
    monkeypatch.setattr(FormSheet, "_prepare_formula", Worksheet._prepare_formula)  # noqa: SLF001
    assert form_of(ENTRY, assessment=True) == quick


def test_each_part_of_a_form_is_packed_once_and_finished() -> None:
    with ZipFile(io.BytesIO(form_of(replace(ENTRY, parts=1)))) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert b"<dc:language>de-DE</dc:language>" in archive.read("docProps/core.xml")
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not [sheet for sheet in sheets if b"customHeight" in sheet]
