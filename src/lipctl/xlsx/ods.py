"""Reading an .ods (OpenDocument 1.3, part 3: all sheets in one part) into the same :class:`Workbook` as an .xlsx.

Formulas, error values, comments, text boxes and pictures are seen as in an .xlsx, and the same limits hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from lipctl.xlsx import parts
from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.container import Container
from lipctl.xlsx.looks import as_seen
from lipctl.xlsx.odf_looks import LINK, Looks, address_behind
from lipctl.xlsx.odf_text import COMMENT, DRAW, FOOTNOTE, OFFICE, STYLE, TABLE, number_from_one, written
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.values import ERROR_NAMES
from lipctl.xlsx.workbook import MAX_COLUMN, MAX_ROW, Budget, Cell, Note, Sheet, Workbook

_ROW, _SHAPES, _SHEET, _ANY_STYLE = f"{TABLE}table-row", f"{TABLE}shapes", f"{TABLE}table", f"{STYLE}style"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_FORMULA = f"{TABLE}formula"
_FOREIGN = (f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet", f"{DRAW}control")
_FOLLOWS_CELLS = f"{DRAW}notify-on-update-of-ranges"
"""What a chart has and a document of another program has not."""
_NUMBERS = {"float", "percentage", "currency"}
_LIBREOFFICE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_GNUMERIC_ERROR = "{http://www.gnumeric.org/odf-extension/1.0}error-value"


def read_ods(container: Container) -> Workbook:
    """Read the parts of an .ods.

    Raises:
        Unreadable: it is damaged, or not safe to read.
    """
    with parts.refusing_what_is_damaged():
        reader = _Reader()
        if "styles.xml" in container:
            reader.learn_styles(container.xml("styles.xml"))
        book = reader.read(container.xml("content.xml"))
        book.active += ["Makros"] if "Basic/script-lc.xml" in container else []
        book.modified = _modified(container.xml("meta.xml")) if "meta.xml" in container else ""
    container.refuse_doctypes_elsewhere()
    return book


def _modified(content: bytes) -> str:
    """When the workbook was last saved; LibreOffice leaves out the zone, and then nobody can say which of two is newer."""
    day = "".join(element.text or "" for element in parts.elements(content, "{http://purl.org/dc/elements/1.1/}date"))
    return day if day.endswith("Z") else ""


class _Reader:
    """Fills a workbook from its one part, row by row."""

    def __init__(self) -> None:
        self._book, self._budget = Workbook(), Budget()
        self._sheet, self._row = Sheet(""), 0
        self._hidden_styles: set[str] = set()
        self._looks = Looks()

    def learn_styles(self, content: bytes) -> None:
        """Learn the styles that have names of their own, from which those in the part of the sheets descend."""
        for style in parts.elements(content, _ANY_STYLE):
            self._looks.learn(style)

    def read(self, content: bytes) -> Workbook:
        """The workbook that the part holds.

        Raises:
            Unreadable: it is no workbook.
            XMLSyntaxError: it is no well-formed XML.
            ValueError: a number in it is none, or beyond what a sheet can have.
        """
        take = {
            _ROW: self._take_row,
            _SHEET: self._take_sheet,
            _SHAPES: self._take_shapes,
            _ANY_STYLE: self._take_style,
        }
        parser = parts.parse(content, *take)
        for _, element in parser:
            take[str(element.tag)](element)
            element.clear()
        if parts.name_of(parser.root) != "document-content" or not self._book.sheets:
            raise Unreadable("LIP231", reason="es fehlt die Mappe selbst")
        self._book.looks = self._looks.all
        return self._book

    def _take_style(self, style: etree._Element) -> None:
        """Learn how cells look, and which sheets are hidden: that is their style, too."""
        self._looks.learn(style)
        if any(item.get(f"{TABLE}display") == "false" for item in style.iterchildren(f"{STYLE}table-properties")):
            self._hidden_styles.add(style.get(f"{STYLE}name", ""))

    def _take_sheet(self, table: etree._Element) -> None:
        """End the sheet whose rows were read. What is only remembered of another file is none of the workbook's."""
        sheet, self._sheet, self._row = self._sheet, Sheet(""), 0
        sheet.name = table.get(f"{TABLE}name", "")
        holder = parts.name_of(table.getparent())
        if holder == "dde-link" or (sheet.name.startswith("'") and "'#" in sheet.name):
            self._book.active = ["Verknüpfungen mit anderen Dateien"]
        elif holder != "spreadsheet":
            raise Unreadable("LIP231", reason=f"das Blatt „{sheet.name[:40]}“ steckt in einem anderen")
        else:
            sheet.visible = table.get(f"{TABLE}style-name") not in self._hidden_styles
            self._book.sheets.append(sheet)

    def _take_row(self, row: etree._Element) -> None:
        """Keep each cell that holds something, as often as it stands there."""
        first = self._row + 1
        self._row += number_from_one(row.get(f"{TABLE}number-rows-repeated", "1"))
        filled = []
        for start, end, cell in _cells(row):
            self._take_what_lies_over(cell, first, start)
            kind, raw, shown = _value(cell)
            if raw or _FORMULA in cell.attrib:
                style = self._take_looks(cell, first, start)
                raw = as_seen(raw, self._sheet.runs.get((first, start), ()))
                filled.append((start, end, (kind, raw, style, _FORMULA in cell.attrib, shown)))
                if self._row > MAX_ROW or end > MAX_COLUMN:
                    raise ValueError("a cell outside of the sheet")
        rows = range(first, self._row + 1) if filled else ()
        if row.get(f"{TABLE}visibility", "visible") != "visible":
            self._sheet.hidden_rows += rows
        for line in rows:
            for start, end, value in filled:
                for column in range(start, end + 1):
                    if self._sheet.cut_at:
                        return
                    self._budget.keep(self._sheet, Cell(line, column, *value))

    def _take_looks(self, cell: etree._Element, row: int, column: int) -> int:
        """Note the pieces of a cell's text that look different, and the link behind it; the number of the cell's look."""
        own = self._looks.number_of(cell.get(f"{TABLE}style-name", ""))
        if runs := self._looks.runs(cell, own):
            self._sheet.runs[row, column] = runs
        if address := address_behind(cell.iter(LINK)) or parts.address_in(cell.get(_FORMULA, "")):
            self._sheet.links[row, column] = address
        return own

    def _take_what_lies_over(self, cell: etree._Element, row: int, column: int) -> None:
        """Note a cell's comments and footnotes, what is drawn on it, and the cells that it covers."""
        place = cell_name(row, column)
        self._sheet.notes += [Note(place, written(note)) for note in cell.iter(COMMENT, FOOTNOTE)]
        self._take_shapes(child for child in cell if str(child.tag).startswith(DRAW))
        across, down = (number_from_one(cell.get(f"{TABLE}number-{of}-spanned", "1")) for of in ("columns", "rows"))
        if across * down > 1:
            self._sheet.merged.append(f"{place}:{cell_name(row + down - 1, column + across - 1)}")

    def _take_shapes(self, shapes: Iterable[etree._Element]) -> None:
        """Note the texts, pictures and foreign objects that are drawn on the sheet."""
        for shape in shapes:
            self._sheet.boxes += filter(None, [written(shape)])
            documents = [item for item in shape.iter(f"{DRAW}object") if _FOLLOWS_CELLS not in item.attrib]
            objects = len(documents) + len(list(shape.iter(*_FOREIGN)))
            frames = len(list(shape.iter(f"{DRAW}frame"))) - len(list(shape.iter(f"{DRAW}text-box")))
            self._sheet.objects += objects
            self._sheet.pictures += max(0, frames - objects)


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row that may hold something, each with its first and last column."""
    end = 0
    for cell in row.iterchildren(*_CELLS):
        start, end = end + 1, end + number_from_one(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if len(cell) or any(name.startswith(OFFICE) or name == _FORMULA for name in cell.attrib):
            yield start, end, cell


def _value(cell: etree._Element) -> tuple[str, str, str]:
    """The kind of a cell and its value; of what is no text also what the screen showed."""
    text, kind = written(cell), cell.get(f"{OFFICE}value-type", "")
    typed = cell.get(f"{OFFICE}string-value") or text
    is_error = cell.get(_LIBREOFFICE_TYPE) == "error" or _GNUMERIC_ERROR in cell.attrib
    if is_error or (_FORMULA in cell.attrib and typed in ERROR_NAMES):
        return "error", text or typed, ""
    key = "value" if kind in _NUMBERS else f"{kind}-value"
    value = cell.get(f"{OFFICE}{key}", "").strip()
    if not value or kind == "string":
        return "text", typed, ""
    if kind == "boolean":
        return "bool", "1" if value == "true" else "0", ""
    return "number" if kind in _NUMBERS else kind, value, text
