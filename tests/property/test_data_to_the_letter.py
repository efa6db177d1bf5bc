"""Whatever a text holds, the year's table gives it back, and no cell of the CSV begins like a formula."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from lipctl.judge.progress import Progress
from lipctl.questions import Question
from lipctl.report.data_rows import DataRow
from lipctl.report.data_table import BEGINS_FORMULA, GUARD, DataTable, as_csv, as_json
from lipctl.settings.reading import parse_settings
from lipctl.text import clean

SETTINGS = parse_settings('[plan]\nkennung = "lip"\nstadt = "Teststadt"')
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("=+-@'\"; \n\t1a", max_size=12)


@given(status=TEXTS, note=TEXTS)
def test_any_text_comes_back(status: str, note: str) -> None:
    status, note = clean(status).text, clean(note).text
    texts = {Question.STATUS: status}
    row = DataRow(2013, "1", 1, None, None, "18", "FB 18", (), Progress.REPORTED, None, None, note, "", "", {}, texts)
    table = DataTable((2013,), [row], SETTINGS)
    heads, cells = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""), delimiter=";")
    raw = dict(zip(heads, cells, strict=True))
    assert (raw["Umsetzungsstand"].removeprefix(GUARD), raw["Hinweis"].removeprefix(GUARD)) == (status, note)
    assert not [cell for cell in cells if cell.startswith(BEGINS_FORMULA)]
    (found,) = json.loads(as_json(table))["rows"]
    assert (found["status"], found["note"]) == (status or None, note or None)
