"""What the keys of a step of the plan's own scale may hold, and the complaint about any other value.

A check gives the rest of a sentence, "" if nothing is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lipctl.questions import QUESTIONS, Question
from lipctl.scale import Meaning
from lipctl.settings.complaints import is_reporting_year

MEANINGS = {"erfolg": Meaning.SUCCESS, "offen": Meaning.OPEN, "beendet": Meaning.DROPPED}
NEEDS = {QUESTIONS[of].key or "": of for of in (Question.STATUS, Question.PLANNED_STEPS, Question.REASONS)}
RESERVED = frozenset({
    "reported", "reason_given", "unchanged", "incomplete", "disclaimed", "not_asked", "no_response", "not_assessed",
    "new", "gone", "regrouped", "renumbered", "reopened", "better", "worse", "sideways", "not_comparable",
    "newly_reported", "newly_assessed", "no_longer_assessed", "silent", "same", "ticked", "unchanged_text",
})  # fmt: skip
"""Keys by which tables and lists know what is no step."""
_KEY = r"[a-z0-9][a-z0-9_-]{0,39}"
_CONTRAST = 4.5
"""What letters need to be legible on white (WCAG 2.1, 1.4.3)."""


def _check_key(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(_KEY, value):
        return 'darf nur Kleinbuchstaben, Ziffern, Binde- und Unterstriche enthalten (höchstens 40): kennung = "gelb".'
    return f"darf nicht „{value}“ sein: So heißt in lipctl schon etwas anderes." if value in RESERVED else ""


def _check_label(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return 'muss ein Text in Anführungszeichen sein: name = "gelb: mit Verzug".'
    found = [char for char in value if char in ',;"|>\n\t' or not char.isprintable()]
    if found:
        return f"enthält „{found[0]}“; das geht in der Liste eines Formulars nicht."
    return "darf nicht mit „=“, „+“, „-“ oder „@“ beginnen." if value.strip()[0] in "=+-–@'" else ""


def _check_meaning(value: object) -> str:
    listed = ", ".join(MEANINGS)
    if not isinstance(value, str):
        return f"muss eines dieser Wörter sein: {listed}."
    return "" if value in MEANINGS else f"ist „{value}“; es gibt {listed}."


def _check_needs(value: object) -> str:
    listed = ", ".join(f'"{name}"' for name in NEEDS)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        return f"muss eine Liste sein, auch eine leere: braucht = [{listed}]."
    wrong = [word for word in value if word not in NEEDS]
    return f"nennt „{wrong[0]}“; es gibt {', '.join(NEEDS)}." if wrong else ""


def _check_sign(value: object) -> str:
    if not isinstance(value, str) or len(value) != 1 or not value.isprintable() or value.isspace():
        return 'muss ein einzelnes Zeichen sein: zeichen = "●".'
    return (
        ""
        if value not in "√–—-="
        else f"ist „{value}“; das sieht wie eine Rechnung oder ein Strich aus. Bitte ein anderes."
    )


def _check_colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#?[0-9A-Fa-f]{6}", value):
        return 'muss eine Farbe aus sechs Ziffern sein, wie im Internet: farbe = "#7A5C00".'
    ratio = _contrast_to_white(value)
    if ratio >= _CONTRAST:
        return ""
    said = f"{ratio:.1f}".replace(".", ",")
    return f"ist „{value}“, auf Weiß zu blass (Kontrast {said} : 1, nötig 4,5 : 1). Ein dunklerer Ton wäre „{_darker(value)}“."


def _check_whole(value: object) -> str:
    return "" if type(value) is int else "muss eine ganze Zahl sein."


def _check_short(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "muss ein Text in Anführungszeichen sein."


def _check_year(value: object) -> str:
    return "" if is_reporting_year(value) else "muss ein Berichtsjahr sein, z. B. 2022, ohne Anführungszeichen."


CHECKS: dict[str, Callable[[object], str]] = {
    "kennung": _check_key,
    "name": _check_label,
    "bedeutung": _check_meaning,
    "braucht": _check_needs,
    "zeichen": _check_sign,
    "farbe": _check_colour,
    "rang": _check_whole,
    "kurz": _check_short,
    "von": _check_year,
    "bis": _check_year,
}


def _contrast_to_white(colour: str) -> float:
    """The contrast of a colour to white, as WCAG 2.1 computes it."""
    channels = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _darker(colour: str) -> str:
    """The next darker shade of the same hue that is legible on white."""
    channels = [int(colour[-6:][at : at + 2], 16) for at in (0, 2, 4)]
    shades = ("#" + "".join(f"{value * part // 100:02X}" for value in channels) for part in range(100, -1, -1))
    return next(shade for shade in shades if _contrast_to_white(shade) >= _CONTRAST)
