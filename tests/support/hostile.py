"""Workbooks that nobody should open, and files that are none: made from a good form while the test runs.

:data:`FILES` names each with the function that makes it from a :class:`Good` form; :data:`PLACES` what is no ordinary
file at all. What lipctl has to say about each stands in ``tests/spec/test_hostile_files.py``.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

from openpyxl import Workbook

from lipctl.forms.identity import decode
from support.forms import saved
from support.packages import (
    MAIN,
    OFFICE,
    Parts,
    appended,
    bomb,
    changed,
    flagged,
    ods_of,
    packed,
    parts_of,
    related,
    replaced,
    resized,
    sheet_xml,
    with_sheet,
)

MIB = 2**20
SHEET = "xl/worksheets/sheet3.xml"
"""The measure's sheet in a form that asks for one measure."""
WORKBOOK, RELATIONS, SHARED = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ANSWER = "Das Netzwerk hat viermal getagt."
"""What the good form answers as its status."""


@dataclass(frozen=True)
class Good:
    """A good form, answered, and a file whose content must never be seen anywhere."""

    form: bytes
    secret: Path

    @property
    def parts(self) -> Parts:
        """The form's parts, with a comment, a drawing and a custom part."""
        parts = parts_of(self.form)
        parts["xl/comments1.xml"] = (
            f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>– – –</t></text></comment></commentList></comments>'
        ).encode()
        parts["xl/threadedComments/threadedComment1.xml"] = b"<ThreadedComments/>"
        parts["xl/drawings/drawing1.xml"] = b"<wsDr/>"
        parts["xl/drawings/vmlDrawing1.vml"] = b"<xml><br></xml>"
        parts["customXml/item1.xml"] = b"<item></item>"
        for kind, target in (
            ("comments", "../comments1.xml"),
            ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
            ("drawing", "../drawings/drawing1.xml"),
            ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ):  # fmt: skip
            parts = related(parts, SHEET, kind, target)
        return related(parts, WORKBOOK, "customXml", "../customXml/item1.xml")


Build = Callable[[Good], bytes]
FILES: dict[str, Build] = {}
HEAVY: set[str] = set()
"""Those that a whole process is spent on."""


def _file(name: str, *, heavy: bool = False) -> Callable[[Build], Build]:
    def note(build: Build) -> Build:
        assert name not in FILES
        FILES[name] = build
        if heavy:
            HEAVY.add(name)
        return build

    return note


def _plain(name: str, build: Build, *, heavy: bool = False) -> None:
    _file(name, heavy=heavy)(build)


# Entities ------------------------------------------------------------------------------------------------------------


def with_entity(content: bytes, declaration: str, use: str = "&e;") -> bytes:
    """XML with a document type, and its entity used in the first text or as one."""
    text = content.decode()
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", text)
    root = re.match(r"<([\w:]+)", text)
    assert root
    start = f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE {root[1]} [{declaration}]>'
    if text[-2:] == "/>" and text.count("<") == 1:
        return f"{start}{text[:-2]}>{use}</{root[1]}>".encode()
    at = text.index(">") + 1
    return f"{start}{text[:at]}{use}{text[at:]}".encode()


def _stealing(part: str) -> Build:
    def build(good: Good) -> bytes:
        parts = good.parts
        declaration = f'<!ENTITY e SYSTEM "{good.secret.as_uri()}">'
        return packed({**parts, part: with_entity(parts[part], declaration)})

    return build


XXE_PARTS = (
    "[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS, SHARED, "xl/styles.xml", "xl/theme/theme1.xml", SHEET,
    "xl/worksheets/_rels/sheet3.xml.rels", "xl/comments1.xml", "xl/threadedComments/threadedComment1.xml", "xl/drawings/drawing1.xml",
    "xl/drawings/vmlDrawing1.vml", "docProps/core.xml", "docProps/app.xml", "customXml/item1.xml",
)  # fmt: skip
for _part in XXE_PARTS:
    _plain(f"xxe in {_part}", _stealing(_part))

