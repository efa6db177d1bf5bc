"""The year as one table: a row per printed measure and part, with the texts that the report prints and where they stand.

What the report does not print is not here either; the public version leaves out what the public report leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lipctl.findings import Place
from lipctl.judge.measure import JudgedMeasure, in_plan_order
from lipctl.judge.progress import Progress
from lipctl.plan.model import Area, FieldOfAction, Plan
from lipctl.questions import CONTACT_QUESTIONS, Question
from lipctl.report.basis import ReportBasis
from lipctl.report.contacts import shown_contact
from lipctl.report.occasion import Occasion
from lipctl.report.privacy import Personal, hidden_in
from lipctl.report.sources import PrintedText, by_sheet, printed_texts
from lipctl.scale import Step
from lipctl.text import NOTHING_TO_SAY, is_given

_NOT_PUBLIC = frozenset({Question.DISCLAIMED, *CONTACT_QUESTIONS})


class DataPlace(NamedTuple):
    """Where answers stand, and the checksum of the file. In public only the checksum is known."""

    file: str
    sheet: str
    cells: tuple[str, ...]
    sha256: str


class DataAddendum(NamedTuple):
    """What was added to the answer to a question after the year was closed, as the report prints it below the answer."""

    field: Question
    text: str


class DataRow(NamedTuple):
    """A measure, or one of its parts, in a year.

    ``part`` is None where the measure has no text. ``earlier_year`` is the year that the texts were given for, where the
    report prints earlier ones. ``fields`` are the columns of the catalogue that have no question, by their names.
    ``texts`` are those of the part, of the contact, and who is said to be responsible instead; what is not printed is
    missing. ``addenda`` correct them, as the report prints it below a text. ``edited`` are the questions whose text the
    coordinator worded, ``contested`` those with contradicting answers.
    """

    year: int
    number: str
    part: int | None
    field: FieldOfAction | None
    area: Area | None
    department_id: str
    department: str
    further_departments: tuple[str, ...]
    progress: Progress
    assessment: Step | None
    earlier_year: int | None
    note: str
    summary: str
    title: str
    fields: Mapping[str, str]
    texts: Mapping[Question, str]
    edited: tuple[Question, ...] = ()
    contested: tuple[Question, ...] = ()
    addenda: tuple[DataAddendum, ...] = ()
    places: tuple[DataPlace, ...] = ()


def data_rows(
    plan: Plan, measures: Iterable[JudgedMeasure], occasion: Occasion, basis: ReportBasis
) -> Iterator[DataRow]:
    """The rows of one year, in the order of the plan, by parts. The arguments are those of :func:`lipctl.report.build.build_view`."""
    measures = list(measures)
    personal = hidden_in(occasion, measures, plan)
    scope = _Scope(plan, occasion, basis, personal)
    for judged in in_plan_order(measures, plan):
        if judged.progress is not None:
            yield from scope.rows(judged, judged.progress)


class _Scope:
    """Makes the rows of a year."""

    def __init__(self, plan: Plan, occasion: Occasion, basis: ReportBasis, personal: Personal | None) -> None:
        self.plan, self.occasion, self.basis, self.personal = plan, occasion, basis, personal

    def rows(self, judged: JudgedMeasure, progress: Progress) -> Iterator[DataRow]:
        """The rows of one measure."""
        common = self.common(judged, progress)
        texts = list(printed_texts(judged, self.occasion))
        of_measure = [text for text in texts if text.part == 0]
        parts: list[int | None] = [*sorted({text.part for text in texts} - {0})]
        for part in parts or [None]:
            own = [text for text in texts if text.part == part]
            yield common._replace(
                part=part,
                texts={
                    **{Question(text.field): _as_printed(text.text or "") for text in own if not text.is_addendum},
                    **common.texts,
                },
                edited=tuple(Question(text.field) for text in (*own, *of_measure) if text.edited),
                contested=self.contested(judged, part),
                addenda=self.addenda(judged, part),
                places=self.places((*own, *of_measure)),
            )

    def common(self, judged: JudgedMeasure, progress: Progress) -> DataRow:
        """What all rows of a measure have in common."""
        measure, earlier = judged.measure, judged.printed_earlier
        return DataRow(
            year=self.occasion.year,
            number=measure.number.text,
            part=None,
            field=measure.home_field,
            area=measure.area,
            department_id=measure.department or "",
            department=self.plan.name_of(measure.department or ""),
            further_departments=tuple(map(self.plan.name_of, measure.further_departments)),
            progress=progress,
            assessment=judged.answer.assessment,
            earlier_year=earlier.year if earlier else None,
            note=measure.note,
            summary="\n\n".join(measure.summary),
            title=measure.title,
            fields={name: measure.field_text(name) for name in self.occasion.fields},
            texts=self.texts(judged),
        )

    def texts(self, judged: JudgedMeasure) -> dict[Question, str]:
        """The printed texts that belong to a measure as a whole."""
        contact = shown_contact(judged, self.plan.departments.get(judged.measure.department or ""), self.personal)
        texts = {question: contact.text(question) for question in CONTACT_QUESTIONS}
        if not self.occasion.public:
            texts[Question.DISCLAIMED] = judged.printed.disclaimed
        return {question: text for question, text in texts.items() if is_given(text)}

    def contested(self, judged: JudgedMeasure, part: int | None) -> tuple[Question, ...]:
        """The questions of a row to which there are contradicting answers that are printed."""
        printed = judged.printed_earlier.answer if judged.printed_earlier else judged.answer
        found = {question for number, question in printed.contested if number == part}
        found |= {question for number, question in judged.answer.contested if number == 0}
        hidden = _NOT_PUBLIC if self.occasion.public else frozenset()
        return tuple(question for question in Question if question in found - hidden)

    def addenda(self, judged: JudgedMeasure, part: int | None) -> tuple[DataAddendum, ...]:
        """What was added to the answers of a row, and to those of the whole measure; to its contact only in the office's table."""
        earlier = judged.printed_earlier
        found = (*judged.addenda, *(earlier.addenda if earlier else ()))
        hidden = CONTACT_QUESTIONS if self.occasion.public else ()
        return tuple(
            DataAddendum(each.field.question, each.words(public=self.occasion.public))
            for each in found
            if each.field.part in (0, part) and each.field.question not in hidden
        )

    def places(self, texts: Sequence[PrintedText]) -> tuple[DataPlace, ...]:
        """Where these answers stand; what the catalogue says is left out."""
        found = by_sheet(place for text in texts for place in text.places if place.file in self.basis.files)
        return tuple(dict.fromkeys(map(self.place, found)))

    def place(self, place: Place) -> DataPlace:
        """A place with its file's checksum."""
        checksum = self.basis.files[place.file].checksum
        return DataPlace("", "", (), checksum) if self.occasion.public else DataPlace(*place, checksum)


def _as_printed(text: str) -> str:
    """A text of a part as the report prints it (rules.md 1)."""
    return text if is_given(text) or not text else NOTHING_TO_SAY
