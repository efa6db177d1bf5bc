"""The columns of the year's table (:mod:`lipctl.report.data_rows`), and the table as CSV and JSON.

The table names things as the report does; JSON has the codes. Keys and their order are a public interface
(``schemas/data.schema.json``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lipctl.files import json_file
from lipctl.judge.progress import Progress, progress_labels
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Question
from lipctl.report.data_rows import DataAddendum, DataPlace, DataRow
from lipctl.scale import DEFAULT_SCALE, Scale, Step
from lipctl.settings.model import Settings
from lipctl.xlsx.cells import named

CellValue = str | int
Value = CellValue | Step | tuple[str, ...] | tuple[DataAddendum, ...] | None
BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""What no cell of a CSV may begin with (CWE-1236): a program would take it for a formula."""
_LABEL = re.compile(r"\{(\w+)\}")
GUARD = "'"
"""Stands before such a beginning, and before itself, so that it can be taken away again."""


class Column(NamedTuple):
    """A column: its key in JSON, its head (``{…}`` is a label of the settings), its width in characters, its value.

    The public table has no columns that are not ``public``; one that is ``needed`` by none of its rows is left out.
    """

    key: str
    head: str
    width: int
    value: Callable[[DataRow], Value]
    public: bool = True
    needed: Callable[[DataRow], object] | None = None


def _text_of(question: Question, width: int, head: str = "", *, public: bool = True) -> Column:
    return Column(question, head or question, width, lambda row: row.texts.get(question, ""), public)


COLUMNS = (
    Column("year", "Jahr", 7, lambda row: row.year),
    Column("number", "Nummer", 10, lambda row: row.number),
    Column("title", "Titel", 24, lambda row: row.title, needed=lambda row: row.title),
    Column("part", "{teil}", 6, lambda row: row.part),
    Column("field_number", "{handlungsfeld}: Nummer", 15, lambda row: row.field.number.text if row.field else ""),
    Column("field", "{handlungsfeld}", 22, lambda row: row.field.title if row.field else ""),
    Column("area_number", "{bereich}: Nummer", 12, lambda row: row.area.number.text if row.area else "", needed=lambda row: row.area),
    Column("area", "{bereich}", 22, lambda row: row.area.title if row.area else "", needed=lambda row: row.area),
    Column("department_id", "Kennung", 10, lambda row: row.department_id),
    Column("department", "Zuständige Dienststelle", 24, lambda row: row.department),
    Column("further_departments", "Weitere Dienststellen", 24, lambda row: row.further_departments),
    Column("progress", "Einstufung", 22, lambda row: row.progress),
    Column("assessment", Question.ASSESSMENT, 18, lambda row: row.assessment),
    Column("earlier_year", "Früheres Jahr", 10, lambda row: row.earlier_year),
    Column("note", "{hinweis}", 30, lambda row: row.note),
    Column("summary", "{kurzfassung}", 50, lambda row: row.summary),
    *(_text_of(question, 60) for question in PART_QUESTIONS),
    _text_of(Question.DISCLAIMED, 24, "Zuständig laut Rückmeldung", public=False),
    Column("edited", "Redigiert", 18, lambda row: row.edited),
    Column("contested", "Widersprüchlich", 18, lambda row: row.contested),
    Column("addenda", "Nachträge", 40, lambda row: row.addenda, needed=lambda row: row.addenda),
    *(_text_of(question, 24, public=question is not Question.PERSONS) for question in CONTACT_QUESTIONS),
    Column("file", "Datei", 40, lambda row: tuple(place.file for place in row.places), public=False),
    Column("sheet", "Blatt", 14, lambda row: tuple(place.sheet for place in row.places), public=False),
    Column("cells", "Zellen", 20, lambda row: tuple(", ".join(named(place.cells)) for place in row.places), public=False),
    Column("sha256", "Prüfsumme der Datei", 68, lambda row: tuple(place.sha256 for place in row.places)),
)  # fmt: skip
"""Every column, in its order. Those about places have a line for each place."""


