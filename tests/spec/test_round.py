"""A whole year as the office lives it: 2010 is known, 2011 is asked, answered in LibreOffice, checked, reported."""

import shutil
from datetime import date
from io import BytesIO

import pytest
from docx import Document

import build_sample
from lipctl.commands.report import write_report
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.workspace import Workspace
from support.excel_typing import answer_cells
from support.office import can_uno, type_in_office
from support.rounds import Office

TYPED = {
    (
        "5-1-3",
        1,
        Question.STATUS,
    ): "Alle 12 Integrationsbeiräte arbeiten; „B&E“ und Frau Altuğ waren dabei.\nZweite Zeile",
    ("5-1-3", 1, Question.PLANNED_STEPS): "=1+1 bleibt Text, 5-1-3 auch",
    ("5-1-11", 0, Question.UNCHANGED): "ja",
}


@pytest.fixture
def office(tmp_path):
    for name in ("lipctl.toml", "data"):
        source = build_sample.ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return Office(Workspace(tmp_path))


@pytest.mark.foreign
def test_a_form_filled_in_by_hand_in_libreoffice_comes_back_whole(office, tmp_path):
    if not can_uno():
        pytest.skip("python3-uno is not installed")
    form = office.send_forms(2011)["18"]
    cells = answer_cells(form)
    typed = [(*cells[MeasureNumber(number), part, question], text) for (number, part, question), text in TYPED.items()]
    marks = type_in_office(tmp_path, form, [*typed, ("5-1-3", "A1", "darf nicht gehen")])
    assert marks["5-1-3"] == marks["5-1-11"] == "vollständig"
    office.receive(2011, "zurück (2).xlsx", (tmp_path / "saved.xlsx").read_bytes())
    result = office.check(2011, date(2011, 6, 30))
    assert [item.code for item in result.findings if item.department == "18"] == []
    assert (result.counts[Progress.REPORTED], result.counts[Progress.UNCHANGED]) == (1, 1)
    written = write_report(office.workspace, 2011, as_of=date(2011, 6, 30))
    printed = "\n".join(paragraph.text for paragraph in Document(BytesIO(written.path.read_bytes())).paragraphs)
    assert TYPED["5-1-3", 1, Question.STATUS] in printed
    assert TYPED["5-1-3", 1, Question.PLANNED_STEPS] in printed
    assert "unverändert, Stand 2010" in printed
    assert "keine Rückmeldung (Stand 2010" in printed
