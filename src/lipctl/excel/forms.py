"""One department's form as an Excel workbook.

:func:`write_form` is the only writer, for the first form of a year and for one that goes out again with open points.
What stands where is laid down in :mod:`lipctl.excel.layout`.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lipctl.excel import layout
from lipctl.excel.design import Styles
from lipctl.excel.form_model import Form
from lipctl.excel.form_words import form_title
from lipctl.excel.identity import FORM_VERSION, MARKER
from lipctl.excel.measure_sheet import write_measure_sheet
from lipctl.excel.open_points import write_open_points
from lipctl.excel.overview_sheets import write_guide, write_lists, write_overview
from lipctl.excel.page import Job
from lipctl.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_form(form: Form, settings: Settings, assessment_asked: bool) -> bytes:
    """The form as the bytes of an .xlsx file: the same for the same input, whenever it is written."""
    from lipctl.excel.package import GermanWorkbook

    target = BytesIO()
    workbook = GermanWorkbook(target, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    job = Job(form, settings, assessment_asked, Styles(workbook))
    _write_sheets(workbook, job)
    _describe(workbook, job)
    workbook.close()
    return target.getvalue()


def _write_sheets(workbook: Workbook, job: Job) -> None:
    """Make the sheets in the order of their tabs, then fill them: the first ones need to know the others."""
    from lipctl.excel.form_sheet import FormSheet

    entries = job.form.entries
    first = [layout.OPEN_POINTS_SHEET] if job.form.asks_again else []
    fixed = {
        name: workbook.add_worksheet(name, FormSheet) for name in (*first, layout.GUIDE_SHEET, layout.OVERVIEW_SHEET)
    }
    names = layout.sheet_names(entry.measure.number for entry in entries)
    sheets = {number: workbook.add_worksheet(name, FormSheet) for number, name in names.items()}
    written = {entry.measure.number: write_measure_sheet(sheets[entry.measure.number], entry, job) for entry in entries}
    write_lists(workbook, workbook.add_worksheet(layout.LISTS_SHEET, FormSheet), job)
    write_guide(fixed[layout.GUIDE_SHEET], job)
    write_overview(fixed[layout.OVERVIEW_SHEET], job, written)
    if first:
        write_open_points(fixed[layout.OPEN_POINTS_SHEET], job, written)


def _describe(workbook: Workbook, job: Job) -> None:
    """Title and date of the document, and whose form it is. The date is the year's, so that bytes do not change."""
    form, settings = job.form, job.settings
    workbook.set_properties({"title": form_title(form, settings), "created": datetime(form.year, 1, 1)})  # noqa: DTZ001
    identity = "|".join((MARKER, str(FORM_VERSION), settings.plan_id, str(form.year), form.department.id))
    quoted = identity.replace('"', '""')
    workbook.define_name(layout.FORM_NAME, f'="{quoted}"')
