"""Proof that what is compared holds the same: cells, answers, paragraphs. Each proof ends the benchmark if it fails."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook

from lipctl.responses.folder import read_folder
from lipctl.workspace import Workspace
from lipctl.year import load_plan

Cells = dict[str, list[tuple[str, list[tuple[int, list[tuple[int, object]]]]]]]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def cells_of(folder: Path) -> Cells:
    """Every filled cell of every workbook: {file: [(sheet, [(row, [(column, value)])])]}; formulas as such."""
    found: Cells = {}
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(path)
        found[path.name] = [
            (
                sheet.title,
                [
                    (row[0].row, filled)
                    for row in sheet.iter_rows()
                    if (filled := [(cell.column, cell.value) for cell in row if cell.value is not None])
                ],
            )
            for sheet in book
        ]
    return found


def prove_same_cells(ours: Path, theirs: Path) -> int:
    """The same workbooks, sheets and cells on both sides; tells how many cells."""
    mine, other = json.dumps(cells_of(ours)), json.dumps(cells_of(theirs))
    _prove(mine == other, "the forms differ from what openpyxl wrote")
    return sum(len(row) for sheets in cells_of(ours).values() for _, rows in sheets for _, row in rows)


def prove_same_answers(workspace: Workspace, year: int) -> int:
    """What lipctl reads is what openpyxl sees beside the identities; tells how many answers."""
    plan, _ = load_plan(workspace)
    received = read_folder(workspace, year, plan.in_year(year).responsible())
    mine = {
        (answer.department, str(answer.number), answer.part, answer.question.value): answer.text
        for response in received.responses
        for answer in response.answers
        if answer.text
    }
    other = dict(_answers_by_openpyxl(workspace.responses(year)))
    _prove(mine == other, f"lipctl read {len(mine)} answers, openpyxl sees {len(other)}")
    return len(mine)


def _answers_by_openpyxl(folder: Path) -> Iterator[tuple[tuple[str, str, int, str], str]]:
    for path in sorted(folder.rglob("*.xlsx")):
        book = load_workbook(path, read_only=True)
        for sheet in book:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_col=4, values_only=True):
                identity = str(row[3] or "") if len(row) > 3 else ""
                if identity.startswith("lipctl|") and row[1]:
                    _, _, _, _, department, number, part, question, *_ = identity.split("|")
                    text = unicodedata.normalize("NFC", str(row[1]).replace("\r\n", "\n").strip())
                    yield (department, number, int(part), question), text
        book.close()


def prove_same_text(ours: Path, theirs: Path) -> int:
    """The same paragraphs in both documents, whatever their looks; tells how many."""
    mine, other = _paragraphs(ours), _paragraphs(theirs)
    different = [pair for pair in zip(mine, other, strict=False) if pair[0] != pair[1]]
    _prove(mine == other, f"{len(mine)} and {len(other)} paragraphs; first difference: {different[:1]}")
    return len(mine)


def _paragraphs(document: Path) -> list[str]:
    """The texts of the body below the table of contents, which only some of the programs fill."""
    with ZipFile(document) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - made here
    texts = ["".join(node.text or "" for node in paragraph.iter(f"{_W}t")) for paragraph in body.iter(f"{_W}p")]
    texts = [" ".join(re.sub(r"\s", " ", text).split()) for text in texts]
    start = len(texts) - texts[::-1].index("Zusammenfassung") if "Zusammenfassung" in texts else 0
    return [text for text in texts[start:] if text]


def _prove(holds: bool, complaint: str) -> None:
    if not holds:
        sys.exit(f"Not the same content: {complaint}")
