"""What several commands say of what they wrote or looked at: what is open in it, what was refused, and how many of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lipctl.cli.screen import Screen
from lipctl.findings import Finding, Severity
from lipctl.judge.progress import Progress, progress_labels
from lipctl.text import first_of
from lipctl.words import Words

if TYPE_CHECKING:
    from lipctl.commands.publish import PublishResult
    from lipctl.commands.report import ReportResult
    from lipctl.scale import Scale

_MOST_NAMED = 20
"""How many measures a line of what is missing names; ``check`` lists them all."""


def show_refused(screen: Screen, result: ReportResult | PublishResult, sentence: str) -> None:
    """Show why a final version was refused."""
    reasons = [item for item in result.findings if item.rule.spoils_report]
    screen.findings(reasons, result.names, on_stderr=True)
    screen.warn(f"{sentence} Gründe siehe oben.")


def show_errors(screen: Screen, errors: Sequence[Finding], names: Mapping[str, str], year: int) -> None:
    """Show what is open in what was written, and where there is more about it."""
    for line in open_points(errors, names):
        screen.say(f"  {line}")
    if errors:
        screen.say(f"Was zu tun ist, sagt: lipctl check {year}")


def show_personal(screen: Screen, findings: Iterable[Finding], names: Mapping[str, str], what: str) -> None:
    """Show what identifies a person in texts that are to be published."""
    personal = [item for item in findings if item.code == "LIP326"]
    if personal:
        screen.findings(personal, names, on_stderr=True)
        screen.warn(f"Bitte sehen Sie diese Stellen an, bevor Sie {what} veröffentlichen.")


def open_points(errors: Iterable[Finding], names: Mapping[str, str]) -> list[str]:
    """What is open, a line for each rule, with the measures (in the plan's order), departments or files concerned."""
    errors = list(errors)
    concerned: dict[str, dict[str, None]] = {item.rule.title: {} for item in errors}
    for item in sorted(errors, key=lambda item: (0, item.measure.order) if item.measure else (1, ((), ()))):
        department = item.department or ", ".join(place.file for place in item.places)
        whom = str(item.measure) if item.measure else names.get(department, department)
        concerned[item.rule.title][whom] = None
    return [
        ": ".join(part for part in (title, first_of(list(whom), _MOST_NAMED)) if part)
        for title, whom in concerned.items()
    ]


def class_counts(counts: Mapping[Progress, int], words: Words, scale: Scale | None) -> list[tuple[str, int]]:
    """The classes that occur, in the order of the report."""
    labels = progress_labels(words, scale)
    return [(label, counts[progress]) for progress, label in labels.items() if counts.get(progress)]


def tally(findings: Iterable[Finding]) -> str:
    """How many of which severity, e.g. "2 Fehler, 1 Warnung"."""
    numbers = dict.fromkeys(Severity, 0)
    for item in findings:
        numbers[item.severity] += 1
    words = {
        Severity.ERROR: ("Fehler", "Fehler"),
        Severity.WARNING: ("Warnung", "Warnungen"),
        Severity.HINT: ("Hinweis", "Hinweise"),
    }
    return ", ".join(f"{number} {words[severity][number != 1]}" for severity, number in numbers.items() if number)
