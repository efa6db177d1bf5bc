"""Build ``report_templates/controllingbericht.docx`` and ``verlauf.docx``, the Word templates that lipctl ships.

    python tools/build_template.py [TARGET]

The same bytes come out each time. An office changes the template in Word itself;
this script is for those who change what is shipped. Design: A4, Calibri 11 pt and larger, dark blue headings, every
look in a style, no direct formatting, contrast of all text on its ground at least 4.5:1.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

import template_chapters
import template_chart
from lipctl.word.document import packed, relationships, saved_parts, with_content

TARGET = Path(__file__).parents[1] / "report_templates" / "controllingbericht.docx"

ROWS_ON_A_PAGE = 30
"""As many rows of the table of totals fit on a page."""
BLUE, SLATE, GREY, RUST, VIOLET = "1F3864", "3B4A63", "595959", "843C0C", "6A3D8A"
LINE, TINT, SHADE = "8EA3C4", "EDF1F8", "F4F6F9"
FONT = "Calibri"

_SPACING = '<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def style(
    name: str, *, base: str = "Normal", ppr: str = "", rpr: str = "", following: str = "", kind: str = "paragraph"
) -> str:
    """One style as XML; ids are the names without blanks, as Word makes them."""
    identity = ID.get(name, name.replace(" ", "").replace("ü", "ue").replace("Ü", "Ue"))
    based = f'<w:basedOn w:val="{ID.get(base, base.replace(" ", ""))}"/>' if base and name != "Normal" else ""
    after = f'<w:next w:val="{ID.get(following, following)}"/>' if following else ""
    own = "" if name in ID or name.lower() in BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name == "Normal" else ""
    looks = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}"{default}{own} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{based}{after}<w:qFormat/>{looks}</w:style>"
    )


ID = {
    "heading 1": "Heading1", "heading 2": "Heading2", "heading 3": "Heading3", "heading 4": "Heading4",
    "toc 1": "TOC1", "toc 2": "TOC2", "toc 3": "TOC3", "TOC Heading": "TOCHeading",
    "annotation reference": "CommentReference", "annotation text": "CommentText",
}  # fmt: skip
BUILT_IN = {"normal", "title", "subtitle", "caption", "header", "footer", "hyperlink"}


def spacing(before: int, after: int, line: int = 252) -> str:
    """Space above and below in points, line height in 240ths."""
    return _SPACING.format(before=before * 20, after=after * 20, line=line)


def look(size: int = 0, colour: str = "", *, bold: bool = False) -> str:
    """How letters look; size in points."""
    points = f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>' if size else ""
    weight = "<w:b/><w:bCs/>" if bold else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return weight + tint + points


def border(side: str, colour: str, size: int, space: int) -> str:
    """A line beside a paragraph."""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


STATES = {
    "erfolg": ("Stand Erfolg", BLUE),
    "laufend": ("Stand laufend", "7A4F00"),
    "offen": ("Stand offen", "5C4A1E"),
    "beendet": ("Stand beendet", GREY),
    "unbekannt": ("Stand unbekannt", RUST),
}
"""The look of a measure's state, in the hues of the chart."""
KEEP, LINES = "<w:keepNext/>", "<w:keepLines/>"
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{SHADE}"/>' for side in ("top", "left", "bottom", "right")
)
_BOX = f'<w:pBdr>{_EDGES}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
_FORMER = border("left", "7F7F7F", 18, 8)
_TAB = '<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="9184"/></w:tabs>'


