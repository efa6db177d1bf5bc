"""Writing a sheet with openpyxl. Rows and columns count from 1; a style is called by its name in ``xlsx/styles``.

A text is always written as a text: what begins with "=" is no formula, and "#REF!" is no error. What is too long for its
place is cut where everybody sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.comments import Comment
from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from lipctl.text import in_one_line
from lipctl.xlsx.cells import (
    MAX_CELL_UNITS,
    MAX_HINT_TITLE,
    cell_name,
    column_letters,
    escaped,
    fit_cell,
    shortened_to,
    utf16_units,
)
from lipctl.xlsx.colours import LINE as BAR
from lipctl.xlsx.styles import FONT, OVERLAYS, STYLES

A3, A4 = 8, 9
_NOTE_SIZE = {"width": 333, "height": 133}
"""In pixels: so much of a note can be read without enlarging it."""
_MAX_IN_HEAD = 110
_MAX_HINT = 255


@dataclass(frozen=True, slots=True)
class Hint:
    """What appears, and is read out, in a cell that is selected; and the list to choose from.

    ``source`` is a range, a defined name, or the choices in double quotes with commas between them. Anything else is
    refused with the words of ``refusal`` (title and message), or, where it is not ``strict``, only asked back.
    """

    title: str
    message: str
    source: str = ""
    refusal: tuple[str, str] = ("", "")
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is printed: one page wide, with its texts at the left and right of head and foot, and page numbers.

    ``repeated`` are the first and last row of those that head every page, ``area`` is what is printed ("" for all), and
    ``breaks`` are the rows that begin a page of their own.
    """

    foot: str
    head: tuple[str, str] = ("", "")
    repeated: tuple[int, int] | None = None
    area: str = ""
    landscape: bool = True
    size: int = A4
    breaks: Sequence[int] = ()


