"""What all sheets of a form share: columns, paper, protection, and the colours of the live mark."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lipctl.forms import check_sums, positions
from lipctl.forms.model import Form
from lipctl.forms.wording import MARK_LOOKS, form_title
from lipctl.questions import Field
from lipctl.scale import Scale
from lipctl.settings.model import Settings
from lipctl.xlsx.cells import area_name, cell_name, quoted
from lipctl.xlsx.sheet_writer import Paper, Sheet

USUAL_WIDTH = 8.43
"""The width of a column that nobody changed, in characters."""
_HIDDEN_WIDTH = 12
PAGE_HEIGHT = 480
"""How much of a sheet a landscape page takes, in points; a little less than it could."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What every sheet of one form is written with."""

    form: Form
    settings: Settings
    scale: Scale | None

    def paper(
        self,
        topic: str,
        *,
        repeated: tuple[int, int] | None = None,
        area: str = "",
        landscape: bool = True,
        breaks: Sequence[int] = (),
    ) -> Paper:
        """The paper of a sheet: its topic and the department at the head, the form's title at the foot."""
        head = topic, self.form.department.name
        return Paper(form_title(self.form, self.settings), head, repeated, area, landscape, breaks=breaks)


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What the other sheets need of a measure's sheet: its name, the mark, the row of each answer, and where to begin."""

    name: str
    mark: str
    rows: Mapping[Field, int]
    start: Field

    def link(self, field: Field | None = None) -> str:
        """The place of an answer's cell, or of the first one to fill in, as a link names it."""
        return f"{quoted(self.name)}!{cell_name(self.rows[field or self.start], positions.ANSWER_COLUMN)}"


def set_columns(sheet: Sheet, widths: Sequence[float], last_hidden: int = positions.IDENTITY_COLUMN) -> None:
    """Give the first columns their widths, hide lipctl's own, and make all others take texts too."""
    for column, width in enumerate(widths, start=1):
        sheet.set_columns(column, column, width, "text")
    if len(widths) + 1 < positions.IDENTITY_COLUMN:
        sheet.set_columns(len(widths) + 1, positions.IDENTITY_COLUMN - 1, USUAL_WIDTH, "text")
    sheet.set_columns(positions.IDENTITY_COLUMN, last_hidden, _HIDDEN_WIDTH, "secret", hidden=True)
    sheet.set_columns(last_hidden + 1, positions.LAST_COLUMN, USUAL_WIDTH, "text")


def page_breaks(heights: Mapping[int, float], blocks: Mapping[int, int], repeated: float) -> list[int]:
    """The rows that have to begin a page: no heading stands at a page's foot, and no small block is torn.

    Args:
        heights: the heights of all rows, in points, from the first one on.
        blocks: the first row of each block, a heading and what belongs to it, with the last one that must stay with it.
        repeated: the height of what heads every further page.
    """
    ends = dict(zip(blocks, [*list(blocks)[1:], len(heights) + 1], strict=True))
    used, breaks = 0.0, []
    for row, height in heights.items():
        wanted = height
        if row in blocks:
            whole = sum(heights[number] for number in range(row, ends[row]))
            needed = sum(heights[number] for number in range(row, blocks[row] + 1))
            wanted = whole if whole < PAGE_HEIGHT / 2 else needed
        if used + wanted > PAGE_HEIGHT:
            breaks += [row] if row in blocks else []
            used = repeated
        used += height
    return breaks


def finish_page(sheet: Sheet, kind: str, paper: Paper, answers: Collection[tuple[int, int]] = ()) -> None:
    """What every visible sheet gets in the end: the check sums of its texts, paper, no grid, protection.

    Args:
        sheet: a sheet with all its texts.
        kind: what kind of sheet it is, see :mod:`lipctl.forms.check_sums`.
        paper: how it is printed.
        answers: the cells with the department's own answers. Their texts are none of lipctl's.
    """
    sign(sheet, kind, positions.IDENTITY_COLUMN, answers)
    sheet.print_on(paper)
    sheet.hide_grid()
    sheet.protect()


def sign(sheet: Sheet, kind: str, column: int, answers: Collection[tuple[int, int]] = ()) -> None:
    """Put the check sums of all texts that lipctl wrote on a sheet into its first row."""
    texts = [text for cell, text in sheet.texts.items() if cell not in answers]
    sheet.write(1, column, check_sums.encode(kind, texts), "secret")


def colour_mark(sheet: Sheet, first_row: int, last_row: int, column: int) -> None:
    """Green when nothing is left to do, sand when something is open; the words say it without colours too."""
    mark = f"${cell_name(first_row, column)}"
    rules = []
    for look, starts in MARK_LOOKS.items():
        begins_so = ",".join(f'LEFT({mark},{len(start)})="{start}"' for start in starts)
        rules.append((f"OR({begins_so})", look))
    sheet.add_colours(area_name((first_row, column), (last_row, column)), rules)
