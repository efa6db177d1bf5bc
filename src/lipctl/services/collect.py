"""From the folders to one year: the plan, every response merged, the earlier answers, and all findings on the way."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from lipctl.errors import CatalogueError, FileAccessError, RoundError
from lipctl.excel.container import MAX_FILE, Unreadable
from lipctl.files import read_bytes, reason_of
from lipctl.findings import RULES, Finding, Severity, finding
from lipctl.model import (
    CONTACT_QUESTIONS,
    Answer,
    Contact,
    EarlierAnswer,
    MeasureAnswer,
    MeasureNumber,
    Place,
    Plan,
    Response,
)
from lipctl.rules.checks import Round, check_year, unknown_numbers
from lipctl.rules.completeness import gaps
from lipctl.rules.merge import Merged, merge
from lipctl.rules.outcome import Outcome
from lipctl.rules.progress import classify
from lipctl.text import is_blank
from lipctl.workspace import Workspace

SET_ASIDE = "_ignoriert"
"""A folder under ``ruecklauf/`` whose files are left alone on purpose."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the plan, with everything that is known about it. ``findings`` holds all of them."""

    year: int
    plan: Plan
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


class Received(NamedTuple):
    """The responses of a year's folder, those in the form of another year (by that year), and the findings."""

    responses: list[Response]
    other_years: dict[int, list[Response]]
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class EarlierContact:
    """Who answered for a measure in an earlier year, and which departments answered then."""

    year: int
    contact: Contact
    departments: frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """What was answered before: per measure the newest earlier answer, and the newest earlier contact."""

    answers: Mapping[MeasureNumber, EarlierAnswer]
    contacts: Mapping[MeasureNumber, EarlierContact]


def collect_year(workspace: Workspace, year: int, as_of: date) -> Year:
    """Read and judge one year.

    Raises:
        RoundError: there is no folder for that year.
        CatalogueError: there is no readable catalogue.
    """
    folder = workspace.responses(year)
    if not folder.is_dir():
        raise RoundError(
            f"Für {year} gibt es keinen Ordner „{workspace.relative(folder)}“.",
            f"Mit „lipctl export-forms {year}“ beginnen Sie die Runde; der Ordner wird dabei angelegt.",
        )
    whole_plan, findings = load_plan(workspace)
    plan = whole_plan.in_year(year)
    numbers = {measure.number: measure.department or "" for measure in plan.measures}
    received = read_responses(workspace, year, numbers)
    late = list(_from_old_forms(workspace, year, received, numbers))
    responses = [*received.responses, *late]
    merged = merge(responses)
    findings += [*received.findings, *merged.findings, *_unknown(responses, plan)]
    earlier = history(workspace, year, {measure.number for measure in plan.measures})
    asked = workspace.settings.asks_assessment(year)
    outcomes = tuple(judge(plan, merged, earlier.answers, assessment_asked=asked))
    circumstances = Round(
        year=year,
        as_of=as_of,
        deadline=workspace.settings.deadlines.get(year),
        departments=plan.departments,
        folder=workspace.relative(folder),
        returned=merged.returned,
    )
    return Year(year, plan, outcomes, (*findings, *check_year(outcomes, circumstances)))


def judge(
    plan: Plan, merged: Merged, earlier: Mapping[MeasureNumber, EarlierAnswer], *, assessment_asked: bool
) -> Iterator[Outcome]:
    """What came out for each entry of the plan, in its order."""
    nothing = MeasureAnswer()
    for measure in plan.measures:
        answer = merged.answers.get(measure.number, nothing)
        before = earlier.get(measure.number)
        if not measure.in_report:
            yield Outcome(measure, None, answer, before, ())
            continue
        open_points = tuple(gaps(answer, before, assessment_asked=assessment_asked))
        yield Outcome(measure, classify(measure, answer, before), answer, before, open_points)


def load_plan(workspace: Workspace) -> tuple[Plan, list[Finding]]:
    """The catalogue, and what is wrong in it.

    Raises:
        CatalogueError: it is missing or no workbook.
    """
    from lipctl.excel.catalogue import read_catalogue

    name = workspace.relative(workspace.catalogue)
    if not workspace.catalogue.is_file():
        raise CatalogueError(f"Der Katalog „{name}“ fehlt.", "Einen leeren Katalog legt „lipctl init ORDNER“ an.")
    try:
        return read_catalogue(read_bytes(workspace.catalogue))
    except Unreadable as refusal:
        rule = RULES[refusal.code]
        raise CatalogueError(f"Katalog „{name}“: {rule.message.format(**refusal.values)}", rule.advice) from refusal


def load_sound_plan(workspace: Workspace) -> Plan:
    """The catalogue, for work that must not rest on mistakes.

    Raises:
        CatalogueError: it is missing, no workbook, or holds mistakes; all of them are named.
    """
    plan, findings = load_plan(workspace)
    require_sound(findings)
    return plan


def require_sound(findings: Iterable[Finding]) -> None:
    """Refuse to go on with mistakes in the catalogue.

    Raises:
        CatalogueError: there are some.
    """
    mistakes = [item for item in findings if item.code.startswith("LIP1") and item.severity is Severity.ERROR]
    if mistakes:
        lines = "\n".join(f"  {_where(item)}: {item.message} {item.advice}" for item in mistakes)
        raise CatalogueError(
            f"Der Katalog enthält Fehler:\n{lines}", "Bitte verbessern Sie sie in Excel, dann noch einmal."
        )


def _where(item: Finding) -> str:
    return ", ".join(f"{place.sheet} {' '.join(place.cells)}".strip() or place.file for place in item.places)


