"""The Word report is one that everybody can read: the rules of WCAG 2.1 and PDF/UA that a Word file can keep or break.

Public documents of a German city must be accessible (BITV 2.0, EN 301 549 section 10). What is looked at is the finished
file, and the styles it brings along; nothing is taken on trust from the script that builds the template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

import build_template
from lipctl.commands.export_forms import export_forms
from lipctl.plan.catalogue import load_sound_plan
from lipctl.report.view import ReportView
from lipctl.word.context import context
from lipctl.word.properties import Properties
from lipctl.word.template import compile_template
from support.contrast import contrast
from support.report import SETTINGS, sample_view
from support.rounds import AS_OF, open_office
from support.validator import complaints

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PROPERTIES = Properties("Controllingbericht 2010", AS_OF, "Lokaler Integrationsplan")
VIEWS = {
    "8, without assessment": sample_view(8),
    "8, with assessment": sample_view(8, assessed=True),
    "60, with assessment": sample_view(60, assessed=True, final=True),
    "none": sample_view(0),
}
SMALLEST_TEXT, LEAST_CONTRAST = 22, 4.5
"""Half points; WCAG 1.4.3."""
LARGE = {"2,400, with assessment": (2_400, True)}


def written(view: ReportView) -> bytes:
    return compile_template(build_template.TARGET.read_bytes()).render(context(view, SETTINGS), PROPERTIES)


class Report:
    """A finished report and its styles."""

    def __init__(self, view: ReportView) -> None:
        self.view, document = view, written(view)
        with ZipFile(io.BytesIO(document)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        self.core = parts["docProps/core.xml"].decode()
        self.body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
        self.others = [etree.fromstring(parts[name]) for name in parts if re.match(r"word/(header|footer)\d", name)]
        styles = etree.fromstring(parts["word/styles.xml"])
        self.defaults = styles.find(f"{W}docDefaults")
        self.styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}

    def paragraphs(self) -> Iterator[etree._Element]:
        for root in (self.body, *self.others):
            yield from root.iter(f"{W}p")

    def style_of(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return "Normal" if style is None else style.get(f"{W}val")

    def inherited(self, style: str, path: str, attribute: str = "val") -> str | None:
        """A property of a style, its own or of the style it is based on."""
        while style in self.styles:
            found = self.styles[style].find("/".join(f"{W}{step}" for step in path.split("/")))
            if found is not None:
                return found.get(f"{W}{attribute}", "")
            based = self.styles[style].find(f"{W}basedOn")
            style = "" if based is None else based.get(f"{W}val")
        return None

    def levels(self) -> list[int]:
        """The outline level of each heading, from 1."""
        found = [self.inherited(self.style_of(paragraph), "pPr/outlineLvl") for paragraph in self.body.iter(f"{W}p")]
        return [int(level) + 1 for level in found if level is not None]


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@pytest.fixture(scope="module", params=VIEWS.values(), ids=list(VIEWS))
def report(request: pytest.FixtureRequest) -> Report:
    return Report(request.param)


def test_there_is_something_to_look_at(report: Report) -> None:
    kinds = {"tables": f"{W}tbl", "links": f"{W}hyperlink", "pictures": f"{WP}docPr"}
    found = {kind: len(list(report.body.iter(tag))) for kind, tag in kinds.items()}
    measures = len(list(report.view.measures()))
    assert (found["tables"] > 10, found["links"] > 10) == (measures > 0, measures > 0)
    assert found["pictures"] == bool(report.view.occasion.scale)


def test_headings_start_at_1_and_leave_no_level_out(report: Report) -> None:
    levels = [0, *report.levels()]
    assert len(levels) > 1
    assert [(before, level) for before, level in pairwise(levels) if level > before + 1] == []


def test_every_table_has_one_head_and_it_repeats(report: Report) -> None:
    for table in report.body.iter(f"{W}tbl"):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads[0]
        assert not any(heads[1:])


def test_tables_are_grids_without_merged_or_nested_cells(report: Report) -> None:
    for table in report.body.iter(f"{W}tbl"):
        widths = {len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")}
        assert len(widths) == 1
        assert [tag for tag in ("gridSpan", "vMerge", "hMerge", "tbl") if table.find(f".//{W}{tag}") is not None] == []


def test_no_cell_of_a_table_is_empty(report: Report) -> None:
    empty = [
        [text_of(cell) for cell in row.findall(f"{W}tc")]
        for row in report.body.iter(f"{W}tr")
        if not all(text_of(cell).strip() for cell in row.findall(f"{W}tc"))
    ]
    assert empty == []


def test_every_table_and_picture_has_a_caption_before_it(report: Report) -> None:
    for element in [
        *report.body.iter(f"{W}tbl"),
        *(drawing.getparent().getparent() for drawing in report.body.iter(f"{W}drawing")),
    ]:
        before = element.getprevious()
        assert report.style_of(before).casefold() == "caption", text_of(before)


def test_space_is_made_by_styles_not_by_empty_paragraphs(report: Report) -> None:
    empty = [
        report.style_of(paragraph)
        for paragraph in report.body.iter(f"{W}p")
        if not text_of(paragraph).strip() and paragraph.find(f".//{W}drawing") is None
    ]
    assert empty == []


def test_columns_are_not_made_of_blanks_or_tabs(report: Report) -> None:
    """Blanks and tabs that a person typed stay; the template's own texts have none (the contents' tab leads to a number)."""
    own = [
        paragraph
        for paragraph in report.body.iter(f"{W}p")
        if not report.style_of(paragraph).startswith(("TOC", "Normal", "StandAntwort"))
    ]
    assert [text_of(paragraph) for paragraph in own if "  " in text_of(paragraph)] == []
    assert [
        text_of(paragraph)
        for paragraph in own
        if paragraph.find(f".//{W}tab[@{W}val]") is None and paragraph.find(f"{W}r/{W}tab") is not None
    ] == []


def test_lists_are_real_ones(report: Report) -> None:
    """No paragraph of the template's own imitates a list; what departments type stays as they typed it."""
    typed = re.compile(r"^[-•–*] |^\d+\. ")
    own = [paragraph for paragraph in report.body.iter(f"{W}p") if report.style_of(paragraph) in {"Frage", "Caption"}]
    assert [text_of(paragraph) for paragraph in own if typed.match(text_of(paragraph))] == []


