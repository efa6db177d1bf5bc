"""The formulas of the live mark, which say what is open and what is advisable by the numbers of the answers
(:mod:`lipctl.forms.answer_codes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lipctl.forms.answer_codes import CHOICES, NOT_UNDERSTOOD, OWN_NAME, UNREADABLE, answer_in, literal
from lipctl.forms.positions import PHRASE_COLUMN, STATE_COLUMN
from lipctl.forms.wording import ADVISED, BROKEN, COMPLETE, DISCLAIMED, OPEN, Phrases
from lipctl.judge.completeness import Gap, required_of
from lipctl.judge.model import EarlierAnswer
from lipctl.plan.model import Department
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale, Step
from lipctl.text import CHOICE_LINE, is_given
from lipctl.xlsx.cells import cell_name, utf16_units


@dataclass(frozen=True, slots=True)
class Undecided:
    """A field of a follow-up form that is open as long as it holds several texts, or what it went out with."""

    key: Field
    sent: str
    words: str

    def condition(self, answer: str) -> str:
        """The condition that nothing was decided in the answer's cell; an unchanged text is recognised by its length."""
        if CHOICE_LINE in self.sent:
            return f'ISNUMBER(SEARCH("{CHOICE_LINE}",{answer}))'
        return f"LEN({answer})={utf16_units(self.sent)}"


