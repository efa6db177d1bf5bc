"""What a form's sheets and workbook are asked to do, whoever puts it into XML.

There are two of each, and a test holds their bytes against each other: :mod:`lipctl.forms.plain_book` writes the XML of
a year's first forms itself, because 240 measures have to be quick; :mod:`lipctl.forms.noted_form` leaves it to
XlsxWriter where notes stand on cells. Rows and columns count from 0, styles are called by their name in
:mod:`lipctl.xlsx.old_styles`. A sheet remembers what lipctl wrote on it, see :mod:`lipctl.forms.own_texts`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from lipctl.forms import layout, own_texts


@dataclass(frozen=True, slots=True)
class Hint:
    """What appears, and is read out, in a field; and the list to choose from, with the words for anything else."""

    title: str
    message: str
    source: str = ""
    refusal: str = ""


REFUSAL_TITLE = "Bitte aus der Liste wählen"


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is printed; head and foot with Excel's codes in them."""

    landscape: bool
    header: str
    footer: str


MARGINS = {"left": 0.5, "right": 0.5, "top": 0.8, "bottom": 0.7}
NUMBERS_AS_TEXT = "A1:C9999"
"""Where numbers are texts on purpose: no green corners."""


class FormSheet(ABC):
    """One sheet of a form."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._own: list[str] = []

    def write_string(self, row: int, column: int, text: str, style: str) -> None:
        """Write a text, and remember it."""
        self._own.append(text)
        self.write_answer(row, column, text, style)

    def write_rich(self, row: int, column: int, pieces: Sequence[tuple[str, str]], style: str) -> None:
        """Write a text of several (style, text) pieces, and remember it as a whole."""
        self._own.append("".join(text for _, text in pieces))
        self._write_rich(row, column, pieces, style)

    def write_link(self, row: int, column: int, target: str, text: str, style: str) -> None:
        """Write a text that leads to a cell of this workbook, and remember it."""
        self._own.append(text)
        self._write_link(row, column, target, text, style)

    def sign(self, kind: str, column: int = layout.IDENTITY_COLUMN) -> None:
        """Put down in a hidden cell what lipctl wrote here; the last text of a sheet."""
        self.set_columns(column, column, 12, "secret", hidden=True)
        self.write_answer(0, column, own_texts.encode(kind, self._own), "secret")

    @abstractmethod
    def set_columns(self, first: int, last: int, width: float | None, style: str, *, hidden: bool = False) -> None:
        """Give columns a width in characters (None for the usual one) and the style of their empty cells."""

    @abstractmethod
    def set_row(self, row: int, height: float) -> None:
        """Give a row a height in points, which programs may adapt."""

    @abstractmethod
    def write_answer(self, row: int, column: int, text: str, style: str) -> None:
        """Write what a person once typed. Somebody may move it beside the fields; then it is no text of ours."""

    @abstractmethod
    def write_blank(self, row: int, column: int, style: str) -> None:
        """Make an empty cell."""

    @abstractmethod
    def write_number(self, row: int, column: int, number: int, style: str) -> None:
        """Write a number."""

    @abstractmethod
    def write_formula(self, row: int, column: int, formula: str, value: str | int, style: str) -> None:
        """Write a formula and what it comes to now. Newer functions are called by their whole name (_xlfn.…)."""

    @abstractmethod
    def write_note(self, row: int, column: int, text: str) -> None:
        """Put a note on a cell."""

    @abstractmethod
    def add_hint(self, row: int, column: int, hint: Hint) -> None:
        """Say what belongs into a cell while it is selected."""

    @abstractmethod
    def add_colours(self, rows: tuple[int, int], column: int, rules: Sequence[tuple[str, str]]) -> None:
        """Lay styles over cells of a column, for (condition, style) pairs."""

    @abstractmethod
    def add_filter(self, first_row: int, last_row: int, last_column: int) -> None:
        """Let a table be filtered."""

    @abstractmethod
    def freeze(self, rows: int, selected: tuple[int, int] | None = None) -> None:
        """Keep the first rows in sight, and put the cursor on a cell."""

    @abstractmethod
    def print_rows(self, repeated: tuple[int, int], last_cell: tuple[int, int] | None = None) -> None:
        """Which rows head every printed page, and how far the print goes."""

    @abstractmethod
    def finish(self, paper: Paper) -> None:
        """What all sheets for people have: paper, no grid, no green corners, protection."""

    @abstractmethod
    def finish_hidden(self) -> None:
        """A sheet that nobody sees: protection."""

    @abstractmethod
    def _write_rich(self, row: int, column: int, pieces: Sequence[tuple[str, str]], style: str) -> None: ...

    @abstractmethod
    def _write_link(self, row: int, column: int, target: str, text: str, style: str) -> None: ...


class FormBook(ABC):
    """The workbook of a form."""

    @abstractmethod
    def add_sheet(self, name: str) -> FormSheet:
        """The next sheet, in the order of the tabs."""

    @abstractmethod
    def define_name(self, name: str, meaning: str) -> None:
        """Give a range of cells or a text a name."""

    @abstractmethod
    def close(self, title: str, year: int) -> bytes:
        """The finished file, with the document's title; its date is the year's, so that bytes do not change."""
