"""A template's text as Jinja reads it, with the way back from each line to what the office sees."""

from __future__ import annotations

from dataclasses import dataclass, field

from lipctl.templates.problems import Problem, Spot
from lipctl.templates.tags import Tag


@dataclass(slots=True)
class Source:
    """A part as Jinja source; ``spots[n]`` is the paragraph on line ``n`` (from 1), ``tags[n]`` its tags."""

    part: str
    text: str = ""
    spots: list[Spot] = field(default_factory=list)
    tags: list[list[Tag]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
