"""The sentences of the sheet "Anleitung": for a year's first form and for a follow-up form."""

from __future__ import annotations

from lipctl.forms.model import Form
from lipctl.forms.positions import OPEN_POINTS_SHEET, OVERVIEW_SHEET
from lipctl.forms.wording import A_CLICK, TICKED, form_line
from lipctl.questions import Question
from lipctl.settings.model import Settings
from lipctl.text import NOTHING_TO_SAY, letter_date

_THE_MARK = (
    "Achten Sie auf den Stand oben auf jedem Blatt. „offen: …“ sagt, was noch fehlt. „vollständig“ heißt: Alles Nötige ist "
    "da; was dahinter steht, prüfen Sie bitte noch."
)


def instructions(form: Form, settings: Settings) -> list[tuple[str, str]]:
    """The sheet "Anleitung" as (style, text) from top to bottom."""
    lines = [
        ("title", f"{settings.plan_name}: {'Nachforderung' if form.is_follow_up else 'Abfrage'} {form.year}"),
        ("subtitle", f"{settings.city}\n{form.department.name}"),
        ("heading", "Worum es geht"),
        ("text", _purpose(form, settings)),
        ("heading", "In fünf Schritten"),
        *(("text", f"{number}.  {step}") for number, step in enumerate(_steps(form, settings), start=1)),
        ("heading", "Bis wann"),
        ("text", _deadline(form, settings)),
    ]
    contact = _coordination(settings)
    if contact:
        lines += [("heading", "An wen Sie sich wenden können"), ("text", contact)]
    lines += [("heading", "Was mit Namen und Telefonnummern geschieht"), ("text", _privacy(settings))]
    lines += [("heading", "Gut zu wissen"), *(("text", f"•  {line}") for line in _good_to_know(form, settings))]
    return [*lines, ("small", form_line(form, settings))]


def _purpose(form: Form, settings: Settings) -> str:
    measures = settings.label("handlungsansaetze")
    if form.is_follow_up and not form.silent:
        return (
            f"Vielen Dank für Ihr Formular. Einige {measures} sind noch offen: Es fehlt etwas, oder etwas ist unklar. In "
            f"diesem Formular stehen nur diese ({len(form.entries)}), mit dem, was Sie schon geantwortet haben. Alles "
            "andere ist angekommen; das bleibt, wie es ist."
        )
    return (
        f"Mit diesem Formular fragen wir Sie nach dem Stand der {measures}, zu denen Ihre Dienststelle berichtet "
        f"({len(form.entries)} in diesem Formular). "
        f"Ihre Antworten kommen im Wortlaut in den {settings.report_title} {form.year}."
    )


def _steps(form: Form, settings: Settings) -> list[str]:
    if form.is_follow_up and not form.silent:
        return [*_steps_again(), _send_back(settings)]
    words, scale = settings.words, settings.asked_scale(form.year)
    step_two = f"{words.say('Lesen Sie die Kurzfassung')} und füllen Sie die weißen Felder aus. "
    by_list = f"bei „{words.label(Question.ASSESSMENT)}“ aus der Liste; darüber steht, was dazu nötig ist."
    if scale and scale.is_enough:
        step_two += f"Wählen Sie immer {by_list}"
    else:
        step_two += words.say("Nötig ist der Umsetzungsstand; ist noch nichts geschehen, nennen Sie die Gründe.")
        step_two += f" Wählen Sie immer auch {by_list}" if scale else ""
    step_three = (
        "Was Sie früher berichtet haben, steht grau neben dem leeren Feld. Es zählt nicht als Antwort für dieses Jahr. "
    )
    step_three += f"Hat sich nichts geändert, wählen Sie bei „Unverändert seit …“ das Wort „{TICKED}“"
    step_three += words.say(", und dazu die Bewertung.") if scale else "."
    return [
        f"Gehen Sie zum Blatt „{OVERVIEW_SHEET}“. Dort stehen alle Einträge. {A_CLICK} führt zum ersten Feld. "
        "Oder Sie wählen das Blatt unten an seinem Reiter.",
        step_two,
        step_three
        if any(entry.earlier for entry in form.entries)
        else words.say("Prüfen Sie die Ansprechperson: ")
        + "Was schon eingetragen ist, können Sie ändern oder löschen.",
        _THE_MARK,
        _send_back(settings),
    ]