_LAUGHS = '<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
)  # a thousand million
_plain("xxe from the net", lambda good: _entity(good, SHEET, '<!ENTITY e SYSTEM "http://127.0.0.1:9/x">'))
_plain("xxe by a parameter entity", lambda good: _entity(
    good, SHARED, '<!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;', ""))  # fmt: skip
_plain("a document type without entities", lambda good: _entity(good, SHEET, "", ""))
_plain("entity bomb in shared texts", lambda good: _entity(good, SHARED, _LAUGHS, "<si><t>&l9;</t></si>"))
_plain("entity bomb in an attribute", lambda good: _entity(good, SHEET, _LAUGHS, '<x a="&l9;"/>'))
_plain("quadratic entity", lambda good: _entity(good, SHARED, f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000))


def _entity(good: Good, part: str, declaration: str, use: str = "&e;") -> bytes:
    parts = good.parts
    return packed({**parts, part: with_entity(parts[part], declaration, use)})


@_file("xxe in utf-16")
def _(good: Good) -> bytes:
    parts = good.parts
    text = with_entity(parts[SHEET], f'<!ENTITY e SYSTEM "{good.secret.as_uri()}">').decode().replace("UTF-8", "UTF-16")
    return packed({**parts, SHEET: text.encode("utf-16")})


@_file("xxe behind a long comment")
def _(good: Good) -> bytes:
    noise = random.Random(1).randbytes(150_000).hex()  # noqa: S311 - does not compress into a bomb
    text = f'<!--{noise}--><!DOCTYPE item [<!ENTITY e SYSTEM "{good.secret.as_uri()}">]><item>&e;</item>'
    return packed({**good.parts, "customXml/item1.xml": text.encode()})


# Size ----------------------------------------------------------------------------------------------------------------


def _blanks(part: str, mebibytes: int) -> Build:
    def build(good: Good) -> bytes:
        parts = good.parts
        whole = parts.pop(part)
        cut = whole.rindex(b"</")
        return bomb(parts, part, whole[:cut], b" " * MIB, mebibytes, whole[cut:])

    return build


_plain("800 mib of blanks in a sheet", _blanks(SHEET, 800), heavy=True)
_plain("800 mib of blanks in shared texts", _blanks(SHARED, 800), heavy=True)
_plain("800 mib of blanks in styles", _blanks("xl/styles.xml", 800), heavy=True)
_plain("800 mib of blanks that nobody reads", _blanks("customXml/item1.xml", 800))
_plain("60 mib of blanks in a sheet", _blanks(SHEET, 60), heavy=True)


