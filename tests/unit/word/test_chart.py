"""The chart: the template's looks, this report's numbers, a workbook that Word can open, nothing where there is none."""

from __future__ import annotations

import io
import re
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element as Element
from openpyxl import load_workbook

import build_template
import template_chart
from lipctl.digests import is_untouched
from lipctl.report.chart import build_chart
from lipctl.report.summary import NOT_ASSESSED, column_labels
from lipctl.scale import DEFAULT_SCALE
from lipctl.settings.reading import parse_settings
from lipctl.word.chart import write_workbook
from lipctl.word.chart_xml import Series, name_of
from lipctl.word.check import check_template, remarks
from lipctl.word.context import context
from lipctl.word.document import packed
from lipctl.word.read_aloud import read_aloud
from support.contrast import contrast
from support.office import convert
from support.report import LABELS, SETTINGS, sample_view
from support.validator import complaints
from support.word import PROPERTIES, compiled, docx, part, render, replaced, texts

TEMPLATE = build_template.TARGET.read_bytes()
ASSESSED = sample_view(assessed=True, final=True)
CHART = template_chart.PART


def report(template: bytes = TEMPLATE, *, assessed: bool = True) -> bytes:
    view = ASSESSED if assessed else sample_view()
    return compiled(template).render(context(view, SETTINGS), PROPERTIES)


def names(document: bytes) -> list[str]:
    with ZipFile(io.BytesIO(document)) as archive:
        return archive.namelist()


def drawn(document: bytes) -> tuple[list[str], dict[str, list[int]]]:
    """The categories, and the values of each series, as Word draws them."""
    root = parse_xml(part(document, CHART).encode())
    series = list(root.iter(qn("c:ser")))

    def cached(element: Element, kind: str) -> list[str]:
        return [point.findtext(qn("c:v")) or "" for point in element.find(qn(kind)).iter(qn("c:pt"))]  # type: ignore[union-attr]

    values = {cached(item, "c:tx")[0]: list(map(int, cached(item, "c:val"))) for item in series}
    return cached(series[0], "c:cat"), values


def test_the_chart_shows_the_numbers_of_the_table() -> None:
    categories, values = drawn(report())
    rows = [row for row in ASSESSED.summary.rows if not row.is_area]
    assert len(categories) == len(rows) == len(ASSESSED.fields)
    assert list(values) == [column.label for column in ASSESSED.summary.columns]
    for place, row in enumerate(rows):
        assert tuple(counts[place] for counts in values.values()) == row.counts


def test_the_workbook_behind_it_holds_the_same_numbers_where_the_chart_says() -> None:
    document = report()
    with ZipFile(io.BytesIO(document)) as archive:
        [name] = [item for item in archive.namelist() if item.endswith(".xlsx")]
        sheet = load_workbook(io.BytesIO(archive.read(name)))["Daten"]
    categories, values = drawn(document)
    assert [cell.value for cell in sheet["A"][1:]] == categories
    for column, (label, counts) in zip(list(sheet.columns)[1:], values.items(), strict=True):
        assert [cell.value for cell in column] == [label, *counts]
        assert f"Daten!${column[0].column_letter}$1" in part(document, CHART)
    assert part(document, "word/charts/_rels/chart1.xml.rels").count(name.rpartition("/")[2]) == 1


@pytest.mark.parametrize("assessed", [True, False])
def test_without_assessment_no_part_of_it_is_left(assessed: bool) -> None:
    document = report(assessed=assessed)
    assert any("chart" in name for name in names(document)) is assessed
    assert any(name.endswith(".xlsx") for name in names(document)) is assessed
    assert ("<w:drawing>" in part(document)) is assessed
    assert ("/chart" in part(document, "word/_rels/document.xml.rels")) is assessed
    assert ("chart1.xml" in part(document, "[Content_Types].xml")) is assessed


def test_nothing_assessed_means_no_chart_even_where_it_is_asked() -> None:
    assert build_chart(sample_view(0, assessed=True), LABELS) is None
    assert build_chart(sample_view(24), LABELS) is None


