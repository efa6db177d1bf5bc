"""The form's live mark, "vollständig" or "offen: …", in words.

:func:`mark_text` puts into words what :func:`lipctl.judge.completeness.gaps` finds. The formulas that say the same
while one types are in :mod:`lipctl.forms.mark_formulas`; they take their words from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lipctl.judge.completeness import Gap
from lipctl.questions import Question

if TYPE_CHECKING:
    from lipctl.settings import Settings

COMPLETE = "vollständig"
OPEN = "offen: "
BROKEN = "offen: Dieses Blatt ist beschädigt; bitte fordern Sie ein neues Formular an"

_GAP_ORDER = ("LIP311", "part", "LIP308", "LIP307", "LIP301", "LIP304", "LIP309", "LIP310")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the mark calls the things that are open, in the office's words."""

    settings: Settings

    def of(self, gap: Gap) -> str:
        """The words for one gap, without its part."""
        words, question = self.settings.words, gap.question
        name = words.name(question) if question else ""
        match gap.code:
            case "LIP311":
                return f"{name} („ja“ oder leer)" if question is Question.UNCHANGED else f"{name} (aus der Liste)"
            case "LIP308":
                return f"{name} ohne frühere Antwort"
            case "LIP307" | "LIP309":
                return name
            case "LIP310":
                return f"{name} ({words.say('zur Bewertung')})"
        return f"{words.name(Question.STATUS)} oder {words.name(Question.REASONS)}"

    def of_part(self, part: int, *, several_parts: bool) -> str:
        """The words for a part in which something stands, but no answer."""
        words = self.of(Gap("LIP304", part, Question.STATUS))
        return f"{self.settings.label('teil')} {part}: {words}" if several_parts else words


def mark_text(gaps: Iterable[Gap], settings: Settings, *, several_parts: bool, undecided: Iterable[str] = ()) -> str:
    """The mark for these gaps: "vollständig", or "offen: " and what is open; last the fields that are ``undecided``."""
    phrases = Phrases(settings)
    questions = list(Question)

    def place(gap: Gap) -> tuple[int, int, int]:
        order = _GAP_ORDER.index("part" if gap.part else gap.code)
        return order, gap.part, questions.index(gap.question) if gap.question else -1

    words = [
        phrases.of_part(gap.part, several_parts=several_parts) if gap.part else phrases.of(gap)
        for gap in sorted(gaps, key=place)
    ]
    words += undecided
    return OPEN + "; ".join(dict.fromkeys(words)) if words else COMPLETE
