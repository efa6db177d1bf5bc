"""The colours of lipctl's own workbooks, as Excel stores them: opacity, red, green, blue."""

from __future__ import annotations

INK = "FF1B2733"
BLUE = "FF1F3A5F"
LINK = "FF0B4F9E"
GREY_TEXT = "FF505A64"
FIELD_BORDER = "FF5F7690"
LINE = "FFC3CDD8"
PALE = "FFEEF2F6"
GREY_FILL = "FFF4F5F6"
WHITE = "FFFFFFFF"
SAND = "FFFFF4DA"
BROWN = "FF6B4200"
GREEN_FILL = "FFE3F1E4"
GREEN = "FF1D5428"

OWN = frozenset(
    {INK, BLUE, LINK, GREY_TEXT, FIELD_BORDER, LINE, PALE, GREY_FILL, WHITE, SAND, BROWN, GREEN_FILL, GREEN}
)
"""All of them: whatever else has a colour in a form, a person coloured it."""