def test_the_alternative_text_tells_the_gist_and_where_the_numbers_are() -> None:
    document = report()
    [text] = read_aloud(document).figures
    chart = build_chart(ASSESSED, LABELS)
    assert chart is not None
    assert text == chart.description
    assert text.startswith("Balkendiagramm mit einem Balken je Handlungsfeld")
    assert f"{ASSESSED.summary.total} Handlungsansätze: " in text
    assert text.endswith("Alle Zahlen stehen in der Tabelle.")
    assert len(text) < 400
    assert f'title="{chart.title}"' in part(document)


@pytest.mark.parametrize(
    ("measures", "longest"),
    [
        (6, []),
        (7, ["Der längste Balken ist „2 Wirtschaft“ mit 3."]),
        (8, ["Die längsten Balken sind „2 Wirtschaft“ und „3“ mit je 3."]),
    ],
)
def test_the_alternative_text_names_the_bars_that_stand_out(measures: int, longest: list[str]) -> None:
    chart = build_chart(sample_view(measures, assessed=True), LABELS)
    assert chart is not None
    assert re.findall(r"D(?:er|ie) längste[^.]*\.", chart.description) == longest


def test_its_caption_stands_above_it() -> None:
    document = report()
    assert texts(document).count("Handlungsansätze nach Handlungsfeld und Bewertung") == 1


def test_each_state_keeps_the_look_that_the_template_gives_its_name() -> None:
    root = parse_xml(part(report(), CHART).encode())
    looks = dict(zip(column_labels(scale=DEFAULT_SCALE).values(), template_chart.LOOKS, strict=True))
    for series in root.iter(qn("c:ser")):
        label = name_of(series)
        fill = series.find(qn("c:spPr"))[0]  # type: ignore[index]
        assert looks[label].ground in {colour.get("val") for colour in fill.iter(qn("a:srgbClr"))}
        assert fill.get("prst", "") == looks[label].pattern


@pytest.mark.parametrize("named_in_template", ["ohne Bewertung", "ohne Einschätzung"])
def test_a_renamed_state_keeps_its_look(named_in_template: str) -> None:
    """The office calls the "Bewertung" otherwise in its settings, and perhaps in the chart of its template too."""
    settings = parse_settings('[plan]\nkennung = "lip"\nstadt = "Stadt"\n[bezeichnungen]\nbewertung = "Einschätzung"\n')
    template = replaced(TEMPLATE, CHART, "ohne Bewertung", named_in_template)
    view = sample_view(assessed=True, final=True, settings=settings)
    document = compiled(template).render(context(view, settings), PROPERTIES)
    [series] = [
        item
        for item in parse_xml(part(document, CHART).encode()).iter(qn("c:ser"))
        if name_of(item) == "ohne Einschätzung"
    ]
    looks = dict(zip(column_labels(scale=DEFAULT_SCALE), template_chart.LOOKS, strict=True))
    colours = {colour.get("val") for colour in series.find(qn("c:spPr"))[0].iter(qn("a:srgbClr"))}  # type: ignore[index]
    assert looks[NOT_ASSESSED].ground in colours


def test_states_differ_without_colour() -> None:
    """No two states have the same pattern, unless their grounds differ clearly in lightness (1.4.11 of WCAG: 3 to 1)."""
    plain = [look.ground for look in template_chart.LOOKS if not look.pattern]
    assert min(contrast(one, other) for one, other in combinations(plain, 2)) >= 1.6
    patterns = [look.pattern for look in template_chart.LOOKS if look.pattern]
    assert len(patterns) == len(set(patterns))


def test_numbers_in_the_bars_can_be_read() -> None:
    assert [look for look in template_chart.LOOKS if contrast(look.ground, look.ink) < 4.5] == []


def test_its_letters_are_those_of_the_template() -> None:
    changed = replaced(TEMPLATE, "word/styles.xml", 'w:ascii="Calibri"', 'w:ascii="Arial"')
    chart = part(report(changed), CHART)
    assert set(re.findall(r'<a:latin typeface="([^"]*)"', chart)) == {"Arial"}
    assert set(re.findall(r' sz="(\d+)"', chart)) == {"1100"}


def test_a_state_that_the_office_deleted_from_the_chart_is_drawn_all_the_same() -> None:
    xml = part(TEMPLATE, CHART)
    series = re.findall(r"<c:ser>.*?</c:ser>", xml)
    changed = replaced(TEMPLATE, CHART, series[2], "")
    label = list(column_labels(scale=DEFAULT_SCALE).values())[2]
    assert label in drawn(report(changed))[1]


