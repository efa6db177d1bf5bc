"""What can be wrong with a template, in German sentences that name the tag and the text around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lipctl.errors import TemplateError
from lipctl.text import in_one_line

TIP = "„lipctl template check“ prüft eine Vorlage ganz. Die mitgelieferte Vorlage bleibt als Muster erhalten."
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a template: the part ("" is the body, else e.g. "in der Kopfzeile") and the paragraph's text.

    ``before`` is the nearest text above a paragraph that holds nothing but tags.
    """

    part: str
    text: str
    before: str = ""

    def __str__(self) -> str:
        if self.before:
            where = f"nach dem Absatz „{_short(self.before)}“"
        else:
            where = f"im Absatz „{_short(self.text)}“" if self.text else "am Anfang"
        return f"{self.part}, {where}" if self.part else where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the sentence without place and full stop, the place, and what to do (a sentence or "")."""

    what: str
    spot: Spot | None = None
    advice: str = ""

    def __str__(self) -> str:
        where = f" ({self.spot})" if self.spot else ""
        return f"{self.what}{where}." + (f" {self.advice}" if self.advice else "")


def _short(text: str) -> str:
    text = in_one_line(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"


def sentences(problems: Iterable[Problem]) -> list[str]:
    """What is said of the problems, each sentence once."""
    return list(dict.fromkeys(map(str, problems)))


def as_error(problems: Iterable[Problem]) -> TemplateError:
    """One exception for all problems."""
    said = sentences(problems)
    if len(said) == 1:
        return TemplateError(said[0], TIP)
    return TemplateError(
        "\n".join([f"Die Vorlage enthält {len(said)} Fehler:", *(f"  – {line}" for line in said)]), TIP
    )
