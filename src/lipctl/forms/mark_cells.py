"""Puts the live mark into a measure's sheet: the formulas, each with the value it has when the form is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lipctl.forms import layout
from lipctl.forms.form_sheet import FormSheet
from lipctl.forms.live_mark import COMPLETE, OPEN, Phrases, mark_text
from lipctl.forms.mark_formulas import MarkFormulas, Undecided, code_of, formula_for
from lipctl.forms.model import FormEntry
from lipctl.forms.page import Job, colour_mark
from lipctl.forms.wording import full_label
from lipctl.judge.completeness import gaps
from lipctl.judge.merge import as_answer
from lipctl.judge.model import Origin
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.text import clean


def write_mark(
    sheet: FormSheet, entry: FormEntry, job: Job, rows: Mapping[Field, int], texts: Mapping[Field, str]
) -> str:
    """Write the mark of a sheet whose answers ``texts`` stand in ``rows``; returns what it says now."""
    cleaned = {key: clean(text).text for key, text in texts.items()}
    several = (2, Question.STATUS) in rows
    undecided = tuple(_undecided(entry, job, texts, several_parts=several))
    formulas = MarkFormulas(rows, entry.earlier, Phrases(job.settings), undecided)
    found = gaps(as_answer(cleaned), entry.earlier, assessment_asked=job.assessment_asked)
    mark = mark_text(found, job.settings, several_parts=several, undecided=[item.words for item in undecided])
    for (part, question), row in rows.items():
        if question in CONTACT_QUESTIONS:
            continue
        code = code_of(cleaned[Field(part, question)], question)
        formula = formula_for(layout.cell(row, layout.ANSWER_COLUMN), question)
        sheet.write_formula(row, layout.STATE_COLUMN, formula, code, "secret_value")
        if question is Question.STATUS:
            own = mark_text([gap for gap in found if gap.part == part], job.settings, several_parts=several)
            sheet.write_formula(row, layout.PHRASE_COLUMN, formulas.part(part), _as_pieces(own), "secret_value")
    top = layout.MARK_ROW
    sheet.write_formula(top, layout.PHRASE_COLUMN, formulas.open(), _as_pieces(mark), "secret_value")
    shown = formulas.mark(layout.cell(top, layout.PHRASE_COLUMN))
    sheet.write_formula(top, layout.ANSWER_COLUMN, shown, mark, "mark")
    colour_mark(sheet, top, top, layout.ANSWER_COLUMN)
    return mark


def _undecided(entry: FormEntry, job: Job, texts: Mapping[Field, str], *, several_parts: bool) -> Iterator[Undecided]:
    """The fields that went out without an answer to keep. Several choices are none of the list, and open already."""
    for key, text in texts.items():
        part, question = key
        if entry.origins.get(key, Origin()).undecided and question not in (Question.ASSESSMENT, Question.UNCHANGED):
            label = full_label(question, part if several_parts else 0, entry, job.settings)
            yield Undecided(key, text, f"{label} (klären)")


def _as_pieces(mark: str) -> str:
    """The mark as the hidden formulas hold it."""
    return "" if mark == COMPLETE else "; " + mark.removeprefix(OPEN)
