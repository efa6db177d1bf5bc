"""datamaps (https://pypi.org/project/datamaps/) at the same work: the nearest existing command line tool for Excel forms.

It was written for British government departments. A *datamap* (CSV: key, sheet, cell) says which cells of a form hold
answers; ``import templates -m`` reads these cells of all forms into one table, the *master*; ``export master`` writes
each column of a master into a copy of an empty form. It asks of each form that it has the same sheets, so it gets
copies of one form where lipctl gets the forms of so many departments.

datamaps keeps its settings and files below the user's home. Here it is given a home of its own.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from processes import Program
from same_content import Answers, Cells, answer_cells, cells_of, prove

IMPORT, EXPORT = "datamaps imports the forms", "datamaps exports the forms"


@dataclass(frozen=True)
class Datamaps:
    """The program, and the home it is given."""

    program: str
    home: Path

    @property
    def files(self) -> Path:
        """Where it keeps its files: forms and datamap in ``input``, results in ``output``."""
        return self.home / "Documents" / "datamaps"

    @property
    def _datamap(self) -> Path:
        return self.files / "input" / "datamap.csv"

    @property
    def _master(self) -> Path:
        return self.files / "output" / "master.xlsx"

    def programs(self, answered: Path, empty: Path, copies: int) -> dict[str, Program]:
        """Lay out copies of an answered form and the datamap of its answer cells; the two calls."""
        for name in ("input", "output"):
            (self.files / name).mkdir(parents=True)
        for number in range(copies):
            shutil.copy(answered, self.files / "input" / f"form-{number}.xlsx")
        with self._datamap.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("key", "sheet", "cellref"))
            rows.writerows((key, sheet, f"B{row}") for key, (sheet, row, _) in _datamap_of(answered).items())
        environment = {
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
        }
        export = ["export", "master", str(self._master), "-d", str(self._datamap), "-t", str(empty)]
        calls = {IMPORT: ["import", "templates", "-m"], EXPORT: export}
        return {name: Program([self.program, *args], self.home, environment) for name, args in calls.items()}

    def proofs(self, answers: Answers, answered: Path, empty: Path, copies: int) -> Iterator[str]:
        """Prove that the master and the forms it wrote hold the answers that lipctl reads; each proof in words."""
        expected = {_key(*where): text for (_, *where), text in answers.items()}
        if self._master.exists():
            heads, *rows = load_workbook(self._master).active.iter_rows(values_only=True)
            prove(len(heads) == copies + 1, f"datamaps read {len(heads) - 1} forms, not {copies}")
            for column in range(1, copies + 1):
                found = {row[0]: row[column] for row in rows if row[column]}
                prove(found == expected, f"datamaps read other answers from {heads[column]}")
            yield f"{copies * len(expected):,} answers read by datamaps"
        written = list((self.files / "output").glob("*.xlsm"))
        if written:
            places = _datamap_of(answered)
            filled = _flat(cells_of(empty)) | {places[key]: text for key, text in expected.items()}
            prove(len(written) == copies, f"datamaps wrote {len(written)} forms, not {copies}")
            for form in written:
                prove(_flat(cells_of(form)) == filled, f"datamaps wrote other cells into {form.name}")
            yield f"{copies * len(filled):,} cells written by datamaps"


def _datamap_of(form: Path) -> dict[str, tuple[str, int, int]]:
    """Sheet, row and column of each question of a form, by a key that names the question."""
    return {_key(*where): place for (_, *where), place, _ in answer_cells(form)}


def _key(number: str, part: int, question: str) -> str:
    return f"{number} {part} {question}"


def _flat(cells: Cells) -> dict[tuple[str, int, int], object]:
    return {(sheet, row, column): value for sheet, filled in cells for row, column, value in filled}
