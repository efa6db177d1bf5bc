"""Renders a Word template: tags as docxtpl knows them, values as text, mistakes as German sentences.

A template is compiled once (tags joined, checked, handed to Jinja) and rendered by writing the text of its parts; no
document tree is ever built of the result. ``{{ x }}`` prints, ``{% … %}`` decides inside a paragraph, ``{%p … %}``,
``{%tr … %}`` and ``{%tc … %}`` stand for a whole paragraph, table row or cell.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from lipctl.word.compiled import Compiled
from lipctl.word.contents import Filling
from lipctl.word.package import Package, Part, in_blocks, write_package
from lipctl.word.properties import CUSTOM, Properties, add_properties, custom_part, digest_of
from lipctl.word.xmltree import DECLARATION

if TYPE_CHECKING:
    from lipctl.word.prepared import Prepared
    from lipctl.word.source import Source
    from lipctl.word.template_cache import TemplateCache

_PIECES = 1 << 10
"""How many of Jinja's pieces make a block: some 64 kB."""
_PATIENCE = 0.0005
"""How many seconds one thread waits for another; Python's own 5 ms are longer than most of what is waited for here."""
_PICTURE = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+"')
_PARAGRAPH_END = "</w:p>"

Sources = Mapping[str, "Source"]
"""The source of each part with tags, by the part's name."""


def compile_template(data: bytes, cache: TemplateCache | None = None) -> Template:
    """Make a template ready for rendering, or take it ready from the cache.

    Raises:
        TemplateError: it is no usable Word document, or its tags are wrong; every problem that can be seen is named.
    """
    compiled = cache.load(data) if cache else None
    if compiled is None:
        from lipctl.word.prepared import prepare_template

        compiled = hand_to_jinja(prepare_template(data))
        if cache:
            cache.store(data, compiled)
    return Template(compiled, lambda: _sources_of(data))


def compile_prepared(prepared: Prepared) -> Template:
    """As :func:`compile_template`, for a template that is read already."""
    return Template(hand_to_jinja(prepared), lambda: prepared.sources)


def hand_to_jinja(prepared: Prepared) -> Compiled:
    """Let Jinja compile the parts of a template.

    Raises:
        TemplateError: its tags are wrong.
    """
    from lipctl.word import diagnosis
    from lipctl.word.problems import as_error
    from lipctl.word.sandbox import WordEnvironment

    if prepared.problems:
        raise as_error(prepared.problems)
    environment = WordEnvironment()
    codes = {}
    for name, source in prepared.sources.items():
        try:
            codes[name] = environment.compile(source.text, name, name)
        except Exception as error:
            raise as_error(diagnosis.of_source(environment, source, error)) from error
    written = dict.fromkeys(codes, b"")  # their content comes from the code
    package = Package(prepared.package.parts | written, prepared.package.main)
    return Compiled(package, codes, prepared.contents, prepared.chart)


def _sources_of(data: bytes) -> Sources:
    from lipctl.word.prepared import prepare_template

    return prepare_template(data).sources


class Template:
    """A compiled template. It can be rendered any number of times. ``sources`` are asked for to explain a mistake."""

    def __init__(self, compiled: Compiled, sources: Callable[[], Sources]) -> None:
        from lipctl.word.sandbox import WordEnvironment

        self._compiled = compiled
        self._environment = WordEnvironment()
        self._sources = sources

    def render(self, context: Mapping[str, object], properties: Properties, *, paged: bool = False) -> bytes:
        """The finished document; the same input gives the same bytes.

        ``context`` is made of plain dicts, lists, texts, numbers and truth values. ``paged`` makes a document that is
        not for people but for a program that lays out its pages: the contents' page numbers are then filled in by it.

        Raises:
            TemplateError: a tag names what is not there, or does what a template may not do.
        """
        source, picture = self._compiled.package, self._compiled.chart
        package = picture.fill(source, context) if picture else Package(dict(source.parts), source.main)
        add_properties(package, properties)
        parts: dict[str, Part] = dict(package.parts)
        for name in self._compiled.codes:
            parts[name] = self._render_part(name, context, paged=paged)
        return self._checked(parts | {CUSTOM: custom_part(digest_of(parts))})

    def _checked(self, parts: Mapping[str, Part]) -> bytes:
        """The document, if its parts are whole. They are packed meanwhile, which takes as long and hardly needs Python."""
        from threading import Thread

        packed: list[bytes] = []

        def pack() -> None:
            with suppress(Exception):
                packed.append(write_package(parts))

        packing = Thread(target=pack)
        patience = sys.getswitchinterval()
        sys.setswitchinterval(_PATIENCE)
        packing.start()
        try:
            for name in self._compiled.codes:
                self._must_be_whole(name, in_blocks(parts[name]))
        finally:
            packing.join()
            sys.setswitchinterval(patience)
        return packed[0] if packed else write_package(parts)  # here, where it is told why it cannot be

    def _render_part(self, name: str, context: Mapping[str, Any], *, paged: bool) -> list[bytes]:
        """A part in blocks: the text is never held as a whole beside its bytes."""
        template = self._environment.from_code(self._compiled.codes[name])
        filling = Filling(self._compiled.contents if name == self._compiled.package.main else None, paged=paged)
        filling.add(DECLARATION)
        renumber = _Renumbering()
        try:
            for block in _in_blocks(template.generate(context)):
                filling.add(renumber(block))
        except Exception as error:
            from lipctl.word import diagnosis
            from lipctl.word.problems import as_error

            raise as_error([diagnosis.of_run(self._sources()[name], name, error, context)]) from error
        return filling.finish()

    def _must_be_whole(self, name: str, blocks: list[bytes]) -> None:
        """The last guard: a document that is no XML is not written, whatever the template did."""
        parser = expat.ParserCreate()
        try:
            for block in blocks:
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            from lipctl.word.problems import Problem, Spot, as_error

            what = (
                "Eine Anweisung der Vorlage zerschneidet einen Textabschnitt"
                " (z. B. beginnt {% if %} in einem Link und endet außerhalb)"
            )
            raise as_error([Problem(what, Spot(self._sources()[name].part, ""))]) from error


def _in_blocks(pieces: Iterable[str]) -> Iterator[str]:
    """Join what Jinja yields into blocks that end between two paragraphs."""
    pieces, rest = iter(pieces), ""
    while batch := list(islice(pieces, _PIECES)):
        text = rest + "".join(batch)
        end = text.rfind(_PARAGRAPH_END) + len(_PARAGRAPH_END)
        if end < len(_PARAGRAPH_END):
            rest = text
            continue
        yield text[:end]
        rest = text[end:]
    yield rest


class _Renumbering:
    """Pictures inside loops need a number of their own each."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self, block: str) -> str:
        return _PICTURE.sub(self._next, block) if "<wp:docPr " in block else block

    def _next(self, match: re.Match[str]) -> str:
        self._last += 1
        return f'{match[1]}{self._last}"'
