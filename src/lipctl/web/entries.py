"""The values of an entry's variables: what is printed of it, below which headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lipctl.questions import PART_QUESTIONS, QUESTIONS, Question
from lipctl.report.counts import Column
from lipctl.report.measure_view import AnswerView, MeasureView, PartView
from lipctl.report.summary import UNKNOWN
from lipctl.settings.model import Settings
from lipctl.web.structure import Entry

Values = dict[str, object]


class EntryPrinter:
    """Makes the values of entries, as the settings of the pages have them."""

    def __init__(self, settings: Settings, columns: Iterable[Column]) -> None:
        self.labels, self.words = settings.labels, settings.words
        self.headings = frozenset(settings.words_of("web", "ueberschriften"))
        self.shows_state = settings.flag("web", "einstufung")
        self.always_reasons = settings.flag("web", "gruende_immer")
        self.separator = settings.text("web", "kontakt_trenner")
        self.colours = colours_of(columns)
        self.keys = {self.words.label(question): QUESTIONS[question].key for question in PART_QUESTIONS}
        self.reasons = self.words.label(Question.REASONS)
        self.reasons_of_others = settings.text("web", "gruende_ohne_ansatz") or self.reasons
        self.keys[self.reasons_of_others] = QUESTIONS[Question.REASONS].key

    def entry(self, entry: Entry) -> Values:
        """One entry with everything that is printed for it."""
        view = entry.view
        is_measure = view.progress is not None
        summary = "kurzfassung" if is_measure or not view.note else "kurzfassung_nach_hinweis"
        return {
            "nummer": view.number,
            "ueberschrift": view.heading,
            "anker": entry.anchor,
            "hinweis": self.text("hinweis", self.labels["hinweis"], view.note),
            "kurzfassung": self.text(summary, self.labels["kurzfassung"], view.summary),
            "felder": [{"name": own.heading, "text": "\n".join(own.paragraphs)} for own in view.fields],
            "ist_ansatz": is_measure,
            "einstufung": view.state.removesuffix(":") if self.shows_state else "",
            "zeichen": view.sign,
            "farbe": self.colours.get(view.column, ""),
            "teile": [*self.parts(view.parts, is_measure=is_measure), *self.remarks(view)],
            "frueher": self.earlier(view),
            "kontakt": self.contact(view),
            "weitere_dienststellen": list(view.further_departments) if self.shows_state else [],
        }

    def text(self, key: str, heading: str, paragraphs: Sequence[str], mark: str = "") -> Values:
        """A heading, which the settings may leave out, and the paragraphs below it."""
        shown = heading if key in self.headings else ""
        return {"ueberschrift": shown, "absaetze": list(paragraphs), "vermerk": mark}

    def parts(self, parts: Iterable[PartView], *, is_measure: bool = True) -> list[Values]:
        """The parts of an answer."""
        return [
            {
                "ueberschrift": part.heading if "teil" in self.headings else "",
                "antworten": [self.answer(answer) for answer in self.answers(part, is_measure=is_measure)],
            }
            for part in parts
        ]

    def remarks(self, view: MeasureView) -> list[Values]:
        """What belongs to the entry as a whole: its assessment only where something is added to it, e.g. a correction."""
        added = [each for each in view.remarks if len(each.paragraphs) > 1 or each.paragraphs[0] not in view.state]
        return [{"ueberschrift": "", "antworten": [self.answer(each) for each in added]}] if added else []

    def answers(self, part: PartView, *, is_measure: bool) -> list[AnswerView]:
        """The answers of a part; where the settings say so, with the question for reasons that was left blank."""
        answers = list(part.answers)
        if self.always_reasons and all(answer.heading != self.reasons for answer in answers):
            answers.append(AnswerView(self.reasons, ()))
        if not is_measure:
            answers = [
                each._replace(heading=self.reasons_of_others) if each.heading == self.reasons else each
                for each in answers
            ]
        return answers

    def answer(self, answer: AnswerView) -> Values:
        """An answer below its question."""
        key = self.keys.get(answer.heading)
        if key is None:  # no question of a part, but e.g. an earlier assessment: nothing else says what it is
            return {"ueberschrift": answer.heading, "absaetze": list(answer.paragraphs), "vermerk": answer.mark}
        return self.text(key, answer.heading, answer.paragraphs, answer.mark)

    def earlier(self, view: MeasureView) -> Values:
        """An earlier answer that stands for this year's, below a heading with its year."""
        earlier = view.earlier
        if earlier is None:
            return {"ueberschrift": "", "teile": []}
        return {"ueberschrift": earlier.heading, "teile": self.parts(earlier.parts)}

    def contact(self, view: MeasureView) -> Values:
        """Whom to ask, in one line or in several."""
        if view.contact is None:
            return self.text("kontakt", "", ())
        lines = view.contact.lines
        if self.separator:
            lines = (f" {self.separator} ".join(lines),)
        return self.text("kontakt", view.contact.heading, lines, view.contact.mark)


def colours_of(columns: Iterable[Column]) -> dict[str, str]:
    """The name of each column's colour: what its state means, and a number for the second of the same meaning."""
    found: dict[str, str] = {}
    for column in columns:
        kind = column.kind or UNKNOWN
        count = sum(1 for name in found.values() if name.rpartition("-")[0] == kind)
        found[column.key] = f"{kind}-{count + 1}"
    return found
