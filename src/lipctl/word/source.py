"""From a part of a template to the source text that Jinja renders.

Each paragraph stands on a line of its own in that source, so that a line number in any error of Jinja's leads back to
the paragraph. Paragraph, row and cell tags replace what they stand in; the blocks they open must close in the same
place, so that no choice of values can produce anything but whole paragraphs, rows and cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lipctl.word.alt_text import FRAME, alt_tags, frame_source, is_allowed
from lipctl.word.blocks import Blocks, Path
from lipctl.word.grid import follow_cells, has_sure_row, level_tags
from lipctl.word.problems import Problem, Spot
from lipctl.word.tags import (
    BLOCK,
    CELL,
    COMMENT,
    INLINE,
    PARAGRAPH,
    RICH,
    ROW,
    TAG,
    Tag,
    is_bare,
    join_tags,
    paths_of,
    plain_text,
    read_tag,
    tags_of,
)  # fmt: skip
from lipctl.word.xmltree import Element, escape_text, serialise, start_tag

# Jinja reads a bracket in text as a tag, XML reads its number as the bracket.
_BRACKET = re.compile(r"\{(?=[{%#])")
_CONTAINERS = frozenset({"w:body", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:tc"})
_BOOKMARKS = frozenset({"w:bookmarkStart", "w:bookmarkEnd"})


@dataclass(slots=True)
class Source:
    """A part as Jinja source; ``spots[n]`` is the paragraph on line ``n`` (from 1), ``tags[n]`` its tags."""

    part: str
    text: str = ""
    spots: list[Spot] = field(default_factory=list)
    tags: list[list[Tag]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def build_source(root: Element, part: str) -> Source:
    """Turn a cleaned part into Jinja source. ``part`` is how the office calls it ("in der Kopfzeile"; "" is the body)."""
    writer = _Writer(part)
    writer.element(root)
    source = writer.source
    source.text = "".join(writer.out)
    return source


class _Writer:
    def __init__(self, part: str) -> None:
        self.source = Source(part, spots=[Spot(part, "")], tags=[[]])
        self.out: list[str] = []
        self.blocks = Blocks(self.problem)
        self.last_text = ""

    # --- elements -------------------------------------------------------------------------------------------------

    def element(self, element: Element) -> None:
        """Write any element."""
        match element.name:
            case "w:p":
                self.paragraph(element)
            case "w:tbl":
                self.table(element)
            case "w:tr":
                self.row(element)
            case "w:t":
                self.text(element)
            case "lipctl:tags":
                self.out.append(element.text())
            case name if name in _BOOKMARKS and self.blocks.in_loop():
                pass  # a bookmark may exist only once
            case _:
                self.wrapped(element)

    def wrapped(self, element: Element) -> None:
        """Write an element with its own tags around its children."""
        if not element.children:
            self.out.append(self.opening(element, empty=True))
            return
        self.out.append(self.opening(element))
        if element.name in _CONTAINERS:
            self.container(element)
        else:
            self.children(element)
        self.out.append(f"</{element.name}>")

    def opening(self, element: Element, *, empty: bool = False) -> str:
        """An opening tag; in that of a picture's frame, tags of the alternative text."""
        tags = alt_tags(element) if element.name == FRAME else []
        if not tags:
            return _data(start_tag(element, empty=empty))
        self.source.tags[-1] = [*self.source.tags[-1], *tags]
        for tag in tags:
            if not is_allowed(tag):
                self.problem(f"{tag.shown}: In Alternativtexten ist nur {{{{ … }}}} möglich", self.source.spots[-1])
        return frame_source(element, empty=empty)

    def children(self, element: Element) -> None:
        """Write what is inside; blocks opened here must close here."""
        with self.blocks.inside():
            for child in element.children:
                if not isinstance(child, str):
                    self.element(child)
                elif len(element.children) == 1 or child.strip():  # what indents the XML is no text
                    self.out.append(_data(escape_text(child)))

    def container(self, element: Element) -> None:
        """Something that Word wants at least one paragraph in, at the end: see ``sandbox.keep_paragraph``."""
        guard = element.name != "w:body" and any(self.is_control(child) for child in element.iter("w:p"))
        self.out.append("{% filter keep_paragraph %}" if guard else "")
        self.children(element)
        self.out.append("{% endfilter %}" if guard else "")

    def text(self, element: Element) -> None:
        """A ``w:t``: text as it is, tags as Jinja reads them."""
        text = element.text()
        if "{" not in text:
            self.out.append(_data(serialise(element)))
            return
        self.out.append('<w:t xml:space="preserve">')
        end = 0
        for match in TAG.finditer(text):
            tag = read_tag(match[0])
            self.out += [_data(escape_text(text[end : match.start()])), "" if tag.kind == COMMENT else tag.source]
            end = match.end()
        self.out += [_data(escape_text(text[end:])), "</w:t>"]

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Element) -> None:
        """A paragraph with tags inside, or one that is a tag itself."""
        lonely = join_tags(paragraph)
        tags = tags_of(paragraph)
        text = plain_text(paragraph).strip()
        spot = self.line(text, tags)
        if lonely:
            self.problem(
                f"Zu „{lonely}“ fehlt die andere Klammer",
                spot,
                "Öffnende und schließende Klammer eines Tags müssen in einem Absatz stehen.",
            )
        if _is_alone(paragraph, tags, text) and (tags[0].level == PARAGRAPH or self.is_loose(tags)):
            self.control(tags[0], spot, PARAGRAPH)
            return
        with self.blocks.inside():
            for tag, path in zip(tags, paths_of(paragraph), strict=True):
                self.inline(tag, spot, path)
        self.wrapped(paragraph)
        if any(True for _ in paragraph.iter("w:txbxContent")):
            self.line(text, tags)

    def is_loose(self, tags: list[Tag]) -> bool:
        """A single block tag alone in its paragraph can only mean the paragraph: the "p" was forgotten."""
        return tags[0].level == INLINE and tags[0].kind == BLOCK and not tags[0].is_assignment

    def is_control(self, paragraph: Element) -> bool:
        """Whether the paragraph will go, as far as one can see before its tags are joined."""
        if not plain_text(paragraph).lstrip().startswith("{"):
            return False
        join_tags(paragraph)
        tags = tags_of(paragraph)
        return len(tags) == 1 and _is_alone(paragraph, tags, plain_text(paragraph).strip())

    def inline(self, tag: Tag, spot: Spot, path: Path) -> None:
        """Check a tag inside a paragraph."""
        if tag.level in (PARAGRAPH, ROW, CELL):
            place = {
                PARAGRAPH: "in einem eigenen Absatz",
                ROW: "in einer eigenen Tabellenzeile",
                CELL: "in einer eigenen Tabellenzelle",
            }
            self.problem(f"{tag.shown} steht nicht allein {place[tag.level]}", spot)
        elif tag.level == RICH:
            self.problem(f"{tag.shown}: Tags mit „r“ gibt es hier nicht", spot, "Bitte lassen Sie das „r“ weg.")
        elif tag.kind == BLOCK:
            self.blocks.take(tag, spot, INLINE, path)

    # --- tables ---------------------------------------------------------------------------------------------------

    def table(self, table: Element) -> None:
        """A table; if it may end up without rows, it must then go. (To know, it is rendered as a whole first.)"""
        shared = follow_cells(table)
        guard = not has_sure_row(table)
        self.out.append("{% filter keep_table %}" if guard else "")
        self.out.append(f"{{% filter fit_columns({shared}) %}}" if shared is not None else "")
        self.wrapped(table)
        self.out.append("{% endfilter %}" if shared is not None else "")
        self.out.append("{% endfilter %}" if guard else "")

    def row(self, row: Element) -> None:
        """A row, or one that is a tag itself."""
        found = level_tags(row, ROW)
        if found:
            self.replaced(row, found, ROW)
            return
        self.out.append(_data(start_tag(row)))
        with self.blocks.inside():
            for cell in row.elements():
                columns = level_tags(cell, CELL) if cell.name == "w:tc" else []
                if columns:
                    self.replaced(cell, columns, CELL)
                else:
                    self.element(cell)
        self.out.append("</w:tr>")

    def replaced(self, element: Element, tags: list[Tag], level: str) -> None:
        """A row or cell that stands only for its tags."""
        text = " ".join(plain_text(paragraph).strip() for paragraph in element.iter("w:p")).strip()
        spot = self.line(text, tags)
        if TAG.sub("", text).strip():
            self.inline(tags[0], spot, ())
        for tag in tags:
            self.control(tag, spot, level)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def control(self, tag: Tag, spot: Spot, level: str) -> None:
        """Write a tag that replaces its paragraph, row or cell."""
        if tag.kind == BLOCK:
            self.blocks.take(tag, spot, level)
            self.out.append(tag.source)
        elif tag.kind != COMMENT:
            self.problem(
                f"{tag.shown}: „{tag.level}“ ist nur bei {{% … %}} möglich",
                spot,
                f"Bitte lassen Sie das „{tag.level}“ weg.",
            )

    def line(self, text: str, tags: list[Tag]) -> Spot:
        """Start a new line of source for a paragraph."""
        only_tags = not TAG.sub("", text).strip()
        spot = Spot(self.source.part, text, self.last_text if only_tags else "")
        if not only_tags:
            self.last_text = text
        self.out.append("{#\n#}")
        self.source.spots.append(spot)
        self.source.tags.append(tags)
        return spot

    def problem(self, what: str, spot: Spot, advice: str = "") -> None:
        """Note a problem and go on, so that all of them are told at once."""
        self.source.problems.append(Problem(what, spot, advice))


def _data(xml: str) -> str:
    """Text that Jinja must not read as a tag, on the line it stands on."""
    return _BRACKET.sub("&#123;", xml).replace("\n", "&#10;")


def _is_alone(paragraph: Element, tags: list[Tag], text: str) -> bool:
    return len(tags) == 1 and text == tags[0].shown.strip() and is_bare(paragraph)
