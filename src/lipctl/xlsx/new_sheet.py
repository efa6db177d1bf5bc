"""A further sheet for a workbook that a person keeps; nothing else in it changes (docs/decisions/0009)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from io import BytesIO

from lxml import etree

from lipctl.xlsx.cells import cell_name, escaped
from lipctl.xlsx.kept_xml import add_text, added, parsed, serialised

_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def with_new_sheet(
    content: bytes, name: str, rows: Sequence[Sequence[str]], widths: Sequence[float], styles: tuple[int, int]
) -> bytes:
    """Add a sheet of texts behind the others. The first row holds the heads and stays in sight.

    ``styles`` are the numbers of the formats of heads and other cells in this workbook.

    Raises:
        ValueError: the workbook is built in a way that no spreadsheet program builds it.
    """
    with zipfile.ZipFile(BytesIO(content)) as source:
        main = _workbook_part(source.read(_ROOT_RELATIONS))
        folder, file = posixpath.split(main)
        relations_part = posixpath.join(folder, "_rels", f"{file}.rels")
        book, relations, types = (parsed(source.read(part)) for part in (main, relations_part, _TYPES))
        taken = {entry.casefold() for entry in source.namelist()}
        number = next(
            n for n in range(1, len(taken) + 2) if f"{folder}/worksheets/sheet{n}.xml".casefold() not in taken
        )
        part = f"worksheets/sheet{number}.xml"
        space = etree.QName(book).namespace
        _register(book, relations, types, (name, folder, part))
        changed = {main: book, relations_part: relations, _TYPES: types}
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
            for entry in source.infolist():
                tree = changed.get(entry.filename)
                result.writestr(entry, source.read(entry) if tree is None else serialised(tree))
            new = zipfile.ZipInfo(posixpath.join(folder, part), source.infolist()[0].date_time)
            new.compress_type = zipfile.ZIP_DEFLATED
            result.writestr(new, serialised(_sheet(str(space), rows, widths, styles)))
    return target.getvalue()


def _workbook_part(relations: bytes) -> str:
    """The name of the part that lists the sheets.

    Raises:
        ValueError: there is none.
    """
    for relation in parsed(relations):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise ValueError("no workbook")


def _register(
    book: etree._Element, relations: etree._Element, types: etree._Element, sheet: tuple[str, str, str]
) -> None:
    """Enter the sheet (name, folder of the workbook, part below it) into the three lists of a package."""
    name, folder, part = sheet
    listed = book.find("{*}sheets")
    kind = next((one.get("Type", "") for one in relations if one.get("Type", "").endswith("/worksheet")), "")
    if listed is None or not kind:
        raise ValueError("a workbook without sheets")
    known = {one.get("Id") for one in relations}
    relation = next(f"rId{n}" for n in range(1, len(known) + 2) if f"rId{n}" not in known)
    identifier = max(int(one.get("sheetId", "0")) for one in listed) + 1
    of_relation = f"{{{kind.rpartition('/')[0]}}}id"
    added(listed, "sheet", name=name, sheetId=str(identifier)).set(of_relation, relation)
    added(relations, "Relationship", Id=relation, Type=kind, Target=part)
    added(types, "Override", PartName=f"/{posixpath.join(folder, part)}", ContentType=_WORKSHEET)


def _sheet(
    space: str, rows: Sequence[Sequence[str]], widths: Sequence[float], styles: tuple[int, int]
) -> etree._Element:
    sheet = etree.Element(etree.QName(space, "worksheet"), nsmap={None: space})
    added(added(sheet, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = added(added(sheet, "sheetViews"), "sheetView", workbookViewId="0")
    added(view, "pane", ySplit="1", topLeftCell="A2", activePane="bottomLeft", state="frozen")
    columns = added(sheet, "cols")
    for column, width in enumerate(widths, start=1):
        added(columns, "col", min=str(column), max=str(column), width=str(width), customWidth="1", style=str(styles[1]))
    data = added(sheet, "sheetData")
    for row, texts in enumerate(rows, start=1):
        line = added(data, "row", r=str(row))
        for column, text in enumerate(texts, start=1):
            add_text(added(line, "c", r=cell_name(row, column), s=str(styles[row > 1])), escaped(text))
    added(sheet, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return sheet