def styles() -> list[str]:
    """Every style of the template."""
    return [
        style("Normal", ppr=f"<w:widowControl/>{spacing(0, 6)}"),
        style("Title", following="Subtitle", ppr=KEEP + border("bottom", BLUE, 12, 10) + spacing(150, 14, 240), rpr=look(34, BLUE, bold=True)),
        style("Subtitle", following="Titelangabe", ppr=spacing(0, 30), rpr=look(18, SLATE)),
        style("Titel Stadt", ppr=spacing(0, 0), rpr=look(16, SLATE, bold=True)),
        style("Titelangabe", ppr=spacing(0, 4), rpr=look(13)),
        style("Titel Entwurf", ppr=spacing(0, 10), rpr=look(16, RUST, bold=True)),
        style("Titel Stelle", ppr=spacing(150, 2), rpr=look(0, SLATE)),
        style("heading 1", following="Normal", ppr=f'{KEEP}{LINES}<w:pageBreakBefore/>{spacing(0, 12, 240)}<w:outlineLvl w:val="0"/>', rpr=look(22, BLUE, bold=True)),
        style("Kapitel fortlaufend", base="heading 1", following="Normal", ppr=f'<w:pageBreakBefore w:val="0"/>{spacing(26, 12, 240)}'),
        style("heading 2", following="Normal", ppr=f'{KEEP}{LINES}{spacing(14, 8, 240)}<w:outlineLvl w:val="1"/>', rpr=look(17, BLUE, bold=True)),
        style("heading 3", following="Normal", ppr=f'{KEEP}{LINES}{border("top", LINE, 8, 6)}{spacing(18, 4, 240)}<w:outlineLvl w:val="2"/>', rpr=look(14, BLUE, bold=True)),
        style("heading 4", following="Normal", ppr=f'{KEEP}{LINES}{spacing(12, 2, 240)}<w:outlineLvl w:val="3"/>', rpr=look(12, SLATE, bold=True)),
        style("Abschnitt", following="Normal", ppr=f'{KEEP}{LINES}{spacing(14, 8, 240)}<w:outlineLvl w:val="1"/>', rpr=look(17, BLUE, bold=True)),
        style("TOC Heading", following="Normal", ppr=f"{KEEP}<w:pageBreakBefore/>{spacing(0, 12, 240)}", rpr=look(22, BLUE, bold=True)),
        style("toc 1", ppr=_TAB.format(leader="dot") + spacing(5, 1, 240), rpr="<w:b/><w:bCs/>"),
        style("toc 2", ppr=_TAB.format(leader="dot") + spacing(0, 1, 240) + '<w:ind w:left="340"/>'),
        style("toc 3", ppr=_TAB.format(leader="dot") + spacing(0, 1, 240) + '<w:ind w:left="680"/>'),
        style("Frage", following="Normal", ppr=KEEP + LINES + spacing(8, 1), rpr=look(0, SLATE, bold=True)),
        style("Kurzfassung", ppr=KEEP + LINES + _BOX + spacing(0, 4) + '<w:ind w:left="113" w:right="113"/>'),
        *(style(name, ppr=KEEP + spacing(0, 6), rpr=look(12, colour, bold=True)) for name, colour in STATES.values()),
        style("Text bleibt", ppr=KEEP),
        style("Vermerk", ppr=spacing(0, 6), rpr=look(0, RUST)),
        style("Kontakt", ppr=LINES + spacing(0, 4)),
        style("Stand Frage", ppr=KEEP + LINES + _FORMER + spacing(4, 0) + '<w:ind w:left="284"/>', rpr=look(0, GREY, bold=True)),
        style("Stand Antwort", ppr=_FORMER + spacing(0, 2) + '<w:ind w:left="284"/>', rpr=look(0, GREY)),
        style("caption", following="Normal", ppr=KEEP + spacing(12, 4), rpr=look(0, SLATE, bold=True)),
        style("Kennzahl", base="TabelleText", rpr=look(22, BLUE, bold=True)),
        style("Kennzahl Name", base="TabelleText", ppr=KEEP),
        style("Diagramm", following="Normal", ppr=LINES + spacing(0, 10, 240)),
        style("Anweisung", ppr=spacing(0, 0, 240), rpr=look(0, VIOLET)),
        style("Tabelle Anweisung", base="Anweisung"),
        style("Tabelle Text", ppr=spacing(2, 2, 240)),
        style("Tabelle Kopf", base="TabelleText", ppr=KEEP, rpr=look(0, BLUE, bold=True)),
        style("Tabelle Kopf Zahl", base="TabelleKopf", ppr='<w:jc w:val="right"/>'),
        style("Tabelle Kopf schmal", base="TabelleKopfZahl", rpr='<w:b w:val="0"/><w:bCs w:val="0"/>'),
        style("Tabelle Kopf hochkant", base="TabelleText", ppr=KEEP + spacing(0, 0, 240), rpr=look(0, BLUE)),
        style("Tabelle Zahl", base="TabelleText", ppr='<w:jc w:val="right"/>'),
        style("Tabelle Feld", base="TabelleText", rpr="<w:b/><w:bCs/>"),
        style("Tabelle Feld Zahl", base="TabelleZahl", rpr="<w:b/><w:bCs/>"),
        style("Tabelle Bereich", base="TabelleText", ppr='<w:ind w:left="198"/>'),
        *(style(f"{name} bleibt", base=name, ppr=KEEP) for name in ("Tabelle Text", "Tabelle Zahl", "Tabelle Feld", "Tabelle Feld Zahl", "Tabelle Bereich")),
        style("Tabelle Eintrag", base="TabelleText", ppr='<w:spacing w:before="0" w:after="0" w:line="260" w:lineRule="exact"/>'),
        style("Tabelle Gruppe", base="TabelleText", ppr=KEEP + spacing(1, 0, 240), rpr=look(0, BLUE, bold=True)),
        style("header", ppr=border("bottom", LINE, 4, 4) + _TAB.format(leader="none") + spacing(0, 0, 240), rpr=look(0, SLATE)),
        style("footer", ppr=border("top", LINE, 4, 4) + _TAB.format(leader="none") + spacing(0, 0, 240), rpr=look(0, SLATE)),
        style("Hyperlink", kind="character", base="", rpr=f'<w:color w:val="{BLUE}"/><w:u w:val="single"/>'),
        style("Verzeichnislink", kind="character", base="Hyperlink", rpr='<w:color w:val="auto"/><w:u w:val="none"/>'),
        style("annotation reference", kind="character", base="", rpr='<w:sz w:val="16"/><w:szCs w:val="16"/>'),
        style("annotation text", ppr=spacing(0, 4, 240)),
        _table_style(),
    ]  # fmt: skip


