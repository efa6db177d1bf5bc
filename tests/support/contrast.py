"""Contrast as WCAG 2.1 computes it."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, each six hexadecimal digits (what stands before them is let go)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (-6, -4)] + [int(colour[-2:], 16) / 255]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
