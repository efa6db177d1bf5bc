"""Renders a Word template: tags as docxtpl knows them, values as text, mistakes as German sentences.

A template is compiled once (tags joined, checked, handed to Jinja) and rendered by writing the text of its parts; no
document tree is ever built of the result. ``{{ x }}`` prints, ``{% … %}`` decides inside a paragraph, ``{%p … %}``,
``{%tr … %}`` and ``{%tc … %}`` stand for a whole paragraph, table row or cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate

from lipctl.word import diagnosis
from lipctl.word.contents import fill_contents
from lipctl.word.package import Package, write_package
from lipctl.word.prepared import Prepared, prepare_template
from lipctl.word.problems import Problem, Spot, as_error
from lipctl.word.properties import CUSTOM, Properties, add_properties, custom_part, digest_of
from lipctl.word.sandbox import WordEnvironment
from lipctl.word.xmltree import DECLARATION

_PICTURE = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+"')


def compile_template(data: bytes) -> Template:
    """Make a template ready for rendering.

    Raises:
        TemplateError: it is no usable Word document, or its tags are wrong; every problem that can be seen is named.
    """
    return Template(prepare_template(data))


class Template:
    """A compiled template. It can be rendered any number of times.

    Raises:
        TemplateError: its tags are wrong.
    """

    def __init__(self, prepared: Prepared) -> None:
        if prepared.problems:
            raise as_error(prepared.problems)
        self._prepared = prepared
        self._compiled: dict[str, JinjaTemplate] = {}
        environment = WordEnvironment()
        for name, source in prepared.sources.items():
            try:
                self._compiled[name] = environment.from_string(source.text)
            except Exception as error:
                raise as_error(diagnosis.of_source(environment, source, error)) from error

    def render(self, context: Mapping[str, object], properties: Properties, *, paged: bool = False) -> bytes:
        """The finished document; the same input gives the same bytes.

        ``context`` is made of plain dicts, lists, texts, numbers and truth values. ``paged`` makes a document that is
        not for people but for a program that lays out its pages: the contents' page numbers are then filled in by it.

        Raises:
            TemplateError: a tag names what is not there, or does what a template may not do.
        """
        source, picture = self._prepared.package, self._prepared.chart
        package = picture.fill(source, context) if picture else Package(dict(source.parts), source.main)
        add_properties(package, properties)
        for name in self._compiled:
            package.parts[name] = self._render_part(name, context, paged=paged)
        return write_package(package.parts | {CUSTOM: custom_part(digest_of(package.parts))})

    def _render_part(self, name: str, context: Mapping[str, Any], *, paged: bool) -> bytes:
        source = self._prepared.sources[name]
        try:
            text = self._compiled[name].render(context)
        except Exception as error:
            raise as_error([diagnosis.of_run(source, error, context)]) from error
        if name == self._prepared.package.main and self._prepared.contents:
            text = fill_contents(text, self._prepared.contents, paged=paged)
        part = (DECLARATION + _with_numbered_pictures(text)).encode()
        _must_be_whole(part, source.part)
        return part


def _with_numbered_pictures(xml: str) -> str:
    """Pictures inside loops need a number of their own each."""
    numbers = iter(range(1, xml.count("<wp:docPr ") + 1))
    return _PICTURE.sub(lambda match: f'{match[1]}{next(numbers)}"', xml) if "<wp:docPr " in xml else xml


def _must_be_whole(part: bytes, name: str) -> None:
    """The last guard: a document that is no XML is not written, whatever the template did."""
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError as error:
        what = (
            "Eine Anweisung der Vorlage zerschneidet einen Textabschnitt"
            " (z. B. beginnt {% if %} in einem Link und endet außerhalb)"
        )
        raise as_error([Problem(what, Spot(name, ""))]) from error
