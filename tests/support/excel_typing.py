"""Typing into a form as Excel stores it: any text at all, also what openpyxl refuses to write."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZipFile

from lipctl.files import zip_reproducibly
from lipctl.forms.identity import Identity, decode
from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.xlsx.cells import column_letters
from lipctl.xlsx.reader import read_workbook

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def answer_cells(form: bytes) -> dict[tuple[MeasureNumber, int, Question], tuple[str, str]]:
    """Where each answer of a form goes: sheet and cell."""
    found: dict[tuple[MeasureNumber, int, Question], tuple[str, str]] = {}
    for sheet in read_workbook(form).sheets:
        for cell in sheet.cells:
            identity: Identity | None = decode(cell.raw) if cell.column == IDENTITY_COLUMN else None
            if identity:
                reference = f"{column_letters(ANSWER_COLUMN)}{cell.row}"
                found[identity.number, identity.part, identity.question] = sheet.name, reference
    return found


def type_into(form: bytes, answers: Mapping[tuple[MeasureNumber, int, Question], str]) -> bytes:
    """The form after these texts were typed and it was saved."""
    cells = answer_cells(form)
    by_sheet: dict[str, dict[str, str]] = {}
    for key, text in answers.items():
        sheet, reference = cells[key]
        by_sheet.setdefault(sheet, {})[reference] = text
    return rewrite(form, {sheet: type_cells(texts) for sheet, texts in by_sheet.items()})


def type_cells(texts: Mapping[str, str]):
    def edit(xml: str) -> str:
        for reference, text in texts.items():
            cell = rf'<c r="{reference}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
            new = f't="inlineStr"><is><t xml:space="preserve">{as_stored(text)}</t></is></c>'
            xml, done = re.subn(
                cell,
                lambda old, new=new, at=reference: f'<c r="{at}"{old[1] or ""} {new}',
                xml,
                count=1,
                flags=re.DOTALL,
            )
            assert done == 1, reference
        return xml

    return edit


def as_stored(text: str) -> str:
    """A text as Excel puts it into XML (ST_Xstring)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escape(_NOT_IN_XML.sub(lambda char: f"_x{ord(char[0]):04X}_", text).replace("\r", "_x000D_"))


def sheet_parts(form: bytes) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    with ZipFile(io.BytesIO(form)) as archive:
        listing = archive.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet [^>]*?name="([^"]*)" sheetId="(\d+)"', listing)
    return {name: f"xl/worksheets/sheet{number}.xml" for name, number in names}


def rewrite(form: bytes, edits: Mapping[str, object]) -> bytes:
    """The workbook with the XML of some sheets edited; ``edits`` is a function from XML to XML by sheet name."""
    parts = {part: edits[name] for name, part in sheet_parts(form).items() if name in edits}
    assert len(parts) == len(edits), "no such sheet"
    with ZipFile(io.BytesIO(form)) as archive:
        contents = [(name, archive.read(name)) for name in archive.namelist()]
    return zip_reproducibly(
        (name, parts[name](content.decode()).encode() if name in parts else content) for name, content in contents
    )


def dated(form: bytes, day: str) -> bytes:
    """The form as a program saved it on that day (ISO 8601)."""
    with ZipFile(io.BytesIO(form)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts:
            with_day = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day.encode(), content)
            archive.writestr(name, with_day if name == "docProps/core.xml" else content)
    return stream.getvalue()