def _table_style() -> str:
    line = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
    head = line.format(side="bottom", size=12, colour=BLUE)
    foot = line.format(side="top", size=12, colour=BLUE)
    inside = line.format(side="insideH", size=4, colour="C3CDDD")
    edge = line.format(side="bottom", size=8, colour=LINE)
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Berichtstabelle"><w:name w:val="Berichtstabelle"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{edge}{inside}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{head}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>{foot}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


# What python-docx's own template brings along.
_SUPERFLUOUS = ("/thumbnail", "/customXml", "/stylesWithEffects", "/extended-properties", "/numbering", "/webSettings")
_DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="de-DE"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def apply_styles(document: DocumentObject) -> None:
    """Replace python-docx's styles by ours."""
    root = document.styles.element
    kept = {"Default Paragraph Font", "Normal Table", "No List"}
    for element in list(root):
        if element.tag == qn("w:docDefaults") or (
            element.tag == qn("w:style") and element.find(qn("w:name")).get(qn("w:val")) not in kept
        ):
            root.remove(element)
    root.insert(0, parse_xml(_DEFAULTS))
    for xml in styles():
        root.append(parse_xml(xml))


class Writer:
    """Adds paragraphs and tables by style name."""

    def __init__(self, document: DocumentObject) -> None:
        self.document = document

    def add(self, text: str, name: str = "") -> Paragraph:
        """A paragraph; instructions have a style of their own, so that the office can tell them from what is printed."""
        name = name or ("Anweisung" if text.startswith("{%p") else "Normal")
        return self.document.add_paragraph(text, self.document.styles[name])

    def explain(self, paragraph: Paragraph, text: str) -> None:
        """A Word comment beside a tag; reports do not carry comments."""
        comment = self.document.add_comment(paragraph.runs, text=text, author="lipctl", initials="lip")
        date = comment._comment_elm.attrib  # noqa: SLF001 — python-docx offers no way to leave the time out
        date.pop(qn("w:date"), None)
        for run in comment._comment_elm.iter(qn("w:r")):  # noqa: SLF001
            for properties in run.findall(qn("w:rPr")):
                run.remove(properties)
        for properties in list(comment._comment_elm.iter(qn("w:pPr"))):  # noqa: SLF001
            properties.getparent().remove(properties)

    def target(self, paragraph: Paragraph, name: str, number: int) -> None:
        """A bookmark around what a paragraph says; in a document each has its own name and number."""
        marks = [
            f'<w:{tag} {nsdecls("w")} w:id="{number}"{rest}/>'
            for tag, rest in (("bookmarkStart", f' w:name="{name}"'), ("bookmarkEnd", ""))
        ]
        paragraph.runs[0]._r.addprevious(parse_xml(marks[0]))  # noqa: SLF001
        paragraph._p.append(parse_xml(marks[1]))  # noqa: SLF001

    def link(self, cell: _Cell, target: str) -> None:
        """Make a link to a bookmark of what a cell says."""
        paragraph = cell.paragraphs[0]
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{target}" w:history="1"/>')
        for run in paragraph.runs:
            run.style = self.document.styles["Verzeichnislink"]
            link.append(run._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001

    def set_dense(self, table: Table) -> None:
        """Half the space above and below what stands in the cells, for a table of many lines."""
        margins = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", 6), ("left", 70), ("bottom", 6), ("right", 70))
        )
        look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
        look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))

    def table(self, widths: list[float], description: str, *, row_heads: bool = False) -> Table:
        """A table of our style with a first row that repeats on each page.

        For those who listen, its title is the caption above, ``description`` says what a row is, and ``row_heads`` that the
        first column names the rows.
        """
        caption = next(text for text in reversed(self.document.paragraphs) if text.style.name == "Caption").text
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = self.document.styles["Berichtstabelle"]
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        properties = table._tbl.tblPr  # noqa: SLF001
        for element in properties.findall(qn("w:tblLook")) + properties.findall(qn("w:tblW")):
            properties.remove(element)
        properties.append(parse_xml(f'<w:tblW {nsdecls("w")} w:w="5000" w:type="pct"/>'))
        layout = properties.find(qn("w:tblLayout"))
        properties.remove(layout)
        properties.append(layout)
        look = 0x0660 + 0x80 * row_heads
        properties.append(
            parse_xml(
                f'<w:tblLook {nsdecls("w")} w:val="{look:04X}" w:firstRow="1" w:lastRow="1" w:firstColumn="{row_heads:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            )
        )
        for name, text in (("tblCaption", caption), ("tblDescription", description)):
            properties.append(parse_xml(f"<w:{name} {nsdecls('w')} w:val={quoteattr(text)}/>"))
        return table

    def row(self, table: Table, texts: list[str], names: list[str] | str, *, head: bool = False) -> _Row:
        """A row; ``names`` are the styles of its cells."""
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if head:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        columns = [names] * len(texts) if isinstance(names, str) else names
        for cell, text, name in zip(row.cells, texts, columns, strict=True):
            name = "Tabelle Anweisung" if text.startswith("{%t") else name  # noqa: PLW2901
            _fill(cell, text, self.document, name)
        return row

    def align(self, row: _Row) -> None:
        """Heads of different height stand on one line."""
        for cell in row.cells:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="bottom"/>'))  # noqa: SLF001

    def set_upright(self, row: _Row, height: int) -> None:
        """Names that read from below upwards, for many narrow columns; ``height`` in twentieths of a point."""
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:trHeight {nsdecls("w")} w:val="{height}" w:hRule="atLeast"/>'))  # noqa: SLF001
        self.set_narrow(row)
        for cell in list(row.cells)[1:]:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="btLr"/>'))  # noqa: SLF001
        self.align(row)

    def set_narrow(self, row: _Row) -> None:
        """Names that need all the width of their columns."""
        margins = '<w:left w:w="20" w:type="dxa"/><w:right w:w="20" w:type="dxa"/>'
        for cell in list(row.cells)[1:]:
            cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))  # noqa: SLF001


