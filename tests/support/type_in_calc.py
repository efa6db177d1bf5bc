"""Type into a workbook as a person does, in LibreOffice Calc; run by a Python that knows ``uno``.

    python3 type_in_calc.py PORT SOURCE TARGET TYPED.json

``TYPED.json`` is a list of ``[sheet, cell, text]``. Each text goes through the cursor and the input line, so that
protection, formats and validations have their say; then the workbook is saved as .xlsx, and the shown texts of every
sheet's cell B2 are printed as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main() -> None:
    """Connect, type, save, print the marks."""
    port, source, target, typed = sys.argv[1:]
    context = connect(port)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    book = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, ())
    controller = book.CurrentController
    for sheet, cell, text in json.loads(Path(typed).read_text(encoding="utf-8")):
        controller.setActiveSheet(book.Sheets.getByName(sheet))
        for command, name, value in ((".uno:GoToCell", "ToPoint", cell), (".uno:EnterString", "StringName", text)):
            dispatcher.executeDispatch(controller.Frame, command, "", 0, (PropertyValue(Name=name, Value=value),))
    marks = {sheet.Name: sheet.getCellRangeByName("B2").String for sheet in book.Sheets}
    book.storeToURL(Path(target).as_uri(), (PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML"),))
    book.close(True)
    print(json.dumps(marks))  # noqa: T201
    desktop.terminate()


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
