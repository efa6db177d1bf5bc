"""Renders a Word template: tags as docxtpl knows them, values as text, mistakes as German sentences.

A template is compiled once (tags joined, checked, handed to Jinja) and rendered by writing the text of its parts; no
document tree is ever built of the result. ``{{ x }}`` prints, ``{% … %}`` decides inside a paragraph, ``{%p … %}``,
``{%tr … %}`` and ``{%tc … %}`` stand for a whole paragraph, table row or cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from lipctl.word import contents
from lipctl.word.clean import clean_part, clean_settings, tracked_changes
from lipctl.word.package import Package, read_package, strip_private, write_package
from lipctl.word.problems import Problem, as_error
from lipctl.word.properties import CUSTOM, Properties, add_properties, custom_part, digest_of
from lipctl.word.source import Source, build_source
from lipctl.word.styles import Styles
from lipctl.word.xmltree import DECLARATION, Element

if TYPE_CHECKING:
    from jinja2 import Template as JinjaTemplate

    from lipctl.word.sandbox import WordEnvironment

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
    sources = {name: build_source(root, names[name]) for name, root in trees.items()}
    problems += [problem for source in sources.values() for problem in source.problems]
    return Prepared(package, sources, table, styles, trees, problems)


def compile_template(data: bytes) -> Template:
    """Make a template ready for rendering.

    Raises:
        TemplateError: it is no usable Word document, or its tags are wrong; every problem that can be seen is named.
    """
    return compile_prepared(prepare_template(data))


def compile_prepared(prepared: Prepared) -> Template:
    """As :func:`compile_template`, for a template that is read already."""
    from lipctl.word import diagnosis  # noqa: PLC0415 — Jinja2 is imported only when a template is used
    from lipctl.word.sandbox import WordEnvironment  # noqa: PLC0415

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

    def render(self, context: Mapping[str, object], properties: Properties) -> bytes:
        """The finished document; the same input gives the same bytes.

        ``context`` is made of plain dicts, lists, texts, numbers and truth values.

        Raises:
            TemplateError: a tag names what is not there, or does what a template may not do.
        """
        source = self._prepared.package
        package = Package(dict(source.parts), source.main)
        for name, template in self._compiled.items():
            xml = self._render_part(name, template, context)
            if name == package.main and self._prepared.contents:
                xml = contents.fill(xml, self._prepared.contents)
            data = (DECLARATION + xml).encode()
            self._must_be_whole(name, data)
            package.parts[name] = data
        add_properties(package, properties)
        return write_package(package.parts | {CUSTOM: custom_part(digest_of(package.parts))})

    def _render_part(self, name: str, template: JinjaTemplate, context: Mapping[str, Any]) -> str:
        from lipctl.word import diagnosis  # noqa: PLC0415

        try:
            return _unique_ids("".join(template.generate(context)))
        except Exception as error:
            raise as_error([diagnosis.of_run(self._prepared.sources[name], name, error, context)]) from error

    def _must_be_whole(self, name: str, data: bytes) -> None:
        """The last guard: a document that is no XML is not written, whatever the template did."""
        try:
            expat.ParserCreate().Parse(data, True)
        except expat.ExpatError as error:
            what = "Die Anweisungen der Vorlage zerschneiden einen Textabschnitt (z. B. beginnt {% if %} in einem Link und endet außerhalb)"
            where = self._prepared.sources[name].spots
            spot = next((spot for spot in where if spot.text), None)
            raise as_error([Problem(what, spot if len(where) == 2 else None)]) from error


def _unique_ids(xml: str) -> str:
    """Pictures inside loops need a number of their own each."""
    if xml.count("<wp:docPr ") < 2:
        return xml
    import re  # noqa: PLC0415

    numbers = iter(range(1, xml.count("<wp:docPr ") + 1))
    return re.sub(r'(<wp:docPr [^>]*?\bid=")\d+"', lambda match: f'{match[1]}{next(numbers)}"', xml)
