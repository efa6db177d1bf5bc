"""What a person left beside the answer fields: other cells, extra rows and sheets, comments, text boxes, pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from string import digits
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.forms import check_sums
from lipctl.forms.check_sums import CheckSums
from lipctl.forms.identity import MARKER, is_identity
from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN, MARK_ROW, NOTE_HEAD, PHRASE_COLUMN, STATE_COLUMN
from lipctl.forms.wording import COMPLETE, DISCLAIMED, OPEN, without_numbers
from lipctl.responses.looks import address_behind, struck_own_texts
from lipctl.text import clean, is_given
from lipctl.xlsx.workbook import Cell, Sheet, Workbook

MOST = 25
"""How many remarks of one sheet are reported one by one; the others in one finding with all their cells."""

_MOST_COLUMNS = 8
"""In how many columns identities can stand in a form that a person has changed."""
_Position = tuple[int, int]
_HIDDEN = (STATE_COLUMN - IDENTITY_COLUMN, PHRASE_COLUMN - IDENTITY_COLUMN)
_LINE_START = MARKER
assert check_sums.MARKER.startswith(_LINE_START)  # noqa: S101 - one look finds both kinds of lines
_CHECK_SUM = re.compile(r"\|[0-9a-f]*\s*$")
_COUNT = re.compile(rf"\d+ von \d+ {COMPLETE} beantwortet")
_MARKS = (COMPLETE, DISCLAIMED, OPEN)
_MANY = {"cell": "Zellen", "note": "Kommentare", "box": "Textfelder"}
_THREAD_HEADS = ("[Threaded comment]", "[Kommentarthread]", "[Thread-Kommentar]")


class _Remark(NamedTuple):
    """A text that somebody left beside the answers: its kind (a key of ``_MANY``), its cell ("" for none), and the
    address of a link behind it."""

    kind: str
    text: str
    cell: str = ""
    address: str = ""

    def where(self, beside: str) -> str:
        """What holds the text, as a sentence begins; ``beside`` says where on its sheet a cell stands."""
        if self.kind == "note":
            return f"In einem Kommentar zur Zelle {self.cell}" if self.cell else "In einem Kommentar"
        return "In einem Textfeld" if self.kind == "box" else f"In einer Zelle {beside}"

    @property
    def link(self) -> str:
        """The link behind the text, in words."""
        return f" (Link: {self.address})" if self.address else ""


def hidden_lines(sheet: Sheet) -> list[Cell]:
    """lipctl's own hidden lines on a sheet, sound or not: identities, and the check sums of its texts."""
    return [cell for cell in sheet.cells if cell.raw.startswith(_LINE_START) and cell.kind == "text"]


def check_sums_of(lines: Iterable[Cell]) -> CheckSums | None:
    """The check sums of what lipctl wrote on a sheet; ``lines`` are those of :func:`hidden_lines`."""
    first = next((cell.raw for cell in lines if cell.raw.startswith(check_sums.MARKER)), "")
    return check_sums.decode(first) if first else None


def all_check_sums(sheets: Iterable[Sheet]) -> frozenset[str]:
    """The check sums of all that lipctl wrote anywhere in a workbook."""
    found = (check_sums_of(hidden_lines(sheet)) for sheet in sheets)
    return frozenset().union(*(own.sums for own in found if own))


def remarks(
    file: str, book: Workbook, sheet: Sheet, read: Collection[_Position], own: CheckSums, lines: Iterable[Cell]
) -> Iterator[Finding]:
    """A finding for each text that is neither lipctl's own nor an answer, for what cannot be read at all, and for texts of
    lipctl's own that somebody struck through.

    ``read`` are the cells (row, column) that hold answers or their identities, ``lines`` those of :func:`hidden_lines`.
    """
    beside = "neben den Antwortfeldern" if read else f"auf dem Blatt „{sheet.name}“"
    texts = [remark for remark in _texts_beside(sheet, read, own, lines) if is_given(clean(remark.text).text)]
    for remark in texts[:MOST]:
        text = f"„{clean(remark.text).text}“{remark.link}"
        yield finding("LIP216", places=[_place(file, sheet, [remark])], where=remark.where(beside), text=text)
    if rest := texts[MOST:]:
        text = f"… und {len(rest)} weitere {_MANY.get(''.join({remark.kind for remark in rest}), 'Stellen')}"
        yield finding("LIP216", places=[_place(file, sheet, rest)], where=f"{beside[0].upper()}{beside[1:]}", text=text)
    for count, one, several in ((sheet.pictures, "ein Bild", "Bilder"), (sheet.objects, "ein Objekt", "Objekte")):
        if count:
            what = one if count == 1 else f"{count} {several}"
            yield finding("LIP217", places=[Place(file, sheet.name)], found=f"auf diesem Blatt {what}")
    if sheet.cut_at:
        yield finding("LIP218", places=[Place(file, sheet.name, (sheet.cut_at,))])
    yield from struck_own_texts(file, sheet, book, lambda cell: cell[:2] not in read and _has_check_sum(cell, own))