class BookStyles(dict[str, NamedStyle]):
    """The styles of one workbook, each made when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self._workbook = workbook

    def __missing__(self, name: str) -> NamedStyle:
        # Excel has styles of its own called "Title" and "Link"; a workbook must not seem to redefine them.
        style = self[name] = STYLES[name].named(f"lipctl {name}")
        self._workbook.add_named_style(style)
        return style


class Sheet:
    """A sheet that is being written."""

    def __init__(self, sheet: Worksheet, styles: BookStyles) -> None:
        self.name = sheet.title
        self.texts: dict[tuple[int, int], str] = {}
        """What was written as text, by row and column."""
        self.results: dict[str, str | int] = {}
        """What each formula comes to, by its cell."""
        self._sheet, self._styles = sheet, styles

    def set_columns(self, first: int, last: int, width: float, style: str, *, hidden: bool = False) -> None:
        """Give columns a width in characters, and the style of their empty cells."""
        # As Excel stores a width: in whole pixels, 7 for a digit and 5 around the text, counted in 256ths of a digit.
        stored = (int(width * 7 + 0.5) + 5) * 256 // 7 / 256
        letter = column_letters(first)
        self._sheet.column_dimensions[letter] = ColumnDimension(
            self._sheet, letter, stored, min=first, max=last, hidden=hidden, style=self._styles[style].as_tuple()
        )

    def set_row(self, row: int, height: float, *, hidden: bool = False) -> None:
        """Give a row a height in points, which programs may adapt to what is typed."""
        dimension = self._sheet.row_dimensions[row]
        dimension.height = int(height * 4 / 3 + 0.5) * 0.75  # in whole pixels
        if hidden:
            dimension.hidden = True

    def write(self, row: int, column: int, text: str, style: str, more: Sequence[tuple[str, str]] = ()) -> None:
        """Write a text, "" for an empty cell; ``more`` are (style, text) pieces behind it in fonts of their own."""
        cell = self._cell(row, column, style)
        if more:
            self.texts[row, column] = text + "".join(piece for _, piece in more)
            pieces: list[str | TextBlock] = [escaped(text)]
            pieces += [TextBlock(STYLES[name].inline_font, escaped(piece)) for name, piece in more]
            cell.value = CellRichText(pieces)
        elif text:
            self.texts[row, column] = fitting = fit_cell(text)
            stored = escaped(fitting)
            cell.value = stored if len(stored) <= MAX_CELL_UNITS else CellRichText(stored)  # openpyxl would cut it
            cell.data_type = "s"
            if not STYLES[style].locked:  # so that what begins with "=" stays a text even after F2 and Enter
                cell.quotePrefix = True

    def write_link(self, row: int, column: int, target: str, text: str, style: str) -> None:
        """Write a text that leads to a cell of this workbook."""
        self.write(row, column, text, style)
        self._sheet.cell(row, column).hyperlink = Hyperlink("", location=target, display=text)

    def write_number(self, row: int, column: int, number: float, style: str) -> None:
        """Write a number."""
        self._cell(row, column, style).value = number

    def write_day(self, row: int, column: int, day: date, style: str) -> None:
        """Write a day, which programs can sort and filter by."""
        self._cell(row, column, style).value = day

    def write_formula(
        self, row: int, column: int, formula: str, result: str | int, style: str, *, array: bool = False
    ) -> None:
        """Write a formula ("=…") and what it comes to now. Newer functions are called by their whole name (_xlfn.…).

        As an ``array`` every program goes through the lists in it; otherwise some take their first entry only.
        """
        name = cell_name(row, column)
        self._cell(row, column, style).value = ArrayFormula(name, formula) if array else formula
        self.results[name] = result

    def add_note(self, row: int, column: int, text: str, author: str) -> None:
        """Put a note on a cell."""
        self._sheet.cell(row, column).comment = Comment(escaped(text), author, **_NOTE_SIZE)

    def add_hint(self, cells: str, hint: Hint) -> None:
        """Say what belongs into cells while one is selected.

        Raises:
            ValueError: Excel would drop choices that are this long.
        """
        if hint.source.startswith('"') and utf16_units(hint.source) > _MAX_HINT + 2:
            raise ValueError(f"needs a list of its own on a sheet: {hint.source}")
        rule = DataValidation(sqref=cells, allowBlank=True, showInputMessage=True, showErrorMessage=True)
        rule.promptTitle, rule.prompt = _words(hint.title, hint.message)
        if hint.source:
            rule.type, rule.formula1 = "list", hint.source
            rule.errorTitle, rule.error = _words(*hint.refusal)
            rule.errorStyle = None if hint.strict else "warning"
        self._sheet.add_data_validation(rule)

    def add_colours(self, cells: str, rules: Sequence[tuple[str, str]]) -> None:
        """Lay colours over cells, for (condition, name in ``OVERLAYS``) pairs."""
        for condition, name in rules:
            rule = Rule("expression", dxf=OVERLAYS[name].overlay, formula=[condition])
            self._sheet.conditional_formatting.add(cells, rule)

    def add_bars(self, cells: str) -> None:
        """Lay bars behind numbers from 0 to 1, as long as these are large."""
        self._sheet.conditional_formatting.add(cells, DataBarRule("num", 0, "num", 1, BAR, minLength=0, maxLength=100))  # type: ignore[no-untyped-call]

    def add_filter(self, cells: str) -> None:
        """Let a table be filtered; its heads are the first row."""
        self._sheet.auto_filter.ref = cells

    def add_table(self, name: str, cells: str, look: str | None = None) -> None:
        """Make a table of cells whose first row holds its heads, in one of Excel's looks or none."""
        shown = TableStyleInfo(look, showRowStripes=True) if look else None
        self._sheet.add_table(Table(name=name, displayName=name, ref=cells, tableStyleInfo=shown))

    def freeze(self, first_free: str, selected: str = "") -> None:
        """Keep what is above and left of a cell in sight, and put the cursor on a cell."""
        self._sheet.freeze_panes = first_free
        if selected:
            place = self._sheet.sheet_view.selection[-1]
            place.activeCell = place.sqref = selected

    def print_on(self, paper: Paper) -> None:
        """Say how the sheet is printed."""
        sheet, setup = self._sheet, self._sheet.page_setup
        setup.paperSize, setup.orientation = str(paper.size), "landscape" if paper.landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup.fitToHeight = 0
        sheet.page_margins = PageMargins(
            left=0.5, right=0.5, top=0.8 if any(paper.head) else 0.6, bottom=0.7, header=0.3, footer=0.3
        )
        sheet.oddHeader = _at_both_ends(*map(_plain, paper.head))
        sheet.oddFooter = _at_both_ends(_plain(paper.foot), "Seite &P von &N")
        if paper.repeated:
            sheet.print_title_rows = "{}:{}".format(*paper.repeated)
        if paper.area:
            sheet.print_area = paper.area
        for row in paper.breaks:
            sheet.row_breaks.append(Break(row - 1))

    def hide_grid(self) -> None:
        """Show no lines between the cells."""
        self._sheet.sheet_view.showGridLines = False

    def protect(self, *allowed: str) -> None:
        """Lock the cells whose style is locked: without a password, against slips only.

        Reading, copying, filtering, sorting, widths and heights stay free; ``allowed`` frees more, in openpyxl's words.
        """
        protection = self._sheet.protection
        protection.sheet = protection.objects = protection.scenarios = True
        for name in ("formatColumns", "formatRows", "sort", "autoFilter", *allowed):
            setattr(protection, name, False)

    def hide(self) -> None:
        """Make it a sheet that nobody sees."""
        self._sheet.sheet_state = "hidden"

    def _cell(self, row: int, column: int, style: str) -> Cell:
        cell = self._sheet.cell(row, column)
        cell.style = self._styles[style].name
        return cell  # type: ignore[return-value]  # nothing is merged


def _words(title: str, message: str) -> tuple[str, str]:
    """Title and message of a hint, as long as Excel allows."""
    return shortened_to(title, MAX_HINT_TITLE), shortened_to(message, _MAX_HINT)


def _at_both_ends(left: str, right: str) -> HeaderFooterItem:
    """A head or foot with texts at its left and right."""
    item = HeaderFooterItem()
    for part, text in ((item.left, left), (item.right, right)):
        if text:
            part.text, part.font, part.size = text, f"{FONT},Regular", 9
    return item


def _plain(text: str) -> str:
    """A text for head or foot: "&" starts a code there, and there is room for 255 characters in all."""
    return escaped(shortened_to(in_one_line(text), _MAX_IN_HEAD)).replace("&", "&&")
