"""Writing a catalogue: an empty one to be filled in, or one with a plan in it. The coordinator keeps it in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lipctl.forms.layout import height_for
from lipctl.plan.columns import (
    DEPARTMENTS,
    EXPLANATION,
    MEASURES,
    SHEETS,
    CatalogueSheet,
    Column,
)
from lipctl.plan.model import Measure, Plan
from lipctl.xlsx.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LAST_ROW = 2_000
"""Down to here (from 1) the columns carry their validations."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own time has no zone; fixed, so that the bytes are


def write_catalogue(plan: Plan) -> bytes:
    """The catalogue with this plan (or an empty one) as the bytes of an .xlsx; the same plan gives the same bytes."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Katalog der Handlungsansätze", "created": _MADE})
    styles = Styles(book)
    _explain(book.add_worksheet(EXPLANATION), styles)
    for layout, rows in zip(SHEETS, _rows_of(plan), strict=True):
        _write_sheet(book, layout, list(rows), styles)
    book.get_worksheet_by_name(MEASURES.name).activate()
    book.close()
    return stream.getvalue()


def _rows_of(plan: Plan) -> tuple[Iterable[Sequence[str]], ...]:
    return (
        ((field.number.text, field.title) for field in plan.fields),
        ((area.number.text, area.title, area.field.number.text if area.field else "") for area in plan.areas),
        (_measure_row(measure) for measure in plan.measures),
        (
            (
                department.id,
                department.name,
                department.unit_prefix,
                department.contact.persons,
                department.contact.phones,
                department.contact.mail,
                "\n".join(department.aliases),
            )
            for department in plan.departments.values()
        ),
    )


def _measure_row(measure: Measure) -> Sequence[str]:
    home = measure.area or measure.field
    several = str(measure.parts) if measure.parts > 1 else "ja" if measure.several_parts else ""
    return (
        measure.number.text,
        home.number.text if home else "",
        "\n\n".join(measure.summary),
        measure.department or "",
        ", ".join(measure.further_departments),
        measure.note,
        "ja" if measure.in_report else "nein",
        several,
        measure.contact.persons,
        measure.contact.unit,
        measure.contact.phones,
        measure.contact.mail,
        str(measure.valid_from or ""),
        str(measure.valid_until or ""),
    )


def _write_sheet(book: Workbook, layout: CatalogueSheet, rows: Sequence[Sequence[str]], styles: Styles) -> None:
    sheet = book.add_worksheet(layout.name)
    for number, column in enumerate(layout.columns):
        # Text format for the whole column, before anyone types: else Excel turns 5-1-3 into a date.
        sheet.set_column(number, number, column.width, styles["text"])
    last_row = max(len(rows), 1)
    sheet.add_table(
        0,
        0,
        last_row,
        len(layout.columns) - 1,
        {
            "name": layout.table,
            "style": "Table Style Light 1",
            "columns": [{"header": column.head, "header_format": styles["head"]} for column in layout.columns],
        },
    )
    for row, texts in enumerate(rows, start=1):
        for number, text in enumerate(texts):
            if text:
                sheet.write_string(row, number, text, styles["cell"])
            else:
                sheet.write_blank(row, number, None, styles["cell"])
        # Not every program fits a row to its wrapped text when it opens the file.
        sheet.set_row(row, height_for(*zip(texts, (column.width for column in layout.columns), strict=True)))
    _validate(sheet, layout)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 32)
    sheet.set_landscape()
    sheet.set_paper(8 if layout is MEASURES else 9)  # A3, A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RSeite &P von &N")


def _validate(sheet: Worksheet, layout: CatalogueSheet) -> None:
    """Lists to choose from, and a hint at each column's cells; a list of departments only warns: aliases are fine."""
    for number, column in enumerate(layout.columns):
        options: dict[str, object] = {"input_title": column.head[:32], "input_message": column.meaning[:255]}
        if column.choices:
            options |= {"validate": "list", "source": list(column.choices)}
            options |= {"error_title": "Bitte wählen", "error_message": f"Möglich ist: {', '.join(column.choices)}."}
        elif layout is MEASURES and column.head == "Dienststelle":
            options |= {
                "validate": "list",
                "source": f"={DEPARTMENTS.name}!$A$2:$A${_LAST_ROW}",
                "error_type": "warning",
            }
            options |= {
                "error_title": "Unbekannt",
                "error_message": "Diese Kennung steht nicht im Blatt „Dienststellen“.",
            }
        else:
            options |= {"validate": "any"}
        sheet.data_validation(1, number, _LAST_ROW - 1, number, options)


def _explain(sheet: Worksheet, styles: Styles) -> None:
    """The sheet that says what each column means."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24, styles["text"])
    sheet.set_column(1, 1, 100, styles["text"])
    sheet.write_string(0, 0, "Katalog der Handlungsansätze", styles["title"])
    sheet.set_row(0, 30)
    lines = (
        "Dieser Katalog ist der Plan, wie lipctl ihn liest. Sie pflegen ihn in Excel; lipctl ändert ihn nie.",
        "Spalten dürfen Sie verschieben und eigene ergänzen; die Überschriften müssen bleiben.",
        "Ob alles stimmt, sagt „lipctl check“: mit Blatt, Zelle und Rat.",
    )
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, styles["line"])
    row = len(lines) + 2
    for layout in SHEETS:
        row = _explain_sheet(sheet, layout, row, styles)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _explain_sheet(sheet: Worksheet, layout: CatalogueSheet, row: int, styles: Styles) -> int:
    sheet.write_url(row, 0, f"internal:'{layout.name}'!A1", styles["link"], layout.name)
    sheet.write_string(row, 1, layout.about, styles["strong"])
    for column in layout.columns:
        row += 1
        sheet.write_string(row, 0, column.head, styles["label"])
        sheet.write_string(row, 1, _meaning(column), styles["cell"])
    return row + 2


def _meaning(column: Column) -> str:
    return f"{column.meaning} Pflichtangabe." if column.required else column.meaning
