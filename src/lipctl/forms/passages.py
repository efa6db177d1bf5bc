"""A sheet that lists texts about fields: a link to the field, what it is called, the text over as many rows as it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lipctl.forms.page import FormContext, finish_page, set_columns
from lipctl.plan.model import Measure
from lipctl.xlsx.cells import cell_name, height_for, pieces_of
from lipctl.xlsx.sheet_writer import Sheet

_NUMBER_WIDTH, _LABEL_WIDTH, _TEXT_WIDTH = 16, 34, 92
_LINES_IN_A_ROW = 15
"""Rows end at 409 points; lower ones leave less of a page blank in print."""
_HEAD_ROW = 3
_GOES_ON = "Fortsetzung"


class Passage(NamedTuple):
    """A text about a field of a measure; ``link`` leads to it, ``label`` says which it is."""

    measure: Measure
    link: str
    label: str
    text: str


def write_passages(
    sheet: Sheet, context: FormContext, passages: Iterable[Passage], *, kind: str, introduction: str, head: str
) -> None:
    """Fill the sheet; ``head`` stands over the texts, ``kind`` is that of its check sums."""
    noun = context.settings.label("handlungsansatz")
    set_columns(sheet, (max(_NUMBER_WIDTH, len(noun) + 2), _LABEL_WIDTH, _TEXT_WIDTH))
    for row, height in enumerate((28, 24, 21), start=1):
        sheet.set_row(row, height)
    sheet.write(1, 1, sheet.name, "title")
    sheet.write(2, 1, introduction, "line")
    for column, text in enumerate((noun, "Frage", head), start=1):
        sheet.write(_HEAD_ROW, column, text, "head")
    row = _HEAD_ROW
    for measure, link, label, text in passages:
        for count, piece in enumerate(pieces_of(text, _TEXT_WIDTH, _LINES_IN_A_ROW)):
            row += 1
            called = "\n".join(filter(None, (measure.title, label, _GOES_ON if count else "")))
            sheet.set_row(row, height_for((called, _LABEL_WIDTH), (piece, _TEXT_WIDTH), at_least=22))
            sheet.write_link(row, 1, link, measure.number.text, "cell_link")
            sheet.write(row, 2, called, "cell")
            sheet.write(row, 3, piece, "cell")
    sheet.freeze(cell_name(_HEAD_ROW + 1, 1))
    finish_page(sheet, kind, context.paper(sheet.name, repeated=(_HEAD_ROW, _HEAD_ROW)))
