"""Tests write their input as tables: Markdown that is read here, or rows of which the first ones run always."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a Markdown table by head. ``·`` stands for a blank, ``⏎`` for a line end, as cells are trimmed."""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads, body = cells[0], [row for row in cells[1:] if not all(set(cell) <= set("-: ") and cell for cell in row)]
    return [dict(zip(heads, (_as_typed(cell) for cell in row), strict=True)) for row in body]


def _as_typed(cell: str) -> str:
    return cell.replace("⏎", "\n").replace("·", " ")


def mostly_slow(rows: Iterable[Any], always: int = 1) -> list[Any]:
    """Parameters of which the first ``always`` show how a costly test goes; the others are marked slow."""
    return [
        row if number < always else pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=pytest.mark.slow)
        for number, row in enumerate(rows)
    ]
