"""How a value is written into a Word template."""

from __future__ import annotations

import html
import re

from jinja2.runtime import LoopContext
from markupsafe import Markup

from lipctl.templates.sandbox import Sandbox, as_text
from lipctl.word.tables import SHARE

# One look decides for most values. After that: what XML cannot hold goes (the border has cleaned it before, but a
# template can build texts as well), "\n" and "\t" become what Word calls them.
_SPECIAL = re.compile("[&<>\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|(?<=[0-9])-(?=[0-9])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AGAIN = '<w:t xml:space="preserve">'
_WORDS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "", "\n": f"</w:t><w:br/>{_AGAIN}", "\t": f"</w:t><w:tab/>{_AGAIN}"}
)
_INSIDE_NUMBER = re.compile("(?<=[0-9])-(?=[0-9])")
_NUMBER = re.compile("[0-9-]*")
NO_BREAK = f"</w:t><w:noBreakHyphen/>{_AGAIN}"
"""A hyphen at which no line ends, as Word writes it; what is copied or read back is a hyphen. A number that is all there is
keeps its own, and so do headings: whoever looks for 5-1-9 in Word finds them."""


class WordEnvironment(Sandbox):
    """The environment of a part of a Word template: what is printed is XML."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, finalize=as_word_text)
        for function in (in_attribute, keep_next, keep_paragraph, keep_table, fit_columns):
            self.filters[function.__name__] = function


def as_word_text(value: object) -> Markup:
    """A value as it may stand inside ``<w:t>``, marked as escaped.

    Raises:
        NotPrintableError: it is no text, number or truth value.
    """
    if isinstance(value, Markup):  # what a {% set %} block or a macro has rendered
        return value
    text = as_text(value)
    if _SPECIAL.search(text):
        whole = _NUMBER.fullmatch(text)
        text = _FORBIDDEN.sub("", text).translate(_WORDS)
        text = text if whole else _INSIDE_NUMBER.sub(NO_BREAK, text)
    return Markup(text)  # noqa: S704 — escaped


def in_attribute(value: object) -> object:
    """A value as it may stand in an alternative text: one line, quotes escaped."""
    text = " ".join(_FORBIDDEN.sub("", as_text(value)).split())
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))  # noqa: S704 — escaped


def keep_next(loop: LoopContext) -> Markup:
    """What keeps a repeated row on a page with the next one: no few of them stand alone at a page's foot or head."""
    stays = loop.revindex > 1 and (loop.length <= 8 or loop.index <= 4 or loop.revindex <= 3)
    return Markup("<w:keepNext/>") if stays else Markup()


# The next three get a rendered block as markup, whose own methods would escape what they put in.


def keep_paragraph(xml: str) -> str:
    """The content of a cell, header, note or text box. It must end with a paragraph, or Word "repairs" the document."""
    if xml.endswith(("</w:p>", "<w:p/>")):
        return xml
    _, begin, rest = str(xml).partition("<w:pPr>")
    properties, end, _ = rest.partition("</w:pPr>")
    return f"{xml}<w:p>{begin}{properties}{end}</w:p>"


def keep_table(xml: str) -> str:
    """A table, or nothing if it has no row: that is no table."""
    return xml if "<w:tr>" in xml or "<w:tr " in xml else ""


def fit_columns(xml: str, width: int) -> str:
    """A table in which the columns that cell tags repeated have equal parts of ``width``."""
    xml = str(xml)
    count = xml.count(f'<w:gridCol w:w="{SHARE}"')
    share = width // count if count else 0
    for element in ("gridCol", "tcW"):
        xml = xml.replace(f'<w:{element} w:w="{SHARE}"', f'<w:{element} w:w="{share}"')
    return xml
