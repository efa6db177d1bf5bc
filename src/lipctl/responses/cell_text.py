"""The text of an answer cell, to the letter; wherever that is not possible, a finding says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Question
from lipctl.responses.looks import address_behind, in_quotes, is_printable, struck_words
from lipctl.symbol_fonts import named_signs
from lipctl.text import clean, is_rest_of_formula
from lipctl.xlsx.cells import MAX_CELL_UNITS, utf16_units
from lipctl.xlsx.values import ERROR_NAMES, DisplayedValue, displayed_value
from lipctl.xlsx.workbook import Cell, Sheet, Workbook

Problem = tuple[str, Mapping[str, str]]
"""The code of a finding, and the words for its sentence."""


class CellText(NamedTuple):
    """The text of an answer cell, and what is to be reported of it."""

    text: str
    problems: tuple[Problem, ...] = ()


def answer_text(
    cell: Cell, sheet: Sheet, book: Workbook, asked: tuple[Question, MeasureNumber], *, with_address: bool
) -> CellText:
    """What was answered, cleaned; "" where nobody can be sure what the cell showed (then it is reported).

    ``with_address``: the address of a link stands behind its text, where a question is answered in one's own words.
    """
    text, problems = _shown_text(cell, book, *asked)
    if second := clean(sheet.seconds.get(cell[:2], "")).text:
        return CellText("", (("LIP252", {"text": text or cell.raw, "second": second}),))
    struck, nothing_left = struck_words(cell, text, sheet, book) if text else ([], False)
    if nothing_left:
        return CellText("", (("LIP261", {"text": text}),))
    if struck:
        problems = (*problems, ("LIP260", {"words": in_quotes(struck)}))
    address = address_behind(cell, text, sheet)
    if address and with_address and asked[0] in PART_QUESTIONS and is_printable(address):
        return CellText(f"{text} ({address})" if text else address, problems)
    return CellText(text, (*problems, ("LIP263", {"address": address})) if address else problems)


def _shown_text(cell: Cell, book: Workbook, question: Question, number: MeasureNumber) -> CellText:
    """What a cell shows, whatever it looks like."""
    if cell.kind == "text" and not cell.formula:
        if is_rest_of_formula(clean(cell.raw).text):
            return CellText("", (("LIP208", {"found": f"nur der Rest einer Formel, „{cell.raw.strip()}“"}),))
        return _typed_text(cell.raw)
    if cell.kind == "error" or (cell.formula and not cell.raw):
        found = f"der Fehlerwert {ERROR_NAMES.get(cell.raw, cell.raw)}" if cell.raw else "eine Formel ohne Ergebnis"
        return CellText("", (("LIP208", {"found": found}),))
    if cell.kind == "text":
        text, problems = _typed_text(cell.raw)
        return CellText(text, (*problems, ("LIP209", {"text": text})))
    try:
        value = displayed_value(cell, book)
    except (ValueError, OverflowError):
        value = DisplayedValue(cell.raw, "ein Wert, den kein Kalender und keine Rechnung kennt", certain=False)
    return _text_of_value(cell, value, question, number)


def _text_of_value(cell: Cell, value: DisplayedValue, question: Question, number: MeasureNumber) -> CellText:
    text, day = value.text, value.day
    problems: tuple[Problem, ...] = ()
    if cell.formula:
        problems = (("LIP209", {"text": text}),)
    elif cell.kind == "bool" and question is Question.UNCHANGED:
        return CellText(text)
    elif day and len(number.key) == 3 and all(token.isdecimal() for token in number.key):
        candidate = f"{day.day}-{day.month}-{day.year % 100}"
        return CellText(text, (("LIP214", {"text": text, "candidate": candidate}),))
    if not value.certain:
        return CellText("", (*problems, ("LIP212", {"found": value.what, "text": text})))
    return CellText(text, problems or (("LIP210", {"found": value.what, "text": text}),))


def _typed_text(raw: str) -> CellText:
    text, removed = clean(raw)
    signs = "" if text.isprintable() else named_signs(text)
    if not removed and not signs and 2 * len(raw) < MAX_CELL_UNITS:
        return CellText(text)
    problems: list[Problem] = [("LIP346", {"found": signs})] if signs else []
    if removed:
        problems.append(("LIP211", {"found": ", ".join(sorted({f"U+{code:04X}" for code in removed}))}))
    if utf16_units(raw) >= MAX_CELL_UNITS:
        problems.append(("LIP213", {}))
    return CellText(text, tuple(problems))
