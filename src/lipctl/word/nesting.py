"""Checks that each {% for %} is closed in the same paragraph, row or cell, so that rendering always gives well-formed XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lipctl.templates.problems import Spot
from lipctl.templates.tags import CELL, INLINE, PARAGRAPH, ROW, Tag

_ENDS = {"endfor": "for", "endif": "if", "endset": "set", "endwith": "with", "endmacro": "macro", "endfilter": "filter"}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_NAMES = {INLINE: "im Text", PARAGRAPH: "als Absatz", ROW: "als Tabellenzeile", CELL: "als Tabellenzelle"}

Path = tuple[str, ...]
"""The elements between a paragraph and the text a tag stands in; empty for tags that replace their paragraph."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that waits for its end: its first tag and place, and the level and path that its end must share."""

    tag: Tag
    spot: Spot
    level: str
    path: Path


class Nesting:
    """The blocks that are open while a part is read from beginning to end. ``complain`` is called with what is wrong."""

    def __init__(self, complain: Callable[[str, Spot, str], None]) -> None:
        self._complain = complain
        self._open: list[_Open] = []
        self._floor = 0  # blocks below were opened outside of where we are

    def in_loop(self) -> bool:
        """Whether what stands here may be printed several times."""
        return any(block.tag.keyword == "for" for block in self._open)

    def in_loop_of_rows(self) -> bool:
        """Whether the innermost loop repeats table rows."""
        loops = [block.level for block in self._open if block.tag.keyword == "for"]
        return loops[-1:] == [ROW]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Hold blocks to an element: what is opened inside must be closed inside."""
        floor, self._floor = self._floor, len(self._open)
        yield
        for block in self._open[self._floor :]:
            self._complain(
                f"Zu {block.tag.shown} fehlt das Ende {{%{block.level} end{block.tag.keyword} %}}", block.spot,
                "Es muss in derselben Umgebung stehen (Absatz, Tabellenzeile, Zelle).",
            )  # fmt: skip
        del self._open[self._floor :]
        self._floor = floor

    def take(self, tag: Tag, spot: Spot, level: str, path: Path = ()) -> None:
        """Take note of a block tag."""
        word = tag.keyword
        if word in _ENDS:
            self._continue(tag, spot, (_ENDS[word],), level, path)
            if len(self._open) > self._floor and self._open[-1].tag.keyword == _ENDS[word]:
                self._open.pop()
        elif word in _MIDDLES:
            self._continue(tag, spot, _MIDDLES[word], level, path)
        elif word not in _ENDS.values():
            self._complain(
                f"{tag.shown} ist keine Anweisung, die eine Vorlage kennt", spot, "Möglich sind for, if und set."
            )
        elif not tag.is_assignment:
            self._open.append(_Open(tag, spot, level, path))

    def _continue(self, tag: Tag, spot: Spot, expected: tuple[str, ...], level: str, path: Path) -> None:
        """Check that a tag of an open block has the level and path of the block's first tag."""
        block = self._open[-1] if len(self._open) > self._floor else None
        if block is None or block.tag.keyword not in expected:
            self._complain(f"Zu {tag.shown} fehlt der Anfang {{% {' oder '.join(expected)} … %}}", spot, "")
        elif block.level != level:
            self._complain(
                f"{block.tag.shown} beginnt {_NAMES[block.level]}, {tag.shown} steht {_NAMES[level]}", spot,
                "Schreiben Sie beide in einen Absatz, oder jedes allein in einen eigenen.",
            )  # fmt: skip
        elif block.path != path:
            self._complain(
                f"{block.tag.shown} und {tag.shown} stehen in verschiedenen Teilen des Absatzes, z. B. nur eines in einem Link", spot,
                "Schreiben Sie beide hinein oder beide davor und dahinter.",
            )  # fmt: skip
