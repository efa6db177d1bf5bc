"""What all sheets of a form share: protection, paper, the colours of the live mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lipctl.excel import layout
from lipctl.excel.design import FONT, Styles
from lipctl.excel.form_model import Form
from lipctl.excel.form_words import form_title
from lipctl.excel.live_mark import COMPLETE
from lipctl.settings import Settings

if TYPE_CHECKING:
    from lipctl.excel.form_sheet import FormSheet

PROTECTION = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_rows": True,
    "format_columns": True,
    "autofilter": True,
    "sort": True,
}
"""Without a password, against slips only: reading, copying, filtering and row heights stay free."""

_MAX_HEADER = 110


@dataclass(frozen=True, slots=True)
class Job:
    """What every sheet of one form needs."""

    form: Form
    settings: Settings
    assessment_asked: bool
    styles: Styles


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What the other sheets need of a measure's sheet: its name, the mark, and the row (from 0) of each answer."""

    name: str
    mark: str
    rows: Mapping[layout.Key, int]


def finish_page(sheet: FormSheet, kind: str, topic: str, job: Job, *, landscape: bool = True) -> None:
    """What every sheet gets in the end: paper, head and foot, no green corners, what lipctl wrote on it, protection."""
    if landscape:
        sheet.set_landscape()
    _print_on_a4(sheet, topic, job)
    # Numbers are texts here on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:C9999"})
    sheet.sign(kind, job.styles["secret"])
    sheet.protect("", PROTECTION)


def _print_on_a4(sheet: FormSheet, topic: str, job: Job) -> None:
    """A4, one page wide, with topic, department and page numbers on every page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    font = f'&"{FONT},Regular"&9'
    # A space before the text: a digit right after "&9" would be read as part of the size.
    sheet.set_header(f"&L{font} {_plain(topic)}&R{font} {_plain(job.form.department.name)}")
    sheet.set_footer(f"&L{font} {_plain(form_title(job.form, job.settings))}&R{font} Seite &P von &N")
    sheet.hide_gridlines(2)


def colour_mark(sheet: FormSheet, first_row: int, last_row: int, column: int, styles: Styles) -> None:
    """Green when complete, sand when something is open; the words say it without colours too."""
    cell = f"${layout.cell(first_row, column)}"
    for criteria, style in ((f'={cell}="{COMPLETE}"', "done_mark"), (f'=LEFT({cell},5)="offen"', "open_mark")):
        rule = {"type": "formula", "criteria": criteria, "format": styles[style]}
        sheet.conditional_format(first_row, column, last_row, column, rule)


def _plain(text: str) -> str:
    """A text for a header: "&" starts a code there, and there is room for 255 characters in all."""
    shown = text if len(text) <= _MAX_HEADER else text[: _MAX_HEADER - 1] + "…"
    return " ".join(shown.replace("&", "&&").split())
