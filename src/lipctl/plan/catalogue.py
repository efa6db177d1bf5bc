"""The catalogue of a workspace: read, or refused with all its mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from lipctl.errors import CatalogueError, RoundError
from lipctl.files import read_bytes
from lipctl.findings import RULES, Finding
from lipctl.plan.model import Plan, ids_by_name
from lipctl.plan.reader import read_catalogue
from lipctl.text import did_you_mean, key_of
from lipctl.workspace import Workspace
from lipctl.xlsx.container import Unreadable


def load_plan(workspace: Workspace) -> tuple[Plan, list[Finding]]:
    """The plan of all years, and what is wrong in the catalogue.

    Raises:
        CatalogueError: it is missing or no workbook.
    """
    name = workspace.relative(workspace.catalogue)
    if not workspace.catalogue.is_file():
        raise CatalogueError(f"Der Katalog „{name}“ fehlt.", "Einen leeren Katalog legt „lipctl init ORDNER“ an.")
    try:
        return read_catalogue(read_bytes(workspace.catalogue))
    except Unreadable as refusal:
        rule = RULES[refusal.code]
        raise CatalogueError(f"Katalog „{name}“: {rule.message.format(**refusal.values)}", rule.advice) from refusal


def load_sound_plan(workspace: Workspace) -> Plan:
    """The plan of all years, for work that must not rest on mistakes.

    Raises:
        CatalogueError: the catalogue is missing, no workbook, or holds mistakes; all of them are named.
    """
    plan, findings = load_plan(workspace)
    require_sound(findings)
    return plan


def require_sound(findings: Iterable[Finding]) -> None:
    """Refuse to go on with mistakes in the catalogue.

    Raises:
        CatalogueError: there are some; all of them are named.
    """
    mistakes = [item for item in findings if item.rule.spoils_catalogue]
    if mistakes:
        lines = "\n".join(f"  {mistake_line(item)}" for item in mistakes)
        raise CatalogueError(
            f"Der Katalog enthält Fehler:\n{lines}", "Bitte verbessern Sie sie in Excel, dann noch einmal."
        )


def department_ids(plan: Plan, wanted: Iterable[str]) -> frozenset[str]:
    """The ids of departments that are named by their ids or by any of their names.

    Raises:
        RoundError: one is unknown; the ids there are stand in its tip.
    """
    known = ids_by_name(plan.departments.values())
    unknown = sorted(name for name in wanted if key_of(name) not in known)
    if unknown:
        names = (department.name for department in plan.departments.values())
        tip = f"{did_you_mean(unknown[0], names)} Es gibt: {', '.join(sorted(plan.departments))}.".lstrip()
        raise RoundError(f"Die Dienststelle „{unknown[0]}“ steht nicht im Katalog.", tip)
    return frozenset(known[key_of(name)] for name in wanted)


def mistake_line(item: Finding) -> str:
    """A mistake in the catalogue in one line: sheet and cells, what is wrong, what to do."""
    places = ", ".join(f"{place.sheet} {' '.join(place.cells)}".strip() or place.file for place in item.places)
    return f"{places}: {item.message} {item.advice}"
