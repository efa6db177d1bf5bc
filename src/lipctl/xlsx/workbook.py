"""What a workbook holds, as far as lipctl cares: sheets, their filled cells, and what lies over the cells.

:mod:`lipctl.xlsx.reader` makes these of an .xlsx, :mod:`lipctl.xlsx.ods` of an .ods, :mod:`lipctl.xlsx.calamine_child` of
other formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lipctl.xlsx.cells import cell_name

MAX_CELLS = 200_000
"""Cells with content that are kept of one workbook; a form of 240 measures has about 15,000."""
MAX_TEXT = 32 * 2**20
"""Characters that the kept cells may hold together: a text is stored once and may be shown in every cell."""
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


class Cell(NamedTuple):
    """One cell that holds something.

    ``kind`` is ``"text"``, ``"number"``, ``"date"`` or ``"time"`` (ISO 8601), ``"bool"`` or ``"error"``; ``raw`` the
    value as it stands in the file (for a formula its last result, "" if there is none). ``style`` is the index of the
    cell's format and look. ``formula`` says that a formula makes the value; its own text is nobody's answer. ``shown``
    is what the screen showed of a value, where the file itself says so.
    """

    row: int
    column: int
    kind: str
    raw: str
    style: int
    formula: bool
    shown: str = ""

    @property
    def reference(self) -> str:
        """The cell's name, e.g. ``B7``."""
        return cell_name(self.row, self.column)


class Note(NamedTuple):
    """A comment on a cell. ``threaded`` is the newer kind, which Excel stores twice."""

    reference: str
    text: str
    threaded: bool = False


class Look(NamedTuple):
    """How a cell or a piece of its text looks: whether it is struck through, and the colours of the letters and behind
    them ("" for none in particular). ``symbols`` is the symbol font of a piece whose letters are signs."""

    struck: bool = False
    colour: str = ""
    fill: str = ""
    symbols: str = ""


PLAIN = Look()


class Run(NamedTuple):
    """A piece of a cell's text, and its look; None for that of the cell."""

    text: str
    look: Look | None = None


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, whether a reader can see it, its cells row by row, its merged ranges and hidden rows."""

    name: str
    visible: bool = True
    cells: list[Cell] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    runs: dict[tuple[int, int], tuple[Run, ...]] = field(default_factory=dict)
    """The pieces of texts that look different in parts, by row and column."""
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """The addresses that lie behind cells, by row and column."""
    seconds: dict[tuple[int, int], str] = field(default_factory=dict)
    """What cells hold besides another value, by row and column: programs show now the one, now the other."""
    notes: list[Note] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    """The texts of text boxes and shapes."""
    pictures: int = 0
    """Pictures and diagrams."""
    objects: int = 0
    """Files and objects of other programs that are embedded in the sheet."""
    cut_at: str = ""
    """The first cell that was not kept because there were too many, or too much in them; "" if all were."""
    part: str = ""
    """The part of the package that holds the sheet; :mod:`lipctl.xlsx.patch` changes it."""
    tables: list[str] = field(default_factory=list)
    """The parts that hold the sheet's tables."""

    @property
    def last_row(self) -> int:
        """The last row that holds something."""
        return max((cell.row for cell in self.cells), default=0)


@dataclass(slots=True)
class Workbook:
    """A workbook, whatever its format."""

    sheets: list[Sheet] = field(default_factory=list)
    """In the order of the workbook."""
    formats: list[str] = field(default_factory=list)
    """The number format of each cell style; built-in ones as ``"#14"``."""
    looks: list[Look] = field(default_factory=list)
    """The look of each cell style."""
    date_1904: bool = False
    """Whether dates are counted from 1904 on, not from 1900."""
    modified: str = ""
    """Its own ``dcterms:modified``; "" if it has none."""
    active: list[str] = field(default_factory=list)
    """What in it is active (macros, links to other files), in German words."""
    code_page: str = ""
    """The only alphabet that its texts may be of: its program lost whatever else was typed. "" if that is all of Unicode."""
    unread: list[str] = field(default_factory=list)
    """What in it cannot be read, in German words."""
    format: str = ".xlsx"
    """The usual ending of files of its format."""


class Budget:
    """How many cells and characters may still be kept of one workbook.

    Where there is no room left, the largest sheet is cut, wherever it stands: a foreign one hides no form behind it.
    """

    def __init__(self) -> None:
        self._cells, self._text = MAX_CELLS, MAX_TEXT
        self._shares: list[_Share] = []

    def keep(self, sheet: Sheet, cell: Cell) -> None:
        """Add the cell to the sheet, unless the sheet is cut before it."""
        if sheet.cut_at:
            return
        if not self._shares or self._shares[-1].sheet is not sheet:
            self._shares.append(_Share(sheet))
        sheet.cells.append(cell)
        self._shares[-1].text += len(cell.raw)
        self._cells -= 1
        self._text -= len(cell.raw)
        while self._cells < 0 or self._text < 0:
            self._cut()

    def _cut(self) -> None:
        """Take half of its cells from the largest sheet; from the one that is being read, only what has no room."""
        by_text = self._text < 0
        largest = max(self._shares, key=lambda share: share.text if by_text else len(share.sheet.cells))
        cells = largest.sheet.cells
        kept = len(cells) - 1 if largest is self._shares[-1] else len(cells) // 2
        largest.sheet.cut_at = cells[kept].reference
        text = sum(len(cell.raw) for cell in cells[kept:])
        self._cells += len(cells) - kept
        self._text += text
        largest.text -= text
        del cells[kept:]


@dataclass(slots=True)
class _Share:
    """What a sheet has taken of the budget: its cells, and so many characters."""

    sheet: Sheet
    text: int = 0
