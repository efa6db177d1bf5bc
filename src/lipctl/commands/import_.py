"""``lipctl import``: what a city already has becomes a catalogue and the answers of earlier years. Proposals first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lipctl.closing.file import require_open
from lipctl.errors import FileAccessError, OutputChangedError, OutputExistsError
from lipctl.files import read_bytes, write_atomically
from lipctl.findings import RULES
from lipctl.forms.workbook import write_form
from lipctl.intake.answer_forms import answer_forms
from lipctl.intake.assessment_words import AssessmentWords
from lipctl.intake.beside_plan import beside_plan
from lipctl.intake.columns import Column, ListWords
from lipctl.intake.decoding import paragraphs_of
from lipctl.intake.from_list import ListReading, ListSource, proposal_from_list
from lipctl.intake.from_pages import proposal_from_pages
from lipctl.intake.grid import read_grids
from lipctl.intake.known_heads import MapTo, Synonyms
from lipctl.intake.list_answers import Scales
from lipctl.intake.model import Kept, Proposal
from lipctl.intake.page import Headings, read_page
from lipctl.locks import require_closed
from lipctl.plan.additions import added_to_catalogue, own_columns_there
from lipctl.plan.catalogue import load_sound_plan
from lipctl.plan.columns import MEASURES
from lipctl.plan.model import EMPTY_PLAN, Plan
from lipctl.plan.reader import read_catalogue
from lipctl.plan.writer import write_catalogue
from lipctl.questions import Question
from lipctl.settings.model import Settings
from lipctl.text import key_of
from lipctl.workspace import Workspace
from lipctl.xlsx.unreadable import Unreadable

_BROKEN_OFF = (
    "Im Katalog fehlt noch, was die Liste oder Seite enthält. Wurde eine Übernahme abgebrochen, löschen Sie diese Dateien und "
    "beginnen Sie noch einmal; sonst benennen Sie sie um."
)


class ImportResult(NamedTuple):
    """What was read, the numbers among it that the catalogue has already, and the files that were written.

    ``columns`` are those of a list, and what becomes of each.
    """

    proposal: Proposal
    known: frozenset[str]
    written: tuple[Path, ...]
    columns: tuple[Column, ...] = ()


class ListOptions(NamedTuple):
    """What the command line says of a list: the roles of its columns, the year of answers whose heads name none (0: none)."""

    mapped: Mapping[str, MapTo] = MappingProxyType({})
    year: int = 0


def import_page(workspace: Workspace, files: Sequence[Path], year: int, *, write: bool) -> ImportResult:
    """Read published pages: their entries for the catalogue, their texts as the answers of that year.

    Raises:
        CatalogueError: the catalogue holds mistakes.
        RoundError: the year of the answers is closed.
        FileAccessError: a file is no page, or holds no entry; or something cannot be written.
        OutputExistsError: forms of an earlier import are there already.
        OutputChangedError: the catalogue is built in a way that lipctl cannot add to; it stays as it is.
    """
    plan = _plan_of(workspace)
    headings = Headings(workspace.settings)
    pages = [(file.name, read_page(paragraphs_of(read_bytes(file), file.name), file.name, headings)) for file in files]
    empty = [name for name, reading in pages if not reading.entries]
    if empty:
        noun = workspace.settings.label("handlungsansatz")
        raise FileAccessError(
            f"In „{empty[0]}“ steht kein Eintrag.",
            f"Erwartet wird eine Überschrift wie „{noun} 5-1-3“ über jedem. Heißt das bei Ihnen anders, tragen Sie es in "
            "lipctl.toml unter [bezeichnungen] bei „handlungsansatz“ ein.",
        )
    return _finish(workspace, proposal_from_pages(pages, plan, year), plan, write=write)


def import_list(workspace: Workspace, file: Path, options: ListOptions, *, write: bool) -> ImportResult:
    """Read a list of measures as cities have them: .xlsx, .xls, .ods or CSV.

    Raises:
        CatalogueError: the catalogue holds mistakes.
        RoundError: the year of the answers is closed.
        FileAccessError: the file cannot be read, holds no list, or no such column; or something cannot be written.
        OutputExistsError: forms of an earlier import are there already.
        OutputChangedError: the catalogue is built in a way that lipctl cannot add to; it stays as it is.
    """
    plan, settings = _plan_of(workspace), workspace.settings
    try:
        grids, how = read_grids(read_bytes(file))
    except Unreadable as refusal:
        message = RULES[refusal.code].message.format(**refusal.values)
        tip = "Gelesen werden .xlsx, .xls, .ods und CSV. Bitte speichern Sie die Liste in Excel als .xlsx."
        raise FileAccessError(f"„{file.name}“: {message}", tip) from refusal
    mapped = {key_of(name): target for name, target in options.mapped.items()}
    words = ListWords(
        Synonyms(settings, _own_columns(workspace)), mapped, AssessmentWords(settings.status_words), settings.words
    )
    scales = Scales(settings.asks_assessment, partial(_labels, settings))
    reading = proposal_from_list(ListSource(file.name, grids, how, options.year), plan, words, scales)
    _require_columns(file.name, reading, options.mapped)
    if reading is None or not reading.proposal.entries:
        raise FileAccessError(
            f"In „{file.name}“ ist keine Liste zu erkennen: Gesucht wird eine Zeile mit Überschriften wie „Nr.“, „Maßnahme“, "
            "„Zuständig“, und darunter mindestens ein Eintrag.",
            'Heißen die Spalten anders, sagen Sie es, z. B.: --map "Was wir tun=kurzfassung".',
        )
    return _finish(workspace, reading.proposal, plan, write=write)._replace(columns=reading.columns)


def _labels(settings: Settings, year: int) -> dict[str, bool]:
    """What the assessments of a year are called, and whether each needs an Umsetzungsstand."""
    return {step.label: Question.STATUS in step.needs for step in settings.scale(year).steps}


def _require_columns(file: str, reading: ListReading | None, mapped: Mapping[str, MapTo]) -> None:
    """Refuse a ``--map`` about a column that the list does not have.

    Raises:
        FileAccessError: there is one.
    """
    columns = reading.columns if reading else ()
    there = {key_of(name) for column in columns for name in (column.head, column.letter, column.own)}
    missing = [name for name in mapped if key_of(name) not in there]
    if reading and missing:
        heads = ", ".join(f"{column.letter} „{column.head}“" for column in columns if column.head)
        raise FileAccessError(f"„{file}“ hat keine Spalte „{missing[0]}“.", f"Es gibt: {heads}.")


def _plan_of(workspace: Workspace) -> Plan:
    return load_sound_plan(workspace) if workspace.catalogue.exists() else EMPTY_PLAN


def _declared(settings: Settings) -> list[str]:
    """The columns that the settings declare (``[[katalog.feld]]``), but those that every catalogue may have."""
    heads = {key_of(column.head) for column in MEASURES.columns}
    return [field.name for field in settings.catalogue_fields if key_of(field.name) not in heads]


def _own_columns(workspace: Workspace) -> list[str]:
    """Those of them that a text can go to: all where the catalogue is still to be written, else those that it has."""
    declared = _declared(workspace.settings)
    old = read_bytes(workspace.catalogue) if workspace.catalogue.exists() else write_catalogue(EMPTY_PLAN)
    return declared if old == write_catalogue(EMPTY_PLAN) else own_columns_there(old, declared)


def _finish(workspace: Workspace, proposal: Proposal, plan: Plan, *, write: bool) -> ImportResult:
    for year in proposal.years():
        require_open(workspace, year, "neue Antworten kommen nicht mehr dazu")
    known = frozenset(str(number) for number in plan.by_number())
    proposal = beside_plan(proposal, plan)
    written = _write(workspace, proposal, plan) if write else ()
    return ImportResult(proposal, known, written)


def _write(workspace: Workspace, proposal: Proposal, plan: Plan) -> tuple[Path, ...]:
    """Write forms and catalogue, or nothing at all."""
    files = _forms(workspace, proposal, plan)
    existing = [path.name for path in files if path.exists()]
    if existing:
        tip = (
            "Wurde schon einmal übernommen, ist alles getan. Sonst benennen Sie diese Dateien um oder löschen Sie sie."
        )
        raise OutputExistsError(
            f"Schon vorhanden und nicht überschrieben: {', '.join(existing)}.",
            _BROKEN_OFF if any(proposal.plan) else tip,
        )
    require_closed(workspace.catalogue)
    catalogue = _new_catalogue(workspace, proposal, plan)
    if catalogue is not None:
        files[workspace.catalogue] = catalogue
    folders = [folder for path in files for folder in (path.parent, path.parent.parent) if not folder.exists()]
    made: list[Path] = []
    try:
        for path, content in files.items():
            made += [path] if path != workspace.catalogue else []
            write_atomically(path, content)
    except (FileAccessError, KeyboardInterrupt):
        _take_back(made, folders)
        raise
    return tuple(files)


def _take_back(made: Iterable[Path], folders: Iterable[Path]) -> None:
    """Remove the forms that were written, and the folders that were made for them."""
    for path in made:
        path.unlink(missing_ok=True)
    for folder in dict.fromkeys(folders):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _forms(workspace: Workspace, proposal: Proposal, plan: Plan) -> dict[Path, bytes]:
    settings = workspace.settings
    return {
        workspace.responses(year) / f"Übernahme-{year}-{form.department.id}.xlsx": write_form(
            form, settings, settings.asked_scale(year)
        )
        for year in proposal.years()
        for form in answer_forms(proposal, plan, year)
    }


def _new_catalogue(workspace: Workspace, proposal: Proposal, plan: Plan) -> bytes | None:
    """The catalogue with what is new; None if nothing is."""
    taken_over = [_row(text) for text in proposal.kept]
    if not (any(proposal.plan) or taken_over):
        return None
    old = read_bytes(workspace.catalogue) if workspace.catalogue.exists() else write_catalogue(EMPTY_PLAN)
    if old == write_catalogue(EMPTY_PLAN):
        return write_catalogue(proposal.plan, taken_over)
    try:
        new = added_to_catalogue(old, proposal.plan, taken_over)
    except ValueError as error:
        raise _unusual(workspace) from error
    before, after = plan.by_number(), read_catalogue(new, _declared(workspace.settings))[0].by_number()
    if any(after.get(number) != measure for number, measure in before.items()):
        raise _unusual(workspace)
    return new if new != old else None


def _row(text: Kept) -> Mapping[str, str]:
    return {"number": text.number, "head": text.head, "text": text.text, "origin": text.origin}


def _unusual(workspace: Workspace) -> OutputChangedError:
    return OutputChangedError(
        f"„{workspace.catalogue.name}“ bleibt, wie er ist: Der Katalog ist ungewöhnlich gebaut, oder es fehlt eine Spalte.",
        "Bitte öffnen Sie ihn in Excel, speichern Sie ihn als .xlsx und versuchen Sie es noch einmal.",
    )
