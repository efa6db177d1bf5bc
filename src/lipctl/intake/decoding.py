"""Text of pages and lists from bytes: which encoding, and the paragraphs of HTML as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from lipctl.errors import FileAccessError
from lipctl.text import clean

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UMLAUTS = re.compile("[A-Za-z][äöüß]|[ÄÖÜ][a-z]")
_IS_HTML = re.compile(rb"<(?:!doctype html|html|head|body|div|main|p|h[1-6]|table)\b", re.IGNORECASE)
_NO_TEXT = ((b"PK\x03\x04", "eine Arbeitsmappe oder ein Word-Dokument"), (b"\xd0\xcf\x11\xe0", "ein altes Office-Dokument"),
            (b"%PDF-", "ein PDF"), (b"{\\rtf", "ein Textdokument (RTF)"))  # fmt: skip
_UNSEEN = {"script", "style", "head", "template", "noscript", "nav", "footer", "svg", "select", "button"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HTML_BLANKS = re.compile(r"[ \t\n\r\f]+")


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: by its mark, else UTF-8 if it is that, else the code page with the most umlauts."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding.removesuffix("-sig")
    if content[1:200:2].count(0) > len(content[:200]) // 4:
        return content.decode("utf-16-le", "replace"), "utf-16-le"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        texts = {name: content.decode(name, "replace") for name in ("cp1252", "cp850", "mac-roman")}
        best = max(texts, key=lambda name: len(_UMLAUTS.findall(texts[name])))
        return texts[best], best


def paragraphs_of(content: bytes, name: str) -> list[str]:
    """The paragraphs of a page: those of HTML, or the lines of a plain text.

    Raises:
        FileAccessError: it is neither.
    """
    for magic, what in _NO_TEXT:
        if content.startswith(magic):
            raise FileAccessError(
                f"„{name}“ ist {what}, keine Webseite und kein Text.",
                "Speichern Sie die Seite im Browser als HTML oder als Text. Eine Liste liest „lipctl import list“.",
            )
    text, _ = decoded(content)
    is_html = _IS_HTML.search(content.replace(b"\0", b"")[:65_536])
    raw = _html_paragraphs(text) if is_html else text.split("\n")
    return [paragraph for paragraph in (clean(each).text for each in raw) if paragraph]


def _html_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of the main part of a page; a line break within one is a line end."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it
        return
    main = root.find(".//main")
    for paragraph in "".join(_pieces(root if main is None else main)).split("\n\n"):
        yield re.sub(" *\n *", "\n", re.sub(" +", " ", paragraph))


def _pieces(top: etree._Element) -> Iterator[str]:
    """The texts of an element, with a blank line around each element that stands on lines of its own."""
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = str(element.tag)
        if event == "start" and name in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield "" if name in _INLINE else "\n" if name == "br" else "\n\n"
            yield _HTML_BLANKS.sub(" ", element.text or "")
        elif event == "end":
            yield "" if name in _INLINE or name == "br" else "\n\n"
        if event != "start" and element is not top:
            yield _HTML_BLANKS.sub(" ", element.tail or "")
