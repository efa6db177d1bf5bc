"""Which XML is so plain that patterns find in it what a parser finds.

A pattern over XML finds what a parser finds only where nothing can hide from it. So expat goes over each part first (without
calling back: that is what makes a parser slow in Python), and a part is *plain* only if it is UTF-8, has no comment, no
CDATA, no processing instruction, and one namespace for its elements. Then every "<" begins a tag. Why, and measured:
docs/decisions/0011.
"""

from __future__ import annotations

import re
from typing import Final

from lipctl.xlsx.container import new_parser

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_MAIN = MAIN.encode()
_BRACKET = ord("<")
_HEAD = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"[^<>]*\?>\s*)?<(worksheet|sst) xmlns="'
    + re.escape(_MAIN)
    + rb'"((?: [\w:.]+="[^"<>]*")*)>'
)
_SPACES = re.compile(rb'xmlns:\w+="([^"&]*)"')
_DECLARED = re.compile(rb'xmlns:\w+="[^"]*"')
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def is_plain(content: bytes, root: bytes) -> bool:
    """Whether nothing in a part with this root element can hide from a pattern.

    Raises:
        Unreadable: it has a document type.
        ExpatError: it is no well-formed XML.
    """
    new_parser().Parse(content, True)
    head = _HEAD.match(content)
    if head is None or head[1] != root:
        return False
    declared = content.count(b"xmlns") - 1
    spaces = _SPACES.findall(content) if declared else []
    return (
        len(spaces) == declared
        and _MAIN not in spaces
        and not _has_markup(content, b"!")
        and not _has_markup(content, b"?")
        and b"\r" not in content
    )


def declared_spaces(content: bytes) -> tuple[bytes, ...] | None:
    """What the root element of a plain part declares as namespaces; None if the part is not plain for sure."""
    head = _HEAD.match(content)
    return tuple(_DECLARED.findall(head[2])) if head else None


def _has_markup(content: bytes, mark: bytes) -> bool:
    """Whether "<!" or "<?" stands anywhere but at the start. The marks are rare, brackets are everywhere."""
    place = content.find(mark, 2)
    while place > 0:
        if content[place - 1] == _BRACKET:
            return True
        place = content.find(mark, place + 1)
    return False


def resolved(text: str) -> str:
    """A text of well-formed XML without references; where there is no document type five of them have names."""
    if "&" not in text:
        return text
    return _CHARACTER.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else chr(int(found[2])) if found[2] else _NAMED[found[3]],
        text,
    )


def unescape(text: str) -> str:
    """Decode ``_x000D_``-style escapes (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
