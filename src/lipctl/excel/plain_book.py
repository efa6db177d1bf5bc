"""The workbook of a form as XML of our own: see :mod:`lipctl.excel.form_sheet` for why.

The parts are those that XlsxWriter writes, byte for byte. Styles and theme do come from it, made once for all forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lipctl.excel import design
from lipctl.excel.form_sheet import FormBook
from lipctl.excel.plain_sheet import FILTER_AREA, PlainSheet
from lipctl.excel.plain_styles import STYLES, THEME, style_parts
from lipctl.excel.plain_texts import DECLARATION, MAIN, SharedTexts, attribute, data
from lipctl.files import zip_reproducibly

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_TYPE}.spreadsheetml"


@dataclass(frozen=True, slots=True)
class _Name:
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


class PlainBook(FormBook):
    """Knows the sheets, and counts texts and styles for them."""

    def __init__(self) -> None:
        self.texts = SharedTexts()
        self._sheets: list[PlainSheet] = []
        self._names: list[_Name] = []
        self._styles: dict[str, int] = {}
        self._looks: dict[str, int] = {}
        self._overlays: dict[str, int] = {}

    def add_sheet(self, name: str) -> PlainSheet:
        sheet = PlainSheet(name, self)
        self._sheets.append(sheet)
        return sheet

    def define_name(self, name: str, meaning: str) -> None:
        self._names.append(_Name(name, meaning))

    def style(self, name: str) -> int:
        """The number of a style: in the order in which cells use them, 1 the first."""
        place = self._styles.get(name)
        if place is None:
            place = self._styles[name] = self._looks.setdefault(_first_alike(name), len(self._looks) + 1)
        return place

    def overlay(self, name: str) -> int:
        """The number of a style that is laid over others, 0 the first."""
        return self._overlays.setdefault(name, len(self._overlays))

    def close(self, title: str, year: int) -> bytes:
        names = sorted([*self._names, *self._names_of_sheets()], key=lambda name: name.order)
        count = len(self._sheets)
        sheets = [sheet.xml(selected=sheet is self._sheets[0]) for sheet in self._sheets]
        made = style_parts(tuple(self._looks), tuple(self._overlays))
        parts = (
            ("[Content_Types].xml", _content_types(count)),
            ("_rels/.rels", _ROOT_RELATIONS),
            ("xl/_rels/workbook.xml.rels", _relations(count)),
            *((f"xl/worksheets/sheet{number}.xml", sheet.encode()) for number, sheet in enumerate(sheets, start=1)),
            ("xl/workbook.xml", _workbook_xml(self._sheets, names).encode()),
            ("xl/sharedStrings.xml", self.texts.xml().encode()),
            (STYLES, made[STYLES]),
            (THEME, made[THEME]),
            ("docProps/core.xml", _core(title, year).encode()),
            ("docProps/app.xml", _app([sheet.name for sheet in self._sheets], names).encode()),
        )
        return zip_reproducibly(parts)

    def _names_of_sheets(self) -> Iterator[_Name]:
        for place, sheet in enumerate(self._sheets):
            for name, cells in sheet.areas.items():
                yield _Name(name, f"{_quoted(sheet.name)}!{cells}", place)


@cache
def _first_alike(style: str) -> str:
    """The first style that looks the same: Excel counts both as one."""
    return next(name for name in design.STYLES if design.properties_of(name) == design.properties_of(style))


def _quoted(sheet: str) -> str:
    from xlsxwriter.utility import quote_sheetname

    return str(quote_sheetname(sheet))


@cache
def _content_types(sheets: int) -> bytes:
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


_ROOT_RELATIONS = _relations_xml(
    (
        (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )
)


@cache
def _relations(sheets: int) -> bytes:
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    targets += [("theme", "theme/theme1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    return _relations_xml((f"{_OFFICE}/relationships/{kind}", target) for kind, target in targets)


def _workbook_xml(sheets: Sequence[PlainSheet], names: Sequence[_Name]) -> str:
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


def _sheet_xml(sheet: PlainSheet, number: int) -> str:
    hidden = ' state="hidden"' if sheet.hidden else ""
    return f'<sheet name="{attribute(sheet.name)}" sheetId="{number}"{hidden} r:id="rId{number}"/>'


def _name_xml(name: _Name) -> str:
    where = "" if name.sheet < 0 else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.name == FILTER_AREA else ""
    return f'<definedName name="{name.name}"{where}{hidden}>{data(name.meaning)}</definedName>'


def _core(title: str, year: int) -> str:
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


def _app(sheets: Sequence[str], names: Sequence[_Name]) -> str:
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
