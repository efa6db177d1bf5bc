"""Writing a catalogue: an empty one to be filled in, or one with a plan in it. The coordinator keeps it in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lipctl.plan.columns import DEPARTMENTS, EXPLANATION, MEASURES, SHEETS, TAKEN_OVER, CatalogueSheet, Column
from lipctl.plan.model import Area, Department, Measure, Plan, own_column
from lipctl.plan.own_columns import with_own_columns
from lipctl.questions import CONTACT_QUESTIONS
from lipctl.xlsx.cells import area_name, cell_name, height_for, quoted
from lipctl.xlsx.sheet_writer import A3, A4, Hint, Paper, Sheet
from lipctl.xlsx.writer import Book

_TITLE = "Katalog der Handlungsansätze"
_LAST_ROW = 2_000
"""Down to here the columns carry their hints and lists."""
_MEANING_WIDTH = 100
"""How wide the explanations are, in characters."""
_YEAR = 2000
"""The year of the workbook's date: always the same, so that its bytes are."""


def write_catalogue(plan: Plan, taken_over: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The catalogue with this plan (or an empty one) as the bytes of an .xlsx; the same plan gives the same bytes.

    ``taken_over`` are the rows of the sheet "Übernommen", which is there only if there are any.
    """
    book = Book(_TITLE, _YEAR)
    _explain(book.add_sheet(EXPLANATION))
    for layout, rows in zip(layouts_of(plan), rows_of_plan(plan), strict=True):
        sheet = book.add_sheet(layout.name)
        _write_sheet(sheet, layout, list(rows))
        if layout.name == MEASURES.name:
            book.open_at(sheet)
    if taken_over:
        _write_sheet(book.add_sheet(TAKEN_OVER.name), TAKEN_OVER, taken_over)
    return book.close()


def layouts_of(plan: Plan) -> tuple[CatalogueSheet, ...]:
    """The sheets of a catalogue, that of the measures with the city's columns in which something stands."""
    own = dict.fromkeys(name for measure in plan.measures for name in measure.own_fields)
    measures = with_own_columns(own, [])
    return tuple(measures if layout is MEASURES else layout for layout in SHEETS)


def rows_of_plan(plan: Plan) -> tuple[Iterable[Mapping[str, str]], ...]:
    """The texts of each sheet's rows by the keys of their columns; a column without text is left out."""
    return (
        ({"number": field.number.text, "title": field.title} for field in plan.fields),
        map(_area_row, plan.areas),
        map(measure_row, plan.measures),
        map(_department_row, plan.departments.values()),
    )


def _area_row(area: Area) -> dict[str, str]:
    field = {"field": area.field.number.text} if area.field else {}
    return {"number": area.number.text, "title": area.title, **field}


def measure_row(measure: Measure) -> dict[str, str]:
    """The texts of a measure's row by the keys of their columns."""
    home, contact = measure.area or measure.field, measure.contact
    return {
        "number": measure.number.text,
        "home": home.number.text if home else "",
        "title": measure.title,
        "summary": "\n\n".join(measure.summary),
        "department": measure.department or "",
        "further_departments": ", ".join(measure.further_departments),
        "note": measure.note,
        "priority": measure.priority,
        "in_report": "ja" if measure.in_report else "nein",
        "parts": str(measure.parts) if measure.parts > 1 else "ja" if measure.several_parts else "",
        "valid_from": str(measure.valid_from or ""),
        "valid_until": str(measure.valid_until or ""),
        "former": ", ".join(map(str, measure.former)),
        **{question: contact.text(question) for question in CONTACT_QUESTIONS},
        **{own_column(name): text for name, text in measure.own_fields.items()},
    }


def _department_row(department: Department) -> dict[str, str]:
    contact = department.contact
    return {
        "id": department.id,
        "name": department.name,
        "unit_prefix": department.unit_prefix,
        "persons": contact.persons,
        "phones": contact.phones,
        "mail": contact.mail,
        "aliases": "\n".join(department.aliases),
        "letters_to": department.letters_to,
        "head_mail": department.head_mail,
    }


def _write_sheet(sheet: Sheet, layout: CatalogueSheet, rows: Sequence[Mapping[str, str]]) -> None:
    widths = [column.width for column in layout.columns]
    for number, column in enumerate(layout.columns, start=1):
        # Text format for the whole column, before anyone types: else Excel turns 5-1-3 into a date.
        sheet.set_columns(number, number, column.width, "text")
        sheet.write(1, number, column.head, "head")
        sheet.add_hint(area_name((2, number), (_LAST_ROW, number)), _hint(layout, column))
    sheet.set_row(1, 32)
    for row, by_key in enumerate(rows, start=2):
        texts = [by_key.get(column.key, "") for column in layout.columns]
        for number, text in enumerate(texts, start=1):
            sheet.write(row, number, text, "cell")
        # Not every program fits a row to its wrapped text when it opens the file.
        sheet.set_row(row, height_for(*zip(texts, widths, strict=True)))
    sheet.add_table(layout.table, area_name((1, 1), (max(len(rows), 1) + 1, len(widths))), "TableStyleLight1")
    sheet.freeze("B2")
    sheet.print_on(Paper(foot=layout.name, repeated=(1, 1), size=A3 if layout.name == MEASURES.name else A4))


def _hint(layout: CatalogueSheet, column: Column) -> Hint:
    """What belongs into a column, and its list if it has one; that of the departments only warns: aliases are fine."""
    if column.choices:
        choices, refusal = ",".join(column.choices), f"Möglich ist: {', '.join(column.choices)}."
        return Hint(column.head, column.meaning, f'"{choices}"', ("Bitte wählen", refusal))
    if layout.name == MEASURES.name and column.key == "department":
        source = f"{DEPARTMENTS.name}!{area_name((2, 1), (_LAST_ROW, 1), fixed=True)}"
        refusal = f"Diese Kennung steht nicht im Blatt „{DEPARTMENTS.name}“."
        return Hint(column.head, column.meaning, source, ("Unbekannt", refusal), strict=False)
    return Hint(column.head, column.meaning)


def _explain(sheet: Sheet) -> None:
    """The sheet that says what each column means."""
    sheet.hide_grid()
    sheet.set_columns(1, 1, 24, "text")
    sheet.set_columns(2, 2, _MEANING_WIDTH, "text")
    sheet.set_row(1, 30)
    lines = (
        _TITLE,
        "Dieser Katalog ist der Plan, wie lipctl ihn liest. Sie pflegen ihn in Excel; lipctl fügt nur mit „import“ Zeilen an.",
        "Spalten dürfen Sie verschieben und eigene ergänzen; die Überschriften müssen bleiben.",
        "Ob alles stimmt, sagt „lipctl check“: mit Blatt, Zelle und Rat.",
    )
    for row, line in enumerate(lines, start=1):
        sheet.write(row, 1, line, "line" if row > 1 else "title")
    row = len(lines) + 2
    for layout in SHEETS:
        row = _explain_sheet(sheet, layout, row)
    sheet.print_on(Paper(foot=EXPLANATION))


def _explain_sheet(sheet: Sheet, layout: CatalogueSheet, row: int) -> int:
    sheet.write_link(row, 1, f"{quoted(layout.name)}!{cell_name(1, 1)}", layout.name, "link")
    sheet.write(row, 2, layout.about, "strong")
    for column in layout.columns:
        row += 1
        sheet.write(row, 1, column.head, "label")
        meaning = f"{column.meaning} Pflichtangabe." if column.required else column.meaning
        sheet.write(row, 2, meaning, "cell")
        sheet.set_row(row, height_for((meaning, _MEANING_WIDTH)))
    return row + 2
