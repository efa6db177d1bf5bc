"""Reading what departments send back: answers are found by the identity in their rows, never by position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from lipctl.findings import RULES, Finding, Place, Severity, finding
from lipctl.forms.check_sums import CheckSums
from lipctl.forms.identity import FORM_VERSION, Identity, decode, is_identity
from lipctl.forms.layout import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.forms.wording import Labels
from lipctl.judge.model import Answer, Response
from lipctl.numbers import MeasureNumber
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.responses.by_label import form_line, read_labels
from lipctl.responses.cell_text import answer_text
from lipctl.responses.remarks import MOST, known_texts, lines_of, own_texts_of, remarks
from lipctl.text import clean, fingerprint, is_blank
from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.other_formats import read_other_format
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.workbook import Cell, Sheet, Workbook, column_letters

_TO_THE_LEFT = IDENTITY_COLUMN - ANSWER_COLUMN
"""How far left of its identity an answer stands. Held against inserted columns: the distance stays."""

_Position = tuple[int, int]


class Expected(NamedTuple):
    """Which round a file should belong to, and what helps where its identities are damaged.

    ``labels`` are what the form calls things, ``numbers`` those of this year's plan, each with the id of the responsible
    department ("" for none).
    """

    plan: str
    year: int
    labels: Labels
    numbers: Mapping[MeasureNumber, str]


class FileReading(NamedTuple):
    """What a file holds: this year's answers, answers in the form of another year (by year), and the findings."""

    response: Response | None
    other_years: dict[int, Response]
    findings: list[Finding]


@dataclass
class _Reading:
    """One file being read."""

    file: str
    book: Workbook
    expected: Expected
    findings: list[Finding]
    answers: dict[int, list[Answer]] = field(default_factory=dict)
    said: set[tuple[str, str]] = field(default_factory=set)
    recognised: bool = False

    @cached_property
    def form_line(self) -> tuple[int, str] | None:
        """The year and the department that the file itself names."""
        return form_line(self.book)

    @cached_property
    def known_texts(self) -> frozenset[str]:
        """The check sums of all that lipctl wrote anywhere in the file."""
        return known_texts(self.book.sheets)


def read_response(content: bytes, file: str, expected: Expected) -> FileReading:
    """Read a returned workbook: every answer field, blank ones too (they tell that a row is still there), and
    everything that a person left beside them. ``file`` is the name that findings give."""
    try:
        book, hints = _open(content, file)
        reading = _Reading(file, book, expected, list(hints))
        for sheet in book.sheets:
            _SheetReading(reading, sheet).read()
    except Unreadable as refusal:
        return FileReading(None, {}, [finding(refusal.code, places=[Place(file)], **refusal.values)])
    except Exception as error:
        reason = f"unerwarteter Aufbau ({type(error).__name__})"
        return FileReading(None, {}, [finding("LIP201", places=[Place(file)], reason=reason)])
    if not reading.recognised:
        return FileReading(None, {}, [*hints, finding("LIP202", places=[Place(file)])])
    by_year = {year: Response(file, book.modified, tuple(answers)) for year, answers in reading.answers.items()}
    return FileReading(by_year.pop(expected.year, None), by_year, reading.findings)


def _open(content: bytes, file: str) -> tuple[Workbook, list[Finding]]:
    """The workbook, and what is to be said of the file as a whole."""
    try:
        book = read_workbook(content)
    except Unreadable as refusal:
        if refusal.code != "LIP221":
            raise
        return read_other_format(content), [finding(refusal.code, places=[Place(file)], **refusal.values)]
    active = [finding("LIP222", places=[Place(file)], found=" und ".join(book.active))] if book.active else []
    return book, active


