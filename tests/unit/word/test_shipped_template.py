"""The template that lipctl ships: the office's first impression, and the model for its own."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

import build_template
from lipctl.digests import is_untouched
from lipctl.report.measure_view import MeasureView
from lipctl.report.view import ReportView
from lipctl.templates.variables import Kind
from lipctl.word.check import check_template, remarks
from lipctl.word.context import context, sample_context
from lipctl.word.variables import VARIABLES, members
from support.contrast import contrast
from support.office import convert
from support.report import HARD, SETTINGS, sample_view
from support.validator import complaints
from support.word import PROPERTIES, compiled, flattened, is_sound, part, replaced, texts

TEMPLATE = build_template.TARGET.read_bytes()
VIEWS = {
    "few classes": sample_view(3),
    "every class": sample_view(),
    "assessed": sample_view(assessed=True, final=True),
    "nothing": sample_view(0),
}


def report(view: ReportView, template: bytes = TEMPLATE) -> bytes:
    return compiled(template).render(context(view, SETTINGS), PROPERTIES)


def test_it_is_what_the_script_builds() -> None:
    assert build_template.build() == TEMPLATE


def test_it_passes_its_own_check() -> None:
    assert check_template(TEMPLATE) == []
    assert remarks(TEMPLATE) == []


def test_a_state_has_its_colour_and_sign_wherever_it_stands() -> None:
    """Beside the heading, in the overview, above the columns of both tables; the chart has the same hues."""
    document = Document(io.BytesIO(report(VIEWS["assessed"])))
    names = {name for name, _ in build_template.STATES.values()}
    beside_headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name in names]
    rows = [row for table in document.tables for row in table.rows]
    in_tables = [paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs]
    in_tables = [paragraph for paragraph in in_tables if paragraph.style.style_id.startswith("LipctlLage-")]
    assert {paragraph.style.base_style.name for paragraph in in_tables} == {"Tabelle Eintrag", "Tabelle Kopf hochkant"}
    by_sign = {(text.text.split()[0], str(text.style.font.color.rgb)) for text in beside_headings}
    assert {(text.text.split()[0], str(text.style.font.color.rgb)) for text in in_tables} == by_sign


def test_it_uses_every_kind_of_value_and_the_office_can_look_up_each() -> None:
    assert {variable.kind for variable in VARIABLES} == set(Kind)
    assert [variable for variable in VARIABLES if not variable.meaning.endswith(".")] == []
    assert [variable for variable in VARIABLES if variable.of and not members(variable.of)] == []


def test_the_context_holds_exactly_what_the_table_of_variables_says() -> None:
    def compare(value: object, owner: str) -> None:
        assert isinstance(value, dict)
        assert set(value) == set(members(owner)), owner
        for name, variable in members(owner).items():
            items = value[name] if variable.kind is Kind.LIST else [value[name]]
            for item in items if variable.of else ():
                if item:  # an empty group says: there is none
                    compare(item, variable.of)

    compare(context(sample_view(), SETTINGS), "")
    compare(sample_context(), "")


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_measure_and_answer_is_in_print_to_the_letter(view: ReportView) -> None:
    printed = texts(report(view))
    assert [text for measure in view.measures() for text in words_of(measure) if text not in printed] == []


def words_of(measure: MeasureView) -> list[str]:
    """The paragraphs that have to be in print for a measure. Its assessment stands beside the sign, not by itself."""
    parts = (*measure.parts, *(measure.earlier.parts if measure.earlier else ()))
    answers = [*(answer for part in parts for answer in part.answers), *measure.remarks]
    contact = [", ".join(measure.contact.lines)] if measure.contact else []
    return [
        measure.heading,
        f"{measure.sign} {measure.state}",
        *(text for answer in answers if answer.paragraphs != (measure.label,) for text in answer.paragraphs),
        *contact,
    ]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_paragraph_is_empty_and_no_tag_is_left(view: ReportView) -> None:
    document = report(view)
    assert [style for style, text in flattened(document) if not text.strip() and style != "Diagramm"] == []
    assert not [text for text in texts(document) if "{%" in text.replace(HARD, "")]
    assert is_sound(part(document))


def test_the_table_of_totals_is_as_wide_as_the_page_for_any_number_of_columns() -> None:
    for view in VIEWS.values():
        grids = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", part(report(view)))
        for grid in grids:
            assert 9100 < sum(map(int, re.findall(r'w:w="(\d+)"', grid))) <= 9190


def test_all_looks_come_from_styles() -> None:
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        xml = part(TEMPLATE, name)
        properties = re.findall(r"<w:rPr>(.*?)</w:rPr>", xml)
        assert set(properties) <= {f'<w:rStyle w:val="{name}"/>' for name in ("CommentReference", "Verzeichnislink")}
        assert {tag for item in re.findall(r"<w:pPr>(.*?)</w:pPr>", xml) for tag in re.findall(r"<(w:\w+)", item)} <= {
            "w:pStyle",
            "w:sectPr",
        }


def test_contrast_and_size_are_readable() -> None:
    styles = part(TEMPLATE, "word/styles.xml")
    grounds = set(re.findall(r'w:fill="([0-9A-F]{6})"', styles))
    inks = set(re.findall(r'<w:color w:val="([0-9A-F]{6})"', styles))
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 4.5
    printed = styles.replace(
        re.search(r'<w:style [^>]*w:styleId="CommentReference".*?</w:style>', styles, re.DOTALL)[0], ""
    )  # type: ignore[index]
    assert min(map(int, re.findall(r'<w:sz w:val="(\d+)"', printed))) >= 22


def test_it_speaks_german_on_a4() -> None:
    assert '<w:lang w:val="de-DE"' in part(TEMPLATE, "word/styles.xml")
    assert re.search(r'<w:pgSz w:w="1190\d" w:h="1683\d"/>', part(TEMPLATE))


def test_header_rows_repeat_and_no_cells_are_merged() -> None:
    xml = part(report(VIEWS["every class"]))
    assert xml.count("<w:tbl>") == xml.count("<w:tblHeader/>") > 8
    assert "gridSpan" not in xml
    assert "vMerge" not in xml


def test_two_reports_are_equal_byte_for_byte() -> None:
    assert report(sample_view()) == report(sample_view())


def test_docxtpl_prints_the_same_text_of_the_body() -> None:
    view = sample_view()
    theirs = DocxTemplate(io.BytesIO(TEMPLATE))
    theirs.render(context(view, SETTINGS), Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    target = io.BytesIO()
    theirs.save(target)

    def body(document: bytes) -> list[tuple[str, str]]:
        return [(style, text) for style, text in flattened(document) if not style.startswith("toc")]

    assert body(report(view)) == body(target.getvalue())


@pytest.mark.foreign
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_open_xml_sdk_finds_nothing(view: ReportView, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(report(view))
    assert complaints(file) == []


@pytest.mark.foreign
def test_the_open_xml_sdk_finds_nothing_in_the_template() -> None:
    assert complaints(build_template.TARGET) == []


@pytest.mark.foreign
def test_a_template_saved_by_libreoffice_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "vorlage.docx").write_bytes(TEMPLATE)
    [saved] = convert([tmp_path / "vorlage.docx"], "docx:MS Word 2007 XML", tmp_path / "out")
    assert check_template(saved.read_bytes()) == []
    view = sample_view()
    mine, theirs = report(view), report(view, saved.read_bytes())
    assert [text.strip() for text in texts(theirs)] == [text.strip() for text in texts(mine)]
    assert part(theirs).count("PAGEREF") == part(mine).count("PAGEREF") > 0


@pytest.mark.foreign
def test_a_report_saved_by_libreoffice_counts_as_edited(tmp_path: Path) -> None:
    (tmp_path / "bericht.docx").write_bytes(report(sample_view()))
    [saved] = convert([tmp_path / "bericht.docx"], "docx:MS Word 2007 XML", tmp_path / "out")
    assert is_untouched(saved.read_bytes()) is False
    with ZipFile(saved) as archive:
        assert "docProps/custom.xml" in archive.namelist()


@pytest.mark.foreign
def test_the_row_switches_of_libreoffice_are_put_as_the_validator_knows_them(tmp_path: Path) -> None:
    """LibreOffice saves ``w:cantSplit w:val="true"``; the report made from such a template must validate all the same."""
    saved = TEMPLATE
    for name in ("cantSplit", "tblHeader"):
        saved = replaced(saved, "word/document.xml", f"<w:{name}/>", f'<w:{name} w:val="true"/>')
    assert saved != TEMPLATE
    report = tmp_path / "Bericht.docx"
    report.write_bytes(compiled(saved).render(context(sample_view(), SETTINGS), PROPERTIES))
    assert 'w:val="on"' in part(report.read_bytes())
    assert complaints(report) == []
