"""The pages' templates: fresh copies, the office's own, else the shipped ones; and what is wrong with them, in German."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from lipctl.errors import OutputExistsError, TemplateError
from lipctl.files import read_bytes, write_all
from lipctl.templates.sandbox import NotPrintableError, UnknownNameError
from lipctl.text import did_you_mean
from lipctl.web.environment import WebEnvironment
from lipctl.workspace import Workspace, shipped

FOLDER = "web"
PAGES = ("start.html", "bereich.html", "alle.html", "barrierefreiheit.html")
"""The templates that a page is made of."""
PARTS = ("seite.html", "eintrag.html")
"""The templates that these extend and include."""
FIXED = ("stil.css", "suche.js", "symbol.svg")
"""Files that are published as they are."""
TEMPLATES = tuple(f"{FOLDER}/{name}" for name in (*PAGES, *PARTS, *FIXED))
"""All of them, below ``report_templates``."""
_TIP = "„lipctl template check web“ prüft die Vorlagen der Webseiten. Löschen Sie eine eigene Vorlage, gilt wieder die mitgelieferte."


class Sources(NamedTuple):
    """The text of each template, and the files that are published as they are."""

    templates: Mapping[str, str]
    fixed: Mapping[str, bytes]


def read_sources(workspace: Workspace) -> Sources:
    """Read every template, the workspace's own or the shipped one.

    Raises:
        TemplateError: one is not saved as UTF-8.
        FileAccessError: one cannot be read.
    """
    fixed = {name: _read(workspace, name) for name in FIXED}
    return Sources({name: _text(name, _read(workspace, name)) for name in (*PAGES, *PARTS)}, fixed)


def _read(workspace: Workspace, name: str) -> bytes:
    own = workspace.templates / FOLDER / name
    return read_bytes(own if own.exists() else shipped("report_templates") / FOLDER / name)


def _text(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(
            f"Die Vorlage „{FOLDER}/{name}“ ist nicht als UTF-8 gespeichert.",
            "Bitte speichern Sie die Datei im Editor mit der Kodierung UTF-8.",
        ) from error


def is_of_pages(name: str) -> bool:
    """Whether a name means the templates of the pages: "web", or one of their files."""
    return name == FOLDER or f"{FOLDER}/{name.removeprefix(f'{FOLDER}/')}" in TEMPLATES


def new_page_templates(workspace: Workspace) -> Path:
    """Write fresh copies of the web pages' templates."""
    folder = workspace.templates / FOLDER
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputExistsError(
            "Die Vorlagen der Webseiten gibt es schon; sie werden nicht überschrieben.",
            "Löschen Sie im Ordner „report_templates/web“ eine Datei, gilt für sie wieder die mitgelieferte.",
        )
    source = shipped("report_templates")
    write_all({workspace.templates / file: read_bytes(source / file) for file in TEMPLATES})
    return folder


class Pages:
    """The compiled templates of the pages."""

    def __init__(self, sources: Sources, *, links: bool = False) -> None:
        self.environment = WebEnvironment(sources.templates, links=links)
        self.sources = sources

    def render(self, name: str, values: Mapping[str, object]) -> bytes:
        """The page that a template makes of these values.

        Raises:
            TemplateError: the template is broken.
        """
        try:
            template: Template = self.environment.get_template(name)
            return template.render(values).encode()
        except Exception as error:  # the template is the office's: whatever comes out of it is its mistake
            raise TemplateError(_problem(error, values), _TIP) from error

    def problems(self, samples: Mapping[str, list[dict[str, object]]]) -> list[str]:
        """Everything wrong with the templates, tried with these values for each page; empty if pages can be written."""
        found = []
        for name, source in self.sources.templates.items():
            try:
                tree = self.environment.parse(source, filename=name)
            except TemplateSyntaxError as error:
                found.append(_problem(error, {}))
                continue
            macros = {macro.name for macro in tree.find_all(nodes.Macro)}
            names = find_undeclared_variables(tree) - macros
            known = {key for values in samples.get(name, []) for key in values} | self.environment.globals.keys()
            if name in samples:
                found += [_unknown(f"In „{FOLDER}/{name}“", other, known) for other in sorted(names - known)]
        for name, several in () if found else samples.items():
            for values in several:
                try:
                    self.render(name, values)
                except TemplateError as error:
                    found.append(error.headline)
        return list(dict.fromkeys(found))


def _problem(error: Exception, values: Mapping[str, object]) -> str:
    """What went wrong in a template, with file and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_where(error.name, error.lineno)} ist etwas nicht richtig geschrieben. Jinja meldet: {_said(error)}"
    if isinstance(error, TemplateNotFound):
        return f"Die Vorlagen der Webseiten verweisen auf „{error.name}“; diese Datei gehört nicht dazu."
    place = _where(*_last_line(error))
    if isinstance(error, UnknownNameError):
        return _unknown(place, error.name, values if error.whole else error.known)
    if isinstance(error, NotPrintableError):
        return (
            f"{place} soll eine Liste oder Gruppe gedruckt werden. Bitte geben Sie einen Teil davon an, oder gehen Sie die "
            "Liste mit {% for … in … %} durch."
        )
    is_forbidden = isinstance(error, SecurityError)
    said = (
        "tut die Vorlage etwas, das sie nicht darf."
        if is_forbidden
        else f"lässt sich etwas nicht ausführen: {_said(error)}"
    )
    return f"{place} {said}"


def _unknown(place: str, name: str, known: Iterable[str]) -> str:
    meant = did_you_mean(name, known, most=1, alike=0.7)
    return f"{place} kennt lipctl „{name}“ nicht." + (f" {meant}" if meant else "")


def _where(name: str | None, line: int | None) -> str:
    return f"In „{FOLDER}/{name}“, Zeile {line}," if name else "In einer Vorlage der Webseiten"


def _said(error: Exception) -> str:
    return f"{str(error).rstrip('.')}."


def _last_line(error: Exception) -> tuple[str | None, int | None]:
    """The template and the line in which an exception was raised (Jinja rewrites the traceback)."""
    names = {*PAGES, *PARTS}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in names:
            return frame.filename, frame.lineno
    return None, None
