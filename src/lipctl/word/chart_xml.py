"""The XML of a chart (ECMA-376 part 1, 21.2: DrawingML charts): its series, their values, colours and labels.

A series is found by its name, so that each state keeps its look.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from docx.oxml.ns import nsmap, qn
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from lipctl.xlsx.cells import column_letters

SHEET = "Daten"
_SHORTEST = 0.03
"""A number is left out where its piece of the bar is too short for it, by this part of the longest bar."""
_C = ElementMaker(namespace=nsmap["c"], nsmap={"c": nsmap["c"], "r": nsmap["r"]})
_A = ElementMaker(namespace=nsmap["a"], nsmap={"a": nsmap["a"]})
SERIES = qn("c:ser")
# What may stand behind a series' values, behind a chart's reference to its workbook, and behind a font, by the schema.
_AFTER_VALUES = frozenset(map(qn, ("c:smooth", "c:shape", "c:bubbleSize", "c:bubble3D", "c:extLst")))
_AFTER_LOOK = frozenset(
    map(
        qn,
        (
            "c:invertIfNegative",
            "c:marker",
            "c:explosion",
            "c:pictureOptions",
            "c:dPt",
            "c:dLbls",
            "c:trendline",
            "c:errBars",
            "c:cat",
            "c:val",
            *("c:smooth", "c:shape", "c:extLst"),
        ),
    )
)
_AFTER_LABEL_LOOK = frozenset(
    map(
        qn,
        (
            "c:txPr",
            "c:dLblPos",
            "c:showLegendKey",
            "c:showVal",
            "c:showCatName",
            "c:showSerName",
            "c:showPercent",
            "c:showBubbleSize",
            "c:separator",
            "c:showLeaderLines",
            "c:leaderLines",
            "c:extLst",
        ),
    )
)
_AFTER_DATA = frozenset(map(qn, ("c:printSettings", "c:userShapes", "c:extLst")))
_AFTER_FONT = frozenset(map(qn, ("a:ea", "a:cs", "a:sym")))
_LINES = "FFFFFF"
_PATTERNS = ("", "wdUpDiag", "narHorz", "wdDnDiag", "narVert", "lgGrid", "openDmnd", "wdUpDiag")
"""What a series in a colour of its own has on it, by its place: who sees no colours can tell them by their lines."""


class Series(NamedTuple):
    """A series' name, one value for each category, and its colour; "" is that of the template."""

    name: str
    values: Sequence[int]
    colour: str = ""


def name_of(series: Element) -> str:
    """What a series is called."""
    title = series.find(qn("c:tx"))
    return "".join(value.text or "" for value in title.iter(qn("c:v"))) if title is not None else ""


