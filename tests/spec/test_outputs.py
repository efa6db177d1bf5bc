"""What lipctl gives away holds nothing of this computer, nothing of the senders' computers, and nothing that acts.

Every kind of output is made once, from responses full of metadata, links, macros and formulas, and taken apart.
"""

from __future__ import annotations

import getpass
import re
import socket
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from support.command_line import run_python
from support.excel_typing import type_into
from support.forms import saved
from support.packages import MAIN, packed, parts_of, related
from support.rounds import open_office

PLAN = "| Nummer | Dienststelle |\n| 1 | 18 |\n| 2 | 18 |\n| 3 | 15 |"
FOREIGN = ("Frau Geheim", "PC-4711", "Firma Fremd", "server-der-fremden", "EXEC", "calc.exe", "fremd.example")
"""What stands in the responses beside the answers: authors, computers, links, macros."""
FUNCTIONS = {
    "AND", "CHOOSE", "CONCATENATE", "COUNT", "COUNTIF", "EXACT", "FIND", "IF", "IFERROR", "INDEX", "ISNUMBER", "LEFT", "LEN", "LOOKUP", "LOWER", "MATCH", "MAX", "MID",
    "NOT", "OR", "RIGHT", "ROW", "SEARCH", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TRIM", "TRUE", "FALSE", "UPPER", "VALUE", "_xlfn.UNICHAR",
}  # fmt: skip
WITH_THE_OFFICE_S_ADDRESS = ("/lipctl.toml", "/web/barrierefreiheit.html")
"""Where the office says itself to which mail address citizens write."""
FIELDS = {"TOC", "PAGE", "PAGEREF", "NUMPAGES", "REF", "STYLEREF", "SEQ"}
XLSX_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(_rels|xl/_rels|xl/worksheets/_rels)/[\w.]*\.rels|docProps/(app|core)\.xml|"
    r"xl/(workbook|styles|comments/comment\d+|theme/theme1|worksheets/sheet\d+|tables/table\d+)\.xml|xl/drawings/commentsDrawing\d+\.vml"
)
DOCX_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(_rels|word/_rels|word/charts/_rels)/[\w.]*\.rels|docProps/(app|core|custom)\.xml|"
    r"word/(document|fontTable|footnotes|endnotes|numbering|settings|styles|webSettings|header\d+|footer\d+|theme/theme1)\.xml|"
    r"word/charts/[\w.]+\.xml|word/embeddings/[\w.]+\.xlsx|word/media/[\w.]+"
)


