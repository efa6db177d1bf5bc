"""Proof that what is compared holds the same: cells, answers, paragraphs. Each proof ends the benchmark if it fails."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook

from lipctl.plan.catalogue import load_plan
from lipctl.responses.folder import read_folder
from lipctl.workspace import Workspace

Cells = list[tuple[str, list[tuple[int, int, object]]]]
"""Of a workbook: [(sheet, [(row, column, value)])]."""
Answers = dict[tuple[str, str, int, str], str]
"""Texts by department, number, part and question."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def cells_of(form: Path) -> Cells:
    """Every filled cell of a workbook; formulas as such, those of an array by their text."""
    return [
        (
            sheet.title,
            [
                (cell.row, cell.column, getattr(cell.value, "text", cell.value))
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ],
        )
        for sheet in load_workbook(form)
    ]


def prove_same_cells(ours: Path, theirs: Path) -> int:
    """The same workbooks, sheets and cells in both folders; returns how many cells."""
    count = 0
    names = sorted(path.name for path in ours.glob("*.xlsx"))
    prove(names == sorted(path.name for path in theirs.glob("*.xlsx")), "not the same forms")
    for name in names:
        mine = cells_of(ours / name)
        prove(mine == cells_of(theirs / name), f"{name} differs from what openpyxl wrote")
        count += sum(len(filled) for _, filled in mine)
    return count


def answers_of(workspace: Workspace, year: int) -> Answers:
    """What lipctl reads of a year's forms."""
    plan, _ = load_plan(workspace)
    received = read_folder(workspace, year, plan.in_year(year).responsible())
    return {
        (answer.department, str(answer.number), answer.part, answer.question.value): answer.text
        for response in received.responses
        for answer in response.answers
        if answer.text
    }


def prove_same_answers(workspace: Workspace, year: int) -> int:
    """What lipctl reads is what openpyxl sees beside the identities; returns how many answers."""
    mine = answers_of(workspace, year)
    forms = sorted(workspace.responses(year).rglob("*.xlsx"))
    other = {where: text for form in forms for where, _, text in answer_cells(form) if text}
    prove(mine == other, f"lipctl read {len(mine)} answers, openpyxl sees {len(other)}")
    return len(mine)


def answer_cells(form: Path) -> Iterator[tuple[tuple[str, str, int, str], tuple[str, int, int], str]]:
    """Each question of a form: department, number, part and name; sheet, row and column; the answer. By openpyxl."""
    book = load_workbook(form, read_only=True)
    for sheet in book:
        sheet.reset_dimensions()
        for number_of_row, row in enumerate(sheet.iter_rows(max_col=4, values_only=True), start=1):
            identity = str(row[3] or "") if len(row) > 3 else ""
            if identity.startswith("lipctl|"):
                _, _, _, _, department, number, part, question, *_ = identity.split("|")
                text = unicodedata.normalize("NFC", str(row[1] or "").replace("\r\n", "\n").strip())
                yield (department, number, int(part), question), (sheet.title, number_of_row, 2), text
    book.close()


def prove_same_text(ours: Path, theirs: Path) -> int:
    """The same paragraphs in both documents, whatever their looks; returns how many."""
    mine, other = _paragraphs(ours), _paragraphs(theirs)
    different = [pair for pair in zip(mine, other, strict=False) if pair[0] != pair[1]]
    prove(mine == other, f"{len(mine)} and {len(other)} paragraphs; first difference: {different[:1]}")
    return len(mine)


def _paragraphs(document: Path) -> list[str]:
    """The texts of the body below the table of contents, which only some of the programs fill, without the alternative
    texts of tables, which pandoc prints."""
    with ZipFile(document) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - made here
    printed = (paragraph for paragraph in body.iter(f"{_W}p") if not _is_alternative_text(paragraph))
    texts = ["".join(map(_shown, paragraph.iter())) for paragraph in printed]
    texts = [" ".join(re.sub(r"\s", " ", text).split()) for text in texts]
    start = len(texts) - texts[::-1].index("Zusammenfassung") if "Zusammenfassung" in texts else 0
    return [text for text in texts[start:] if text]


def _is_alternative_text(paragraph: ElementTree.Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") == "TableCaption"


def _shown(node: ElementTree.Element) -> str:
    """What a node shows as text; a hyphen at which no line breaks, an element or a character, is one like any other."""
    text = node.text or "" if node.tag == f"{_W}t" else ""
    return "-" if node.tag == f"{_W}noBreakHyphen" else text.replace("\u2011", "-")


def prove(holds: bool, complaint: str) -> None:
    """End the benchmark if something does not hold."""
    if not holds:
        sys.exit(f"Not the same content: {complaint}")
