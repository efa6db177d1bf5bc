"""Links inside the report: the bookmark ``ansatz_anker`` in a loop is one for each ``ansatz``, and so is a link to it.

A bookmark's name has letters, digits and underscores only (Word, ISO/IEC 29500-1, 17.13.6.2): the underscore stands for
the dot of the variable ``ansatz.anker``, so that an office can set such bookmarks and links in Word itself. In Word each
bookmark has its own name: another one for the same variable is called ``ansatz_anker_2``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import count

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.word.instructions import Instructions

NUMBERS = "_anchor_number"
"""The name under which a template finds the function that numbers its bookmarks."""
LINK, _START, _END = qn("w:hyperlink"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_SUFFIX = "_anker"
_COUNT = re.compile(r"_\d+$")
_FIRST_NUMBER = 100_000
"""Bookmarks of the template and of the contents have smaller numbers."""


class Anchors:
    """The bookmarks and links of a part that stand for a variable."""

    def __init__(self, instructions: Instructions) -> None:
        self._instructions = instructions
        self._open: dict[str | None, str] = {}

    def put_code(self, element: Element) -> bool:
        """Put code into a link, or into one end of a bookmark; False if its name stands for no variable."""
        identity = element.get(qn("w:id"))
        if element.tag == _END:
            variable = self._open.get(identity, "")
        else:
            variable = _variable(element.get(qn("w:anchor" if element.tag == LINK else "w:name"), ""))
        if not variable:
            return False
        if element.tag == LINK:
            element.set(qn("w:anchor"), self._code(variable))
            return True
        if element.tag == _START:
            self._open[identity] = variable
            element.set(qn("w:name"), self._code(variable))
        element.set(qn("w:id"), self._instructions.mark(f"{{{{ {NUMBERS}({variable}) }}}}"))
        return True

    def _code(self, variable: str) -> str:
        return self._instructions.mark(f"{{{{ ({variable})|in_attribute }}}}")


def numbering() -> Callable[[str], int]:
    """Gives each bookmark's name a number, the same each time."""
    return defaultdict[str, int](count(_FIRST_NUMBER).__next__).__getitem__


def _variable(name: str) -> str:
    name = _COUNT.sub("", name)
    owner = name.removesuffix(_SUFFIX)
    return f"{owner}.anker" if owner != name and owner.isidentifier() else ""
