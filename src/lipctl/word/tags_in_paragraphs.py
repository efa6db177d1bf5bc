"""Tags in paragraphs: finds them, and brings each one back into one piece of text.

While somebody types, Word splits a tag into runs (spelling marks, revisions, bookmarks). Text outside of tags is not
touched.
"""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.templates.tags import TAG, Tag, read_tag

_LONELY = re.compile(r"\{[{%#]|[}%#]\}")
_TEXT = qn("w:t")
_GAPS = {
    qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "",
}  # fmt: skip
"""What may stand between the letters of a tag that Word split, and what it counts as there."""
_NOT_OWN = frozenset(map(qn, ("w:pPr", "w:rPr", "w:txbxContent", "w:del")))


def tags_of(paragraph: Element) -> list[Tag]:
    """The tags of a joined paragraph, in order."""
    return [tag for tag, _ in placed_tags(paragraph)]


def placed_tags(paragraph: Element) -> list[tuple[Tag, tuple[str, ...]]]:
    """The tags of a joined paragraph, each with the names of the elements between the paragraph and its text."""
    found = []
    for node in _pieces(paragraph):
        texts = TAG.findall(node.text or "") if node.tag == _TEXT else []
        if texts:
            path = tuple(str(element.tag) for element in node.iterancestors())
            path = path[: path.index(str(paragraph.tag))]
            found += [(read_tag(text), path) for text in texts]
    return found


def plain_text(paragraph: Element) -> str:
    """The paragraph's text with its tags, as the office sees it."""
    return "".join(map(_as_text, _pieces(paragraph)))


def join_tags(paragraph: Element) -> str:
    """Bring each tag of the paragraph into the one ``w:t`` it starts in.

    Returns:
        The first opening or closing bracket that has no counterpart, e.g. ``{%``; "" if there is none.
    """
    pieces = _pieces(paragraph)
    texts = [_as_text(node) for node in pieces]
    whole = "".join(texts)
    if "{" not in whole and "}" not in whole:
        return ""
    owners = [index for index, text in enumerate(texts) for _ in text]
    moved = False
    for match in TAG.finditer(whole):
        first = owners[match.start()]
        if owners[match.end() - 1] != first:
            moved = True
            owners[match.start() : match.end()] = [first] * len(match[0])
    if moved:
        _redistribute(pieces, whole, owners)
    lonely = _LONELY.search(TAG.sub("", whole))
    return lonely[0] if lonely else ""


def _redistribute(pieces: list[Element], whole: str, owners: list[int]) -> None:
    """Write every character into the piece that owns it now. A tab or break inside a tag becomes a blank in it."""
    texts = [""] * len(pieces)
    for owner, char in zip(owners, whole, strict=True):
        texts[owner] += char
    for node, text in zip(pieces, texts, strict=True):
        if node.tag == _TEXT:
            node.text = text
            node.set(qn("xml:space"), "preserve")
        elif not text and _GAPS[str(node.tag)]:
            node.clear()
            node.tag = _TEXT


def _pieces(paragraph: Element) -> list[Element]:
    """What carries the paragraph's own text, in order. A text box inside has paragraphs of its own."""
    found, stack = [], [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == _TEXT or element.tag in _GAPS:
            found.append(element)
        elif element.tag not in _NOT_OWN:
            stack += reversed(element)
    return found


def _as_text(node: Element) -> str:
    return (node.text or "") if node.tag == _TEXT else _GAPS[str(node.tag)]
