"""The form's live mark, "vollständig" or "offen: …", as it stands when the form is written.

:func:`mark_text` puts into words what :func:`lipctl.judge.completeness.gaps` finds; :func:`write_mark` puts these words
into the sheet, as the first results of the formulas that say the same while one types (:mod:`lipctl.forms.mark_formulas`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lipctl.forms import positions
from lipctl.forms.mark_formulas import MarkFormulas, Undecided, code_of, formula_for
from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, colour_mark
from lipctl.forms.wording import COMPLETE, OPEN, Phrases, full_label
from lipctl.judge.completeness import Gap, gaps, mark_order
from lipctl.judge.merge import as_answer
from lipctl.judge.model import Origin
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.settings import Settings
from lipctl.text import clean
from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.writer import Sheet


def mark_text(gaps: Iterable[Gap], settings: Settings, *, several_parts: bool, undecided: Iterable[str] = ()) -> str:
    """The mark for these gaps: "vollständig", or "offen: " and what is open; last the fields that are ``undecided``."""
    phrases = Phrases(settings)
    words = [
        phrases.of_part(gap.part, several_parts=several_parts) if gap.part else phrases.of(gap)
        for gap in sorted(gaps, key=mark_order)
    ]
    words += undecided
    return OPEN + "; ".join(dict.fromkeys(words)) if words else COMPLETE


def write_mark(
    sheet: Sheet, entry: FormEntry, context: FormContext, rows: Mapping[Field, int], texts: Mapping[Field, str]
) -> str:
    """Write the mark of a sheet whose answers ``texts`` stand in ``rows``; returns what it says now."""
    cleaned = {key: clean(text).text for key, text in texts.items()}
    several = (2, Question.STATUS) in rows
    undecided = tuple(_undecided(entry, context, texts, several_parts=several))
    formulas = MarkFormulas(rows, entry.earlier, Phrases(context.settings), undecided)
    found = gaps(as_answer(cleaned), entry.earlier, assessment_asked=context.assessment_asked)
    mark = mark_text(found, context.settings, several_parts=several, undecided=[item.words for item in undecided])
    for (part, question), row in rows.items():
        if question in CONTACT_QUESTIONS:
            continue
        code = code_of(cleaned[Field(part, question)], question)
        formula = formula_for(cell_name(row, positions.ANSWER_COLUMN), question)
        sheet.write_formula(row, positions.STATE_COLUMN, formula, code, "secret_value")
        if question is Question.STATUS:
            own = mark_text([gap for gap in found if gap.part == part], context.settings, several_parts=several)
            sheet.write_formula(row, positions.PHRASE_COLUMN, formulas.part(part), _as_pieces(own), "secret_value")
    top = positions.MARK_ROW
    sheet.write_formula(top, positions.PHRASE_COLUMN, formulas.open(), _as_pieces(mark), "secret_value")
    shown = formulas.mark(cell_name(top, positions.PHRASE_COLUMN))
    sheet.write_formula(top, positions.ANSWER_COLUMN, shown, mark, "mark")
    colour_mark(sheet, top, top, positions.ANSWER_COLUMN)
    return mark


def _undecided(
    entry: FormEntry, context: FormContext, texts: Mapping[Field, str], *, several_parts: bool
) -> Iterator[Undecided]:
    """The fields that went out without an answer to keep. Several choices are none of the list, and open already."""
    for key, text in texts.items():
        part, question = key
        if entry.origins.get(key, Origin()).undecided and question not in (Question.ASSESSMENT, Question.UNCHANGED):
            label = full_label(question, part if several_parts else 0, entry, context.settings)
            yield Undecided(key, text, f"{label} (klären)")


def _as_pieces(mark: str) -> str:
    """The mark as the hidden formulas hold it."""
    return "" if mark == COMPLETE else "; " + mark.removeprefix(OPEN)
