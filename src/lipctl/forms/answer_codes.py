"""A number for each answer, in a hidden column of the form, by a formula that is made from the same tables as the rules.

0 is blank, 1 only dashes, 2 given, 3 an error value or the rest of a formula; for a choice 0 is none, 1, 2 … which one, 9
not understood. Beside "nicht zuständig – zuständig ist" 1 is also what names nobody, and 4 the department's own name. The
formulas need nothing but their own sheet, which may be passed on alone. A test compares formulas and Python through
LibreOffice. The formulas are stricter in one point: they do not know compatibility characters (NFKC), so a full-width "ｊａ"
is not understood. Therefore a form never says "vollständig" wrongly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from operator import itemgetter

from lipctl.forms.positions import ANSWER_COLUMN, IDENTITY_COLUMN
from lipctl.judge.choices import NO, NO_OBJECTION, YES
from lipctl.plan.model import Department
from lipctl.questions import Question
from lipctl.scale import Scale
from lipctl.text import BLANKS, DASHES, FORMULA_SIGN, State, clean, key_of, state_of
from lipctl.xlsx.cells import column_letters

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


def known_words(question: Question, department: Department, scale: Scale) -> list[tuple[str, int]]:
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


def code_of(text: str, question: Question, department: Department, scale: Scale) -> int:
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


def formula_for(row: int, question: Question, department: Department, scale: Scale) -> str:
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
    return f'LOOKUP(FIND("{_BOUND}"&{key}&"{_BOUND}",{literal(table)}),{places})'


def literal(text: str) -> str:
    """The text as it stands in a formula, where a literal holds at most 255 characters."""
    return "&".join('"' + text[start : start + 250].replace('"', '""') + '"' for start in range(0, len(text), 250))
