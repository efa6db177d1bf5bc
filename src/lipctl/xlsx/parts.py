"""The smaller parts of a workbook: the listing of its sheets, shared texts, comments, drawings, formats, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from lipctl.xlsx.cells import unescaped
from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.workbook import Note

MAX_TAGS = 3_000_000
"""How many tags a part may have; a sheet with 200,000 filled cells has 1,200,000."""

_NO_MEMORY = etree.ErrorTypes.ERR_NO_MEMORY
_TOO_DEEP = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: it follows 2,048 elements inside each other; a sheet has about 10."""
_RELATION_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

Relations = Mapping[str, tuple[str, str]]
"""The relations of a part: id -> (last word of the type, target part)."""


@contextmanager
def refusing_what_is_damaged() -> Iterator[None]:
    """What goes wrong while a workbook's parts are read says that the file is damaged, or built to do harm.

    Raises:
        Unreadable: something went wrong.
        MemoryError: the system has no memory left.
    """
    try:
        yield
    except etree.XMLSyntaxError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from error
        if error.code == _TOO_DEEP:
            raise Unreadable("LIP230", reason="sie ist unmäßig verschachtelt") from error
        raise Unreadable("LIP227") from error
    except RecursionError as error:
        raise Unreadable("LIP230", reason="sie ist unmäßig verschachtelt") from error
    except (ValueError, IndexError) as error:
        raise Unreadable("LIP227") from error


def parse(content: bytes, *tags: str) -> etree.iterparse[tuple[str, etree._Element]]:
    """A parser that gives each element with one of these tags as it ends (``{*}name``: in any namespace).

    It resolves no entity, loads nothing and keeps no comment.

    Raises:
        Unreadable: there are more tags than in any honest part.
    """
    if content.count(b"<") > MAX_TAGS:
        raise Unreadable("LIP230", reason="sie enthält unmäßig viele Elemente")
    return etree.iterparse(
        BytesIO(content),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # our own limits are the size of a part and the number of its tags
        remove_comments=True,
        remove_pis=True,
    )


def elements(content: bytes, *tags: str) -> Iterator[etree._Element]:
    """The elements with these tags, each emptied when the next one is asked for: no large part is ever a whole tree.

    Raises:
        Unreadable: as :func:`parse`.
        XMLSyntaxError: it is no well-formed XML.
    """
    for _, element in parse(content, *tags):
        yield element
        element.clear()


def name_of(element: etree._Element | None) -> str:
    """The name of an element without its namespace; "" for none."""
    return "" if element is None else str(element.tag).rpartition("}")[2]


def relations(content: bytes, folder: str) -> Relations:
    """What a part in this folder refers to (ECMA-376 part 2: relationships), without what lies outside of the package."""
    found: dict[str, tuple[str, str]] = {}
    for element in elements(content, "{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = element.get("Target", "")
            absolute = target.startswith("/")
            target = target.lstrip("/") if absolute else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
    return found


class Listing(NamedTuple):
    """What ``workbook.xml`` says: sheets in order (name, whether visible, relation), and from when dates are counted."""

    sheets: list[tuple[str, bool, str]]
    date_1904: bool


def listing(content: bytes) -> Listing:
    """The sheets of a workbook.

    Raises:
        Unreadable: it is none.
    """
    sheets: list[tuple[str, bool, str]] = []
    date_1904 = False
    parser = parse(content, "{*}workbookPr", "{*}sheet")
    for _, element in parser:
        if name_of(element) == "sheet":
            named = [element.get(key, "") for key in _RELATION_ID if key in element.attrib]
            if named != [""]:  # an old module of macros is listed, but has no part
                sheets.append((element.get("name", ""), element.get("state", "visible") == "visible", "".join(named)))
        else:
            date_1904 = element.get("date1904") in {"1", "true", "on"}
    if name_of(parser.root) != "workbook":
        raise Unreadable("LIP231", reason="es fehlt die Mappe selbst")
    return Listing(sheets, date_1904)


def shared_strings(content: bytes) -> list[str]:
    """The texts that cells refer to by their number.

    Raises:
        Unreadable: a text stands inside another one.
    """
    parser = parse(content, "{*}si")
    texts = []
    for _, item in parser:
        texts.append(_text(item) if len(item) else "")
        item.clear()
    if parser.root is not None and len(texts) != len(parser.root.findall("{*}si")):
        raise Unreadable("LIP231", reason="in einem Text steckt ein zweiter")
    return texts


def comments(content: bytes) -> list[Note]:
    """The comments (in newer programs: notes) on a sheet's cells."""
    return [Note(item.get("ref", "").upper(), _text(item)) for item in elements(content, "{*}comment")]


def threaded_comments(content: bytes) -> list[Note]:
    """The newer kind of comments, which can be answered."""
    found = elements(content, "{*}threadedComment")
    return [Note(item.get("ref", ""), _text(item, "{*}text"), threaded=True) for item in found]


class Drawn(NamedTuple):
    """What lies over a sheet: the texts of boxes and shapes, and how many pictures and diagrams there are."""

    texts: list[str]
    pictures: int


def drawing(content: bytes) -> Drawn:
    """What a drawing shows. Excel writes what is new twice, the second time for older programs."""
    texts: list[str] = []
    pictures = 0
    for element in elements(content, "{*}txBody", "{*}pic", "{*}graphicFrame"):
        if name_of(element) == "txBody":
            pieces = element.iter("{*}p", "{*}br", "{*}t")
            texts.append(unescaped("".join(piece.text or "" if name_of(piece) == "t" else "\n" for piece in pieces)))
        else:
            pictures += 1
    return Drawn(list(dict.fromkeys(texts)), pictures)


def number_formats(content: bytes) -> list[str]:
    """The number format of each cell style; built-in ones as ``"#14"``."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    for element in elements(content, "{*}numFmt", "{*}xf"):
        number = element.get("numFmtId", "0")
        if name_of(element) == "numFmt":
            codes[number] = element.get("formatCode", "")
        elif name_of(element.getparent()) == "cellXfs":
            styles.append(codes.get(number, f"#{number}"))
    return styles


def modified(content: bytes) -> str:
    """When the workbook was last saved, as it says itself."""
    return "".join(element.text or "" for element in elements(content, "{http://purl.org/dc/terms/}modified")).strip()


def _text(item: etree._Element, tag: str = "{*}t") -> str:
    """The text in all elements with this tag, without hints how it is spoken."""
    return unescaped("".join([text.text or "" for text in item.iter(tag) if name_of(text.getparent()) != "rPh"]))