def _many(element: bytes, mebibytes: int, part: str = SHARED) -> Build:
    """As many elements as fit, beside enough noise to look like an honest file."""

    def build(good: Good) -> bytes:
        parts = good.parts
        whole = parts.pop(part)
        cut = whole.rindex(b"</")
        noise = b"<!--" + random.Random(2).randbytes(mebibytes * 14_000).hex().encode() + b"-->"  # noqa: S311
        block = element * (MIB // len(element))
        return bomb(parts, part, whole[:cut] + noise, block, mebibytes, whole[cut:])

    return build


_plain("2 million shared texts", _many(b"<si/>", 12), heavy=True)
_plain("a million empty cells", _many(b'<c r="A1"/>', 14, SHEET), heavy=True)
_plain("many comments", _many(b'<comment ref="A1"><text><t>x</t></text></comment>', 9, "xl/comments1.xml"), heavy=True)


def _nested(depth: int) -> Build:
    def build(good: Good) -> bytes:
        noise = random.Random(3).randbytes(depth // 10).hex()  # noqa: S311 - does not compress into a bomb
        return _in_sheet(good, f"<!--{noise}-->{'<a>' * depth}{'</a>' * depth}")

    return build


_plain("nested a million deep", _nested(1_000_000))
_plain("nested 9 million deep", _nested(9_000_000), heavy=True)


@_file("a million names", heavy=True)
def _(good: Good) -> bytes:
    return _in_sheet(good, "".join(f"<n{number}/>" for number in range(1_000_000)))


@_file("a million attributes", heavy=True)
def _(good: Good) -> bytes:
    return _in_sheet(good, "<a " + " ".join(f'n{number}=""' for number in range(1_000_000)) + "/>")


@_file("one long text in many cells", heavy=True)
def _(good: Good) -> bytes:
    parts = good.parts
    noise = random.Random(4).randbytes(1_000_000).hex()  # noqa: S311
    count = parts[SHARED].count(b"<si>")
    parts[SHARED] = parts[SHARED].replace(b"</sst>", f"<si><t>{noise}</t></si></sst>".encode())
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{count}</v></c></row>' for row in range(1, 20_001))
    return packed(with_sheet(parts, "Anlage", sheet_xml(rows.encode())))


@_file("300,000 filled cells", heavy=True)
def _(good: Good) -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 300_001))
    return packed(with_sheet(good.parts, "Anlage", sheet_xml(rows.encode())))


@_file("300,000 filled cells before the form", heavy=True)
def _(good: Good) -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 300_001))
    parts = with_sheet(good.parts, "Anlage", sheet_xml(rows.encode()))
    listing = parts[WORKBOOK].decode()
    start, end = listing.rindex("<sheet "), listing.index("</sheets>")
    last = listing[start:end]
    moved = (listing[:start] + listing[end:]).replace("<sheets>", f"<sheets>{last}")
    return packed({**parts, WORKBOOK: moved.encode()})


_plain("a module of old macros", lambda good: replaced(
    good.form, WORKBOOK, "</sheets>",
    f'<sheet xmlns:r="{OFFICE}" name="Module1" sheetId="99" state="veryHidden" r:id=""/></sheets>'))  # fmt: skip


@_file("a million formatted rows", heavy=True)
def _(good: Good) -> bytes:
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(100, 1_048_577))
    return _in_sheet_data(good, rows)


@_file("a million cell formats", heavy=True)
def _(good: Good) -> bytes:
    formats = "".join(f'<xf numFmtId="{number % 50}" fontId="{number % 99}"/>' for number in range(1_000_000))
    return changed(good.form, "xl/styles.xml", lambda xml: xml.replace("</cellXfs>", f"{formats}</cellXfs>"))


@_file("100,000 entries", heavy=True)
def _(good: Good) -> bytes:
    return packed([*parts_of(good.form).items(), *((f"xl/media/{number}.png", b"") for number in range(100_000))])


@_file("2,001 entries")
def _(good: Good) -> bytes:
    return packed([*parts_of(good.form).items(), *((f"xl/media/{number}.png", b"") for number in range(2_001))])


@_file("1,500 sheets")
def _(good: Good) -> bytes:
    parts = parts_of(good.form)
    sheets, relations = "", ""
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Blatt</t></is></c></row>'
    for number in range(1, 1_501):
        parts[f"xl/worksheets/n{number}.xml"] = sheet_xml(f"{row}<!--{number}-->".encode())
        sheets += f'<sheet name="N{number}" sheetId="{number + 9}" r:id="rIdN{number}"/>'
        relations += f'<Relationship Id="rIdN{number}" Type="x/worksheet" Target="worksheets/n{number}.xml"/>'
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", f"{sheets}</sheets>".encode())
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Rel", f"{relations}</Rel".encode())
    return packed(parts)


@_file("larger than any form", heavy=True)
def _(good: Good) -> bytes:
    return packed({**good.parts, "xl/media/photo.jpg": random.Random(5).randbytes(26 * MIB)}, ZIP_STORED)  # noqa: S311


