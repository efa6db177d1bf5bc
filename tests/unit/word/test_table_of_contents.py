"""The table of contents: one linked entry per heading, no page number rather than a wrong one, still Word's own field."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from support.command_line import run_python
from support.word import docx, flattened, paragraph, part, render, run, texts


def field(instruction: str, *shown: str) -> str:
    """A TOC field as Word writes it: it begins in its first entry and ends in a paragraph of its own."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    entries = [
        paragraph(begin if index == 0 else "<w:r/>", text, style="Verzeichnis1") for index, text in enumerate(shown)
    ]
    return "".join(entries) + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


TOC = field(' TOC \\o "1-2" \\h \\z ', "alt eins", "alt zwei")
BODY = [
    paragraph("Inhalt"),
    TOC,
    paragraph("{%p for x in felder %}"),
    paragraph("{{ x }}", style="berschrift1"),
    paragraph("Bereich ", "{{ x }}", style="berschrift2"),
    paragraph("Ansatz", style="berschrift3"),
    paragraph("Text"),
    paragraph("{%p endfor %}"),
]


def entries(document: bytes) -> list[tuple[str, str]]:
    return [(style, text.strip("\t")) for style, text in flattened(document) if style.startswith("toc")]


def test_headings_of_the_levels_asked_for_are_listed() -> None:
    assert entries(render(docx(*BODY), felder=["A & B", "C"])) == [
        ("toc 1", "A & B"), ("toc 2", "Bereich A & B"), ("toc 1", "C"), ("toc 2", "Bereich C"),
    ]  # fmt: skip


def test_what_stood_in_the_field_before_is_gone() -> None:
    assert not [text for text in texts(render(docx(*BODY), felder=["A"])) if text.startswith("alt")]


def test_each_entry_links_to_its_heading() -> None:
    xml = part(render(docx(*BODY), felder=["A", "B"]))
    anchors = re.findall(r'w:anchor="([^"]+)"', xml)
    assert anchors == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml)
    assert len(set(anchors)) == len(anchors) == 4


def test_bookmark_ids_are_unique_beside_those_of_the_template() -> None:
    mine = paragraph('<w:bookmarkStart w:id="0" w:name="Meine"/>', "x", '<w:bookmarkEnd w:id="0"/>')
    ids = re.findall(r'<w:bookmarkStart w:id="(\d+)"', part(render(docx(mine, *BODY), felder=["A"])))
    assert len(ids) == len(set(ids)) == 3


def test_page_numbers_are_left_to_word() -> None:
    xml = part(render(docx(*BODY), felder=["A"]))
    assert xml.count("PAGEREF") == 2
    assert '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/>' in xml
    assert "updateFields" not in xml
    assert "w:dirty" not in xml


def test_the_field_stays_words_own() -> None:
    xml = part(render(docx(*BODY), felder=["A"]))
    assert 'TOC \\o "1-2" \\h \\z' in xml
    depth = 0
    for kind in re.findall(r'w:fldCharType="(begin|end)"', xml):
        depth += 1 if kind == "begin" else -1
        assert depth >= 0
    assert depth == 0


def test_the_office_may_ask_for_other_levels() -> None:
    body = [field(' TOC \\o "1-3" ', "alt"), *BODY[2:]]
    assert [text for _, text in entries(render(docx(*body), felder=["A"]))] == ["A", "Bereich A", "Ansatz"]


def test_an_empty_heading_is_not_listed() -> None:
    assert entries(
        render(docx(TOC, paragraph(run(""), style="berschrift1"), paragraph("Da", style="berschrift1")))
    ) == [("toc 1", "Da")]


def test_a_report_without_headings_keeps_an_empty_field() -> None:
    document = render(docx(TOC, paragraph("Text")))
    assert entries(document) == [("toc 1", "")]
    assert part(document).count("fldCharType") == 3


def test_a_text_that_looks_like_the_place_of_the_contents_is_text() -> None:
    document = render(docx(TOC, paragraph("{{ x }}", style="berschrift1")), x="<w:lipctlContents/>")
    assert entries(document) == [("toc 1", "<w:lipctlContents/>")]


