"""What lipctl says of files that nobody should open (and of some that only look so): each row is one file of a round.

``liest`` tells whether the answers of the form that the file was made from are read. Every file is read in a process that
may take 1 GiB, half a minute of computing and no network, beside a secret that it tries to steal.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lipctl.findings import RULES
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from support.command_line import run_python
from support.excel_typing import type_into
from support.hostile import ANSWER, FILES, HEAVY, PLACES, Good
from support.packages import as_excel_saves
from support.rounds import ONE_MEASURE, Office, open_office
from support.tables import rows_of

pytest.importorskip("resource", reason="memory is limited as Unix does it")

OUTCOMES = """
| file | says | liest |
|---|---|---|
| xxe in [Content_Types].xml | LIP232 | nein |
| xxe in _rels/.rels | LIP232 | nein |
| xxe in xl/workbook.xml | LIP232 | nein |
| xxe in xl/_rels/workbook.xml.rels | LIP232 | nein |
| xxe in xl/sharedStrings.xml | LIP232 | nein |
| xxe in xl/styles.xml | LIP232 | nein |
| xxe in xl/theme/theme1.xml | LIP232 | nein |
| xxe in xl/worksheets/sheet3.xml | LIP232 | nein |
| xxe in xl/worksheets/_rels/sheet3.xml.rels | LIP232 | nein |
| xxe in xl/comments1.xml | LIP232 | nein |
| xxe in xl/threadedComments/threadedComment1.xml | LIP232 | nein |
| xxe in xl/drawings/drawing1.xml | LIP232 | nein |
| xxe in xl/drawings/vmlDrawing1.vml | LIP232 | nein |
| xxe in docProps/core.xml | LIP232 | nein |
| xxe in docProps/app.xml | LIP232 | nein |
| xxe in customXml/item1.xml | LIP232 | nein |
| xxe from the net | LIP232 | nein |
| xxe by a parameter entity | LIP232 | nein |
| a document type without entities | LIP232 | nein |
| entity bomb in shared texts | LIP232 | nein |
| entity bomb in an attribute | LIP232 | nein |
| quadratic entity | LIP232 | nein |
| xxe in utf-16 | LIP232 | nein |
| xxe behind a long comment | LIP232 | nein |
| 800 mib of blanks in a sheet | LIP230 | nein |
| 800 mib of blanks in shared texts | LIP230 | nein |
| 800 mib of blanks in styles | LIP230 | nein |
| 800 mib of blanks that nobody reads |  | ja |
| 60 mib of blanks in a sheet | LIP230 | nein |
| 2 million shared texts |  | ja |
| a million empty cells |  | ja |
| many comments | LIP216 | ja |
| nested a million deep | LIP230 | nein |
| nested 9 million deep | LIP230 | nein |
| a million names |  | ja |
| a million attributes |  | ja |
| one long text in many cells | LIP216 LIP218 | ja |
| 300,000 filled cells | LIP216 LIP218 | ja |
| 300,000 filled cells before the form | LIP216 LIP218 | ja |
| a module of old macros | | ja |
| a million formatted rows |  | ja |
| a million cell formats |  | ja |
| 100,000 entries | LIP230 | nein |
| 2,001 entries | LIP230 | nein |
| 1,500 sheets | LIP216 | ja |
| larger than any form | LIP229 | nein |
| 20 mib of photos |  | ja |
| 4,000 identities in a row | LIP206 | ja |
| a cell in xfd1048576 | LIP216 | ja |
| one merge over whole columns |  | ja |
| dimension says A1 |  | ja |
| dimension says A1 to XFD1048576 |  | ja |
| dimension says B2 to A1 |  | ja |
| dimension says Unsinn |  | ja |
| row number zehn | LIP227 | nein |
| row number -5 | LIP227 | nein |
| row number 0 | LIP227 | nein |
| row number 1048577 | LIP227 | nein |
| row number 99999999999999999999 | LIP227 | nein |
| row number 1_0 | LIP227 | nein |
| row number ٣ | LIP227 | nein |
| row number 1.5 | LIP227 | nein |
| row number empty | LIP227 | nein |
| cell B0 | LIP227 | nein |
| cell AAAA1 | LIP227 | nein |
| cell XFE1 | LIP227 | nein |
| cell $B$7 | LIP227 | nein |
| cell b7 | LIP210 | ja |
| cell 7 | LIP227 | nein |
| cell B | LIP227 | nein |
| cell B7 to B8 | LIP227 | nein |
| cell empty | LIP227 | nein |
| a cell twice | LIP231 | nein |
| an answer with a second value | LIP252 | nein |
| shared text that is not there | LIP227 | nein |
| shared text minus one | LIP227 | nein |
| cell format that is none | LIP227 | nein |
| cell format that is not there | LIP216 | ja |
| a number without end | LIP216 | ja |
| invalid utf-8 | LIP227 | nein |
| zero bytes in the xml | LIP227 | nein |
| says it is utf-16 | LIP227 | nein |
| says it is x-klingon | LIP227 | nein |
| says it is rot13 | LIP227 | nein |
| says it is idna | LIP227 | nein |
| says it is utf-7 | LIP227 | nein |
| in windows-1252 |  | ja |
| in utf-16 |  | ja |
| another root | LIP231 | nein |
| another namespace | LIP231 | nein |
| a part in pieces | LIP227 | nein |
| two roots | LIP227 | nein |
| part 1,000,000,000 | LIP215 | ja |
| part minus one | LIP215 | ja |
| part with 5,000 digits | LIP215 | ja |
| a number with 5,000 digits | LIP215 | ja |
| another plan | LIP203 | nein |
| form version 99 | LIP207 | ja |
| a part twice | LIP233 | nein |
| a part twice in other case | LIP233 | nein |
| a part twice with a backslash | LIP233 | nein |
| parts in wrong case |  | ja |
| part names with backslashes |  | ja |
| absolute part names |  | ja |
| part names that lead out | LIP230 | nein |
| a part more that leads out |  | ja |
| an empty archive | LIP242 | nein |
| packed with bzip2 | LIP231 | nein |
| packed with lzma | LIP231 | nein |
| encrypted entries | LIP220 | nein |
| says a part is small | LIP227 | nein |
| says a part is huge |  | ja |
| says a part is packed less than it is | LIP227 | nein |
| says a part is packed more than it is |  | ja |
| a wrong check sum | LIP227 | nein |
| garbage in a part | LIP227 | nein |
| noise before the archive | LIP201 | nein |
| noise after the archive |  | ja |
| cut at 10 percent | LIP227 | nein |
| cut at 20 percent | LIP227 | nein |
| cut at 30 percent | LIP227 | nein |
| cut at 40 percent | LIP227 | nein |
| cut at 50 percent | LIP227 | nein |
| cut at 60 percent | LIP227 | nein |
| cut at 70 percent | LIP227 | nein |
| cut at 80 percent | LIP227 | nein |
| cut at 90 percent | LIP227 | nein |
| no content types |  | ja |
| no relations | LIP231 | nein |
| no workbook | LIP231 | nein |
| no relations of the workbook | LIP231 | nein |
| no sheet | LIP231 | nein |
| no shared texts | LIP227 | nein |
| no styles |  | ja |
| no comments where there should be |  | ja |
| the workbook is its own sheet | LIP231 | nein |
| a sheet listed twice | LIP231 | nein |
| a sheet is its own comment | LIP231 | nein |
| relations of relations |  | ja |
| a sheet outside of the file | LIP231 | nein |
| a sheet on the disk | LIP231 | nein |
| a sheet in the net | LIP231 | nein |
| a dde formula | LIP216 | ja |
| a dde formula as the answer | LIP209 | ja |
| a dde formula without result as the answer | LIP208 | ja |
| an external link | LIP222 | ja |
| a dde link | LIP222 | ja |
| macros | LIP222 | ja |
| an excel 4 macro sheet | LIP222 | ja |
| a data connection | LIP222 | ja |
| an embedded document | LIP217 | ja |
| a picture | LIP217 | ja |
| protected by a password | LIP220 | nein |
| an old workbook, damaged | LIP227 | nein |
| an old word document | LIP224 | nein |
| an outlook mail | LIP225 | nein |
| a word document | LIP224 | nein |
| a presentation | LIP225 | nein |
| an odt document | LIP224 | nein |
| an ods, damaged | LIP227 | nein |
| an ods with a document type | LIP232 | nein |
| an ods with a password | LIP220 | nein |
| an xlsb, damaged | LIP227 | nein |
| an ods that repeats a cell 17 thousand million times | LIP202 | nein |
| an ods that repeats a cell 17 million times | LIP202 | nein |
| an ods that repeats a cell 300,000 times | LIP202 | nein |
| a workbook that is no form | LIP202 | nein |
| a pdf | LIP225 | nein |
| a web page | LIP225 | nein |
| a table saved as a web page | LIP225 | nein |
| a csv | LIP225 | nein |
| a csv in windows-1252 | LIP225 | nein |
| unicode text | LIP225 | nein |
| rich text | LIP225 | nein |
| an old xml workbook | LIP253 | nein |
| a flat ods | LIP253 | nein |
| a workbook of gnumeric | LIP253 | nein |
| a workbook of openoffice 1 | LIP253 | nein |
| a workbook of numbers | LIP253 | nein |
| xml with a document type | LIP225 | nein |
| a photo | LIP225 | nein |
| a drawing | LIP225 | nein |
| an animation | LIP225 | nein |
| a mail | LIP242 | nein |
| a rar archive | LIP225 | nein |
| a 7z archive | LIP225 | nein |
| a gz archive | LIP225 | nein |
| nothing | LIP226 | nein |
| only zeros | LIP228 | nein |
| only blanks | LIP225 | nein |
| noise | LIP201 | nein |
| four letters | LIP227 | nein |
"""
PLACES_SAY = """
| file | says |
|---|---|
| pipe.xlsx | LIP234 |
| link to a secret.xlsx | LIP234 |
| link to a device.xlsx | LIP234 |
| link to nothing.xlsx | LIP234 |
| linked folder | LIP234 |
| linked folder.xlsx | LIP234 |
| empty folder.xlsx | |
| ~$18.xlsx | LIP235 |
| .~lock.18.xlsx# | LIP235 |
| ._18.xlsx | LIP236 |
| .DS_Store | LIP236 |
| Thumbs.db | LIP236 |
| desktop.ini | LIP236 |
"""
STOLEN = "Inhalt-einer-fremden-Datei"
TESTS = Path(__file__).parents[1]

ROWS = {row["file"]: (row["says"].split(), row["liest"] == "ja") for row in rows_of(OUTCOMES)}
LIGHT = sorted(FILES.keys() - HEAVY)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    folder = tmp_path_factory.mktemp("good")
    form = open_office(folder, ONE_MEASURE).send_forms(2013)["18"]
    secret = folder / "geheim.txt"
    secret.write_text(STOLEN, encoding="utf-8")
    return Good(type_into(as_excel_saves(form), {(MeasureNumber("5-1-3"), 1, Question.STATUS): ANSWER}), secret)


@pytest.fixture(scope="module")
def all_light_ones(good: Good, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of one round that holds all files that are quick to read, and of what is no ordinary file."""
    office = open_office(tmp_path_factory.mktemp("round"), ONE_MEASURE)
    fill(office, good, LIGHT)
    for name, make in PLACES.items():
        make(office.workspace.responses(2013) / name, good)
    return guarded(office, good)


