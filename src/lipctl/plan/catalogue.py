"""The catalogue of a workspace: read, or refused with all its mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lipctl.errors import CatalogueError, RoundError
from lipctl.files import read_bytes
from lipctl.findings import MOST_OF_A_KIND, RULES, SEVERITY_ORDER, Finding, Place
from lipctl.plan.model import Plan, ids_by_name
from lipctl.plan.reader import read_catalogue
from lipctl.text import did_you_mean, key_of
from lipctl.workspace import Workspace
from lipctl.xlsx.cells import in_ranges, position
from lipctl.xlsx.unreadable import Unreadable

_SAVE_ANEW = "Bitte öffnen Sie ihn in Excel und speichern Sie ihn neu als .xlsx."
_TAKE_THE_LAST_ONE = "Bitte nehmen Sie die letzte Fassung, die sich öffnen ließ, z. B. aus der Datensicherung."
_PUT_IT_THERE = (
    "Bitte legen Sie den Katalog selbst (.xlsx) an diese Stelle. Einen leeren Katalog legt „lipctl init ORDNER“ an."
)
_ADVICE = {
    "LIP220": "Bitte öffnen Sie ihn in Excel und speichern Sie ihn ohne Kennwort.",
    "LIP221": "Bitte speichern Sie ihn als „Excel-Arbeitsmappe (.xlsx)“ unter demselben Namen.",
    "LIP224": _PUT_IT_THERE,
    "LIP225": _PUT_IT_THERE,
    "LIP226": _TAKE_THE_LAST_ONE,
    "LIP227": _TAKE_THE_LAST_ONE,
    "LIP228": RULES["LIP228"].advice,
    "LIP229": "Bitte entfernen Sie Bilder und Anlagen daraus. Ein Katalog hat weniger als 1 MB.",
    "LIP232": _TAKE_THE_LAST_ONE,
}
"""What to do about a catalogue that cannot be read; the office keeps it itself and can ask nobody for it."""
_IN_OTHER_FORMAT = "Die Datei hat das Format {format}; ein Katalog wird nur als .xlsx gelesen."


def load_plan(workspace: Workspace) -> tuple[Plan, list[Finding]]:
    """The plan of all years, and what is wrong in the catalogue.

    Raises:
        CatalogueError: it is missing or no workbook.
    """
    name, settings = workspace.relative(workspace.catalogue), workspace.settings
    if not workspace.catalogue.is_file():
        raise CatalogueError(f"Der Katalog „{name}“ fehlt.", "Einen leeren Katalog legt „lipctl init ORDNER“ an.")
    try:
        plan, findings = read_catalogue(
            read_bytes(workspace.catalogue), [field.name for field in settings.catalogue_fields]
        )
    except Unreadable as refusal:
        message = _IN_OTHER_FORMAT if refusal.code == "LIP221" else RULES[refusal.code].message
        advice = _ADVICE.get(refusal.code, _SAVE_ANEW)
        raise CatalogueError(f"Katalog „{name}“: {message.format(**refusal.values)}", advice) from refusal
    return (plan.by_numbers() if settings.orders_by_number else plan), findings


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
    about_catalogue = [item for item in findings if item.rule.is_about_catalogue]
    if any(item.rule.spoils_catalogue for item in about_catalogue):
        lines = "\n".join(f"  {line}" for line in mistake_lines(about_catalogue))
        raise CatalogueError(
            f"Der Katalog enthält Fehler:\n{lines}",
            "Bitte verbessern Sie sie in Excel und rufen Sie den Befehl dann noch einmal auf.",
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


def mistake_lines(findings: Iterable[Finding]) -> list[str]:
    """What is wrong in the catalogue: what calls for the same advice together, the same mistakes in one line.

    Of very many different mistakes of a kind the first are told as they are, of the others where they stand.
    """
    kinds: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for item in sorted(findings, key=lambda item: SEVERITY_ORDER[item.severity]):
        kinds.setdefault((item.code, item.advice), {}).setdefault(item.message, []).extend(item.places)
    lines = []
    for (_, advice), places in kinds.items():
        told = dict(list(places.items())[:MOST_OF_A_KIND])
        rest = [place for message, found in places.items() if message not in told for place in found]
        if rest:
            told["ebenso."] = rest
        block = [f"{_where(found)}: {message}" for message, found in told.items()]
        lines += [*block[:-1], f"{block[-1]} {advice}"]
    return lines


def _where(places: Iterable[Place]) -> str:
    """Sheet by sheet the cells, single ones below each other as one range; without sheet the file."""
    sheets: dict[str, list[tuple[str, ...]]] = {}
    for place in places:
        sheets.setdefault(place.sheet or place.file, []).append(place.cells)
    return "; ".join(f"{sheet} {', '.join(_ranges(cells))}".strip() for sheet, cells in sheets.items())


def _ranges(cells: Sequence[tuple[str, ...]]) -> list[str]:
    """The names of cells; those that one finding names together stay apart from the others."""
    single = {each[0] for each in cells if len(each) == 1}
    groups = [single, *(set(each) for each in cells if len(each) > 1)]
    return [name for group in groups for name in in_ranges(sorted(group, key=_by_column), to="–")]


def _by_column(cell: str) -> tuple[int, int]:
    return position(cell)[::-1]