def draw(
    root: Element,
    categories: Sequence[str],
    data: Sequence[Series],
    font: str,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Put these series in the place of the chart's own, each with the look of its name, and all letters in one font.

    ``renamed`` has the names that series of the chart go by in the data, where it is another one.
    LibreOffice writes a font into every chart that it saves; "" leaves them as they are.
    """
    drawn = list(root.iter(SERIES))
    plot = drawn[0].getparent() if drawn else None
    if plot is not None:
        looks = {renamed.get(name_of(series), name_of(series)): series for series in drawn}
        longest = max((sum(values) for values in zip(*(series.values for series in data), strict=True)), default=0)
        first = plot.index(drawn[0])
        made = [looks.pop(name) if name in looks else _plain(drawn[0]) for name, *_ in data]
        for series in plot.findall(SERIES):
            plot.remove(series)
        for place, (series, (name, values, colour)) in enumerate(zip(made, data, strict=True)):
            _colour(series, colour, _PATTERNS[place % len(_PATTERNS)])
            _fill_series(series, place, name, categories, values)
            _hide_labels(series, [index for index, value in enumerate(values) if value <= longest * _SHORTEST])
            plot.insert(first + place, series)
    for properties in root.iter(qn("a:defRPr"), qn("a:rPr")) if font else ():
        _remove(properties, "a:latin")
        _insert(properties, _A.latin(typeface=font), _AFTER_FONT)


def refer_to_workbook(root: Element, identity: str) -> None:
    """Let "Daten bearbeiten" open the part with this relationship."""
    _remove(root, "c:externalData")
    _insert(root, _C.externalData({qn("r:id"): identity}, _C.autoUpdate(val="0")), _AFTER_DATA)


def _plain(series: Element) -> Element:
    """A series without a look of its own: the program that draws it gives it the next colour of the theme."""
    plain = copy.deepcopy(series)
    _remove(plain, "c:spPr")
    return plain


def _colour(series: Element, colour: str, pattern: str) -> None:
    """Give a series its own colour with white lines on it, and white numbers; "" leaves it as it is."""
    if not colour:
        return
    _remove(series, "c:spPr")
    ground = _A.solidFill(_A.srgbClr(val=colour))
    lined = (
        _A.pattFill(_A.fgClr(_A.srgbClr(val=_LINES)), _A.bgClr(_A.srgbClr(val=colour)), prst=pattern)
        if pattern
        else ground
    )
    edge = _A.ln(_A.solidFill(_A.srgbClr(val=_LINES)), w="9525")
    _insert(series, _C.spPr(copy.deepcopy(lined), edge), _AFTER_LOOK)
    for labels in series.findall(qn("c:dLbls")):
        _remove(labels, "c:spPr")
        behind = _C.spPr(ground if pattern else _A.noFill(), _A.ln(_A.noFill()))  # no lines run through a number
        _insert(labels, behind, _AFTER_LABEL_LOOK)
        for letters in labels.iter(qn("a:defRPr")):
            for fill in letters.findall(qn("a:solidFill")):
                letters.replace(fill, _A.solidFill(_A.srgbClr(val=_LINES)))


def _fill_series(series: Element, place: int, name: str, categories: Sequence[str], values: Sequence[int]) -> None:
    column, last = column_letters(place + 2), len(values) + 1
    _remove(series, "c:tx", "c:cat", "c:val", "c:dPt", "c:extLst")
    for order in series.findall(qn("c:idx")) + series.findall(qn("c:order")):
        order.set("val", str(place))
    series.insert(2, _C.tx(_reference("str", f"{SHEET}!${column}$1", [name])))
    _insert(series, _C.cat(_reference("str", f"{SHEET}!$A$2:$A${last}", categories)), _AFTER_VALUES)
    _insert(series, _C.val(_reference("num", f"{SHEET}!${column}$2:${column}${last}", values)), _AFTER_VALUES)


def _reference(kind: str, formula: str, values: Iterable[object]) -> Element:
    """Where the values stand in the workbook, and the values."""
    points = [_C.pt(_C.v(str(value)), idx=str(place)) for place, value in enumerate(values)]
    form = [_C.formatCode("#,##0")] if kind == "num" else []
    cache = _C(f"{kind}Cache", *form, _C.ptCount(val=str(len(points))), *points)
    return _C(f"{kind}Ref", _C.f(formula), cache)


def _hide_labels(series: Element, places: Sequence[int]) -> None:
    """Leave out the numbers of these points; no series gets numbers that the template does not give it."""
    labels = series.find(qn("c:dLbls"))
    if labels is not None:
        _remove(labels, "c:dLbl")
        for index, place in enumerate(places):
            labels.insert(index, _C.dLbl(_C.idx(val=str(place)), _C.delete(val="1")))


def _remove(parent: Element, *names: str) -> None:
    """Remove the children of these names."""
    for child in list(parent.iterchildren(*map(qn, names))):
        parent.remove(child)


def _insert(parent: Element, child: Element, followers: frozenset[str]) -> None:
    """Insert where the schema wants it: before the first of these, else at the end."""
    place = next((at for at, other in enumerate(parent) if other.tag in followers), len(parent))
    parent.insert(place, child)
