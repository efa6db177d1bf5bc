"""The sentences of the form: questions, hints, open points. Plain German, "Sie", nothing invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.forms.identity import FORM_VERSION
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.positions import EARLIER_SHEET, OWN_SHEETS
from lipctl.judge.completeness import ADVICE, GAPS, Gap
from lipctl.judge.model import EarlierAnswer, MeasureAnswer
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Measure
from lipctl.questions import CONTACT_QUESTIONS, QUESTIONS, Field, Question
from lipctl.scale import Scale
from lipctl.settings.model import Settings
from lipctl.text import key_of, listed
from lipctl.words import Words
from lipctl.xlsx.cells import MAX_HINT_TITLE, utf16_units

TICKED = "ja"
IF_NEEDED = "nur falls nötig"
"""Stands beneath the heading of the spare part, which the form offers beyond those that are known."""
OWN_FORM = "Ihr Formular"
"""The source of a contact in a follow-up form."""
CHOOSE = "▼ Aus der Liste wählen"
"""Stands beneath a question with a list: the field shows its arrow only once it is selected."""
A_CLICK = "Ein Klick auf die Nummer (LibreOffice: Strg + Klick)"
"""How the link behind a number is followed."""
GOES_ON = f"… (weiter auf dem Blatt „{EARLIER_SHEET}“)"
"""The last line of an earlier answer that is too long to stand beside its field."""
ALARM = "► Bitte ergänzen oder klären"
"""Stands beneath a question with an open point: colour alone tells nothing to some."""

BEFORE_TITLE = ": "
"""Stands between a measure's number and its title."""
QUESTION_HEAD, ANSWER_HEAD = "Frage", "Ihre Antwort"
"""The headings over the labels and over the fields of a measure's sheet."""
ALL_PARTS = "Zu allen Teilen zusammen"
"""The heading over what is asked once for all parts."""
COMPLETE = "vollständig"
"""The live mark of a sheet on which nothing is open."""
ADVISED = f"{COMPLETE} – bitte prüfen Sie noch: "
"""What it begins with where something is advisable."""
DISCLAIMED = "Sie sind fertig: Die Zuständigkeit wird geklärt"
"""The live mark where nothing is open because another office is named as responsible."""
OPEN = "offen: "
"""What any other live mark begins with."""
MARK_LOOKS = {"done": (COMPLETE, DISCLAIMED), "open": (OPEN,)}
"""How a live mark looks, and what those that look so begin with."""
BROKEN = "offen: Dieses Blatt ist beschädigt; bitte fordern Sie ein neues Formular an"


class QuestionText(NamedTuple):
    """How a form puts a question: its label, the hint beneath it, and how high its answer field is, in points."""

    label: str
    hint: str
    height: int


def question_text(question: Question, entry: FormEntry, settings: Settings, *, scale: Scale | None) -> QuestionText:
    """How the form of this entry puts a question, in a year that assesses by this scale or asks for no assessment."""
    words, row = settings.words, QUESTIONS[question]
    demanding = _needing(question, scale) if scale else ""
    adds = bool(scale) and (question is not Question.PLANNED_STEPS or bool(demanding))
    hint = words.say(f"{row.hint} {row.assessed_hint if adds else ''}".rstrip())
    if question is Question.PLANNED_STEPS:
        hint = hint.format(assessments=demanding)
    elif question is Question.ASSESSMENT:
        hint = hint.format(needs=_needs(words, scale) if scale else "")
    elif question is Question.UNCHANGED and entry.earlier:
        hint = hint.format(year=entry.earlier.year)
    elif question is Question.UNCHANGED:
        hint = "Es gibt keine frühere Antwort. Bitte lassen Sie das Feld leer und beantworten Sie die Fragen oben."
    return QuestionText(_label(question, entry, words), hint, row.height)


