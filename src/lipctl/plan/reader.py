"""Reading the catalogue: the plan as the coordinator keeps it in Excel, and all that is wrong in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from lipctl.findings import Finding
from lipctl.numbers import MeasureNumber, as_number
from lipctl.plan.columns import AREAS, DEPARTMENTS, FIELDS_OF_ACTION, CatalogueSheet
from lipctl.plan.former_numbers import about_succession
from lipctl.plan.lost_zeros import tell_lost_zeros
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan, ids_by_name
from lipctl.plan.own_columns import missing_columns, own_texts, with_own_columns
from lipctl.plan.rows import Row, read_rows
from lipctl.questions import CONTACT_QUESTIONS
from lipctl.text import in_one_line, in_paragraphs, key_of
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Workbook

_DEPARTMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}")
_BETWEEN_DEPARTMENTS = r"[,;/+&\n]|\b(?:und|sowie|u\.)\s"
_LONGEST_NUMBER = 25
_MOST_PARTS = 20
_Numbered = TypeVar("_Numbered", FieldOfAction, Area, Measure)


def read_catalogue(content: bytes, own_fields: Sequence[str] = ()) -> tuple[Plan, list[Finding]]:
    """The whole plan, all years, and every mistake found; rows with a mistake are kept as far as they make sense.

    ``own_fields`` are the heads of the columns that the city has added.

    Raises:
        Unreadable: the file is no workbook.
    """
    book, findings = read_workbook(content), list[Finding]()
    fields = _once_each(_read_fields(read_rows(book, FIELDS_OF_ACTION, findings)))
    areas = _once_each(_read_areas(_numbered_rows(book, AREAS, findings), _Outline(fields)))
    departments = _read_departments(read_rows(book, DEPARTMENTS, findings))
    layout = with_own_columns(own_fields, findings)
    rows = _numbered_rows(book, layout, findings)
    findings += missing_columns(layout, rows)
    measures = _once_each(_read_measures(rows, _Outline(fields, areas), departments))
    ids = {department.id: department for department in departments}
    plan = Plan(tuple(fields), tuple(areas), tuple(measures), ids).by_outline()
    return plan, [*findings, *about_succession(plan.measures)]


def _numbered_rows(book: Workbook, layout: CatalogueSheet, findings: list[Finding]) -> list[Row]:
    rows = list(read_rows(book, layout, findings))
    tell_lost_zeros(rows)
    return rows


def _once_each(rows: Iterable[tuple[Row, _Numbered]]) -> list[_Numbered]:
    """What the rows hold, each number once; a repeated one is a finding."""
    found: dict[MeasureNumber, _Numbered] = {}
    for row, item in rows:
        if item.number in found:
            row.complain("LIP102", "number", found=item.number)
        else:
            found[item.number] = item
    return list(found.values())


class _Outline:
    """The fields of action and areas, found by the number of what belongs to them."""

    def __init__(self, fields: Iterable[FieldOfAction], areas: Iterable[Area] = ()) -> None:
        self._fields = {field.number: field for field in fields}
        self._areas = {area.number: area for area in areas}
        self._by_key: dict[tuple[str, ...], Area | FieldOfAction] = {}
        self._by_key |= {field.number.key: field for field in self._fields.values()}
        self._by_key |= {area.number.key: area for area in self._areas.values()}

    def home(self, row: Row, key: str, number: MeasureNumber, subject: str) -> Area | FieldOfAction | None:
        """Where a number belongs: what the row names, else what has the longest beginning of the number as its own.

        A finding says that there is nothing, unless the plan has no fields of action and the row names none.
        """
        named = as_number(row[key])
        beginnings = (number.key[:length] for length in range(len(number.key), 0, -1))
        home = own = next((self._by_key[start] for start in beginnings if start in self._by_key), None)
        if named is not None:
            home = self._areas.get(named) or self._fields.get(named)
            if own and key in row.numeric and "." in row[key] and own.number.key == MeasureNumber(f"{named}0").key:
                row.complain("LIP111", key, found=named, candidate=own.number)
        if home is None and (row[key] or self._fields):
            row.complain("LIP105", key, subject=f"{subject} {number}", found=row[key] or "Spalte leer")
        return home


def _read_fields(rows: Iterable[Row]) -> Iterator[tuple[Row, FieldOfAction]]:
    for row in rows:
        number = _number(row)
        if number is not None:
            yield row, FieldOfAction(number, row["title"])


def _read_areas(rows: Iterable[Row], outline: _Outline) -> Iterator[tuple[Row, Area]]:
    for row in rows:
        number = _number(row)
        if number is not None:
            home = outline.home(row, "field", number, "Der Bereich")
            yield row, Area(number, row["title"], home if isinstance(home, FieldOfAction) else None)


def _read_departments(rows: Iterable[Row]) -> list[Department]:
    found: dict[str, Department] = {}
    for row in rows:
        identifier = row["id"]
        if not _DEPARTMENT_ID.fullmatch(identifier):
            if identifier:
                expected = "eine Kennung aus Buchstaben A–Z, Ziffern, „-“ und „_“ (höchstens 30)"
                row.complain("LIP106", "id", found=identifier, expected=expected)
        elif identifier.casefold() in found:
            row.complain("LIP102", "id", found=identifier)
        else:
            contact = Contact(
                persons=row["persons"],
                department=row["name"],
                unit=row["unit_prefix"],
                phones=row["phones"],
                mail=row["mail"],
            )
            aliases = _listed(row["aliases"], r"[;\n]")
            letters = row["letters_to"], row["head_mail"]
            found[identifier.casefold()] = Department(
                identifier, row["name"], row["unit_prefix"], contact, aliases, *letters
            )
    return list(found.values())


def _read_measures(
    rows: Iterable[Row], outline: _Outline, departments: Iterable[Department]
) -> Iterator[tuple[Row, Measure]]:
    ids = ids_by_name(departments)
    for row in rows:
        number = _number(row)
        if number is not None:
            yield row, _measure(row, number, outline, ids)


def _measure(row: Row, number: MeasureNumber, outline: _Outline, ids: Mapping[str, str]) -> Measure:
    home = outline.home(row, "home", number, "Nummer")
    parts, several = _parts(row)
    start, end = _year(row, "valid_from"), _year(row, "valid_until")
    if start and end and start > end:
        row.complain("LIP110", "valid_from", start=start, end=end)
    department = _responsible(row, ids)
    further = [_department(row, "further_departments", name, ids) for name in _further(row, ids)]
    return Measure(
        number=number,
        summary=in_paragraphs(row["summary"]),
        title=in_one_line(row["title"]),
        area=home if isinstance(home, Area) else None,
        field=home.field if isinstance(home, Area) else home,
        department=department,
        further_departments=tuple(name for name in further if name),
        note=row["note"],
        priority=in_one_line(row["priority"]),
        own_fields=own_texts(row),
        in_report=_is_in_report(row),
        parts=parts,
        several_parts=several,
        contact=Contact(**{question.attribute: row[question] for question in CONTACT_QUESTIONS}),
        valid_from=start,
        valid_until=end,
        former=tuple(_former(row)),
        place=row.place("number" if department else "department"),
        columns=row.columns,
    )


def _number(row: Row) -> MeasureNumber | None:
    text = row["number"]
    number = as_number(text)
    if number is None and "number" not in row.unreadable:
        row.complain("LIP101", "number", found=f"„{text}“" if text else "nichts")
    elif number is not None and ("\n" in text or len(text) > _LONGEST_NUMBER):
        row.complain("LIP101", "number", found=f"„{text[:40]}“ (zu lang oder mehrzeilig)")
        return None
    return number


def _former(row: Row) -> Iterator[MeasureNumber]:
    for text in _listed(row["former"], r"[,;+&\n]|\bund\b"):
        number = as_number(text)
        if number is None:
            row.complain("LIP114", "former", found=text, reason="das ist keine Nummer")
        else:
            yield number


def _responsible(row: Row, ids: Mapping[str, str]) -> str | None:
    """The id of the department in its column, where only one may stand."""
    text = row["department"]
    several = () if key_of(text) in ids else _listed(text, _BETWEEN_DEPARTMENTS)
    if len(several) > 1 and all(key_of(name) in ids for name in several):
        others = "“, „".join(several[1:])
        row.complain("LIP112", "department", found=text, first=several[0], others=others)
        return None
    return _department(row, "department", text, ids) if text else None


def _further(row: Row, ids: Mapping[str, str]) -> Iterator[str]:
    """The names of the further departments; what separates them may also be part of a name."""
    for name in _listed(row["further_departments"], r"[,;\n]"):
        several = () if key_of(name) in ids else _listed(name, _BETWEEN_DEPARTMENTS)
        split = "/" in name or all(key_of(one) in ids for one in several)
        yield from several if several and split else (name,)


def _department(row: Row, key: str, name: str, ids: Mapping[str, str]) -> str | None:
    """The id of the department with this id, name or alias."""
    found = ids.get(key_of(name))
    if found is None:
        row.complain("LIP103", key, found=name)
    return found


def _parts(row: Row) -> tuple[int, bool]:
    """In how many parts a measure is reported, and whether one more may be offered."""
    text = row["parts"]
    if text.isdecimal() and 1 <= int(text) <= _MOST_PARTS:
        return int(text), int(text) > 1
    if key_of(text) not in {"", "ja", "nein"}:
        row.complain("LIP106", "parts", found=text, expected=f"ja, nein oder eine Zahl von 1 bis {_MOST_PARTS}")
    return 1, key_of(text) == "ja"


def _is_in_report(row: Row) -> bool:
    text = row["in_report"]
    if key_of(text) not in {"", "ja", "nein"}:
        row.complain("LIP106", "in_report", found=text, expected="ja oder nein")
    return key_of(text) != "nein"


def _year(row: Row, key: str) -> int | None:
    text = row[key]
    if re.fullmatch(r"[12]\d{3}", text):
        return int(text)
    if text:
        row.complain("LIP106", key, found=text, expected="ein Jahr wie 2011")
    return None


def _listed(text: str, separators: str) -> tuple[str, ...]:
    return tuple(item for item in (piece.strip() for piece in re.split(separators, text)) if item)
