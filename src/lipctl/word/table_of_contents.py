"""The table of contents: found in the template, filled when the report is written, so that Word asks nothing on opening it.

The template holds a real TOC field. Its result becomes one linked entry per heading. Its page number is a
PAGEREF field with an empty result: no page number rather than a wrong one, and no leader dots that lead to nothing. All of it
stays inside the TOC field, so that "Felder aktualisieren" (F9) in Word makes it complete, whether its user asks for the page
numbers only or for the whole table (ISO/IEC 29500-1, 17.16.5.68 and 17.16.5.42).

For a program that lays the pages out at once (``paged``, see ``pdf/``) the same entries stand without the TOC field:
LibreOffice takes what is inside one for text and does not ask what its fields mean.

The table goes as deep as fits on a page: a few lines on a second one help nobody.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from lipctl.word.beside_tags import RANGE_MARKS, lost_with
from lipctl.word.elements import remove
from lipctl.word.environment import NO_BREAK
from lipctl.word.instructions import Instructions
from lipctl.word.styles import Styles
from lipctl.word.tags_in_paragraphs import plain_text

HEADING_BEGINS, HEADING_ENDS, PLACE = b"\x01", b"\x02", b"\x03"
"""Marks in a rendered document: around a heading's text (the first one with its level), and where the table belongs.

