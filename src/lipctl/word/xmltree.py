"""A small XML tree that gives back what it read: prefixes, attribute order and namespace declarations stay.

``xml.etree`` would rename prefixes, and then ``mc:Ignorable="w14"`` names nothing: Word refuses such a file.
Only what a Word part needs; comments and processing instructions are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat


class XmlError(ValueError):
    """The text is no XML, or holds a DOCTYPE. The message is German."""


class Element:
    """An element with its prefixed name, attributes in order, and children: elements and texts."""

    __slots__ = ("attrs", "children", "name")

    def __init__(self, name: str, attrs: dict[str, str] | None = None, *children: Element | str) -> None:
        self.name = name
        self.attrs = attrs if attrs is not None else {}
        self.children: list[Element | str] = list(children)

    def __repr__(self) -> str:
        return f"<{self.name} {self.attrs}>"

    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def iter(self, *names: str) -> Iterator[Element]:
        """This element and all below it, in document order; only those of these names, if any are given."""
        stack = [self]
        while stack:
            element = stack.pop()
            if not names or element.name in names:
                yield element
            stack += [child for child in element.children[::-1] if child.__class__ is Element]

    def find(self, name: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.elements() if child.name == name), None)

    def text(self) -> str:
        """The texts directly inside."""
        return "".join(child for child in self.children if isinstance(child, str))

    def remove(self, unwanted: frozenset[str]) -> None:
        """Remove every element of these names below this one."""
        for element in self.iter():
            if any(child.name in unwanted for child in element.elements()):
                element.children = [
                    child for child in element.children if isinstance(child, str) or child.name not in unwanted
                ]


def parse(data: bytes) -> Element:
    """Read a part.

    Raises:
        XmlError: it is not well-formed, or declares a DOCTYPE (which Word never writes, and attackers do).
    """
    root = Element("")
    stack = [root]

    def start(name: str, attrs: list[str]) -> None:
        element = Element(name, dict(zip(attrs[::2], attrs[1::2], strict=True)))
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def text(chars: str) -> None:
        stack[-1].children.append(chars)

    def doctype(*_args: object) -> None:
        raise XmlError("sie enthält eine DOCTYPE-Angabe")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(f"das XML ist beschädigt (Zeile {error.lineno}, Spalte {error.offset})") from error
    return root.elements()[0]


_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTR = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)


def escape_text(text: str) -> str:
    """A text as it stands between tags."""
    return text.translate(_TEXT)


def escape_attribute(text: str) -> str:
    """A text as it stands between an attribute's quotes."""
    return text.translate(_ATTR)


def start_tag(element: Element, *, empty: bool = False) -> str:
    """The element's opening tag."""
    attrs = "".join(f' {name}="{value.translate(_ATTR)}"' for name, value in element.attrs.items())
    return f"<{element.name}{attrs}{'/' if empty else ''}>"


def serialise(element: Element) -> str:
    """The element as text, without XML declaration."""
    if not element.children:
        return start_tag(element, empty=True)
    inner = "".join(escape_text(child) if isinstance(child, str) else serialise(child) for child in element.children)
    return f"{start_tag(element)}{inner}</{element.name}>"


DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def to_bytes(element: Element) -> bytes:
    """The element as a whole part."""
    return (DECLARATION + serialise(element)).encode()
