"""Reads a template: its parts without what a report must not carry on, the source of its tags, what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from lipctl.word import chart
from lipctl.word.clean import clean_part, clean_settings, tracked_changes
from lipctl.word.contents import Contents
from lipctl.word.package import Package, read_package, strip_private
from lipctl.word.problems import Problem
from lipctl.word.source import Source, build_source
from lipctl.word.styles import Styles
from lipctl.word.toc import prepare_contents
from lipctl.word.xmltree import Element

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
    contents: Contents | None
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
    table = prepare_contents(trees[package.main], styles)
    picture = chart.prepare(package, trees[package.main], styles)
    sources = {name: build_source(root, names[name]) for name, root in trees.items()}
    problems += [problem for source in sources.values() for problem in source.problems]
    return Prepared(package, sources, table, picture, styles, trees, problems)
