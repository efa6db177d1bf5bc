"""The workbook of a form as XML of our own: see :mod:`lipctl.forms.form_sheet` for why.

The parts are those that XlsxWriter writes, byte for byte. Styles and theme do come from it, made once for all forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lipctl.files import zip_reproducibly
from lipctl.forms.form_sheet import FormBook
from lipctl.forms.plain_parts import (
    ROOT_RELATIONS,
    DefinedName,
    app,
    content_types,
    core,
    relations,
    workbook_xml,
)
from lipctl.forms.plain_sheet import PlainSheet
from lipctl.forms.plain_styles import STYLES, THEME, style_parts
from lipctl.forms.plain_texts import SharedTexts
from lipctl.xlsx import old_styles as design


class PlainBook(FormBook):
    """Knows the sheets, and counts texts and styles for them."""

    def __init__(self) -> None:
        self.texts = SharedTexts()
        self._sheets: list[PlainSheet] = []
        self._names: list[DefinedName] = []
        self._styles: dict[str, int] = {}
        self._looks: dict[str, int] = {}
        self._overlays: dict[str, int] = {}

    def add_sheet(self, name: str) -> PlainSheet:
        sheet = PlainSheet(name, self)
        self._sheets.append(sheet)
        return sheet

    def define_name(self, name: str, meaning: str) -> None:
        self._names.append(DefinedName(name, meaning))

    def style(self, name: str) -> int:
        """The number of a style: in the order in which cells use them, 1 the first."""
        place = self._styles.get(name)
        if place is None:
            place = self._styles[name] = self._looks.setdefault(_first_alike(name), len(self._looks) + 1)
        return place

    def overlay(self, name: str) -> int:
        """The number of a style that is laid over others, 0 the first."""
        return self._overlays.setdefault(name, len(self._overlays))

    def close(self, title: str, year: int) -> bytes:
        names = sorted([*self._names, *self._names_of_sheets()], key=lambda name: name.order)
        count = len(self._sheets)
        sheets = [sheet.xml(selected=sheet is self._sheets[0]) for sheet in self._sheets]
        made = style_parts(tuple(self._looks), tuple(self._overlays))
        parts = (
            ("[Content_Types].xml", content_types(count)),
            ("_rels/.rels", ROOT_RELATIONS),
            ("xl/_rels/workbook.xml.rels", relations(count)),
            *((f"xl/worksheets/sheet{number}.xml", sheet.encode()) for number, sheet in enumerate(sheets, start=1)),
            ("xl/workbook.xml", workbook_xml([(sheet.name, sheet.hidden) for sheet in self._sheets], names).encode()),
            ("xl/sharedStrings.xml", self.texts.xml().encode()),
            (STYLES, made[STYLES]),
            (THEME, made[THEME]),
            ("docProps/core.xml", core(title, year).encode()),
            ("docProps/app.xml", app([sheet.name for sheet in self._sheets], names).encode()),
        )
        self._sheets.clear()  # each knows this book: else all of it would be kept until Python looks for cycles
        return zip_reproducibly(parts)

    def _names_of_sheets(self) -> Iterator[DefinedName]:
        for place, sheet in enumerate(self._sheets):
            for name, cells in sheet.areas.items():
                yield DefinedName(name, f"{_quoted(sheet.name)}!{cells}", place)


@cache
def _first_alike(style: str) -> str:
    """The first style that looks the same: Excel counts both as one."""
    return next(name for name in design.STYLES if design.properties_of(name) == design.properties_of(style))


@cache
def _quoted(sheet: str) -> str:
    from xlsxwriter.utility import quote_sheetname

    return str(quote_sheetname(sheet))
