"""The text of an answer cell, to the letter; what stands between it and the letter is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.text import clean
from lipctl.xlsx.cells import MAX_CELL_UNITS, utf16_units
from lipctl.xlsx.values import ERROR_NAMES, Shown, show
from lipctl.xlsx.workbook import Cell, Workbook


class Understood(NamedTuple):
    """A text, and what is to be said of it: codes of findings with the words for their sentences."""

    text: str
    told: tuple[tuple[str, Mapping[str, str]], ...] = ()


def answer_text(cell: Cell, book: Workbook, question: Question, number: MeasureNumber) -> Understood:
    """What was answered, cleaned; "" where the cell's content cannot be told for certain (then it is said)."""
    if cell.kind == "text" and not cell.formula:
        return _typed_text(cell.raw)
    if cell.kind == "error" or (cell.formula and not cell.raw):
        name = ERROR_NAMES.get(cell.raw, cell.raw)
        return Understood(
            "", (("LIP208", {"found": f"der Fehlerwert {name}" if cell.raw else "eine Formel ohne Ergebnis"}),)
        )
    if cell.kind == "text":
        typed = _typed_text(cell.raw)
        return Understood(typed.text, (*typed.told, ("LIP209", {"text": typed.text})))
    try:
        shown = show(cell, book)
    except (ValueError, OverflowError):
        shown = Shown(cell.raw, "ein Wert, den kein Kalender und keine Rechnung kennt", certain=False)
    return _shown_value(cell, shown, question, number)


def _shown_value(cell: Cell, shown: Shown, question: Question, number: MeasureNumber) -> Understood:
    told: tuple[tuple[str, Mapping[str, str]], ...] = ()
    if cell.formula:
        told = (("LIP209", {"text": shown.text}),)
    elif cell.kind == "bool" and question is Question.UNCHANGED:
        return Understood(shown.text)
    elif shown.day and len(number.key) == 3 and all(token.isdecimal() for token in number.key):
        candidate = f"{shown.day.day}-{shown.day.month}-{shown.day.year % 100}"
        return Understood(shown.text, (("LIP214", {"text": shown.text, "candidate": candidate}),))
    if not shown.certain:
        return Understood("", (*told, ("LIP212", {"found": shown.what, "text": shown.text})))
    return Understood(shown.text, told or (("LIP210", {"found": shown.what, "text": shown.text}),))


def _typed_text(raw: str) -> Understood:
    text, removed = clean(raw)
    if not removed and 2 * len(raw) < MAX_CELL_UNITS:
        return Understood(text)
    told: list[tuple[str, Mapping[str, str]]] = []
    if removed:
        told.append(("LIP211", {"found": ", ".join(sorted({f"U+{code:04X}" for code in removed}))}))
    if utf16_units(raw) >= MAX_CELL_UNITS:
        told.append(("LIP213", {}))
    return Understood(text, tuple(told))
