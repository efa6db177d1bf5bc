"""How ``lipctl export-forms`` shows the forms that it wrote, and what it could not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lipctl.cli.results import open_points
from lipctl.cli.screen import Screen, shown
from lipctl.text import counted

if TYPE_CHECKING:
    from lipctl.commands.export_forms import ExportResult


def show_export(screen: Screen, result: ExportResult, noun: str) -> None:
    """Show which forms were written, for whom, with how many measures; and what nobody could be asked about."""
    rows = [(each.path.name, each.department.name, str(len(each.form.entries))) for each in result.written]
    screen.result(_forms_in(result))
    screen.table(("Formular", "Dienststelle", noun), rows)
    for line in result.doubts:
        screen.warn(line)
    if result.findings:
        numbers = ", ".join(str(item.measure) for item in result.findings)
        screen.warn(f"Niemand zuständig und darum nicht abgefragt: {numbers}. {result.findings[0].advice}")


def show_open_export(screen: Screen, result: ExportResult, year: int, noun: str) -> None:
    """Show which forms ask again, whom, about how many points; and which errors only the coordinator can clear up."""
    if result.written:
        rows = [
            (each.path.name, each.department.name, str(len(each.form.entries)), str(each.form.points))
            for each in result.written
        ]
        screen.result(_forms_in(result))
        screen.table(("Formular", "Dienststelle", noun, "offen"), rows)
        screen.say("Weiter: Formulare versenden; was zurückkommt, zu den anderen Dateien in den Rücklauf legen.")
    else:
        screen.say(f"Für {year} ist nichts offen, was eine Dienststelle klären könnte; kein Formular geschrieben.")
    left = open_points(result.findings, {})
    if left:
        screen.warn(f"Das können nur Sie klären. Was zu tun ist, sagt: lipctl check {year}")
        for line in left:
            screen.say(f"  {line}")


def _forms_in(result: ExportResult) -> str:
    """How many forms there are, and in which folder; the table names the files only."""
    forms = counted(len(result.written), "Formular", "Formulare")
    return f"{forms} in {shown(result.written[0].path.parent)}\n"
