"""What the look of an answer may mean: words struck through, colours, a link behind the text. A document shows none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from lipctl.findings import Finding, Place, finding
from lipctl.text import BLANKS, clean, is_blank
from lipctl.xlsx.colours import OWN
from lipctl.xlsx.workbook import PLAIN, Cell, Look, Run, Sheet, Workbook

_SIGNS = ".,;:"
_OF_NO_MEANING = {"", "000000", "theme 0", "theme 1", *(colour[-6:] for colour in OWN)}
"""Black and white, as colours and as Excel's usual theme has them, and what lipctl's own forms are coloured with."""
_PRINTABLE = ("https://", "http://", "mailto:")


def struck_words(cell: Cell, text: str, sheet: Sheet, book: Workbook) -> tuple[list[str], bool]:
    """The pieces of a cell's text that are struck through, and whether nothing else is left of it."""
    struck: list[str] = []
    left = ""
    pieces = _pieces(cell, text, sheet, book)
    if any(look.struck for _, look in pieces):
        for is_struck, same in groupby(pieces, key=lambda piece: piece[1].struck):
            joined = "".join(piece for piece, _ in same)
            if is_struck and not is_blank(joined):
                struck.append(clean(joined).text)
            elif not is_struck:
                left += joined
    return struck, bool(struck) and not left.strip(BLANKS + _SIGNS)


def in_quotes(texts: Iterable[str]) -> str:
    """The texts as a sentence lists them."""
    return ", ".join(f"„{text}“" for text in texts)


def colours(cell: Cell, sheet: Sheet, book: Workbook) -> frozenset[tuple[str, str]]:
    """The colours that a person gave to a cell's text, each of the letters and behind them; ("", "") for none."""
    fill = _meant(_look_of(cell, book).fill)
    pieces = _pieces(cell, cell.raw, sheet, book)
    return frozenset((_meant(look.colour), fill) for text, look in pieces if not is_blank(text))


def address_behind(cell: Cell, text: str, sheet: Sheet) -> str:
    """The address of the link behind a cell's text, as far as the text does not say it itself; "" for none."""
    address = clean(sheet.links.get(cell[:2], "")).text
    said = address.casefold()
    for start in _PRINTABLE:
        said = said.removeprefix(start)
    return "" if said.rstrip("/") in text.casefold() else address


def is_printable(address: str) -> bool:
    """Whether an address leads to a page or a mailbox, and may be printed."""
    return address.casefold().startswith(_PRINTABLE)


class AnswerColours:
    """The colours of all answers in a file."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()
        self._cells: dict[str, list[str]] = {}
        """By sheet, where a person coloured the answer."""

    def add(self, cell: Cell, sheet: Sheet, book: Workbook) -> None:
        """Note the colours of an answer. (Links are coloured by the program.)"""
        if cell[:2] in sheet.links:
            return
        found = colours(cell, sheet, book)
        self._seen |= found
        if found - {("", "")}:
            self._cells.setdefault(sheet.name, []).append(cell.reference)

    def finding(self, file: str, department: str | None) -> Iterator[Finding]:
        """A hint if the answers have several colours."""
        if len(self._seen) > 1:
            places = [Place(file, sheet, tuple(cells)) for sheet, cells in self._cells.items()]
            yield finding("LIP262", department=department, places=places)


def struck_own_texts(file: str, sheet: Sheet, book: Workbook, is_own: Callable[[Cell], bool]) -> Iterator[Finding]:
    """A finding if somebody struck through what lipctl itself wrote on a sheet."""
    styles = {style for style, look in enumerate(book.looks) if look.struck}
    pieces = {at for at, runs in sheet.runs.items() if any(run.look and run.look.struck for run in runs)}
    struck = [cell for cell in sheet.cells if cell.style in styles or cell[:2] in pieces] if styles or pieces else []
    own = [
        (cell, words[0]) for cell in struck if is_own(cell) and (words := struck_words(cell, cell.raw, sheet, book)[0])
    ]
    if own:
        places = [Place(file, sheet.name, tuple(cell.reference for cell, _ in own))]
        yield finding("LIP264", places=places, text=own[0][1])


def _pieces(cell: Cell, text: str, sheet: Sheet, book: Workbook) -> list[tuple[str, Look]]:
    """A cell's text in pieces of one look."""
    own = _look_of(cell, book)
    runs = sheet.runs.get(cell[:2], ())
    if "".join(run.text for run in runs) != cell.raw:
        runs = (Run(text),)
    return [(run.text, own if run.look is None else run.look) for run in runs]


def _look_of(cell: Cell, book: Workbook) -> Look:
    return book.looks[cell.style] if cell.style < len(book.looks) else PLAIN


def _meant(colour: str) -> str:
    return "" if colour in _OF_NO_MEANING else colour
