"""Jinja2 as a template may use it: sandboxed, strict about names, and every value is text, never markup or code.

The formats' own environments (in ``word/``, ``web/``, ``mail/``) say how a value is written in theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

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
    """The environment in which every template is compiled. ``finalize`` says how a value is written, and escapes it."""

    def __init__(self, *, autoescape: bool, finalize: Callable[[object], object], **options: Any) -> None:
        super().__init__(
            undefined=Unknown, autoescape=autoescape, finalize=finalize, keep_trailing_newline=True,
            optimized=False,  # folding constants takes a fifth of the time to compile and saves none
            **options,
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
