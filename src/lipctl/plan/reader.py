"""Reading the catalogue: the plan as the coordinator keeps it in Excel, and all that is wrong in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from lipctl.findings import Finding, Place, finding
from lipctl.numbers import MeasureNumber
from lipctl.plan.columns import AREAS, DEPARTMENTS, FIELDS, MEASURES, CatalogueSheet
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.questions import Question
from lipctl.text import clean, german_date, in_paragraphs, key_of
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.values import ERROR_NAMES, from_serial, is_date_format, show
from lipctl.xlsx.workbook import Cell, Sheet, Workbook, column_letters

FILE = "data/katalog.xlsx"
_HEADER_SEARCH = 10
_PRINTED = (
    ("summary", "Kurzfassung"), ("note", "Hinweis"), (Question.PERSONS, "Ansprechpersonen"), (Question.UNIT, "OE"),
    (Question.PHONES, "Telefon"), (Question.MAIL, "E-Mail"),
)  # fmt: skip
"""What the report prints from the row of a measure, and the column it stands in."""
_Numbered = TypeVar("_Numbered", FieldOfAction, Area, Measure)


class _Row(NamedTuple):
    """One filled row: texts by column head, and where each stands."""

    sheet: str
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    number: int

    def place(self, head: str) -> Place:
        cell = f"{column_letters(self.columns.get(head, 1))}{self.number}"
        return Place(FILE, self.sheet, (cell,))


@dataclass
class _Reading:
    """The workbook being read, and the findings so far."""

    book: Workbook
    findings: list[Finding] = field(default_factory=list)

    def complain(self, code: str, row: _Row, head: str, **values: Any) -> None:
        """Add a finding about one cell of the catalogue."""
        self.findings.append(finding(code, places=[row.place(head)], column=head, **values))


def read_catalogue(content: bytes) -> tuple[Plan, list[Finding]]:
    """The whole plan, all years, and every mistake found; rows with a mistake are kept as far as they make sense.

    Raises:
        Unreadable: the file is no workbook.
    """
    reading = _Reading(read_workbook(content))
    fields = _unique(reading, _read_fields(reading))
    areas = _unique(reading, _read_areas(reading, fields))
    departments = _read_departments(reading)
    measures = _unique(reading, _read_measures(reading, _Structure(fields, areas, departments)))
    plan = Plan(
        tuple(sorted(fields, key=_order)),
        tuple(sorted(areas, key=_order)),
        tuple(sorted(measures, key=_order)),
        {department.id: department for department in departments},
    )
    return plan, reading.findings


def _order(item: FieldOfAction | Area | Measure) -> tuple[object, ...]:
    return item.number.order


class _Structure:
    """What the measures refer to: areas, fields, departments, found by any of their spellings."""

    def __init__(self, fields: list[FieldOfAction], areas: list[Area], departments: list[Department]) -> None:
        self.fields = {field.number: field for field in fields}
        self.areas = {area.number: area for area in areas}
        self._homes: dict[tuple[str, ...], Area | FieldOfAction] = {field.number.key: field for field in fields}
        self._homes |= {area.number.key: area for area in areas}
        self._departments = {
            key_of(name): department.id
            for department in departments
            for name in (*department.aliases, department.name, department.id)
        }

    def department(self, name: str) -> str | None:
        return self._departments.get(key_of(name))

    def home_of(self, number: MeasureNumber, given: MeasureNumber | None) -> Area | FieldOfAction | None:
        """The area or field that is named, else the one whose number is the longest beginning of this number."""
        if given is not None:
            return self.areas.get(given) or self.fields.get(given)
        beginnings = (number.key[:length] for length in range(len(number.key), 0, -1))
        return next((self._homes[key] for key in beginnings if key in self._homes), None)


def _read_fields(reading: _Reading) -> Iterator[tuple[_Row, FieldOfAction]]:
    for row in _rows(reading, FIELDS):
        number = _number(reading, row, "Nummer")
        if number is not None:
            yield row, FieldOfAction(number, row.texts["Titel"])


def _read_areas(reading: _Reading, fields: list[FieldOfAction]) -> Iterator[tuple[_Row, Area]]:
    structure = _Structure(fields, [], [])
    for row in _rows(reading, AREAS):
        number = _number(reading, row, "Nummer")
        if number is None:
            continue
        given = row.texts["Handlungsfeld"]
        home = structure.home_of(number, _as_number(given))
        if home is None and (given or fields):
            reading.complain(
                "LIP105", row, "Handlungsfeld", subject=f"Der Bereich {number}", found=given or "Spalte leer"
            )
        yield row, Area(number, row.texts["Titel"], home if isinstance(home, FieldOfAction) else None)


def _read_departments(reading: _Reading) -> list[Department]:
    found: dict[str, Department] = {}
    for row in _rows(reading, DEPARTMENTS):
        texts = row.texts
        identifier = texts["Kennung"]
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}", identifier):
            if identifier:
                expected = "eine Kennung aus Buchstaben A–Z, Ziffern, „-“ und „_“ (höchstens 30)"
                reading.complain("LIP106", row, "Kennung", found=identifier, expected=expected)
            continue
        if identifier.casefold() in found:
            reading.complain("LIP102", row, "Kennung", found=identifier)
            continue
        contact = Contact(texts["Ansprechperson"], texts["Name"], texts["OE-Präfix"], texts["Telefon"], texts["E-Mail"])
        aliases = _listed(texts["andere Namen"], r"[;\n]")
        found[identifier.casefold()] = Department(identifier, texts["Name"], texts["OE-Präfix"], contact, aliases)
    return list(found.values())


def _read_measures(reading: _Reading, structure: _Structure) -> Iterator[tuple[_Row, Measure]]:
    columns: dict[str, str] = {}
    for row in _rows(reading, MEASURES):
        columns = columns or {name: column_letters(row.columns[head]) for name, head in _PRINTED if head in row.columns}
        number = _number(reading, row, "Nummer")
        if number is None:
            continue
        texts = row.texts
        home = structure.home_of(number, _as_number(texts["Bereich"]))
        if home is None and (texts["Bereich"] or structure.fields):
            reading.complain(
                "LIP105", row, "Bereich", subject=f"Nummer {number}", found=texts["Bereich"] or "Spalte leer"
            )
        parts, several = _parts(reading, row)
        start, end = _year(reading, row, "gültig ab"), _year(reading, row, "gültig bis")
        if start and end and start > end:
            reading.complain("LIP110", row, "gültig ab", start=start, end=end)
        department = _department(reading, row, structure, "Dienststelle", texts["Dienststelle"])
        further = (
            _department(reading, row, structure, "weitere Dienststellen", name)
            for name in _listed(texts["weitere Dienststellen"])
        )
        yield row, Measure(
            number=number,
            summary=in_paragraphs(texts["Kurzfassung"]),
            area=home if isinstance(home, Area) else None,
            field=home.field if isinstance(home, Area) else home,
            department=department,
            further_departments=tuple(name for name in further if name),
            note=texts["Hinweis"],
            in_report=_yes(reading, row, "im Bericht", default=True),
            parts=parts,
            several_parts=several,
            contact=Contact(texts["Ansprechpersonen"], "", texts["OE"], texts["Telefon"], texts["E-Mail"]),
            valid_from=start,
            valid_until=end,
            place=row.place("Nummer" if department else "Dienststelle"),
            columns=columns,
        )  # fmt: skip


def _unique(reading: _Reading, rows: Iterable[tuple[_Row, _Numbered]]) -> list[_Numbered]:
    found: dict[MeasureNumber, _Numbered] = {}
    for row, item in rows:
        if item.number in found:
            reading.complain("LIP102", row, "Nummer", found=item.number)
        else:
            found[item.number] = item
    return list(found.values())


def _rows(reading: _Reading, layout: CatalogueSheet) -> Iterator[_Row]:
    """The filled rows of a sheet below its heads; missing heads are findings."""
    sheet = next((sheet for sheet in reading.book.sheets if key_of(sheet.name) == key_of(layout.name)), None)
    if sheet is None:
        reading.findings.append(finding("LIP108", places=[Place(FILE)], found=f"das Blatt „{layout.name}“"))
        return
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    head_row, columns = _find_heads(rows, layout)
    for head in (column.head for column in layout.columns if column.head not in columns):
        reading.findings.append(finding("LIP108", places=[Place(FILE, sheet.name)], found=f"die Spalte „{head}“"))
    if "Nummer" not in columns and "Kennung" not in columns:
        return
    for number in sorted(rows):
        if number > head_row:
            row = _read_row(reading, sheet, rows[number], columns, layout)
            if row is not None:
                yield row


def _find_heads(rows: Mapping[int, list[Cell]], layout: CatalogueSheet) -> tuple[int, dict[str, int]]:
    """The row with the most of the sheet's heads, and each head's column."""
    by_key = {key_of(column.head): column.head for column in layout.columns}
    best: tuple[int, dict[str, int]] = (0, {})
    for number in sorted(rows)[:_HEADER_SEARCH]:
        columns = {by_key[key_of(cell.raw)]: cell.column for cell in rows[number] if key_of(cell.raw) in by_key}
        if len(columns) > len(best[1]):
            best = number, columns
    return best


def _read_row(
    reading: _Reading, sheet: Sheet, cells: list[Cell], columns: Mapping[str, int], layout: CatalogueSheet
) -> _Row | None:
    by_column = {cell.column: cell for cell in cells}
    texts = {column.head: "" for column in layout.columns}
    row = _Row(sheet.name, texts, columns, cells[0].row)
    for head, column in columns.items():
        if column in by_column:
            texts[head] = _text(reading, row, head, by_column[column])
    if not any(texts.values()):
        return None
    for needed in (column.head for column in layout.columns if column.required and column.head != "Nummer"):
        if not texts[needed] and needed in columns:
            reading.complain("LIP107", row, needed)
    return row


def _text(reading: _Reading, row: _Row, head: str, cell: Cell) -> str:
    if cell.kind == "error" or (cell.formula and not cell.raw):
        what = f"der Fehlerwert {ERROR_NAMES.get(cell.raw, cell.raw)}" if cell.raw else "eine Formel ohne Ergebnis"
        reading.complain("LIP109", row, head, found=what)
        return ""
    if cell.kind == "text":
        return clean(cell.raw).text
    formats = reading.book.formats
    if cell.kind == "number" and cell.style < len(formats) and is_date_format(formats[cell.style]):
        day = from_serial(float(cell.raw), date_1904=reading.book.date_1904)
        candidate = f"{day.day}-{day.month}-{day.year % 100}"
        if head in {"Nummer", "Bereich"}:
            reading.complain("LIP104", row, head, found=german_date(day), candidate=candidate)
            return ""
        return german_date(day)
    if cell.kind == "number" and head in {"Nummer", "Bereich", "Handlungsfeld"}:
        return cell.raw.removesuffix(".0")
    return show(cell, reading.book).text


def _number(reading: _Reading, row: _Row, head: str) -> MeasureNumber | None:
    text = row.texts[head]
    number = _as_number(text)
    known = any(item.places == (row.place(head),) for item in reading.findings)
    if number is None and not known:
        reading.complain("LIP101", row, head, found=f"„{text}“" if text else "nichts")
    elif number is not None and ("\n" in text or len(text) > 25):
        reading.complain("LIP101", row, head, found=f"„{text[:40]}“ (zu lang oder mehrzeilig)")
        return None
    return number


@lru_cache(maxsize=1024)
def _as_number(text: str) -> MeasureNumber | None:
    """The numbers of areas and fields stand in many rows."""
    try:
        return MeasureNumber(text)
    except ValueError:
        return None


def _department(reading: _Reading, row: _Row, structure: _Structure, head: str, name: str) -> str | None:
    if not name:
        return None
    found = structure.department(name)
    if found is None:
        reading.complain("LIP103", row, head, found=name)
    return found


def _parts(reading: _Reading, row: _Row) -> tuple[int, bool]:
    text = row.texts["mehrere Teile"]
    if text.isdecimal() and 1 <= int(text) <= 20:
        return int(text), int(text) > 1
    if key_of(text) not in {"", "ja", "nein"}:
        reading.complain("LIP106", row, "mehrere Teile", found=text, expected="ja, nein oder eine Zahl von 1 bis 20")
    return 1, key_of(text) == "ja"


def _yes(reading: _Reading, row: _Row, head: str, *, default: bool) -> bool:
    text = key_of(row.texts[head])
    if text not in {"", "ja", "nein"}:
        reading.complain("LIP106", row, head, found=row.texts[head], expected="ja oder nein")
    return text == "ja" if text in {"ja", "nein"} else default


def _year(reading: _Reading, row: _Row, head: str) -> int | None:
    text = row.texts[head]
    if not text:
        return None
    if re.fullmatch(r"[12]\d{3}", text):
        return int(text)
    reading.complain("LIP106", row, head, found=text, expected="ein Jahr wie 2011")
    return None


def _listed(text: str, separators: str = r"[,;\n]") -> tuple[str, ...]:
    return tuple(item for item in (piece.strip() for piece in re.split(separators, text)) if item)
