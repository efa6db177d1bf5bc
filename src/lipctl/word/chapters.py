"""The values of the chapters around the measures: responses, changes, contacts, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lipctl.report.changes import Changes
from lipctl.report.columns import Column
from lipctl.report.contact_list import ContactGroup
from lipctl.report.returns import ReturnedFile, Returns
from lipctl.report.sources import FileView, Sources, printed_name

NO_FILE = "keine Datei"
NOBODY = "ohne zuständige Dienststelle"
_UNDATED = "Datei ohne Datum"
_CELL = re.compile(r"([A-Z]+)(\d+)")


def column(column: Column) -> dict[str, object]:
    """A column of a table of counts."""
    return {"titel": column.label, "anzahl": column.count, "zeichen": column.sign}


def returns(returns: Returns) -> dict[str, object]:
    """The responses by department; part of the summary."""
    rows = [
        {
            "dienststelle": row.name or NOBODY,
            "eingang": _files(row.files) if row.id else "nicht abgefragt",
            "beantwortet": row.answered,
            "offen": row.open,
            "summe": row.total,
        }
        for row in returns.rows
    ]
    total = {"beantwortet": returns.answered, "offen": returns.open, "summe": returns.total}
    return {"ruecklauf": rows, "ruecklauf_summe": total}


def _files(files: Iterable[ReturnedFile]) -> str:
    """Each file with its own date on a line; without names only the dates, each once."""
    lines = [f"{file.name} ({file.date or 'ohne Datum'})" if file.name else file.date or _UNDATED for file in files]
    return "\n".join(dict.fromkeys(lines)) or NO_FILE


def changes(changes: Changes | None) -> dict[str, object]:
    """The comparison with the earlier round; empty without one."""
    if changes is None:
        return {}
    matrix = changes.matrix
    return {
        "jahr": changes.year,
        "satz": changes.sentence,
        "hinweis": changes.hint,
        "anzahl": matrix.total,
        "spalten": [column(item) for item in matrix.columns],
        "zeilen": [{"titel": row.label, "werte": list(row.counts), "summe": row.total} for row in matrix.rows],
        "listen": [
            {
                "titel": item.title,
                "angabe": item.about,
                "eintraege": [
                    {"nummer": change.number, "kurzfassung": change.summary, "angabe": change.detail}
                    for change in item.changes
                ],
            }
            for item in changes.lists
        ],
    }


def contacts(groups: Iterable[ContactGroup]) -> list[dict[str, object]]:
    """The contacts by department."""
    return [
        {
            "name": group.name,
            "zentral": group.central,
            "personen": [
                {
                    "name": entry.persons,
                    "stelle": entry.unit,
                    "erreichbar": entry.reach,
                    "nummern": ", ".join(entry.measures),
                }
                for entry in group.entries
            ],
        }
        for group in groups
    ]


def sources(sources: Sources) -> dict[str, object]:
    """How the report came about."""
    return {
        "dateien": [_file(file) for file in sources.files],
        "beiseitegelegt": [{"datei": item.name, "grund": item.reason} for item in sources.set_aside],
        "meldungen": [
            {
                "code": item.code,
                "art": "Fehler" if item.is_error else "Warnung",
                "titel": item.title,
                "anzahl": item.count,
                "betrifft": ", ".join(item.concerned) or "–",
            }
            for item in sources.left_open
        ],
        "fundstellen": [
            {
                "nummer": trace.measure,
                "orte": "; ".join(_place(*place) for place in trace.places) or "–",
            }
            for trace in sources.traces
        ],
    }


def _place(file: str, sheet: str, cells: tuple[str, ...]) -> str:
    return f"{file} „{sheet}“: {', '.join(in_ranges(cells))}" if sheet else file


def in_ranges(cells: Iterable[str]) -> list[str]:
    """Cells that stand below each other as one: B6, B7, B8 → B6–B8."""
    runs: list[tuple[str, int, int]] = []
    for found in map(_CELL.fullmatch, cells):
        if found is None:
            continue
        column, row = found[1], int(found[2])
        if runs and runs[-1][0] == column and runs[-1][2] + 1 == row:
            runs[-1] = column, runs[-1][1], row
        else:
            runs.append((column, row, row))
    return [f"{column}{first}–{column}{last}" if first < last else f"{column}{first}" for column, first, last in runs]


def _file(file: FileView) -> dict[str, object]:
    return {
        "kurz": file.key,
        "name": printed_name(file) if file.name else "",
        "dienststellen": ", ".join(file.departments) or ("Katalog" if file.is_catalogue else "–"),
        "datum": file.date or "–",
        "pruefsumme": file.short_checksum,
        "nummern": "alle" if file.is_catalogue else ", ".join(file.measures) or "–",
    }