class _SheetReading:
    """One sheet being read: answers by identity, then by label, then what is left over."""

    def __init__(self, reading: _Reading, sheet: Sheet) -> None:
        self.reading, self.sheet = reading, sheet
        self.taken: dict[_Position, Field | None] = {}
        self.sound: set[_Position] = set()
        """Where sound identities stand themselves."""
        self.about: set[tuple[str, MeasureNumber]] = set()
        self.lines = lines_of(sheet)

    @cached_property
    def cells(self) -> dict[_Position, Cell]:
        """The cells by row and column, for sheets with answers."""
        return {cell[:2]: cell for cell in self.sheet.cells}

    def read(self) -> None:
        own = own_texts_of(self.lines)
        without_answers = own is not None and own.kind != "measure"
        damaged = [line for line in self._identities() if not self._by_identity(*line)]
        if damaged or not (self.taken or without_answers):
            self._by_label(damaged)
        self.reading.recognised |= bool(self.taken) or without_answers
        if own is None:
            wordings = self.reading.expected.labels.wordings if self.taken else frozenset()
            own = CheckSums("", self.reading.known_texts, wordings)
        found = remarks(self.reading.file, self.sheet, self.taken.keys() | self.sound, own, self.lines)
        self.reading.findings += map(self._addressed, found)

    def _addressed(self, remark: Finding) -> Finding:
        """A remark with the department and the measure that its sheet is about, as far as there is only one."""
        if len(self.about) == 1:
            ((department, number),) = self.about
            return remark._replace(department=department, measure=number)
        told = self.reading.form_line
        return remark._replace(department=told[1]) if told and not self.about else remark

    def _identities(self) -> list[tuple[_Position, str]]:
        """Where the answer of each identity stands, and the identity."""
        return [((cell.row, cell.column - _TO_THE_LEFT), cell.raw) for cell in self.lines if is_identity(cell.raw)]

    def _by_identity(self, at: _Position, line: str) -> bool:
        identity = decode(line)
        if identity is None:
            return False
        self.taken[at] = None
        self.sound.add((at[0], at[1] + _TO_THE_LEFT))
        if identity.plan != self.reading.expected.plan:
            self._once("LIP203", identity.plan, self.reading.expected.plan)
            return True
        if identity.version != FORM_VERSION:
            self._once("LIP207", str(identity.version), str(FORM_VERSION))
        self._take(at, identity)
        return True

    def _take(self, at: _Position, identity: Identity, *, untouched: bool = False) -> None:
        """Keep the answer at this cell."""
        field = Field(identity.part, identity.question)
        place = self._place(at)
        text = unreadable = ""
        if at in self.cells:
            text, told = answer_text(self.cells[at], self.reading.book, identity.question, identity.number)
            unreadable = self._tell_all(told, identity, place) if told else ""
        untouched = untouched or (bool(identity.prefilled) and fingerprint(text) == identity.prefilled)
        answer = Answer(
            identity.department, identity.number, *field, text, place, untouched, identity.origin, unreadable
        )
        self.reading.answers.setdefault(identity.year, []).append(answer)
        self.taken[at] = field
        self.about.add((identity.department, identity.number))

    def _tell_all(self, told: Iterable[tuple[str, Mapping[str, str]]], identity: Identity, place: Place) -> str:
        """Say what is to be said of a cell; the sentence about one that cannot be read for certain, else ""."""
        unreadable = ""
        for code, words in told:
            self._tell(code, identity, place, **words)
            if RULES[code].severity is Severity.ERROR:
                unreadable = self.reading.findings[-1].message
        return unreadable

    def _by_label(self, damaged: list[tuple[_Position, str]]) -> None:
        """Take what the labels tell and no identity did; a damaged row that has no label either is a finding."""
        labelled = read_labels(self.sheet, self.reading.expected.labels, self.reading.expected.numbers)
        told = self.reading.form_line
        known = set(self.taken.values())
        for at, asked in labelled.fields.items():
            if labelled.number is not None and at not in self.taken and asked not in known:
                known.add(asked)
                self._take_labelled(at, labelled.number, *asked, told)
        self._tell_lost([at for at, _ in damaged if at not in self.taken])

    def _tell_lost(self, fields: list[_Position]) -> None:
        """What was written beside identities that tell nothing any more."""
        self.taken.update(dict.fromkeys(fields))
        texts = [(at, clean(self.cells[at].raw).text) for at in fields if at in self.cells]
        told = [(self._place(at), text) for at, text in texts if not is_blank(text)]
        for place, text in told[:MOST]:
            self.reading.findings.append(finding("LIP206", places=[place], text=text))
        if told[MOST:]:
            text = f"… und {len(told) - MOST} weitere Zellen"
            self.reading.findings.append(finding("LIP206", places=[place for place, _ in told[MOST:]], text=text))

    def _take_labelled(
        self, at: _Position, number: MeasureNumber, part: int, question: Question, told: tuple[int, str] | None
    ) -> None:
        expected = self.reading.expected
        year, department = told or (expected.year, expected.numbers[number])
        # What stands in a contact's fields may be what lipctl put there; it never counts as an answer by itself.
        prefilled = question in CONTACT_QUESTIONS
        identity = Identity(expected.plan, year, department, number, part, question)
        self._take(at, identity, untouched=prefilled)
        if at in self.cells and not is_blank(self.cells[at].raw) and not prefilled:
            where = "" if told else "; Jahr und Dienststelle nennt die Datei nicht"
            self._tell("LIP215", identity, self._place(at), where=where)

    def _place(self, at: _Position) -> Place:
        row, column = at
        return Place(self.reading.file, self.sheet.name, (f"{column_letters(max(column, 1))}{row}",))

    def _tell(self, code: str, identity: Identity, place: Place, **values: Any) -> None:
        about = finding(
            code,
            department=identity.department,
            measure=identity.number,
            question=identity.question,
            of_part=identity.part,
            places=[place],
            **values,
        )
        self.reading.findings.append(about)

    def _once(self, code: str, found: str, expected: str) -> None:
        """Say a thing about the whole file only once."""
        if (code, found) not in self.reading.said:
            self.reading.said.add((code, found))
            place = Place(self.reading.file)
            self.reading.findings.append(finding(code, places=[place], found=found, expected=expected))
