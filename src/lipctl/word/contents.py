"""The table of contents: filled when the report is written, so that Word asks nothing on opening it.

The template holds a real TOC field. Its result becomes one linked entry per heading; where a page number belongs there
stands a PAGEREF field with an empty result: no page number rather than a wrong one, and no leader dots that lead to
nothing. All of it stays inside the TOC field, so that "Felder aktualisieren" (F9) in Word makes it complete, whether its
user asks for the page numbers only or for the whole table (ISO/IEC 29500-1, 17.16.5.68 and 17.16.5.42).

For a program that lays the pages out at once (``paged``, see ``pdf/``) the same entries stand without the TOC field:
LibreOffice takes what is inside one for text and does not ask what its fields mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lipctl.word.xmltree import escape_text

MARKER = "<w:lipctlContents/>"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(?: [^>]*)?/>")


class Contents(NamedTuple):
    """What is known about a template's table of contents before anything is rendered."""

    instruction: str
    levels: dict[str, int]
    """The level of each style (by id) whose paragraphs are listed."""
    entry: dict[int, str]
    """The paragraph properties of an entry without page number, by level."""
    paged_entry: dict[int, str]
    """The paragraph properties of an entry with leader dots and page number, by level."""
    link: str
    first_id: int


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
        ids = [escape_text(identity) for identity in contents.levels] if contents else []
        self._marks = [f'<w:pStyle w:val="{identity}"/>' for identity in ids]
        self._heading = re.compile(
            rf'(<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="({"|".join(map(re.escape, ids))})"/>.*?</w:pPr>)(.*?)</w:p>',
            re.DOTALL,
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
        """Most blocks hold no heading; to find that out by its plain style mark is five times faster than by the pattern."""
        if self._contents and any(mark in block for mark in self._marks):
            block = "".join(self._with_bookmarks(self._contents, block))
        self._blocks.append(block.encode())

    def _with_bookmarks(self, contents: Contents, xml: str) -> Iterator[str]:
        end = 0
        for match in self._heading.finditer(xml):
            words = " ".join("".join(_unescape(piece[1] or " ") for piece in _TEXT.finditer(match[3])).split())
            if not words:
                continue
            number = len(self._entries)
            identity, name = contents.first_id + number, f"_Toc{number + 1:09d}"
            self._entries.append((contents.levels[_unescape(match[2])], name, words))
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


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # a table of 2,000 names, for the few headings that need it

    return unescape(text)
