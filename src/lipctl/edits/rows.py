"""What ``redaktion.xlsx`` means: which of the coordinator's wordings are printed, and which she has to look at again.

An edit changes what is printed and nothing else: counts, gaps and contradictions stay those of the department's own
text (rules.md 2). It takes the place of a text. Where the text is gone, the edit is kept but not printed, and a finding
says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import NOTHING_ANSWERED, Edit, MeasureAnswer
from lipctl.numbers import MeasureNumber
from lipctl.questions import PART_QUESTIONS, Field, Question
from lipctl.text import fingerprint, is_blank

Edits = Mapping[MeasureNumber, Mapping[Field, Edit]]


class Wording(NamedTuple):
    """A department's text at some time: its fingerprint, and the text as far as it is still known."""

    mark: str
    text: str


class EditRow(NamedTuple):
    """A row of ``redaktion.xlsx``.

    ``shown`` is the department's text beside the edit, ``revision`` how often it has changed plus one. ``basis`` is the
    wording that the edit was made for and ``recorded`` the edit's fingerprint, both as the last refresh wrote them down.
    ``seen`` is the revision for which the coordinator says that her wording still holds.
    """

    number: MeasureNumber
    part: int
    question: Question
    text: str
    shown: Wording
    basis: Wording
    recorded: str
    revision: int
    seen: str
    place: Place

    @property
    def field(self) -> Field:
        """Which answer it is about."""
        return Field(self.part, self.question)

    def made_for(self) -> Wording:
        """The department's wording that the edit goes with: one typed since the last refresh goes with what it saw."""
        typed_since = fingerprint(self.text) != self.recorded
        return self.shown if typed_since or self.seen == str(self.revision) else self.basis


class EditableText(NamedTuple):
    """A field that can be edited: whose it is, and what is printed for it without an edit ("" for nothing).

    ``several`` tells whether the measure has several parts, so that the part has to be named; ``title`` is the measure's.
    """

    number: MeasureNumber
    part: int
    question: Question
    several: bool
    text: str
    title: str = ""


class SettledEdits(NamedTuple):
    """The edits that are printed, and the findings about the others."""

    edits: dict[MeasureNumber, dict[Field, Edit]]
    findings: list[Finding]


def editable(outcomes: Iterable[JudgedMeasure]) -> Iterator[EditableText]:
    """Every field of the year's report that a person may reword, in the order of the report, answered or not.

    Contacts are not among them: a wrong number is put right in the catalogue, or it would come back next year.
    """
    for judged in outcomes:
        if judged.progress is None:
            continue
        number, title, answer = judged.measure.number, judged.measure.title, judged.wordable
        parts = max(len(answer.parts), judged.measure.parts, 1)
        for part in range(1, parts + 1):
            for question in PART_QUESTIONS:
                yield EditableText(number, part, question, parts > 1, answer.text(Field(part, question)), title)
        if not is_blank(answer.disclaimed):
            yield EditableText(number, 0, Question.DISCLAIMED, False, answer.disclaimed, title)


def settle_edits(
    rows: Iterable[EditRow],
    answers: Mapping[MeasureNumber, MeasureAnswer],
    departments: Mapping[MeasureNumber, str | None],
    year: int,
) -> SettledEdits:
    """Which edits are printed this year, and which are to be looked at.

    ``answers`` are those of the measures in the report, ``departments`` who is responsible, for the findings.
    """
    by_field: dict[tuple[MeasureNumber, Field], list[EditRow]] = {}
    for row in rows:
        if not is_blank(row.text):
            by_field.setdefault((row.number, row.field), []).append(row)
    settled = SettledEdits({}, [])
    for (number, field), same in by_field.items():
        answer = answers.get(number, NOTHING_ANSWERED)
        current, texts = answer.text(field), {row.text for row in same}
        if current and len(texts) == 1 and current not in texts:
            settled.edits.setdefault(number, {})[field] = Edit(same[0].text, same[0].place)
        settled.findings.extend(_findings(same, answer, departments.get(number), year))
    return settled


def settle_note(notes: Iterable[Edit]) -> tuple[Edit | None, list[Finding]]:
    """What the coordinator calls important; nothing where she says two different things."""
    texts = {note.text: note for note in notes if not is_blank(note.text)}
    if len(texts) > 1:
        shown = " – und: ".join(f"„{text}“" for text in texts)
        return None, [finding("LIP350", places=[note.place for note in texts.values()], texts=shown)]
    return next(iter(texts.values()), None), []


def _findings(same: list[EditRow], answer: MeasureAnswer, department: str | None, year: int) -> Iterator[Finding]:
    """What the coordinator has to know about the rows that edit one text."""
    row, current = same[0], answer.text(same[0].field)
    places = [row.place for row in same]
    texts = dict.fromkeys(row.text for row in same)
    words: dict[str, Any] = {"text": row.text, "year": year}
    if len(texts) > 1:
        code, words = "LIP404", {"texts": " – und: ".join(f"„{text}“" for text in texts)}
    elif not current:
        code = "LIP403"
    elif row.text == current or any(row.made_for().mark == fingerprint(current) for row in same):
        return
    else:
        code = "LIP402"
        places += answer.places.get(row.field, ())
        words |= {"former": row.made_for().text or "(nicht mehr bekannt)", "current": current}
    yield finding(
        code, department=department, measure=row.number, question=row.question, of_part=row.part, places=places, **words
    )


def refreshed(row: EditRow, current: str) -> EditRow:
    """The row after a refresh: ``shown`` is the department's text of today, ``basis`` the one that the edit was made for.

    What the coordinator typed stays.
    """
    now = Wording(fingerprint(current), current)
    changed = bool(row.shown.mark) and row.shown.mark != now.mark
    edited = not is_blank(row.text)
    basis = now if row.text == current else row.made_for()
    return row._replace(
        shown=now,
        basis=basis if edited else Wording("", ""),
        recorded=fingerprint(row.text) if edited else "",
        revision=row.revision + changed,
    )


def former_text(row: EditRow) -> str:
    """The wording that a refreshed row's edit was made for, if the department has changed it since; else ""."""
    return row.basis.text if row.text and row.basis.mark != row.shown.mark else ""
