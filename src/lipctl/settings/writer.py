"""Writes the commented ``lipctl.toml`` that ``lipctl init`` makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lipctl.settings.catalogue_fields import EXAMPLE
from lipctl.settings.keys import KEYS, SECTIONS, Value


def settings_template(values: Mapping[tuple[str, str], Value], deadlines: Mapping[int, date]) -> str:
    """The commented ``lipctl.toml`` with these values; keys without one stand there as comments."""
    lines = ["# Einstellungen von lipctl. Zeilen mit # davor gelten nicht; sie zeigen, was möglich ist.", ""]
    for section, about in SECTIONS.items():
        lines += [
            f"# {about}",
            *([f"# {line}" for line in EXAMPLE.split("\n")] if section == "katalog" else [f"[{section}]"]),
        ]
        for key in KEYS:
            if key.section != section:
                continue
            given = values.get((section, key.name))
            shown = given if given is not None else key.default
            literal = _literal(shown)
            off = "# " if given is None and not key.required else ""
            lines += [f"# {key.meaning}", f"{off}{key.name} = {literal}"]
        if section == "frist":
            lines += [f"{year} = {day.isoformat()}" for year, day in sorted(deadlines.items())]
        lines.append("")
    return "\n".join(lines)


def _literal(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