XML can hold none of them, and no value brings one along (:func:`lipctl.word.environment.as_word_text`).
"""
_LEVELS = re.compile(r'\\o(?:\s+"?(\d)\s*-\s*(\d)"?)?')
_OWN_STYLES = re.compile(r'\\t\s+"([^"]*)"')
_DIGITS = frozenset("123456789")
_PARAGRAPH, _PROPERTIES, _FIELD_MARK, _CODE = qn("w:p"), qn("w:pPr"), qn("w:fldChar"), qn("w:instrText")
_WORDS = tuple(map(qn, ("w:t", "w:tab", "w:br")))
_FORGIVING = etree.XMLParser(recover=True, resolve_entities=False)

_PAGE, _LINE, _SPACE = 46, 78, 0.4
"""What a page of contents holds: lines, letters in a line, and the space above an entry of the first level in lines."""

Entry = tuple[int, str, str]
"""A heading's level, the name of its bookmark, its text."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known about a template's table of contents before anything is rendered."""

    instruction: str
    levels: Mapping[str, int]
    """The level of each style (by id) whose paragraphs are listed."""
    entry: Mapping[int, str]
    """The paragraph properties of an entry without page number, by level."""
    paged_entry: Mapping[int, str]
    """The paragraph properties of an entry with leader dots and page number, by level."""
    link: str
    first_id: int
    namespaces: str
    """The declarations that a piece of the document needs to be read on its own."""


def prepare_contents(root: Element, styles: Styles, instructions: Instructions) -> Contents | None:
    """Find the TOC field and put a mark in its place; None if the document has none."""
    field = _field(root)
    if field is None:
        return None
    paragraphs, end, instruction = field
    levels = _levels(instruction, styles)
    used = sorted(set(levels.values()))
    link = styles.id_of("verzeichnislink", "index link", "hyperlink", kind="character")
    taken = [mark.get(qn("w:id"), "") for mark in root.iter(qn("w:bookmarkStart"))]
    _put_in_place(instructions.node(PLACE.decode()), paragraphs, end)
    return Contents(
        instruction=instruction,
        levels=levels,
        entry={level: _entry_properties(styles, level, root, leader="none") for level in used},
        paged_entry={level: _entry_properties(styles, level, root, leader="") for level in used},
        link=f'<w:rPr><w:rStyle w:val="{link}"/></w:rPr>' if link else "",
        first_id=max((int(number) for number in taken if number.isdigit()), default=-1) + 1,
        namespaces="".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix),
    )


def fill_contents(xml: bytes, contents: Contents, *, paged: bool) -> bytes:
    """A rendered document with a bookmark at each heading, and their entries in the place of the table of contents."""
    entries: list[Entry] = []
    before, place, after = xml.partition(PLACE)
    del xml  # the largest thing there is: it need not be there twice
    head = [*_with_bookmarks(before, contents, entries)]
    body = [*_with_bookmarks(after.replace(PLACE, b""), contents, entries)]  # inside a loop it is printed once
    del after
    table = "".join((_paged_result if paged else _result)(*_on_one_page(contents, entries))) if place else ""
    return b"".join([*head, table.encode(), *body])


def _with_bookmarks(xml: bytes, contents: Contents, entries: list[Entry]) -> Iterator[bytes]:
    """A piece of a rendered document with a bookmark at each heading. Adds the headings to ``entries``."""
    end = 0
    while (start := xml.find(HEADING_BEGINS, end)) >= 0:
        yield xml[end:start]
        end = xml.index(HEADING_ENDS, start) + 1
        level, heading = xml[start + 1 : start + 2], xml[start + 2 : end - 1].replace(NO_BREAK.encode(), b"-")
        words = _words(heading, contents)
        if words:
            number, name = contents.first_id + len(entries), f"_Toc{len(entries) + 1:09d}"
            entries.append((int(level), name, words))
            yield f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'.encode()
            yield heading
            yield f'<w:bookmarkEnd w:id="{number}"/>'.encode()
        else:
            yield heading
    yield xml[end:]


def _words(xml: bytes, contents: Contents) -> str:
    """The text of a heading; tabs and breaks in it count as blanks."""
    heading = etree.fromstring(b"<w:p%b>%b</w:p>" % (contents.namespaces.encode(), xml), _FORGIVING)
    return " ".join("".join(node.text or " " for node in heading.iter(*_WORDS)).split())


# --- the field in the template ----------------------------------------------------------------------------------------


def _field(root: Element) -> tuple[list[Element], Element, str] | None:
    """The paragraphs that the TOC field covers, the mark that ends it, and its instruction."""
    for first in root.iter(_PARAGRAPH):
        instruction = _toc_instruction(first)
        begins = next(first.iter(_FIELD_MARK), None) is not None
        field = _to_its_end(first) if instruction and begins else None
        if field:
            return *field, instruction
    return None


def _put_in_place(mark: Element, paragraphs: list[Element], end: Element) -> None:
    """Put a mark in the place of the field, and around it what the first and last paragraph hold beside the field."""
    first, last = paragraphs[0], paragraphs[-1]
    begin = next(at for at, child in enumerate(first) if next(child.iter(_FIELD_MARK), None) is not None)
    stop = next(at for at, child in enumerate(last) if end in child.iter(_FIELD_MARK))
    before, after = _piece(first, slice(0, begin)), _piece(last, slice(stop + 1, None))
    for section in before.findall(f"{_PROPERTIES}/{qn('w:sectPr')}"):
        remove(section)  # it ends the last paragraph
    for piece in (before, mark, after):
        if piece is mark or (piece.tag == _PARAGRAPH and (plain_text(piece).strip() or lost_with(piece))):
            first.addprevious(piece)
        else:
            for edge in list(piece.iter(*RANGE_MARKS)):
                first.addprevious(edge)
    for paragraph in paragraphs:
        remove(paragraph)


def _piece(paragraph: Element, wanted: slice) -> Element:
    """A paragraph that holds these pieces of another."""
    piece = copy.deepcopy(paragraph)
    kept = piece[wanted]
    for child in list(piece):
        if child.tag != _PROPERTIES and child not in kept:
            remove(child)
    return piece


def _toc_instruction(paragraph: Element) -> str:
    texts = "".join(node.text or "" for node in paragraph.iter(_CODE))
    start = texts.find("TOC ")
    if start < 0:
        return ""
    return texts[start:].split("PAGEREF")[0].split("HYPERLINK")[0].strip()


def _to_its_end(first: Element) -> tuple[list[Element], Element] | None:
    """From the element that a field begins in to the one beside it in which it ends, and the mark that ends it."""
    depth, covered = 0, []
    for element in (first, *first.itersiblings()):
        covered.append(element)
        for mark in element.iter(_FIELD_MARK):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType"), ""), 0)
            if depth == 0:
                return covered, mark
    return None


def _levels(instruction: str, styles: Styles) -> dict[str, int]:
    """Which styles the instruction lists: ``\\o "1-2"`` headings, ``\\t "Style;1"`` own ones, ``\\u`` outline levels.

    Own styles based on a heading count like it: LibreOffice loses their ``\\t``.
    """
    levels: dict[str, int] = {}
    match = _LEVELS.search(instruction)
    lowest, highest = (int(match[1] or 1), int(match[2] or 9)) if match else (1, 9)
    if "\\u" in instruction:
        levels |= {key: level for key, level in styles.outline_levels().items() if lowest <= level <= highest}
    if match or not levels:
        for level in range(lowest, highest + 1):
            identity = styles.id_of(f"heading {level}")
            if identity:
                levels |= dict.fromkeys([identity, *styles.based_on(identity)], level)
    own = _OWN_STYLES.search(instruction)
    words = [word.strip() for word in re.split("[;,]", own[1])] if own else []
    for name, level_text in zip(words[::2], words[1::2], strict=False):
        identity = styles.id_of(name.casefold())
        if identity and level_text in _DIGITS:
            levels[identity] = int(level_text)
    return levels


def _entry_properties(styles: Styles, level: int, root: Element, *, leader: str) -> str:
    """An entry's style, and its tab stop: with this leader, else as the style sets it, else with dots."""
    identity = styles.id_of(f"toc {level}")
    style = f'<w:pStyle w:val="{identity}"/>' if identity else ""
    own = styles.property(identity, "w:tabs") if identity else None
    stops = [tab for tab in own if tab.get(qn("w:val")) in ("right", "end")] if own is not None else []
    if own is not None and not (leader and stops):
        return f"<w:pPr>{style}</w:pPr>"
    place = stops[-1].get(qn("w:pos"), "") if stops else str(_text_width(root))
    tab = f'<w:tabs><w:tab w:val="right" w:leader="{leader or "dot"}" w:pos="{place}"/></w:tabs>'
    return f"<w:pPr>{style}{tab}</w:pPr>"


