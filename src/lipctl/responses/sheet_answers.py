"""Reading one sheet of a returned workbook: answers by identity, then by label, then what is left over.

The heading over an answer and the label beside it have to agree with its identity (:mod:`lipctl.responses.answer_columns`). Where
an identity is missing or damaged, the labels beside the answer say what it is (:mod:`lipctl.responses.by_label`). What is
neither an answer nor lipctl's own was left by a person (:mod:`lipctl.responses.remarks`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lipctl.findings import Finding, Place, Severity, finding
from lipctl.forms import scale_line
from lipctl.forms.check_sums import CheckSums, check_sum
from lipctl.forms.identity import FORM_VERSION, Identity, decode, is_identity
from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.judge.model import Answer
from lipctl.numbers import MeasureNumber
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.responses.answer_columns import AnswerColumns
from lipctl.responses.by_label import labelled_fields, number_of
from lipctl.responses.cell_text import answer_text
from lipctl.responses.form_file import FormFile, Position
from lipctl.responses.remarks import MOST, check_sums_of, hidden_lines, remarks
from lipctl.text import clean, fingerprint, is_blank, is_given, key_of
from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.workbook import Cell, Sheet

_TO_THE_LEFT = IDENTITY_COLUMN - ANSWER_COLUMN
"""How far left of its identity an answer stands in a form as it was sent."""


class FormSheetReader:
    """Reads one sheet: answers by identity, then by label, then what is left over."""

    def __init__(self, file: FormFile, sheet: Sheet) -> None:
        self.file, self.sheet = file, sheet
        self.hidden_lines = hidden_lines(sheet)
        self.fields: dict[Position, Field | None] = {}
        """The cells whose content is read as an answer, and which; None where nobody can say."""
        self.identities: set[Position] = set()
        self.subjects: set[tuple[str, MeasureNumber]] = set()
        """The departments and measures that the answers belong to."""
        self.empty: dict[int, tuple[int, Identity]] = {}
        """The empty fields of parts by their rows: the column, and whose answer is missing."""

    @cached_property
    def cells(self) -> dict[Position, Cell]:
        """The cells by row and column, for sheets with answers."""
        return {cell[:2]: cell for cell in self.sheet.cells}

    @cached_property
    def columns(self) -> AnswerColumns:
        """What headings and labels say of the answers' columns."""
        return AnswerColumns(self.sheet, self.file.expected.labels)

    def read(self) -> None:
        """Add the answers and findings of the sheet to those of the file."""
        own = check_sums_of(self.hidden_lines)
        has_answers = own is None or own.kind == "measure"
        damaged = self._read_identities()
        if damaged or (has_answers and not self.identities):
            self._read_labels(damaged)
        self.file.is_form |= bool(self.fields or self.identities) or not has_answers
        if own and len(self.subjects) == 1:
            self.file.own_texts.update((number, " ".join(sorted(own.sums))) for _, number in self.subjects)
        if own is None:
            fixed_texts = self.file.expected.labels.fixed_texts if self.fields else frozenset()
            own = CheckSums("", self.file.check_sums, fixed_texts)
        read = self.fields.keys() | self.identities | self._read_misplaced(own)
        if code_page := self.file.book.code_page:  # of our own texts, too, only what fits into it is left
            left = (
                text.encode(code_page, "replace").decode(code_page) for text in self.file.expected.labels.fixed_texts
            )
            own = own._replace(fixed_texts=frozenset(left))
            if own.kind == "lists" and not self.sheet.visible:
                read |= self.cells.keys()
        beside = remarks(self.file.name, self.file.book, self.sheet, read, own, self.hidden_lines)
        self.file.findings += map(self._addressed, beside)

    def _addressed(self, remark: Finding) -> Finding:
        """A remark with the department and the measure that its sheet is about, as far as there is only one."""
        if len(self.subjects) == 1:
            ((department, number),) = self.subjects
            return remark._replace(department=department, measure=number)
        origin = self.file.origin
        return remark._replace(department=origin[1]) if origin and not self.subjects else remark

    def _read_identities(self) -> list[Position]:
        """Take the answer beside each identity; the places of answers whose identity is damaged."""
        damaged = []
        for cell in self.hidden_lines:
            if not is_identity(cell.raw):
                continue
            identity = decode(cell.raw)
            if identity is None:
                column = self.columns.under_heading(cell.row, cell.column)
                damaged.append((cell.row, column or cell.column - _TO_THE_LEFT))
                continue
            self.identities.add((cell.row, cell.column))
            column = self.columns.of_identity(cell.row, cell.column, identity.question)
            if identity.plan != self.file.expected.plan:
                self.fields[cell.row, column or 0] = None
                self.file.report_once("LIP203", identity.plan, self.file.expected.plan)
                continue
            if identity.version != FORM_VERSION:
                self.file.report_once("LIP207", str(identity.version), str(FORM_VERSION))
            if column is None:
                self._report_no_column(identity)
            elif self._agrees((cell.row, column), identity):
                self._take((cell.row, column), identity)
        return damaged

    def _report_no_column(self, identity: Identity) -> None:
        """Add a finding, once for each measure on the sheet, that nobody can tell where the answers stand."""
        self.subjects.add((identity.department, identity.number))
        place = Place(self.file.name, self.sheet.name)
        about = finding("LIP248", department=identity.department, measure=identity.number, places=[place])
        if about not in self.file.findings:
            self.file.findings.append(about)
        self._keep(identity, place, "", unreadable=about.message)

    def _agrees(self, at: Position, identity: Identity) -> bool:
        """Whether the label beside an answer is that of its question, or nothing is written there; else it is reported."""
        text = clean(self.cells[at].raw).text if at in self.cells else ""
        if is_blank(text) or not self.columns.contradicts(*at, identity.question):
            return True
        self.fields[at] = None
        reported = self._report("LIP249", identity, self._place(at), text=text)
        self._keep(identity, self._place(at), "", unreadable=reported.message)
        return False

    def _read_labels(self, damaged: list[Position]) -> None:
        """Take what the labels name and no identity did; text beside a damaged identity without label is a finding."""
        expected = self.file.expected
        number = number_of(self.sheet, expected.labels, expected.numbers)
        if number is not None:
            known = set(self.fields.values())
            for (row, label), asked in labelled_fields(self.sheet, expected.labels).items():
                at = row, self.columns.under_heading(row) or 0
                if label < at[1] and at not in self.fields and asked not in known:
                    known.add(asked)
                    self._take_labelled(at, number, asked)
                elif not (at[1] or self.identities) and asked.question is Question.STATUS:
                    self._report_no_column(self._labelled(number, asked))
        self._report_lost([at for at in damaged if at not in self.fields])

    def _labelled(self, number: MeasureNumber, asked: Field) -> Identity:
        """The identity of a field that has none, as far as the file tells it."""
        expected = self.file.expected
        year, department = self.file.origin or (expected.year, expected.numbers[number])
        return Identity(expected.plan, year, department, number, asked.part, asked.question)

    def _take_labelled(self, at: Position, number: MeasureNumber, asked: Field) -> None:
        identity, origin = self._labelled(number, asked), self.file.origin
        # What stands in a contact's fields may be what lipctl put there; it never counts as an answer by itself.
        prefilled = asked.question in CONTACT_QUESTIONS
        self._take(at, identity, untouched=prefilled)
        if at in self.cells and not is_blank(self.cells[at].raw) and not prefilled:
            where = "" if origin else "; Jahr und Dienststelle nennt die Datei nicht"
            self._report("LIP215", identity, self._place(at), where=where)

    def _take(self, at: Position, identity: Identity, *, untouched: bool = False) -> None:
        """Keep the answer in this cell."""
        place, cell = self._place(at), self.cells.get(at)
        text, unreadable = "", None
        if cell:
            asked, links = (identity.question, identity.number), self.file.expected.prints_links
            text, problems = answer_text(cell, self.sheet, self.file.book, asked, with_address=links)
            for code, values in problems:
                reported = self._report(code, identity, place, **values)
                if reported.severity is Severity.ERROR:
                    unreadable = reported.message
        untouched = untouched or (bool(identity.prefilled) and fingerprint(text) == identity.prefilled)
        if cell and is_given(text) and not untouched:
            self.file.colours.add(cell, self.sheet, self.file.book)
        if identity.question is Question.ASSESSMENT:
            text = self._as_named_now(text, identity.year)
        self._keep(identity, place, text, untouched=untouched, unreadable=unreadable)
        self.fields[at] = Field(identity.part, identity.question)
        if not text and not unreadable and identity.part:
            self.empty[at[0]] = at[1], identity
        self.subjects.add((identity.department, identity.number))

    def _as_named_now(self, text: str, year: int) -> str:
        """An assessment by the name that its step has in that year's settings, if the form called it otherwise."""
        key = scale_line.keys_in(line.raw for line in self.hidden_lines).get(key_of(text))
        step = self.file.expected.scale(year).by_key.get(key or "")
        return step.label if step else text

    def _keep(
        self, identity: Identity, place: Place, text: str, *, untouched: bool = False, unreadable: str | None = None
    ) -> None:
        """Add an answer to those of the file."""
        department, number, field = identity.department, identity.number, (identity.part, identity.question)
        answer = Answer(department, number, *field, text, place, untouched, identity.origin, unreadable)
        self.file.answers.setdefault(identity.year, []).append(answer)

    def _read_misplaced(self, own: CheckSums) -> set[Position]:
        """Report what a person wrote into another of the form's columns, beside an empty field; where it stands."""
        found: set[Position] = set()
        for (row, column), cell in self.cells.items() if self.empty and own.kind == "measure" else ():
            if row not in self.empty or column == self.empty[row][0] or check_sum(cell.raw) in own.sums:
                continue
            heading, text = self.columns.heading_over(row, column), clean(cell.raw).text
            if heading and is_given(text):
                found.add((row, column))
                self._report("LIP335", self.empty[row][1], self._place((row, column)), column=heading, text=text)
        return found

    def _report_lost(self, fields: list[Position]) -> None:
        """Add findings about what was written beside identities that nobody can read any more."""
        self.fields.update(dict.fromkeys(fields))
        texts = [(at, clean(self.cells[at].raw).text) for at in fields if at in self.cells]
        lost = [(at, text) for at, text in texts if not is_blank(text)]
        for at, text in lost[:MOST]:
            self.file.findings.append(finding("LIP206", places=[self._place(at)], text=text))
        if lost[MOST:]:
            text = f"… und {len(lost) - MOST} weitere Zellen"
            places = [self._place(*(at for at, _ in lost[MOST:]))]
            self.file.findings.append(finding("LIP206", places=places, text=text))

    def _report(self, code: str, identity: Identity, place: Place, **values: Any) -> Finding:
        about = finding(
            code,
            department=identity.department,
            measure=identity.number,
            question=identity.question,
            of_part=identity.part,
            places=[place],
            **values,
        )
        self.file.findings.append(about)
        return about

    def _place(self, *at: Position) -> Place:
        cells = tuple(cell_name(row, max(column, 1)) for row, column in at)
        return Place(self.file.name, self.sheet.name, cells)
