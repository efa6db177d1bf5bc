"""What the report counts by: the columns of its tables, their order, labels and signs (rules.md 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass

from lipctl.judge.choices import ASSESSMENTS
from lipctl.judge.model import Assessment
from lipctl.judge.progress import ANSWERED, Progress, progress_labels
from lipctl.questions import DEFAULT_WORDS, Words

NOT_ASSESSED = "not_assessed"

SIGNS: dict[str, str] = {
    Assessment.COMPLETED: "√",
    Assessment.REGULAR_BUSINESS: "√",
    Assessment.IN_PROGRESS: "●",
    Assessment.NOT_STARTED: "○",
    Assessment.NOT_PURSUED: "×",
    NOT_ASSESSED: "?",
    Progress.REPORTED: "●",
    Progress.REASON_GIVEN: "○",
    Progress.UNCHANGED: "=",
    Progress.INCOMPLETE: "…",
    Progress.DISCLAIMED: "?",
    Progress.NOT_ASKED: "–",
    Progress.NO_RESPONSE: "–",
}
"""A sign beside the word, for the eye that skims. One sign for one meaning: √ success, ● under way, ○ not begun,
× dropped. All are in Calibri and in Carlito, which stands in for it (✓ is in neither)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A class in use: its label as in rules.md, how many measures it holds in all."""

    key: str
    label: str
    count: int

    @property
    def sign(self) -> str:
        """The sign beside the label, "" where there is none."""
        return SIGNS.get(self.key, "")


def column_of(progress: Progress, assessment: Assessment | None, *, assessment_asked: bool) -> str:
    """The key of the one column a measure counts in (rules.md 2 and 3)."""
    if not assessment_asked or progress not in ANSWERED:
        return progress
    return assessment or NOT_ASSESSED


def column_labels(words: Words = DEFAULT_WORDS, *, assessment_asked: bool) -> dict[str, str]:
    """Every possible column with its label, in the order of the tables."""
    classes = progress_labels(words)
    if not assessment_asked:
        return {key.value: label for key, label in classes.items()}
    labels: dict[str, str] = {key: rule.label for key, rule in ASSESSMENTS.items()}
    labels[NOT_ASSESSED] = words.say("ohne Bewertung")
    return labels | {key: label for key, label in classes.items() if key not in ANSWERED}
