"""Jinja code in an XML tree: as processing instructions, so that lxml writes everything around it.

In an attribute, where no processing instruction can stand, the code is marked by its number between two characters that no
text holds.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

_TARGET = "lipctl"
_EDGE = "\ufdd0"
"""A noncharacter: XML may hold it, and Unicode keeps it for a program's inner use."""


class Instructions:
    """The code of a template, each piece with its number."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._marks: list[tuple[str, str]] = []

    def node(self, code: str) -> Element:
        """A node that stands for this code."""
        return etree.ProcessingInstruction(_TARGET, self._number(code))

    def mark(self, code: str) -> str:
        """A text that stands for this code in an attribute."""
        number = self._number(code)
        mark = f"{_EDGE}{number}{_EDGE}"
        self._marks.append((mark, f"<?{_TARGET} {number}?>"))
        return mark

    def source(self, root: Element) -> str:
        """The tree as Jinja source, in which brackets and line ends of the text are no code."""
        xml = etree.tostring(root, encoding="unicode")
        for mark, instruction in self._marks:
            xml = xml.replace(mark, instruction)
        first, *pieces = xml.split(f"<?{_TARGET} ")
        source = [_as_data(first)]
        for piece in pieces:
            number, _, data = piece.partition("?>")
            source += [self._codes[int(number)], _as_data(data)]
        return "".join(source)

    def _number(self, code: str) -> str:
        self._codes.append(code)
        return str(len(self._codes) - 1)


def _as_data(xml: str) -> str:
    return xml.replace("{", "&#123;").replace("\n", "&#10;")
