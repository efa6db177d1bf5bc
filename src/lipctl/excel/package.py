"""What XlsxWriter cannot say, said in the finished package: the language, and rows that grow with their text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_LANGUAGE = b"<dc:language>de-DE</dc:language>"
_CORE = "docProps/core.xml"
_USED_RANGE = re.compile(rb'(<dimension ref="[A-Z]+[0-9]+:)Z([0-9]+")')


def finish_package(content: bytes) -> bytes:
    """The workbook with its language, and with row heights that Excel and LibreOffice may adapt.

    XlsxWriter marks every height as set by hand; such a row hides what is typed beyond it, and cuts it in print.
    And where a column has a format, it counts the column as used: some readers then see a cell in every row of it.
    """
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = _USED_RANGE.sub(rb"\1F\2", data.replace(b' customHeight="1"', b""), count=1)
            elif entry.filename == _CORE:
                data = data.replace(b"<dcterms:created", _LANGUAGE + b"<dcterms:created", 1)
            result.writestr(entry, data)
    return target.getvalue()
