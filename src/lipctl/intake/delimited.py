"""Lists as text: CSV with whatever delimiter and encoding a German office's programs use, as a workbook of one sheet."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from lipctl.intake.decoding import decoded
from lipctl.xlsx.workbook import Budget, Cell, Sheet, Workbook

_DELIMITERS = ";,\t|"
_NAMES = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich"}


def read_delimited(content: bytes) -> tuple[Workbook, str]:
    """The rows of a text as cells, and in words how it was read. A line "sep=;" at its start decides the delimiter."""
    text, encoding = decoded(content)
    first, _, below = text.partition("\n")
    if first.strip().strip('"').casefold().startswith("sep=") and first.strip().strip('"')[4:]:
        delimiter, text = first.strip().strip('"')[4:5], below
    else:
        delimiter = max(_DELIMITERS, key=lambda each: _evenness(text, each))
    sheet, budget = Sheet(""), Budget()
    for row, texts in enumerate(_rows(text, delimiter), start=1):
        for column, value in enumerate(texts, start=1):
            if value:
                budget.keep(sheet, Cell(row, column, "text", value, 0, False))
    return Workbook([sheet], ["General"]), f"Kodierung {encoding}, Trennzeichen {_NAMES.get(delimiter, delimiter)}"


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the usual number of cells, if that is more than one; and that number."""
    widths = Counter(len(row) for row in _rows(text, delimiter) if len(row) > 1)
    if not widths:
        return 0, 0
    width, rows = widths.most_common(1)[0]
    return rows, width


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a field that never ends
        return [line.split(delimiter) for line in text.splitlines()]
