"""Changes to a good form as no program makes them, but as damage, bad programs and bad people do: its XML stays XML.

The same seed gives the same change.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from support.packages import Parts, packed

Element = ElementTree.Element
Tree = list[tuple[Element, Element]]
"""Each element with its parent."""

VALUES = (
    "", "0", "1", "-1", "2", "7", "99", "1048576", "1048577", "1.5", "x", "B7", "D6", "A1", "XFD1048576", "B7:B8", "s", "str", "n", "b",
    "e", "d", "inlineStr", "true", "rId1", "rId3", "hidden", "veryHidden", "sharedStrings.xml", "../x.xml", "worksheets/sheet3.xml",
    "http://x/worksheet", "External", "preserve", "2013-02-30", "#REF!", "_x0041_", "5-1-3", " ", "ä", "lipctl|1|x",
)  # fmt: skip
WEIGHTS = {"xl/worksheets": 8, "xl/sharedstrings.xml": 4, "xl/workbook.xml": 2, "xl/_rels": 2, "xl/comments": 1}


class Mutator:
    """Makes changed forms of one good form."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._trees = {name: ElementTree.fromstring(content) for name, content in parts.items()}  # noqa: S314
        self._names = list(parts)
        self._weights = [
            next((weight for start, weight in WEIGHTS.items() if name.lower().startswith(start)), 1) for name in parts
        ]

    def mutated(self, seed: int) -> bytes:
        """The form after one to three changes."""
        dice = random.Random(seed)  # noqa: S311 - the same changes on every run
        parts = dict(self._parts)
        if dice.random() < 0.06:
            return packed(_repacked(parts, dice), 0)
        for name in dict.fromkeys(dice.choices(self._names, self._weights, k=dice.choice([1, 1, 1, 2, 3]))):
            root = copy.deepcopy(self._trees[name])
            for _ in range(dice.choice([1, 1, 2, 5])):
                dice.choices(CHANGES, CHANGE_WEIGHTS)[0](root, dice)
            parts[name] = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return packed(parts, 0)


def _pairs(root: Element) -> Tree:
    return [(parent, child) for parent in root.iter() for child in parent]


def _delete(root: Element, dice: random.Random) -> None:
    if pairs := _pairs(root):
        parent, child = dice.choice(pairs)
        parent.remove(child)


def _duplicate(root: Element, dice: random.Random) -> None:
    if pairs := _pairs(root):
        parent, child = dice.choice(pairs)
        parent.insert(dice.randint(0, len(parent)), copy.deepcopy(child))


def _swap(root: Element, dice: random.Random) -> None:
    parents = [parent for parent in root.iter() if len(parent) > 1]
    if parents:
        parent = dice.choice(parents)
        first, second = dice.sample(range(len(parent)), 2)
        parent[first], parent[second] = parent[second], parent[first]


def _move(root: Element, dice: random.Random) -> None:
    pairs = _pairs(root)
    if len(pairs) > 1:
        parent, child = dice.choice(pairs)
        inside = set(child.iter())
        target = dice.choice([element for element in root.iter() if element not in inside])
        parent.remove(child)
        target.insert(dice.randint(0, len(target)), child)


def _wrap(root: Element, dice: random.Random) -> None:
    if pairs := _pairs(root):
        parent, child = dice.choice(pairs)
        place = list(parent).index(child)
        around = Element(dice.choice(["{urn:x}y", child.tag, parent.tag]))
        parent.remove(child)
        around.append(child)
        parent.insert(place, around)


def _unwrap(root: Element, dice: random.Random) -> None:
    pairs = [(parent, child) for parent, child in _pairs(root) if len(child)]
    if pairs:
        parent, child = dice.choice(pairs)
        place = list(parent).index(child)
        parent.remove(child)
        for grandchild in reversed(list(child)):
            parent.insert(place, grandchild)


def _rename(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = dice.choice(elements), dice.choice(elements)
    one.tag = dice.choice([other.tag, one.tag.rpartition("}")[2], f"{{urn:x}}{one.tag.rpartition('}')[2]}"])


def _set_attribute(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.attrib] or [root]
    element = dice.choice(elements)
    name = dice.choice([*element.attrib, "r", "t", "s"])
    element.set(name, dice.choice([*VALUES, *element.attrib.values()]))


def _delete_attribute(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.attrib]
    if elements:
        element = dice.choice(elements)
        del element.attrib[dice.choice(list(element.attrib))]


def _swap_attributes(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.attrib]
    if elements:
        one = dice.choice(elements)
        other = dice.choice([element for element in elements if element.tag == one.tag])
        name = dice.choice(list(one.attrib))
        if name in other.attrib:
            one.attrib[name], other.attrib[name] = other.attrib[name], one.attrib[name]


def _set_text(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.text] or [root]
    element = dice.choice(elements)
    old = element.text or ""
    at = dice.randint(0, len(old))
    element.text = dice.choice(
        [dice.choice(VALUES), old[:at], old[at:], f"{old[:at]}\u00a0\u202e{old[at:]}", old * 2, f"\n {old}\n "]
    )


def _swap_texts(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.text]
    if len(elements) > 1:
        one, other = dice.sample(elements, 2)
        one.text, other.text = other.text, one.text


def _interrupt_text(root: Element, dice: random.Random) -> None:
    elements = [element for element in root.iter() if element.text and not len(element)]
    if elements:
        element = dice.choice(elements)
        text = element.text or ""
        at = dice.randint(0, len(text))
        inside = dice.choice([ElementTree.Comment("x"), ElementTree.ProcessingInstruction("x", "y")])
        element.text, inside.tail = text[:at], text[at:]
        element.append(inside)


CHANGES: Sequence[Callable[[Element, random.Random], None]] = (
    _delete, _duplicate, _swap, _move, _wrap, _unwrap, _rename, _set_attribute, _delete_attribute, _swap_attributes, _set_text,
    _swap_texts, _interrupt_text,
)  # fmt: skip
CHANGE_WEIGHTS = (3, 3, 2, 3, 1, 1, 1, 4, 3, 3, 3, 2, 2)


def _repacked(parts: Parts, dice: random.Random) -> list[tuple[str, bytes]]:
    """Parts dropped, doubled, renamed, exchanged, or with a byte changed."""
    pairs = list(parts.items())
    at = dice.randrange(len(pairs))
    name, content = pairs[at]
    other = dice.choice(pairs)
    place = dice.randrange(len(content))
    choices: list[list[tuple[str, bytes]]] = [
        [],
        [pairs[at], (name, other[1])],
        [(name.upper(), content)],
        [(f"/{name}", content)],
        [(name, other[1])],
        [(name, content[:place])],
        [(name, content[:place] + bytes([dice.randrange(256)]) + content[place + 1 :])],
        [(name, b"")],
        [(name, b"\xef\xbb\xbf" + content)],
    ]
    pairs[at : at + 1] = dice.choice(choices)
    dice.shuffle(pairs)
    return pairs