@_file("20 mib of photos", heavy=True)
def _(good: Good) -> bytes:
    return packed({**good.parts, "xl/media/photo.jpg": random.Random(6).randbytes(20 * MIB)}, ZIP_STORED)  # noqa: S311


@_file("4,000 identities in a row", heavy=True)
def _(good: Good) -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>lipctl|{number}</t></is></c>' for number in range(4_000))
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 11))
    return packed(with_sheet(good.parts, "Anlage", sheet_xml(rows.encode())))


# Sheets --------------------------------------------------------------------------------------------------------------


def _in_sheet(good: Good, xml: str) -> bytes:
    return replaced(good.form, SHEET, "</worksheet>", f"{xml}</worksheet>")


def _in_sheet_data(good: Good, xml: str) -> bytes:
    return replaced(good.form, SHEET, "</sheetData>", f"{xml}</sheetData>")


def _row(attributes: str, cells: str = "<c><v>1</v></c>") -> Build:
    return lambda good: _in_sheet_data(good, f"<row {attributes}>{cells}</row>")


_TEXT = '<c r="{}" t="inlineStr"><is><t>Rückruf?</t></is></c>'
_plain("a cell in xfd1048576", _row('r="1048576"', _TEXT.format("XFD1048576")))
_plain("one merge over whole columns", lambda good: _in_sheet(
    good, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'))  # fmt: skip
for _said in ("A1", "A1:XFD1048576", "B2:A1", "Unsinn"):
    _plain(f"dimension says {_said.replace(':', ' to ')}", lambda good, said=_said: changed(
        good.form, SHEET, lambda xml: re.sub('<dimension ref="[^"]*"', f'<dimension ref="{said}"', xml)))  # fmt: skip
for _number in ("zehn", "-5", "0", "1048577", "99999999999999999999", "1_0", "٣", "1.5", ""):
    _plain(f"row number {_number or 'empty'}", _row(f'r="{_number}"'))
for _at in ("B0", "AAAA1", "XFE1", "$B$7", "b7", "7", "B", "B7:B8", ""):
    _plain(f"cell {_at.replace(':', ' to ') or 'empty'}", _row('r="900"', f'<c r="{_at}"><v>1</v></c>'))
_plain("a cell twice", _row('r="6"', '<c r="B6" t="inlineStr"><is><t>Etwas anderes</t></is></c>'))


@_file("an answer with a second value")
def _(good: Good) -> bytes:
    def edit(answer: re.Match[str]) -> str:
        second = "<v>Anderes</v>" if "<is>" in answer[1] else "<is><t>Anderes</t></is>"
        return f"{answer[1]}{second}</c>"

    return changed(good.form, SHEET, lambda xml: re.sub('(<c r="B6".*?)</c>', edit, xml, count=1, flags=re.DOTALL))


_plain("shared text that is not there", _row('r="900"', '<c r="A900" t="s"><v>99999</v></c>'))
_plain("shared text minus one", _row('r="900"', '<c r="A900" t="s"><v>-1</v></c>'))
_plain("cell format that is none", _row('r="900"', '<c r="A900" s="x"><v>1</v></c>'))
_plain("cell format that is not there", _row('r="900"', '<c r="A900" s="99999"><v>1</v></c>'))
_plain("a number without end", _row('r="900"', f'<c r="A900"><v>{"9" * 5_000}</v></c>'))
_plain(
    "invalid utf-8", lambda good: packed({**good.parts, SHEET: good.parts[SHEET].replace(b"viermal", b"vier\xffmal")})
)
_plain(
    "zero bytes in the xml", lambda good: packed({**good.parts, SHEET: good.parts[SHEET].replace(b"vier", b"\0\0\0\0")})
)
for _name in ("utf-16", "x-klingon", "rot13", "idna", "utf-7"):
    _plain(f"says it is {_name}", lambda good, name=_name: changed(
        good.form, SHEET, lambda xml: xml.replace('encoding="UTF-8"', f'encoding="{name}"')))  # fmt: skip
_plain("in windows-1252", lambda good: packed(
    {**good.parts, SHARED: good.parts[SHARED].decode().replace("UTF-8", "windows-1252").encode("cp1252", "xmlcharrefreplace")}
))  # fmt: skip
_plain("in utf-16", lambda good: packed(
    {**good.parts, SHEET: good.parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")}))  # fmt: skip
_plain("another root", lambda good: changed(good.form, SHEET, lambda xml: xml.replace("worksheet", "chartsheet")))
_plain("another namespace", lambda good: changed(good.form, SHEET, lambda xml: xml.replace(MAIN, "urn:x")))
_plain("a part in pieces", lambda good: changed(good.form, SHEET, lambda xml: xml[: len(xml) // 2]))
_plain("two roots", lambda good: changed(good.form, SHEET, lambda xml: f"{xml}<worksheet/>"))


def _identity(**fields: str) -> Build:
    """The form with one field of each of its identities changed, and a check sum that is right."""

    def build(good: Good) -> bytes:
        names = ("marker", "version", "plan", "year", "department", "number", "part", "question", "prefilled")

        def edit(xml: str) -> str:
            for line in re.findall(r"lipctl\|\d[^<]*", xml):
                if decode(line):
                    values = dict(zip(names, line.split("|")[: len(names)], strict=True)) | fields
                    new = "|".join(values.values())
                    xml = xml.replace(line, f"{new}|{zlib.crc32(new.encode()):08x}")
            return xml

        return changed(good.form, SHARED, edit)

    return build


_plain("part 1,000,000,000", _identity(part="1000000000"))
_plain("part minus one", _identity(part="-1"))
_plain("part with 5,000 digits", _identity(part="9" * 5_000))
_plain("a number with 5,000 digits", _identity(number="9" * 5_000))
_plain("another plan", _identity(plan="lip-anderswo"))
_plain("form version 99", _identity(version="99"))

# Packing -------------------------------------------------------------------------------------------------------------

_plain("a part twice", lambda good: packed([*good.parts.items(), (SHEET, sheet_xml(b""))]))
_plain("a part twice in other case", lambda good: packed([*good.parts.items(), (SHEET.upper(), sheet_xml(b""))]))
_plain("a part twice with a backslash", lambda good: packed(
    [*good.parts.items(), (SHEET.replace("/", "\\"), sheet_xml(b""))]))  # fmt: skip
_plain("parts in wrong case", lambda good: packed({name.upper(): content for name, content in good.parts.items()}))
_plain("part names with backslashes", lambda good: packed(
    {name.replace("/", "\\"): content for name, content in good.parts.items()}))  # fmt: skip
_plain("absolute part names", lambda good: packed({f"/{name}": content for name, content in good.parts.items()}))
_plain("part names that lead out", lambda good: packed({f"../../{name}": part for name, part in good.parts.items()}))
_plain(
    "a part more that leads out", lambda good: packed({**good.parts, "../../../../etc/cron.d/x": b"* * * * * root x"})
)
_plain("an empty archive", lambda _: b"PK\x05\x06" + b"\0" * 18)
_plain("packed with bzip2", lambda good: packed({**good.parts, SHEET: b" " * 90 * MIB}, ZIP_BZIP2))
_plain("packed with lzma", lambda good: packed(good.parts, ZIP_LZMA))
_plain("encrypted entries", lambda good: flagged(good.form, 1))
_plain("says a part is small", lambda good: resized(good.form, SHEET, 10))
_plain("says a part is huge", lambda good: resized(good.form, SHEET, 4_000_000_000), heavy=True)
_plain("says a part is packed less than it is", lambda good: _lying(good, packed_size=5))
_plain("says a part is packed more than it is", lambda good: _lying(good, packed_size=2**31))
_plain("a wrong check sum", lambda good: _lying(good, check=1))
_plain("garbage in a part", lambda good: _lying(good, data=b"\xff" * 100))
_plain("noise before the archive", lambda good: b"MZ" + b"\x90" * 600 + good.form)
_plain("noise after the archive", lambda good: good.form + b"x" * 99)
for _tenth in range(1, 10):
    _plain(f"cut at {_tenth}0 percent", lambda good, tenth=_tenth: good.form[: len(good.form) * tenth // 10])


def _lying(good: Good, *, data: bytes | None = None, check: int | None = None, packed_size: int | None = None) -> bytes:
    parts = good.parts
    content = parts.pop(SHEET)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    real = packer.compress(content) + packer.flush()
    check = zlib.crc32(content) if check is None else check
    return appended(packed(parts), SHEET, real if data is None else data, check, len(content), packed_size)


# Relations -----------------------------------------------------------------------------------------------------------


def _without(*names: str) -> Build:
    return lambda good: packed({name: content for name, content in good.parts.items() if name not in names})


_plain("no content types", _without("[Content_Types].xml"))
_plain("no relations", _without("_rels/.rels"))
_plain("no workbook", _without(WORKBOOK))
_plain("no relations of the workbook", _without(RELATIONS))
_plain("no sheet", _without(SHEET))
_plain("no shared texts", _without(SHARED))
_plain("no styles", _without("xl/styles.xml"))
_plain("no comments where there should be", _without("xl/comments1.xml"))
_plain(
    "the workbook is its own sheet",
    lambda good: replaced(good.form, RELATIONS, "worksheets/sheet3.xml", "workbook.xml"),
)
_plain("a sheet listed twice", lambda good: replaced(
    good.form, WORKBOOK, "</sheets>", '<sheet name="Noch einmal" sheetId="99" r:id="rId3"/></sheets>'))  # fmt: skip
_plain("a sheet is its own comment", lambda good: packed(related(good.parts, SHEET, "comments", "sheet3.xml")))
_plain("relations of relations", lambda good: packed(related(
    good.parts, RELATIONS, "worksheet", "../_rels/workbook.xml.rels")))  # fmt: skip
_plain("a sheet outside of the file", lambda good: replaced(
    good.form, RELATIONS, 'Target="worksheets/sheet3.xml"', f'Target="{"../" * 12}{good.secret.as_posix()}"'))  # fmt: skip
_plain("a sheet on the disk", lambda good: replaced(
    good.form, RELATIONS, 'Target="worksheets/sheet3.xml"', f'Target="{good.secret.as_uri()}"'))  # fmt: skip
_plain("a sheet in the net", lambda good: replaced(
    good.form, RELATIONS, 'Target="worksheets/sheet3.xml"', 'Target="http://127.0.0.1:9/x" TargetMode="External"'
))  # fmt: skip

# Active content ------------------------------------------------------------------------------------------------------

_DDE = '<c r="B900" t="str"><f>cmd|\'/c calc\'!A0</f>{}</c>'
_plain("a dde formula", _row('r="900"', _DDE.format("<v>Ergebnis</v>")))
_plain("a dde formula as the answer", lambda good: changed(
    good.form, SHEET, lambda xml: re.sub(r'<c r="B7".*?(/>|</c>)', _DDE.format("<v>Ergebnis</v>").replace("B900", "B7"), xml,
                                         count=1)))  # fmt: skip
_plain("a dde formula without result as the answer", lambda good: changed(
    good.form, SHEET, lambda xml: re.sub(r'<c r="B7".*?(/>|</c>)', _DDE.format("").replace("B900", "B7"), xml,
                                         count=1)))  # fmt: skip
_LINK = '<externalLink xmlns="{}"><{} xmlns:r="x" r:id="rIdX1"/></externalLink>'
_plain("an external link", lambda good: packed(related(
    {**good.parts, "xl/externalLinks/externalLink1.xml": _LINK.format(MAIN, "externalBook").encode()},
    WORKBOOK, "externalLink", "externalLinks/externalLink1.xml")))  # fmt: skip
_plain("a dde link", lambda good: packed(related(
    {**good.parts, "xl/externalLinks/externalLink1.xml": _LINK.format(MAIN, "ddeLink").encode()},
    WORKBOOK, "externalLink", "externalLinks/externalLink1.xml")))  # fmt: skip
_plain("macros", lambda good: packed(related(
    {**good.parts, "xl/vbaProject.bin": OLE + b"Attribut VB_Name"}, WORKBOOK, "vbaProject", "vbaProject.bin")))  # fmt: skip
_plain("an excel 4 macro sheet", lambda good: packed(with_sheet(
    good.parts, "Makro1", sheet_xml(b'<row><c t="str"><f>EXEC("calc")</f><v>0</v></c></row>'), kind="xlMacrosheet"
)))  # fmt: skip
_plain("a data connection", lambda good: packed(related(
    {**good.parts, "xl/connections.xml": b"<connections/>"}, WORKBOOK, "connections", "connections.xml")))  # fmt: skip
_plain("an embedded document", lambda good: packed(related(
    {**good.parts, "xl/embeddings/Anlage.docx": b"PK\x03\x04"}, SHEET, "package", "../embeddings/Anlage.docx"
)))  # fmt: skip
_plain("a picture", lambda good: packed(
    {**good.parts, "xl/drawings/drawing1.xml": b'<x:wsDr xmlns:x="y"><x:pic/></x:wsDr>'}))  # fmt: skip

# Other files ---------------------------------------------------------------------------------------------------------

_plain("protected by a password", lambda _: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
_plain("an old workbook, damaged", lambda _: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\1" * 600)
_plain("an old word document", lambda _: OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600)
_plain("an outlook mail", lambda _: OLE + b"\0" * 600 + "__substg1.0_".encode("utf-16-le") + b"\0" * 600)
_plain("a word document", lambda good: packed({**good.parts, "word/document.xml": b"<w:document/>"}))
_plain("a presentation", lambda good: packed({**good.parts, "ppt/presentation.xml": b"<p:presentation/>"}))
_plain("an odt document", lambda _: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}, ZIP_STORED))
_plain(
    "a workbook of openoffice 1", lambda _: packed({"mimetype": b"application/vnd.sun.xml.calc", "content.xml": b""})
)
_plain("a workbook of numbers", lambda _: packed({"Index/Document.iwa": b"x", "preview.jpg": b"x"}))
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_plain("an ods, damaged", lambda _: packed({"mimetype": _ODS, "content.xml": b"<office:document-content"}, ZIP_STORED))
_plain("an ods with a document type", lambda good: packed({"mimetype": _ODS, "content.xml": with_entity(
    b"<office/>", f'<!ENTITY e SYSTEM "{good.secret.as_uri()}">')}))  # fmt: skip
_plain("an ods with a password", lambda _: packed({"mimetype": _ODS, "content.xml": b"\1\2", "META-INF/manifest.xml": (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml">'
    b"<m:encryption-data/></m:file-entry></m:manifest>")}))  # fmt: skip
_plain("an xlsb, damaged", lambda _: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\1\2\3"}))


def repeating_ods(rows: int, columns: int) -> Build:
    """A workbook in another format, with a cell that stands there so many times."""
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
    content = ods_of(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')
    return lambda _: content


_plain("an ods that repeats a cell 17 thousand million times", repeating_ods(1_048_576, 16_384), heavy=True)
_plain("an ods that repeats a cell 17 million times", repeating_ods(1_048, 16_384), heavy=True)
_plain("an ods that repeats a cell 300,000 times", repeating_ods(300_000, 1), heavy=True)


@_file("a workbook that is no form")
def _(_: Good) -> bytes:
    book = Workbook()
    book.active["A1"] = "Dienstreisen 2013"
    return saved(book)


_OTHERS = {
    "a pdf": b"%PDF-1.7\n1 0 obj",
    "a web page": b"<!DOCTYPE html><html><body>Formular</body></html>",
    "a table saved as a web page": b'\xef\xbb\xbf<html xmlns:o="urn:schemas-microsoft-com:office:office"><table>',
    "a csv": "Nummer;Stand\n5-1-3;getan, übrigens\n".encode(),
    "a csv in windows-1252": "Nummer;Stand\n5-1-3;getan, übrigens\n".encode("cp1252"),
    "unicode text": "Nummer\tStand\n5-1-3\tgetan\n".encode("utf-16"),
    "rich text": b"{\\rtf1\\ansi getan}",
    "an old xml workbook": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "a flat ods": b'<?xml version="1.0"?><office:document xmlns:office="urn:x" office:mimetype="' + _ODS + b'"/>',
    "a workbook of gnumeric": gzip.compress(
        b'<?xml version="1.0"?>\n<gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd"/>'
    ),
    "xml with a document type": b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><x/>',
    "a photo": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 99,
    "a drawing": b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "an animation": b"GIF89a" + b"\1" * 99,
    "a mail": b"Received: from post.example\r\nSubject: Formular\r\n\r\nanbei",
    "a rar archive": b"Rar!\x1a\x07\x01\0" + b"\1" * 99,
    "a 7z archive": b"7z\xbc\xaf\x27\x1c" + b"\1" * 99,
    "a gz archive": b"\x1f\x8b\x08\0" + b"\1" * 99,
    "nothing": b"",
    "only zeros": b"\0" * 40_000,
    "only blanks": b" \r\n" * 99,
    "noise": random.Random(7).randbytes(5_000),  # noqa: S311
    "four letters": b"PK\x03\x04",
}
for _name, _content in _OTHERS.items():
    _plain(_name, lambda _, content=_content: content)

# Places --------------------------------------------------------------------------------------------------------------


def _fifo(at: Path, _: Good) -> None:
    os.mkfifo(at)


def _link_out(at: Path, good: Good) -> None:
    at.symlink_to(good.secret)


def _link_to_device(at: Path, _: Good) -> None:
    at.symlink_to("/dev/zero")


def _dangling(at: Path, _: Good) -> None:
    at.symlink_to("gibt-es-nicht.xlsx")


def _linked_folder(at: Path, good: Good) -> None:
    outside = good.secret.with_name(f"draußen-{at.name}")
    outside.mkdir()
    (outside / "form.xlsx").write_bytes(good.form)
    at.symlink_to(outside)


def _folder(at: Path, _: Good) -> None:
    at.mkdir()


PLACES: dict[str, Callable[[Path, Good], None]] = {
    "pipe.xlsx": _fifo,
    "link to a secret.xlsx": _link_out,
    "link to a device.xlsx": _link_to_device,
    "link to nothing.xlsx": _dangling,
    "linked folder": _linked_folder,
    "linked folder.xlsx": _linked_folder,
    "empty folder.xlsx": _folder,
    "~$18.xlsx": lambda at, _: at.write_bytes(b"\x05Meier" + b" " * 159) and None,
    ".~lock.18.xlsx#": lambda at, _: at.write_text("Meier,PC0815,meier,01.01.2013 10:00") and None,
    "._18.xlsx": lambda at, _: at.write_bytes(b"\0\5\x16\7") and None,
    ".DS_Store": lambda at, _: at.write_bytes(b"\0\0\0\1Bud1") and None,
    "Thumbs.db": lambda at, _: at.write_bytes(OLE) and None,
    "desktop.ini": lambda at, _: at.write_text("[.ShellClassInfo]") and None,
}
"""What is no ordinary file, or is none of the departments', by its name."""
