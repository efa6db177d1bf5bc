"""The formulas behind the live mark, made from the same tables as the rules: text, choices, phrases.

A hidden column holds a number for each answer: 0 blank, 1 only dashes, 2 given, 3 an error value or the rest of a formula;
for a choice 0 none, 1, 2 … which one, 9 not understood. Beside "nicht zuständig – zuständig ist" 1 is also what names nobody,
and 4 the department's own name. The formulas need nothing but their own sheet, which may be passed
on alone. A test compares formulas and Python through LibreOffice. The formulas are stricter in one point: they
do not know compatibility characters (NFKC), so a full-width "ｊａ" is not understood. Therefore a form never says
"vollständig" wrongly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN, PHRASE_COLUMN, STATE_COLUMN
from lipctl.forms.wording import ADVISED, BROKEN, COMPLETE, DISCLAIMED, OPEN, Phrases
from lipctl.judge.completeness import Gap, required_of
from lipctl.judge.model import EarlierAnswer
from lipctl.judge.progress import NO, NO_OBJECTION, YES
from lipctl.plan.model import Department
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale, Step
from lipctl.text import BLANKS, CHOICE_LINE, DASHES, FORMULA_SIGN, State, clean, is_given, key_of, state_of
from lipctl.xlsx.cells import cell_name, column_letters, utf16_units

UNREADABLE, OWN_NAME, NOT_UNDERSTOOD = 3, 4, 9
CHOICES = (Question.ASSESSMENT, Question.UNCHANGED)
_BOUND = "|"

# Characters that the cleaning removes wherever they stand, except for those that no XML document can hold.
_VANISHING = "".join(
    char
    for char in map(chr, (*range(1, 0x20), *range(0x7F, 0xA0), *range(0x2000, 0x2070), 0xF020))
    if char not in BLANKS and not clean(char).text
)
BLANK_CHARACTERS = BLANKS + _VANISHING
"""Every character that leaves a cell blank."""


_STATES = {State.BLANK: 0, State.NOTHING: 1, State.GIVEN: 2}


def known_words(question: Question, department: Department, scale: Scale = DEFAULT_SCALE) -> list[tuple[str, int]]:
    """The words that mean something of their own in a field, as :func:`lipctl.text.key_of` makes them, and their codes."""
    pairs: list[tuple[str, int]] = []
    if question is Question.ASSESSMENT:
        pairs = [(key_of(step.label), code) for code, step in enumerate(scale.steps, start=1)]
    elif question is Question.UNCHANGED:
        pairs = [(key, 1) for key in YES] + [(key, 0) for key in NO]
    elif question is Question.DISCLAIMED:
        pairs = [(word + points, 1) for word in NO_OBJECTION for points in ("", ".", "..", "...")]
        names = {spelled for name in department.own_names for spelled in (key_of(name), " ".join(name.lower().split()))}
        pairs += [(name, OWN_NAME) for name in sorted(names) if name and _BOUND not in name]
    # macOS may hand over "ü" as two characters; the formulas cannot compose them.
    apart = [(unicodedata.normalize("NFD", key), code) for key, code in pairs]
    return list(dict.fromkeys(pairs + apart))


def code_of(text: str, question: Question, department: Department, scale: Scale = DEFAULT_SCALE) -> int:
    """The result of the formula beside this cleaned text."""
    state, is_choice = _STATES[state_of(text)], question in CHOICES
    if state < 2:
        return 0 if is_choice else state
    return dict(known_words(question, department, scale)).get(key_of(text), NOT_UNDERSTOOD if is_choice else state)


def answer_in(row: int) -> str:
    """The answer of this row, by its position: nobody who cuts, pastes or drags an answer moves the reference with it.

    ``SUM`` and ``CONCATENATE`` keep row and text from being lists of one. The hidden cell that names the row moves only with
    the whole row.
    """
    column, identity = column_letters(ANSWER_COLUMN), column_letters(IDENTITY_COLUMN)
    return f"CONCATENATE(INDEX(${column}:${column},SUM(ROW(${identity}{row}))))"


def formula_for(row: int, question: Question, department: Department, scale: Scale = DEFAULT_SCALE) -> str:
    """The formula that tells what the answer in this row is."""
    answer, words = answer_in(row), known_words(question, department, scale)
    state = _state(answer)
    if question in CHOICES:
        return f"=IFERROR(IF({state}<2,0,{_code_in(answer, words)}),{NOT_UNDERSTOOD})"
    meant = f"IFERROR({_code_in(answer, words)},{state})" if words else state
    return f"=IFERROR({meant},{UNREADABLE})"


def _codes(characters: str) -> str:
    """The characters as a list of their code points, for no program keeps a lone tab."""
    return f"_xlfn.UNICHAR({{{','.join(str(ord(char)) for char in characters)}}})"


_SILENT, _DASHES = _codes(BLANK_CHARACTERS + DASHES + FORMULA_SIGN), _codes(DASHES)


def _state(answer: str) -> str:
    """0, 1, 2 or 3 for a text: blank, only dashes, given, the rest of a formula. Counts the characters that say nothing.

    One that a program does not know is found nowhere: the mark works without it.
    """
    count = f'SUMPRODUCT(LEN({answer})-LEN(SUBSTITUTE({answer},IFERROR({_SILENT},""),"")))'
    silent = f'IF(ISNUMBER(FIND("{FORMULA_SIGN}",{answer})),{UNREADABLE},IF(COUNT(FIND({_DASHES},{answer})),1,0))'
    return f"IF(LEN({answer})>{count},2,{silent})"


def _code_in(answer: str, words: Iterable[tuple[str, int]]) -> str:
    """The code of the word that the answer is; an error if it is none of them.

    It is looked up by its place in one text, "|erfüllt|…": LibreOffice finds nothing in a list of texts on a sheet copied
    elsewhere.
    """
    key = answer
    for char in BLANK_CHARACTERS:
        if char != " " and (char in BLANKS or char >= "\u2000"):  # functions nest 64 deep at most
            replacement = " " if char in BLANKS else ""
            key = f'SUBSTITUTE({key},_xlfn.UNICHAR({ord(char)}),"{replacement}")'
    key = f'LOWER(TRIM(SUBSTITUTE({key},"{_BOUND}","?")))'
    table = _BOUND
    starts: dict[int, int] = {}
    for word, code in sorted(words, key=itemgetter(1)):
        starts.setdefault(code, len(table))
        table += word + _BOUND
    places = f"{{{','.join(map(str, starts.values()))}}},{{{','.join(map(str, starts))}}}"
    return f'LOOKUP(FIND("{_BOUND}"&{key}&"{_BOUND}",{_literal(table)}),{places})'


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
    return _literal(f"; {words}")


def _literal(text: str) -> str:
    """The text as it stands in a formula, where a literal holds at most 255 characters."""
    return "&".join('"' + text[start : start + 250].replace('"', '""') + '"' for start in range(0, len(text), 250))
