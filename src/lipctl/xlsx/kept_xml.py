"""XML of a workbook that a person keeps: parsed, added to and written back with all that lipctl does not know."""

from __future__ import annotations

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parsed(content: bytes) -> etree._Element:
    """The root of a part; nothing is taken out of it."""
    return etree.fromstring(content, _PARSER)


def added(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """A new element at the end of another one, in the same namespace."""
    return etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, tag), attributes)


def add_text(cell: etree._Element, text: str) -> None:
    """Make an empty cell hold a text."""
    cell.set("t", "inlineStr")
    item = added(added(cell, "is"), "t")
    item.set(_SPACE, "preserve")
    item.text = text


def serialised(root: etree._Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
