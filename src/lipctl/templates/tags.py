"""Reading a tag: what kind it is, and what it says. Quotes that a word processor made curly are straight again."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHAPE = re.compile(r"\{([{%#])(p|tr|tc|r)?(?=[\s+-]|[}%#]\})[+-]?\s*(.*?)\s*[+-]?[}%#]\}", re.DOTALL)
_HEALED = str.maketrans({
    "„": '"', "“": '"', "”": '"', "‟": '"', "«": '"', "»": '"', "‚": "'", "‘": "'", "’": "'", "‛": "'",
    "–": "-", "−": "-", "…": "...", "\u00a0": " ", "\u202f": " ", "\u200b": "", "\n": " ", "\t": " ",
})  # fmt: skip

EXPRESSION, BLOCK, COMMENT = "{", "%", "#"
INLINE, PARAGRAPH, ROW, CELL, RICH = "", "p", "tr", "tc", "r"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: the text as the office sees it, its kind and level, the words inside, e.g. ``for x in felder``."""

    shown: str
    kind: str
    level: str
    inner: str

    @property
    def keyword(self) -> str:
        """The first word of a block tag, e.g. ``endfor``."""
        return self.inner.split(None, 1)[0] if self.kind == BLOCK and self.inner else ""

    @property
    def is_assignment(self) -> bool:
        """``{% set x = 1 %}`` is complete in itself, ``{% set x %}`` opens a block."""
        return self.keyword == "set" and "=" in self.inner

    @property
    def source(self) -> str:
        """The tag as Jinja reads it, without docxtpl's level and without white space control."""
        closing = "}" if self.kind == EXPRESSION else self.kind
        return f"{{{self.kind} {self.inner} {closing}}}"


def read_tag(text: str) -> Tag:
    """Read one complete tag, quotes healed."""
    match = _SHAPE.fullmatch(text.translate(_HEALED))
    if match is None:  # e.g. {{x}}: no blank behind the braces
        healed = text.translate(_HEALED)
        return Tag(text, healed[1], INLINE, healed[2:-2].strip("+- "))
    return Tag(text, match[1], match[2] or INLINE, match[3])
