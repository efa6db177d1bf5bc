"""Finds the table of contents in a template, and what its entries look like, before anything is rendered."""

from __future__ import annotations

import re

from lipctl.word.contents import MARKER, Contents
from lipctl.word.styles import Styles
from lipctl.word.xmltree import Element

_LEVELS = re.compile(r'\\o(?:\s+"?(\d)\s*-\s*(\d)"?)?')
_OWN_STYLES = re.compile(r'\\t\s+"([^"]*)"')


def prepare_contents(root: Element, styles: Styles) -> Contents | None:
    """Find the TOC field and put a marker in its place; None if the document has none."""
    found = _field(root)
    if found is None:
        return None
    parent, first, last, instruction = found
    levels = _levels(instruction, styles)
    used = sorted(set(levels.values()))
    link = styles.id_of("verzeichnislink", "index link", "hyperlink", kind="character")
    taken = [int(mark.attrs["w:id"]) for mark in root.iter("w:bookmarkStart") if mark.attrs.get("w:id", "").isdigit()]
    parent.children[first : last + 1] = [Element(MARKER[1:-2])]
    return Contents(
        instruction,
        levels,
        {level: _entry_properties(styles, level, root, leader="none") for level in used},
        {level: _entry_properties(styles, level, root, leader="") for level in used},
        f'<w:rPr><w:rStyle w:val="{link}"/></w:rPr>' if link else "",
        max(taken, default=-1) + 1,
    )


def _field(root: Element) -> tuple[Element, int, int, str] | None:
    """The TOC field: its parent, the first and the last of the parent's children that it covers, its instruction."""
    for parent in root.iter():
        for first, child in enumerate(parent.children):
            if isinstance(child, Element) and child.name == "w:p" and (instruction := _toc_instruction(child)):
                last = _last_paragraph(parent, first)
                if last is not None:
                    return parent, first, last, instruction
    return None


def _toc_instruction(paragraph: Element) -> str:
    texts = "".join(node.text() for node in paragraph.iter("w:instrText"))
    start = texts.find("TOC ")
    if start < 0:
        return ""
    return texts[start:].split("PAGEREF")[0].split("HYPERLINK")[0].strip()


def _last_paragraph(parent: Element, first: int) -> int | None:
    """Where the field that begins in the paragraph ``first`` ends; None if it does not end in this parent."""
    depth = 0
    for index in range(first, len(parent.children)):
        child = parent.children[index]
        for mark in child.iter("w:fldChar") if isinstance(child, Element) else []:
            depth += {"begin": 1, "end": -1}.get(mark.attrs.get("w:fldCharType", ""), 0)
            if depth == 0:
                return index
    return None


def _levels(instruction: str, styles: Styles) -> dict[str, int]:
    """Which styles the instruction lists: ``\\o "1-2"`` headings, ``\\t "Style;1"`` own ones, ``\\u`` outline levels."""
    levels: dict[str, int] = {}
    match = _LEVELS.search(instruction)
    lowest, highest = (int(match[1] or 1), int(match[2] or 9)) if match else (1, 9)
    if "\\u" in instruction:
        levels |= {key: level for key, level in styles.outline_levels().items() if lowest <= level <= highest}
    if match or not levels:
        for level in range(lowest, highest + 1):
            identity = styles.id_of(f"heading {level}")
            if identity:
                levels[identity] = level
    own = _OWN_STYLES.search(instruction)
    words = [word.strip() for word in re.split("[;,]", own[1])] if own else []
    for name, level_text in zip(words[::2], words[1::2], strict=False):
        identity = styles.id_of(name.casefold())
        if identity and level_text.isdigit():
            levels[identity] = int(level_text)
    return levels


def _entry_properties(styles: Styles, level: int, root: Element, *, leader: str) -> str:
    """An entry's style, and its tab stop: with this leader, else as the style sets it, else with dots."""
    identity = styles.id_of(f"toc {level}")
    style = f'<w:pStyle w:val="{identity}"/>' if identity else ""
    own = styles.property(identity, "w:tabs") if identity else None
    stops = [tab for tab in own.elements() if tab.attrs.get("w:val") in ("right", "end")] if own else []
    if own is not None and not (leader and stops):
        return f"<w:pPr>{style}</w:pPr>"
    place = stops[-1].attrs.get("w:pos", "") if stops else str(_text_width(root))
    tab = f'<w:tabs><w:tab w:val="right" w:leader="{leader or "dot"}" w:pos="{place}"/></w:tabs>'
    return f"<w:pPr>{style}{tab}</w:pPr>"


def _text_width(root: Element) -> int:
    """The width between the margins in twentieths of a point."""
    section = next(root.iter("w:sectPr"), None)
    size = section.find("w:pgSz") if section else None
    margins = section.find("w:pgMar") if section else None
    try:
        width = int(size.attrs["w:w"]) if size else 11906
        return width - int(margins.attrs["w:left"]) - int(margins.attrs["w:right"]) if margins else width - 2836
    except (KeyError, ValueError):
        return 9070
