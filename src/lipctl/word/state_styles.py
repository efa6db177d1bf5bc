"""The colours of states, the same wherever one is printed: styles made from the template's own.

A template has a style for what a state means ("Stand Erfolg", "Stand laufend" …). Where it prints a state in another style,
such as that of a table, the paragraph takes a style that differs from it in nothing but the colour: that of the template's
style for the state, or the one that the settings give the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from lxml.etree import _Element as Element

from lipctl.templates.tags import EXPRESSION, Tag
from lipctl.word.elements import style_of
from lipctl.word.instructions import Instructions
from lipctl.word.styles import Styles

VARIABLE = "stufen"
"""The variable with the steps."""
_BY_MEANING = {
    "erfolg": "stand erfolg",
    "laufend": "stand laufend",
    "offen": "stand offen",
    "beendet": "stand beendet",
    "unbekannt": "stand unbekannt",
}
_PREFIX, _PREFIX_OF_MEANING = "LipctlStufe-", "LipctlLage-"
_STATE = re.compile(r"([A-Za-z_]\w*)\.(?:standzeile|stand_kurz)\b")


class StateStyles:
    """The styles of a template for states."""

    def __init__(self, styles: Styles) -> None:
        self.ids = {meaning: found for meaning, name in _BY_MEANING.items() if (found := styles.id_of(name))}
        colours = {meaning: styles.colour(identity) for meaning, identity in self.ids.items()}
        self._colours = {meaning: colour for meaning, colour in colours.items() if colour}
        self._all = set(self.ids.values())
        self._others: dict[str, None] = {}
        """The other styles in which states are printed, such as that of a table."""

    def put_code(self, paragraph: Element, tags: Iterable[Tag], instructions: Instructions) -> None:
        """Let a paragraph that prints a measure's state take the style of the step."""
        style = style_of(paragraph)
        owner = next((found[1] for tag in tags if tag.kind == EXPRESSION and (found := _STATE.search(tag.inner))), "")
        if owner and style:
            prefix = _PREFIX if style in self._all else f"{_PREFIX}{style}-"
            self._others |= {} if style in self._all else {style: None}
            usual = f"'{style}'"
            if style not in self._all:
                usual = f"('{_PREFIX_OF_MEANING}{style}-' ~ {owner}.lage) if {owner}.lage in {[*self._colours]} else {usual}"
            own = f"('{prefix}' ~ {owner}.stufe) if {owner}.farbe else {usual}"
            for named in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:pStyle')}"):
                named.set(qn("w:val"), instructions.mark(f"{{{{ ({own})|in_attribute }}}}"))

    def with_steps(self, styles: bytes, steps: Iterable[Mapping[str, Any]]) -> bytes:
        """The document's styles, with one for each step that has a colour, and for each state in a style of its own."""
        own = [step for step in steps if step["farbe"]]
        if not own and not self._others:
            return styles
        root: Element = parse_xml(styles)
        for other in self._others:
            for meaning, colour in self._colours.items():
                root.append(_style(f"{_PREFIX_OF_MEANING}{other}-{meaning}", f"{meaning} ({other})", other, colour))
        for step in own:
            base = self.ids.get(step["lage"], "")
            root.append(_style(f"{_PREFIX}{step['kennung']}", step["name"], base, step["farbe"]))
            for other in self._others:
                name = f"{step['name']} ({other})"
                root.append(_style(f"{_PREFIX}{other}-{step['kennung']}", name, other, step["farbe"]))
        return etree.tostring(root, encoding="UTF-8", standalone=True)


def _style(identity: str, name: str, base: str, colour: str) -> Element:
    inherited = f'<w:basedOn w:val="{base}"/>' if base else ""
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name/>{inherited}'
        f'<w:rPr><w:color w:val="{colour}"/></w:rPr></w:style>'
    )
    style[0].set(qn("w:val"), f"Stand {name}")
    return style