@dataclass(frozen=True, slots=True)
class MarkFormulas:
    """The formulas of one measure's sheet. ``rows`` leads from Field(part, question) to the row.

    Beside each answer stands what it is (:func:`formula_for`), beside the status of each part what is open in the part;
    beside the mark stand all that is open and, in the column of the states, what is advisable.
    """

    rows: Mapping[Field, int]
    earlier: EarlierAnswer | None
    phrases: Phrases
    department: Department
    undecided: tuple[Undecided, ...] = ()
    scale: Scale = DEFAULT_SCALE

    @property
    def parts(self) -> list[int]:
        """The numbers of the parts that the sheet offers."""
        return sorted({part for part, question in self.rows if question is Question.STATUS})

    def part(self, part: int) -> str:
        """The formula for what is open in one part."""
        fields = [Field(part, question) for question in PART_QUESTIONS]
        typed = "+".join(map(self._state, fields))
        status, reasons = self._state(Field(part, Question.STATUS)), self._state(Field(part, Question.REASONS))
        said_by_itself = self._is_any(step for step in self.scale.steps if step.stands_alone)
        needed = f",NOT({said_by_itself})" if said_by_itself else ""
        nothing_said = _if(
            f"AND({typed}>0,{status}<2,{reasons}<2{needed})", self._piece(Gap("LIP304", part, Question.STATUS))
        )
        return "=" + "&".join([*map(self._unreadable, fields), nothing_said])

    def open(self) -> str:
        """The formula for all that is open in the measure, each piece after a "; "."""
        tick = self._once(Question.UNCHANGED)
        unclear = [question for question in CHOICES if Field(0, question) in self.rows]
        once = [field for field in self.rows if not field.part and field.question not in unclear]
        pieces = [
            *(_if(f"{self._once(of)}={NOT_UNDERSTOOD}", self._piece(Gap("LIP311", 0, of))) for of in unclear),
            *(cell_name(self.rows[Field(part, Question.STATUS)], PHRASE_COLUMN) for part in self.parts),
        ]
        if Question.UNCHANGED in unclear and self.earlier is None:
            pieces.append(_if(f"{tick}=1", self._piece(Gap("LIP308", 0, Question.UNCHANGED))))
        if {*CHOICES} <= {*unclear}:
            pieces += self._contradiction()
        if Question.ASSESSMENT not in unclear or not self.scale.is_enough:
            pieces.append(_if(self._nothing_answered(), self._piece(Gap("LIP301"))))
        if Question.ASSESSMENT in unclear:
            pieces.append(self._assessment_open())
        pieces += map(self._unreadable, once)
        pieces += [_if(item.condition(answer_in(self.rows[item.key])), _piece(item.words)) for item in self.undecided]
        return "=" + "&".join(pieces)

    def advisable(self) -> str:
        """The formula for all that is advisable, each piece after a "; "."""
        open_choices = [code for code, step in enumerate(self.scale.steps, start=1) if step.looks_ahead]
        assessment = self._once(Question.ASSESSMENT)
        unfinished = ",".join(f"{assessment}={code}" for code in (0, *open_choices))
        pieces = [
            _if(
                f"AND({self._state(Field(part, Question.STATUS))}=2,"
                f"{self._state(Field(part, Question.PLANNED_STEPS))}=0,OR({unfinished}))",
                self._piece(Gap("LIP320", part, Question.PLANNED_STEPS)),
            )
            for part in self.parts
        ]
        pieces += [
            _if(
                f"{self._once(question)}<{1 if question is Question.UNIT else 2}",
                self._piece(Gap("LIP321", 0, question)),
            )
            for question in required_of(self.department)
        ]
        both = f"AND({self._once(Question.UNCHANGED)}=1,{self._typed()})"
        return "=" + "&".join([*pieces, _if(both, self._piece(Gap("LIP323", 0, Question.UNCHANGED)))])

    def mark(self, open_cell: str, advice_cell: str) -> str:
        """The formula of the mark itself, from the cells with all that is open and all that is advisable."""
        advice = f'IF({advice_cell}="","{COMPLETE}","{ADVISED}"&MID({advice_cell},3,2000))'
        other = self._once(Question.DISCLAIMED)
        objection = f"OR({other}=2,AND({other}={OWN_NAME},NOT({self._typed()}),NOT({self._unchanged()})))"
        done = f'IF({objection},"{DISCLAIMED}",{advice})'
        return f'=IFERROR(IF({open_cell}="",{done},"{OPEN}"&MID({open_cell},3,2000)),"{BROKEN}")'

    def _nothing_answered(self) -> str:
        """The condition that a status or reasons are missing, and nothing else tells of them."""
        assessment, tick = self._once(Question.ASSESSMENT), self._once(Question.UNCHANGED)
        not_assessed = f"OR({assessment}=0,{assessment}={NOT_UNDERSTOOD})"
        return (
            f"AND(NOT({self._typed()}),{not_assessed},{self._once(Question.DISCLAIMED)}<2,"
            f"{tick}<>1,{tick}<>{NOT_UNDERSTOOD})"
        )

    def _assessment_open(self) -> str:
        """What the assessment lacks: itself, unless only another office is named; or what it needs."""
        assessment = self._once(Question.ASSESSMENT)
        needed = ",".join(
            "&".join(
                _if(
                    f"MAX({','.join(self._state(Field(part, need)) for part in self.parts)})<2",
                    self._piece(Gap("LIP310", 0, need)),
                )
                for need in step.needs
            )
            or '""'
            for step in self.scale.steps
        )
        before = ",".join(self._missing_before(step) for step in self.scale.steps)
        answered = f"OR({self._typed()},{self._unchanged()})"
        needs = f"IF(AND({self._unchanged()},NOT({self._typed()})),CHOOSE({assessment},{before}),CHOOSE({assessment},{needed}))"
        missing = _if(
            f"OR({answered},{self._once(Question.DISCLAIMED)}<2)", self._piece(Gap("LIP309", 0, Question.ASSESSMENT))
        )
        return f'IF({assessment}=0,{missing},IF({assessment}={NOT_UNDERSTOOD},"",{needs}))'

    def _missing_before(self, step: Step) -> str:
        """The piece for what the earlier answer lacks for this assessment; it is known when the form is written."""
        parts = self.earlier.answer.parts if self.earlier else ()
        lacking = [need for need in step.needs if not any(is_given(part.text(need)) for part in parts)]
        return "&".join(self._piece(Gap("LIP310", 0, need)) for need in lacking) or '""'

    def _contradiction(self) -> Iterator[str]:
        """The piece for "unverändert" beside another assessment than the earlier one, if that can be compared."""
        before = self.scale.today(self.earlier.assessed[1]) if self.earlier and self.earlier.assessed else None
        if before and self.scale.knows(before):
            others = self._is_any(step for step in self.scale.steps if not step.is_same(before))
            tick = self._once(Question.UNCHANGED)
            yield _if(f"AND({tick}=1,{others})", self._piece(Gap("LIP347", 0, Question.UNCHANGED)))

    def _is_any(self, steps: Iterable[Step]) -> str:
        """The condition that one of these steps is chosen; "" without any."""
        codes = [self.scale.steps.index(step) + 1 for step in steps]
        assessment = self._once(Question.ASSESSMENT)
        return f"OR({','.join(f'{assessment}={code}' for code in codes)})" if codes else ""

    def _typed(self) -> str:
        rows = [row for (part, _), row in self.rows.items() if part]
        return f"SUM({cell_name(min(rows), STATE_COLUMN)}:{cell_name(max(rows), STATE_COLUMN)})>0"

    def _unchanged(self) -> str:
        return f"{self._once(Question.UNCHANGED)}=1" if self.earlier else "FALSE"

    def _once(self, question: Question) -> str:
        return self._state(Field(0, question))

    def _state(self, field: Field) -> str:
        row = self.rows.get(field)
        return "0" if row is None else cell_name(row, STATE_COLUMN)

    def _unreadable(self, field: Field) -> str:
        return _if(f"{self._state(field)}={UNREADABLE}", _piece(self.phrases.unreadable(field)))

    def _piece(self, gap: Gap) -> str:
        return _piece(self.phrases.of(gap))


def _if(condition: str, piece: str) -> str:
    return f'IF({condition},{piece},"")'


def _piece(words: str) -> str:
    """The words as a literal after a "; "."""
    return literal(f"; {words}")
