"""A year as an office lives it, through the real commands: mailed, answered, reminded, closed, corrected, and the year after."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook

from city import make_city
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from support.command_line import run_here as lipctl
from support.excel_typing import answer_cells, dated, type_into
from support.mails import File, thunderbird
from support.word import texts

pytestmark = pytest.mark.slow
MEASURES, DEPARTMENTS = 24, 6
ANSWERED, LATE, SILENT = ("10", "11", "12", "13"), "14", "15"
STATUS = Question.STATUS


class Year:
    """The coordinator's folder in 2014, and what the departments do."""

    def __init__(self, root: Path) -> None:
        self.root, self.responses = root, root / "data" / "2014" / "ruecklauf"
        self.drafts = root / "ausgabe" / "2014" / "mails"

    def asked(self) -> dict[str, bytes]:
        """The forms as they lie in the drafts, by department."""
        found = {}
        for path in self.drafts.glob("Formular-*.eml"):
            message = message_from_bytes(path.read_bytes(), policy=default)
            (form,) = message.iter_attachments()
            assert message["X-Unsent"] == "1"
            found[str(form.get_filename()).removesuffix(".xlsx").rpartition("-")[2]] = form.get_content()
        return found

    def reminders(self, day: str) -> int:
        """How many new drafts "remind" writes on a day."""
        before = {path.name for path in self.drafts.iterdir()}
        assert lipctl("remind", "2014", "--as-of", day) == 0
        return len({path.name for path in self.drafts.iterdir()} - before)

    def said(self, capsys: pytest.CaptureFixture[str], *command: str) -> str:
        """What a command prints."""
        capsys.readouterr()
        assert lipctl(*command) in (0, 1)
        return capsys.readouterr().out


def answered(form: bytes, text: str, day: str) -> bytes:
    """The form with a text for every measure, saved on that day."""
    numbers = {number for number, _, _ in answer_cells(form)}
    typed: dict[tuple[MeasureNumber, int, Question], str] = {}
    for number in numbers:
        typed |= {(number, 1, STATUS): f"{text} {number}", (number, 1, Question.PLANNED_STEPS): "– – –"}
    return dated(type_into(form, typed), day)


def counted_anew(year: Year) -> dict[str, tuple[int, int, int]]:
    """Asked, complete and files per department, counted with openpyxl from the catalogue and the files alone."""
    head, *rows = load_workbook(year.root / "data" / "katalog.xlsx")["Handlungsansätze"].iter_rows(values_only=True)
    asked = Counter(str(row[head.index("Dienststelle")]) for row in rows if row[0])
    complete, files = Counter[str](), Counter[str]()
    for path in year.responses.iterdir():
        department = path.name[:2]
        files[department] += 1
        if "doppelt" not in path.name:
            complete[department] = asked[department]
    return {department: (asked[department], complete[department], files[department]) for department in asked}


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Year:
    """2013 is reported; the forms of 2014 are written as mails."""
    make_city(tmp_path, MEASURES, DEPARTMENTS, (2013,))
    settings = tmp_path / "lipctl.toml"
    text = settings.read_text(encoding="utf-8").replace("[frist]\n", "[frist]\n2014 = 2014-03-31\n", 1)
    settings.write_text(text, encoding="utf-8")
    book = load_workbook(tmp_path / "data" / "katalog.xlsx")
    sheet = book["Dienststellen"]
    column = next(cell.column for cell in sheet[1] if cell.value == "E-Mail")
    for row in range(2, DEPARTMENTS + 2):
        sheet.cell(row, column).value = f"fb{row}@stadt.example"
    book.save(tmp_path / "data" / "katalog.xlsx")
    monkeypatch.chdir(tmp_path)
    assert lipctl("export-forms", "2014", "--mail") == 0
    return Year(tmp_path)


