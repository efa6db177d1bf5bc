"""The questions of the form, their default words, and the fields in which they are answered.

:data:`QUESTIONS` is the one table: the form, its live mark, reading by label, findings, the report, ``redaktion.xlsx``,
the settings and the reference all read it. A new question also has its field in :mod:`lipctl.judge.model`, its name in the schemas
and perhaps a role in :mod:`lipctl.intake.known_heads`; CONTRIBUTING.md lists the places.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Question(StrEnum):
    """One question of the form. Its value is a public name: it stands in forms and in JSON."""

    STATUS = "status"
    PLANNED_STEPS = "planned_steps"
    REASONS = "reasons"
    ASSESSMENT = "assessment"
    UNCHANGED = "unchanged"
    DISCLAIMED = "disclaimed"
    PERSONS = "contact_persons"
    DEPARTMENT = "contact_department"
    UNIT = "contact_unit"
    PHONES = "contact_phones"
    MAIL = "contact_mail"

    @property
    def attribute(self) -> str:
        """The name under which a ``Part``, ``MeasureAnswer`` or ``Contact`` holds its answer."""
        return self.value.removeprefix("contact_")


class Field(NamedTuple):
    """One field of a measure's sheet: a question, and the part it is asked for.

    Parts count from 1; ``part`` is 0 where the question is asked once per measure.
    """

    part: int
    question: Question


class QuestionRow(NamedTuple):
    """The fixed properties of one question.

    ``label`` stands over its field, ``height`` points high, ``hint`` beneath the label, with ``assessed_hint`` behind it
    in a year that asks for the assessment. ``name`` is what lists and sentences call it, ``lacking`` says that its answer
    is missing.

    An office may rename it if it has a ``key`` in the settings' ``[bezeichnungen]``; ``meaning`` explains that key, and
    ``inflections`` is a pattern of how lipctl's own sentences spell the name (see :meth:`lipctl.words.Words.say`).

    ``required`` marks what a contact must have to be complete.
    """

    label: str
    height: int
    hint: str = ""
    assessed_hint: str = ""
    name: str = ""
    lacking: str = ""
    key: str | None = None
    meaning: str = ""
    inflections: str = ""
    per_part: bool = False
    of_contact: bool = False
    required: bool = False


QUESTIONS: dict[Question, QuestionRow] = {
    Question.STATUS: QuestionRow("Umsetzungsstand", 96,
        "Was ist bisher geschehen? Bitte in Sätzen, die auch Außenstehende verstehen. Striche allein genügen nicht.",
        name="Umsetzungsstand", lacking="fehlt der Umsetzungsstand", inflections="Umsetzungsstand",
        key="umsetzungsstand", meaning="Frage: was bisher geschehen ist.", per_part=True),
    Question.PLANNED_STEPS: QuestionRow("Geplante Schritte", 72,
        "Was geschieht als Nächstes, und wann? Ist nichts geplant, genügt „– – –“.",
        assessed_hint="Bei der Bewertung {assessments} bitte in Worten.",
        name="Geplante Schritte", lacking="fehlen die geplanten Schritte", inflections="[Gg]eplanten? Schritten?",
        key="geplante_schritte", meaning="Frage: was als Nächstes geschieht.", per_part=True),
    Question.REASONS: QuestionRow("Falls noch nichts (weiter) unternommen wurde – welche Gründe?", 72,
        "Gründe allein sind eine Antwort. „– – –“ heißt: hier ist nichts zu sagen.",
        name="Gründe", lacking="fehlen die Gründe", inflections="Gründen?",
        key="gruende", meaning="Frage nach den Gründen.", per_part=True),
    Question.ASSESSMENT: QuestionRow("Bewertung", 60,
        "Bitte aus der Liste wählen.{needs}",
        name="Bewertung", lacking="fehlt die Bewertung", inflections="Bewertung",
        key="bewertung", meaning="Frage nach der Bewertung."),
    Question.UNCHANGED: QuestionRow("Unverändert", 40,
        "„ja“ wählen, wenn die Antwort von {year} ohne Änderung weiter gilt. Die Textfelder oben bleiben dann leer.",
        assessed_hint="Die Bewertung wählen Sie bitte trotzdem.",
        name="„unverändert“"),
    Question.DISCLAIMED: QuestionRow("Nicht zuständig – zuständig ist", 40,
        "Nur ausfüllen, wenn eine andere Stelle zuständig ist: Bitte nennen Sie diese Stelle.",
        name="Zuständigkeit"),
    Question.PERSONS: QuestionRow("Name", 34, "Mit Anrede; mehrere durch „ / “ getrennt.",
        name="Person", of_contact=True, required=True),
    Question.DEPARTMENT: QuestionRow("Fachbereich, Büro oder Dezernat", 22, name="Dienststelle", of_contact=True),
    Question.UNIT: QuestionRow("Organisationseinheit (OE)", 34, "Mehrere durch „ / “; ohne OE: „–“.",
        name="OE", of_contact=True, required=True),
    Question.PHONES: QuestionRow("Telefon", 34, "Mehrere durch „ / “ getrennt.",
        name="Telefon", of_contact=True, required=True),
    Question.MAIL: QuestionRow("E-Mail", 22, name="E-Mail", of_contact=True),
}  # fmt: skip
"""Every question in the order of the form."""

PART_QUESTIONS = tuple(question for question, row in QUESTIONS.items() if row.per_part)
CONTACT_QUESTIONS = tuple(question for question, row in QUESTIONS.items() if row.of_contact)
