"""What the commands say of what they wrote: where it is, what is open in it, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from lipctl.cli.screen import Screen, shown
from lipctl.findings import Finding, Severity
from lipctl.findings.web_rules import WEB_RULES
from lipctl.judge.progress import Progress, progress_labels
from lipctl.text import counted, first_of
from lipctl.words import Words

if TYPE_CHECKING:
    from lipctl.commands.close import ClosedYear
    from lipctl.commands.data import DataResult
    from lipctl.commands.edit import EditResult
    from lipctl.commands.export_forms import ExportResult
    from lipctl.commands.publish import PublishResult
    from lipctl.commands.report import ReportResult
    from lipctl.scale import Scale
    from lipctl.settings.model import Settings

_MOST_NAMED = 20
"""How many measures a line of what is missing names; ``check`` lists them all."""


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


def show_report(screen: Screen, result: ReportResult, year: int, settings: Settings) -> None:
    """Show where the report is and what is missing in it, or why it was refused."""
    about_report = ("LIP327", "LIP402", "LIP403")  # warnings, but about the report itself
    errors = [item for item in result.findings if item.severity is Severity.ERROR or item.code in about_report]
    if result.path is None:
        _show_refused(screen, result, "Die endgültige Fassung wurde nicht geschrieben: Sie wäre falsch.")
        return
    for file in (result.path, result.pdf, result.sources):
        if file is not None:
            screen.result(shown(file))
    if result.pdf is None and result.path.with_suffix(".pdf").exists():
        screen.warn("Das PDF daneben ist von einem früheren Lauf. Mit --pdf schreibt lipctl auch das PDF neu.")
    if result.pdf_faults:
        screen.warn("Das PDF ist nicht ganz barrierefrei und gibt sich auch nicht dafür aus:")
        for fault in result.pdf_faults:
            screen.warn(f"– {fault}")
    _show_personal(screen, result.findings, result.names, "den Bericht")
    screen.kept(result.kept_copies)
    parts = [
        f"{label}: {number}"
        for label, number in class_counts(result.counts, settings.words, settings.asked_scale(year))
    ]
    total = counted(result.total, settings.label("handlungsansatz"), settings.label("handlungsansaetze"))
    screen.say(f"{total} – {'; '.join(parts)}.")
    _show_errors(screen, errors, result.names, year)


def show_closed(screen: Screen, result: ClosedYear, year: int) -> None:
    """Show where the closed year is kept and what was left open in it, or why it was not closed."""
    if result.obstacles:
        screen.findings(result.obstacles, result.names, on_stderr=True)
    if result.path is None:
        screen.warn(f"{year} ist nicht abgeschlossen: Der Bericht wäre falsch. Gründe siehe oben.")
        screen.say(f"Ist das so gewollt: lipctl close {year} --force --reason „…“")
        return
    screen.result(shown(result.path))
    if result.obstacles:
        screen.warn(f"{year} ist abgeschlossen, obwohl der Bericht nicht in Ordnung ist. Der Grund ist festgehalten.")
    else:
        screen.say(f"{year} ist abgeschlossen. Was jetzt noch kommt, zählt nicht mehr.")
    if result.left_open:
        points = counted(result.left_open, "Fehler ist", "Fehler sind")
        screen.say(f"{points} offengeblieben, wie im Bericht zu sehen.")
    screen.say(f"Die endgültige Fassung schreibt: lipctl report {year} --final")


def _show_refused(screen: Screen, result: ReportResult | PublishResult, sentence: str) -> None:
    """Show why a final version was refused."""
    reasons = [item for item in result.findings if item.rule.spoils_report]
    screen.findings(reasons, result.names, on_stderr=True)
    screen.warn(f"{sentence} Gründe siehe oben.")


def _show_errors(screen: Screen, errors: Sequence[Finding], names: Mapping[str, str], year: int) -> None:
    """Show what is open in what was written, and where there is more about it."""
    for line in open_points(errors, names):
        screen.say(f"  {line}")
    if errors:
        screen.say(f"Was zu tun ist, sagt: lipctl check {year}")


def _show_personal(screen: Screen, findings: Iterable[Finding], names: Mapping[str, str], what: str) -> None:
    """Show what identifies a person in texts that are to be published."""
    personal = [item for item in findings if item.code == "LIP326"]
    if personal:
        screen.findings(personal, names, on_stderr=True)
        screen.warn(f"Bitte sehen Sie diese Stellen an, bevor Sie {what} veröffentlichen.")


def show_publish(screen: Screen, result: PublishResult, year: int) -> None:
    """Show where the pages are and what is to be looked at before they are published, or why they were refused."""
    if result.start is None:
        _show_refused(screen, result, "Die endgültigen Seiten wurden nicht geschrieben: Sie wären falsch.")
        return
    screen.result(shown(result.start))
    about_pages = [item for item in result.findings if item.rule in WEB_RULES]
    screen.findings(about_pages, result.names, on_stderr=True)
    _show_personal(screen, result.findings, result.names, "die Seiten")
    screen.kept(result.kept_copies, "Die vorhandene Datei")
    for file in result.left:
        screen.warn(f"{shown(file)} gehört nicht mehr zu den Seiten, wurde aber von Hand geändert und bleibt liegen.")
    entries = counted(result.entries, "Eintrag", "Einträgen")
    screen.say(f"{counted(result.pages, 'Seite', 'Seiten')} mit {entries}.")
    errors = [item for item in result.findings if item.severity is Severity.ERROR]
    _show_errors(screen, errors, result.names, year)


def show_data(screen: Screen, result: DataResult) -> None:
    """Print the table, or show where it is; then what is open in its years."""
    if result.path is None:
        screen.document(result.content)
    else:
        screen.result(shown(result.path))
    screen.kept(result.kept_copies, "Die vorhandene Datei")
    table = result.table
    measures = len({row.number for row in table.rows})
    screen.say(f"{table.settings.label('handlungsansaetze')}: {measures}, Zeilen: {len(table.rows)}.")
    _show_personal(screen, chain(*result.findings.values()), result.names, "die Daten")
    for year, findings in result.findings.items():
        errors = [item for item in findings if item.severity is Severity.ERROR]
        if errors:
            screen.say(f"{year}: {tally(errors)}. Was zu tun ist, sagt: lipctl check {year}")


def show_edit(screen: Screen, result: EditResult, year: int) -> None:
    """Show where the workbook is, what is in it, and what is to be looked at."""
    screen.result(shown(result.path))
    done = "angelegt" if result.created else "aufgefrischt" if result.changed else "auf dem neuesten Stand"
    texts = counted(result.texts, "Text", "Texte")
    screen.say(f"Die Redaktion ist {done}: {texts}, davon {result.edited} redigiert.")
    for line in open_points(result.findings, {}):
        screen.warn(line)
    if result.findings:
        screen.say(f"Näheres sagt: lipctl check {year}")


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