def test_a_year_from_the_first_mail_to_the_forms_of_the_next(year: Year, capsys: pytest.CaptureFixture[str]) -> None:
    forms = year.asked()
    assert sorted(forms) == [*ANSWERED, LATE, SILENT]
    for department in ANSWERED[:-1]:
        (year.responses / f"{department}.xlsx").write_bytes(
            answered(forms[department], "Getan:", "2014-03-20T10:00:00Z")
        )
    by_mail = answered(forms["13"], "Gemailt:", "2014-03-20T10:00:00Z")
    (year.responses / "13.eml").write_bytes(
        thunderbird(File("13.xlsx", by_mail), date="Mon, 24 Mar 2014 10:15:00 +0100")
    )
    first = answered(forms["10"], "Getan:", "2014-03-19T10:00:00Z")
    (year.responses / "10 doppelt.xlsx").write_bytes(first)

    assert year.reminders("2014-04-02") == 2
    assert year.reminders("2014-04-03") == 0
    (year.responses / f"{LATE}.xlsx").write_bytes(answered(forms[LATE], "Spät:", "2014-04-05T10:00:00Z"))
    assert year.reminders("2014-04-09") == 1

    told = json.loads(year.said(capsys, "status", "2014", "--as-of", "2014-05-01", "--format", "json"))
    rows = {row["id"]: (row["asked"], row["complete"], len(row["files"])) for row in told["departments"]}
    assert rows == counted_anew(year)
    assert told["totals"]["responded"] == 5
    assert told["totals"]["on_time"] == len(ANSWERED)
    assert told["totals"]["asked"] == MEASURES
    late = {row["id"]: row["days_late"] for row in told["departments"]}
    assert (late[LATE], late[SILENT]) == (5, 31)

    close_and_go_on(year, told, capsys, forms[SILENT])


def close_and_go_on(year: Year, told: object, capsys: pytest.CaptureFixture[str], forgotten: bytes) -> None:
    """The year is closed and corrected; then its workbooks go, and the next one begins."""
    day = ("--as-of", "2014-05-01")
    assert lipctl("report", "2014", "--final", *day, "-o", "offen.docx") == 0
    assert lipctl("close", "2014", *day) == 0
    assert lipctl("remind", "2014", "--as-of", "2014-05-02") == 13
    assert lipctl("export-forms", "2014", "--open") == 13
    shutil.rmtree(year.responses)
    shutil.rmtree(year.root / "data" / "2013")
    assert lipctl("report", "2014", "--final", "-o", "zu.docx") == 0
    assert Path("zu.docx").read_bytes() == Path("offen.docx").read_bytes()
    assert json.loads(year.said(capsys, "status", "2014", "--format", "json")) == told

    year.responses.mkdir()
    (year.responses / "15.xlsx").write_bytes(answered(forgotten, "Zu spät:", "2014-06-01T10:00:00Z"))
    said = year.said(capsys, "check", "2014")
    assert "LIP281" in said
    assert "kommt als Nachtrag dazu: lipctl close 2014 --addendum" in said
    number = sorted(number for number, _, _ in answer_cells(forgotten))[0]
    Path("n.txt").write_text("Kam zu spät.", encoding="utf-8")
    addendum = ("--field", "umsetzungsstand", "--text-file", "n.txt", "--reason", "Nachlieferung")
    assert lipctl("close", "2014", "--addendum", str(number), *addendum) == 0
    assert lipctl("report", "2014", "--final", "-o", "mit.docx") == 0
    today = f"Nachtrag vom {date.today():%d.%m.%Y} (Nachlieferung): Kam zu spät."  # noqa: DTZ011 - as the command does
    assert today in texts(Path("mit.docx").read_bytes())

    assert lipctl("export-forms", "2015") == 0
    shown = list(_texts_of(sorted(Path("ausgabe/2015/formulare").glob("*.xlsx"))))
    assert sum(text.startswith(("Getan:", "Gemailt:", "Spät:")) for text in shown) == MEASURES * 5 // 6
    assert not any(text.startswith("Zu spät:") for text in shown)


def _texts_of(forms: Sequence[Path]) -> list[str]:
    """Every text of some workbooks."""
    return [
        cell
        for form in forms
        for sheet in load_workbook(form, read_only=True)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str)
    ]
