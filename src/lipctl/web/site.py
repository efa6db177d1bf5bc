"""All files of the public pages, made from what a year shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lipctl.web import context
from lipctl.web.context import Download, Site
from lipctl.web.entries import Values
from lipctl.web.metadata import metadata
from lipctl.web.names import EVERYTHING, INDEX, METADATA, START, STATEMENT
from lipctl.web.search import search_index
from lipctl.web.templates import Pages

_LABELS = {"csv": "CSV (für Excel)", "json": "JSON (für Programme)"}


def make_site(pages: Pages, site: Site, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file by its name; ``data`` are the tables that are offered, by theirs.

    Raises:
        TemplateError: a template is broken.
    """
    downloads = tuple(Download(name, _LABELS[name.rpartition(".")[2]], len(content)) for name, content in data.items())
    site = site._replace(downloads=downloads)
    files = {file: pages.render(template, values) for file, template, values in page_values(site)}
    return {
        **files,
        **pages.sources.fixed,
        **data,
        INDEX: search_index(site.structure),
        METADATA: metadata(site, dict(data)),
    }


def page_values(site: Site) -> Iterator[tuple[str, str, Values]]:
    """Each page: its file, its template, and the values of the template's variables."""

    def values(file: str, title: str, own: Values) -> Values:
        return {**context.of_every_page(site, file, title), **own}

    yield START, "start.html", values(START, site.title, context.of_start(site))
    noun = site.settings.label("handlungsansaetze")
    yield EVERYTHING, "alle.html", values(EVERYTHING, f"Alle {noun}", context.of_everything(site))
    around = [None, *site.structure.pages(), None]
    for before, (page, after) in zip(around, pairwise(around[1:]), strict=False):
        if page is not None:
            own = context.of_page(site, page, (before, after))
            yield page.file, "bereich.html", values(page.file, page.heading, own)
    if site.has_statement:
        title = "Erklärung zur Barrierefreiheit"
        yield STATEMENT, "barrierefreiheit.html", values(STATEMENT, title, context.of_statement(site))
