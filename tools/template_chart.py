"""The chart of the shipped template: stacked bars, a look for every state, numbers that are only an example.

Each state differs by colour and by lightness or lines, its piece has an outline and its number: who sees no colours, or
prints in black and white, loses nothing. lipctl finds a state's look by its name (``lipctl.word.chart``).
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from lipctl.report.summary import column_labels
from lipctl.scale import DEFAULT_SCALE
from lipctl.word.chart import write_workbook
from lipctl.word.chart_xml import Series, draw, refer_to_workbook

PART, WORKBOOK = "word/charts/chart1.xml", "word/embeddings/beispiel.xlsx"
WIDTH, HEIGHT = 5_830_000, 3_960_000
"""As wide as the text; in English Metric Units, 360,000 to a centimetre."""
INK, LINE, GRID = "262626", "3B4A63", "D0D7E2"
_FIELDS = ("1 Bildung", "2 Wirtschaft", "3 Soziales", "4 Stadtleben", "5 Demokratie", "6 Stadtverwaltung")
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_IDENTITY = "rIdDiagramm"
_YEAR = 2010


@dataclass(frozen=True)
class Look:
    """The ground of a piece, the colour of its number, and the lines on it ("" are none) with their colour."""

    ground: str
    ink: str = INK
    pattern: str = ""
    lines: str = ""


# In the order of the table of totals. The plain ones differ in lightness, the others in their lines. LibreOffice knows only
# straight lines in four directions and grids of them: no dots.
LOOKS = (
    Look("1F3864", "FFFFFF"), Look("6C94CE"), Look("F2B733"), Look("FDF0D0", INK, "wdUpDiag", "B77900"),
    Look("843C0C", "FFFFFF", "wdDnDiag", "FFFFFF"), Look("E6E6E6", INK, "lgGrid", "7F7F7F"),
    Look("E6E6E6", INK, "narHorz", "7F7F7F"), Look("E6E6E6", INK, "narVert", "7F7F7F"),
    Look("FFFFFF", INK, "openDmnd", "7F7F7F"), Look("FFFFFF"),
)  # fmt: skip


def add_drawing(paragraph: Paragraph) -> None:
    """Put the chart's frame into a paragraph; its alternative text names the variables."""
    paragraph._p.append(parse_xml(  # noqa: SLF001
        f'<w:r xmlns:w="{_W}"><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{HEIGHT}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:docPr id="1" name="Diagramm 1" descr="{{ diagramm.beschreibung }}" title="{{ diagramm.titel }}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{_IDENTITY}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    ))  # fmt: skip


def add_parts(document: DocumentObject, font: str) -> None:
    """Add the chart and the workbook behind it to the template."""
    labels = list(column_labels(scale=DEFAULT_SCALE).values())
    sample = [Series(label, [(7 * row + 5 * place) % 13 + (8 if place < 3 else 1) for row in range(len(_FIELDS))])
              for place, label in enumerate(labels)]  # fmt: skip
    root = parse_xml(_chart([_series(place, label) for place, label in enumerate(labels)]))
    draw(root, _FIELDS, sample, font)
    refer_to_workbook(root, "rId1")
    package = document.part.package
    xml = etree.tostring(root, encoding="UTF-8", standalone=True)
    chart = Part(PackURI(f"/{PART}"), CONTENT_TYPE.DML_CHART, xml, package)
    workbook = Part(PackURI(f"/{WORKBOOK}"), CONTENT_TYPE.SML_SHEET, write_workbook(_FIELDS, sample, _YEAR), package)
    chart.load_rel(RELATIONSHIP_TYPE.PACKAGE, workbook, "rId1")
    document.part.load_rel(RELATIONSHIP_TYPE.CHART, chart, _IDENTITY)


def _series(place: int, label: str) -> str:
    look = LOOKS[place % len(LOOKS)]
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:v>{label}</c:v></c:tx>'
        f'<c:spPr>{_fill(look)}<a:ln w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="#,##0;;" sourceLinked="0"/>'
        f"<c:spPr>{_behind_number(look)}<a:ln><a:noFill/></a:ln></c:spPr>{_text(look.ink)}"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls></c:ser>'
    )


def _fill(look: Look) -> str:
    if not look.pattern:
        return _solid(look.ground)
    return (
        f'<a:pattFill prst="{look.pattern}"><a:fgClr><a:srgbClr val="{look.lines}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{look.ground}"/></a:bgClr></a:pattFill>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _behind_number(look: Look) -> str:
    """No lines run through a number."""
    return _solid(look.ground) if look.pattern else "<a:noFill/>"


def _text(colour: str = INK) -> str:
    """11 points."""
    return (
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100" b="0">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="de-DE"/></a:p></c:txPr>'
    )


def _chart(series: list[str]) -> str:
    """Stacked bars from left to right, the first field on top, the legend below in the order of the bars."""
    line = '<a:ln w="9525"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln>'
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="de-DE"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/>'
        f'<c:varyColors val="0"/>{"".join(series)}<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="1001"/><c:axId val="1002"/></c:barChart>'
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line.format(LINE)}</c:spPr>{_text()}<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:majorGridlines><c:spPr>{line.format(GRID)}</c:spPr></c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text()}<c:crossAx val="1001"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text()}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>{_text()}</c:chartSpace>'
    )
