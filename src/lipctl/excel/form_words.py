"""The sentences of the form: questions, hints and the instructions. Plain German, "Sie", nothing invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lipctl.excel.by_label import Labels
from lipctl.excel.form_model import Form, FormEntry
from lipctl.excel.identity import FORM_VERSION
from lipctl.findings import Finding
from lipctl.model import CONTACT_QUESTIONS, Measure, MeasureNumber, Question
from lipctl.rules.choices import ASSESSMENTS
from lipctl.settings import Settings
from lipctl.text import NOTHING_TO_SAY, key_of

TICKED = "ja"
ALARM = "► Bitte ergänzen oder klären"
"""Stands beneath a question with an open point: colour alone tells nothing to some."""
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question is put: its label, the hint beneath it, and how much room its answer gets (in points)."""

    label: str
    hint: str
    room: int


def asked(question: Question, entry: FormEntry, settings: Settings) -> Asked:
    """How the form of this entry puts a question."""
    year = entry.earlier.year if entry.earlier else ""
    table = {
        Question.STATUS: Asked(
            settings.label("umsetzungsstand"),
            "Was ist bisher geschehen? Bitte in Sätzen, die auch Außenstehende verstehen. Striche allein genügen nicht.",
            96,
        ),
        Question.PLANNED_STEPS: Asked(
            settings.label("geplante_schritte"),
            f"Was geschieht als Nächstes, und wann? Ist nichts geplant, genügt „{NOTHING_TO_SAY}“.",
            72,
        ),
        Question.REASONS: Asked(
            settings.label("gruende"),
            f"Gründe allein sind eine Antwort. „{NOTHING_TO_SAY}“ heißt: hier ist nichts zu sagen.",
            72,
        ),
        Question.ASSESSMENT: Asked(settings.label("bewertung"), _assessment_hint(settings), 60),
        Question.UNCHANGED: Asked(
            f"Unverändert seit {year}",
            f"„{TICKED}“ wählen, wenn die Antwort von {year} ohne Änderung weiter gilt. Die Felder oben bleiben dann leer.",
            40,
        ),
        Question.DISCLAIMED: Asked(
            "Nicht zuständig – zuständig ist",
            "Nur ausfüllen, wenn eine andere Stelle zuständig ist: Bitte nennen Sie diese Stelle.",
            40,
        ),
        Question.PERSONS: Asked("Name", "Mit Anrede; mehrere durch „ / “ getrennt.", 34),
        Question.DEPARTMENT: Asked("Fachbereich, Büro oder Dezernat", "", 22),
        Question.UNIT: Asked("Organisationseinheit (OE)", "Mehrere durch „ / “ getrennt.", 34),
        Question.PHONES: Asked("Telefon", "Mehrere durch „ / “ getrennt.", 34),
        Question.MAIL: Asked("E-Mail", "", 22),
    }
    return table[question]


def full_label(question: Question, part: int, entry: FormEntry, settings: Settings) -> str:
    """The question as it is called where its surroundings are not in sight; ``part`` 0 leaves the part out."""
    label = asked(question, entry, settings).label
    if question in CONTACT_QUESTIONS:
        return f"{settings.label('ansprechperson')}: {label}"
    return f"{settings.label('teil')} {part}: {label}" if part else label


def labels_of(settings: Settings) -> Labels:
    """What the form calls things, for reading an answer by its label."""
    nothing = FormEntry(Measure(MeasureNumber("0"), ()))
    questions = {key_of(asked(question, nothing, settings).label): question for question in Question}
    return Labels(questions, settings.label("handlungsansatz"), settings.label("teil"))


def _assessment_hint(settings: Settings) -> str:
    names = {
        Question.STATUS: settings.label("umsetzungsstand"),
        Question.PLANNED_STEPS: settings.label("geplante_schritte"),
        Question.REASONS: "Gründe",
    }
    by_needs: dict[tuple[Question, ...], list[str]] = {}
    for rule in ASSESSMENTS.values():
        by_needs.setdefault(rule.needs, []).append(f"„{rule.label}“")
    lines = [
        f"{', '.join(labels)} – nötig: {' und '.join(names[need] for need in needs)}"
        for needs, labels in by_needs.items()
    ]
    return "Bitte aus der Liste wählen.\n" + "\n".join(lines)


_ENTER_STATUS = "Bitte tragen Sie den Umsetzungsstand ein, oder die Gründe, warum noch nichts geschah."
_ADVICE = {
    "LIP301": _ENTER_STATUS,
    "LIP303": _ENTER_STATUS,
    "LIP304": _ENTER_STATUS,
    "LIP305": "Bitte füllen Sie dieses Blatt aus.",
    "LIP307": "Sind Sie doch zuständig, leeren Sie bitte das Feld „Nicht zuständig“ und beantworten Sie die Fragen.",
    "LIP308": "Bitte tragen Sie den Umsetzungsstand ein.",
    "LIP309": "Bitte wählen Sie eine Bewertung aus der Liste.",
    "LIP310": "Bitte ergänzen Sie die Angabe oder ändern Sie die Bewertung.",
    "LIP311": "Bitte wählen Sie einen Wert aus der Liste.",
    "LIP320": f"Bitte nennen Sie die nächsten Schritte. Ist nichts geplant, genügt „{NOTHING_TO_SAY}“.",
    "LIP321": "Bitte ergänzen Sie die fehlende Angabe.",
    "LIP323": "Bitte leeren Sie entweder das Feld „Unverändert“ oder die Textfelder.",
    "LIP324": f"Gilt der Text noch, wählen Sie bitte „{TICKED}“ bei „Unverändert“. Sonst ändern Sie ihn bitte.",
    "LIP330": "Der Bericht wird auch von Außenstehenden gelesen. Bitte schreiben Sie einen Satz, der für sich steht.",
    "LIP401": "Bitte tragen Sie ein, was gelten soll.",
}
"""What a department can do about a finding; the catalogue's own advice is addressed to the coordinator."""


