"""Where the answer of a row stands, whatever was inserted, deleted or moved in the sheet.

An answer stands in the row of its question and in the column under "Ihre Antwort". Where that heading is gone, the columns
are certain only if the label of the question still stands as far from the identity as the form puts it.
"""

from __future__ import annotations

from functools import cached_property

from lipctl.forms.identity import is_identity
from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN, QUESTION_COLUMN
from lipctl.forms.wording import ANSWER_HEAD, QUESTION_HEAD, Labels
from lipctl.questions import Question
from lipctl.responses.by_label import question_of
from lipctl.text import key_of
from lipctl.xlsx.workbook import Sheet

_TO_SPARE = 100
"""By how many characters a line may be longer than the longest label and still be one, with blanks in it. An answer is longer."""
_QUESTION, _ANSWER = key_of(QUESTION_HEAD), key_of(ANSWER_HEAD)


class AnswerColumns:
    """The headings and labels of a sheet, and the columns of the answers that they stand for."""

    def __init__(self, sheet: Sheet, labels: Labels) -> None:
        self._sheet = sheet
        self._heads: list[tuple[int, int]] = []
        self._labels: dict[int, dict[int, Question]] = {}
        question_heads: dict[int, int] = {}
        longest = max(map(len, labels.questions)) + _TO_SPARE
        for cell in sheet.cells:
            first = cell.raw.split("\n", 1)[0] if cell.kind == "text" else ""
            if not first or len(first) > longest or is_identity(first):
                continue
            line = key_of(first)
            question = question_of(line, labels)
            if question is not None:
                self._labels.setdefault(cell.row, {})[cell.column] = question
            elif line == _QUESTION:
                question_heads.setdefault(cell.row, cell.column)
            elif line == _ANSWER:
                self._heads.append((cell.row, cell.column))
        if len({column for _, column in self._heads}) > 1:
            # Somebody wrote the same words elsewhere, or several forms stand on one sheet.
            self._heads = [(row, column) for row, column in self._heads if question_heads.get(row, column) < column]

    def under_heading(self, row: int, left_of: int | None = None) -> int | None:
        """The column under the nearest heading above a row; None if there is none."""
        above = [head for head in self._heads if head[0] < row and (left_of is None or head[1] < left_of)]
        return max(above)[1] if above else None

    @cached_property
    def _headings(self) -> dict[tuple[int, int], str]:
        """What stands in the rows of the headings, by row and column."""
        rows = {row for row, _ in self._heads}
        return {cell[:2]: cell.raw for cell in self._sheet.cells if cell.row in rows and cell.kind == "text"}

    def heading_over(self, row: int, column: int) -> str:
        """The heading of a column, "" for none."""
        above = [head for head, _ in self._heads if head < row]
        return self._headings.get((max(above), column), "") if above else ""

    def of_identity(self, row: int, column: int, question: Question) -> int | None:
        """The column of the answer to this question, whose identity stands here; None if nothing tells it for certain."""
        answer = self.under_heading(row, column)
        as_written = self._labels.get(row, {}).get(column - (IDENTITY_COLUMN - QUESTION_COLUMN)) is question
        return column - (IDENTITY_COLUMN - ANSWER_COLUMN) if answer is None and as_written else answer

    def contradicts(self, row: int, answer: int, question: Question) -> bool:
        """Whether the labels left of an answer are those of other questions."""
        beside = {asked for column, asked in self._labels.get(row, {}).items() if column < answer}
        return bool(beside) and question not in beside