class DataTable(NamedTuple):
    """The rows of one or several years, and what they are about."""

    years: tuple[int, ...]
    rows: Sequence[DataRow]
    settings: Settings
    public: bool = False
    with_contacts: bool = False

    @property
    def title(self) -> str:
        """The title of the table."""
        return f"{self.settings.plan_name}: Daten {name_of(self.years)}"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that it has."""
        names = dict.fromkeys(name for row in self.rows for name in row.fields)
        at = [column.key for column in COLUMNS].index("summary") + 1
        everything = (*COLUMNS[:at], *map(_own_field, names), *COLUMNS[at:])
        return tuple(column for column in everything if self._has(column))

    def _has(self, column: Column) -> bool:
        if not self.shows(column):
            return False
        return column.needed is None or not self.rows or any(map(column.needed, self.rows))

    def shows(self, column: Column) -> bool:
        """Whether everybody who gets this table may see a column."""
        return column.public or not self.public or (self.with_contacts and column.key == Question.PERSONS)

    def heads(self) -> list[str]:
        """The heads of the columns, in the office's words."""
        return [self.head(column) for column in self.columns]

    def cells(self) -> Iterable[list[CellValue]]:
        """The cells row by row, in the office's words."""
        columns = self.columns
        scale = self.settings.asked_scale
        return ([self._in_words(column.value(row), scale(row.year)) for column in columns] for row in self.rows)

    def head(self, column: Column) -> str:
        """The head of a column, in the office's words."""
        head = column.head
        if isinstance(head, Question):
            name = self.settings.words.name(head)
            return f"Kontakt: {name}" if head in CONTACT_QUESTIONS else name
        return _LABEL.sub(lambda found: self.settings.label(found[1]), head)

    def _in_words(self, value: Value | DataAddendum, scale: Scale | None) -> CellValue:
        words = self.settings.words
        match value:
            case Progress():
                return progress_labels(words, scale)[value]
            case Step():
                return value.label
            case Question():
                return words.name(value)
            case DataAddendum():
                return f"{words.name(value.field)}: {value.text}"
            case tuple():
                return "\n".join(str(self._in_words(item, scale)) for item in value)
        return "" if value is None else value


def _own_field(name: str) -> Column:
    """The column of a field that has its own name in the catalogue."""

    def text(row: DataRow) -> str:
        return row.fields.get(name, "")

    return Column(name, name, 20, text, needed=text)


def name_of(years: Sequence[int]) -> str:
    """Years as a name: "2010", "2010-2014"."""
    return "-".join(map(str, sorted({years[0], years[-1]})))


def as_csv(table: DataTable) -> bytes:
    """The table as a German Excel opens it: UTF-8 with a mark, semicolons, quoted as RFC 4180 says."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(_guarded, table.heads()))
    writer.writerows(map(_guarded, cells) for cells in table.cells())
    return stream.getvalue().encode("utf-8-sig")


def _guarded(cell: CellValue) -> CellValue:
    return f"{GUARD}{cell}" if isinstance(cell, str) and cell.startswith((*BEGINS_FORMULA, GUARD)) else cell


def as_json(table: DataTable) -> bytes:
    """``{plan, public, years, rows}``; a row has every key, null for what is missing or not public.

    Instead of the columns about places it has a list of them, and instead of those with their own names ``fields``.
    """
    content = {
        "plan": table.settings.plan_name,
        "public": table.public and not table.with_contacts,
        "years": list(table.years),
        **({"scales": scales} if (scales := _scales(table)) else {}),
        "rows": [_row(row, table) for row in table.rows],
    }
    return json_file(content)


def _scales(table: DataTable) -> dict[str, list[dict[str, object]]]:
    """The plan's own steps by the years that ask for them; none where the default holds."""
    scales = {year: table.settings.asked_scale(year) for year in table.years}
    return {
        str(year): [
            {"key": step.key, "name": step.label, "meaning": step.meaning, "rank": step.rank} for step in scale.steps
        ]
        for year, scale in scales.items()
        if scale and scale is not DEFAULT_SCALE
    }


def _row(row: DataRow, table: DataTable) -> dict[str, object]:
    values = {column.key: column.value(row) if table.shows(column) else None for column in COLUMNS}
    found = {
        key: value.key if isinstance(value, Step) else value if isinstance(value, tuple) else value or None
        for key, value in values.items()
        if key not in DataPlace._fields
    }
    places = [{key: value or None for key, value in place._asdict().items()} for place in row.places]
    fields = {name: text for name, text in row.fields.items() if text}
    return {**found, "addenda": [each._asdict() for each in row.addenda], "fields": fields, "places": places}
