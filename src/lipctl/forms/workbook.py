"""One department's form as an Excel workbook: a year's first form, or a follow-up form about open points.

Rows and columns are laid down in :mod:`lipctl.forms.positions`.
"""

from __future__ import annotations

from lipctl.forms import positions
from lipctl.forms.earlier_texts import long_texts, write_earlier_texts
from lipctl.forms.guide_and_overview import write_guide, write_overview
from lipctl.forms.identity import FORM_VERSION, MARKER
from lipctl.forms.measure_sheet import write_measure_sheet
from lipctl.forms.model import Form
from lipctl.forms.open_points_sheet import write_open_points
from lipctl.forms.page import FormContext
from lipctl.forms.wording import form_title
from lipctl.scale import Scale
from lipctl.settings.model import Settings
from lipctl.xlsx.writer import Book


def write_form(form: Form, settings: Settings, scale: Scale | None) -> bytes:
    """The form as the bytes of an .xlsx file: the same for the same input, whenever it is written."""
    book = Book(form_title(form, settings), form.year)
    _write_sheets(book, FormContext(form, settings, scale))
    identity = "|".join((MARKER, str(FORM_VERSION), settings.plan_id, str(form.year), form.department.id))
    quoted = identity.replace('"', '""')
    book.define_name(positions.FORM_NAME, f'"{quoted}"')
    return book.close()


def _write_sheets(book: Book, context: FormContext) -> None:
    """Make the sheets in the order of their tabs, then fill them: the first ones refer to the others."""
    entries = context.form.entries
    first = [positions.OPEN_POINTS_SHEET] if context.form.is_follow_up else []
    fixed = {name: book.add_sheet(name) for name in (*first, positions.GUIDE_SHEET, positions.OVERVIEW_SHEET)}
    names = positions.sheet_names(entry.measure.number for entry in entries)
    sheets = {number: book.add_sheet(name) for number, name in names.items()}
    earlier = [book.add_sheet(positions.EARLIER_SHEET)] if any(map(long_texts, entries)) else []
    written = {
        entry.measure.number: write_measure_sheet(sheets[entry.measure.number], entry, context) for entry in entries
    }
    write_guide(fixed[positions.GUIDE_SHEET], context)
    write_overview(fixed[positions.OVERVIEW_SHEET], context, written)
    for sheet in earlier:
        write_earlier_texts(sheet, context, written)
    if first:
        write_open_points(fixed[positions.OPEN_POINTS_SHEET], context, written)
