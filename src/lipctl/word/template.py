"""Renders a Word template: tags as docxtpl knows them, values as text, mistakes as German sentences.

A template is read and compiled once: python-docx opens it, tags are joined and checked, Jinja compiles each part that may
hold some. It is rendered by writing the text of these parts; no tree is ever built of the result. ``{{ x }}`` prints,
``{% … %}`` decides inside a paragraph, ``{%p … %}``, ``{%tr … %}`` and ``{%tc … %}`` stand for a whole paragraph, table
row or cell.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml.ns import nsmap
from jinja2 import Template as JinjaTemplate
from lxml.etree import _Element as Element

from lipctl.digests import CUSTOM, custom_part, digest_of
from lipctl.templates import jinja_errors
from lipctl.templates.problems import Problem, Spot, as_error
from lipctl.templates.source import Source
from lipctl.templates.variables import Groups
from lipctl.word import anchors
from lipctl.word.alt_text import COUNTER
from lipctl.word.chart import LABELS, VARIABLE, Chart, prepare_chart
from lipctl.word.clean import clean_part, clean_settings, tracked_changes
from lipctl.word.document import DECLARATION, open_template, packed, relationships, saved_parts, strip_private, tree_of
from lipctl.word.enclosure_variables import ENCLOSURE_GROUPS
from lipctl.word.environment import WordEnvironment
from lipctl.word.instructions import Instructions
from lipctl.word.jinja_source import build_source
from lipctl.word.properties import Properties, set_properties
from lipctl.word.state_styles import VARIABLE as STEPS
from lipctl.word.state_styles import StateStyles
from lipctl.word.styles import Styles
from lipctl.word.table_of_contents import Contents, fill_contents, prepare_contents
from lipctl.word.variables import GROUPS

_PARTS = {
    "header": "in der Kopfzeile", "footer": "in der Fußzeile", "footnotes": "in den Fußnoten", "endnotes": "in den Endnoten",
}  # fmt: skip


@dataclass(slots=True)
class ReadTemplate:
    """A template whose tags are read but not yet handed to Jinja. Trees and sources go by the names of their parts."""

    document: WordDocument
    main: str
    trees: dict[str, Element]
    sources: dict[str, Source]
    contents: Contents | None
    chart: Chart | None
    styles: Styles
    states: StateStyles
    problems: list[Problem]

    @property
    def groups(self) -> Groups:
        """The variables of the kind of document that it is for: only an enclosure goes over the years."""
        over_years = any("berichtsjahre" in source.text for source in self.sources.values())
        return ENCLOSURE_GROUPS if over_years else GROUPS


def read_template(data: bytes) -> ReadTemplate:
    """Read a template and everything that can be said of it without rendering.

    Raises:
        TemplateError: the file is no usable Word document at all.
    """
    document = open_template(data)
    links = relationships(document, "styles")
    styles = Styles(tree_of(links[0].target_part) if links else None)
    parts: list[tuple[Part, str]] = [(document.part, "")]
    parts += [(link.target_part, where) for kind, where in _PARTS.items() for link in relationships(document, kind)]
    names = {part.partname.membername: where for part, where in parts}
    trees = {part.partname.membername: tree_of(part) for part, _ in parts}
    main = document.part.partname.membername
    problems = [problem for name, root in trees.items() for problem in tracked_changes(root, names[name])]
    if any(root.nsmap.get("w") != nsmap["w"] for root in trees.values()):
        problems.append(Problem("Die Vorlage ist in einem Format gespeichert, das lipctl nicht liest (z. B. „Strict Open XML“)", None,
                                "Bitte speichern Sie sie in Word als „Word-Dokument (*.docx)“."))  # fmt: skip
    strip_private(document)
    clean_settings(document)
    for root in trees.values():
        clean_part(root)
    instructions = Instructions()
    contents = prepare_contents(trees[main], styles, instructions)
    chart = prepare_chart(document, styles, instructions)
    states = StateStyles(styles)
    sources = {
        name: build_source(
            root, names[name], instructions, contents.levels if contents and name == main else {}, states
        )
        for name, root in trees.items()
    }
    problems += [problem for source in sources.values() for problem in source.problems]
    return ReadTemplate(document, main, trees, sources, contents, chart, styles, states, problems)


def compile_template(data: bytes) -> Template:
    """Make a template ready for rendering.

    Raises:
        TemplateError: it is no usable Word document, or its tags are wrong; every problem that can be seen is named.
    """
    return Template(read_template(data))


class Template:
    """A compiled template. It can be rendered any number of times.

    Raises:
        TemplateError: its tags are wrong.
    """

    def __init__(self, template: ReadTemplate) -> None:
        if template.problems:
            raise as_error(template.problems)
        self._template = template
        self._compiled: dict[str, JinjaTemplate] = {}
        environment = WordEnvironment()
        for name, source in template.sources.items():
            try:
                self._compiled[name] = environment.from_string(source.text)
            except Exception as error:
                raise as_error(jinja_errors.of_source(environment, source, error)) from error

    @property
    def is_enclosure(self) -> bool:
        """Whether it is for a measure over the years instead of a report."""
        return self._template.groups is ENCLOSURE_GROUPS

    def render(self, context: Mapping[str, Any], properties: Properties, *, paged: bool = False) -> bytes:
        """The finished document; the same input gives the same bytes.

        ``context`` is made of plain dicts, lists, texts, numbers and truth values. ``paged`` makes a document that is
        not for people but for a program that lays out its pages: the contents' page numbers are then filled in by it.

        Raises:
            TemplateError: a tag names what is not there, or does what a template may not do.
        """
        document, chart = self._template.document, self._template.chart
        if chart:
            chart.fill(document, context.get(VARIABLE, {}), context.get(LABELS, {}), properties.as_of.year)
        set_properties(document, properties)
        parts = saved_parts(document)
        for link in relationships(document, "styles"):
            name = link.target_part.partname.membername
            parts[name] = self._template.states.with_steps(parts[name], context.get(STEPS, []))
        for name in self._compiled:
            parts[name] = self._render_part(name, context, paged=paged)
        return packed(parts | {CUSTOM: custom_part(digest_of(parts))})

    def _render_part(self, name: str, context: Mapping[str, Any], *, paged: bool) -> bytes:
        contents = self._template.contents if name == self._template.main else None
        if contents:
            part = fill_contents(self._rendered(name, context), contents, paged=paged)
        else:
            part = self._rendered(name, context)
        _must_be_whole(part, self._template.sources[name].part)
        return part

    def _rendered(self, name: str, context: Mapping[str, Any]) -> bytes:
        """A part as Jinja renders it: the marks for the contents are still in it."""
        stream = io.BytesIO()
        stream.write(DECLARATION)
        try:
            rendering = self._compiled[name].stream(
                {**context, COUNTER: itertools.count(1).__next__, anchors.NUMBERS: anchors.numbering()}
            )
            rendering.dump(stream, "utf-8")
        except Exception as error:
            raise as_error([jinja_errors.of_run(self._template.sources[name], error, context)]) from error
        return stream.getvalue()


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
