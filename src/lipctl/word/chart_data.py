"""The workbook inside a chart: what Word opens on "Daten bearbeiten".

One sheet with the numbers, written by hand: to load a library for it would cost more time than to render a report.
Texts stand in their cells (``t="inlineStr"``, ECMA-376 part 1, 18.18.11), so that none can become a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lipctl.word.package import write_package
from lipctl.word.xmltree import DECLARATION, escape_text

SHEET = "Daten"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(categories: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """The workbook: categories in the first column, one further column per series, their names in the first row."""
    rows: list[list[str | int]] = [["", *(name for name, _ in series)]]
    rows += [[category, *(values[at] for _, values in series)] for at, category in enumerate(categories)]
    widths = '<cols><col min="1" max="1" width="32" customWidth="1"/></cols>'
    sheet = "".join(f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, start=1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relations(f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{widths}<sheetData>{sheet}</sheetData></worksheet>',
    }
    return write_package({name: (DECLARATION + xml).encode() for name, xml in parts.items()})


def column_name(place: int) -> str:
    """The letters of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _cells(number: int, row: Iterable[str | int]) -> str:
    return "".join(
        f'<c r="{column_name(place)}{number}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{column_name(place)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape_text(value)}</t></is></c>'
        for place, value in enumerate(row)
        if value != ""
    )


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )
