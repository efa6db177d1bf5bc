"""The sheet of one measure: what the plan says, the questions, the fields for the answers, what was said earlier."""

from __future__ import annotations

from lipctl.forms import layout
from lipctl.forms.field_texts import earlier_text, part_heading, prefill
from lipctl.forms.form_sheet import FormSheet, Hint
from lipctl.forms.identity import Identity
from lipctl.forms.mark_cells import write_mark
from lipctl.forms.model import FormEntry
from lipctl.forms.open_points_sheet import marked_fields
from lipctl.forms.page import Job, WrittenSheet, finish_page
from lipctl.forms.wording import ALARM, TICKED, Asked, asked, contact_words, full_label, left_out_words, sentence_of
from lipctl.judge.model import Origin
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question

ASSESSMENT_CHOICES, TICK_CHOICES = "lipctl_bewertungen", "lipctl_ja"
_QUESTION_WIDTH, _ANSWER_WIDTH, _EARLIER_WIDTH = 31, 68, 44
_WIDE_ANSWER_WIDTH, _NO_EARLIER_WIDTH = 92, 2
_MAX_NOTE = 900
"""How many characters of a note can be read without enlarging it."""
_LISTS = {
    Question.ASSESSMENT: (
        ASSESSMENT_CHOICES,
        "Bitte wählen Sie eine Bewertung aus der Liste, oder lassen Sie das Feld leer.",
    ),
    Question.UNCHANGED: (TICK_CHOICES, f"Bitte wählen Sie „{TICKED}“ aus der Liste, oder lassen Sie das Feld leer."),
}


def write_measure_sheet(sheet: FormSheet, entry: FormEntry, job: Job) -> WrittenSheet:
    """Fill the sheet of one measure."""
    pen = _Pen(sheet, entry, job)
    pen.columns()
    pen.head()
    pen.plan_words()
    pen.questions()
    mark = write_mark(sheet, entry, job, pen.rows, pen.texts)
    pen.page()
    return WrittenSheet(sheet.name, mark, pen.rows)


