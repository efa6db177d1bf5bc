"""The smaller parts of a workbook: the listing of its sheets, comments, drawings, properties."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import islice, product
from typing import NamedTuple

from lxml import etree

from lipctl.xlsx.cells import position, unescaped
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import MAX_CELLS, Note

MAX_TAGS = 3_000_000
"""How many tags a part may have; a sheet with 200,000 filled cells has 1,200,000."""

_NO_MEMORY = etree.ErrorTypes.ERR_NO_MEMORY
_TOO_DEEP = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: it follows 2,048 elements inside each other; a sheet has about 10."""
_RELATION_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

_HYPERLINK = re.compile(r'\bHYPERLINK\(\s*"((?:[^"]|"")*)"')

Relations = Mapping[str, tuple[str, str]]
"""The relations of a part: id -> (last word of the type, target part)."""
EXTERNAL = "external "
"""Stands before the type of a relation to what lies outside of the package; its target is an address."""


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
    """What a part in this folder refers to (ECMA-376 part 2: relationships)."""
    found: dict[str, tuple[str, str]] = {}
    for element in elements(content, "{*}Relationship"):
        kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
        if element.get("TargetMode") == "External":
            kind = EXTERNAL + kind
        elif target.startswith("/"):
            target = target.lstrip("/")
        else:
            target = posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = kind, target
    return found


def relation_id(element: etree._Element) -> str:
    """The relation that an element refers to, in either namespace; "" for none."""
    return next((element.get(key, "") for key in _RELATION_ID if element.get(key)), "")


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


def comments(content: bytes) -> list[Note]:
    """The comments (in newer programs: notes) on a sheet's cells."""
    return [Note(item.get("ref", "").upper(), text_of(item)) for item in elements(content, "{*}comment")]


def threaded_comments(content: bytes) -> list[Note]:
    """The newer kind of comments, which can be answered."""
    found = elements(content, "{*}threadedComment")
    return [Note(item.get("ref", ""), text_of(item, "{*}text"), threaded=True) for item in found]


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


class Hyperlink(NamedTuple):
    """What a sheet says of a link: the cells that it lies behind, its relation ("" for a place in the workbook), and the
    place in what it leads to."""

    cells: str
    relation: str
    location: str


def hyperlink(element: etree._Element) -> Hyperlink:
    """Read a ``<hyperlink>``."""
    return Hyperlink(element.get("ref", ""), relation_id(element), element.get("location", ""))


def links(hyperlinks: Iterable[Hyperlink], around: Relations) -> dict[tuple[int, int], str]:
    """The addresses behind the cells of a sheet, by row and column; ``around`` are the sheet's relations."""
    found = (
        (at, f"{around.get(link.relation, ('', ''))[1]}{'#' if link.location else ''}{link.location}")
        for link in hyperlinks
        for at in _positions(link.cells)
    )
    return {at: address for at, address in islice(found, MAX_CELLS) if address}


def address_in(formula: str) -> str:
    """The address that a formula makes a link to, e.g. ``HYPERLINK("https://…","Konzept")``; "" if it spells out none."""
    found = _HYPERLINK.search(formula) if "HYPERLINK(" in formula else None
    return found[1].replace('""', '"') if found else ""


def _positions(cells: str) -> Iterator[tuple[int, int]]:
    """The rows and columns of a range (B7:C9) or of one cell; nothing where this is neither."""
    first, _, last = cells.replace("$", "").upper().partition(":")
    with suppress(ValueError):
        (top, left), (bottom, right) = position(first), position(last or first)
        yield from product(range(top, bottom + 1), range(left, right + 1))


def modified(content: bytes) -> str:
    """When the workbook was last saved, as it says itself."""
    return "".join(element.text or "" for element in elements(content, "{http://purl.org/dc/terms/}modified")).strip()


def text_of(item: etree._Element, tag: str = "{*}t") -> str:
    """The text in all elements with this tag, without hints how it is spoken."""
    return unescaped("".join([text.text or "" for text in item.iter(tag) if name_of(text.getparent()) != "rPh"]))
