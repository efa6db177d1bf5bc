"""What the commands are compared with, each a whole process of its own::

    python benchmarks/baselines.py typer --help              a Typer program with one empty command
    python benchmarks/baselines.py read FOLDER               openpyxl reads every cell of every workbook below FOLDER
    python benchmarks/baselines.py write CELLS OUT           openpyxl writes these cells into workbooks
    python benchmarks/baselines.py rewrite FOLDER CELLS OUT  read, then write: what a form with earlier answers takes
    python benchmarks/baselines.py docxtpl CONTEXT TEMPLATE OUT
    python benchmarks/baselines.py stack FOLDER CONTEXT TEMPLATE OUT     read, then docxtpl: the usual way

They do what their library's own documentation shows, and no more: no checks, no styles, no messages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def empty_typer_program() -> None:
    """By the book: one command that does nothing."""
    import typer

    app = typer.Typer()

    @app.command()
    def nothing() -> None:
        """Do nothing."""

    app(args=sys.argv[2:])


def read(folder: str) -> int:
    """Every value of every sheet; returns how many cells hold one."""
    from openpyxl import load_workbook

    filled = 0
    for path in sorted(Path(folder).rglob("*.xlsx")):
        book = load_workbook(path, read_only=True)
        for sheet in book:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                filled += sum(value is not None for value in row)
        book.close()
    return filled


def write(cells: str, out: str) -> None:
    """A cell at a time."""
    from openpyxl import Workbook

    for name, sheets in json.loads(Path(cells).read_text(encoding="utf-8")).items():
        book = Workbook()
        book.remove(book.active)
        for title, filled in sheets:
            sheet = book.create_sheet(title)
            for row, column, value in filled:
                sheet.cell(row, column, value)
        book.save(Path(out) / name)


def rewrite(folder: str, cells: str, out: str) -> None:
    """Read the forms of a year, then write those of the next."""
    read(folder)
    write(cells, out)


def render(context: str, template: str, out: str) -> None:
    """With docxtpl, as careful as a report needs it: escaped, strict, in a sandbox."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(json.loads(Path(context).read_text(encoding="utf-8")), environment, autoescape=True)
    document.save(out)


def stack(folder: str, context: str, template: str, out: str) -> None:
    """Read the forms, then render; what lies between is left out in its favour."""
    read(folder)
    render(context, template, out)


PROGRAMS = {
    "read": read,
    "write": write,
    "rewrite": rewrite,
    "docxtpl": render,
    "stack": stack,
}

if __name__ == "__main__":
    if sys.argv[1] == "typer":
        empty_typer_program()
    else:
        PROGRAMS[sys.argv[1]](*sys.argv[2:])