def _label(question: Question, entry: FormEntry, words: Words) -> str:
    label = words.label(question)
    return f"{label} seit {entry.earlier.year}" if question is Question.UNCHANGED and entry.earlier else label


def _needing(question: Question, scale: Scale) -> str:
    """The assessments that need an answer to this question."""
    return " oder ".join(f"„{step.label}“" for step in scale.steps if question in step.needs)


def _needs(words: Words, scale: Scale) -> str:
    """What each assessment needs, a line for those that need the same; "" if none needs anything."""
    by_needs: dict[tuple[Question, ...], list[str]] = {}
    for step in scale.steps:
        by_needs.setdefault(step.needs, []).append(f"„{step.label}“")
    if not any(by_needs):
        return ""
    lines = [
        f"{', '.join(labels)} – {f'nötig: {listed(map(words.name, needs))}' if needs else 'sonst nichts nötig'}"
        for needs, labels in by_needs.items()
    ]
    return "\n".join(["", *lines, "Striche genügen dafür nicht."])


def heading_of(measure: Measure, settings: Settings) -> str:
    """What a measure's sheet is called: "Maßnahme B1: Solardächer"."""
    name = f"{settings.label('handlungsansatz')} {measure.number}"
    return f"{name}{BEFORE_TITLE}{measure.title}" if measure.title else name


def full_label(question: Question, part: int, entry: FormEntry, settings: Settings) -> str:
    """The question as it is called where its surroundings are not in sight; ``part`` 0 leaves the part out."""
    label = _label(question, entry, settings.words)
    if question in CONTACT_QUESTIONS:
        return f"{settings.label('ansprechperson')}: {label}"
    return f"{settings.label('teil')} {part}: {label}" if part else label


def hint_title(question: Question, part: int, entry: FormEntry, settings: Settings) -> str:
    """What heads the box beside a selected field: the full label, or the question's short name where that is too long."""
    full = full_label(question, part, entry, settings)
    short = full.replace(settings.words.label(question), settings.words.name(question))
    return next((title for title in (full, short) if utf16_units(title) <= MAX_HINT_TITLE), ANSWER_HEAD)


class Labels(NamedTuple):
    """What the form calls things: the questions by the key of their label, the words for a measure and for a part.

    ``fixed_texts`` are those that stand on any measure's sheet, as :func:`without_numbers` makes them.
    """

    questions: Mapping[str, Question]
    measure: str
    part: str
    fixed_texts: frozenset[str] = frozenset()


def labels_of(settings: Settings) -> Labels:
    """What the form calls things, for reading an answer by its label."""
    nothing = FormEntry(Measure(MeasureNumber("0"), ()), earlier=EarlierAnswer(0, MeasureAnswer()))
    puts = [
        (question, question_text(question, nothing, settings, scale=scale))
        for question in Question
        for scale in (None, *settings.own_scale.all())
    ]
    questions = {key_of(put.label): question for question, put in puts}
    hints = [put.hint for _, put in puts if put.hint]
    hinted = [f"{put.label}\n{hint}" if hint else put.label for _, put in puts for hint in (put.hint, CHOOSE)]
    texts = (*hints, *hinted, *(f"{text}\n{ALARM}" for text in hinted), *_fixed_words(settings))
    return Labels(
        questions, settings.label("handlungsansatz"), settings.label("teil"), frozenset(map(without_numbers, texts))
    )


def without_numbers(text: str) -> str:
    """A text without what differs from sheet to sheet: numbers and years, and how it is spelled."""
    return re.sub(r"\d+", "0", key_of(text))


