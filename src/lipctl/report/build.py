"""From the plan and its outcomes to the report's view (rules.md 1, 2, 7): what is printed, in which words and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lipctl.judge.choices import ASSESSMENTS
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import MeasureAnswer
from lipctl.judge.progress import ANSWERED, PROGRESS_LABELS, Progress
from lipctl.plan.model import Area, Contact, FieldOfAction, Plan
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question, Words
from lipctl.report.columns import SIGNS, column_labels, column_of
from lipctl.report.compare import compare
from lipctl.report.contact import contact_label, contact_lines
from lipctl.report.contact_list import build_contacts, printed_contact, public_contact
from lipctl.report.evidence import NO_EVIDENCE, Evidence
from lipctl.report.open_points import build_open_points
from lipctl.report.returns import build_returns
from lipctl.report.sources import build_sources
from lipctl.report.summary import build_summary
from lipctl.report.view import (
    AnswerView,
    AreaView,
    ContactView,
    EarlierView,
    FieldView,
    MeasureView,
    Occasion,
    PartView,
    ReportView,
)
from lipctl.text import NOTHING_TO_SAY, State, in_paragraphs, is_given, state_of

if TYPE_CHECKING:
    from lipctl.report.privacy import Personal

_OFFICE = "Zuständige Dienststelle"
CONTESTED = "Zu dieser Frage liegen zwei verschiedene Antworten vor."


def build_view(
    plan: Plan,
    outcomes: Sequence[JudgedMeasure],
    occasion: Occasion,
    labels: Mapping[str, str],
    evidence: Evidence = NO_EVIDENCE,
) -> ReportView:
    """What the report shows.

    Args:
        plan: the plan as it is in the year of the report.
        outcomes: one per measure, in any order. Those that are not in the report are passed over.
        occasion: the report's year and day.
        labels: the office's words, by the keys of the settings' ``bezeichnungen``.
        evidence: the files, findings and earlier rounds that the report tells of.
    """
    shown = [outcome for outcome in outcomes if outcome.measure.in_report and outcome.progress is not None]
    shown.sort(key=lambda outcome: outcome.measure.number.order)
    personal = _personal(plan, outcomes) if occasion.public else None
    builder = _Builder(plan, occasion, labels, personal)
    fields = builder.fields(shown)
    files = [file for file in evidence.files.values() if file.year == occasion.year]
    returns = build_returns(shown, plan.departments, files, public=occasion.public)
    asked = occasion.assessment_asked
    return ReportView(
        occasion=occasion,
        summary=build_summary(fields, labels, returns, assessment_asked=asked),
        fields=fields,
        open_points=() if occasion.public else build_open_points(shown, plan.departments, labels),
        changes=compare(outcomes, evidence.before, Words(labels), assessment_asked=asked),
        contacts=build_contacts(shown, plan.departments, personal),
        sources=build_sources(outcomes, plan.departments, evidence, occasion.year, public=occasion.public),
    )


def _personal(plan: Plan, outcomes: Sequence[JudgedMeasure]) -> Personal:
    from lipctl.report.privacy import personal_of  # no other edition needs it

    return personal_of(outcomes, plan.departments.values())


class _Builder:
    """Holds what every measure of one report is printed with."""

    def __init__(
        self, plan: Plan, occasion: Occasion, labels: Mapping[str, str], personal: Personal | None = None
    ) -> None:
        self.plan = plan
        self.personal = personal
        self.occasion = occasion
        self.labels = labels
        self.words = Words(labels)
        self.column_labels = column_labels(self.words, assessment_asked=occasion.assessment_asked)

    def fields(self, outcomes: Iterable[JudgedMeasure]) -> tuple[FieldView, ...]:
        """Group by field and area, in natural order; what has no field comes last."""
        groups: dict[FieldOfAction | None, dict[Area | None, list[MeasureView]]] = {}
        for outcome in outcomes:
            area = outcome.measure.area
            field = outcome.measure.field or (area.field if area else None)
            groups.setdefault(field, {}).setdefault(area, []).append(self.measure(outcome))
        known = sorted((field for field in groups if field), key=lambda field: field.number.order)
        ordered: list[FieldOfAction | None] = [*known, *([None] if None in groups else [])]
        return tuple(self.field(field, groups[field]) for field in ordered)

    def field(self, field: FieldOfAction | None, groups: Mapping[Area | None, list[MeasureView]]) -> FieldView:
        """One field of action with its areas."""
        name = self.labels["handlungsfeld"]
        number, title = (field.number.text, field.title) if field else ("", "")
        heading = _heading(name, number, title) if field else f"Ohne {name}"
        areas = sorted((area for area in groups if area), key=lambda area: area.number.order)
        views = tuple(
            AreaView(
                area.number.text,
                area.title,
                _heading(self.labels["bereich"], area.number.text, area.title),
                tuple(groups[area]),
            )
            for area in areas
        )
        return FieldView(number, title, heading, tuple(groups.get(None, ())), views)

    def measure(self, outcome: JudgedMeasure) -> MeasureView:
        """One measure with everything that is printed for it."""
        measure, progress = outcome.measure, outcome.progress
        answer = outcome.printed
        assert progress is not None  # noqa: S101 — build_view passes on only what is in the report
        earlier = self.earlier(outcome)
        column = column_of(progress, answer.assessment, assessment_asked=self.occasion.assessment_asked)
        label, sentence = self.column_labels[column], _sentence(outcome, earlier)
        return MeasureView(
            number=measure.number.text,
            heading=_heading(self.labels["handlungsansatz"], measure.number.text),
            note=in_paragraphs(measure.note),
            summary=measure.summary,
            progress=progress,
            label=label,
            sentence=sentence,
            parts=self.parts(answer),
            remarks=self.remarks(answer),
            earlier=earlier,
            contact=self.contact(outcome),
            column=column,
            department=measure.department or "",
            sign=SIGNS[column],
            state=_state(label, sentence, progress),
        )

    def parts(self, answer: MeasureAnswer) -> tuple[PartView, ...]:
        """The parts in which something is typed; a part keeps its number where there are several."""
        typed = [(number, part) for number, part in enumerate(answer.parts, start=1) if part.is_typed()]
        views = []
        for number, part in typed:
            answers = [self.answer(part.text(question), answer, Field(number, question)) for question in PART_QUESTIONS]
            heading = f"{self.labels['teil']} {number}" if len(typed) > 1 else ""
            views.append(PartView(heading, tuple(view for view in answers if view)))
        return tuple(views)

    def answer(self, text: str, answer: MeasureAnswer, slot: Field) -> AnswerView | None:
        """A question's heading and answer; None where nothing is typed (rules.md 1)."""
        state = state_of(text)
        if state is State.BLANK:
            return None
        paragraphs = in_paragraphs(text) if state is State.GIVEN else (NOTHING_TO_SAY,)
        mark = CONTESTED if slot in answer.contested else ""
        return AnswerView(self.words.label(slot.question), paragraphs, mark, edited=slot in answer.edited)

    def remarks(self, answer: MeasureAnswer) -> tuple[AnswerView, ...]:
        """What was typed for the measure as a whole, beside its parts."""
        found = []
        if answer.assessment is not None:
            mark = CONTESTED if Field(0, Question.ASSESSMENT) in answer.contested else ""
            found.append(
                AnswerView(self.words.label(Question.ASSESSMENT), (ASSESSMENTS[answer.assessment].label,), mark)
            )
        if is_given(answer.disclaimed) and self.personal is None:
            mark = CONTESTED if Field(0, Question.DISCLAIMED) in answer.contested else ""
            first, *rest = in_paragraphs(answer.disclaimed)
            paragraphs = (f"Zuständig sei laut Rückmeldung: {first}", *rest)
            edited = Field(0, Question.DISCLAIMED) in answer.edited
            found.append(AnswerView("Zuständigkeit", paragraphs, mark, edited))
        return tuple(found)

    def earlier(self, outcome: JudgedMeasure) -> EarlierView | None:
        """The earlier answer, where this year's is "unverändert" or missing."""
        if outcome.earlier is None or outcome.progress not in (Progress.UNCHANGED, Progress.NO_RESPONSE):
            return None
        answer = outcome.earlier.printed
        if outcome.answer.assessment is not None:
            answer = answer._replace(assessment=None)  # the text still holds, the assessment is this year's
        parts = self.parts(answer)
        remarks = self.remarks(answer)
        if remarks:
            parts = (*parts, PartView("", remarks))
        return EarlierView(outcome.earlier.year, f"Stand {outcome.earlier.year}", parts) if parts else None

    def contact(self, outcome: JudgedMeasure) -> ContactView | None:
        """This year's contact, else the catalogue's, else the responsible department alone."""
        contact = printed_contact(outcome)
        department = self.plan.departments.get(outcome.measure.department or "")
        name = contact.department or (department.name if department else "")
        if self.personal is not None:
            contact = public_contact(contact, department, self.personal)
            lines = contact_lines(contact)
            return ContactView(_OFFICE, lines) if lines else None
        if contact.is_empty():
            return ContactView(_OFFICE, (name,)) if name else None
        complete = Contact(contact.persons, name, contact.unit, contact.phones, contact.mail)
        contested = any(Field(0, question) in outcome.answer.contested for question in CONTACT_QUESTIONS)
        heading = self.labels[contact_label(contact.persons)]
        return ContactView(heading, contact_lines(complete), CONTESTED if contested else "")


