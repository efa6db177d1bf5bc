"""What is printed of each measure, in which words and order (rules.md 1, 2, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Addendum, MeasureAnswer
from lipctl.judge.progress import ANSWERED, PROGRESS_LABELS, Progress
from lipctl.plan.model import Area, FieldOfAction, Measure, Plan
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.report.contacts import contact_label, contact_lines, printed_contact, shown_contact
from lipctl.report.measure_view import (
    AnswerView,
    AreaView,
    ContactView,
    EarlierView,
    FieldOfActionView,
    MeasureView,
    PartView,
)
from lipctl.report.occasion import Occasion
from lipctl.report.overview import anchor_of, beginning, called
from lipctl.report.privacy import Personal
from lipctl.report.summary import (
    StateStyle,
    column_of,
    state_styles,
)
from lipctl.text import NOTHING_TO_SAY, in_paragraphs, is_given
from lipctl.words import Words

CONTESTED = "Zu dieser Frage weichen zwei Rückmeldungen voneinander ab."
_LINE, _LINE_ALONE = 35, 43
"""How many letters of number and title stand in a line of the overview, with and without a column on the report before."""
_IN_HEADING = 60
_Group = TypeVar("_Group", FieldOfAction, Area)
_NO_STYLE = StateStyle("", "", "", "")
_OFFICE = "Zuständige Dienststelle"


class MeasureBuilder:
    """Makes the views of the measures of one report."""

    def __init__(
        self,
        plan: Plan,
        occasion: Occasion,
        labels: Mapping[str, str],
        personal: Personal | None,
        before: Mapping[str, str],
    ) -> None:
        self.plan = plan
        self.before = before
        self.personal = personal
        self.occasion = occasion
        self.labels = labels
        self.words = Words(labels)
        self.styles = state_styles(self.words, scale=occasion.scale)

    def fields(self, measures: Iterable[JudgedMeasure]) -> tuple[FieldOfActionView, ...]:
        """Group by field and area, in the order of the plan; what has no field comes last."""
        groups: dict[FieldOfAction | None, dict[Area | None, list[MeasureView]]] = {}
        for judged in measures:
            groups.setdefault(judged.measure.home_field, {}).setdefault(judged.measure.area, []).append(
                self.measure(judged)
            )
        return tuple(self.field(field, groups[field]) for field in _in_order(groups, self.plan.fields))

    def field(self, field: FieldOfAction | None, groups: Mapping[Area | None, list[MeasureView]]) -> FieldOfActionView:
        """One field of action with its areas."""
        name = self.labels["handlungsfeld"]
        number, title = (field.number.text, field.title) if field else ("", "")
        heading = _heading(name, number, title) if field else f"Ohne {name}"
        areas = [area for area in _in_order(groups, self.plan.areas) if area]
        views = tuple(
            AreaView(
                area.number.text,
                area.title,
                _heading(self.labels["bereich"], area.number.text, area.title),
                tuple(groups[area]),
            )
            for area in areas
        )
        return FieldOfActionView(number, title, heading, tuple(groups.get(None, ())), views)

    def measure(self, judged: JudgedMeasure) -> MeasureView:
        """One measure with everything that is printed for it."""
        measure, progress = judged.measure, judged.progress
        answer = judged.printed
        earlier = self.earlier(judged)
        column, style, sentence = "", _NO_STYLE, ""
        if progress is not None:
            column = column_of(progress, answer.assessment, self.occasion.scale)
            style, sentence = self.styles[column], _sentence(judged, earlier)
        return MeasureView(
            number=measure.number.text,
            heading=self.heading(measure),
            note=in_paragraphs(measure.note),
            summary=measure.summary,
            department=measure.department,
            progress=progress,
            column=column,
            label=style.label,
            sign=style.sign,
            kind=style.kind,
            colour=style.colour,
            sentence=sentence,
            state=self.state(style.label, sentence, judged) if progress else "",
            parts=self.parts(answer, judged.addenda),
            remarks=self.remarks(answer, judged.addenda),
            earlier=earlier,
            contact=self.contact(judged),
            further_departments=tuple(map(self.plan.name_of, measure.further_departments)),
            brief=called(measure, (_LINE if self.before else _LINE_ALONE) - len(measure.number.text)),
            short_label=style.short,
            before=self.before.get(measure.number.text, ""),
            anchor=anchor_of(measure),
            title=measure.title,
            fields=self.own_fields(measure),
        )

    def heading(self, measure: Measure) -> str:
        """What the measure is called: "Maßnahme B1: Solardächer"."""
        title = measure.title or (beginning(measure.summary, _IN_HEADING) if self.occasion.summary_in_heading else "")
        name = _heading(self.labels["handlungsansatz"], measure.number.text)
        return f"{name}: {title}" if title else name

    def own_fields(self, measure: Measure) -> tuple[AnswerView, ...]:
        """The columns of the catalogue that are printed under their own names, where something stands in them."""
        texts = ((name, measure.field_text(name)) for name in self.occasion.fields)
        return tuple(AnswerView(name, in_paragraphs(text)) for name, text in texts if text)

    def state(self, label: str, sentence: str, judged: JudgedMeasure) -> str:
        """Label and sentence in one line, where the sentence does not say what the label says; and an assessment that
        does not count, because the answer is not complete."""
        progress, step = judged.progress, judged.answer.assessment
        says_it = progress not in ANSWERED or (progress is Progress.UNCHANGED and label == PROGRESS_LABELS[progress])
        said = sentence if says_it else f"{label} – {sentence}" if sentence else label
        if step is None or (self.occasion.scale and progress in ANSWERED):
            return said
        return f"{said} – {self.words.name(Question.ASSESSMENT)}: {step.label}"

    def parts(self, answer: MeasureAnswer, addenda: Sequence[Addendum]) -> tuple[PartView, ...]:
        """The parts in which something is printed; a part keeps its number where there are several."""
        texts = {field: text for field, text in answer.part_texts() if self.occasion.prints(field.question, text)}
        corrected = {each.field for each in addenda if each.field.part}
        parts: dict[int, list[AnswerView]] = {}
        for field in sorted({*texts, *corrected}, key=_as_asked):
            label = self.words.label(field.question)
            view = _answer(label, answer, field, texts[field]) if field in texts else AnswerView(label, ())
            parts.setdefault(field.part, []).append(self.with_addenda(view, field, addenda))
        several = len(parts) > 1
        return tuple(
            PartView(f"{self.labels['teil']} {number}" if several else "", tuple(answers))
            for number, answers in parts.items()
        )

    def with_addenda(self, view: AnswerView, field: Field, addenda: Sequence[Addendum]) -> AnswerView:
        """An answer with the corrections of its field below it."""
        words = (each.words(public=self.occasion.public) for each in addenda if each.field == field)
        below = (paragraph for text in words for paragraph in in_paragraphs(text))
        return view._replace(paragraphs=(*view.paragraphs, *below))

    def remarks(self, answer: MeasureAnswer, addenda: Sequence[Addendum]) -> tuple[AnswerView, ...]:
        """What belongs to the measure as a whole: its assessment, and who is said to be responsible instead."""
        found = []
        field = Field(0, Question.ASSESSMENT)
        view = AnswerView(self.words.label(field.question), ())
        if answer.assessment is not None:
            view = _answer(view.heading, answer, field, answer.assessment.label)
        view = self.with_addenda(view, field, addenda)
        if view.paragraphs:
            found.append(view)
        if is_given(answer.disclaimed) and not self.occasion.public:
            field, text = Field(0, Question.DISCLAIMED), f"Zuständig sei laut Rückmeldung: {answer.disclaimed}"
            found.append(_answer(self.words.name(field.question), answer, field, text))
        return tuple(found)

    def earlier(self, judged: JudgedMeasure) -> EarlierView | None:
        """The earlier answer, where this year's is "unverändert" or missing."""
        earlier = judged.printed_earlier
        if earlier is None:
            return None
        answer = earlier.printed
        if judged.answer.assessment is not None:
            answer = answer._replace(assessment=None)  # the text still holds, the assessment is this year's
        parts, remarks = self.parts(answer, earlier.addenda), self.remarks(answer, earlier.addenda)
        if remarks:
            parts = (*parts, PartView("", remarks))
        return EarlierView(earlier.year, f"Stand {earlier.when}", parts) if parts else None

    def contact(self, judged: JudgedMeasure) -> ContactView | None:
        """This year's contact, else the catalogue's, else the responsible department alone."""
        department = self.plan.departments.get(judged.measure.department or "")
        contact = shown_contact(judged, department, self.personal)
        lines = contact_lines(contact)
        if self.personal is not None:
            return ContactView(_OFFICE, lines) if lines else None
        marks = [
            each.words(public=self.occasion.public)
            for each in judged.addenda
            if each.field.question is Question.PERSONS
        ]
        if any(Field(0, question) in judged.answer.contested for question in CONTACT_QUESTIONS):
            marks.insert(0, CONTESTED)
        is_known = any(map(is_given, printed_contact(judged)))
        heading = self.labels[contact_label(contact.persons)] if is_known else _OFFICE
        return ContactView(heading, lines, "\n".join(marks)) if lines or marks else None