def _fixed_words(settings: Settings) -> list[str]:
    """What else stands on every measure's sheet, with 0 for each number."""
    names = ("kurzfassung", "hinweis", "ansprechperson")
    sources = ("", "Katalog", "Katalog (Dienststelle)", "Angabe von 0", OWN_FORM)
    return [
        *(settings.label(name) for name in names),
        *(field.name for field in settings.catalogue_fields),
        *(f"{settings.label(name)} 0" for name in ("handlungsansatz", "teil")),
        f"{settings.label('teil')} 0\n{IF_NEEDED}",
        *(f"{settings.label('handlungsansatz')} {'-'.join('0' * count)}" for count in range(2, 6)),
        *(f"← Zum Blatt „{name}“" for name in OWN_SHEETS),
        *(contact_words(source, prefilled=prefilled) for source in sources for prefilled in (True, False)),
        *("Stand dieses Blatts", QUESTION_HEAD, ANSWER_HEAD, "Zuletzt berichtet (0)", settings.words.say(ALL_PARTS)),
        *("Nicht im Bericht", left_out_words(settings), "Auch beteiligt"),
    ]


class Phrases(NamedTuple):
    """What the mark of a sheet, with several parts or one, calls the things that are open, in the office's words."""

    settings: Settings
    several_parts: bool = False

    def of(self, gap: Gap) -> str:
        """The words for one gap or advice, with its part if there are several."""
        words = self.settings.words
        sentence = ADVICE[gap.code] if gap.code in ADVICE else GAPS[gap.code].mark
        said = sentence.format(
            question=words.name(gap.question) if gap.question else "",
            choices="„ja“ oder leer" if gap.question is Question.UNCHANGED else "aus der Liste",
            status=words.name(Question.STATUS),
            reasons=words.name(Question.REASONS),
            for_assessment=words.say("zur Bewertung"),
        )
        return self._in_part(gap.part, said)

    def unreadable(self, field: Field) -> str:
        """The words for a field that holds an error value or the rest of a formula."""
        return self._in_part(
            field.part, f"{self.settings.words.name(field.question)} (nicht lesbar, bitte neu schreiben)"
        )

    def _in_part(self, part: int, words: str) -> str:
        return f"{self.settings.label('teil')} {part}: {words}" if part and self.several_parts else words


def sentence_of(finding: Finding) -> str:
    """A finding as the department reads it: what is the matter, and what to do. A message that ends in a quotation gets the
    full stop that keeps the two apart."""
    advice, said = finding.rule.to_department, finding.message
    if not advice:
        return said
    return f"{said} {advice}" if said.rstrip("“").endswith((".", "!", "?", "…")) else f"{said}. {advice}"


def open_points_words(*, silent: bool) -> str:
    """What the list of open points is introduced with; ``silent``: nothing came back at all."""
    if silent:
        words = "Von Ihnen haben wir noch keine lesbare Antwort. Bitte füllen Sie dieses Formular aus."
    else:
        words = "Vielen Dank für Ihre Antworten. Zu diesen Punkten bitten wir Sie noch einmal um Ihre Hilfe."
    return f"{words} {A_CLICK} führt zum Feld."


def contact_words(source: str, *, prefilled: bool) -> str:
    """What stands over the fields of the contact."""
    if not prefilled:
        return "Wer soll im Bericht als Kontakt stehen? Auch eine zentrale Stelle ist möglich."
    origin = f" – Quelle: {source}" if source else ""
    return f"Schon eingetragen{origin}. Bitte prüfen und, wo nötig, ändern."


def left_out_words(settings: Settings) -> str:
    """What a form says about an entry that is not in the report."""
    return f"Der {settings.report_title} lässt diesen Punkt aus. Wir bitten Sie trotzdem um eine Antwort."


def form_title(form: Form, settings: Settings) -> str:
    """The title of the document, which stands at the foot of every page."""
    kind = f"{form.round}. Nachforderung" if form.is_follow_up else "Formular"
    return f"{settings.text('plan', 'kurzname')} – {kind} {form.year} – {form.department.name}"


def form_line(form: Form, settings: Settings) -> str:
    """Which form this is, for a person on the telephone."""
    return f"Formular-Fassung {FORM_VERSION} · Plan {settings.plan_id} · Berichtsjahr {form.year} · Dienststelle {form.department.id}"