def _fill(cell: _Cell, text: str, document: DocumentObject, name: str) -> None:
    cell.paragraphs[0].style = document.styles[name]
    cell.paragraphs[0].add_run(text)


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A complex field with a result."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))  # noqa: SLF001


def title_page(writer: Writer) -> None:
    """City, title, plan, day, draft mark, coordinating office."""
    first = writer.add("{{ stadt }}", "Titel Stadt")
    writer.explain(
        first,
        "In doppelten geschweiften Klammern stehen Variablen; der Bericht setzt ihren Wert ein. Schrift und Farbe ändern Sie wie gewohnt, am besten in der Formatvorlage. Alle Variablen stehen in docs/referenz. Kommentare wie dieser kommen nicht in den Bericht.",
    )
    writer.add("{{ titel }} {{ jahr }}", "Title")
    writer.add("{{ plan }}", "Subtitle")
    writer.add("{%p if oeffentlich %}")
    writer.add("Öffentliche Fassung", "Titel Stadt")
    writer.add("{%p endif %}")
    draft = writer.add("{%p if entwurf %}")
    writer.explain(
        draft,
        "Anweisungen mit {%p (violett) stehen allein in ihrem Absatz; der Absatz selbst wird nicht gedruckt. Was zwischen „if“ und „endif“ steht, erscheint nur, wenn die Bedingung zutrifft.",
    )
    writer.add("Entwurf", "Titel Entwurf")
    writer.add("{%p endif %}")
    writer.add("Stand: {{ stand }}", "Titelangabe")
    writer.add("{%p if koordination.stelle %}")
    writer.add("{{ koordination.stelle }}", "Titel Stelle")
    writer.add("{%p endif %}")


