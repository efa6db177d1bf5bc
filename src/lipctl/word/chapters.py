"""The values of the chapters around the measures: responses, changes, contacts, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lipctl.findings import Place
from lipctl.report.view import Changes, Column, ContactGroup, FileView, ResponseFile, ResponseTable, Sources
from lipctl.text import german_date

NO_FILE = "keine Datei"
NOBODY = "ohne zuständige Dienststelle"
_UNDATED = "Datei ohne Datum"
_CELL = re.compile(r"([A-Z]+)(\d+)")


def column(column: Column) -> dict[str, object]:
    """A column of a table of counts."""
    return {"titel": column.label, "anzahl": column.count, "zeichen": column.sign}


def responses(responses: ResponseTable) -> dict[str, object]:
    """The responses by department; part of the summary."""
    rows = [
        {
            "dienststelle": row.name or NOBODY,
            "eingang": "nicht abgefragt" if row.id is None else _files(row.files),
            "beantwortet": row.answered,
            "offen": row.open,
            "summe": row.total,
        }
        for row in responses.rows
    ]
    total = {"beantwortet": responses.answered, "offen": responses.open, "summe": responses.total}
    return {"ruecklauf": rows, "ruecklauf_summe": total}


def _files(files: Iterable[ResponseFile]) -> str:
    """Each file with its own date on a line; without names only the dates, each once."""
    return "\n".join(dict.fromkeys(map(_response_file, files))) or NO_FILE


def _response_file(file: ResponseFile) -> str:
    day = german_date(file.day) if file.day else None
    return f"{file.name} ({day or 'ohne Datum'})" if file.name else day or _UNDATED


def changes(changes: Changes | None) -> dict[str, object]:
    """The comparison with the earlier round; empty without one."""
    if changes is None:
        return {}
    return {
        "jahr": changes.year,
        "satz": changes.sentence,
        "hinweis": changes.hint,
        "anzahl": changes.total,
        "spalten": [column(item) for item in changes.columns],
        "zeilen": [{"titel": row.label, "werte": list(row.counts), "summe": row.total} for row in changes.rows],
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
        "beiseitegelegt": [{"datei": item.path, "grund": item.reason} for item in sources.set_aside],
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
                "orte": "; ".join(map(_place, trace.places)) or "–",
            }
            for trace in sources.traces
        ],
    }


def _place(place: Place) -> str:
    return f"{place.file} „{place.sheet}“: {', '.join(in_ranges(place.cells))}" if place.sheet else place.file


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
        "name": file.name or "",
        "dienststellen": ", ".join(file.departments) or ("Katalog" if file.is_catalogue else "–"),
        "datum": german_date(file.day) if file.day else "–",
        "pruefsumme": file.short_checksum,
        "nummern": "alle" if file.is_catalogue else ", ".join(file.measures) or "–",
    }
