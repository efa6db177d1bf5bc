"""What a measure counts as in a year: its class (rules.md 2), and its assessment where that is asked (rules.md 3)."""

from __future__ import annotations

from enum import StrEnum

from lipctl.judge.model import EarlierAnswer, MeasureAnswer
from lipctl.plan.model import Measure
from lipctl.scale import DEFAULT_SCALE, Scale
from lipctl.text import is_given
from lipctl.words import Words


class Progress(StrEnum):
    """The class of a measure in one year. The classes are a partition; the first that fits wins."""

    REPORTED = "reported"
    REASON_GIVEN = "reason_given"
    UNCHANGED = "unchanged"
    INCOMPLETE = "incomplete"
    DISCLAIMED = "disclaimed"
    NOT_ASKED = "not_asked"
    NO_RESPONSE = "no_response"


PROGRESS_LABELS: dict[Progress, str] = {
    Progress.REPORTED: "Umsetzungsstand berichtet",
    Progress.REASON_GIVEN: "noch nichts unternommen, Gründe genannt",
    Progress.UNCHANGED: "unverändert gemeldet",
    Progress.INCOMPLETE: "unvollständig",
    Progress.DISCLAIMED: "Zuständigkeit ungeklärt",
    Progress.NOT_ASKED: "nicht abgefragt",
    Progress.NO_RESPONSE: "keine Rückmeldung",
}
"""The classes in the order of the report's tables, with their labels by default."""

PROGRESS_MEANINGS: dict[Progress, str] = {
    Progress.REPORTED: "Mindestens ein Teil hat einen Umsetzungsstand; oder es gibt nur die Bewertung, und Ihre eigene Skala verlangt nicht mehr.",
    Progress.REASON_GIVEN: "Kein Teil hat einen Umsetzungsstand, aber Gründe sind genannt.",
    Progress.UNCHANGED: "„Unverändert“ ist angekreuzt, und es gibt eine frühere Antwort. Gedruckt wird sie, mit ihrem Jahr.",
    Progress.INCOMPLETE: "Etwas ist eingetragen, aber ein Teil hat weder Umsetzungsstand noch Gründe. Gedruckt wird, was da ist.",
    Progress.DISCLAIMED: "Nur „nicht zuständig“ ist ausgefüllt.",
    Progress.NOT_ASKED: "Keine Dienststelle ist zuständig.",
    Progress.NO_RESPONSE: "Alles andere. Gedruckt wird „keine Rückmeldung“, und der letzte Stand mit seinem Jahr.",
}
"""When a measure is in which class, in German: for the reference."""

_BESIDE_OWN_SCALE = {
    Progress.REPORTED: "Umsetzungsstand berichtet oder nur bewertet",
    Progress.REASON_GIVEN: "ohne Umsetzungsstand, Gründe genannt",
}
"""What two classes are called beside a plan's own scale: there an assessment may be enough, and reasons may be asked for what
has begun."""

ANSWERED = frozenset({Progress.REPORTED, Progress.REASON_GIVEN, Progress.UNCHANGED})
"""The classes with a complete answer."""


def progress_labels(words: Words, scale: Scale | None = None) -> dict[Progress, str]:
    """The classes in the order of the report's tables, with their labels in the office's words; ``scale`` is the year's."""
    labels = PROGRESS_LABELS if scale is None or scale is DEFAULT_SCALE else PROGRESS_LABELS | _BESIDE_OWN_SCALE
    return {progress: words.say(label) for progress, label in labels.items()}


def classify(measure: Measure, answer: MeasureAnswer, earlier: EarlierAnswer | None) -> Progress:
    """The class of a measure that is in the report, from this year's answer and the earlier one."""
    by_answer = classify_answer(answer, has_earlier=earlier is not None)
    if by_answer is Progress.NO_RESPONSE and measure.department is None:
        return Progress.NOT_ASKED
    return by_answer


def classify_answer(answer: MeasureAnswer, *, has_earlier: bool) -> Progress:
    """The class as far as the answer alone decides it, no matter who was asked."""
    parts = answer.typed_parts()
    unchanged = answer.unchanged and has_earlier
    assessed_alone = answer.assessment is not None and not parts and not unchanged
    is_enough = answer.assessment is not None and answer.assessment.stands_alone
    if not is_enough and (assessed_alone or not all(part.is_answered() for part in parts)):
        return Progress.INCOMPLETE
    if any(is_given(part.status) for part in parts):
        return Progress.REPORTED
    if any(part.is_answered() for part in parts):
        return Progress.REASON_GIVEN
    if unchanged:
        return Progress.UNCHANGED
    if is_enough:
        return Progress.REPORTED
    return Progress.DISCLAIMED if is_given(answer.disclaimed) else Progress.NO_RESPONSE
