"""How ``lipctl check`` shows a year, or the catalogue before there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lipctl.cli.results import class_counts, tally
from lipctl.cli.screen import Screen
from lipctl.findings import Finding, Severity
from lipctl.judge.progress import ANSWERED, Progress
from lipctl.questions import Question
from lipctl.text import counted, german_date
from lipctl.words import DEFAULT_WORDS, Words

if TYPE_CHECKING:
    from lipctl.commands.check import CheckResult
    from lipctl.plan.model import Department, Plan
    from lipctl.scale import Scale
    from lipctl.settings.model import Settings

_NOBODY = "(niemand zuständig)"


def show_check(screen: Screen, result: CheckResult, settings: Settings, *, strict: bool, partial: bool) -> None:
    """Show the counts by class and by department, the findings, and what to do next.

    Args:
        screen: where.
        result: what was checked.
        settings: what the office calls the questions, and how it assesses.
        strict: warnings count as errors.
        partial: not all departments were checked.
    """
    words = settings.words
    screen.table((result.plan, "Anzahl"), count_rows(result.counts, words, settings.asked_scale(result.year)))
    screen.result("")
    if result.assessments:
        rows = [(step.label, str(count)) for step, count in result.assessments]
        screen.table((f"{words.name(Question.ASSESSMENT)} der vollständigen Antworten", "Anzahl"), rows)
        screen.result("")
    screen.table(
        ("Dienststelle", "Kennung", "beantwortet", "offen", "gesamt"),
        department_rows(result.counts, result.by_department),
    )
    screen.findings(result.findings, result.names, titles=result.titles)
    screen.result("")
    if result.findings:
        screen.prose(f"Zusammen: {tally(result.findings)}.")
    if result.closed_on:
        reason = f", trotz der Fehler: {result.reason}" if result.reason else ""
        screen.prose(f"{result.year} ist seit dem {german_date(result.closed_on)} abgeschlossen{reason}.")
        if result.findings:
            screen.prose(
                f"Was noch in den Bericht soll, kommt als Nachtrag dazu: lipctl close {result.year} --addendum NUMMER …"
            )
    else:
        screen.prose(next_step(result.findings, result.year, strict=strict, partial=partial))


def show_catalogue(screen: Screen, plan: Plan, doubts: Sequence[str]) -> None:
    """Show what the catalogue holds, and what is doubtful in it, before there is a year to check."""
    for line in doubts:
        screen.warn(line)
    entries = counted(len(plan.measures), "Eintrag", "Einträge")
    departments = counted(len(plan.departments), "Dienststelle", "Dienststellen")
    state = "lässt sich lesen" if doubts else "ist in Ordnung"
    screen.prose(f"Der Katalog {state}: {entries}, {departments}.")
    screen.prose("Es gibt noch kein Berichtsjahr. Die Runde beginnt mit: lipctl export-forms JAHR")


def count_rows(
    counts: Mapping[Progress, int], words: Words = DEFAULT_WORDS, scale: Scale | None = None
) -> list[tuple[str, str]]:
    """Each class that occurs with its number, and their sum."""
    rows = [(label, str(number)) for label, number in class_counts(counts, words, scale)]
    return [*rows, ("gesamt", str(sum(counts.values())))]


def department_rows(
    counts: Mapping[Progress, int], by_department: Iterable[tuple[Department | None, Mapping[Progress, int]]]
) -> list[tuple[str, str, str, str, str]]:
    """For each department its id, answered, open and all, and the sum; None stands for what nobody is responsible for."""
    rows = (
        (department.name, department.id, *_numbers(numbers)) if department else (_NOBODY, "", *_numbers(numbers))
        for department, numbers in by_department
    )
    return [*rows, ("gesamt", "", *_numbers(counts))]


def _numbers(numbers: Mapping[Progress, int]) -> tuple[str, str, str]:
    answered = sum(number for progress, number in numbers.items() if progress in ANSWERED)
    everything = sum(numbers.values())
    return str(answered), str(everything - answered), str(everything)


def next_step(findings: Iterable[Finding], year: int, *, strict: bool = False, partial: bool = False) -> str:
    """The last line: what to do now."""
    if any(item.severity in failing(strict=strict) for item in findings):
        return f"Weiter: die Liste von oben abarbeiten, dann erneut prüfen: lipctl check {year}"
    if partial:
        return f"Weiter: alle Dienststellen prüfen: lipctl check {year}"
    return f"Weiter: den Bericht schreiben: lipctl report {year} --final"


def failing(*, strict: bool) -> frozenset[Severity]:
    """The severities that make ``check`` exit with 1."""
    return frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})
