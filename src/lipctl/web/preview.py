"""The web pages with sample data: to look at, and to try the templates with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from lipctl.report.build import build_entries, build_view
from lipctl.report.occasion import Occasion
from lipctl.report.sample_year import sample_year
from lipctl.report.totals import checked
from lipctl.scale import DEFAULT_SCALE
from lipctl.text import german_date
from lipctl.web.context import Site
from lipctl.web.folder import replace_site
from lipctl.web.names import START
from lipctl.web.site import make_site, page_values
from lipctl.web.structure import build_structure
from lipctl.web.templates import FOLDER, Pages, read_sources
from lipctl.workspace import Workspace


def problems_of_pages(workspace: Workspace) -> list[str]:
    """What is wrong with the templates, in plain German."""
    return Pages(read_sources(workspace)).problems(_trials(workspace, date(2000, 1, 1)))


def preview_pages(workspace: Workspace, as_of: date) -> Path:
    """Write the pages of the sample into a folder of their own."""
    folder = workspace.previews / FOLDER
    site = sample_site(workspace, as_of, with_contacts=True)
    pages = Pages(read_sources(workspace), links=workspace.settings.flag("web", "links"))
    replace_site(folder, make_site(pages, site, {}), final=False, force=False)
    return folder / START


def _trials(workspace: Workspace, as_of: date) -> dict[str, list[dict[str, object]]]:
    """Values to try each page's template with."""
    found: dict[str, list[dict[str, object]]] = {}
    for with_contacts in (True, False):
        for _, template, values in page_values(sample_site(workspace, as_of, with_contacts=with_contacts)):
            found.setdefault(template, []).append(values)
    return found


def sample_site(workspace: Workspace, as_of: date, *, with_contacts: bool) -> Site:
    """The sample as pages would show it, the accessibility statement among them."""
    settings, year = workspace.settings, sample_year(as_of)
    given = {("web", "erklaerung_vom"): german_date(as_of), ("web", "barrierefreiheit"): ""}
    settings = replace(settings, values={**settings.values, **given})
    occasion = Occasion(as_of.year, as_of, scale=DEFAULT_SCALE, public=True, with_contacts=with_contacts)
    view = checked(build_view(year.plan, year.outcomes, occasion, settings.labels, year.basis))
    entries = build_entries(year.plan, year.outcomes, occasion, settings.labels)
    return Site(view, build_structure(entries, settings.labels), settings)