def fill(office: Office, good: Good, names: list[str]) -> None:
    for name in names:
        office.receive(2013, file_name(name), FILES[name](good))


def file_name(name: str) -> str:
    return name.replace("/", ", ") + ".xlsx"


def guarded(office: Office, good: Good) -> dict[str, Any]:
    """Read a round in a process of its own, see :mod:`support.guarded`."""
    arguments = (str(office.workspace.root), "2013", str(good.secret))
    done = run_python("-m", "support.guarded", *arguments, env={"PYTHONPATH": search_path()})
    assert done.returncode == 0, done.stderr
    assert STOLEN not in done.stdout + done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["touched"] == []
    return told


@cache
def search_path() -> str:
    return os.pathsep.join(str(path) for path in (TESTS, TESTS.parent / "tools"))


def outcome(told: dict[str, Any], name: str) -> tuple[list[str], bool]:
    """The codes of a file's findings, and whether its answers were read."""
    codes = {code for file, code, _ in told["findings"] if file == name}
    return sorted(codes), ANSWER in told["answers"].get(name, [])


@pytest.mark.parametrize("name", LIGHT)
def test_each_file_gives_its_finding(all_light_ones: dict[str, Any], name: str) -> None:
    assert outcome(all_light_ones, file_name(name)) == ROWS[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HEAVY))