def _steps_again() -> list[str]:
    return [
        f"Gehen Sie zum Blatt „{OPEN_POINTS_SHEET}“. Dort steht zu jedem Punkt ein Satz. {A_CLICK} führt zum Feld.",
        "Diese Felder sind farbig, und neben ihnen steht „Bitte ergänzen oder klären“. Ein Kommentar am Feld sagt, worum es geht.",
        "Ihre Antworten stehen schon in den Feldern und gelten weiter. Was Sie ändern oder löschen, ersetzt die frühere Antwort.",
        _THE_MARK,
    ]


def _send_back(settings: Settings) -> str:
    office, mail = (settings.text("koordination", name) for name in ("stelle", "mail"))
    if mail or office:
        way = f"senden Sie sie zurück an {mail}" if mail else f"senden Sie sie zurück an: {office}"
    else:
        way = "geben Sie sie der Stelle zurück, von der Sie sie haben"
    return f"Speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx) und {way}."


def _deadline(form: Form, settings: Settings) -> str:
    day = form.deadline or settings.deadlines.get(form.year)
    if form.is_follow_up and not form.deadline:
        known = f" Die Frist der Abfrage: {letter_date(day)}." if day else ""
        return f"Bitte senden Sie das Formular so bald wie möglich zurück.{known}"
    if day:
        return f"Bitte senden Sie das Formular bis zum {letter_date(day)} zurück."
    return "Die Frist nennt Ihnen die koordinierende Stelle."


def _coordination(settings: Settings) -> str:
    office, mail, phone = (settings.text("koordination", name) for name in ("stelle", "mail", "telefon"))
    return "\n".join(line for line in (office, phone and f"Telefon: {phone}", mail and f"E-Mail: {mail}") if line)


def _privacy(settings: Settings) -> str:
    return (
        f"{settings.words.say('Die Angaben zur Ansprechperson')} stehen als Kontakt im {settings.report_title}. Seine öffentliche Fassung nennt nur "
        f"Dienststelle und Organisationseinheit. Die Daten werden nur für das Controlling des Plans ({settings.text('plan', 'kurzname')}) verwendet. "
        "Statt einer Person können Sie eine zentrale Stelle mit ihrer Telefonnummer und E-Mail-Adresse angeben."
    )


def _good_to_know(form: Form, settings: Settings) -> list[str]:
    not_enough = "Beim Umsetzungsstand genügt das nicht"
    if settings.asks_assessment(form.year):
        not_enough += ", und auch nicht, wo die Bewertung eine Angabe verlangt"
    return [
        "Mit der Tabulatortaste kommen Sie von Feld zu Feld. Eine neue Zeile im Feld machen Sie mit Alt + Eingabetaste "
        "(LibreOffice: Strg + Eingabetaste).",
        "Text aus Word, einer E-Mail oder einer anderen Datei: Öffnen Sie das Feld zuerst mit einem Doppelklick oder mit F2, "
        "und fügen Sie den Text dann ein. Sonst bringt er sein eigenes Format mit; er läuft über das Feld hinaus, oder das "
        "Feld nimmt nichts mehr an. Strg + Z macht das rückgängig.",
        f"„{NOTHING_TO_SAY}“ heißt: hier ist nichts zu sagen. Bindestriche genügen: „- - -“. {settings.words.say(not_enough)}.",
        "Einzelne Blätter können Sie zum Ausfüllen an andere Stellen Ihres Hauses weitergeben.",
        "Alles außer den Antwortfeldern ist gegen versehentliches Ändern geschützt, ohne Kennwort. "
        "Zeilenhöhe und Spaltenbreite dürfen Sie ändern.",
    ]