class _Pen:
    """Writes a sheet from top to bottom; ``row`` is the next free one."""

    def __init__(self, sheet: FormSheet, entry: FormEntry, job: Job) -> None:
        self.sheet, self.entry, self.job = sheet, entry, job
        self.settings = job.settings
        self.row = 0
        self.rows: dict[Field, int] = {}
        self.texts: dict[Field, str] = {}
        self.parts = max(1, entry.parts, *(part for part, _ in (*entry.answers, *entry.origins)))
        self.marked = marked_fields(entry, self.parts)
        self.answer_width = _ANSWER_WIDTH if entry.earlier else _WIDE_ANSWER_WIDTH

    def columns(self) -> None:
        earlier_width = _EARLIER_WIDTH if self.entry.earlier else _NO_EARLIER_WIDTH
        for column, width in enumerate((_QUESTION_WIDTH, self.answer_width, earlier_width)):
            self.sheet.set_columns(column, column, width, "text")
        self.sheet.set_columns(layout.IDENTITY_COLUMN, layout.PHRASE_COLUMN, 12, "secret", hidden=True)
        self.sheet.set_columns(layout.PHRASE_COLUMN + 1, layout.LAST_COLUMN, None, "text")

    def head(self) -> None:
        title = f"{self.settings.label('handlungsansatz')} {self.entry.measure.number}"
        for row, height in enumerate((28, 22, 20)):
            self.sheet.set_row(row, height)
        self.sheet.write_string(0, layout.QUESTION_COLUMN, title, "title")
        self.sheet.write_string(layout.MARK_ROW, layout.QUESTION_COLUMN, "Stand dieses Blatts", "mark_label")
        back = layout.OPEN_POINTS_SHEET if self.job.form.asks_again else layout.OVERVIEW_SHEET
        target = f"{layout.quoted(back)}!A1"
        self.sheet.write_link(2, layout.QUESTION_COLUMN, target, f"← Zum Blatt „{back}“", "link")
        self.row = layout.FROZEN_ROWS

    def plan_words(self) -> None:
        measure, label = self.entry.measure, self.settings.label
        for index, paragraph in enumerate(measure.summary):
            self._told("" if index else label("kurzfassung"), paragraph)
        if measure.note:
            self._told(label("hinweis"), measure.note)
        if not measure.in_report:
            self._told("Nicht im Bericht", left_out_words(self.settings))
        if self.entry.further_departments:
            self._told("Auch beteiligt", "; ".join(self.entry.further_departments))

    def _told(self, label: str, text: str) -> None:
        fitting = layout.fit_cell(text)
        self._height((label, _QUESTION_WIDTH), (fitting, self.answer_width))
        self._locked(layout.QUESTION_COLUMN, label, "label")
        self._locked(layout.ANSWER_COLUMN, fitting, "plan")
        self.row += 1

    def questions(self) -> None:
        entry = self.entry
        earlier_head = f"Zuletzt berichtet ({entry.earlier.year})" if entry.earlier else ""
        self._band("Frage", "Ihre Antwort", earlier_head, "head", "head")
        for part in range(1, self.parts + 1):
            if self.parts > 1:
                heading = part_heading(entry, part, self.parts, self.settings)
                self._band(heading, "", earlier_head if part > 1 else "")
            for question in PART_QUESTIONS:
                self._question(part, question)
        if self.parts > 1:
            self._band("Zu allen Teilen zusammen", "", earlier_head)
        if self.job.assessment_asked:
            self._question(0, Question.ASSESSMENT)
        if entry.earlier or entry.answers.get(Field(0, Question.UNCHANGED)):
            self._question(0, Question.UNCHANGED)
        self._question(0, Question.DISCLAIMED)
        prefilled = any(prefill(entry, Field(0, question))[1] for question in CONTACT_QUESTIONS)
        words = contact_words(entry.contact_source, prefilled=prefilled)
        self._band(self.settings.label("ansprechperson"), words)
        for question in CONTACT_QUESTIONS:
            self._question(0, question)

    def _band(
        self, label: str, words: str, earlier: str = "", style: str = "band", note_style: str = "band_note"
    ) -> None:
        self._height((label, _QUESTION_WIDTH), (words, self.answer_width), at_least=21)
        self._locked(layout.QUESTION_COLUMN, label, style)
        self._locked(layout.ANSWER_COLUMN, words, note_style)
        if self.entry.earlier:
            self._locked(layout.EARLIER_COLUMN, earlier, note_style)
        self.row += 1

    def _question(self, part: int, question: Question) -> None:
        """One answer row: question, field, earlier answer, identity."""
        key, put = Field(part, question), asked(question, self.entry, self.settings)
        text, fingerprint_of_it = prefill(self.entry, key)
        earlier = layout.fit_cell(earlier_text(self.entry, key))
        self.rows[key], self.texts[key] = self.row, text
        room = max(put.room, self._label(key, put))
        self._field(key, text)
        self._help(key, put)
        if self.entry.earlier and question not in CONTACT_QUESTIONS:
            self._locked(layout.EARLIER_COLUMN, earlier, "earlier")
        self._identity(key, fingerprint_of_it)
        self._height((text, self.answer_width), (earlier, _EARLIER_WIDTH), at_least=room)
        self.row += 1

    def _label(self, key: Field, put: Asked) -> float:
        """The question with what is small beneath it; returns the height it needs."""
        alarm = ALARM if key in self.marked else ""
        pieces = [("strong", put.label)]
        pieces += [(style, f"\n{words}") for style, words in (("hint", put.hint), ("alarm", alarm)) if words]
        if len(pieces) == 1:  # Excel calls a text of one run no rich text
            self._locked(layout.QUESTION_COLUMN, put.label, "label")
        else:
            self.sheet.write_rich(self.row, layout.QUESTION_COLUMN, pieces, "question")
        small = "\n".join(words for words in (put.hint, alarm) if words)
        lines = layout.line_count(put.label, _QUESTION_WIDTH * 0.92), layout.line_count(small, _QUESTION_WIDTH * 1.25)
        return lines[0] * layout.LINE_HEIGHT + (lines[1] * 12 if small else 0) + 6

    def _field(self, key: Field, text: str) -> None:
        style = ("open" if key in self.marked else "answer") + ("_filled" if text else "")
        if not text:
            self.sheet.write_blank(self.row, layout.ANSWER_COLUMN, style)
        elif key in self.entry.answers:
            self.sheet.write_answer(self.row, layout.ANSWER_COLUMN, text, style)
        else:
            self.sheet.write_string(self.row, layout.ANSWER_COLUMN, text, style)
        if key in self.marked:
            words = layout.shortened("\n".join([layout.NOTE_HEAD, *map(sentence_of, self.marked[key])]), _MAX_NOTE)
            self.sheet.write_note(self.row, layout.ANSWER_COLUMN, words)

    def _help(self, key: Field, put: Asked) -> None:
        """The hint that appears, and is read out, in the field; and the list to choose from."""
        part, question = key
        title = full_label(question, part if self.parts > 1 else 0, self.entry, self.settings)
        message = (put.hint or put.label).split("\n")[0]
        source, refusal = _LISTS.get(question, ("", ""))
        hint = Hint(
            layout.shortened(title, 32), layout.shortened(message, 255), source, self.settings.words.say(refusal)
        )
        self.sheet.add_hint(self.row, layout.ANSWER_COLUMN, hint)

    def _identity(self, key: Field, fingerprint_of_prefill: str) -> None:
        part, question = key
        form, number = self.job.form, self.entry.measure.number
        identity = Identity(
            plan=self.settings.plan_id,
            year=form.year,
            department=form.department.id,
            number=number,
            part=part,
            question=question,
            prefilled=fingerprint_of_prefill,
            origin=self.entry.origins.get(key, Origin(form.round)),
        )
        self.sheet.write_string(self.row, layout.IDENTITY_COLUMN, identity.encode(), "secret")

    def page(self) -> None:
        last = layout.EARLIER_COLUMN if self.entry.earlier else layout.ANSWER_COLUMN
        self.sheet.print_rows((0, layout.MARK_ROW), (self.row - 1, last))
        self.sheet.freeze(layout.FROZEN_ROWS, (self.rows[Field(1, Question.STATUS)], layout.ANSWER_COLUMN))
        finish_page(
            self.sheet, "measure", f"{self.settings.label('handlungsansatz')} {self.entry.measure.number}", self.job
        )

    def _locked(self, column: int, text: str, style: str) -> None:
        if text:
            self.sheet.write_string(self.row, column, text, style)
        else:
            self.sheet.write_blank(self.row, column, style)

    def _height(self, *texts: tuple[str, float], at_least: float = 21) -> None:
        self.sheet.set_row(self.row, layout.height_for(*texts, at_least=at_least))
