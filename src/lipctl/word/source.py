"""From a part of a template to the source text that Jinja renders.

Each paragraph stands on a line of its own in that source, so that a line number in any error of Jinja's leads back to
the paragraph. Paragraph, row and cell tags replace what they stand in; the blocks they open must close in the same
place, so that no choice of values can produce anything but whole paragraphs, rows and cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
    plain_text,
    read_tag,
    tags_of,
)  # fmt: skip
from lipctl.word.xmltree import Element, escape_text, serialise, start_tag

# Jinja reads a bracket in text as a tag, XML reads its number as the bracket.
_BRACKET = re.compile(r"\{(?=[{%#])")
_ENDS = {"endfor": "for", "endif": "if", "endset": "set", "endwith": "with", "endmacro": "macro", "endfilter": "filter"}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_NAMES = {INLINE: "im Text", PARAGRAPH: "als Absatz", ROW: "als Tabellenzeile", CELL: "als Tabellenzelle"}
_CONTAINERS = frozenset({"w:body", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:tc"})
# How a repeated column's width is written until it is known; a value can never come out as such an attribute.
SHARE = "share"
SHARED = "lipctl:shared"
_BOOKMARKS = frozenset({"w:bookmarkStart", "w:bookmarkEnd"})


@dataclass(slots=True)
class Source:
    """A part as Jinja source; ``spots[n]`` is the paragraph on line ``n`` (from 1), ``tags[n]`` its tags."""

    part: str
    text: str = ""
    spots: list[Spot] = field(default_factory=list)
    tags: list[list[Tag]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that waits for its end: the tag, where it stands, and the place it must close in."""

    tag: Tag
    spot: Spot
    place: Element
    level: str


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
        self.open: list[_Open] = []
        self.floor = 0  # blocks below were opened outside of where we are
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
            case name if name in _BOOKMARKS and any(block.tag.keyword == "for" for block in self.open):
                pass  # a bookmark may exist only once
            case _:
                self.wrapped(element)

    def wrapped(self, element: Element) -> None:
        """Write an element with its own tags around its children."""
        if not element.children:
            self.out.append(_data(serialise(element)))
            return
        self.out.append(_data(start_tag(element)))
        if element.name in _CONTAINERS:
            self.container(element)
        else:
            self.children(element)
        self.out.append(f"</{element.name}>")

    def children(self, element: Element) -> None:
        """Write what is inside; blocks opened here must close here."""
        floor, self.floor = self.floor, len(self.open)
        for child in element.children:
            if not isinstance(child, str):
                self.element(child)
            elif len(element.children) == 1 or child.strip():  # what indents the XML is no text
                self.out.append(_data(escape_text(child)))
        self.close_all()
        self.floor = floor

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
            self.control(tags[0], spot, paragraph, PARAGRAPH)
            return
        floor, self.floor = self.floor, len(self.open)
        for tag in tags:
            self.inline(tag, spot, paragraph)
        self.close_all()
        self.floor = floor
        self.wrapped(paragraph)
        if any(True for _ in paragraph.iter("w:txbxContent")):
            self.line(text, tags)

    def is_loose(self, tags: list[Tag]) -> bool:
        """A single block tag alone in its paragraph can only mean the paragraph: the "p" was forgotten."""
        return tags[0].level == INLINE and tags[0].kind == BLOCK and not _is_assignment(tags[0])

    def is_control(self, paragraph: Element) -> bool:
        """Whether the paragraph will go, as far as one can see before its tags are joined."""
        join_tags(paragraph)
        tags = tags_of(paragraph)
        return len(tags) == 1 and _is_alone(paragraph, tags, plain_text(paragraph).strip())

    def inline(self, tag: Tag, spot: Spot, paragraph: Element) -> None:
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
            self.block(tag, spot, paragraph, INLINE)

    # --- tables ---------------------------------------------------------------------------------------------------

    def table(self, table: Element) -> None:
        """A table; with row tags it may end up without rows, and must then go."""
        _follow_cells(table)
        guard = any(_level_tags(row, ROW) for row in table.elements() if row.name == "w:tr")
        shared = table.attrs.pop(SHARED, "")
        self.out.append("{% filter keep_table %}" if guard else "")
        self.out.append(f"{{% filter fit_columns({shared}) %}}" if shared else "")
        self.wrapped(table)
        self.out.append("{% endfilter %}" if shared else "")
        self.out.append("{% endfilter %}" if guard else "")

    def row(self, row: Element) -> None:
        """A row, or one that is a tag itself."""
        found = _level_tags(row, ROW)
        if found:
            self.replaced(row, found, ROW)
            return
        self.out.append(_data(start_tag(row)))
        floor, self.floor = self.floor, len(self.open)
        for cell in row.elements():
            columns = _level_tags(cell, CELL) if cell.name == "w:tc" else []
            if columns:
                self.replaced(cell, columns, CELL)
            else:
                self.element(cell)
        self.close_all()
        self.floor = floor
        self.out.append("</w:tr>")

    def replaced(self, element: Element, tags: list[Tag], level: str) -> None:
        """A row or cell that stands only for its tags."""
        text = " ".join(plain_text(paragraph).strip() for paragraph in element.iter("w:p")).strip()
        spot = self.line(text, tags)
        if TAG.sub("", text).strip():
            self.inline(tags[0], spot, element)
        for tag in tags:
            self.control(tag, spot, element, level)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def control(self, tag: Tag, spot: Spot, place: Element, level: str) -> None:
        """Write a tag that replaces its paragraph, row or cell."""
        if tag.kind == BLOCK:
            self.block(tag, spot, place, level)
            self.out.append(tag.source)
        elif tag.kind != COMMENT:
            self.problem(
                f"{tag.shown}: „{tag.level}“ ist nur bei {{% … %}} möglich",
                spot,
                f"Bitte lassen Sie das „{tag.level}“ weg.",
            )

    def block(self, tag: Tag, spot: Spot, place: Element, level: str) -> None:
        """Keep the books of open blocks."""
        word = tag.keyword
        opener = _ENDS.get(word)
        if opener is None and word not in _MIDDLES:
            if word not in _ENDS.values():
                self.problem(
                    f"{tag.shown} ist keine Anweisung, die eine Vorlage kennt", spot, "Möglich sind for, if und set."
                )
            elif not _is_assignment(tag):
                self.open.append(_Open(tag, spot, place, level))
            return
        expected = (opener,) if opener else _MIDDLES[word]
        block = self.open[-1] if len(self.open) > self.floor else None
        if block is None or block.tag.keyword not in expected:
            self.problem(f"Zu {tag.shown} fehlt der Anfang {{% {' oder '.join(map(str, expected))} … %}}", spot)
            return
        if block.level != level or (level == INLINE and block.place is not place):
            what = f"{block.tag.shown} beginnt {_NAMES[block.level]}, {tag.shown} steht {_NAMES[level]}"
            self.problem(what, spot, "Schreiben Sie beide in einen Absatz, oder jedes allein in einen eigenen.")
        if opener:
            self.open.pop()

    def close_all(self) -> None:
        """What was opened here and is still open stays open for ever."""
        for block in self.open[self.floor :]:
            end = f"end{block.tag.keyword}"
            self.problem(
                f"Zu {block.tag.shown} fehlt das Ende {{%{block.level} {end} %}}",
                block.spot,
                "Es muss in derselben Umgebung stehen (Absatz, Tabellenzeile, Zelle).",
            )
        del self.open[self.floor :]

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


