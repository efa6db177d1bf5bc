"""Differences since a year was closed. ``check`` reports them; they have no effect on that year."""

from __future__ import annotations

from collections.abc import Iterator

from lipctl.closing.addenda import Addenda
from lipctl.closing.model import Closing
from lipctl.errors import LipctlError
from lipctl.files import checksum, read_bytes
from lipctl.findings import Finding, Place, finding
from lipctl.plan.catalogue import load_plan
from lipctl.plan.model import Measure
from lipctl.responses.folder import checksums_in
from lipctl.settings.reading import parse_settings
from lipctl.text import german_date, listed
from lipctl.workspace import Workspace

_WORDINGS = {
    "title": "der Titel",
    "summary": "die Kurzfassung",
    "note": "der Hinweis",
    "department": "die zuständige Dienststelle",
}
"""The fields of a measure whose change is reported, in words."""


def checksums_of(workspace: Workspace, year: int) -> dict[str, str]:
    """The SHA-256 of all files that a year no longer needs once it is closed: the responses, the coordinator's wordings."""
    edits = workspace.edits(year)
    own = {workspace.relative(edits): checksum(read_bytes(edits))} if edits.is_file() else {}
    return checksums_in(workspace, year) | own


def template_checksum(workspace: Workspace, name: str) -> str:
    """The SHA-256 of a report's template."""
    return checksum(read_bytes(workspace.template(name)))


def since_closing(workspace: Workspace, closing: Closing, addenda: Addenda) -> Iterator[Finding]:
    """Findings about files, wordings and settings that are no longer as they were when the year was closed."""
    day = german_date(closing.closed_on)
    edits = workspace.relative(workspace.edits(closing.year))
    for name, found in checksums_of(workspace, closing.year).items():
        places = [Place(name)]
        if name == edits:
            if found != closing.folder.get(name):
                yield finding("LIP282", places=places, what="Die Redaktion", day=day)
        elif name not in closing.folder:
            yield finding("LIP281", places=places, day=day, year=closing.year)
        elif found != closing.folder[name]:
            yield finding("LIP280", places=places, day=day, year=closing.year)
    yield from _other_look(workspace, closing, day)
    yield from _other_catalogue(workspace, closing, day)
    for line in addenda.damaged_lines:
        place = Place(workspace.relative(workspace.addenda(closing.year)))
        yield finding("LIP284", places=[place], line=line)


def _other_look(workspace: Workspace, closing: Closing, day: str) -> Iterator[Finding]:
    """Findings about settings that the report follows, and about its template, which is not kept."""
    settings = parse_settings(closing.settings)
    if settings.of_reports() != workspace.settings.of_reports():
        yield finding("LIP282", places=[Place("lipctl.toml")], what="Eine Einstellung", day=day)
    try:
        template = template_checksum(workspace, settings.report_template)
    except LipctlError:
        return  # "report" says that the template is not there
    if template != closing.template:
        name = settings.report_template
        yield finding("LIP282", places=[Place(f"report_templates/{name}")], what="Die Word-Vorlage", day=day)


def _other_catalogue(workspace: Workspace, closing: Closing, day: str) -> Iterator[Finding]:
    """Findings about measures that the catalogue words otherwise today, if it has changed and can be read."""
    try:
        if checksum(read_bytes(workspace.catalogue)) == closing.catalogue.checksum:
            return
        plan, _ = load_plan(workspace)
    except LipctlError:
        return  # a closed year does without the catalogue
    today = plan.in_year(closing.year).by_number()
    for measure in closing.plan.measures:
        other = today.get(measure.number)
        what = _differences(measure, other) if other else "der ganze Eintrag; er fehlt"
        if what:
            places = other.places_of("summary") if other else [Place(closing.catalogue.path)]
            yield finding("LIP283", measure=measure.number, places=places, what=what, day=day, year=closing.year)


def _differences(then: Measure, now: Measure) -> str:
    differing = [words for name, words in _WORDINGS.items() if getattr(then, name) != getattr(now, name)]
    return listed(differing) if differing else ""
