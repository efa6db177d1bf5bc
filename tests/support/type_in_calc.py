"""Type into a workbook as a person does, in LibreOffice Calc; run by a Python that knows ``uno``.

    python3 type_in_calc.py PORT SOURCE TARGET TYPED.json

``TYPED.json`` is a list of ``[sheet, cell, text]``. Each text goes through the cursor and the input line, so that
protection, formats and validations have their say. Instead of a text there may be ``[how, target]``: cut, copy, drag, fill.
Then the workbook is saved as .xlsx, and the shown texts of every sheet's cell B2 are printed as JSON.

With a further argument, the name of a sheet, that sheet alone is copied into a new workbook first.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main() -> None:
    """Connect, type, save, print the marks."""
    port, source, target, typed, *alone = sys.argv[1:]
    context = connect(port)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    book = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, ())

    def run(command: str, **arguments: object) -> None:
        values = tuple(PropertyValue(Name=name, Value=value) for name, value in arguments.items())
        dispatcher.executeDispatch(book.CurrentController.Frame, f".uno:{command}", "", 0, values)

    for name in alone:
        book.CurrentController.setActiveSheet(book.Sheets.getByName(name))
        run("Move", DocName="", Index=1, Copy=True)
        book.close(True)
        book = desktop.Components.createEnumeration().nextElement()

    for name, cell, text in json.loads(Path(typed).read_text(encoding="utf-8")):
        sheet = book.Sheets.getByName(name)
        book.CurrentController.setActiveSheet(sheet)
        run("GoToCell", ToPoint=cell)
        if isinstance(text, str):
            run("EnterString", StringName=text)
        else:
            move(run, sheet, cell, *text)
    marks = {sheet.Name: sheet.getCellRangeByName("B2").String for sheet in book.Sheets}
    book.storeToURL(Path(target).as_uri(), (PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML"),))
    book.close(True)
    print(json.dumps(marks))  # noqa: T201
    desktop.terminate()


def move(run: Callable[..., None], sheet: object, cells: str, how: str, target: str) -> None:
    """Cut, copy, drag or fill the selected cells to a target on the same sheet."""
    if how == "drag":
        place = sheet.getCellRangeByName(target).getCellByPosition(0, 0).CellAddress
        sheet.moveRange(place, sheet.getCellRangeByName(cells).RangeAddress)
    elif how == "fill":
        run("GoToCell", ToPoint=f"{cells}:{target}")
        run("FillDown")
    else:
        run({"cut": "Cut", "copy": "Copy"}[how])
        run("GoToCell", ToPoint=target)
        run("Paste")


def connect(port: str) -> object:
    """The office that listens on this port, as soon as it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


if __name__ == "__main__":
    main()
