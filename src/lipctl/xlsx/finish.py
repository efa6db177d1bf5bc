"""Adds what openpyxl cannot write to the workbook that it saved: the last step of writing one.

* The results beside formulas. A viewer that does not calculate, such as Excel's Protected View, shows them.
* Rows that grow with what is typed: openpyxl marks every height as set by hand; such a row hides what is typed beyond
  it, and cuts it in print.
* Numbers are texts on purpose, so that Excel draws no green corners.
* Fonts in the order of the schema, which openpyxl does not keep and Microsoft's validator asks for.
* The namespaces of the document's properties where other programs have them.
* The digest of a workbook that is sealed.
* The same bytes for the same workbook, whenever it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zipfile import ZipFile

from lxml import etree

from lipctl.digests import CUSTOM, custom_part, digest_of
from lipctl.files import zip_reproducibly

_CORE, _STYLES = "docProps/core.xml", "xl/styles.xml"
_USUAL_PREFIXES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WHOLE_SHEET = "A1:XFD1048576"
_BEHIND = {f"{_MAIN}{name}" for name in ("drawing", "legacyDrawing", "tableParts")}
"""What may stand behind ``ignoredErrors`` in a sheet of ours."""

_IN_A_FONT = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
"""What may stand in a font, in the order of the schema."""

Results = Mapping[str, str | int]
"""What each formula of a sheet comes to, by its cell."""


def finished(saved: ZipFile, sheets: Sequence[Results]) -> bytes:
    """The workbook that openpyxl saved, with what it could not say of its sheets, in their order."""
    results = {f"xl/worksheets/sheet{number}.xml": known for number, known in enumerate(sheets, start=1)}
    parts = {name: _finished(name, saved.read(name), results) for name in saved.namelist()}
    if CUSTOM in parts:
        parts[CUSTOM] = custom_part(digest_of(parts))
    return zip_reproducibly(parts.items())


def _finished(name: str, xml: bytes, results: Mapping[str, Results]) -> bytes:
    if name not in results and name not in (_CORE, _STYLES):
        return xml
    root = etree.fromstring(xml)
    if name == _CORE:
        etree.cleanup_namespaces(root, top_nsmap=_USUAL_PREFIXES)
    elif name == _STYLES:
        for font in root.iter(f"{_MAIN}font"):
            font[:] = sorted(font, key=lambda element: _IN_A_FONT.index(etree.QName(element).localname))
    else:
        _finish_sheet(root, results[name])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _finish_sheet(sheet: etree._Element, results: Results) -> None:
    for row in sheet.iter(f"{_MAIN}row"):
        row.attrib.pop("customHeight", None)
    for cell in sheet.iter(f"{_MAIN}c"):
        result = results.get(cell.get("r", ""))
        if result is not None:
            cell[-1].text = str(result)  # <f> and an empty <v>
            if isinstance(result, str):
                cell.set("t", "str")
    errors = etree.Element(f"{_MAIN}ignoredErrors")
    etree.SubElement(errors, f"{_MAIN}ignoredError", sqref=_WHOLE_SHEET, numberStoredAsText="1")
    place = next((place for place, element in enumerate(sheet) if element.tag in _BEHIND), len(sheet))
    sheet.insert(place, errors)
