"""From the plan and its outcomes to the report's view (rules.md 1, 2, 7): what is printed, in which words and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lipctl.findings import RULES
from lipctl.model import (
    CONTACT_QUESTIONS,
    PART_QUESTIONS,
    Area,
    Contact,
    FieldOfAction,
    Measure,
    MeasureAnswer,
    Plan,
    Question,
)
from lipctl.rules.choices import ASSESSMENTS
from lipctl.rules.completeness import Gap, text_of
from lipctl.rules.contact import contact_label, contact_lines
from lipctl.rules.outcome import Outcome
from lipctl.rules.progress import ANSWERED, PROGRESS_LABELS, Progress
from lipctl.rules.summary import build_summary, column_labels, column_of
from lipctl.rules.view import (
    AnswerView,
    AreaView,
    ContactView,
    DepartmentView,
    EarlierView,
    FieldView,
    MeasureView,
    Occasion,
    OpenPoint,
    PartView,
    ReportView,
)
from lipctl.text import NOTHING_TO_SAY, State, in_paragraphs, is_given, state_of

CONTESTED = "Zu dieser Frage liegen zwei verschiedene Antworten vor."

_PART_LABELS = {
    Question.STATUS: "umsetzungsstand",
    Question.PLANNED_STEPS: "geplante_schritte",
    Question.REASONS: "gruende",
}
_MISSING = {
    "LIP301": "keine Rückmeldung",
    "LIP303": "beim Umsetzungsstand stehen nur Striche",
    "LIP304": "weder Umsetzungsstand noch Gründe genannt",
    "LIP307": "Zuständigkeit ungeklärt",
    "LIP308": "„unverändert“ ohne frühere Antwort",
    "LIP309": "Bewertung fehlt",
    "LIP310": "zur Bewertung fehlt eine Angabe",
    "LIP311": "ein Eintrag ist nicht verständlich",
}


def build_view(plan: Plan, outcomes: Sequence[Outcome], occasion: Occasion, labels: Mapping[str, str]) -> ReportView:
    """What the report shows.

    Args:
        plan: the plan as it is in the year of the report.
        outcomes: one per measure, in any order. Those that are not in the report are passed over.
        occasion: the report's year and day.
        labels: the office's words, by the keys of the settings' ``bezeichnungen``.
    """
    printed = [outcome for outcome in outcomes if outcome.measure.in_report and outcome.progress is not None]
    printed.sort(key=lambda outcome: outcome.measure.number.order)
    builder = _Builder(plan, occasion, labels)
    fields = builder.fields(printed)
    summary = build_summary(fields, labels, assessment_asked=occasion.assessment_asked)
    return ReportView(occasion, summary, fields, builder.open_points(printed))


class _Builder:
    """Holds what every measure of one report is printed with."""

    def __init__(self, plan: Plan, occasion: Occasion, labels: Mapping[str, str]) -> None:
        self.plan = plan
        self.occasion = occasion
        self.labels = labels
        self.column_labels = column_labels(assessment_asked=occasion.assessment_asked)

    def fields(self, outcomes: Iterable[Outcome]) -> tuple[FieldView, ...]:
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

    def measure(self, outcome: Outcome) -> MeasureView:
        """One measure with everything that is printed for it."""
        measure, answer, progress = outcome.measure, outcome.answer, outcome.progress
        assert progress is not None  # noqa: S101 — build_view passes on only what is in the report
        earlier = self.earlier(outcome)
        column = column_of(progress, answer.assessment, assessment_asked=self.occasion.assessment_asked)
        return MeasureView(
            number=measure.number.text,
            heading=_heading(self.labels["handlungsansatz"], measure.number.text),
            note=in_paragraphs(measure.note),
            summary=measure.summary,
            progress=progress,
            label=self.column_labels[column],
            sentence=_sentence(outcome, earlier),
            parts=self.parts(answer),
            remarks=self.remarks(answer),
            earlier=earlier,
            contact=self.contact(measure, answer),
            column=column,
        )

    def parts(self, answer: MeasureAnswer) -> tuple[PartView, ...]:
        """The parts in which something is typed; a part keeps its number where there are several."""
        typed = [(number, part) for number, part in enumerate(answer.parts, start=1) if part.is_typed()]
        views = []
        for number, part in typed:
            answers = [
                self.answer(_PART_LABELS[question], text_of(part, question), (number, question) in answer.contested)
                for question in PART_QUESTIONS
            ]
            heading = f"{self.labels['teil']} {number}" if len(typed) > 1 else ""
            views.append(PartView(heading, tuple(view for view in answers if view)))
        return tuple(views)

    def answer(self, label: str, text: str, contested: bool) -> AnswerView | None:
        """A question's heading and answer; None where nothing is typed (rules.md 1)."""
        state = state_of(text)
        if state is State.BLANK:
            return None
        paragraphs = in_paragraphs(text) if state is State.GIVEN else (NOTHING_TO_SAY,)
        return AnswerView(self.labels[label], paragraphs, CONTESTED if contested else "")

    def remarks(self, answer: MeasureAnswer) -> tuple[AnswerView, ...]:
        """What was typed for the measure as a whole, beside its parts."""
        found = []
        if answer.assessment is not None:
            mark = CONTESTED if (0, Question.ASSESSMENT) in answer.contested else ""
            found.append(AnswerView(self.labels["bewertung"], (ASSESSMENTS[answer.assessment].label,), mark))
        if is_given(answer.disclaimed):
            mark = CONTESTED if (0, Question.DISCLAIMED) in answer.contested else ""
            first, *rest = in_paragraphs(answer.disclaimed)
            found.append(AnswerView("Zuständigkeit", (f"Zuständig sei laut Rückmeldung: {first}", *rest), mark))
        return tuple(found)

    def earlier(self, outcome: Outcome) -> EarlierView | None:
        """The earlier answer, where this year's is "unverändert" or missing."""
        if outcome.earlier is None or outcome.progress not in (Progress.UNCHANGED, Progress.NO_RESPONSE):
            return None
        parts = self.parts(outcome.earlier.answer)
        remarks = self.remarks(outcome.earlier.answer)
        if remarks:
            parts = (*parts, PartView("", remarks))
        return EarlierView(outcome.earlier.year, f"Stand {outcome.earlier.year}", parts) if parts else None

    def contact(self, measure: Measure, answer: MeasureAnswer) -> ContactView | None:
        """This year's contact, else the catalogue's, else the responsible department alone."""
        contact = measure.contact if answer.contact.is_empty() else answer.contact
        department = self.plan.departments.get(measure.department or "")
        name = contact.department or (department.name if department else "")
        if contact.is_empty():
            return ContactView("Zuständige Dienststelle", (name,)) if name else None
        complete = Contact(contact.persons, name, contact.unit, contact.phones, contact.mail)
        contested = any((0, question) in answer.contested for question in CONTACT_QUESTIONS)
        heading = self.labels[contact_label(contact.persons)]
        return ContactView(heading, contact_lines(complete), CONTESTED if contested else "")

    def open_points(self, outcomes: Iterable[Outcome]) -> tuple[DepartmentView, ...]:
        """Measures without complete response, by department in alphabetical order; nobody's at the end."""
        points: dict[str, list[OpenPoint]] = {}
        for outcome in outcomes:
            missing = self.missing(outcome)
            if missing:
                department = self.plan.departments.get(outcome.measure.department or "")
                name = department.name if department else ""
                points.setdefault(name, []).append(OpenPoint(outcome.measure.number.text, missing))
        names = sorted(points, key=lambda name: (not name, name.casefold()))
        return tuple(DepartmentView(name, tuple(points[name])) for name in names)

    def missing(self, outcome: Outcome) -> tuple[str, ...]:
        """What is open for a measure, in words; each thing once."""
        if outcome.progress is Progress.NOT_ASKED:
            return ("keine zuständige Dienststelle",)
        several = sum(part.is_typed() for part in outcome.answer.parts) > 1
        words = [self.gap(gap, several) for gap in outcome.gaps]
        if outcome.answer.contested:
            words.append("zwei verschiedene Antworten")
        if outcome.progress not in ANSWERED and not words and outcome.progress is not None:
            words.append(PROGRESS_LABELS[outcome.progress])
        return tuple(dict.fromkeys(words))

    def gap(self, gap: Gap, several: bool) -> str:
        """One gap in words, with the question and, where there are several, the part."""
        words = _MISSING.get(gap.code, RULES[gap.code].title)
        if gap.code in ("LIP310", "LIP311") and gap.question in _PART_LABELS:
            words += f": {self.labels[_PART_LABELS[gap.question]]}"
        return f"{words} ({self.labels['teil']} {gap.part})" if several and gap.part else words


def _sentence(outcome: Outcome, printed: EarlierView | None) -> str:
    """The state in words, where the answers do not say it themselves. A colon announces the earlier answer."""
    year = outcome.earlier.year if outcome.earlier else None
    match outcome.progress:
        case Progress.UNCHANGED:
            return f"unverändert, Stand {year}"
        case Progress.NO_RESPONSE:
            return f"keine Rückmeldung (Stand {year}):" if printed else "keine Rückmeldung"
        case Progress.NOT_ASKED:
            return "nicht abgefragt: keine zuständige Dienststelle"
        case Progress.INCOMPLETE | Progress.DISCLAIMED as progress:
            return PROGRESS_LABELS[progress]
        case _:
            ticked = outcome.answer.unchanged and year
            return f"zusätzlich als unverändert gemeldet (Stand {year})" if ticked else ""


def _heading(label: str, number: str, title: str = "") -> str:
    return " ".join(word for word in (label, number, title) if word)