def sentence_of(finding: Finding) -> str:
    """A finding as the department reads it: what is the matter, and what to do."""
    return f"{finding.message} {_ADVICE.get(finding.code, finding.advice)}".strip()


def open_points_words() -> str:
    """What the list of open points is introduced with."""
    return "Vielen Dank für Ihre Antworten. Zu diesen Punkten bitten wir Sie noch einmal um Ihre Hilfe. Die Nummer führt zum Feld."


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
    """The title of the document."""
    return f"{settings.text('plan', 'kurzname')} – Formular {form.year} – {form.department.name}"


def form_line(form: Form, settings: Settings) -> str:
    """Which form this is, for a person on the telephone."""
    return f"Formular-Fassung {FORM_VERSION} · Plan {settings.plan_id} · Berichtsjahr {form.year} · Dienststelle {form.department.id}"


def german_date(day: date) -> str:
    """A date as in a letter: 31. März 2011."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def instructions(form: Form, settings: Settings) -> list[tuple[str, str]]:
    """The sheet "Anleitung" as (style, text) from top to bottom."""
    measures = settings.label("handlungsansaetze")
    lines = [
        ("title", f"{settings.plan_name}: Abfrage {form.year}"),
        ("subtitle", f"{settings.city}\n{form.department.name}"),
        ("heading", "Worum es geht"),
        (
            "text",
            f"Mit diesem Formular fragen wir Sie nach dem Stand der {measures}, zu denen Ihre Dienststelle berichtet "
            f"({len(form.entries)} in diesem Formular). "
            f"Ihre Antworten kommen im Wortlaut in den {settings.report_title} {form.year}.",
        ),
        ("heading", "In fünf Schritten"),
        *(("text", f"{number}.  {step}") for number, step in enumerate(_steps(form, settings), start=1)),
        ("heading", "Bis wann"),
        ("text", _deadline(form, settings)),
    ]
    contact = _coordination(settings)
    if contact:
        lines += [("heading", "An wen Sie sich wenden können"), ("text", contact)]
    lines += [("heading", "Was mit Namen und Telefonnummern geschieht"), ("text", _privacy(settings))]
    lines += [("heading", "Gut zu wissen"), *(("text", f"•  {line}") for line in _good_to_know())]
    return [*lines, ("small", form_line(form, settings))]


def _steps(form: Form, settings: Settings) -> list[str]:
    summary, status = settings.label("kurzfassung"), settings.label("umsetzungsstand")
    step_three = (
        "Was Sie früher berichtet haben, steht grau neben dem leeren Feld. Es zählt nicht als Antwort für dieses Jahr. "
    )
    step_three += f"Hat sich nichts geändert, wählen Sie bei „Unverändert seit …“ das Wort „{TICKED}“."
    return [
        "Gehen Sie zum Blatt „Übersicht“. Dort stehen alle Einträge; die Nummer führt mit einem Klick zum jeweiligen Blatt.",
        f"Lesen Sie die {summary} und füllen Sie die weißen Felder aus. Nötig ist der {status}; "
        "ist noch nichts geschehen, nennen Sie die Gründe.",
        step_three
        if any(entry.earlier for entry in form.entries)
        else "Prüfen Sie die Ansprechperson: Was schon eingetragen ist, können Sie ändern oder löschen.",
        "Achten Sie auf den Stand oben auf jedem Blatt. „vollständig“ heißt: Es fehlt nichts. „offen: …“ sagt, was noch fehlt.",
        "Speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx) und senden Sie sie zurück"
        + (f" an {settings.text('koordination', 'mail')}." if settings.text("koordination", "mail") else "."),
    ]


def _deadline(form: Form, settings: Settings) -> str:
    day = form.year in settings.deadlines and settings.deadlines[form.year]
    if day:
        return f"Bitte senden Sie das Formular bis zum {german_date(day)} zurück."
    return "Die Frist nennt Ihnen die koordinierende Stelle."


def _coordination(settings: Settings) -> str:
    office, mail, phone = (settings.text("koordination", name) for name in ("stelle", "mail", "telefon"))
    return "\n".join(line for line in (office, phone and f"Telefon: {phone}", mail and f"E-Mail: {mail}") if line)


def _privacy(settings: Settings) -> str:
    return (
        f"Die Angaben zur Ansprechperson werden im {settings.report_title} als Kontakt gedruckt. Er ist ein öffentliches "
        f"Dokument. Die Daten werden nur für das Controlling des Plans ({settings.text('plan', 'kurzname')}) verwendet. "
        "Statt einer Person können Sie eine zentrale Stelle mit ihrer Telefonnummer und E-Mail-Adresse angeben."
    )


def _good_to_know() -> list[str]:
    return [
        "Mit der Tabulatortaste kommen Sie von Feld zu Feld. Eine neue Zeile im Feld machen Sie mit Alt + Eingabetaste "
        "(LibreOffice: Strg + Eingabetaste).",
        f"„{NOTHING_TO_SAY}“ heißt: hier ist nichts zu sagen. Beim Umsetzungsstand genügt das nicht.",
        "Einzelne Blätter können Sie zum Ausfüllen an andere Stellen Ihres Hauses weitergeben.",
        "Alles außer den Antwortfeldern ist gegen versehentliches Ändern geschützt, ohne Kennwort. "
        "Zeilenhöhe und Spaltenbreite dürfen Sie ändern.",
    ]
