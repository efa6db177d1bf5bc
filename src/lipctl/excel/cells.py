"""The text of an answer cell, to the letter; what stands between it and the letter is a finding."""

from __future__ import annotations

from collections.abc import Callable

from lipctl.excel.layout import MAX_CELL_UNITS, utf16_units
from lipctl.excel.values import ERROR_NAMES, Shown, show
from lipctl.excel.workbook import Cell, Workbook
from lipctl.model import MeasureNumber, Question
from lipctl.text import clean

Tell = Callable[..., None]
"""Called with a finding's code and the words for its sentence."""


def answer_text(cell: Cell, book: Workbook, question: Question, number: MeasureNumber, tell: Tell) -> str:
    """What was answered, cleaned; "" where the cell's content cannot be told for certain (then a finding says so)."""
    if cell.kind == "error" or (cell.formula and not cell.raw):
        name = ERROR_NAMES.get(cell.raw, cell.raw)
        tell("LIP208", found=f"der Fehlerwert {name}" if cell.raw else "eine Formel ohne Ergebnis")
        return ""
    if cell.kind == "text":
        return _typed_text(cell, tell)
    try:
        shown = show(cell, book)
    except (ValueError, OverflowError):
        shown = Shown(cell.raw, "ein Wert, den kein Kalender und keine Rechnung kennt", certain=False)
    if cell.formula:
        tell("LIP209", text=shown.text)
    elif cell.kind == "bool" and question is Question.UNCHANGED:
        return shown.text
    elif shown.day and len(number.key) == 3 and all(token.isdecimal() for token in number.key):
        candidate = f"{shown.day.day}-{shown.day.month}-{shown.day.year % 100}"
        tell("LIP214", text=shown.text, candidate=candidate)
        return shown.text
    if not shown.certain:
        tell("LIP212", found=shown.what, text=shown.text)
        return ""
    if not cell.formula:
        tell("LIP210", found=shown.what, text=shown.text)
    return shown.text


def _typed_text(cell: Cell, tell: Tell) -> str:
    cleaned = clean(cell.raw)
    if cleaned.removed:
        tell("LIP211", found=", ".join(sorted({f"U+{code:04X}" for code in cleaned.removed})))
    if cell.formula:
        tell("LIP209", text=cleaned.text)
    if 2 * len(cell.raw) >= MAX_CELL_UNITS <= utf16_units(cell.raw):
        tell("LIP213")
    return cleaned.text