def contents_page(writer: Writer) -> None:
    """The table of contents as Word's own field."""
    writer.add("Inhalt", "TOC Heading")
    entry = writer.add("", "toc 1")
    field(
        entry,
        'TOC \\o "1-3" \\h \\z \\t "Kapitel fortlaufend;1"',
        "Das Verzeichnis füllt sich, wenn der Bericht geschrieben wird.",
    )


def summary(writer: Writer) -> None:
    """At a glance: figures, sentences, the office's own words, the chart. Then the table of totals."""
    writer.add("Zusammenfassung", "heading 1")
    writer.add("Auf einen Blick", "Abschnitt")
    writer.add("{%p for satz in zusammenfassung.saetze %}")
    writer.add("{{ satz }}")
    writer.add("{%p endfor %}")
    own = writer.add("{%p if zusammenfassung.wichtig %}")
    writer.explain(own, "Was hier steht, schreiben Sie in redaktion.xlsx (lipctl edit) in die Zeile „Was wichtig ist“.")
    writer.add("Was wichtig ist", "Abschnitt")
    writer.add("{%p for absatz in zusammenfassung.wichtig %}")
    writer.add("{{ absatz }}")
    writer.add("{%p endfor %}")
    writer.add("{%p endif %}")
    writer.add("{%p if zusammenfassung.anzahl %}")
    writer.add("{{ bezeichnungen.handlungsansaetze }} insgesamt und nach ihrem Stand", "caption")
    _key_figures(writer)
    writer.add("{%p endif %}")
    picture(writer)
    writer.add("{%p if zusammenfassung.anzahl %}")
    writer.add(
        "Nach {{ bezeichnungen.handlungsfeld }}{% if zusammenfassung.bereiche %} und {{ bezeichnungen.bereich }}{% endif %}",
        "Abschnitt",
    )
    writer.add(
        "Der Bericht gibt den Stand vom {{ stand }} wieder. Jeder Eintrag des Plans zählt in genau einer Spalte; "
        "die Antworten der Dienststellen sind {% if redigierte_texte %}bis auf {{ redigierte_texte }} redigierte "
        "{% if redigierte_texte == 1 %}Antwort{% else %}Antworten{% endif %} {% endif %}im Wortlaut abgedruckt.",
        "Text bleibt",
    )
    writer.add("{{ bezeichnungen.handlungsansaetze }} nach {{ bezeichnungen.handlungsfeld }} und Stand", "caption")
    _totals(writer)
    writer.add("{%p endif %}")


def _key_figures(writer: Writer) -> None:
    """The total and a number per kind of state, side by side and large."""
    table = writer.table(
        [3.6, 3.0, 6.6, 3.0], "Eine Zeile: ganz links alle zusammen, daneben eine Zahl je Art von Stand."
    )
    template_chapters.without_last_row(table)
    columns, end = "{%tc for zahl in zusammenfassung.kennzahlen %}", "{%tc endfor %}"
    writer.align(
        writer.row(
            table, ["insgesamt", columns, "{{ zahl.zeichen }} {{ zahl.titel }}", end], "Kennzahl Name", head=True
        )
    )
    writer.row(table, ["{{ zusammenfassung.anzahl }}", columns, "{{ zahl.anzahl }}", end], "Kennzahl")


def _totals(writer: Writer) -> None:
    """A row per field and area. A field and its areas stay together, and where they fit on a page, all of it."""
    about = "Eine Zeile je {{ bezeichnungen.handlungsfeld }}, eine Spalte je Stand, am Ende die Summen."
    table = writer.table(template_chapters.COUNTS, about, row_heads=True)
    writer.set_dense(table)
    one = "{%tc for {name} in {names} %}"
    columns = one.replace("{name}", "spalte").replace("{names}", "zusammenfassung.spalten")
    values = one.replace("{name}", "wert").replace("{names}", "zeile.werte")
    end = "{%tc endfor %}"
    name = "{{ bezeichnungen.handlungsfeld }}{% if zusammenfassung.bereiche %} / {{ bezeichnungen.bereich }}{% endif %}"

    def looks(text: str, number: str) -> list[str]:
        return [text, "Tabelle Text", number, "Tabelle Text", number]

    def tag(text: str) -> None:
        writer.row(table, [text, "", "", "", ""], "Tabelle Text")

    template_chapters.heads(writer, table, name, columns, "Summe", "zusammenfassung.spalten")
    tag("{%tr for zeile in zusammenfassung.zeilen %}")
    row = ["{{ zeile.kurz }}", values, "{{ wert }}", end, "{{ zeile.summe }}"]
    for condition, text, number in (
        (f"{{%tr if {_GOES_ON} and zeile.ist_bereich %}}", "Tabelle Bereich bleibt", "Tabelle Zahl bleibt"),
        (f"{{%tr elif {_GOES_ON} %}}", "Tabelle Feld bleibt", "Tabelle Feld Zahl bleibt"),
        ("{%tr elif zeile.ist_bereich %}", "Tabelle Bereich", "Tabelle Zahl"),
        ("{%tr else %}", "Tabelle Feld", "Tabelle Feld Zahl"),
    ):
        tag(condition)
        writer.row(table, row, looks(text, number))
    tag("{%tr endif %}")
    tag("{%tr endfor %}")
    total = ["Insgesamt", columns, "{{ spalte.anzahl }}", end, "{{ zusammenfassung.anzahl }}"]
    writer.row(table, total, looks("Tabelle Feld", "Tabelle Feld Zahl"))