def test_a_template_without_the_condition_around_it_is_no_broken_document() -> None:
    xml = part(TEMPLATE)
    lines = [line for line in re.findall(r"<w:p>(?:(?!</w:p>).)*</w:p>", xml) if "diagramm %}" in line]
    changed = replaced(TEMPLATE, "word/document.xml", lines[0], "")
    after = part(changed).index("<w:drawing>")
    end = re.search(r"<w:p>(?:(?!</w:p>).)*endif(?:(?!</w:p>).)*</w:p>", part(changed)[after:])
    assert end is not None
    position = part(changed).index(end[0], after)
    body = part(changed)[:position] + part(changed)[position + len(end[0]) :]
    with ZipFile(io.BytesIO(changed)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = body.encode()
    with pytest.raises(Exception, match="diagramm"):  # the caption names a value that is not there
        report(packed(parts), assessed=False)
    parts["word/document.xml"] = body.replace("{{ diagramm.titel }}", "Bild").encode()
    assert "<w:drawing>" not in part(report(packed(parts), assessed=False))


def test_tags_in_alternative_texts_follow_the_report() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo" descr="Wappen von {{ stadt }}"/></wp:inline></w:drawing></w:r>'
    document = render(docx(f"<w:p>{picture}</w:p>"), stadt='A&B "Stadt" <{{ x }}>\nam Fluss')
    assert 'descr="Wappen von A&amp;B &quot;Stadt&quot; &lt;{{ x }}&gt; am Fluss"' in part(document)


def test_an_unknown_name_in_an_alternative_text_is_reported() -> None:
    changed = replaced(TEMPLATE, "word/document.xml", "{{ diagramm.beschreibung }}", "{{ diagramm.beschreibug }}")
    [problem] = check_template(changed)
    assert "beschreibug" in problem


def test_an_instruction_in_an_alternative_text_is_refused() -> None:
    changed = replaced(TEMPLATE, "word/document.xml", "{{ diagramm.beschreibung }}", "{% if entwurf %}x{% endif %}")
    assert any("In Alternativtexten" in problem for problem in check_template(changed))


def test_a_chart_with_numbers_of_its_own_is_remarked() -> None:
    xml = part(TEMPLATE, CHART)
    changed = replaced(TEMPLATE, CHART, xml, re.sub(r"<c:v>[^<]*</c:v>", "<c:v>7</c:v>", xml))
    changed = replaced(changed, "word/document.xml", "{{ diagramm.beschreibung }}", "Ein Bild")
    changed = replaced(changed, "word/document.xml", 'title="{{ diagramm.titel }}"', 'title="Bild"')
    assert any("feste Zahlen" in remark for remark in remarks(changed))
    assert remarks(TEMPLATE) == []


def test_the_digest_and_the_bytes_hold() -> None:
    assert report() == report()
    assert is_untouched(report()) is True


@pytest.mark.foreign
def test_the_open_xml_sdk_finds_nothing_in_the_workbook_behind_it(tmp_path: Path) -> None:
    file = tmp_path / "daten.xlsx"
    file.write_bytes(
        write_workbook(["1 Bildung & Co", "=1+1"], [Series("erfüllt", [1, 2]), Series("in Bearbeitung", [3, 4])], 2010)
    )
    assert complaints(file) == []


@pytest.mark.foreign
def test_a_template_saved_by_libreoffice_keeps_its_chart(tmp_path: Path) -> None:
    """It loses the alternative text, and finds the series by their names."""
    (tmp_path / "vorlage.docx").write_bytes(TEMPLATE)
    [saved] = convert([tmp_path / "vorlage.docx"], "docx:MS Word 2007 XML", tmp_path / "out")
    document = report(saved.read_bytes())
    assert drawn(document) == drawn(report())
    assert read_aloud(document).figures == read_aloud(report()).figures
    file = tmp_path / "bericht.docx"
    file.write_bytes(document)
    assert [text for text in complaints(file) if "/w:trPr[1]/" not in text] == []  # LibreOffice's own way with rows