def foreign(form: bytes, answers: dict[tuple[str, Question], str]) -> bytes:
    """A form as it comes back from a computer that leaves its traces everywhere."""
    typed = type_into(
        form, {(MeasureNumber(number), 1, question): text for (number, question), text in answers.items()}
    )
    book = load_workbook(BytesIO(typed))
    book.properties.creator, book.properties.lastModifiedBy = "Frau Geheim", "PC-4711\\geheim"
    book.properties.description = book.properties.keywords = "Firma Fremd"
    book.worksheets[2]["B5"].comment = Comment("– – –", "Frau Geheim")
    for cell in book.worksheets[2]["B"]:
        if cell.value in answers.values():
            cell.hyperlink = "https://fremd.example/x"
    parts = parts_of(saved(book))
    parts["xl/vbaProject.bin"] = b"calc.exe"
    parts["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'.encode()
    parts = related(parts, "xl/workbook.xml", "vbaProject", "vbaProject.bin")
    parts = related(parts, "xl/workbook.xml", "externalLink", "externalLinks/externalLink1.xml")
    link = "file:///\\\\server-der-fremden\\a.xlsx"
    return packed(
        related(parts, "xl/externalLinks/externalLink1.xml", "externalLinkPath", link, ' TargetMode="External"')
    )


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that lipctl writes, by its path."""
    root = tmp_path_factory.mktemp("outputs") / "amt"
    office = open_office(root, PLAN, assessment_from=2013)
    forms = office.send_forms(2013)
    dangerous = {
        ("1", Question.STATUS): "=cmd|'/c calc'!A0 {{ 7*7 }} <w:p>",
        ("2", Question.PLANNED_STEPS): "@SUM(1+1)*x",
    }
    office.receive(2013, "a.xlsx", foreign(forms["18"], dangerous))
    office.receive(2013, "b.xlsx", foreign(forms["15"], {("3", Question.REASONS): '=HYPERLINK("https://x.example")'}))
    for args in (
        ["init", "../leer"],
        ["export-forms", "2014"],
        ["export-forms", "2013", "--open"],
        ["report", "2013", "--sources"],
        ["report", "2013", "--public"],
    ):
        done = run_python("-m", "lipctl", *args, "-q", cwd=root)
        assert done.returncode == 0, done.stderr
    found = {
        path.relative_to(root.parent).as_posix(): path.read_bytes()
        for folder in (root / "ausgabe", root.parent / "leer")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert {Path(name).suffix for name in found} >= {".xlsx", ".docx", ".json", ".toml"}
    assert any("nachforderung" in name for name in found)
    return found


def packages(outputs: dict[str, bytes], suffix: str) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The parts of each workbook or document, also of workbooks inside of documents."""
    for name, content in outputs.items():
        if not content.startswith(b"PK"):
            continue
        parts = parts_of(content)
        if name.endswith(suffix):
            yield name, parts
        for inner, part in parts.items():
            if inner.endswith(suffix):
                yield f"{name}/{inner}", parts_of(part)


def everything(outputs: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from outputs.items()
    for suffix in (".xlsx", ".docx"):
        for name, parts in packages(outputs, suffix):
            yield from ((f"{name}/{part}", content) for part, content in parts.items())


def test_nothing_of_this_computer_is_given_away(outputs: dict[str, bytes]) -> None:
    own = {
        getpass.getuser(),
        socket.gethostname(),
        str(Path.home()),
        tempfile.gettempdir(),
        str(Path.cwd()),
        str(Path(__file__).parent),
    }
    found = [
        (name, word)
        for name, content in everything(outputs)
        for word in own
        # A name of four letters ("root", "test") is a word of many languages and formats.
        if len(word) > 4 and word.encode() in content
    ]
    assert found == []


def test_nothing_of_the_senders_is_given_away_but_their_answers(outputs: dict[str, bytes]) -> None:
    found = [(name, word) for name, content in everything(outputs) for word in FOREIGN if word.encode() in content]
    assert found == []


def test_workbooks_and_documents_hold_only_the_parts_they_need(outputs: dict[str, bytes]) -> None:
    for suffix, allowed in ((".xlsx", XLSX_PARTS), (".docx", DOCX_PARTS)):
        for name, parts in packages(outputs, suffix):
            explained = {"word/comments.xml"} if "report_templates" in name else set()
            assert [part for part in parts if not allowed.fullmatch(part) and part not in explained] == [], name


def test_nothing_leads_out_of_a_file(outputs: dict[str, bytes]) -> None:
    found = [
        name
        for name, content in everything(outputs)
        if re.search(rb"(?:TargetMode|r:link|attachedTemplate|file://)", content)
        or (b"mailto:" in content and not name.endswith(WITH_THE_OFFICE_S_ADDRESS))
    ]
    assert [name for name in found if not name.endswith((".docx", ".xlsx", ".pdf"))] == []


def test_no_author_is_named(outputs: dict[str, bytes]) -> None:
    for suffix in (".xlsx", ".docx"):
        for name, parts in packages(outputs, suffix):
            core, app = (parts.get(f"docProps/{part}.xml", b"").decode() for part in ("core", "app"))
            named = re.findall(r"<(?:dc:creator|cp:lastModifiedBy|dc:description|cp:keywords)>([^<]+)<", core)
            assert named == [], name
            assert not re.search("<(?:Company|Manager|Template|HyperlinkBase)>[^<]", app)


def test_formulas_are_ours_and_call_only_harmless_functions(outputs: dict[str, bytes]) -> None:
    formulas = [
        (name, formula)
        for name, parts in packages(outputs, ".xlsx")
        for part, content in parts.items()
        if part.startswith("xl/worksheets/") or part == "xl/workbook.xml"
        for formula in re.findall(r"<(?:f|formula|formula[12]|definedName)\b[^>]*>([^<]*)<", content.decode())
    ]
    assert len(formulas) > 100
    for name, formula in formulas:
        bare = re.sub('&quot;[^&]*&quot;|"[^"]*"', "", formula)
        assert set(re.findall(r"([A-Za-z_.0-9]+)\(", bare)) <= FUNCTIONS, (name, formula)
        assert not re.search(r"[|\[\]]|https?:|DDE", bare), (name, formula)


def test_fields_of_the_report_only_count_and_refer(outputs: dict[str, bytes]) -> None:
    for name, parts in packages(outputs, ".docx"):
        if "report_templates" in name:
            continue  # the office's own document, with comments that explain it
        text = "".join(
            content.decode() for part, content in parts.items() if part.startswith("word/") and part.endswith(".xml")
        )
        codes = re.findall(r"<w:instrText[^>]*>\s*(\w+)", text) + re.findall(
            r'<w:fldSimple [^>]*w:instr="\s*(\w+)', text
        )
        assert set(codes) <= FIELDS, name
        assert not re.search(r"<w:(?:object|control|comment|ins|del|altChunk|subDoc|attachedTemplate)\b", text), name
        assert not re.search(r"w:rsid|w15:person|o:OLEObject|<w:docVars", text), name


def test_what_was_typed_is_text_wherever_it_stands(outputs: dict[str, bytes]) -> None:
    """The dangerous answers came through to the letter, and not as a formula or a tag."""
    (name,) = [name for name in outputs if name.endswith("Controllingbericht-2013-Entwurf.docx")]
    assert "=cmd|'/c calc'!A0 {{ 7*7 }} &lt;w:p&gt;" in parts_of(outputs[name])["word/document.xml"].decode()
    (form,) = [content for name, content in outputs.items() if "nachforderung" in name and "18" in name]
    cells = {cell.value: cell for sheet in load_workbook(BytesIO(form)) for row in sheet.iter_rows() for cell in row}
    assert cells["@SUM(1+1)*x"].data_type == "s"
    assert cells["@SUM(1+1)*x"].number_format == "@"


def test_two_runs_make_the_same_archives(outputs: dict[str, bytes]) -> None:
    for name, content in outputs.items():
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as archive:
                assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, name
                assert {entry.comment for entry in archive.infolist()} == {b""}, name
