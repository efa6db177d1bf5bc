"""A round as it may come: 60 files that are no good form beside 40 that are, on the real command line."""

from __future__ import annotations

import json
import os
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from lipctl.findings import RULES
from lipctl.forms.first_forms import first_forms
from lipctl.forms.workbook import write_form
from lipctl.judge.earlier_rounds import History
from lipctl.plan.catalogue import load_sound_plan
from lipctl.questions import Question
from support.command_line import Run
from support.excel_typing import type_into
from support.hostile import ANSWER, FILES, PLACES, Good
from support.packages import as_excel_saves
from support.rounds import Office, open_office

DEPARTMENTS = range(10, 50)
BAD = """
LIP201: noise
LIP202: a workbook that is no form
LIP203: another plan
LIP220: protected by a password · encrypted entries · an ods with a password
LIP224: a word document · an old word document · an odt document
LIP225: a gz archive · a photo · a pdf · a web page · a table saved as a web page · a csv · a csv in windows-1252 · unicode text
LIP225: rich text · a drawing · an outlook mail · a presentation · a rar archive
LIP225: a 7z archive · only blanks
LIP253: an old xml workbook
LIP226: nothing
LIP227: an old workbook, damaged · an ods, damaged · an xlsb, damaged · four letters · cut at 10 percent · cut at 50 percent
LIP227: cut at 90 percent · a wrong check sum · a part in pieces · invalid utf-8 · no shared texts
LIP228: only zeros
LIP229: larger than any form
LIP230: 800 mib of blanks in a sheet · 800 mib of blanks in shared texts · nested 9 million deep · 2,001 entries
LIP231: no workbook · no sheet · a sheet listed twice
LIP232: xxe in xl/workbook.xml · xxe in xl/sharedStrings.xml · entity bomb in shared texts · quadratic entity · xxe from the net
LIP233: a part twice · a part twice in other case
LIP234: pipe.xlsx · link to a secret.xlsx · linked folder · link to nothing.xlsx · link to a device.xlsx
LIP242: an empty archive · a mail
"""
EXPECTED = {
    name.strip(): code
    for code, _, names in (line.partition(":") for line in BAD.split("\n"))
    for name in names.split("·")
    if code
}


@pytest.fixture(scope="module")
def good_round(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Forty departments, each with one measure, and their answers."""
    plan = "\n".join(f"| 7-{number} | {number} |" for number in DEPARTMENTS)
    office = open_office(tmp_path_factory.mktemp("many"), f"| Nummer | Dienststelle |\n{plan}")
    settings = office.workspace.settings
    for form in first_forms(load_sound_plan(office.workspace).in_year(2013), 2013, History()):
        number = form.entries[0].measure.number
        texts = {(number, 1, Question.STATUS): f"{ANSWER} ({number})", (number, 1, Question.PLANNED_STEPS): "weiter"}
        office.receive(
            2013, f"{form.department.id}.xlsx", type_into(as_excel_saves(write_form(form, settings, None)), texts)
        )
    return office


def receive_bad_ones(office: Office) -> dict[str, str]:
    """Put the bad files beside the good ones; the code that is to be said of each, by its name."""
    folder = office.workspace.responses(2013)
    secret = office.workspace.root / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    good = Good((folder / "18.xlsx").read_bytes(), secret)
    expected: dict[str, str] = {}
    for index, (name, code) in enumerate(EXPECTED.items()):
        if name in PLACES:
            file = name
            PLACES[name](folder / file, good)
        else:
            file = f"{'Kopie von ' * (index % 3)}{name.replace('/', '-')} ({index}).xlsx"
            office.receive(2013, file, FILES[name](good))
        expected[file] = code
    return expected


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither pipes nor links that anybody may make")
def test_sixty_bad_files_are_each_reported_once_and_change_nothing(good_round: Office, lipctl: Run) -> None:
    root = good_round.workspace.root
    alone, quick = checked(lipctl, root)
    assert alone["totals"]["reported"] == len(DEPARTMENTS)
    first = report_of(lipctl, root)
    expected = receive_bad_ones(good_round)
    assert len(expected) == 60
    told, slow = checked(lipctl, root)
    assert told["totals"] == alone["totals"]
    named: dict[str, list[str]] = {name: [] for name in expected}
    for item in told["findings"]:
        for place in item["places"]:
            name = place["file"].partition("ruecklauf/")[2]
            if name in named:
                named[name].append(item["code"])
                said = re.sub(r"\\\{\w+\\\}", ".+", re.escape(RULES[item["code"]].advice))
                assert re.fullmatch(said, item["advice"])
                assert item["severity"] == "error"
    assert named == {name: [code] for name, code in expected.items()}
    assert len(told["findings"]) - len(alone["findings"]) == 60
    rest = iter(report_of(lipctl, root))
    assert all(text in rest for text in first), "the report says the same, in the same order; it may say more"
    # Four of the bad files are as slow as a file can be made that is still refused; the others cost next to nothing.
    assert slow < 3 * quick + 30


def checked(lipctl: Run, root: Path) -> tuple[dict[str, Any], float]:
    """What ``check`` prints, and the seconds of computing it took, however busy the machine is."""
    before = os.times()
    done = lipctl("check", "2013", "--format", "json", "--as-of", "2013-12-31", cwd=root)
    after = os.times()
    seconds = after.children_user - before.children_user + after.children_system - before.children_system
    told: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == any(item["severity"] == "error" for item in told["findings"]), done.stderr
    return told, seconds


def report_of(lipctl: Run, root: Path) -> list[str]:
    """The report's paragraphs."""
    done = lipctl("report", "2013", "--as-of", "2013-12-31", cwd=root)
    assert done.returncode == 0, done.stderr
    document = Document(BytesIO((root / "ausgabe" / "2013" / "Controllingbericht-2013-Entwurf.docx").read_bytes()))
    texts = [paragraph.text for paragraph in document.paragraphs if not paragraph.style.name.startswith("toc")]
    assert sum(text.startswith(f"{ANSWER} (7-") for text in texts) == len(DEPARTMENTS)
    return texts
