"""The styles of a template. Their ids are of Word's language ("berschrift1"), their names are the same everywhere."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.word.elements import value

_BODY_TEXT = 9
"""The outline level that means: no heading."""


class Styles:
    """Looks up styles by kind and name."""

    def __init__(self, root: Element | None) -> None:
        self._defaults = root.find(qn("w:docDefaults")) if root is not None else None
        self.by_id: dict[str, Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        for style in root.iterchildren(qn("w:style")) if root is not None else ():
            name = style.find(qn("w:name"))
            if name is not None:
                identity, kind = style.get(qn("w:styleId"), ""), style.get(qn("w:type"), "paragraph")
                self.by_id[identity] = style
                for alias in value(name).split(","):
                    self._ids.setdefault((kind, alias.strip().casefold()), identity)

    def id_of(self, *names: str, kind: str = "paragraph") -> str:
        """The id of the first of these styles that is there, "" if none is."""
        return next((self._ids[kind, name] for name in names if (kind, name) in self._ids), "")

    def font(self) -> str:
        """The font of plain text, as the default paragraph style or the document's defaults name it; "" if by its theme."""
        plain = next((style for style in self.by_id.values() if style.get(qn("w:default")) == "1"
                      and style.get(qn("w:type")) == "paragraph"), None)  # fmt: skip
        for place in (plain, self._defaults):
            fonts = next(place.iter(qn("w:rFonts")), None) if place is not None else None
            if fonts is not None and fonts.get(qn("w:ascii")):
                return fonts.get(qn("w:ascii"), "")
        return ""

    def property(self, identity: str, name: str) -> Element | None:
        """A paragraph property of a style (e.g. ``w:outlineLvl``), its own or inherited."""
        seen = set[str]()
        while identity in self.by_id and identity not in seen:
            seen.add(identity)
            style = self.by_id[identity]
            found = style.find(f"{qn('w:pPr')}/{qn(name)}")
            if found is not None:
                return found
            identity = value(style.find(qn("w:basedOn")))
        return None

    def colour(self, identity: str) -> str:
        """The colour of a style's letters, six digits; "" if it has none of its own."""
        style = self.by_id.get(identity)
        found = style.find(f"{qn('w:rPr')}/{qn('w:color')}") if style is not None else None
        return "" if value(found) == "auto" else value(found)

    def based_on(self, identity: str) -> list[str]:
        """The ids of the styles that are directly based on this one."""
        return [other for other, style in self.by_id.items() if value(style.find(qn("w:basedOn"))) == identity]

    def outline_levels(self) -> dict[str, int]:
        """The outline level (from 1) of each paragraph style that has one."""
        levels = {}
        for identity in self.by_id:
            number = value(self.property(identity, "w:outlineLvl"))
            if number.isdigit() and int(number) < _BODY_TEXT:
                levels[identity] = int(number) + 1
        return levels
