"""The styles of a form that is written plainly: XlsxWriter makes them once, for all forms that use the same ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import lru_cache

from lipctl.xlsx.old_styles import Styles

STYLES, THEME = "xl/styles.xml", "xl/theme/theme1.xml"


@lru_cache(maxsize=16)
def style_parts(styles: tuple[str, ...], overlays: tuple[str, ...]) -> dict[str, bytes]:
    """The parts with the styles in this order: cells count them from 1, overlays from 0."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    formats, sheet = Styles(workbook), workbook.add_worksheet()
    for column, name in enumerate(styles):
        sheet.write_blank(0, column, None, formats[name])
    for name in overlays:
        sheet.conditional_format(0, 0, 0, 0, {"type": "formula", "criteria": "=TRUE", "format": formats[name]})
    workbook.close()
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in (STYLES, THEME)}
        _prove_order(archive.read("xl/worksheets/sheet1.xml"), styles, overlays)
    return parts


def _prove_order(sheet: bytes, styles: Sequence[str], overlays: Sequence[str]) -> None:
    """A form that calls another style than it means would look wrong, and might leave answers locked."""
    cells = [f's="{place}"'.encode() for place in range(1, len(styles) + 1)]
    rules = [f'dxfId="{place}"'.encode() for place in range(len(overlays))]
    found = [
        word
        for word in sheet.replace(b">", b" ").replace(b"/", b" ").split()
        if word[:2] == b"s=" or word[:6] == b"dxfId="
    ]
    if found != cells + rules:
        raise RuntimeError("XlsxWriter numbers styles in another way than this version of lipctl knows")
