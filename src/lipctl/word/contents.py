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


def fill_contents(xml: str, contents: Contents, *, paged: bool = False) -> str:
    """A rendered document with a bookmark at each heading, and their entries where the table of contents stands."""
    ids = "|".join(re.escape(escape_text(identity)) for identity in contents.levels)
    heading = re.compile(
        rf'(<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="({ids})"/>.*?</w:pPr>)(.*?)</w:p>',
        re.DOTALL,
    )
    entries: list[tuple[int, str, str]] = []
    pieces, end = [], 0
    for match in heading.finditer(xml):
        words = " ".join("".join(html.unescape(piece[1] or " ") for piece in _TEXT.finditer(match[3])).split())
        if not words:
            continue
        number = len(entries)
        identity, name = contents.first_id + number, f"_Toc{number + 1:09d}"
        entries.append((contents.levels[html.unescape(match[2])], name, words))
        mark = f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{match[3]}<w:bookmarkEnd w:id="{identity}"/></w:p>'
        pieces += [xml[end : match.end(1)], mark]
        end = match.end()
    filled = "".join([*pieces, xml[end:]])
    table = "".join((_paged_result if paged else _result)(contents, entries))
    return filled.replace(MARKER, table, 1).replace(MARKER, "")  # inside a loop it is printed once


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
