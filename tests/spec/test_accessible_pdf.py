"""The PDF that anybody can read: PDF/UA-1 and PDF/A-2b, by LibreOffice, mended, and judged by veraPDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import build_template
from lipctl.commands.report import Edition, make_pdf, write_report
from lipctl.pdf.metadata import is_own
from lipctl.word.context import context
from lipctl.word.properties import Properties
from lipctl.word.template import compile_template
from support.office import soffice
from support.pdf_validator import failures
from support.report import SETTINGS, sample_view
from support.rounds import AS_OF, open_office

pytestmark = pytest.mark.foreign
PROPERTIES = Properties("Controllingbericht 2010", AS_OF, "Lokaler Integrationsplan, Stadt A&B")
VIEWS = {"assessed": sample_view(40, assessed=True), "not assessed": sample_view(8), "nothing": sample_view(0)}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A PDF of each view, as ``lipctl report --pdf`` makes it."""
    folder = tmp_path_factory.mktemp("pdfs")
    template = compile_template(build_template.TARGET.read_bytes())
    files = {}
    for number, (name, view) in enumerate(VIEWS.items()):
        document = template.render(context(view, SETTINGS), PROPERTIES, paged=True)
        files[name] = folder / f"{number}.pdf"
        files[name].write_bytes(make_pdf(Path(soffice()), document, PROPERTIES).data)
    return files


@pytest.fixture
def pdf(pdfs: dict[str, Path]) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdfs["assessed"].read_bytes()))


@pytest.fixture(scope="module")
def verdict(pdfs: dict[str, Path]) -> list[str]:
    """What veraPDF says of them, and of one that is as LibreOffice 7.4 would have left it; one start of Java for all."""
    worse = pdfs["not assessed"].with_name("worse.pdf")
    with pikepdf.open(pdfs["not assessed"]) as pdf:
        for page in pdf.pages:
            page.obj["/Tabs"] = pikepdf.String("S")
        pdf.save(worse)
    return failures([*pdfs.values(), worse])


def test_verapdf_finds_nothing(verdict: list[str]) -> None:
    assert [line for line in verdict if not line.startswith("worse.pdf")] == []


def test_verapdf_would_find_something(verdict: list[str]) -> None:
    assert any(line.startswith("worse.pdf ua1 7.18.3") for line in verdict)


def test_the_contents_name_the_right_pages(pdfs: dict[str, Path]) -> None:
    """Every entry's number is that of the page on which its heading stands."""
    pages = text_of(pdfs["assessed"]).split("\f")
    entries = re.findall(r"^ *(\S.*?) *\.{5,} *(\d+)$", pages[1], re.MULTILINE)
    assert len(entries) > 5
    numbers = [int(number) for _, number in entries]
    assert numbers == sorted(numbers)
    for words, number in entries:
        assert words in lines_of(pages[int(number) - 1]), (words, number)


def test_the_contents_are_tagged_as_such(pdf: pikepdf.Pdf) -> None:
    kinds = [str(item["/S"]) for item in structure(pdf)]
    links = sum(len(page.obj.get("/Annots", ())) for page in pdf.pages[1:3])  # the links to measures come after them
    assert kinds.count("/TOC") == 1
    assert kinds.count("/TOCI") == links / 2 > 5  # the words and the number each lead to the page


def test_links_say_where_they_lead(pdf: pikepdf.Pdf) -> None:
    texts = [str(link.Contents) for page in pdf.pages for link in page.obj.get("/Annots", ())]
    assert "Zusammenfassung" in texts
    assert any(re.fullmatch(r"Zusammenfassung, Seite \d+", text) for text in texts)
    assert not [text for text in texts if text.isdecimal()]


def test_first_columns_are_heads_of_their_rows_and_tables_say_what_they_show(pdf: pikepdf.Pdf) -> None:
    scopes = [str(item.A[-1].Scope) for item in structure(pdf) if item["/S"] == "/TH"]
    assert scopes.count("/Row") > 40 < scopes.count("/Row") + scopes.count("/Column") == len(scopes)
    summaries = [str(item.A[-1].Summary) for item in structure(pdf) if item["/S"] == "/Table"]
    assert summaries[1] == "Eine Zeile je Handlungsfeld, eine Spalte je Stand, am Ende die Summen."
    assert all(text.startswith(("Eine Zeile", "Zeilen: ")) for text in summaries)


def test_the_chart_has_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    figures = [item for item in structure(pdf) if item["/S"] == "/Figure"]
    assert [str(figure.Alt).startswith("Balkendiagramm mit einem Balken je") for figure in figures] == [True]


def test_headings_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "Zusammenfassung"
    assert any(title.startswith("Handlungsfeld 1") for title in titles)


def test_language_and_title_are_said_and_shown(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "de-DE"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "Controllingbericht 2010"
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes().decode()


def test_nobody_is_named_in_its_metadata(pdf: pikepdf.Pdf) -> None:
    assert set(pdf.docinfo.keys()) == {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert "creator>" not in pdf.Root.Metadata.read_bytes().decode().replace("CreatorTool", "")


def test_two_runs_are_equal_byte_for_byte_and_lipctl_knows_its_own(tmp_path: Path) -> None:
    office = open_office(tmp_path, assessment_from=2010)
    office.answer(2010, "| Nummer | Stand | Bewertung |\n| 5-1-3 | Getan & gut | erfüllt |")
    edition = Edition(office=Path(soffice()), public=True)
    first = write_report(office.workspace, 2010, as_of=AS_OF, edition=edition)
    assert first.pdf is not None
    assert (first.pdf.name, first.kept_copies) == ("Controllingbericht-2010-oeffentlich-Entwurf.pdf", ())
    content = first.pdf.read_bytes()
    again = write_report(office.workspace, 2010, as_of=AS_OF, edition=edition)
    assert again.kept_copies == ()
    assert first.pdf.read_bytes() == content
    assert is_own(content)
    assert "Getan & gut" in text_of(first.pdf)
    assert "Muster" not in text_of(first.pdf)


def text_of(file: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("Poppler (pdftotext) is not installed")
    return subprocess.run(
        [program, "-layout", str(file), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout


def lines_of(page: str) -> set[str]:
    """The lines of a page without the blanks that place them."""
    return {" ".join(line.split()) for line in page.splitlines()}


def structure(pdf: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure, in order."""
    found: list[Any] = []

    def walk(item: Any) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.append(item)
            walk(item.get("/K"))

    walk(pdf.Root.StructTreeRoot.K)
    return found
