"""``lipctl publish``: a year as public web pages, with its data beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.findings import Finding, finding, in_order
from lipctl.numbers import MeasureNumber
from lipctl.plan.catalogue import require_sound
from lipctl.report.build import build_entries, build_view
from lipctl.report.data_rows import data_rows
from lipctl.report.data_table import DataTable, as_csv, as_json
from lipctl.report.occasion import Occasion, occasion_of
from lipctl.report.privacy import personal_findings
from lipctl.report.totals import checked
from lipctl.settings.model import Settings
from lipctl.text import counted
from lipctl.web.context import Site, size_in_words
from lipctl.web.folder import replace_site
from lipctl.web.names import START
from lipctl.web.site import make_site
from lipctl.web.structure import Structure, build_structure
from lipctl.web.templates import Pages, read_sources
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year

_LARGE_PAGE = 250_000
_NEEDED = {
    ("rueckmeldung",): "ein Link für Rückmeldungen",
    ("barrierefreiheit", "erklaerung_vom"): "die Erklärung zur Barrierefreiheit",
    ("lizenz",): "die Lizenz der Daten",
}


class PublishResult(NamedTuple):
    """What was written. ``folder`` is None where ``final`` was refused; then ``findings`` say why.

    ``left`` are files that an earlier run wrote, that no longer belong to the pages and that somebody has changed since;
    they stay. ``kept_copies`` are copies of what was replaced.
    """

    folder: Path | None
    pages: int
    entries: int
    findings: list[Finding]
    names: Mapping[str, str]
    kept_copies: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()

    @property
    def start(self) -> Path | None:
        """The page to look at first."""
        return self.folder / START if self.folder else None


def publish(
    workspace: Workspace,
    year: int,
    *,
    as_of: date,
    final: bool = False,
    with_contacts: bool = False,
    force: bool = False,
) -> PublishResult:
    """Write the pages of this year into ``ausgabe/<year>/web``.

    Raises:
        RoundError: there is no such year.
        CatalogueError: the catalogue is missing or holds mistakes.
        TemplateError: a template is missing or broken.
        FileAccessError: something cannot be read or written; then every file is as it was before.
        OutputChangedError: in the folder lies a page that is not lipctl's or was edited, or other final pages.
    """
    pages = Pages(read_sources(workspace), links=workspace.settings.flag("web", "links"))
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    settings = data.settings.with_section("web", workspace.settings)
    occasion = occasion_of(settings, year, data.as_of, final=final, public=True)._replace(with_contacts=with_contacts)
    structure = build_structure(build_entries(data.plan, data.outcomes, occasion, settings.labels), settings.labels)
    personal = personal_findings(data.outcomes, data.plan, settings.words, of_all=True)
    findings = [*data.findings, *personal, *_about_entries(structure), *_missing_settings(settings)]
    names = data.plan.department_names()
    if final and data.closing is None and any(item.rule.spoils_report for item in findings):
        return PublishResult(None, 0, 0, in_order(findings), names)
    view = checked(build_view(data.plan, data.outcomes, occasion, settings.labels, data.basis))
    files = make_site(pages, Site(view, structure, settings), _tables(data, settings, occasion))
    findings += _large_pages(structure, files)
    folder = workspace.output(year) / "web"
    copies, left = replace_site(folder, files, final=final, force=force)
    entries = sum(1 for _ in structure.entries())
    shown = sum(name.endswith(".html") for name in files)
    return PublishResult(folder, shown, entries, in_order(findings), names, copies, left)


def _tables(data: JudgedYear, settings: Settings, occasion: Occasion) -> dict[str, bytes]:
    """The year's table as it is offered."""
    rows = list(data_rows(data.plan, data.outcomes, occasion, data.basis))
    table = DataTable((data.year,), rows, settings, public=True, with_contacts=occasion.with_contacts)
    return {f"daten-{data.year}.csv": as_csv(table), f"daten-{data.year}.json": as_json(table)}


def _about_entries(structure: Structure) -> Iterator[Finding]:
    for number, other in structure.doubles:
        yield finding("LIP290", measure=MeasureNumber(number), number=number, other=other)
    for page in structure.pages():
        for entry in page.entries if page.is_rest else ():
            yield finding("LIP292", measure=MeasureNumber(entry.view.number), page=page.file)


def _large_pages(structure: Structure, files: Mapping[str, bytes]) -> Iterator[Finding]:
    for page in structure.pages():
        size = len(files[page.file])
        if size > _LARGE_PAGE:
            entries = counted(len(page.entries), "Eintrag", "Einträge")
            yield finding("LIP291", page=page.heading, size=size_in_words(size), entries=entries)


def _missing_settings(settings: Settings) -> Iterator[Finding]:
    """What a public body's pages have to offer, and what reusable data need."""
    for keys, what in _NEEDED.items():
        if not any(settings.text("web", key) for key in keys):
            yield finding("LIP293", key="“ oder „".join(keys), what=what)
