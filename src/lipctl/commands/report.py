"""``lipctl report``: the Controllingbericht of a year as a Word document, and as a PDF beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.files import read_bytes
from lipctl.findings import Finding, in_order
from lipctl.judge.progress import Progress
from lipctl.locks import require_closed
from lipctl.pdf.office import convert
from lipctl.pdf.repair import About, Mended, mend
from lipctl.plan.catalogue import require_sound
from lipctl.replacing import replace_documents, require_replaceable
from lipctl.report.build import build_view
from lipctl.report.occasion import occasion_of
from lipctl.report.privacy import personal_findings
from lipctl.report.sources_json import sources_as_json
from lipctl.report.totals import checked
from lipctl.report.view import ReportView
from lipctl.settings.model import Settings
from lipctl.word.context import context
from lipctl.word.properties import Properties
from lipctl.word.read_aloud import read_aloud
from lipctl.word.template import compile_template
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year


class Edition(NamedTuple):
    """Which version of the report is wanted.

    ``final``: without "Entwurf". ``public``: without names, direct numbers and addresses of persons, remarks and open
    points. ``sources``: with a file beside it that says where each printed text stands. ``office``: with a PDF beside it,
    its pages laid out by this program (:func:`lipctl.pdf.office.require_pdf`).
    """

    final: bool = False
    public: bool = False
    sources: bool = False
    office: Path | None = None

    @property
    def suffix(self) -> str:
        """What the names of its files end in. A draft has a name of its own, so that it never replaces a final report."""
        return ("-oeffentlich" if self.public else "") + ("" if self.final else "-Entwurf")


DRAFT = Edition()
PUBLIC_EDITION = "Öffentliche Fassung"
"""How the edition without persons calls itself, so that nobody publishes the other one by mistake."""


class ReportResult(NamedTuple):
    """What was written. ``path`` is None where ``final`` was refused; then ``findings`` say why.

    ``kept_copies`` are the copies of edited documents that were replaced, ``pdf`` and ``sources`` the files beside the
    report, ``pdf_faults`` what keeps the PDF from being accessible.
    """

    path: Path | None
    counts: Mapping[Progress, int]
    findings: list[Finding]
    names: Mapping[str, str]
    kept_copies: tuple[Path, ...] = ()
    sources: Path | None = None
    pdf: Path | None = None
    pdf_faults: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many measures the report holds."""
        return sum(self.counts.values())


def write_report(
    workspace: Workspace,
    year: int,
    *,
    as_of: date,
    edition: Edition = DRAFT,
    force: bool = False,
    output: Path | None = None,
) -> ReportResult:
    """Write the report in this edition. Which files it replaces: :mod:`lipctl.replacing`.

    Raises:
        RoundError: there is no such year.
        CatalogueError: the catalogue is missing or holds mistakes.
        TemplateError: the template is missing or broken.
        FileAccessError: the report there is open in another program, or cannot be written.
        OutputChangedError: the file there is another final report, was edited by hand, or is not lipctl's.
        PdfError: LibreOffice makes no PDF of it; then nothing is written.
    """
    path = output or workspace.output(year) / f"Controllingbericht-{year}{edition.suffix}.docx"
    pdf = path.with_suffix(".pdf") if edition.office else None
    for file in filter(None, (path, pdf)):
        require_closed(file)
    content = _content(workspace, year, as_of, edition)
    template = compile_template(read_bytes(workspace.template(content.settings.report_template)))
    if content.refused:
        return content.result
    values, properties = context(content.view, content.settings), properties_of(content.settings, content.view)
    documents = {path: template.render(values, properties)}
    faults: tuple[str, ...] = ()
    require_replaceable(documents, force=force)
    if pdf and edition.office:
        documents[pdf], faults = make_pdf(edition.office, template.render(values, properties, paged=True), properties)
    sources = path.with_name(f"Quellen-{year}{edition.suffix}.json") if edition.sources else None
    if sources:
        documents[sources] = content.statements.encode()
    copies = replace_documents(documents, force=force)
    return content.result._replace(path=path, kept_copies=copies, sources=sources, pdf=pdf, pdf_faults=faults)


class _Content(NamedTuple):
    """What a report is written from: neither the responses as they were read nor the judged measures, which would only take
    up memory meanwhile.

    ``statements`` are the sources as JSON, "" where nobody wants them; ``refused`` says that findings keep a final report
    from being written, ``result`` what comes of it then.
    """

    view: ReportView
    settings: Settings
    statements: str
    refused: bool
    result: ReportResult


def _content(workspace: Workspace, year: int, as_of: date, edition: Edition) -> _Content:
    data = collect_year(workspace, year, as_of)._replace(merged=None)  # nobody needs the files from here on
    require_sound(data.findings)
    findings, settings = list(data.findings), data.settings
    if edition.public:
        important = data.basis.important
        findings += personal_findings(data.outcomes, data.plan, settings.words, important=important)
    view = make_view(data, edition)
    statements = sources_as_json(view, data.outcomes, settings.plan_name) if edition.sources else ""
    refused = edition.final and not data.closing and any(item.rule.spoils_report for item in findings)
    counts = Counter(item.progress for item in data.outcomes if item.progress is not None)
    result = ReportResult(None, counts, in_order(findings), data.plan.department_names())
    return _Content(view, settings, statements, refused, result)


def make_view(data: JudgedYear, edition: Edition = DRAFT) -> ReportView:
    """What the report of this year shows. Totals that do not add up are lipctl's own mistake and stop it."""
    settings = data.settings
    occasion = occasion_of(settings, data.year, data.as_of, final=edition.final, public=edition.public)
    return checked(build_view(data.plan, data.outcomes, occasion, settings.labels, data.basis))


def properties_of(settings: Settings, view: ReportView) -> Properties:
    """The properties that a report's documents carry."""
    occasion = view.occasion
    title = f"{settings.report_title} {occasion.year}" + (f" – {PUBLIC_EDITION}" if occasion.public else "")
    return Properties(title, occasion.as_of, f"{settings.plan_name}, {settings.city}", final=occasion.final)


def make_pdf(office: Path, document: bytes, properties: Properties) -> Mended:
    """The accessible PDF (docs/decisions/0008) of a document that was rendered with ``paged``."""
    title, as_of, subject, language, _ = properties
    return mend(convert(office, document), About(title, as_of, subject, language, *read_aloud(document)))