def _is_assignment(tag: Tag) -> bool:
    """``{% set x = 1 %}`` is complete in itself, ``{% set x %}`` opens a block."""
    return tag.keyword == "set" and "=" in tag.inner


def _level_tags(element: Element, level: str) -> list[Tag]:
    """The row (or cell) tags that belong to this very row (or cell), not to one of a table inside it."""
    found, stack = [], element.elements()[::-1]
    while stack:
        node = stack.pop()
        if node.name == "w:p":
            join_tags(node)
            found += [tag for tag in tags_of(node) if tag.level == level]
        elif node.name != "w:tbl":
            stack += reversed(node.elements())
    return found


def _follow_cells(table: Element) -> None:
    """Give each column that cell tags repeat its column in the table's grid, and the tags themselves none."""
    grid, row = table.find("w:tblGrid"), _row_with_cell_tags(table)
    if grid is None or row is None:
        return
    columns = grid.elements()
    cells = [cell for cell in row.elements() if cell.name == "w:tc"]
    if len(columns) != len(cells):
        return
    depth, shared = 0, []
    followed: list[Element | str] = []
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        tags = _level_tags(cell, CELL)
        words = [tag.keyword for tag in tags]
        depth += words.count("for") - words.count("endfor")
        followed.append(Element("lipctl:tags", {}, *(tag.source for tag in tags)) if tags else column)
        if depth and not tags:
            shared.append(index)
    grid.children = followed
    _share_width(table, columns, shared)


def _share_width(table: Element, columns: list[Element], shared: list[int]) -> None:
    """Mark the repeated columns: what the others leave of the table's width is theirs in equal parts (``fit_columns``)."""
    widths = [int(column.attrs.get("w:w", "0")) for column in columns]
    tags = [index for index, column in enumerate(columns) if column not in table.find("w:tblGrid").children]  # type: ignore[union-attr]
    fixed = sum(width for index, width in enumerate(widths) if index not in shared and index not in tags)
    table.attrs[SHARED] = str(sum(widths) - fixed)
    for index in shared:
        columns[index].attrs = {"w:w": SHARE}
    for row in table.elements():
        cells = [cell for cell in row.elements() if cell.name == "w:tc"]
        for cell in (cells[index] for index in shared if row.name == "w:tr" and len(cells) == len(columns)):
            properties = cell.find("w:tcPr")
            width = properties.find("w:tcW") if properties else None
            if width is not None:
                width.attrs = {"w:w": SHARE, "w:type": "dxa"}


def _row_with_cell_tags(table: Element) -> Element | None:
    """The first row with cell tags that no row tag repeats: only there do the loop's names mean anything."""
    depth = 0
    for row in (row for row in table.elements() if row.name == "w:tr"):
        words = [tag.keyword for tag in _level_tags(row, ROW)]
        depth += words.count("for") - words.count("endfor")
        if not depth and any(_level_tags(cell, CELL) for cell in row.elements()):
            return row
    return None
