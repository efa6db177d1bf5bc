"""The styles of a template. Their ids are of Word's language ("berschrift1"), their names are the same everywhere."""

from __future__ import annotations

from lipctl.word.xmltree import Element


class Styles:
    """Looks up styles by kind and name."""

    def __init__(self, root: Element | None) -> None:
        self.defaults = root.find("w:docDefaults") if root else None
        self.by_id: dict[str, Element] = {}
        self.ids: dict[tuple[str, str], str] = {}
        for style in root.elements() if root else []:
            name = style.find("w:name")
            if style.name == "w:style" and name is not None:
                identity, kind = style.attrs.get("w:styleId", ""), style.attrs.get("w:type", "paragraph")
                self.by_id[identity] = style
                for alias in name.attrs.get("w:val", "").split(","):
                    self.ids.setdefault((kind, alias.strip().casefold()), identity)

    def id_of(self, *names: str, kind: str = "paragraph") -> str:
        """The id of the first of these styles that is there, "" if none is."""
        return next((self.ids[kind, name] for name in names if (kind, name) in self.ids), "")

    def font(self) -> str:
        """The font of plain text, as the default paragraph style or the document's defaults name it; "" if by its theme."""
        plain = next((style for style in self.by_id.values() if style.attrs.get("w:default") == "1"
                      and style.attrs.get("w:type") == "paragraph"), None)  # fmt: skip
        for place in (plain, self.defaults):
            fonts = next(place.iter("w:rFonts"), None) if place is not None else None
            if fonts is not None and fonts.attrs.get("w:ascii"):
                return fonts.attrs["w:ascii"]
        return ""

    def property(self, identity: str, name: str) -> Element | None:
        """A paragraph property of a style (e.g. ``w:outlineLvl``), its own or inherited."""
        seen = set[str]()
        while identity in self.by_id and identity not in seen:
            seen.add(identity)
            style = self.by_id[identity]
            properties = style.find("w:pPr")
            found = properties.find(name) if properties else None
            if found is not None:
                return found
            based = style.find("w:basedOn")
            identity = based.attrs.get("w:val", "") if based else ""
        return None

    def outline_levels(self) -> dict[str, int]:
        """The outline level (from 1) of each paragraph style that has one."""
        levels = {}
        for identity in self.by_id:
            level = self.property(identity, "w:outlineLvl")
            number = level.attrs.get("w:val", "") if level is not None else ""
            if number.isdigit() and int(number) < 9:  # 9 means: body text
                levels[identity] = int(number) + 1
        return levels
