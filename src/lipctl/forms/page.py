"""What all sheets of a form share: protection, paper, the colours of the live mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lipctl.forms import layout
from lipctl.forms.form_sheet import FormSheet, Paper
from lipctl.forms.live_mark import COMPLETE
from lipctl.forms.model import Form
from lipctl.forms.wording import form_title
from lipctl.questions import Field
from lipctl.settings import Settings
from lipctl.xlsx.old_styles import FONT

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


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What the other sheets need of a measure's sheet: its name, the mark, and the row (from 0) of each answer."""

    name: str
    mark: str
    rows: Mapping[Field, int]


def finish_page(sheet: FormSheet, kind: str, topic: str, job: Job, *, landscape: bool = True) -> None:
    """What every sheet gets in the end: what lipctl wrote on it, and paper with topic, department and page numbers."""
    font = f'&"{FONT},Regular"&9'
    # A space before the text: a digit right after "&9" would be read as part of the size.
    header = f"&L{font} {_plain(topic)}&R{font} {_plain(job.form.department.name)}"
    footer = f"&L{font} {_plain(form_title(job.form, job.settings))}&R{font} Seite &P von &N"
    sheet.sign(kind)
    sheet.finish(Paper(landscape, header, footer))


def colour_mark(sheet: FormSheet, first_row: int, last_row: int, column: int) -> None:
    """Green when complete, sand when something is open; the words say it without colours too."""
    cell = f"${layout.cell(first_row, column)}"
    rules = ((f'={cell}="{COMPLETE}"', "done_mark"), (f'=LEFT({cell},5)="offen"', "open_mark"))
    sheet.add_colours((first_row, last_row), column, rules)


def _plain(text: str) -> str:
    """A text for a header: "&" starts a code there, and there is room for 255 characters in all."""
    shown = text if len(text) <= _MAX_HEADER else text[: _MAX_HEADER - 1] + "…"
    return " ".join(shown.replace("&", "&&").split())