def read_responses(workspace: Workspace, year: int, numbers: Mapping[MeasureNumber, str]) -> Received:
    """Every file under the year's ``ruecklauf/``, in the order of their names; a bad file is a finding.

    ``numbers`` are the plan's, each with the id of the responsible department ("" for none).
    """
    from lipctl.excel.form_words import labels_of
    from lipctl.excel.responses import Expected, read_response

    expected = Expected(workspace.settings.plan_id, year, labels_of(workspace.settings), numbers)
    received = Received([], {}, [])
    contents: dict[bytes, str] = {}
    for path in _files_below(workspace.responses(year)):
        name = unicodedata.normalize("NFC", workspace.relative(path))
        content = _content(workspace, path, received.findings)
        if content is None:
            continue
        digest = sha256(content).digest()
        if digest in contents:
            received.findings.append(finding("LIP238", places=[Place(name)], found=contents[digest]))
            continue
        contents[digest] = name
        reading = read_response(content, name, expected)
        received.findings.extend(reading.findings)
        if reading.response is not None:
            received.responses.append(reading.response)
        for other, response in reading.other_years.items():
            received.other_years.setdefault(other, []).append(response)
    return received


def _content(workspace: Workspace, path: Path, findings: list[Finding]) -> bytes | None:
    """A file's content; None, and a finding, where it is not to be read or cannot be."""
    name = unicodedata.normalize("NFC", workspace.relative(path))
    reason = _set_aside(workspace, path)
    skipped = "LIP237" if reason else _not_to_read(path)
    if skipped:
        findings.append(finding(skipped, places=[Place(name)], reason=reason))
        return None
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            findings.append(
                finding("LIP229", places=[Place(name)], size=f"{size // 2**20} MB", limit=f"{MAX_FILE // 2**20} MB")
            )
            return None
        return path.read_bytes()
    except OSError as error:
        findings.append(finding("LIP201", places=[Place(name)], reason=reason_of(error)))
        return None


def _files_below(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        found = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    except OSError as error:
        raise FileAccessError(f"Der Ordner „{folder.name}“ lässt sich nicht lesen: {reason_of(error)}.") from error
    return sorted(found, key=lambda path: unicodedata.normalize("NFC", path.as_posix()))


def _set_aside(workspace: Workspace, path: Path) -> str:
    """Why a file does not count; "" if it does."""
    if SET_ASIDE in path.parent.parts:
        return f"sie liegt im Ordner „{SET_ASIDE}“"
    name = unicodedata.normalize("NFC", path.relative_to(workspace.data).as_posix())
    return workspace.settings.ignored.get(name, "")


def _not_to_read(path: Path) -> str:
    """The code of the finding for what is no response by its kind or name; "" for what is to be read."""
    if path.name.startswith(("~$", ".~lock")):
        return "LIP235"
    if path.name in {".DS_Store", "Thumbs.db", "desktop.ini"} or path.name.startswith("._"):
        return "LIP236"
    return "" if stat.S_ISREG(path.lstat().st_mode) else "LIP234"


def _from_old_forms(
    workspace: Workspace, year: int, received: Received, numbers: Mapping[MeasureNumber, str]
) -> Iterator[Response]:
    """What was answered this year in the form of another one.

    Only what differs from that year's own answer is new; the rest is that year's text and must not count again. A
    file without anything new is simply the wrong file.
    """
    for other, responses in sorted(received.other_years.items()):
        known = merge(read_responses(workspace, other, numbers).responses).answers if other in workspace.years() else {}
        for response in responses:
            new = tuple(answer for answer in response.answers if _is_new(answer, known.get(answer.number)))
            if not new:
                place = Place(response.file)
                received.findings.append(finding("LIP204", places=[place], found=other, expected=year))
                continue
            received.findings.extend(_in_old_form(answer, other, year) for answer in new)
            yield Response(response.file, response.modified, new)


def _in_old_form(answer: Answer, other: int, year: int) -> Finding:
    return finding(
        "LIP219",
        department=answer.department,
        measure=answer.number,
        question=answer.question,
        places=[answer.place],
        found=other,
        expected=year,
    )


def _is_new(answer: Answer, known: MeasureAnswer | None) -> bool:
    if is_blank(answer.text) or answer.untouched or answer.question in CONTACT_QUESTIONS:
        return False
    return known is None or answer.text not in known.texts()


def _unknown(responses: Iterable[Response], plan: Plan) -> Iterator[Finding]:
    measures = plan.by_number()
    typed: dict[MeasureNumber, list[tuple[str, Place]]] = {}
    for response in responses:
        for answer in response.answers:
            if answer.number not in measures and not answer.untouched and not is_blank(answer.text):
                typed.setdefault(answer.number, []).append((answer.text, answer.place))
    return unknown_numbers(typed, measures)


def history(workspace: Workspace, year: int, numbers: set[MeasureNumber]) -> History:
    """The newest earlier answers and contacts; years are read backwards until every measure has both.

    A year in which a measure was only reported as unchanged leads on to the answer it refers to; a year in which the
    department only declared itself not responsible answered no question and is passed over (docs/decisions/0006).
    """
    answers: dict[MeasureNumber, EarlierAnswer] = {}
    contacts: dict[MeasureNumber, EarlierContact] = {}
    for before in sorted((other for other in workspace.years() if other < year), reverse=True):
        if answers.keys() >= numbers and contacts.keys() >= numbers:
            break
        for number, answer in merge(read_responses(workspace, before, {}).responses).answers.items():
            if number not in answers and any(part.is_typed() for part in answer.parts):
                answers[number] = EarlierAnswer(before, answer)
            if number not in contacts and not answer.contact.is_empty() and answer.departments:
                contacts[number] = EarlierContact(before, answer.contact, answer.departments)
    return History(answers, contacts)
