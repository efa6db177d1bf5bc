"""The table of contents: filled when the report is written, so that Word asks nothing on opening it.

The template holds a real TOC field. Its result becomes one linked entry per heading; where a page number belongs there
stands a PAGEREF field with an empty result: no page number rather than a wrong one, and no leader dots that lead to
nothing. All of it stays inside the TOC field, so that "Felder aktualisieren" (F9) in Word makes it complete, whether its
user asks for the page numbers only or for the whole table (ISO/IEC 29500-1, 17.16.5.68 and 17.16.5.42).

For a program that lays the pages out at once (``paged``, see ``pdf/``) the same entries stand without the TOC field:
LibreOffice takes what is inside one for text and does not ask what its fields mean.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lipctl.word.styles import Styles
from lipctl.word.xmltree import Element, escape_text

MARKER = "<w:lipctlContents/>"
_LEVELS = re.compile(r'\\o(?:\s+"?(\d)\s*-\s*(\d)"?)?')
_OWN_STYLES = re.compile(r'\\t\s+"([^"]*)"')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(?: [^>]*)?/>")


@dataclass(slots=True)
class Contents:
    """What is known about a template's table of contents before anything is rendered."""

    instruction: str
    levels: dict[str, int]
    """The level of each style (by id) whose paragraphs are listed."""
    entry: dict[int, str] = field(default_factory=dict)
    """The paragraph properties of an entry without page number, by level."""
    paged_entry: dict[int, str] = field(default_factory=dict)
    """The paragraph properties of an entry with leader dots and page number, by level."""
    link: str = ""
    first_id: int = 0


def prepare(root: Element, styles: Styles) -> Contents | None:
    """Find the TOC field and put a marker in its place; None if the document has none."""
    found = _field(root)
    if found is None:
        return None
    parent, first, last, instruction = found
    contents = Contents(instruction, _levels(instruction, styles))
    for level in sorted(set(contents.levels.values())):
        contents.entry[level] = _entry_properties(styles, level, root, leader="none")
        contents.paged_entry[level] = _entry_properties(styles, level, root, leader="")
    link = styles.id_of("verzeichnislink", "index link", "hyperlink", kind="character")
    contents.link = f'<w:rPr><w:rStyle w:val="{link}"/></w:rPr>' if link else ""
    taken = [int(mark.attrs["w:id"]) for mark in root.iter("w:bookmarkStart") if mark.attrs.get("w:id", "").isdigit()]
    contents.first_id = max(taken, default=-1) + 1
    parent.children[first : last + 1] = [Element("w:lipctlContents")]
    return contents


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


class Filling:
    """Receives a rendered document block by block and gives it back with bookmarks and entries.

    A block ends between two paragraphs. Without contents the blocks pass as they are.
    """

    def __init__(self, contents: Contents | None, *, paged: bool = False) -> None:
        self._contents = contents
        self._write = _paged_result if paged else _result
        self._entries: list[tuple[int, str, str]] = []
        self._blocks: list[bytes] = []
        self._place: int | None = None
        self._heading: re.Pattern[str] | None = None
        if contents and contents.levels:
            ids = "|".join(re.escape(escape_text(identity)) for identity in contents.levels)
            self._heading = re.compile(
                rf'(<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="({ids})"/>.*?</w:pPr>)(.*?)</w:p>', re.DOTALL
            )

    def add(self, block: str) -> None:
        """Take the next block."""
        if self._contents and MARKER in block:
            before, _, after = block.partition(MARKER)
            self._store(before)
            if self._place is None:  # a table of contents inside a loop is printed once
                self._place = len(self._blocks)
            self.add(after)
        else:
            self._store(block)

    def finish(self) -> list[bytes]:
        """All blocks in order."""
        if self._contents and self._place is not None:
            self._blocks.insert(self._place, "".join(self._write(self._contents, self._entries)).encode())
        return self._blocks

    def _store(self, block: str) -> None:
        self._blocks.append("".join(self._with_bookmarks(block)).encode())

    def _with_bookmarks(self, xml: str) -> Iterator[str]:
        end = 0
        for match in self._heading.finditer(xml) if self._heading and self._contents else ():
            words = " ".join("".join(html.unescape(piece[1] or " ") for piece in _TEXT.finditer(match[3])).split())
            if not words:
                continue
            number = len(self._entries)
            identity, name = self._contents.first_id + number, f"_Toc{number + 1:09d}"  # type: ignore[union-attr]
            self._entries.append((self._contents.levels[html.unescape(match[2])], name, words))  # type: ignore[union-attr]
            mark = f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{match[3]}<w:bookmarkEnd w:id="{identity}"/></w:p>'
            yield xml[end : match.end(1)] + mark
            end = match.end()
        yield xml[end:]


def _result(contents: Contents, entries: list[tuple[int, str, str]]) -> Iterator[str]:
    """The whole field with one paragraph per entry."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape_text(contents.instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if not entries:
        yield f"<w:p>{contents.entry.get(1, '')}{begin}{end}</w:p>"
        return
    last = len(entries) - 1
    for index, (level, bookmark, words) in enumerate(entries):
        link = _link(contents, bookmark, words, f"<w:r><w:tab/></w:r>{_page_number(bookmark, '')}")
        yield f"<w:p>{contents.entry[level]}{begin if index == 0 else ''}{link}{end if index == last else ''}</w:p>"


def _paged_result(contents: Contents, entries: list[tuple[int, str, str]]) -> Iterator[str]:
    """One paragraph per entry whose page number is looked up by the program that lays out the pages.

    LibreOffice makes a link of each PAGEREF: it stands behind the other link, not inside of it.
    """
    for level, bookmark, words in entries:
        number = _page_number(bookmark, f"<w:r>{contents.link}<w:t>0</w:t></w:r>")
        yield f"<w:p>{contents.paged_entry[level]}{_link(contents, bookmark, words, '')}<w:r><w:tab/></w:r>{number}</w:p>"


def _link(contents: Contents, bookmark: str, words: str, number: str) -> str:
    text = f'<w:r>{contents.link}<w:t xml:space="preserve">{escape_text(words)}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{text}{number}</w:hyperlink>'


def _page_number(bookmark: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
