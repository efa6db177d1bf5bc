"""Each printed text can be traced: ``report --sources`` names file, sheet and cell, and there it stands."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import build_sample
from lipctl.commands.report import Edition, write_report
from lipctl.workspace import Workspace
from support.rounds import AS_OF, Office, open_office
from support.views import view_of
from support.word import texts

SOURCES = Edition(sources=True)


def written(workspace: Workspace, year: int, folder) -> tuple[dict, list[str]]:
    result = write_report(workspace, year, as_of=AS_OF, edition=SOURCES, output=folder / "bericht.docx")
    return json.loads(result.sources.read_text(encoding="utf-8")), texts(result.path.read_bytes())


@cache
def opened(path: Path) -> Workbook:
    return load_workbook(path)


def cell_texts(workspace: Workspace, sources: dict, statement: dict) -> list[str]:
    """What openpyxl sees at a statement's places."""
    files = {file["key"]: file["file"] for file in sources["files"]}
    found = []
    for place in statement["places"]:
        book = opened(workspace.root / files[place["file"]])
        found += [str(book[place["sheet"]][cell].value or "") for cell in place["cells"]]
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    workspace = Workspace(build_sample.ROOT)
    return workspace, *written(workspace, 2010, tmp_path_factory.mktemp("out"))


def test_every_statement_stands_where_the_sources_say(sample):
    workspace, sources, _ = sample
    assert len(sources["statements"]) > 40
    for statement in sources["statements"]:
        found = cell_texts(workspace, sources, statement)
        assert found, statement
        if statement["sha256"] is not None:
            assert statement["sha256"] in [sha256(text.strip().encode()).hexdigest() for text in found], statement


def test_every_printed_answer_has_a_statement(sample):
    _, sources, printed = sample
    view = view_of(Office(Workspace(build_sample.ROOT)), 2010)
    digests = {statement["sha256"] for statement in sources["statements"]}
    for measure in view.measures():
        for answer in (answer for part in measure.parts for answer in part.answers):
            assert sha256("\n\n".join(answer.paragraphs).encode()).hexdigest() in digests
            assert all(paragraph in printed for paragraph in answer.paragraphs)


def test_files_are_reported_with_their_checksum(sample):
    workspace, sources, printed = sample
    for file in sources["files"]:
        assert file["sha256"] == sha256((workspace.root / file["file"]).read_bytes()).hexdigest()
        assert file["sha256"][:12] in printed
    assert {file["modified"] for file in sources["files"][1:]} == {"2010-06-30"}


def test_persons_have_places_but_no_digest(sample):
    _, sources, _ = sample
    personal = [item for item in sources["statements"] if item["field"].startswith("contact_")]
    assert personal
    assert {item["sha256"] for item in personal} == {None}


def test_non_measures_leave_no_trace_in_the_sources(sample):
    _, sources, _ = sample
    assert "5-1-1" not in {item["measure"] for item in sources["statements"]}
    assert not [file for file in sources["files"] if "5-1-1" in file["measures"]]


def test_an_earlier_text_is_traced_to_the_file_of_its_year(tmp_path):
    office = open_office(tmp_path, assessment_from=2012)
    office.answer(2012, "| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | alt | weiter | in Bearbeitung |")
    office.answer(2013, "| Nummer | unverändert | Bewertung |\n| 5-1-3 | ja | in Bearbeitung |")
    sources, _ = written(office.workspace, 2013, tmp_path / "out")
    told = {(item["field"], item["year"]): item for item in sources["statements"]}
    for key, text in ((("status", 2012), "alt"), (("assessment", 2013), "in Bearbeitung"), (("unchanged", 2013), "ja")):
        assert told[key]["sha256"] == sha256(text.encode()).hexdigest()
        assert text in cell_texts(office.workspace, sources, told[key])
    files = {file["key"]: file["file"] for file in sources["files"]}
    assert files[told["status", 2012]["places"][0]["file"]] == "data/2012/ruecklauf/18.xlsx"


def test_a_file_set_aside_and_a_finding_left_open_are_reported(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 50 |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1 | getan | weiter |", department="18")
    office.receive(2013, "_ignoriert/alt.xlsx", b"x")
    sources, printed = written(office.workspace, 2013, tmp_path / "out")
    assert [item["file"] for item in sources["set_aside"]] == ["data/2013/ruecklauf/_ignoriert/alt.xlsx"]
    assert "Die Datei zählt nicht mit: sie liegt im Ordner „_ignoriert“." in printed
    left = {item.code: item.concerned for item in view_of(office, 2013).sources.left_open}
    assert left == {"LIP301": ("2",), "LIP302": ("Fachbereich 50",)}
