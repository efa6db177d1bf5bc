"""A sheet of a form that remembers what lipctl wrote on it, see :mod:`lipctl.excel.own_texts`.

Imported only where a form is written: XlsxWriter costs 0.1 s.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lipctl.excel import layout, own_texts


class FormSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """XlsxWriter's sheet, with a memory for texts."""

    def __init__(self) -> None:
        super().__init__()
        self._own: list[str] = []

    def write_string(self, row: int, column: int, text: str, style: Format) -> int:
        """Write a text, and remember it."""
        self._own.append(text)
        return int(super().write_string(row, column, text, style))

    def write_answer(self, row: int, column: int, text: str, style: Format) -> int:
        """Write what a person once typed. Somebody may move it beside the fields; then it is no text of ours."""
        return int(super().write_string(row, column, text, style))

    def write_rich_string(self, row: int, column: int, *pieces: Any) -> int:
        """Write a text of several styles, and remember it as a whole."""
        self._own.append("".join(piece for piece in pieces if isinstance(piece, str)))
        return int(super().write_rich_string(row, column, *pieces))

    def write_url(self, row: int, column: int, url: str, style: Format, text: str) -> int:
        """Write a link, and remember its text."""
        self._own.append(text)
        return int(super().write_url(row, column, url, style, text))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """Leave out the "=". XlsxWriter would look for 29 newer functions in each formula; ours name them themselves."""
        return formula.removeprefix("=")

    def sign(self, kind: str, style: Format, column: int = layout.IDENTITY_COLUMN) -> None:
        """Put down in a hidden cell what lipctl wrote here; the last thing to do to a sheet."""
        self.set_column(column, column, 12, style, {"hidden": True})
        super().write_string(0, column, own_texts.encode(kind, self._own), style)
