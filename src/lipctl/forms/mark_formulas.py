"""The formulas behind the live mark, made from the same tables as the rules: text, choices, phrases.

A hidden column holds a number for each answer: 0 blank, 1 only dashes, 2 given; for a choice 0 none, 1, 2 … which one,
9 not understood. A test compares formulas and Python through LibreOffice. The formulas are stricter in one point: they
do not know compatibility characters (NFKC), so a full-width "ｊａ" is not understood. Therefore a form never says
"vollständig" wrongly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lipctl.forms.positions import ANSWER_COLUMN, PHRASE_COLUMN, STATE_COLUMN
from lipctl.forms.wording import BROKEN, COMPLETE, OPEN, Phrases
from lipctl.judge.completeness import Gap
from lipctl.judge.model import Assessment, EarlierAnswer
from lipctl.judge.progress import ASSESSMENTS, NO, YES
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.text import BLANKS, CHOICE_LINE, State, clean, is_given, key_of, state_of
from lipctl.xlsx.cells import cell_name, utf16_units

NOT_UNDERSTOOD = 9

BLANKS_NAME = "lipctl_leer"
NOTHING_NAME = "lipctl_leer_oder_strich"
ASSESSMENT_KEYS, ASSESSMENT_CODES = "lipctl_bewertung_wort", "lipctl_bewertung_wert"
TICK_KEYS, TICK_CODES = "lipctl_ja_wort", "lipctl_ja_wert"

# Characters that the cleaning removes wherever they stand, except for those that no XML document can hold.
_VANISHING = "".join(
    char
    for char in map(chr, (*range(1, 0x20), *range(0x7F, 0xA0), *range(0x2000, 0x2070), 0xF020))
    if char not in BLANKS and not clean(char).text
)
BLANK_CHARACTERS = BLANKS + _VANISHING
"""Every character that leaves a cell blank."""


_CODES = tuple(ASSESSMENTS)
_STATES = {State.BLANK: 0, State.NOTHING: 1, State.GIVEN: 2}


def choice_keys(question: Question) -> list[tuple[str, int]]:
    """The words that are understood in a cell with a list, as :func:`lipctl.text.key_of` makes them, and their codes."""
    if question is Question.ASSESSMENT:
        pairs = [(key_of(ASSESSMENTS[choice].label), code) for code, choice in enumerate(_CODES, start=1)]
    else:
        pairs = [(key, 1) for key in YES] + [(key, 2) for key in NO]
    # macOS may hand over "ü" as two characters; the formulas cannot compose them.
    apart = [(unicodedata.normalize("NFD", key), code) for key, code in pairs]
    return list(dict.fromkeys(pairs + apart))


def code_of(text: str, question: Question) -> int:
    """The result of the formula beside this cleaned text."""
    state = _STATES[state_of(text)]
    if question not in (Question.ASSESSMENT, Question.UNCHANGED):
        return state
    if state < 2:
        return 0
    found = dict(choice_keys(question)).get(key_of(text), NOT_UNDERSTOOD)
    return 0 if question is Question.UNCHANGED and found == 2 else found


def formula_for(answer: str, question: Question) -> str:
    """The formula that tells what the answer in this cell is."""
    if question in (Question.ASSESSMENT, Question.UNCHANGED):
        return choice_formula(answer, question)
    return state_formula(answer)


def state_formula(answer: str) -> str:
    """0, 1 or 2 for a text: blank, only dashes, given. Counts the characters that say nothing."""

    def only(name: str) -> str:
        return f'LEN({answer})=SUMPRODUCT(LEN({answer})-LEN(SUBSTITUTE({answer},{name},"")))'

    return f"=IF({only(BLANKS_NAME)},0,IF({only(NOTHING_NAME)},1,2))"


def choice_formula(answer: str, question: Question) -> str:
    """The code of a choice; 0 if nothing is given, 9 if it is none of the list."""
    key = answer
    for char in BLANK_CHARACTERS:
        if char != " " and (char in BLANKS or char >= "\u2000"):  # functions nest 64 deep at most
            replacement = " " if char in BLANKS else ""
            key = f'SUBSTITUTE({key},_xlfn.UNICHAR({ord(char)}),"{replacement}")'
    names, codes, found = (
        (ASSESSMENT_KEYS, ASSESSMENT_CODES, ",".join(map(str, range(1, len(_CODES) + 1))))
        if question is Question.ASSESSMENT
        else (TICK_KEYS, TICK_CODES, "1,0")
    )
    which = f"SUMPRODUCT(EXACT(LOWER(TRIM({key})),{names})*{codes})"
    return f"=IF({state_formula(answer)[1:]}<2,0,CHOOSE(1+{which},{NOT_UNDERSTOOD},{found}))"


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
    """The formulas of one measure's sheet. ``rows`` leads from Field(part, question) to the row."""

    rows: Mapping[Field, int]
    earlier: EarlierAnswer | None
    phrases: Phrases
    undecided: tuple[Undecided, ...] = ()

    @property
    def parts(self) -> list[int]:
        """The numbers of the parts that the sheet offers."""
        return sorted({part for part, question in self.rows if question is Question.STATUS})

    def part(self, part: int) -> str:
        """The formula for what is open in one part; it stands in the phrase column of the part's first row."""
        typed = "+".join(self._state(part, question) for question in PART_QUESTIONS)
        status, reasons = self._state(part, Question.STATUS), self._state(part, Question.REASONS)
        words = self.phrases.of_part(part, several_parts=len(self.parts) > 1)
        return f'=IF(AND({typed}>0,{status}<2,{reasons}<2),{_piece(words)},"")'

    def open(self) -> str:
        """The formula for all that is open in the measure, each piece after a "; "."""
        assessment, tick = self._state(0, Question.ASSESSMENT), self._state(0, Question.UNCHANGED)
        disclaimed = f"{self._state(0, Question.DISCLAIMED)}=2"
        pieces = [
            _if(f"{assessment}={NOT_UNDERSTOOD}", self._piece("LIP311", Question.ASSESSMENT)),
            _if(f"{tick}={NOT_UNDERSTOOD}", self._piece("LIP311", Question.UNCHANGED)),
            self._part_phrases(),
            _if(f"{tick}=1", self._piece("LIP308", Question.UNCHANGED)) if self.earlier is None else '""',
            _if(disclaimed, self._piece("LIP307", Question.DISCLAIMED)),
            _if(
                f"AND(NOT({self._typed()}),NOT({self._unchanged()}),"
                f"OR(AND({assessment}>0,{assessment}<{NOT_UNDERSTOOD}),"
                f"AND({assessment}=0,NOT({disclaimed}),{'TRUE' if self.earlier else f'{tick}<>1'},{tick}<>{NOT_UNDERSTOOD})))",
                self._piece("LIP301", None),
            ),
        ]
        if Field(0, Question.ASSESSMENT) in self.rows:
            pieces.append(self._assessment_open(assessment))
        pieces += [
            _if(item.condition(cell_name(self.rows[item.key], ANSWER_COLUMN)), _piece(item.words))
            for item in self.undecided
        ]
        return "=" + "&".join(piece for piece in pieces if piece != '""')

    def mark(self, open_cell: str) -> str:
        """The formula of the mark itself; ``open_cell`` holds all that is open."""
        return f'=IFERROR(IF({open_cell}="","{COMPLETE}","{OPEN}"&MID({open_cell},3,2000)),"{BROKEN}")'

    def _assessment_open(self, assessment: str) -> str:
        typed = ",".join(
            "&".join(
                _if(f"MAX({','.join(self._state(part, need) for part in self.parts)})<2", self._piece("LIP310", need))
                for need in ASSESSMENTS[choice].needs
            )
            for choice in _CODES
        )
        before = ",".join(self._missing_before(choice) for choice in _CODES)
        needs = f"IF({self._typed()},CHOOSE({assessment},{typed}),CHOOSE({assessment},{before}))"
        answered = f'AND({self._part_phrases()}="",OR({self._typed()},{self._unchanged()}))'
        missing = f'IF({assessment}=0,{self._piece("LIP309", Question.ASSESSMENT)},IF({assessment}={NOT_UNDERSTOOD},"",{needs}))'
        return f'IF({answered},{missing},"")'

    def _missing_before(self, choice: Assessment) -> str:
        """The piece for what the earlier answer lacks for this assessment; it is known when the form is written."""
        parts = self.earlier.answer.parts if self.earlier else ()
        needs = ASSESSMENTS[choice].needs
        lacking = [need for need in needs if not any(is_given(part.text(need)) for part in parts)]
        return "&".join(self._piece("LIP310", need) for need in lacking) or '""'

    def _typed(self) -> str:
        rows = [row for (part, _), row in self.rows.items() if part]
        return f"SUM({cell_name(min(rows), STATE_COLUMN)}:{cell_name(max(rows), STATE_COLUMN)})>0"

    def _unchanged(self) -> str:
        return f"{self._state(0, Question.UNCHANGED)}=1" if self.earlier else "FALSE"

    def _part_phrases(self) -> str:
        return "&".join(cell_name(self.rows[Field(part, Question.STATUS)], PHRASE_COLUMN) for part in self.parts)

    def _state(self, part: int, question: Question) -> str:
        row = self.rows.get(Field(part, question))
        return "0" if row is None else cell_name(row, STATE_COLUMN)

    def _piece(self, code: str, question: Question | None) -> str:
        return _piece(self.phrases.of(Gap(code, 0, question)))


def _if(condition: str, piece: str) -> str:
    return f'IF({condition},{piece},"")'


def _piece(words: str) -> str:
    """The words as a literal after a "; ". A literal in a formula holds at most 255 characters."""
    text = f"; {words}"
    return "&".join('"' + text[start : start + 250].replace('"', '""') + '"' for start in range(0, len(text), 250))