def _place(file: str, sheet: Sheet, remarks: Iterable[_Remark]) -> Place:
    return Place(file, sheet.name, tuple(remark.cell for remark in remarks if remark.cell))


def _texts_beside(
    sheet: Sheet, read: Collection[_Position], own: CheckSums, lines: Iterable[Cell]
) -> Iterator[_Remark]:
    """All that somebody wrote on a sheet beside the answers: in other cells, in comments, in text boxes."""
    for cell in _other_cells(sheet, read, own, lines):
        yield _Remark("cell", cell.raw, cell.reference, address_behind(cell, cell.raw, sheet))
    threads = {note.reference for note in sheet.notes if note.threaded}
    for note in sheet.notes:
        if NOTE_HEAD not in note.text and (note.threaded or not _repeats(note.text, note.reference in threads)):
            yield _Remark("note", note.text, note.reference)
    for text in sheet.boxes:
        yield _Remark("box", text)


def _other_cells(sheet: Sheet, read: Collection[_Position], own: CheckSums, lines: Iterable[Cell]) -> list[Cell]:
    """The cells that somebody else wrote into. An error value is nothing that a person wrote."""
    left = [
        cell for cell in sheet.cells if cell[:2] not in read and not _has_check_sum(cell, own) and cell.kind != "error"
    ]
    if left and own.kind in {"measure", ""}:
        marks, near = _mark_cells(lines)
        left = [cell for cell in left if not _is_mark(cell, marks, near)]
    return [cell for cell in left if not _is_own(cell, own)]


def _has_check_sum(cell: Cell, own: CheckSums) -> bool:
    """Whether a cell holds a text exactly as lipctl wrote it."""
    return cell.kind == "text" and check_sums.check_sum(cell.raw) in own.sums


def _is_mark(cell: Cell, marks: Collection[_Position], near: Collection[_Position]) -> bool:
    """Whether a cell holds the live mark or one of its hidden sums, by where it stands and by what it shows. Words of the
    mark that a formula makes are the mark's wherever they stand; a number may be anybody's."""
    if cell[:2] in marks:
        return cell.formula or _is_of_the_mark(cell)
    return cell.formula and (cell.kind == "text" or cell[:2] in near) and _is_of_the_mark(cell)


def _is_own(cell: Cell, own: CheckSums) -> bool:
    """Whether something without a known check sum is lipctl's own all the same: by its kind and by what stands there."""
    text = cell.raw
    if own.kind in {"overview", "lists"}:
        # Formulas stand nowhere else in a form, but not every format tells that a cell is one, or keeps its text.
        number = cell.kind == "number" and (own.kind == "lists" or text in {"0", "0.0"})
        if cell.formula or number or text.startswith(_MARKS) or _COUNT.fullmatch(text):
            return True
    if cell.kind == "text" and _is_line(text):
        return True
    if own.fixed_texts:
        return without_numbers(text) in own.fixed_texts or (cell.formula and _is_of_the_mark(cell))
    return False


def _is_line(text: str) -> bool:
    """Whether this is one of lipctl's hidden lines, sound or not, with nothing written behind it."""
    return (is_identity(text) or text.startswith(check_sums.MARKER)) and bool(_CHECK_SUM.search(text))


def _is_of_the_mark(cell: Cell) -> bool:
    """Whether a cell holds what the formulas of the live mark come to: the mark, a piece of it, or a code."""
    if cell.kind == "text":
        return not cell.raw or cell.raw.startswith(_MARKS) or cell.raw.lstrip(digits).startswith("; ")
    return bool(re.fullmatch(r"[0-9](?:\.0)?", cell.raw))


def _mark_cells(lines: Iterable[Cell]) -> tuple[frozenset[_Position], frozenset[_Position]]:
    """Where the live mark and its hidden sums stand, seen from the identities, which move with them; and where they stand
    after a row or a column was inserted or deleted between."""
    identities = [cell[:2] for cell in lines if is_identity(cell.raw)]
    columns = sorted({column for _, column in identities})[:_MOST_COLUMNS]
    rows = {row for row, _ in identities}
    to_mark = ANSWER_COLUMN - IDENTITY_COLUMN
    marks = {(row, column + away) for row in rows for column in columns for away in _HIDDEN}
    marks |= {(MARK_ROW, column + away) for column in columns for away in (*_HIDDEN, to_mark)}
    near = {(row, column + away) for row in rows for column in columns for away in (*_HIDDEN, _HIDDEN[-1] + 1)}
    near |= {
        (MARK_ROW + down, column + away + right)
        for column in columns
        for away in (*_HIDDEN, to_mark)
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    }
    return frozenset(marks), frozenset(near)


def _repeats(text: str, threaded: bool) -> bool:
    """Whether an old-style comment only stands in for a threaded one, as Excel writes it for older programs."""
    return threaded and text.startswith(_THREAD_HEADS)
