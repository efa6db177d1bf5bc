"""Turns a part of a template into the text that Jinja renders.

Each paragraph is on a line of its own in it, so that a line number in any error of Jinja's leads back to the
paragraph. Paragraph, row and cell tags replace what they stand in. The blocks they open must close in the same place, so
that no choice of values gives anything but whole paragraphs, rows and cells.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.templates.problems import Problem, Spot
from lipctl.templates.source import Source
from lipctl.templates.tags import BLOCK, CELL, COMMENT, INLINE, PARAGRAPH, RICH, ROW, TAG, Tag, read_tag
from lipctl.word.alt_text import SIDES, alt_tags, is_allowed, put_code
from lipctl.word.anchors import LINK, Anchors
from lipctl.word.beside_tags import RANGE_MARKS, lost_with
from lipctl.word.elements import remove, style_of
from lipctl.word.instructions import Instructions
from lipctl.word.nesting import Nesting, Path
from lipctl.word.state_styles import StateStyles
from lipctl.word.table_of_contents import HEADING_BEGINS, HEADING_ENDS
from lipctl.word.tables import follow_cells, has_sure_row, keep_rows, level_tags
from lipctl.word.tags_in_paragraphs import join_tags, placed_tags, plain_text, tags_of

_PARAGRAPH = qn("w:p")
_GUARDED = frozenset(map(qn, ("w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:tc")))
_OWN_PLACE = {
    PARAGRAPH: "in einem eigenen Absatz", ROW: "in einer eigenen Tabellenzeile", CELL: "in einer eigenen Tabellenzelle",
}  # fmt: skip
_WHOLE = {
    PARAGRAPH: ("den ganzen Absatz, zu dem", "einen eigenen Absatz"),
    ROW: ("die ganze Tabellenzeile, zu der", "eine eigene Tabellenzeile"),
    CELL: ("die ganze Tabellenzelle, zu der", "eine eigene Tabellenzelle"),
}
_NEXT_LINE, _END_FILTER = "{#\n#}", "{% endfilter %}"


def build_source(
    root: Element, part: str, instructions: Instructions, headings: Mapping[str, int], states: StateStyles
) -> Source:
    """Turn a cleaned part into Jinja source.

    ``part`` is how the office calls it ("in der Kopfzeile"; "" is the body), ``instructions`` the code that stands in it
    already. ``headings`` has the level of each style (by id) whose paragraphs the table of contents lists.
    ``states`` are the styles in which states are printed.
    """
    root = copy.deepcopy(root)
    builder = _Builder(part, instructions, headings, states)
    builder.element(root)
    builder.source.text = instructions.source(root)
    return builder.source


class _Builder:
    def __init__(self, part: str, instructions: Instructions, headings: Mapping[str, int], states: StateStyles) -> None:
        self.source = Source(part, spots=[Spot(part, "")], tags=[[]])
        self.instructions = instructions
        self.headings = headings
        self.states = states
        self.anchors = Anchors(instructions)
        self.nesting = Nesting(self.problem)
        self.last_text = ""
        self.handlers: dict[str, Callable[[Element], None]] = {
            _PARAGRAPH: self.paragraph, qn("w:tbl"): self.table, qn("w:tr"): self.row, qn("w:t"): self.text,
        }  # fmt: skip

    # --- elements -------------------------------------------------------------------------------------------------

    def element(self, element: Element) -> None:
        """Put code into any element. Inside a loop a mark of a range goes, unless it stands for a variable: each may exist only once."""
        if element.tag in RANGE_MARKS and self.nesting.in_loop():
            if not self.anchors.put_code(element):
                remove(element)
            return
        if element.tag == LINK and self.nesting.in_loop():
            self.anchors.put_code(element)
        if isinstance(element.tag, str):
            self.handlers.get(element.tag, self.inside)(element)

    def inside(self, element: Element) -> None:
        """Put code into what is below an element. Blocks opened there must close there."""
        if element.tag in SIDES:
            self.alternative_text(element)
        guarded = element.tag in _GUARDED and any(map(_may_go, list(element.iter(_PARAGRAPH))))
        with self.nesting.inside():
            for child in list(element):
                self.element(child)
        if guarded:
            element.insert(0, self.instructions.node("{% filter keep_paragraph %}"))
            element.append(self.instructions.node(_END_FILTER))

    def alternative_text(self, element: Element) -> None:
        """Put code into the alternative text of a picture or table."""
        tags = alt_tags(element)
        self.source.tags[-1] = [*self.source.tags[-1], *tags]
        for tag in tags:
            if not is_allowed(tag):
                self.problem(f"{tag.shown}: In Alternativtexten ist nur {{{{ … }}}} möglich", self.source.spots[-1])
        put_code(element, self.instructions)

    def text(self, element: Element) -> None:
        """Put code in the place of the tags of a ``w:t``."""
        text = element.text or ""
        if "{" not in text:
            return
        element.attrib.clear()
        element.set(qn("xml:space"), "preserve")
        element.text, end = "", 0
        for match in TAG.finditer(text):
            tag = read_tag(match[0])
            _append_text(element, text[end : match.start()])
            if tag.kind != COMMENT:
                element.append(self.instructions.node(tag.source))
            end = match.end()
        _append_text(element, text[end:])

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Element) -> None:
        """Put code into a paragraph, or in the place of one that is nothing but a tag."""
        lonely = join_tags(paragraph)
        placed = placed_tags(paragraph)
        tags = [tag for tag, _ in placed]
        text = plain_text(paragraph).strip()
        spot = self.line(paragraph, text, tags)
        if lonely:
            self.problem(
                f"Zu „{lonely}“ fehlt die andere Klammer",
                spot,
                "Öffnende und schließende Klammer eines Tags müssen in einem Absatz stehen.",
            )
        if _stands_for_its_paragraph(tags, text):
            self.replace(paragraph, tags, spot, PARAGRAPH)
            return
        with self.nesting.inside():
            for tag, path in placed:
                self.inline(tag, spot, path)
        self.heading(paragraph)
        self.states.put_code(paragraph, tags, self.instructions)
        self.inside(paragraph)
        if next(paragraph.iter(qn("w:txbxContent")), None) is not None:
            self.line(paragraph, text, tags, after=True)

    def heading(self, paragraph: Element) -> None:
        """Mark where the text of a heading begins and ends, for the table of contents."""
        level = self.headings.get(style_of(paragraph))
        if level and not any(style_of(outer) in self.headings for outer in paragraph.iterancestors(_PARAGRAPH)):
            paragraph.insert(1, self.instructions.node(f"{HEADING_BEGINS.decode()}{level}"))  # behind its properties
            paragraph.append(self.instructions.node(HEADING_ENDS.decode()))

    def inline(self, tag: Tag, spot: Spot, path: Path) -> None:
        """Check a tag inside a paragraph."""
        if tag.level in _OWN_PLACE:
            self.problem(f"{tag.shown} steht nicht allein {_OWN_PLACE[tag.level]}", spot)
        elif tag.level == RICH:
            self.problem(f"{tag.shown}: Tags mit „r“ gibt es hier nicht", spot, "Bitte lassen Sie das „r“ weg.")
        elif tag.kind == BLOCK:
            self.nesting.take(tag, spot, INLINE, path)

    # --- tables ---------------------------------------------------------------------------------------------------

    def table(self, table: Element) -> None:
        """Put code into a table. One that may end up without rows is rendered as a whole, so that it can go."""
        shared = follow_cells(table, self.instructions.node)
        filters = [] if has_sure_row(table) else ["keep_table"]
        filters += [] if shared is None else [f"fit_columns({shared})"]
        for name in filters:
            table.addprevious(self.instructions.node(f"{{% filter {name} %}}"))
        self.inside(table)
        for _ in filters:
            table.addnext(self.instructions.node(_END_FILTER))

    def row(self, row: Element) -> None:
        """Put code into a row and its cells, or in the place of those that stand only for their tags."""
        tags = level_tags(row, ROW)
        if tags:
            self.stand_in(row, tags, ROW)
            return
        if self.nesting.in_loop_of_rows():
            keep_rows(row, self.instructions.node)
        with self.nesting.inside():
            for cell in list(row):
                tags = level_tags(cell, CELL) if cell.tag == qn("w:tc") else []
                if tags:
                    self.stand_in(cell, tags, CELL)
                else:
                    self.element(cell)

    def stand_in(self, element: Element, tags: list[Tag], level: str) -> None:
        """Put code in the place of a row or cell."""
        text = " ".join(plain_text(paragraph).strip() for paragraph in element.iter(_PARAGRAPH)).strip()
        spot = self.line(element, text, tags)
        printed = [tag for tag in map(read_tag, TAG.findall(text)) if tag.level != level and tag.kind != COMMENT]
        if printed or TAG.sub("", text).strip():
            self.inline(tags[0], spot, ())
        self.replace(element, tags, spot, level)

    # --- all of them ----------------------------------------------------------------------------------------------

    def replace(self, element: Element, tags: list[Tag], spot: Spot, level: str) -> None:
        """Put the code of these tags in the place of the paragraph, row or cell that they stand for."""
        lost = lost_with(element)
        if lost:
            whole, own = _WHOLE[level]
            what = f"{tags[0].shown} ersetzt {whole} auch {lost} gehört"
            self.problem(what, spot, f"Bitte geben Sie {tags[0].shown} {own}.")
        begins = not tags[0].keyword.startswith(("el", "end"))
        if begins:
            self.keep_marks(element)
        for tag in tags:
            if tag.kind == BLOCK:
                self.nesting.take(tag, spot, level)
                element.addprevious(self.instructions.node(tag.source))
            elif tag.kind != COMMENT:
                what = f"{tag.shown}: „{tag.level}“ ist nur bei {{% … %}} möglich"
                self.problem(what, spot, f"Bitte lassen Sie das „{tag.level}“ weg.")
        if not begins:
            self.keep_marks(element)
        remove(element)

    def keep_marks(self, element: Element) -> None:
        """Put the marks of ranges before an element that will go, except those that a loop would repeat."""
        for mark in list(element.iter(*RANGE_MARKS)):
            if not self.nesting.in_loop() or self.anchors.put_code(mark):
                element.addprevious(mark)

    def line(self, element: Element, text: str, tags: list[Tag], *, after: bool = False) -> Spot:
        """Start a new line of source for a paragraph, row or cell."""
        only_tags = not TAG.sub("", text).strip()
        spot = Spot(self.source.part, text, self.last_text if only_tags else "")
        if not only_tags:
            self.last_text = text
        (element.addnext if after else element.addprevious)(self.instructions.node(_NEXT_LINE))
        self.source.spots.append(spot)
        self.source.tags.append(tags)
        return spot

    def problem(self, what: str, spot: Spot, advice: str = "") -> None:
        """Note a problem and go on, so that all of them are reported at once."""
        self.source.problems.append(Problem(what, spot, advice))


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but a tag that stands for it; its tags are joined where it may be."""
    text = plain_text(paragraph).strip()
    if not text.startswith("{"):
        return False
    join_tags(paragraph)
    return _stands_for_its_paragraph(tags_of(paragraph), text)


def _stands_for_its_paragraph(tags: list[Tag], text: str) -> bool:
    """Whether there is one tag and nothing else, and it says "p" or can only mean that: the "p" was forgotten."""
    if len(tags) != 1 or text != tags[0].shown.strip():
        return False
    (tag,) = tags
    return tag.level == PARAGRAPH or (tag.level == INLINE and tag.kind == BLOCK and not tag.is_assignment)