def test_what_is_left_of_a_deleted_field_is_none() -> None:
    left = paragraph("<w:r><w:instrText>TOC \\o</w:instrText></w:r>", "x")
    assert "x" in texts(render(docx(left, TOC, paragraph("A", style="berschrift1"))))


def test_without_a_field_nothing_is_added() -> None:
    assert "bookmarkStart" not in part(render(docx(*BODY[2:]), felder=["A"]))


@pytest.mark.parametrize("blocks", [1, 3000])
def test_headings_are_found_wherever_a_block_of_text_ends(blocks: int) -> None:
    felder = [f"Feld {number} " + "x" * 90 for number in range(blocks)]
    listed = [text for _, text in entries(render(docx(*BODY), felder=felder))]
    assert [text for text in listed if text.startswith("Feld ")] == felder


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    def calls(count: int) -> int:
        """How many functions are called for so many headings."""
        felder, seen = [f"Feld {number}" for number in range(count)], []
        sys.setprofile(lambda _frame, event, _argument: seen.append(event) if event.endswith("call") else None)
        try:
            render(docx(*BODY), felder=felder)
        finally:
            sys.setprofile(None)
        return len(seen)

    calls(10)
    assert calls(2000) < 11 * calls(200)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of computing can be set")
def test_many_headings_are_no_work_inside_a_call_either(tmp_path: Path) -> None:
    """Counting calls does not show what one call copies: with a copy of the rest at each heading this would take minutes."""
    (tmp_path / "a.docx").write_bytes(docx(*BODY))
    program = (
        "import pathlib, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        "from support.word import render\n"
        "render(pathlib.Path(sys.argv[1]).read_bytes(), felder=[f'Feld {number}' for number in range(60_000)])\n"
    )
    done = run_python("-c", program, str(tmp_path / "a.docx"), env={"PYTHONPATH": str(Path(__file__).parents[2])})
    assert done.returncode == 0, done.stderr


SECTION = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
CLOSING = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
BESIDE = {
    "a section break behind it": (CLOSING, CLOSING.replace("<w:p>", f"<w:p><w:pPr>{SECTION}</w:pPr>"), f"{SECTION}</w:pPr></w:p>"),
    "a page break behind it": (CLOSING, CLOSING.replace("</w:p>", f"{BREAK}</w:p>"), f"<w:p>{BREAK}</w:p>"),
    "a text before it": ('<w:r><w:fldChar w:fldCharType="begin"/>', run("Inhalt:") + '<w:r><w:fldChar w:fldCharType="begin"/>', "Inhalt:"),
    "a bookmark around it": (
        '<w:r><w:fldChar w:fldCharType="begin"/>',
        '<w:bookmarkStart w:id="5" w:name="Verzeichnis"/><w:r><w:fldChar w:fldCharType="begin"/>',
        '<w:bookmarkStart w:id="5" w:name="Verzeichnis"/>',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kept"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_the_field_in_its_paragraphs_stays(old: str, new: str, kept: str) -> None:
    assert old in TOC
    document = render(docx(TOC.replace(old, new, 1), paragraph("{{ x }}", style="berschrift1")), x="Feld")
    assert kept in part(document)
    assert entries(document)[-1] == ("toc 1", "Feld")
    assert not [text for text in texts(document) if text.startswith("alt")]


def test_an_empty_paragraph_around_the_field_goes_with_it() -> None:
    assert texts(render(docx(TOC, paragraph("{{ x }}", style="berschrift1")), x="Feld")) == ["Feld\t", "Feld"]


@pytest.mark.parametrize(("below", "deepest"), [(40, 2), (60, 1)])
def test_it_goes_as_deep_as_fits_on_a_page(below: int, deepest: int) -> None:
    body = (
        *BODY[:2],
        paragraph("Kapitel", style="berschrift1"),
        *(paragraph(f"Bereich {n}", style="berschrift2") for n in range(below)),
    )
    document = render(docx(*body))
    assert len(entries(document)) == (1 + below if deepest == 2 else 1)
    assert f'TOC \\o "1-{deepest}"' in part(document)