def _sentence(outcome: JudgedMeasure, printed: EarlierView | None) -> str:
    """The state in words, where the answers do not say it themselves. A colon announces the earlier answer."""
    year = outcome.earlier.year if outcome.earlier else None
    since = outcome.unchanged_since
    match outcome.progress:
        case Progress.UNCHANGED:
            return f"seit {since} unverändert, Stand {year}"
        case Progress.NO_RESPONSE:
            return f"keine Rückmeldung (Stand {year}):" if printed else "keine Rückmeldung"
        case Progress.NOT_ASKED:
            return "nicht abgefragt: keine zuständige Dienststelle"
        case Progress.INCOMPLETE | Progress.DISCLAIMED as progress:
            return PROGRESS_LABELS[progress]
        case _ if since:
            return f"im Wortlaut seit {since} unverändert"
        case _:
            ticked = outcome.answer.unchanged and year
            return f"zusätzlich als unverändert gemeldet (Stand {year})" if ticked else ""


def _state(label: str, sentence: str, progress: Progress) -> str:
    """Label and sentence in one line, where the sentence does not say what the label says."""
    says_it = progress not in ANSWERED or (progress is Progress.UNCHANGED and label == PROGRESS_LABELS[progress])
    return sentence if says_it else f"{label} – {sentence}" if sentence else label


def _heading(label: str, number: str, title: str = "") -> str:
    return " ".join(word for word in (label, number, title) if word)
