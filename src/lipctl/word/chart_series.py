"""A chart's XML with other numbers in it: series, categories, values, the reference to its workbook, its font."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from lipctl.word.chart_data import SHEET, column_name
from lipctl.word.xmltree import Element

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# A number is left out where its piece of the bar is too short for it: it would lie across its neighbours.
_SHORTEST = 0.03
# What a series may hold behind its values, and a chart behind the reference to its workbook, in the schema's order.
_AFTER_VALUES = frozenset({"c:smooth", "c:shape", "c:bubbleSize", "c:bubble3D", "c:extLst"})
_AFTER_DATA = frozenset({"c:printSettings", "c:userShapes", "c:extLst"})


def name_of(series: Element) -> str:
    """What a series is called."""
    title = series.find("c:tx")
    return "".join(value.text() for value in title.iter("c:v")) if title else ""


def refer_to_data(root: Element, identity: str) -> None:
    """Let "Daten bearbeiten" open the part with this relationship."""
    root.remove(frozenset({"c:externalData"}))
    data = Element("c:externalData", {"r:id": identity}, Element("c:autoUpdate", {"val": "0"}))
    root.attrs.setdefault("xmlns:r", _RELATIONS)
    _insert_before(root, data, _AFTER_DATA)


def set_font(root: Element, font: str) -> None:
    """One font in the whole report: the template's. (LibreOffice writes one into every chart it saves.)"""
    for properties in root.iter("a:defRPr", "a:rPr"):
        if font:
            properties.children = [child for child in properties.elements() if child.name != "a:latin"]
            _insert_before(properties, Element("a:latin", {"typeface": font}), frozenset({"a:ea", "a:cs", "a:sym"}))


def set_series(root: Element, categories: Sequence[str], data: Sequence[tuple[str, list[int]]]) -> None:
    """Put the series that occur in the place of the template's, each with the look of its name."""
    plot = next(
        (element for element in root.iter() if any(child.name == "c:ser" for child in element.elements())), None
    )
    if plot is None:
        return
    drawn = [child for child in plot.elements() if child.name == "c:ser"]
    looks = {name_of(series): series for series in drawn}
    longest = max((sum(values) for values in zip(*(values for _, values in data), strict=True)), default=0)
    first = plot.children.index(drawn[0])
    made: list[Element | str] = []
    for place, (name, values) in enumerate(data):
        series = looks.pop(name, None) or _plain(drawn[0])
        _fill_series(series, place, name, categories, values)
        _hide_labels(series, [index for index, value in enumerate(values) if value <= longest * _SHORTEST])
        made.append(series)
    plot.children = [
        *plot.children[:first],
        *made,
        *(child for child in plot.children[first:] if isinstance(child, str) or child.name != "c:ser"),
    ]


def _plain(series: Element) -> Element:
    """A series without a look of its own: the program that draws it gives it the next colour of the theme."""
    plain = copy.deepcopy(series)
    plain.children = [child for child in plain.elements() if child.name != "c:spPr"]
    return plain


def _fill_series(series: Element, place: int, name: str, categories: Sequence[str], values: Sequence[int]) -> None:
    column, last = column_name(place + 1), len(values) + 1
    title = Element("c:tx", {}, _reference("str", f"{SHEET}!${column}$1", [name]))
    series.children = [
        child for child in series.elements() if child.name not in ("c:tx", "c:cat", "c:val", "c:dPt", "c:extLst")
    ]
    for child in series.elements():
        if child.name in ("c:idx", "c:order"):
            child.attrs["val"] = str(place)
    series.children.insert(2, title)
    for kind, child in (
        ("c:cat", _reference("str", f"{SHEET}!$A$2:$A${last}", categories)),
        ("c:val", _reference("num", f"{SHEET}!${column}$2:${column}${last}", values)),
    ):
        _insert_before(series, Element(kind, {}, child), _AFTER_VALUES)


def _reference(kind: str, formula: str, values: Iterable[object]) -> Element:
    """Where the values stand in the workbook, and the values."""
    points = [
        Element("c:pt", {"idx": str(place)}, Element("c:v", {}, str(value))) for place, value in enumerate(values)
    ]
    form = [Element("c:formatCode", {}, "#,##0")] if kind == "num" else []
    cache = Element(f"c:{kind}Cache", {}, *form, Element("c:ptCount", {"val": str(len(points))}), *points)
    return Element(f"c:{kind}Ref", {}, Element("c:f", {}, formula), cache)


def _hide_labels(series: Element, places: Iterable[int]) -> None:
    """Leave out the numbers of these points; no series gets numbers that the template does not give it."""
    labels = series.find("c:dLbls")
    if labels is None:
        return
    kept = [child for child in labels.elements() if child.name != "c:dLbl"]
    hidden = [
        Element("c:dLbl", {}, Element("c:idx", {"val": str(place)}), Element("c:delete", {"val": "1"}))
        for place in places
    ]
    labels.children = [*hidden, *kept]


def _insert_before(parent: Element, child: Element, followers: frozenset[str]) -> None:
    """Insert where the schema wants it: before the first of these, else at the end."""
    place = next((at for at, other in enumerate(parent.elements()) if other.name in followers), len(parent.elements()))
    parent.children = [*parent.elements()[:place], child, *parent.elements()[place:]]