def test_each_file_that_is_heavy_gives_its_finding_within_time_and_memory(
    good: Good, tmp_path: Path, name: str
) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    fill(office, good, [name])
    assert outcome(guarded(office, good), file_name(name)) == ROWS[name]


@pytest.mark.parametrize(("name", "says"), [(row["file"], row["says"].split()) for row in rows_of(PLACES_SAY)])
def test_what_is_no_ordinary_file_is_not_opened(all_light_ones: dict[str, Any], name: str, says: list[str]) -> None:
    assert outcome(all_light_ones, name) == (says, False)
    assert not any(file.startswith(f"{name}/") for file in all_light_ones["answers"])


def test_each_file_stands_in_the_table_and_there_are_enough() -> None:
    assert ROWS.keys() == FILES.keys()
    assert [row["file"] for row in rows_of(PLACES_SAY)] == list(PLACES)
    assert len(ROWS) >= 40


def test_a_file_that_is_not_read_is_one_finding() -> None:
    not_read = {name: codes for name, (codes, is_read) in ROWS.items() if not is_read}
    errors = {name: [code for code in codes if RULES[code].severity == "error"] for name, codes in not_read.items()}
    assert {name: len(codes) for name, codes in errors.items()} == dict.fromkeys(not_read, 1)


def test_the_rest_of_the_round_is_right(good: Good, tmp_path: Path) -> None:
    plan = "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-4 | 15 |\n| 5-1-5 | 43 |\n| 5-1-6 | |"
    office = open_office(tmp_path, plan)
    office.answer(2013, "| Nummer | Stand |\n| 5-1-4 | getan |", department="15", name="ä.xlsx")
    office.answer(2013, "| Nummer | Gründe |\n| 5-1-5 | kein Geld |", department="43", name="Ü (2).xlsx")
    before = office.check(2013)
    refused = [name for name in LIGHT if not ROWS[name][1] and len(ROWS[name][0]) == 1]
    refused.remove("an answer with a second value")  # only the answer is refused: the department has responded
    fill(office, good, refused)
    after = office.check(2013)
    assert after.counts == before.counts
    bad = {f"data/2013/ruecklauf/{file_name(name)}" for name in refused}
    others = [item for item in after.findings if not any(place.file in bad for place in item.places)]
    assert others == before.findings
    assert len(after.findings) - len(others) == len(bad) > 100
