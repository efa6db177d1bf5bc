"""What XlsxWriter cannot say, said in the finished package: the language, and rows that grow with their text."""

from __future__ import annotations

import zipfile
from io import BytesIO

_LANGUAGE = b"<dc:language>de-DE</dc:language>"
_CORE = "docProps/core.xml"


def finish_package(content: bytes) -> bytes:
    """The workbook with its language, and with row heights that Excel and LibreOffice may adapt.

    XlsxWriter marks every height as set by hand; such a row hides what is typed beyond it, and cuts it in print.
    """
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = data.replace(b' customHeight="1"', b"")
            elif entry.filename == _CORE:
                data = data.replace(b"<dcterms:created", _LANGUAGE + b"<dcterms:created", 1)
            result.writestr(entry, data)
    return target.getvalue()
