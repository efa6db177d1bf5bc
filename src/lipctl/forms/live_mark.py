"""The form's live mark, "vollständig" or "offen: …", as it stands when the form is written.

:class:`Mark` puts into words what :mod:`lipctl.judge.completeness` finds; :func:`write_mark` puts these words into the
sheet, as the first results of the formulas that say the same while one types (:mod:`lipctl.forms.mark_formulas`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lipctl.forms import positions
from lipctl.forms.answer_codes import code_of, formula_for
from lipctl.forms.mark_formulas import MarkFormulas, Undecided
from lipctl.forms.model import FormEntry
from lipctl.forms.page import FormContext, colour_mark
from lipctl.forms.wording import ADVISED, COMPLETE, DISCLAIMED, OPEN, Phrases, full_label
from lipctl.judge.completeness import Gap, advisable, left_to_do, mark_order
from lipctl.judge.merge import as_answer
from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Origin
from lipctl.judge.responsibility import settle_objection
from lipctl.plan.model import Department
from lipctl.questions import Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale
from lipctl.text import clean, is_given
from lipctl.xlsx.cells import cell_name
from lipctl.xlsx.sheet_writer import Sheet


class Mark(NamedTuple):
    """What a form says of an answer: what is left to do, what is advisable, and whether another office is named.

    ``undecided`` are the words for fields that went out with several texts to choose from.
    """

    left: Sequence[Gap]
    advice: Sequence[Gap]
    disclaimed: bool
    undecided: Sequence[str] = ()

    def text(self, phrases: Phrases) -> str:
        """The mark itself."""
        left = [*_words(self.left, phrases), *self.undecided]
        if left:
            return OPEN + "; ".join(left)
        if self.disclaimed:
            return DISCLAIMED
        return ADVISED + "; ".join(_words(self.advice, phrases)) if self.advice else COMPLETE


def mark_for(
    answer: MeasureAnswer, earlier: EarlierAnswer | None, department: Department, *, scale: Scale | None
) -> Mark:
    """What the department's form says of this answer."""
    answer = settle_objection(answer, department.own_names)
    left = left_to_do(answer, earlier, scale=scale)
    return Mark(left, advisable(answer, department), is_given(answer.disclaimed))


def write_mark(
    sheet: Sheet, entry: FormEntry, context: FormContext, rows: Mapping[Field, int], texts: Mapping[Field, str]
) -> str:
    """Write the mark of a sheet whose answers ``texts`` stand in ``rows``; returns what it says now."""
    cleaned = {key: clean(text).text for key, text in texts.items()}
    phrases = Phrases(context.settings, several_parts=Field(2, Question.STATUS) in rows)
    undecided = tuple(_undecided(entry, phrases, texts))
    scale = context.scale or DEFAULT_SCALE
    mark = mark_for(as_answer(cleaned, scale), entry.earlier, context.form.department, scale=context.scale)
    mark = mark._replace(undecided=[item.words for item in undecided])
    formulas = MarkFormulas(rows, entry.earlier, phrases, context.form.department, undecided, scale)
    for field, row in rows.items():
        code = code_of(cleaned[field], field.question, context.form.department, scale)
        formula = formula_for(row, field.question, context.form.department, scale)
        sheet.write_formula(row, positions.STATE_COLUMN, formula, code, "secret_value", array=True)
    for part in formulas.parts:
        own = _words([gap for gap in mark.left if gap.part == part], phrases)
        row = rows[Field(part, Question.STATUS)]
        sheet.write_formula(row, positions.PHRASE_COLUMN, formulas.part(part), _in_pieces(own), "secret_value")
    top = positions.MARK_ROW
    left, advice = [*_words(mark.left, phrases), *mark.undecided], _words(mark.advice, phrases)
    sheet.write_formula(top, positions.PHRASE_COLUMN, formulas.open(), _in_pieces(left), "secret_value")
    sheet.write_formula(top, positions.STATE_COLUMN, formulas.advisable(), _in_pieces(advice), "secret_value")
    shown = formulas.mark(cell_name(top, positions.PHRASE_COLUMN), cell_name(top, positions.STATE_COLUMN))
    text = mark.text(phrases)
    sheet.write_formula(top, positions.ANSWER_COLUMN, shown, text, "mark")
    colour_mark(sheet, top, top, positions.ANSWER_COLUMN)
    return text


def _words(found: Iterable[Gap], phrases: Phrases) -> list[str]:
    """These in the order of the mark, in words, each once."""
    return list(dict.fromkeys(phrases.of(gap) for gap in sorted(found, key=mark_order)))


def _undecided(entry: FormEntry, phrases: Phrases, texts: Mapping[Field, str]) -> Iterator[Undecided]:
    """The fields that went out without an answer to keep. Several choices are none of the list, and open already."""
    for key, text in texts.items():
        part, question = key
        if entry.origins.get(key, Origin()).undecided and question not in (Question.ASSESSMENT, Question.UNCHANGED):
            label = full_label(question, part if phrases.several_parts else 0, entry, phrases.settings)
            yield Undecided(key, text, f"{label} (klären)")


def _in_pieces(words: Iterable[str]) -> str:
    """The words as the hidden formulas hold them."""
    return "".join(f"; {said}" for said in words)