def _answer(heading: str, answer: MeasureAnswer, field: Field, text: str) -> AnswerView:
    """One text of an answer (rules.md 1)."""
    paragraphs = in_paragraphs(text) if is_given(text) else (NOTHING_TO_SAY,)
    mark = CONTESTED if field in answer.contested else ""
    return AnswerView(heading, paragraphs, mark, field in answer.edited)


def _as_asked(field: Field) -> tuple[int, int]:
    """The order of the form."""
    return field.part, PART_QUESTIONS.index(field.question)


def _sentence(judged: JudgedMeasure, printed: EarlierView | None) -> str:
    """The state in words, where the answers do not say it themselves. A colon announces the earlier answer."""
    year = judged.earlier.when if judged.earlier else ""
    since = judged.unchanged_since
    match judged.progress:
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
            ticked = judged.answer.unchanged and year
            return f"zusätzlich als unverändert gemeldet (Stand {year})" if ticked else ""


def _in_order(groups: Iterable[_Group | None], outline: Sequence[_Group]) -> list[_Group | None]:
    """Fields or areas as the plan lists them; what is in none comes last."""
    places = {group: place for place, group in enumerate(outline)}
    return sorted(groups, key=lambda group: places.get(group, len(places)) if group else len(places) + 1)


def _heading(label: str, number: str, title: str = "") -> str:
    return " ".join(word for word in (label, number, title) if word)
