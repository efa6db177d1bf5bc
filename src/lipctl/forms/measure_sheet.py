"""The sheet of one measure: the plan's words, the questions, the fields for the answers, the earlier answer."""

from __future__ import annotations

from lipctl.forms import positions, scale_line
from lipctl.forms.earlier_texts import EARLIER_WIDTH, earlier_text, text_beside
from lipctl.forms.identity import Identity
from lipctl.forms.live_mark import write_mark
from lipctl.forms.model import FormEntry
from lipctl.forms.open_points_sheet import marked_fields
from lipctl.forms.page import FormContext, WrittenSheet, finish_page, page_breaks, set_columns
from lipctl.forms.plan_words import ANSWER_WIDTH, WIDE_ANSWER_WIDTH, rows_of
from lipctl.forms.wording import (
    ALARM,
    ALL_PARTS,
    ANSWER_HEAD,
    CHOOSE,
    IF_NEEDED,
    QUESTION_HEAD,
    TICKED,
    QuestionText,
    contact_words,
    heading_of,
    hint_title,
    left_out_words,
    question_text,
    sentence_of,
)
from lipctl.judge.model import Origin
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE
from lipctl.text import clean, fingerprint, shortened
from lipctl.xlsx.cells import (
    LINE_HEIGHT,
    area_name,
    cell_name,
    fit_cell,
    height_for,
    line_count,
    quoted,
    shortened_to,
)
from lipctl.xlsx.sheet_writer import Hint, Sheet

_QUESTION_WIDTH, _NO_EARLIER_WIDTH = 31, 2
_MAX_NOTE = 900
"""How many characters of a note are legible without enlarging it."""
_SMALL, _SMALL_LINE = 1.25, 12
"""How much more of small letters a line takes, and its height."""
_CHOICE_HEIGHT = 21
_LONGEST_TITLE = 70
"""How many characters of a heading stand in one line over the sheet."""
_LONGEST_TOPIC = 60
"""How many characters of a heading stand at the head of a page, beside the department's name."""
_SEE_LEFT = "Frage und Hilfe stehen links."
_REFUSAL_TITLE = "Bitte aus der Liste wählen"
_REFUSALS = {
    Question.ASSESSMENT: "Bitte wählen Sie eine Bewertung aus der Liste, oder lassen Sie das Feld leer.",
    Question.UNCHANGED: f"Bitte wählen Sie „{TICKED}“ aus der Liste, oder lassen Sie das Feld leer.",
}
"""The fields with a list, and what is said to anything else. A list stands in the field itself: a sheet is passed on alone."""


def write_measure_sheet(sheet: Sheet, entry: FormEntry, context: FormContext) -> WrittenSheet:
    """Fill the sheet of one measure."""
    written = _MeasureSheet(sheet, entry, context)
    written.write_head()
    written.write_plan_words()
    written.write_questions()
    mark = write_mark(sheet, entry, context, written.rows, written.texts)
    written.finish()
    return WrittenSheet(sheet.name, mark, written.rows, written.start)


