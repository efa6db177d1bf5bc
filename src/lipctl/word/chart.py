"""The chart: the template's own, with this report's numbers in it.

The office draws the chart in the template as any other in Word: colours, patterns, fonts, size, even another type. Here
only the data change: the series that occur (found by their names, so that each state keeps its look), the categories,
the values, and the workbook behind "Daten bearbeiten" (ECMA-376 part 1, 21.2: DrawingML charts). Word and LibreOffice
draw from the values cached in the chart; they open the workbook only to edit.

Where a report has nothing to show, the chart goes, with its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lipctl.report.summary import column_labels
from lipctl.word.chart_data import write_workbook
from lipctl.word.chart_series import name_of, refer_to_data, set_font, set_series
from lipctl.word.package import CONTENT_TYPES, Package, drop_unreachable, relations_name, resolve, without_part
from lipctl.word.xmltree import Element, parse, to_bytes

if TYPE_CHECKING:
    from lipctl.word.styles import Styles

VARIABLE = "diagramm"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_WORKBOOK = "word/embeddings/lipctl-diagramm.xlsx"
_TARGET = f"/{_WORKBOOK}"  # from the root: a chart may stand in any folder
_DATA_ID = "rIdDaten"


class Chart(NamedTuple):
    """The chart of a template: the part that describes it, and the font of the text around it."""

    part: str
    font: str

    def fill(self, package: Package, context: Mapping[str, Any]) -> Package:
        """The package with the context's numbers in the chart, or without the chart."""
        data = context.get(VARIABLE)
        if not data:
            return without_part(package, self.part)
        series = [(str(row["titel"]), [_number(value) for value in row["werte"]]) for row in data["reihen"]]
        filled = Package(dict(package.parts), package.main)
        filled.parts[_WORKBOOK] = write_workbook(data["felder"], series)
        _own_workbook(filled, self.part)
        root = filled.tree(self.part)
        set_font(root, self.font)
        set_series(root, data["felder"], series)
        refer_to_data(root, _DATA_ID)
        filled.parts[self.part] = to_bytes(root)
        drop_unreachable(filled)  # the template's own workbook
        return filled


def prepare(package: Package, root: Element, styles: Styles) -> Chart | None:
    """Find the chart that waits for numbers, and let it vanish by itself where there are none; None if there is none.

    It is known by its alternative text, which names the variable, or by a series that is called like a state:
    LibreOffice 7.4 loses the alternative text of a chart.
    """
    for parent in root.iter():
        for run in parent.elements():
            reference = next(run.iter("c:chart"), None) if run.name == "w:r" else None
            if reference is None:
                continue
            targets = {link.attrs["Id"]: link.attrs["Target"] for link in package.relations(package.main)}
            part = resolve(package.main, targets.get(reference.attrs.get("r:id", ""), ""))
            frame = next(run.iter("wp:docPr"), Element("wp:docPr"))
            if part in package.parts and (_names_variable(frame) or _has_known_series(package.tree(part))):
                for side, name in (("title", "titel"), ("descr", "beschreibung")):
                    frame.attrs[side] = frame.attrs.get(side) or f"{{{{ {VARIABLE}.{name} }}}}"
                place = parent.children.index(run)
                parent.children[place : place + 1] = [_tag(f"{{% if {VARIABLE} %}}"), run, _tag("{% endif %}")]
                return Chart(part, styles.font())
    return None


def _number(value: object) -> int:
    """A count; the trial run of ``lipctl template check`` has texts for everything."""
    return value if isinstance(value, int) else 0


def _tag(text: str) -> Element:
    return Element("lipctl:tags", {}, text)


def _names_variable(frame: Element) -> bool:
    return any(f"{VARIABLE}." in frame.attrs.get(side, "") for side in ("title", "descr"))


def _has_known_series(root: Element) -> bool:
    known = set(column_labels(assessment_asked=True).values())
    return any(name_of(series) in known for series in root.iter("c:ser"))


# --- the parts around the chart ---------------------------------------------------------------------------------------


def _own_workbook(package: Package, part: str) -> None:
    """Let the chart refer to our workbook and to no other."""
    name = relations_name(part)
    root = package.tree(name) if name in package.parts else parse(
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )  # fmt: skip
    kept: list[Element | str] = [link for link in root.elements() if link.attrs.get("Type") != _RELATION]
    root.children = [*kept, Element("Relationship", {"Id": _DATA_ID, "Type": _RELATION, "Target": _TARGET})]
    package.parts[name] = to_bytes(root)
    types = package.tree(CONTENT_TYPES)
    if not any(entry.attrs.get("Extension", "").casefold() == "xlsx" for entry in types.elements()):
        types.children.insert(0, Element("Default", {"Extension": "xlsx", "ContentType": _WORKBOOK_TYPE}))
        package.parts[CONTENT_TYPES] = to_bytes(types)