def _text_width(root: Element) -> int:
    """The width between the margins in twentieths of a point."""
    section = next(root.iter(qn("w:sectPr")), None)
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    try:
        width = int(size.attrib[qn("w:w")]) if size is not None else 11906
        if margins is None:
            return width - 2836
        return width - int(margins.attrib[qn("w:left")]) - int(margins.attrib[qn("w:right")])
    except (KeyError, ValueError):
        return 9070


# --- the entries in the report ----------------------------------------------------------------------------------------


def _on_one_page(contents: Contents, entries: list[Entry]) -> tuple[Contents, list[Entry]]:
    """The entries down to the deepest level at which they fit on a page, the first level at least, and the field for them."""
    depth = max((level for level, _, _ in entries), default=1)
    while depth > 1 and sum(_height(entry) for entry in entries if entry[0] <= depth) > _PAGE:
        depth -= 1
    instruction = _LEVELS.sub(
        lambda found: f'\\o "{found[1] or 1}-{min(int(found[2] or 9), depth)}"', contents.instruction
    )
    return replace(contents, instruction=instruction), [entry for entry in entries if entry[0] <= depth]


def _height(entry: Entry) -> float:
    """How many lines an entry takes; one of the first level has space above it."""
    level, _, words = entry
    return -(-len(words) // _LINE) + (_SPACE if level == 1 else 0)


def _result(contents: Contents, entries: list[Entry]) -> Iterator[str]:
    """The whole field with one paragraph per entry."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(contents.instruction, quote=False)} </w:instrText></w:r>'
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


def _paged_result(contents: Contents, entries: list[Entry]) -> Iterator[str]:
    """One paragraph per entry whose page number is looked up by the program that lays out the pages.

    LibreOffice makes a link of each PAGEREF, and a link may not be inside another: the number comes after it.
    """
    for level, bookmark, words in entries:
        number = _page_number(bookmark, f"<w:r>{contents.link}<w:t>0</w:t></w:r>")
        yield f"<w:p>{contents.paged_entry[level]}{_link(contents, bookmark, words, '')}<w:r><w:tab/></w:r>{number}</w:p>"


def _link(contents: Contents, bookmark: str, words: str, number: str) -> str:
    text = f'<w:r>{contents.link}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{text}{number}</w:hyperlink>'


def _page_number(bookmark: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
