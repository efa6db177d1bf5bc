"""Renders a Word template: tags as docxtpl knows them, values as text, mistakes as German sentences.

A template is compiled once (tags joined, checked, handed to Jinja) and rendered by writing the text of its parts; no
document tree is ever built of the result. ``{{ x }}`` prints, ``{% … %}`` decides inside a paragraph, ``{%p … %}``,
``{%tr … %}`` and ``{%tc … %}`` stand for a whole paragraph, table row or cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from lipctl.word import chart, contents
from lipctl.word.clean import clean_part, clean_settings, tracked_changes
from lipctl.word.package import Package, Part, read_package, strip_private, write_package
from lipctl.word.problems import Problem, Spot, as_error
from lipctl.word.properties import CUSTOM, Properties, add_properties, custom_part, digest_of
from lipctl.word.source import Source, build_source
from lipctl.word.styles import Styles
from lipctl.word.xmltree import DECLARATION, Element

if TYPE_CHECKING:
    from jinja2 import Template as JinjaTemplate

    from lipctl.word.sandbox import WordEnvironment

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BLOCK = 1 << 16
_PICTURE = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+"')
_PARTS = {
    "header": "in der Kopfzeile",
    "footer": "in der Fußzeile",
    "footnotes": "in den Fußnoten",
    "endnotes": "in den Endnoten",
}


@dataclass(slots=True)
class Prepared:
    """A template whose tags are read but not yet handed to Jinja: its parts, their source, what is wrong with them."""

    package: Package
    sources: dict[str, Source]
    contents: contents.Contents | None
    chart: chart.Chart | None
    styles: Styles
    trees: dict[str, Element]
    problems: list[Problem]


def prepare_template(data: bytes) -> Prepared:
    """Read a template and everything that can be told about it without rendering.

    Raises:
        TemplateError: the file is no usable Word document at all.
    """
    package = read_package(data)
    style_part = next(iter(package.related("styles")), None)
    styles = Styles(package.tree(style_part) if style_part else None)
    names = {package.main: ""} | {part: where for kind, where in _PARTS.items() for part in package.related(kind)}
    trees = {name: package.tree(name) for name in names if name in package.parts}
    problems = [problem for name, root in trees.items() for problem in tracked_changes(root, names[name])]
    if any(root.attrs.get("xmlns:w") != _WORD for root in trees.values()):
        problems.append(Problem("Die Vorlage ist in einem Format gespeichert, das lipctl nicht liest (z. B. „Strict Open XML“)", None,
                                "Bitte speichern Sie sie in Word als „Word-Dokument (*.docx)“."))  # fmt: skip
    strip_private(package)
    clean_settings(package)
    for root in trees.values():
        clean_part(root)
    table = contents.prepare(trees[package.main], styles)
    picture = chart.prepare(package, trees[package.main], styles)
    sources = {name: build_source(root, names[name]) for name, root in trees.items()}
    problems += [problem for source in sources.values() for problem in source.problems]
    return Prepared(package, sources, table, picture, styles, trees, problems)


def compile_template(data: bytes) -> Template:
    """Make a template ready for rendering.

    Raises:
        TemplateError: it is no usable Word document, or its tags are wrong; every problem that can be seen is named.
    """
    return compile_prepared(prepare_template(data))


def compile_prepared(prepared: Prepared) -> Template:
    """As :func:`compile_template`, for a template that is read already."""
    from lipctl.word import diagnosis
    from lipctl.word.sandbox import WordEnvironment

    if prepared.problems:
        raise as_error(prepared.problems)
    environment = WordEnvironment()
    compiled = {}
    for name, source in prepared.sources.items():
        try:
            code = environment.compile(source.text, name, name)
            compiled[name] = environment.template_class.from_code(environment, code, environment.make_globals(None))
        except Exception as error:
            raise as_error(diagnosis.of_source(environment, source, error)) from error
    return Template(prepared, environment, compiled)


class Template:
    """A compiled template. It can be rendered any number of times."""

    def __init__(self, prepared: Prepared, environment: WordEnvironment, compiled: Mapping[str, JinjaTemplate]) -> None:
        self._prepared = prepared
        self._environment = environment
        self._compiled = compiled

    def render(self, context: Mapping[str, object], properties: Properties, *, paged: bool = False) -> bytes:
        """The finished document; the same input gives the same bytes.

        ``context`` is made of plain dicts, lists, texts, numbers and truth values. ``paged`` makes a document that is
        not for people but for a program that lays out its pages: the contents' page numbers are then filled in by it.

        Raises:
            TemplateError: a tag names what is not there, or does what a template may not do.
        """
        source = self._prepared.package
        picture = self._prepared.chart
        package = picture.fill(source, context) if picture else Package(dict(source.parts), source.main)
        add_properties(package, properties)
        parts: dict[str, Part] = dict(package.parts)
        for name, template in self._compiled.items():
            parts[name] = self._render_part(name, template, context, paged=paged)
        return write_package(parts | {CUSTOM: custom_part(digest_of(parts))})

    def _render_part(
        self, name: str, template: JinjaTemplate, context: Mapping[str, Any], *, paged: bool
    ) -> list[bytes]:
        """A part in blocks: the text is never held as a whole beside its bytes."""
        from lipctl.word import diagnosis

        table = self._prepared.contents if name == self._prepared.package.main else None
        filling = contents.Filling(table, paged=paged)
        filling.add(DECLARATION)
        renumber = _Renumbering()
        try:
            for block in _in_blocks(template.generate(context)):
                filling.add(renumber(block))
        except Exception as error:
            raise as_error([diagnosis.of_run(self._prepared.sources[name], name, error, context)]) from error
        blocks = filling.finish()
        self._must_be_whole(name, blocks)
        return blocks

    def _must_be_whole(self, name: str, blocks: list[bytes]) -> None:
        """The last guard: a document that is no XML is not written, whatever the template did."""
        parser = expat.ParserCreate()
        try:
            for block in blocks:
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = (
                "Eine Anweisung der Vorlage zerschneidet einen Textabschnitt"
                " (z. B. beginnt {% if %} in einem Link und endet außerhalb)"
            )
            raise as_error([Problem(what, Spot(self._prepared.sources[name].part, ""))]) from error


def _in_blocks(pieces: Iterable[str]) -> Iterator[str]:
    """Join what Jinja yields into blocks that end between two paragraphs."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _BLOCK:
            text = "".join(waiting)
            end = text.rfind("</w:p>") + len("</w:p>")
            if end >= len("</w:p>"):
                yield text[:end]
                text = text[end:]
            waiting, length = [text], len(text)
    yield "".join(waiting)


class _Renumbering:
    """Pictures inside loops need a number of their own each."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self, block: str) -> str:
        return _PICTURE.sub(self._next, block) if "<wp:docPr " in block else block

    def _next(self, match: re.Match[str]) -> str:
        self._last += 1
        return f'{match[1]}{self._last}"'
