"""What departments answered: single cells, whole files, and the merged answer to a measure. Frozen data.

What an answer counts as in a year is decided in the other modules of this folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from lipctl.findings import Place
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.scale import Step
from lipctl.text import fingerprint, german_date, is_blank, is_given, listed

_Value = TypeVar("_Value")


class Origin(NamedTuple):
    """What one field of a form was made from (docs/decisions/0007).

    ``round`` counts how often the department was asked again, 0 for the first form of a year. ``known`` holds the
    fingerprints of all answers to this question that were there when the form was made. ``undecided`` marks a field
    that went out with several texts to choose from.
    """

    round: int = 0
    known: frozenset[str] = frozenset()
    undecided: bool = False


class Answer(NamedTuple):
    """One answer cell of a returned form, cleaned, and the department whose form it was.

    ``part`` counts from 1; 0 where the question is asked once per measure. ``untouched`` marks a cell that still holds
    what lipctl had filled in: prefilled is never answered. Where the cell holds something that lipctl cannot be sure
    of, ``unreadable`` says what, and ``text`` is "".
    """

    department: str
    number: MeasureNumber
    part: int
    question: Question
    text: str
    place: Place
    untouched: bool = False
    origin: Origin = Origin()
    unreadable: str | None = None

    @property
    def field(self) -> Field:
        """Which field of the measure's sheet it is."""
        return Field(self.part, self.question)

    @property
    def content(self) -> str:
        """The fingerprint of the cell's content, readable or not; "" for an empty cell."""
        return fingerprint(self.text or self.unreadable or "")


class Response(NamedTuple):
    """One returned workbook. ``modified`` is its own ``dcterms:modified`` (ISO 8601), "" if it has none.

    ``check_sums`` are those of the texts that lipctl wrote on a measure's sheet, with blanks between them, for each sheet that
    still has them.
    """

    file: str
    modified: str
    answers: tuple[Answer, ...]
    check_sums: Mapping[MeasureNumber, str] = MappingProxyType({})


class Edit(NamedTuple):
    """The coordinator's wording for one answer, and where it stands. It changes what is printed, and nothing else."""

    text: str
    place: Place


class Addendum(NamedTuple):
    """A dated correction of one answer of a closed year. It is printed beside the text, never instead of it."""

    day: date
    number: MeasureNumber
    field: Field
    text: str
    reason: str

    def words(self, *, public: bool = False) -> str:
        """The addendum as it is printed; why it was made is not for the public."""
        reason = "" if public else f" ({self.reason})"
        return f"Nachtrag vom {german_date(self.day)}{reason}: {self.text}"


class Part(NamedTuple):
    """What was answered for one part (Teilmaßnahme). "" is blank."""

    status: str = ""
    planned_steps: str = ""
    reasons: str = ""

    def text(self, question: Question) -> str:
        """The answer to one of the questions that are asked per part."""
        return str(getattr(self, question.attribute))

    def is_typed(self) -> bool:
        """Whether anything is typed in it. A part without any text does not exist (rules.md 1)."""
        return not all(map(is_blank, self))

    def is_answered(self) -> bool:
        """Whether it says what was done, or why nothing was."""
        return is_given(self.status) or is_given(self.reasons)


class MeasureAnswer(NamedTuple):
    """All that was answered for one measure in one year, merged from every file that has something on it.

    ``places`` is where the text of each field stands, ``contested`` the fields about which files disagree (rules.md 5).
    ``unclear`` keeps what was entered where only certain values are possible (assessment, unchanged) and none fits.
    ``disclaimed`` is the office that is said to be responsible instead, ``no_objection`` what stands in its field and names
    none. ``departments`` are those that typed something. ``edited`` are the fields with the coordinator's wording: none unless
    the answer comes from :meth:`with_edits`.
    """

    parts: tuple[Part, ...] = ()
    assessment: Step | None = None
    unchanged: bool = False
    disclaimed: str = ""
    no_objection: str = ""
    contact: Contact = Contact()
    places: Mapping[Field, tuple[Place, ...]] = MappingProxyType({})
    contested: frozenset[Field] = frozenset()
    unclear: Mapping[Question, str] = MappingProxyType({})
    departments: frozenset[str] = frozenset()
    edited: frozenset[Field] = frozenset()

    def text(self, field: Field) -> str:
        """The free text of one field; "" if it is blank or the question has none."""
        part, question = field
        if question is Question.DISCLAIMED:
            text = self.disclaimed
        else:
            text = self.parts[part - 1].text(question) if 1 <= part <= len(self.parts) else ""
        return "" if is_blank(text) else text

    def texts(self) -> set[str]:
        """All free texts, without the contact."""
        return {self.disclaimed, *(text for part in self.parts for text in part)}

    def typed_parts(self) -> tuple[Part, ...]:
        """The parts in which something is typed."""
        return tuple(part for part in self.parts if part.is_typed())

    def part_texts(self) -> Iterator[tuple[Field, str]]:
        """Every text that was typed for a part, with its field."""
        for number, part in enumerate(self.parts, start=1):
            for question in PART_QUESTIONS:
                if not is_blank(part.text(question)):
                    yield Field(number, question), part.text(question)

    def with_edits(self, edits: Mapping[Field, Edit]) -> MeasureAnswer:
        """The answer as it is printed: with the coordinator's wording in the fields that have one."""
        if not edits:
            return self
        texts = {field: edit.text for field, edit in edits.items()}
        parts = tuple(
            part._replace(**{q.attribute: texts[Field(number, q)] for q in PART_QUESTIONS if Field(number, q) in texts})
            for number, part in enumerate(self.parts, start=1)
        )
        disclaimed = texts.get(Field(0, Question.DISCLAIMED), self.disclaimed)
        return self._replace(parts=parts, disclaimed=disclaimed, edited=frozenset(edits))


NOTHING_ANSWERED = MeasureAnswer()


class FormerAnswer(NamedTuple):
    """An answer that was given under another number. ``parts`` says which part of today's each of its parts is.

    ``edits`` as in :class:`EarlierAnswer`, where a closed year settles them.
    """

    number: MeasureNumber
    answer: MeasureAnswer
    parts: Mapping[int, int] = MappingProxyType({})
    edits: Mapping[Field, Edit] = MappingProxyType({})

    def here(self, by_field: Mapping[Field, _Value]) -> dict[Field, _Value]:
        """What was said of its fields, by the fields of today; without that of empty parts."""
        return {
            Field(self.parts[part], question): value
            for (part, question), value in by_field.items()
            if part in self.parts
        }


class EarlierAnswer(NamedTuple):
    """The newest earlier answer to a measure that says something, and the year it was given in (rules.md 2)."""

    year: int
    answer: MeasureAnswer
    edits: Mapping[Field, Edit] = MappingProxyType({})
    """How that year's report worded it."""
    former: tuple[FormerAnswer, ...] = ()
    """What the answer consists of, if the measure had another number then, or was several."""
    addenda: tuple[Addendum, ...] = ()
    """What was corrected after that year was closed."""
    assessed: tuple[int, Step] | None = None
    """The newest assessment with its year, which may be a later one."""

    @property
    def numbers(self) -> tuple[MeasureNumber, ...]:
        """The numbers of then, if they were others."""
        return tuple(origin.number for origin in self.former)

    @property
    def when(self) -> str:
        """The year, with the numbers of then if they were others: "2009, damals B5 und B6"."""
        if not self.former:
            return str(self.year)
        return f"{self.year}, damals {listed(map(str, self.numbers))}"

    @property
    def printed(self) -> MeasureAnswer:
        """The answer as that year's report printed it."""
        return self.answer.with_edits(self.edits)
