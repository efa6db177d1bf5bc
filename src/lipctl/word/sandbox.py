"""Jinja2 as a template may use it: sandboxed, strict about names, and every value is text, never markup or code.

:class:`Sandbox` is that of every template, of the report and of mails; :class:`WordEnvironment` is what Word needs beyond.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

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
_UNSAFE_FILTERS = ("safe", "tojson", "xmlattr", "urlize", "forceescape", "pprint", "random")


class NotPrintableError(TypeError):
    """A tag prints something that is no text: a list, or a whole measure."""


class UnknownNameError(Exception):
    """The template uses a name that is not there.

    ``known`` are the names that could stand in its place. ``whole`` says that no dot leads to it: it belongs to no group.
    """

    def __init__(self, name: str, known: tuple[str, ...], *, whole: bool) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
        self.whole = whole


class Unknown(StrictUndefined):
    """Stands for a name that is not there. Whatever is done with it raises :class:`UnknownNameError`."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: object = None, name: str | None = None, exc: Any = None) -> None:  # noqa: ARG002
        known = tuple(map(str, obj)) if isinstance(obj, dict) else ()
        whole = not isinstance(obj, dict | str | tuple | list)
        super().__init__(hint, obj, name, lambda _: UnknownNameError(str(name), known, whole=whole))  # type: ignore[arg-type]


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment in which every template is compiled."""

    def __init__(self, *, autoescape: bool, finalize: Callable[[object], object]) -> None:
        super().__init__(
            undefined=Unknown, autoescape=autoescape, finalize=finalize, keep_trailing_newline=True,
            optimized=False,  # folding constants takes a fifth of the time to compile and saves none
        )  # fmt: skip
        for name in _UNSAFE_FILTERS:
            self.filters.pop(name, None)
        self.filters["e"] = self.filters["escape"] = str  # values are escaped anyway: twice would show "&amp;" in print
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``ansatz.nummer`` in a template: a key of the context's mappings, and nothing of Python's own."""
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class WordEnvironment(Sandbox):
    """The environment of a part of a Word template: what is printed is XML."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, finalize=as_word_text)
        for function in (in_attribute, keep_paragraph, keep_table, fit_columns):
            self.filters[function.__name__] = function


def as_text(value: object) -> str:
    """A value as a template prints it.

    Raises:
        NotPrintableError: it is no text, number or truth value.
    """
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if not isinstance(value, str | int | float | StrictUndefined):
        raise NotPrintableError(type(value).__name__)
    return str(value)


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
