"""The chart: the template's own, with this report's numbers in it.

The office draws the chart in the template as any other in Word: colours, patterns, fonts, size, even another type. Here
only the data change: the series that occur (found by their names, so that each state keeps its look), the categories,
the values, and the workbook behind "Daten bearbeiten" (:mod:`lipctl.word.chart_xml`). Word and LibreOffice
draw from the values that the chart itself holds; they open the workbook only to edit.

Where a report has nothing to show, the chart goes, with its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from lipctl.report.summary import column_labels
from lipctl.scale import DEFAULT_SCALE
from lipctl.word.alt_text import FRAME, SIDES
from lipctl.word.chart_xml import SERIES, SHEET, Series, draw, name_of, refer_to_workbook
from lipctl.word.document import with_content
from lipctl.word.instructions import Instructions
from lipctl.word.styles import Styles
from lipctl.words import DEFAULT_WORDS, Words

VARIABLE, LABELS = "diagramm", "bezeichnungen"
"""The variables with the chart's data and with the office's words."""
_WORKBOOK = PackURI("/word/embeddings/lipctl-diagramm.xlsx")
_DATA_ID = "rIdDaten"


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of a template: its part, the relationship that leads to it, and the font of the text around it."""

    part: Part
    relationship: str
    font: str

    def fill(self, document: WordDocument, data: Mapping[str, Any], labels: Mapping[str, str], year: int) -> None:
        """Put a context's numbers into the document's chart, or take the chart out where there are none.

        ``labels`` are the office's words: the template may name a state by them or by lipctl's.
        """
        if not data:
            document.part.rels.pop(self.relationship, None)
            return
        series = [
            Series(str(row["titel"]), [_number(value) for value in row["werte"]], row["farbe"])
            for row in data["reihen"]
        ]
        root = parse_xml(self.part.blob)
        draw(root, data["felder"], series, self.font, _renamed(labels))
        refer_to_workbook(root, _DATA_ID)
        filled = with_content(self.part, etree.tostring(root, encoding="UTF-8", standalone=True))
        for identity in [link.rId for link in filled.rels.values() if link.reltype == RELATIONSHIP_TYPE.PACKAGE]:
            del filled.rels[identity]  # the template's own workbook
        workbook = write_workbook(data["felder"], series, year)
        filled.load_rel(
            RELATIONSHIP_TYPE.PACKAGE, Part(_WORKBOOK, CONTENT_TYPE.SML_SHEET, workbook, self.part.package), _DATA_ID
        )
        document.part.load_rel(RELATIONSHIP_TYPE.CHART, filled, self.relationship)


def prepare_chart(document: WordDocument, styles: Styles, instructions: Instructions) -> Chart | None:
    """Find the chart that waits for numbers, and let it vanish by itself where there are none; None if there is none.

    It is known by its alternative text, which names the variable, or by a series that is called like a state:
    LibreOffice 7.4 loses the alternative text of a chart.
    """
    for reference in document.element.iter(qn("c:chart")):
        run = next(reference.iterancestors(qn("w:r")), None)
        link = document.part.rels.get(reference.get(qn("r:id"), ""))
        frame = next(run.iter(FRAME), None) if run is not None else None
        if run is None or frame is None or link is None or link.is_external:
            continue
        if _names_variable(frame) or _has_known_series(parse_xml(link.target_part.blob)):
            for side, name in (("title", "titel"), ("descr", "beschreibung")):
                frame.set(side, frame.get(side) or f"{{{{ {VARIABLE}.{name} }}}}")
            run.addprevious(instructions.node(f"{{% if {VARIABLE} %}}"))
            run.addnext(instructions.node("{% endif %}"))
            return Chart(link.target_part, link.rId, styles.font())
    return None


def _number(value: object) -> int:
    """A count; the trial run of ``lipctl template check`` has texts for everything."""
    return value if isinstance(value, int) else 0


def _names_variable(frame: Element) -> bool:
    return any(f"{VARIABLE}." in frame.get(side, "") for side in SIDES[FRAME])


def _has_known_series(root: Element) -> bool:
    known = set(column_labels(scale=DEFAULT_SCALE).values())
    return any(name_of(series) in known for series in root.iter(SERIES))


def _renamed(labels: Mapping[str, str]) -> dict[str, str]:
    """The states' names in the office's words, by lipctl's own names."""
    own, theirs = (column_labels(words, scale=DEFAULT_SCALE) for words in (DEFAULT_WORDS, Words(labels)))
    return {name: theirs[key] for key, name in own.items()}


def write_workbook(categories: Sequence[str], series: Sequence[Series], year: int) -> bytes:
    """The workbook: categories in the first column, one further column per series, their names in the first row."""
    from lipctl.xlsx.writer import Book  # noqa: PLC0415 - and with it openpyxl: only a report with a chart waits for it

    book = Book("Daten des Diagramms", year)
    sheet = book.add_sheet(SHEET)
    sheet.set_columns(1, 1, 32, "text")
    for row, category in enumerate(categories, start=2):
        sheet.write(row, 1, category, "text")
    for column, (name, values, _) in enumerate(series, start=2):
        sheet.write(1, column, name, "text")
        for row, value in enumerate(values, start=2):
            sheet.write_number(row, column, value, "count")
    return book.close()
