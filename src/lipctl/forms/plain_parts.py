"""The small parts of a workbook that tell what is in it: for :mod:`lipctl.forms.plain_book`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lipctl.forms.plain_texts import DECLARATION, MAIN, attribute, data

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_TYPE}.spreadsheetml"
FILTER_AREA = "_xlnm._FilterDatabase"
"""Excel's own name for a table that can be filtered."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name: of the whole workbook (sheet -1), or Excel's own for one sheet."""

    name: str
    meaning: str
    sheet: int = -1

    @property
    def order(self) -> str:
        """Excel keeps the names sorted by this."""
        meaning = self.meaning.lstrip("'")
        return f"{self.name.removeprefix('_xlnm.')}::{meaning}".lower()

    @property
    def title(self) -> str:
        """What the document's properties call it."""
        if self.sheet < 0:
            return self.name
        return f"{self.meaning.partition('!')[0]}!{self.name.removeprefix('_xlnm.')}"


@cache
def content_types(sheets: int) -> bytes:
    """Of what type each part is."""
    overrides = [
        ("docProps/app.xml", f"{_TYPE}.extended-properties+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("xl/styles.xml", f"{_SHEET_TYPE}.styles+xml"),
        ("xl/theme/theme1.xml", f"{_TYPE}.theme+xml"),
        ("xl/workbook.xml", f"{_SHEET_TYPE}.sheet.main+xml"),
        *((f"xl/worksheets/sheet{number}.xml", f"{_SHEET_TYPE}.worksheet+xml") for number in range(1, sheets + 1)),
        ("xl/sharedStrings.xml", f"{_SHEET_TYPE}.sharedStrings+xml"),
    ]
    return "".join(
        (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">',
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            *(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides),
            "</Types>",
        )
    ).encode()


def _relations_xml(pairs: Iterable[tuple[str, str]]) -> bytes:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


ROOT_RELATIONS = _relations_xml(
    (
        (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )
)


@cache
def relations(sheets: int) -> bytes:
    """Where the workbook has its parts."""
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    targets += [("theme", "theme/theme1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    return _relations_xml((f"{_OFFICE}/relationships/{kind}", target) for kind, target in targets)


def workbook_xml(sheets: Sequence[tuple[str, bool]], names: Sequence[DefinedName]) -> str:
    """The workbook itself: its sheets, and what cells are called."""
    return "".join(
        (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}/relationships">',
            '<fileVersion appName="xl" lastEdited="4" lowestEdited="4" rupBuild="4505"/>',
            '<workbookPr defaultThemeVersion="124226"/><bookViews>',
            '<workbookView xWindow="240" yWindow="15" windowWidth="16095" windowHeight="9660"/></bookViews><sheets>',
            *map(_sheet_xml, sheets, range(1, len(sheets) + 1)),
            "</sheets><definedNames>",
            *map(_name_xml, names),
            '</definedNames><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>',
        )
    )


def _sheet_xml(sheet: tuple[str, bool], number: int) -> str:
    name, is_hidden = sheet
    hidden = ' state="hidden"' if is_hidden else ""
    return f'<sheet name="{attribute(name)}" sheetId="{number}"{hidden} r:id="rId{number}"/>'


def _name_xml(name: DefinedName) -> str:
    where = "" if name.sheet < 0 else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.name == FILTER_AREA else ""
    return f'<definedName name="{name.name}"{where}{hidden}>{data(name.meaning)}</definedName>'


def core(title: str, year: int) -> str:
    """Title, language and date of the document."""
    kinds = {
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "dcmitype": "http://purl.org/dc/dcmitype/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    spaces = "".join(f' xmlns:{short}="{long}"' for short, long in kinds.items())
    date = f'xsi:type="dcterms:W3CDTF">{year:04}-01-01T00:00:00Z</dcterms:'
    return (
        f"{DECLARATION}<cp:coreProperties{spaces}><dc:title>{data(title)}</dc:title><dc:creator></dc:creator>"
        f"<cp:lastModifiedBy></cp:lastModifiedBy><dc:language>de-DE</dc:language>"
        f"<dcterms:created {date}created><dcterms:modified {date}modified></cp:coreProperties>"
    )


def app(sheets: Sequence[str], names: Sequence[DefinedName]) -> str:
    """What programs show of the document's content."""
    titles = [name.title for name in names if "!" in name.meaning and name.name != FILTER_AREA]
    counts = "".join(
        f"<vt:variant><vt:lpstr>{what}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>"
        for what, count in (("Worksheets", len(sheets)), ("Named Ranges", len(titles)))
    )
    parts = "".join(f"<vt:lpstr>{data(name)}</vt:lpstr>" for name in (*sheets, *titles))
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        "<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>"
        f'<HeadingPairs><vt:vector size="4" baseType="variant">{counts}</vt:vector></HeadingPairs>'
        f'<TitlesOfParts><vt:vector size="{len(sheets) + len(titles)}" baseType="lpstr">{parts}</vt:vector>'
        "</TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc>"
        "<HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>"
    )