class _MeasureSheet:
    """A measure's sheet that is written from top to bottom; ``row`` is the next free one."""

    def __init__(self, sheet: Sheet, entry: FormEntry, context: FormContext) -> None:
        self.sheet, self.entry, self.context = sheet, entry, context
        self.settings = context.settings
        self.row = positions.FROZEN_ROWS + 1
        self.head_row = 0
        self.blocks: list[int] = []
        """The rows in which something begins that is printed together."""
        self.heights: dict[int, float] = {}
        self.rows: dict[Field, int] = {}
        self.texts: dict[Field, str] = {}
        self.parts = entry.all_parts
        self.marked = marked_fields(entry)
        self.answer_width = ANSWER_WIDTH if entry.earlier else WIDE_ANSWER_WIDTH

    def write_head(self) -> None:
        """Columns, title, and the way back."""
        earlier_width = EARLIER_WIDTH if self.entry.earlier else _NO_EARLIER_WIDTH
        set_columns(self.sheet, (_QUESTION_WIDTH, self.answer_width, earlier_width), positions.PHRASE_COLUMN)
        for row, height in enumerate((28, 22, 20), start=1):
            self._set_height(row, height)
        title = shortened(heading_of(self.entry.measure, self.settings), _LONGEST_TITLE)
        self.sheet.write(1, positions.QUESTION_COLUMN, title, "title")
        self.sheet.write(positions.MARK_ROW, positions.QUESTION_COLUMN, "Stand dieses Blatts", "mark_label")
        back = positions.OPEN_POINTS_SHEET if self.context.form.is_follow_up else positions.OVERVIEW_SHEET
        self.sheet.write_link(3, positions.QUESTION_COLUMN, f"{quoted(back)}!A1", f"← Zum Blatt „{back}“", "link")

    def write_plan_words(self) -> None:
        """The plan's words about the measure; its title among them where the heading does not hold it."""
        measure, label = self.entry.measure, self.settings.label
        if len(heading_of(measure, self.settings)) > _LONGEST_TITLE:
            self._write_plan_row("Titel", measure.title)
        for index, paragraph in enumerate(measure.summary):
            for count, piece in enumerate(rows_of(paragraph, self.answer_width)):
                self._write_plan_row("" if index or count else label("kurzfassung"), piece)
        for field in self.settings.catalogue_fields:
            if field.in_form and measure.field_text(field.name):
                self._write_plan_row(field.name, measure.field_text(field.name))
        if measure.note:
            self._write_plan_row(label("hinweis"), measure.note)
        if not measure.in_report:
            self._write_plan_row("Nicht im Bericht", left_out_words(self.settings))
        if self.entry.further_departments:
            self._write_plan_row("Auch beteiligt", "; ".join(self.entry.further_departments))

    def _write_plan_row(self, label: str, text: str) -> None:
        self._fit_height((label, _QUESTION_WIDTH), (text, self.answer_width))
        self.sheet.write(self.row, positions.QUESTION_COLUMN, label, "label")
        self.sheet.write(self.row, positions.ANSWER_COLUMN, text, "plan")
        self.row += 1

    def write_questions(self) -> None:
        """The questions in their order, with bands between them."""
        entry = self.entry
        earlier_head = f"Zuletzt berichtet ({entry.earlier.when})" if entry.earlier else ""
        self.head_row = self.row
        self.blocks.append(self.row)
        self._write_band(QUESTION_HEAD, ANSWER_HEAD, earlier_head, ("head", "head"))
        for part in range(1, self.parts + 1):
            self.blocks += [self.row] if part > 1 else []
            if self.parts > 1:
                self._write_band(self._part_heading(part), "", earlier_head if part > 1 else "")
            for question in PART_QUESTIONS:
                self._write_question(Field(part, question))
        self.blocks.append(self.row)
        if self.parts > 1:
            self._write_band(self.settings.words.say(ALL_PARTS), "", earlier_head)
        if self.context.scale:
            self._write_question(Field(0, Question.ASSESSMENT))
        if entry.earlier or entry.answers.get(Field(0, Question.UNCHANGED)):
            self._write_question(Field(0, Question.UNCHANGED))
        self._write_question(Field(0, Question.DISCLAIMED))
        prefilled = any(_prefill(entry, Field(0, question))[1] for question in CONTACT_QUESTIONS)
        words = contact_words(entry.contact_source, prefilled=prefilled)
        self.blocks.append(self.row)
        self._write_band(self.settings.label("ansprechperson"), words)
        for question in CONTACT_QUESTIONS:
            self._write_question(Field(0, question))

    def _part_heading(self, part: int) -> str:
        """The heading over a part's fields. The spare part says that it is one, unless something is written or open in it."""
        heading = f"{self.settings.label('teil')} {part}"
        return f"{heading}\n{IF_NEEDED}" if part == self.entry.spare_part else heading

    def _write_band(
        self, label: str, words: str, earlier: str = "", styles: tuple[str, str] = ("band", "band_note")
    ) -> None:
        self._fit_height((label, _QUESTION_WIDTH), (words, self.answer_width))
        self.sheet.write(self.row, positions.QUESTION_COLUMN, label, styles[0])
        self.sheet.write(self.row, positions.ANSWER_COLUMN, words, styles[1])
        if self.entry.earlier:
            self.sheet.write(self.row, positions.EARLIER_COLUMN, earlier, styles[1])
        self.row += 1

    def _write_question(self, field: Field) -> None:
        """One answer row: question, field, earlier answer, identity."""
        asked = question_text(field.question, self.entry, self.settings, scale=self.context.scale)
        if field.question in _REFUSALS:
            if field.question is Question.ASSESSMENT and self.context.scale not in (None, DEFAULT_SCALE):
                line = scale_line.encode(self.context.scale)
                self.sheet.write(self.row, positions.IDENTITY_COLUMN, line, "secret")
            self._write_choice_words(asked.hint)
            asked = asked._replace(hint=CHOOSE, height=_CHOICE_HEIGHT)
        text, prefilled = _prefill(self.entry, field)
        earlier = text_beside(earlier_text(self.entry, field))
        self.rows[field], self.texts[field] = self.row, text
        height = max(asked.height, self._write_label(field, asked))
        self._write_answer(field, text)
        self._add_hint(field)
        if self.entry.earlier and field.question not in CONTACT_QUESTIONS:
            self.sheet.write(self.row, positions.EARLIER_COLUMN, earlier, "earlier")
        self.sheet.write(self.row, positions.IDENTITY_COLUMN, self._identity(field, prefilled).encode(), "secret")
        self._fit_height((text, self.answer_width), (earlier, EARLIER_WIDTH), at_least=height)
        self.row += 1

    def _write_choice_words(self, words: str) -> None:
        """What the choices mean. It stands over the field, which is as low as one: an open list covers what is below."""
        self._set_height(self.row, line_count(words, self.answer_width * _SMALL) * _SMALL_LINE + 6)
        self.sheet.write(self.row, positions.QUESTION_COLUMN, "", "label")
        self.sheet.write(self.row, positions.ANSWER_COLUMN, words, "choice_words")
        if self.entry.earlier:
            self.sheet.write(self.row, positions.EARLIER_COLUMN, "", "earlier")
        self.row += 1

    def _write_label(self, field: Field, asked: QuestionText) -> float:
        """Write the question with its hint in small letters beneath it; return the height that it needs."""
        alarm = ALARM if field in self.marked else ""
        beneath = [(style, words) for style, words in (("hint", asked.hint), ("alarm", alarm)) if words]
        pieces = [(style, f"\n{words}") for style, words in beneath]
        self.sheet.write(self.row, positions.QUESTION_COLUMN, asked.label, "label", pieces)
        small = "\n".join(words for _, words in beneath)
        lines = line_count(asked.label, _QUESTION_WIDTH * 0.92), line_count(small, _QUESTION_WIDTH * _SMALL)
        return lines[0] * LINE_HEIGHT + (lines[1] * _SMALL_LINE if small else 0) + 6

    def _write_answer(self, field: Field, text: str) -> None:
        points = self.marked.get(field)
        self.sheet.write(self.row, positions.ANSWER_COLUMN, text, "open" if points else "answer")
        if points:
            words = shortened_to("\n".join([positions.NOTE_HEAD, *map(sentence_of, points)]), _MAX_NOTE)
            self.sheet.add_note(self.row, positions.ANSWER_COLUMN, words, positions.NOTE_AUTHOR)

    def _add_hint(self, field: Field) -> None:
        """Attach the input prompt (screen readers read it out) and, for choices, the drop-down list.

        The prompt is short: as a long one its box covers the next field.
        """
        title = hint_title(field.question, field.part if self.parts > 1 else 0, self.entry, self.settings)
        message = _REFUSAL_TITLE if field.question in _REFUSALS else _SEE_LEFT
        refusal = _REFUSALS.get(field.question, "")
        steps = self.context.scale.steps if self.context.scale else ()
        choices = [step.label for step in steps] if field.question is Question.ASSESSMENT else [TICKED]
        source = f'"{",".join(choices)}"' if refusal else ""
        hint = Hint(title, message, source, (_REFUSAL_TITLE, self.settings.words.say(refusal)))
        self.sheet.add_hint(cell_name(self.row, positions.ANSWER_COLUMN), hint)

    def _identity(self, field: Field, prefilled: str) -> Identity:
        form = self.context.form
        return Identity(
            plan=self.settings.plan_id,
            year=form.year,
            department=form.department.id,
            number=self.entry.measure.number,
            part=field.part,
            question=field.question,
            prefilled=prefilled,
            origin=self.entry.origins.get(field, Origin(form.round)),
        )

    @property
    def start(self) -> Field:
        """The field to begin with: the first one with an open point, otherwise the first of all."""
        return next((field for field in self.rows if field in self.marked), Field(1, Question.STATUS))

    def finish(self) -> None:
        """Put the cursor into the first field to fill in; add paper and protection."""
        first = cell_name(self.rows[self.start], positions.ANSWER_COLUMN)
        self.sheet.freeze(cell_name(positions.FROZEN_ROWS + 1, 1), first)
        last = positions.EARLIER_COLUMN if self.entry.earlier else positions.ANSWER_COLUMN
        topic = shortened(heading_of(self.entry.measure, self.settings), _LONGEST_TOPIC)
        area = area_name((1, 1), (self.row - 1, last))
        answers = sorted(self.rows.values())
        blocks = {start: next(row for row in answers if row > start) for start in self.blocks}
        breaks = page_breaks(self.heights, blocks, self.heights[self.head_row])
        paper = self.context.paper(topic, repeated=(self.head_row, self.head_row), area=area, breaks=breaks)
        own = {(row, positions.ANSWER_COLUMN) for field, row in self.rows.items() if field in self.entry.answers}
        finish_page(self.sheet, "measure", paper, own)

    def _fit_height(self, *texts: tuple[str, float], at_least: float = 21) -> None:
        self._set_height(self.row, height_for(*texts, at_least=at_least))

    def _set_height(self, row: int, height: float) -> None:
        self.heights[row] = height
        self.sheet.set_row(row, height)


def _prefill(entry: FormEntry, field: Field) -> tuple[str, str]:
    """The text that the field holds from the start, and its fingerprint unless it is this year's own answer.

    Several texts to choose from are no answer yet, nor is a text that no cell can hold as a whole.
    """
    own = entry.answers.get(field)
    text = fit_cell(_contact_text(entry.contact, field.question) if own is None else own)
    if text == own and not entry.origins.get(field, Origin()).undecided:
        return text, ""
    return text, fingerprint(clean(text).text)


def _contact_text(contact: Contact, question: Question) -> str:
    return contact.text(question) if question in CONTACT_QUESTIONS else ""