def test_it_is_german_and_says_so(report: Report) -> None:
    language = report.defaults.find(f".//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "de-DE"
    assert language.get(f"{W}bidi") == "ar-SA"  # what Word takes letters for that run from right to left
    assert "<dc:language>de-DE</dc:language>" in report.core


def test_it_has_a_title(report: Report) -> None:
    assert "<dc:title>Controllingbericht 2010</dc:title>" in report.core


def test_every_picture_has_an_alternative_text(report: Report) -> None:
    for frame in report.body.iter(f"{WP}docPr"):
        assert frame.get("descr")
        assert frame.get("title")


def test_every_link_leads_somewhere_and_says_where(report: Report) -> None:
    marks = {mark.get(f"{W}name") for mark in report.body.iter(f"{W}bookmarkStart")}
    for link in report.body.iter(f"{W}hyperlink"):
        assert link.get(f"{W}anchor") in marks
        assert len(text_of(link)) > 5


def test_text_is_at_least_11_points_and_aligned_left(report: Report) -> None:
    base = int(report.defaults.find(f".//{W}sz").get(f"{W}val"))
    for paragraph in report.paragraphs():
        style = report.style_of(paragraph)
        assert int(report.inherited(style, "rPr/sz") or base) >= SMALLEST_TEXT, style
        number = "Zahl" in style
        assert (report.inherited(style, "pPr/jc") or "left") in ({"right"} if number else {"left", "start"}), style


def test_contrast_is_at_least_4_5(report: Report) -> None:
    """Every letter on the ground of its paragraph, and on the darkest ground of any table."""
    tints = {
        fill.get(f"{W}fill")
        for style in report.styles.values()
        if style.get(f"{W}type") == "table"
        for fill in style.iter(f"{W}shd")
    }
    for paragraph in report.paragraphs():
        style = report.style_of(paragraph)
        runs = {run.get(f"{W}val") for run in paragraph.iter(f"{W}rStyle")}
        inks = {report.inherited(name, "rPr/color") for name in (style, *runs)}
        grounds = {report.inherited(style, "pPr/shd", "fill") or "FFFFFF", *tints}
        for ink in inks - {None, "auto"}:
            for ground in grounds - {"auto"}:
                assert contrast(ink or "", ground) >= LEAST_CONTRAST, (style, ink, ground)


def test_every_measure_tells_its_state_in_words(report: Report) -> None:
    """Never by colour alone (WCAG 1.4.1); the chart's patterns are looked at in tests/unit/word/test_chart.py."""
    printed = "\n".join(text_of(paragraph) for paragraph in report.body.iter(f"{W}p"))
    for measure in report.view.measures():
        section = printed.rpartition(f"\n{measure.heading}\n")[2].partition("\nHandlungsansatz ")[0]
        assert (measure.sentence or measure.label).rstrip(":") in section, measure.number


def test_looks_are_styles_so_that_the_office_and_assistive_programs_can_change_them(report: Report) -> None:
    direct = {child.tag.removeprefix(W) for run in report.body.iter(f"{W}rPr") for child in run} - {"rStyle"}
    assert direct == set()


@pytest.mark.foreign
@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_open_xml_sdk_finds_nothing(view: ReportView, tmp_path: Path) -> None:
    (tmp_path / "bericht.docx").write_bytes(written(view))
    assert complaints(tmp_path / "bericht.docx") == []


@pytest.mark.foreign
@pytest.mark.parametrize(("measures", "assessed"), LARGE.values(), ids=list(LARGE))
def test_nor_in_a_large_one(measures: int, assessed: bool, tmp_path: Path) -> None:
    (tmp_path / "bericht.docx").write_bytes(written(sample_view(measures, assessed=assessed)))
    assert complaints(tmp_path / "bericht.docx") == []


@pytest.mark.foreign
@pytest.mark.parametrize("assessment_from", [0, 2010], ids=["without assessment", "with assessment"])
def test_nor_in_the_workbooks(assessment_from: int, tmp_path: Path) -> None:
    """The catalogue, and the first and the last form of many."""
    rows = [f"| 5-1-{number} | {10 + number % 40} |" for number in range(1, 241)]
    plan = "\n".join(["| Nummer | Dienststelle |", *rows])
    office = open_office(tmp_path, plan, assessment_from=assessment_from)
    asked = sorted(load_sound_plan(office.workspace).departments)
    forms = export_forms(office.workspace, 2010, {asked[0], asked[-1]}).written
    assert len(forms) == 2
    for path in (*(form.path for form in forms), office.workspace.catalogue):
        assert complaints(path) == []
