"""``lipctl report``: the Controllingbericht of a year as a Word document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lipctl.errors import OutputChangedError
from lipctl.files import read_bytes, write_atomically
from lipctl.findings import Finding, in_order
from lipctl.model import Department
from lipctl.rules.build_view import build_view
from lipctl.rules.progress import Progress
from lipctl.rules.view import Occasion, ReportView, adds_up
from lipctl.services.collect import Year, collect_year, require_sound
from lipctl.workspace import Workspace

TEMPLATE = "controllingbericht.docx"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What came of it. ``path`` is None where ``final`` was refused; then ``findings`` say why.

    ``kept_copy`` is where an edited report was kept before it was replaced.
    """

    path: Path | None
    counts: Mapping[Progress, int]
    findings: list[Finding]
    departments: Mapping[str, Department]
    kept_copy: Path | None = None

    @property
    def total(self) -> int:
        """How many measures the report holds."""
        return sum(self.counts.values())


def write_report(
    workspace: Workspace,
    year: int,
    *,
    as_of: date,
    final: bool = False,
    force: bool = False,
    output: Path | None = None,
) -> ReportResult:
    """Write the report, as a draft or as the final version.

    A report that lipctl wrote and nobody touched is replaced. ``force`` replaces any other file too, after keeping a
    copy that is named by the day the file was last changed.

    Raises:
        RoundError: there is no such year.
        CatalogueError: the catalogue is missing or holds mistakes.
        TemplateError: the template is missing or broken.
        OutputChangedError: the file there was edited by hand, or is not lipctl's.
    """
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    path = output or workspace.output(year) / f"Controllingbericht-{year}.docx"
    view = make_view(workspace, data, as_of=as_of, final=final)
    counts = Counter(outcome.progress for outcome in data.outcomes if outcome.progress is not None)
    findings = in_order(data.findings)
    refused = final and any(item.rule.spoils_report for item in findings)
    if refused:
        return ReportResult(None, counts, findings, data.plan.departments)
    edited = _edited(path)
    if edited and not force:
        raise OutputChangedError(
            f"„{path.name}“ {edited} und wird nicht überschrieben.",
            "Mit --force wird der Bericht neu geschrieben; eine Kopie der vorhandenen Datei bleibt daneben liegen.",
        )
    document = render(workspace, view)
    copy = _keep_copy(path) if edited else None
    write_atomically(path, document)
    return ReportResult(path, counts, findings, data.plan.departments, copy)


def make_view(workspace: Workspace, data: Year, *, as_of: date, final: bool) -> ReportView:
    """What the report of this year shows; its totals add up, or it is our bug."""
    settings = workspace.settings
    occasion = Occasion(data.year, as_of, final, settings.asks_assessment(data.year))
    view = build_view(data.plan, data.outcomes, occasion, settings.labels)
    if not adds_up(view):
        raise AssertionError("the report's totals do not add up")
    return view


def render(workspace: Workspace, view: ReportView) -> bytes:
    """The document as bytes, from the workspace's template."""
    from lipctl.word.engine import compile_template
    from lipctl.word.properties import Properties
    from lipctl.word.variables import context

    settings, year = workspace.settings, view.occasion.year
    template = compile_template(read_bytes(workspace.template(TEMPLATE)))
    properties = Properties(
        f"{settings.report_title} {year}", view.occasion.as_of, f"{settings.plan_name}, {settings.city}"
    )
    return template.render(context(view, settings), properties)


def _edited(path: Path) -> str:
    """Why a file must not be replaced unasked; "" if it may be."""
    if not path.exists():
        return ""
    from lipctl.word.properties import is_untouched

    untouched = is_untouched(read_bytes(path))
    if untouched is None:
        return "wurde nicht von lipctl geschrieben"
    return "" if untouched else "wurde von Hand geändert"


def _keep_copy(path: Path) -> Path:
    """Keep a file beside itself, named by the day it was last changed."""
    content = read_bytes(path)
    day = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    names = (f"{path.stem} (Stand {day}{suffix}){path.suffix}" for suffix in ("", *(f", {n}" for n in range(2, 1000))))
    copy = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    write_atomically(copy, content)
    return copy