_GOES_ON = f"(loop.length <= {ROWS_ON_A_PAGE} or loop.last or loop.nextitem.ist_bereich)"
"""Whether the next row stays with this one: all of them in a short table, else those of a field and its areas."""


def picture(writer: Writer) -> None:
    """The chart, in years with assessment."""
    writer.add("{%p if diagramm %}")
    caption = writer.add("{{ diagramm.titel }}", "caption")
    writer.explain(
        caption,
        "Das Diagramm unter dieser Zeile ist ein gewöhnliches Word-Diagramm mit Beispielzahlen. Der Bericht setzt seine eigenen Zahlen ein; Farben, Muster und Größe bleiben, wie Sie sie hier einstellen, die Schriftart ist die der Vorlage. Eine Farbe gehört zum Namen ihrer Reihe, z. B. „erfüllt“; bitte benennen Sie die Reihen nicht um.",
    )
    template_chart.add_drawing(writer.add("", "Diagramm"))
    writer.add("{%p endif %}")


_OWN_PAGE = 4
"""A field of action with so many measures begins on a page of its own."""


_MORE_THAN_THE_STATE = "antwort.absaetze|first != ansatz.einstufung or antwort.absaetze|length > 1 or antwort.vermerk"
"""Which remarks are printed: not an assessment that stands above as the state, unless something is added to it."""


def _state(writer: Writer) -> Paragraph:
    """A measure's state in the style of what it means; the first of these paragraphs."""
    printed = []
    for place, (meaning, (name, _)) in enumerate(STATES.items()):
        writer.add(f"{{%p {'elif' if place else 'if'} ansatz.lage == '{meaning}' %}}")
        printed.append(writer.add("{{ ansatz.zeichen }} {{ ansatz.standzeile }}", name))
    writer.add("{%p endif %}")
    return printed[0]


def measures(writer: Writer) -> None:
    """Fields, areas, measures."""
    loop = writer.add("{%p for feld in felder %}")
    writer.explain(
        loop,
        "Alles zwischen „for“ und „endfor“ wiederholt sich für jedes Handlungsfeld, darin für jeden Bereich und jeden Handlungsansatz.",
    )
    template_chapters.chapter(
        writer,
        "{{ feld.ueberschrift }}",
        f"loop.first or feld.anzahl >= {_OWN_PAGE} or loop.previtem.anzahl >= {_OWN_PAGE}",
    )
    writer.add("{%p for bereich in feld.bereiche %}")
    writer.add("{%p if bereich.ueberschrift and not bereich.allein %}")
    writer.add("{{ bereich.ueberschrift }}", "heading 2")
    writer.add("{%p endif %}")
    writer.add("{%p for ansatz in bereich.ansaetze %}")
    writer.add("{%p if bereich.allein %}")
    writer.target(writer.add("{{ ansatz.ueberschrift }}", "heading 2"), "ansatz_anker_2", 2)
    writer.add("{%p else %}")
    writer.target(writer.add("{{ ansatz.ueberschrift }}", "heading 3"), "ansatz_anker", 1)
    writer.add("{%p endif %}")
    writer.explain(
        _state(writer),
        "Das Zeichen steht neben dem Wort, damit sich der Stand überfliegen lässt; wer es nicht sieht, verliert nichts. Die Farbe richtet sich nach der Einstufung. Die Bewertung wird darum unten nur gedruckt, wenn ein Nachtrag oder Vermerk dazugehört.",
    )
    _paragraphs(writer, "ansatz.hinweis", "{{ bezeichnungen.hinweis }}", "Normal")
    _paragraphs(writer, "ansatz.kurzfassung", "{{ bezeichnungen.kurzfassung }}", "Kurzfassung")
    writer.add("{%p for merkmal in ansatz.merkmale %}")
    writer.add("{{ merkmal.name }}: {{ merkmal.text }}", "Text bleibt")
    writer.add("{%p endfor %}")
    _answers(writer, "ansatz.angaben", choice=_MORE_THAN_THE_STATE)
    writer.add("{%p for teil in ansatz.teile %}")
    writer.add("{%p if teil.ueberschrift and bereich.allein %}")
    writer.add("{{ teil.ueberschrift }}", "heading 3")
    writer.add("{%p elif teil.ueberschrift %}")
    writer.add("{{ teil.ueberschrift }}", "heading 4")
    writer.add("{%p endif %}")
    _answers(
        writer, "teil.antworten", last="ansatz.kontakt and teil == ansatz.teile|last and antwort == teil.antworten|last"
    )
    writer.add("{%p endfor %}")
    earlier(writer)
    contact(writer)
    writer.add("{%p endfor %}")
    writer.add("{%p endfor %}")
    writer.add("{%p endfor %}")


