"""How values are written into a page: escaped, whatever the template says."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from jinja2 import FunctionLoader
from markupsafe import Markup

from lipctl.templates.sandbox import Sandbox, as_text

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ADDRESS = re.compile(
    r"(?P<web>https?://[^\s<>\"“”„]+)|(?:mailto:)?(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_AFTER_ADDRESS = ".,;:!?'’“”»)]}"


class WebEnvironment(Sandbox):
    """The environment of the pages' templates, which may include each other and no other file.

    With ``links`` the filter ``text`` makes links of the addresses of web pages and mailboxes in a text.
    """

    def __init__(self, sources: Mapping[str, str], *, links: bool = False) -> None:
        # the name stands for the file, so that a traceback leads to the template's line
        loader = FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None)
        super().__init__(autoescape=True, finalize=as_html, loader=loader, trim_blocks=True, lstrip_blocks=True)
        self.filters["text"] = with_links if links else as_html


def as_html(value: object) -> Markup:
    """A value as it may stand between tags and in quoted attributes, marked as escaped.

    Raises:
        NotPrintableError: it is no text, number or truth value.
    """
    if isinstance(value, Markup):  # what a macro, a block or a {% set %} has rendered
        return value
    return Markup(html.escape(_FORBIDDEN.sub("", as_text(value))))  # noqa: S704 — escaped


def with_links(value: object) -> Markup:
    """A text in which addresses can be clicked: those that begin with http or https, and those of mailboxes."""
    text = str(value)
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_tail(found[0])
        target = address if found["web"] else f"mailto:{_without_tail(found['mail'])}"
        pieces += [as_html(text[end : found.start()]), _link(target, address)]
        end = found.start() + len(address)
    return Markup("").join([*pieces, as_html(text[end:])])


def _without_tail(address: str) -> str:
    """An address without the sentence's own signs; a bracket that was opened inside belongs to it."""
    while address and address[-1] in _AFTER_ADDRESS and not (address[-1] == ")" and "(" in address):
        address = address[:-1]
    return address


def _link(target: str, text: str) -> Markup:
    return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(as_html(target), as_html(text))
