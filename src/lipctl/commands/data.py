"""``lipctl data``: one or several years as one table, for other programs and for evaluations of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.errors import RoundError
from lipctl.findings import Finding, in_order
from lipctl.locks import require_closed
from lipctl.plan.catalogue import require_sound
from lipctl.replacing import replace_documents
from lipctl.report.data_rows import DataRow, data_rows
from lipctl.report.data_table import DataTable, as_csv, as_json, name_of
from lipctl.report.data_workbook import as_workbook
from lipctl.report.occasion import occasion_of
from lipctl.report.privacy import personal_findings
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_years

FORMATS: dict[str, Callable[[DataTable], bytes]] = {"xlsx": as_workbook, "csv": as_csv, "json": as_json}
"""What a table can be written as, by the ending of such a file."""


class Kind(NamedTuple):
    """Which table is wanted: what it is written as (a key of :data:`FORMATS`), and whether without persons and files."""

    ending: str = "xlsx"
    public: bool = False


WORKBOOK = Kind()


class DataResult(NamedTuple):
    """What was made: the table, the bytes of its file, and what was found, year by year.

    ``path`` is where they were written; None: they were not, and are for stdout. ``kept_copies`` are copies of what was
    replaced there.
    """

    table: DataTable
    content: bytes
    path: Path | None
    kept_copies: tuple[Path, ...]
    findings: Mapping[int, list[Finding]]
    names: Mapping[str, str]


def write_data(
    workspace: Workspace,
    years: Sequence[int],
    *,
    as_of: date,
    kind: Kind = WORKBOOK,
    output: Path | None = None,
    force: bool = False,
) -> DataResult:
    """Make the table of these years, oldest first, and write it. A workbook has a place of its own; other kinds need one.

    Args:
        workspace: where to read, and where a workbook is written.
        as_of: the day that deadlines are compared with.
        kind: which table.
        output: where to write it.
        force: replace what is there, whatever it is; a copy of it is kept.

    Raises:
        RoundError: there is no such year.
        CatalogueError: the catalogue is missing or holds mistakes.
        FileAccessError: the file there is open in another program, or cannot be written.
        OutputChangedError: the file there was edited by hand, or is not lipctl's.
    """
    path = output or (_own_place(workspace, years, kind) if kind.ending == "xlsx" else None)
    if path:
        require_closed(path)
    rows: list[DataRow] = []
    findings: dict[int, list[Finding]] = {}
    names: Mapping[str, str] = {}
    for data in collect_years(workspace, years, as_of):
        require_sound(data.findings)
        rows += _rows(data, public=kind.public)
        personal = personal_findings(data.outcomes, data.plan, data.settings.words) if kind.public else ()
        findings[data.year] = in_order([*data.findings, *personal])
        names = data.plan.department_names()
    table = DataTable(tuple(years), rows, workspace.settings, kind.public)
    content = FORMATS[kind.ending](table)
    copies = replace_documents({path: content}, force=force) if path else ()
    return DataResult(table, content, path, copies, findings, names)


def years_in(workspace: Workspace, span: range) -> list[int]:
    """The years of a span that have a round, oldest first.

    Raises:
        RoundError: there is none.
    """
    known = [year for year in workspace.years() if workspace.has_round(year)]
    years = [year for year in known if year in span]
    if not years:
        there = f"Es gibt: {', '.join(map(str, known))}." if known else "Es gibt noch keines."
        raise RoundError(f"Von {span[0]} bis {span[-1]} gibt es in „data“ kein Berichtsjahr.", there)
    return years


def _own_place(workspace: Workspace, years: Sequence[int], kind: Kind) -> Path:
    suffix = "-oeffentlich" if kind.public else ""
    return workspace.output(years[-1]) / f"Daten-{name_of(years)}{suffix}.{kind.ending}"


def _rows(data: JudgedYear, *, public: bool) -> list[DataRow]:
    settings = data.settings
    occasion = occasion_of(settings, data.year, data.as_of, public=public)
    if not public:  # the office's own table has what no report prints
        occasion = occasion._replace(fields=tuple(field.name for field in settings.catalogue_fields))
    return list(data_rows(data.plan, data.outcomes, occasion, data.basis))
