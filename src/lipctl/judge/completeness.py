"""What is open in a measure's own fields: the error rules that need nothing but the answer itself (rules.md 4).

``check`` comes from :func:`gaps`. So does the form's live mark, by way of :func:`left_to_do` and :func:`advisable`; while
one types, a formula says the same, and a test compares the two through LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lipctl.judge.model import EarlierAnswer, MeasureAnswer, Part
from lipctl.judge.progress import ANSWERED, Progress, classify_answer
from lipctl.plan.model import Contact, Department
from lipctl.questions import QUESTIONS, Question
from lipctl.scale import Scale, Step
from lipctl.text import State, is_blank, is_given, state_of


class Gap(NamedTuple):
    """One thing that is open in an answer (:func:`gaps`), or only advisable (:func:`advisable`): the rule's code, the part
    (0: the measure as a whole), and the question, if it is about one."""

    code: str
    part: int = 0
    question: Question | None = None


class GapWords(NamedTuple):
    """How a kind of gap is put: in a form's live mark, and among the report's open points.

    In the mark, which leaves out what a department cannot mend (""), ``{question}`` is the name of the gap's question,
    ``{choices}`` what may stand in its field; ``{status}`` and ``{reasons}`` are the names of these questions,
    ``{for_assessment}`` is "zur Bewertung" in the office's words. In the report ``{lacking}`` says that the answer to the
    gap's question is missing.
    """

    mark: str
    report: str


GAPS: dict[str, GapWords] = {
    "LIP311": GapWords("{question} ({choices})", "{question}: Eintrag nicht verständlich"),
    "LIP303": GapWords("{status} oder {reasons}", "beim Umsetzungsstand stehen nur Striche"),
    "LIP308": GapWords("{question} ohne frühere Antwort", "„unverändert“ ohne frühere Antwort"),
    "LIP347": GapWords("{question} passt nicht {for_assessment}", "„unverändert“ passt nicht zur Bewertung"),
    "LIP307": GapWords("", "Zuständigkeit ungeklärt"),
    "LIP301": GapWords("{status} oder {reasons}", "keine Rückmeldung"),
    "LIP304": GapWords("{status} oder {reasons}", "weder Umsetzungsstand noch Gründe genannt"),
    "LIP309": GapWords("{question}", "Bewertung fehlt"),
    "LIP310": GapWords("{question} ({for_assessment})", "zur Bewertung {lacking}"),
}
"""Every kind of gap, by the code of its rule, in the order of the mark. All gaps of parts stand in the place of LIP303."""

ADVICE = {"LIP320": "{question}", "LIP321": "{question}", "LIP323": "{question} neben neuem Text"}
"""How the mark of a complete sheet puts what is only advisable, by the code of the rule."""


def mark_order(gap: Gap) -> tuple[int, int, int]:
    """The sort key of gaps in the mark: by kind, part, question."""
    kind = "LIP303" if gap.code == "LIP304" and gap.part else gap.code
    return [*GAPS, *ADVICE].index(kind), gap.part, list(Question).index(gap.question) if gap.question else -1


def gaps(answer: MeasureAnswer, earlier: EarlierAnswer | None, *, scale: Scale | None) -> list[Gap]:
    """All that is open in these fields."""
    found = [Gap("LIP311", 0, question) for question in answer.unclear]
    found += _part_gaps(answer)
    progress = classify_answer(answer, has_earlier=earlier is not None)
    if answer.unchanged and earlier is None:
        found.append(Gap("LIP308", 0, Question.UNCHANGED))
    if scale and contradiction(answer, earlier, scale):
        found.append(Gap("LIP347", 0, Question.UNCHANGED))
    if is_given(answer.disclaimed):
        found.append(Gap("LIP307", 0, Question.DISCLAIMED))
    if progress is Progress.NO_RESPONSE and not found:
        found.append(Gap("LIP301"))
    if progress is Progress.INCOMPLETE and not answer.typed_parts():
        found.append(Gap("LIP304", 0, Question.STATUS))
    if scale and progress in ANSWERED:
        found += _assessment_gaps(answer, earlier, progress)
    return found


def contradiction(answer: MeasureAnswer, earlier: EarlierAnswer | None, scale: Scale) -> tuple[int, Step] | None:
    """The earlier assessment and its year, where "unverändert" stands beside another one."""
    if not (answer.unchanged and answer.assessment and earlier and earlier.assessed):
        return None
    before = scale.today(earlier.assessed[1])
    return earlier.assessed if scale.knows(before) and not before.is_same(answer.assessment) else None


def left_to_do(answer: MeasureAnswer, earlier: EarlierAnswer | None, *, scale: Scale | None) -> list[Gap]:
    """What a department still has to fill in; empty exactly when the form shows that it is done.

    Who is responsible is for others to settle. What the assessment asks for is named from the start, not only when all else
    is there.
    """
    found = [gap for gap in gaps(answer, earlier, scale=scale) if gap.code != "LIP307"]
    progress = classify_answer(answer, has_earlier=earlier is not None)
    if not scale or progress in ANSWERED or progress is Progress.DISCLAIMED:
        return found
    ahead = list(_assessment_gaps(answer, earlier, progress))
    if answer.assessment and not answer.typed_parts():
        found.remove(Gap("LIP304", 0, Question.STATUS))  # what the assessment needs says it better
    if scale.is_enough:
        found = [gap for gap in found if gap.code != "LIP301"]  # the assessment is what is missing
    elif found == [Gap("LIP311", 0, Question.ASSESSMENT)] and progress is Progress.NO_RESPONSE:
        found.append(Gap("LIP301"))
    return found + ahead


def advisable(answer: MeasureAnswer, department: Department | None) -> list[Gap]:
    """What is no error, but a warning that the form can show."""
    found = [
        Gap("LIP320", number, Question.PLANNED_STEPS)
        for number, part in enumerate(answer.parts, start=1)
        if lacks_steps(part, answer.assessment)
    ]
    found += [Gap("LIP321", 0, question) for question in missing_in(answer.contact, department)]
    if answer.unchanged and answer.typed_parts():
        found.append(Gap("LIP323", 0, Question.UNCHANGED))
    return found


def lacks_steps(part: Part, assessment: Step | None) -> bool:
    """Whether something was done, more should follow, and nothing says what."""
    is_asked = assessment is None or assessment.looks_ahead
    return is_asked and is_given(part.status) and is_blank(part.planned_steps)


def missing_in(contact: Contact, department: Department | None) -> list[Question]:
    """What a contact must have and lacks. That there is no unit, a dash says: there, or with the department in the catalogue."""
    texts = {question: contact.text(question) for question in required_of(department)}
    return [q for q, text in texts.items() if (is_blank(text) if q is Question.UNIT else not is_given(text))]


def required_of(department: Department | None) -> list[Question]:
    """What a contact of this department must have."""
    no_units = department is not None and department.has_no_units
    return [q for q, row in QUESTIONS.items() if row.required and not (no_units and q is Question.UNIT)]


def _part_gaps(answer: MeasureAnswer) -> Iterator[Gap]:
    if answer.assessment and answer.assessment.stands_alone:
        return
    for number, part in enumerate(answer.parts, start=1):
        if part.is_typed() and not part.is_answered():
            only_dashes = state_of(part.status) is State.NOTHING
            yield Gap("LIP303" if only_dashes else "LIP304", number, Question.STATUS)


def _assessment_gaps(answer: MeasureAnswer, earlier: EarlierAnswer | None, progress: Progress) -> Iterator[Gap]:
    if answer.assessment is None:
        if Question.ASSESSMENT not in answer.unclear:
            yield Gap("LIP309", 0, Question.ASSESSMENT)
        return
    parts = earlier.answer.parts if earlier and progress is Progress.UNCHANGED else answer.parts
    for question in answer.assessment.needs:
        if not any(is_given(part.text(question)) for part in parts):
            yield Gap("LIP310", 0, question)
