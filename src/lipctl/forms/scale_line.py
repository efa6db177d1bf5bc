"""The steps of the plan's own scale as a form had them: an answer is known by its step's key, whatever the step is called since.

They stand in a hidden cell of each measure's sheet, which is passed on alone::

    lipctl-skala|gruen=grün: auf gutem Weg|gelb=gelb: mit Verzug
"""

from __future__ import annotations

from collections.abc import Iterable

from lipctl.scale import Scale
from lipctl.text import key_of

MARKER = "lipctl-skala"
_SEPARATOR = "|"


def encode(scale: Scale) -> str:
    """The line for the hidden cell."""
    return _SEPARATOR.join([MARKER, *(f"{step.key}={step.label}" for step in scale.steps)])


def keys_in(lines: Iterable[str]) -> dict[str, str]:
    """The keys of the steps by their names (as :func:`key_of` makes them); none without such a line."""
    line = next((line for line in lines if line.startswith(MARKER + _SEPARATOR)), MARKER)
    pairs = (piece.partition("=") for piece in line.split(_SEPARATOR)[1:])
    return {key_of(label): key for key, _, label in pairs}
