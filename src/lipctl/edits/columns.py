"""The columns of ``redaktion.xlsx``: one table for writing, reading and explaining them.

Files of earlier years have these heads, and a column is told by its head wherever it was moved to. A new one is one line
here, and its text in :func:`lipctl.edits.writer.row_texts`; workbooks that were made before have no such column. A head that is renamed is no longer found in workbooks that are out
(CONTRIBUTING.md says what that costs).
"""

from __future__ import annotations

from typing import NamedTuple

NUMBER, QUESTION, TEXT, EDIT, REMARK = "Nummer", "Frage", "Text der Dienststelle", "Redigierter Text", "Bemerkung"
STATE, REVISION, SEEN = "Stand", "Fassung", "Angesehen"
FORMER, IDENTITY = "Früherer Text der Dienststelle", "Kennung"


class Column(NamedTuple):
    """A column: its head, its width in characters, the style of its cells; on the sheet "Anleitung" what it means."""

    head: str
    width: int
    style: str
    meaning: str = ""


COLUMNS = (
    Column(NUMBER, 13, "plan"),
    Column(QUESTION, 22, "plan"),
    Column(TEXT, 52, "earlier"),
    Column(EDIT, 52, "answer",
        "Ihre Fassung. Absätze trennen Sie mit Alt+Eingabe und einer Leerzeile. Löschen Sie den Text, gilt wieder der Text der Dienststelle."),
    Column(REMARK, 24, "answer", "Für Ihre Notizen; sie stehen nicht im Bericht."),
    Column(STATE, 22, "cell_mark", "Was mit dem Text geschieht; siehe unten."),
    Column(REVISION, 10, "earlier", "Die wievielte Fassung der Dienststelle in dieser Zeile steht; leer bei der ersten."),
    Column(SEEN, 11, "answer", f"Passt Ihre Fassung auch zum geänderten Text, tragen Sie hier die Nummer aus „{REVISION}“ ein."),
    Column(FORMER, 40, "earlier",
        "Der Text, zu dem Sie Ihre Fassung geschrieben haben, wenn die Dienststelle ihn seither geändert hat."),
    Column(IDENTITY, 10, "secret"),
)  # fmt: skip
"""The columns from the left, as they are made."""
HEADS = tuple(column.head for column in COLUMNS)
STATE_HEADS = frozenset({TEXT, EDIT, STATE, REVISION, SEEN, FORMER})
"""The columns without which a row's state is not kept up to date: its own, and those that its formula looks at."""