def _paragraphs(writer: Writer, name: str, heading: str, look_name: str) -> None:
    writer.add(f"{{%p if {name} %}}")
    writer.add(heading, "Frage")
    writer.add(f"{{%p for absatz in {name} %}}")
    writer.add("{{ absatz }}", look_name)
    writer.add("{%p endfor %}")
    writer.add("{%p endif %}")


def _answers(
    writer: Writer, name: str, question: str = "Frage", answer: str = "Normal", *, choice: str = "", last: str = ""
) -> None:
    """The answers of a list; ``last`` says when the last paragraph stays with the contact below it."""
    writer.add(f"{{%p for antwort in {name}{f' if {choice}' if choice else ''} %}}")
    writer.add("{{ antwort.ueberschrift }}", question)
    writer.add("{%p for absatz in antwort.absaetze %}")
    if last:
        writer.add(f"{{%p if loop.last and {last} %}}")
        writer.add("{{ absatz }}", "Text bleibt")
        writer.add("{%p else %}")
    writer.add("{{ absatz }}", answer)
    if last:
        writer.add("{%p endif %}")
    writer.add("{%p endfor %}")
    writer.add("{%p if antwort.vermerk %}")
    writer.add("{{ antwort.vermerk }}", "Vermerk")
    writer.add("{%p endif %}")
    writer.add("{%p endfor %}")


def earlier(writer: Writer) -> None:
    """An earlier answer, set apart by a line and grey letters."""
    start = writer.add("{%p if ansatz.frueher %}")
    writer.explain(
        start, "Eine frühere Antwort erscheint nur bei „keine Rückmeldung“ und „unverändert“, immer mit ihrem Jahr."
    )
    writer.add("{%p for teil in ansatz.frueher.teile %}")
    writer.add("{%p if teil.ueberschrift %}")
    writer.add("{{ teil.ueberschrift }}", "Stand Frage")
    writer.add("{%p endif %}")
    _answers(writer, "teil.antworten", "Stand Frage", "Stand Antwort")
    writer.add("{%p endfor %}")
    writer.add("{%p endif %}")


def contact(writer: Writer) -> None:
    """Whom to ask."""
    writer.add("{%p if ansatz.kontakt %}")
    writer.add("{{ ansatz.kontakt.ueberschrift }}", "Frage")
    writer.add("{{ ansatz.kontakt.zeile }}", "Kontakt")
    writer.add("{%p if ansatz.kontakt.vermerk %}")
    writer.add("{{ ansatz.kontakt.vermerk }}", "Vermerk")
    writer.add("{%p endif %}")
    writer.add("{%p endif %}")
    writer.add("{%p if ansatz.weitere_dienststellen %}")
    writer.add("Auch beteiligt", "Frage")
    writer.add("{{ ansatz.weitere_dienststellen }}", "Kontakt")
    writer.add("{%p endif %}")


