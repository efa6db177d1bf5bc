"""The pages and what stands on each: one for every area, and one for what hangs directly under a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lipctl.report.measure_view import FieldOfActionView, MeasureView
from lipctl.web.names import WITHOUT_FIELD, Names


class Entry(NamedTuple):
    """An entry of the plan on its page; ``anchor`` is its name there."""

    view: MeasureView
    page: str
    anchor: str

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"{self.page}#{self.anchor}"


class Page(NamedTuple):
    """A page with entries. ``field`` is the heading of the field of action it belongs to.

    ``is_rest``: it holds what belongs to no area, although others do.
    """

    file: str
    heading: str
    field: str
    entries: tuple[Entry, ...]
    is_rest: bool = False


class Group(NamedTuple):
    """A field of action with its pages."""

    heading: str
    pages: tuple[Page, ...]


class Structure(NamedTuple):
    """All pages by field of action, and the numbers that would have got the same name in an address."""

    groups: tuple[Group, ...]
    doubles: tuple[tuple[str, str], ...]

    def pages(self) -> Iterator[Page]:
        """Every page in the order of the plan."""
        for group in self.groups:
            yield from group.pages

    def entries(self) -> Iterator[Entry]:
        """Every entry in the order of the plan."""
        for page in self.pages():
            yield from page.entries


def build_structure(fields: Iterable[FieldOfActionView], labels: Mapping[str, str]) -> Structure:
    """Lay the entries out on pages."""
    areas, of_fields, anchors = Names("bereich-", ".html"), Names("handlungsfeld-", ".html"), Names("ansatz-")

    def page(file: str, heading: str, field: str, measures: Iterable[MeasureView]) -> Page:
        entries = tuple(Entry(measure, file, anchors.name(measure.number)) for measure in measures)
        return Page(file, heading, field, entries)

    fields, groups = list(fields), []
    if [field.number for field in fields] == [""]:  # a plan without fields of action: nothing is left over
        fields = [fields[0]._replace(heading=labels["handlungsansaetze"])]
    for field in fields:
        pages = []
        if field.measures:
            file = of_fields.name(field.number) if field.number else WITHOUT_FIELD
            heading = f"Ohne {labels['bereich']}" if field.areas else field.heading
            rest = page(file, heading, field.heading, field.measures)
            pages.append(rest._replace(is_rest=bool(field.areas)))
        pages += [page(areas.name(area.number), area.heading, field.heading, area.measures) for area in field.areas]
        groups.append(Group(field.heading, tuple(pages)))
    return Structure(tuple(groups), (*areas.doubles, *of_fields.doubles, *anchors.doubles))
