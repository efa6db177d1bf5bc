"""A sheet of a form as XML of our own: see :mod:`lipctl.forms.form_sheet` for why, and for what it is asked to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from lipctl.forms import layout
from lipctl.forms.form_sheet import FormSheet, Hint, Paper
from lipctl.forms.plain_elements import cell_range, counted, height, paper_xml, validation, width, wrapped
from lipctl.forms.plain_parts import FILTER_AREA
from lipctl.forms.plain_texts import DECLARATION, MAIN, attribute, data

if TYPE_CHECKING:
    from lipctl.forms.plain_book import PlainBook

_ROOT = (
    f'{DECLARATION}<worksheet xmlns="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
_PROTECTION = (
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPAN = 16
"""As many rows share one word about their first and last cell."""


class PlainSheet(FormSheet):
    """Keeps rows and cells until the workbook asks for the XML: only then are all styles in their order."""

    def __init__(self, name: str, book: PlainBook) -> None:
        super().__init__(name)
        self.hidden = False
        self.areas: dict[str, str] = {}
        self._filter = ""
        self._book, self._place_of = book, book.texts.place_of
        self._rows: dict[int, dict[int, tuple[str, str]]] = {}
        self._heights: dict[int, float] = {}
        self._columns: dict[int, tuple[float | None, str, bool]] = {}
        self._hints: list[str] = []
        self._colours: list[str] = []
        self._links: dict[tuple[int, int], str] = {}
        self._panes = ""
        self._paper: Paper | None = None

    def set_columns(self, first: int, last: int, width: float | None, style: str, *, hidden: bool = False) -> None:
        for column in range(first, last + 1):
            self._columns[column] = width, style, hidden

    def set_row(self, row: int, height: float) -> None:
        self._heights[row] = height

    def write_answer(self, row: int, column: int, text: str, style: str) -> None:
        self._put(row, column, style, f' t="s"><v>{self._place_of(text)}</v></c>')

    def write_blank(self, row: int, column: int, style: str) -> None:
        self._put(row, column, style, "/>")

    def write_number(self, row: int, column: int, number: int, style: str) -> None:
        self._put(row, column, style, f"><v>{number}</v></c>")

    def write_formula(self, row: int, column: int, formula: str, value: str | int, style: str) -> None:
        kind, shown = (' t="str"' if value else "", data(value)) if isinstance(value, str) else ("", value)
        self._put(row, column, style, f"{kind}><f>{data(formula.removeprefix('='))}</f><v>{shown}</v></c>")

    def write_note(self, row: int, column: int, text: str) -> NoReturn:
        raise NotImplementedError("a form with notes is written by XlsxWriter")

    def add_hint(self, row: int, column: int, hint: Hint) -> None:
        self._hints.append(validation(layout.cell(row, column), hint))

    def add_colours(self, rows: tuple[int, int], column: int, rules: Sequence[tuple[str, str]]) -> None:
        xml = "".join(
            f'<cfRule type="expression" dxfId="{self._book.overlay(style)}" priority="{priority}">'
            f"<formula>{data(condition.removeprefix('='))}</formula></cfRule>"
            for priority, (condition, style) in enumerate(rules, start=1)
        )
        cells = cell_range((rows[0], column), (rows[1], column))
        self._colours.append(f'<conditionalFormatting sqref="{cells}">{xml}</conditionalFormatting>')

    def add_filter(self, first_row: int, last_row: int, last_column: int) -> None:
        cells = cell_range((first_row, 0), (last_row, last_column))
        self._filter = f'<autoFilter ref="{cells}"/>'
        self.areas[FILTER_AREA] = cell_range((first_row, 0), (last_row, last_column), fixed=True)

    def freeze(self, rows: int, selected: tuple[int, int] | None = None) -> None:
        cell = layout.cell(*selected) if selected else ""
        active = f' activeCell="{cell}" sqref="{cell}"' if cell else ""
        self._panes = (
            f'<pane ySplit="{rows}" topLeftCell="A{rows + 1}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft"{active}/>'
        )

    def print_rows(self, repeated: tuple[int, int], last_cell: tuple[int, int] | None = None) -> None:
        if last_cell:
            self.areas["_xlnm.Print_Area"] = cell_range((0, 0), last_cell, fixed=True)
        self.areas["_xlnm.Print_Titles"] = f"${repeated[0] + 1}:${repeated[1] + 1}"

    def finish(self, paper: Paper) -> None:
        self._paper = paper

    def finish_hidden(self) -> None:
        self.hidden = True

    def _write_rich(self, row: int, column: int, pieces: Sequence[tuple[str, str]], style: str) -> None:
        self._put(row, column, style, f' t="s"><v>{self._book.texts.place_of_rich(pieces)}</v></c>')

    def _write_link(self, row: int, column: int, target: str, text: str, style: str) -> None:
        self.write_answer(row, column, text, style)
        cell = layout.cell(row, column)
        self._links[row, column] = (
            f'<hyperlink ref="{cell}" location="{attribute(target)}" display="{attribute(text)}"/>'
        )

    def _put(self, row: int, column: int, style: str, rest: str) -> None:
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = {}
        cells[column] = style, rest

    def xml(self, *, selected: bool) -> str:
        """The part that holds the sheet."""
        columns = {column for cells in self._rows.values() for column in cells}
        # All columns to Z have a style, but where they count as used some readers see a cell in every row of them.
        last_column = max(layout.PHRASE_COLUMN, *columns)
        fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if self._paper else ""
        grid = ' showGridLines="0"' if self._paper else ""
        tab = ' tabSelected="1"' if selected else ""
        view = f">{self._panes}</sheetView>" if self._panes else "/>"
        return "".join(
            (
                f'{_ROOT}{fit}<dimension ref="A1:{layout.cell(max(self._rows), last_column)}"/>',
                f'<sheetViews><sheetView{grid}{tab} workbookViewId="0"{view}</sheetViews>',
                '<sheetFormatPr defaultRowHeight="15"/><cols>',
                *self._column_xml(),
                "</cols><sheetData>",
                *self._row_xml(),
                "</sheetData>",
                _PROTECTION,
                self._filter,
                *self._colours,
                *counted("dataValidations", self._hints),
                *wrapped("hyperlinks", [self._links[place] for place in sorted(self._links)]),
                paper_xml(self._paper),
                "</worksheet>",
            )
        )

    def _column_xml(self) -> Iterator[str]:
        """Neighbours that are alike in one element."""
        order = self._book.style
        columns = sorted(self._columns)
        first = columns[0]
        for column, following in zip(columns, [*columns[1:], -1], strict=True):
            look = self._columns[column]
            if following == column + 1 and self._columns[following] == look:
                continue
            characters, style, hidden = look
            shown, own = width(characters)
            kept = ' hidden="1"' if hidden else ""
            yield f'<col min="{first + 1}" max="{column + 1}" width="{shown}" style="{order(style)}"{kept}{own}/>'
            first = following

    def _row_xml(self) -> Iterator[str]:
        order, rows = self._book.style, self._rows
        numbers = sorted(rows)
        blocks: dict[int, list[int]] = {}
        for row in numbers:
            blocks.setdefault(row // _SPAN, []).append(row)
        for block in blocks.values():
            span = f"{min(min(rows[row]) for row in block) + 1}:{max(max(rows[row]) for row in block) + 1}"
            for row in block:
                number = str(row + 1)
                yield f'<row r="{number}" spans="{span}"{height(self._heights.get(row))}>'
                cells = rows[row]
                for column in sorted(cells):
                    style, rest = cells[column]
                    yield f'<c r="{_LETTERS[column]}{number}" s="{order(style)}"{rest}'
                yield "</row>"