def page(document: DocumentObject) -> None:
    """A4, margins, header with the title, footer with the page number; none of them on the title page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.2)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = document.styles["header"]
    head.add_run(
        "{{ titel }} {{ jahr }}{% if oeffentlich %} – Öffentliche Fassung{% endif %}{% if entwurf %} – Entwurf{% endif %}\t{{ plan }}"
    )
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["footer"]
    foot.add_run("{{ stadt }}\tSeite ")
    field(foot, "PAGE", "2")
    foot.add_run(" von ")
    field(foot, "NUMPAGES", "2")
    for empty in (section.first_page_header, section.first_page_footer):
        empty.is_linked_to_previous = False
        empty.paragraphs[0].style = document.styles["Normal"]


def build() -> bytes:
    """The whole template."""
    document = Document()
    apply_styles(document)
    page(document)
    writer = Writer(document)
    title_page(writer)
    contents_page(writer)
    chapters(writer)
    return _fixed(document)


# Their names are those of the settings: CHAPTERS in src/lipctl/settings/keys.py.
CHAPTERS = {
    "vorwort": (template_chapters.foreword,),
    "zusammenfassung": (summary,),
    "ueberblick": (template_chapters.overview,),
    "veraenderungen": (template_chapters.changes,),
    "massnahmen": (measures,),
    "kontakte": (template_chapters.contacts,),
    "offene_punkte": (template_chapters.open_points,),
    "quellen": (template_chapters.sources,),
}


def chapters(writer: Writer) -> None:
    """Every chapter once; the settings decide which are printed, and in which order."""
    loop = writer.add("{%p for abschnitt in kapitel %}")
    writer.explain(
        loop,
        "Welche Kapitel der Bericht hat und in welcher Reihenfolge sie stehen, sagt lipctl.toml: [bericht] kapitel = […]. Hier steht jedes Kapitel einmal, zwischen „if abschnitt“ und „endif“.",
    )
    for word, parts in CHAPTERS.items():
        writer.add(f'{{%p if abschnitt == "{word}" %}}')
        for part in parts:
            part(writer)
        writer.add("{%p endif %}")
    writer.add("{%p endfor %}")


def build_enclosure() -> bytes:
    """The template of ``lipctl history NUMBER --docx``: one measure over the years."""
    document = Document()
    apply_styles(document)
    page(document)
    section = document.sections[0]
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].runs[0].text = "{{ plan }}\tStand: {{ stand }}"
    writer = Writer(document)
    writer.add("{{ ueberschrift }}", "heading 1")
    _paragraphs(writer, "kurzfassung", "{{ bezeichnungen.kurzfassung }}", "Kurzfassung")
    writer.add("Was dazu in den Berichten stand, das älteste Jahr zuerst:")
    writer.add("{%p for bericht in berichtsjahre %}")
    writer.add("{%p set ansatz = bericht.ansatz %}")
    writer.add("{{ bericht.jahr }}{% if bericht.nummer != nummer %}: {{ ansatz.ueberschrift }}{% endif %}", "heading 2")
    _state(writer)
    writer.add("{%p if bericht.neu %}")
    writer.add("Gegenüber dem Bericht davor: {{ bericht.neu }}", "Vermerk")
    writer.add("{%p endif %}")
    _answers(writer, "ansatz.angaben", choice=_MORE_THAN_THE_STATE)
    writer.add("{%p for teil in ansatz.teile %}")
    writer.add("{%p if teil.ueberschrift %}")
    writer.add("{{ teil.ueberschrift }}", "heading 3")
    writer.add("{%p endif %}")
    _answers(writer, "teil.antworten")
    writer.add("{%p endfor %}")
    earlier(writer)
    contact(writer)
    writer.add("{%p if bericht.dienststelle and not ansatz.kontakt %}")
    writer.add("Zuständige Dienststelle", "Frage")
    writer.add("{{ bericht.dienststelle }}", "Kontakt")
    writer.add("{%p endif %}")
    writer.add("{%p endfor %}")
    writer.add("{%p if koordination.stelle %}")
    writer.add("Zusammengestellt von", "Frage")
    writer.add("{{ koordination.stelle }}", "Kontakt")
    writer.add("{%p endif %}")
    return _fixed(document, "Vorlage Verlauf", chart=False)


def _fixed(document: DocumentObject, title: str = "Vorlage Controllingbericht", *, chart: bool = True) -> bytes:
    """The same bytes each time: no times, no author, our own settings, only the parts that are needed."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title, core.language = title, "de-DE"
    for source in (document.part, document.part.package):
        for identity in [link.rId for link in source.rels.values() if link.reltype.endswith(_SUPERFLUOUS)]:
            del source.rels[identity]
    for link in relationships(document, "settings"):
        document.part.load_rel(link.reltype, with_content(link.target_part, _SETTINGS.encode()), link.rId)
    if chart:
        template_chart.add_parts(document, FONT)
    return packed(saved_parts(document))


def main() -> None:
    """Write the report's template, and the one of the enclosure beside it."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    for path, content in ((target, build()), (target.with_name("verlauf.docx"), build_enclosure())):
        path.write_bytes(content)
        print(f"{path} geschrieben")


if __name__ == "__main__":
    main()
