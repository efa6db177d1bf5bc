"""What lipctl has to say about the input: codes, severities, German words. One catalogue for all of it.

Each :class:`Rule` is stated once, here. ``lipctl rules`` shows it, the form's hints quote it, the reference in
``docs/referenz/`` is made from it. ``{names}`` in a message are filled in by :func:`finding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question, Words


class Severity(StrEnum):
    """How much a finding matters: an error stays an error until someone settles it."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


SEVERITY_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class Rule(NamedTuple):
    """One kind of finding: a stable code, its weight, and its sentences (German, for the office)."""

    code: str
    severity: Severity
    title: str
    message: str
    advice: str
    spoils_report: bool = False
    """Whether ``report --final`` refuses because the report would be wrong (rules.md 8)."""
    to_department: str = ""
    """The advice as a form says it that asks again; "" where a department can do nothing, only the coordinator."""

    def in_words(self, words: Words) -> Rule:
        """The rule with the office's labels of the questions in its sentences."""
        return self._replace(
            title=words.say(self.title),
            message=words.say(self.message),
            advice=words.say(self.advice),
            to_department=words.say(self.to_department),
        )

    @property
    def spoils_catalogue(self) -> bool:
        """Whether it is a mistake in the catalogue, without which neither forms nor a report can be written."""
        return self.code.startswith("LIP1") and self.severity is Severity.ERROR


class Place(NamedTuple):
    """Where something was found: file (relative to the workspace, with "/"), sheet, cells."""

    file: str
    sheet: str = ""
    cells: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One thing found, for one measure or place. ``department`` is an id; "" and None mean "none in particular"."""

    rule: Rule
    message: str
    advice: str
    department: str = ""
    measure: MeasureNumber | None = None
    question: Question | None = None
    places: tuple[Place, ...] = ()
    part: int = 0
    """The part of the measure; 0 if it is about no part in particular."""

    @property
    def code(self) -> str:
        """The rule's stable code, e.g. ``LIP301``."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity


def finding(
    rule: Rule | str,
    *,
    department: str = "",
    measure: MeasureNumber | None = None,
    question: Question | None = None,
    of_part: int = 0,
    places: Iterable[Place] = (),
    **values: Any,
) -> Finding:
    """Make a finding of a rule, given itself or by its code; ``values`` fill the blanks in its message and advice."""
    rule = RULES[rule] if isinstance(rule, str) else rule
    message, advice = rule.message.format(**values), rule.advice.format(**values)
    return Finding(rule, message, advice, department, measure, question, tuple(places), of_part)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by department, measure and code; the order of reading never shows."""

    def key(item: Finding) -> tuple[object, ...]:
        number = (0, item.measure.order) if item.measure else (1, ((), ()))
        places = tuple((place.file, place.sheet, place.cells) for place in item.places)
        return SEVERITY_ORDER[item.severity], item.department, number, item.code, places, item.message

    return sorted(findings, key=key)


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

_CATALOGUE_RULES = (
    Rule(
        "LIP101", _E, "Nummer fehlt oder ist unbrauchbar",
        "In der Spalte „{column}“ steht {found}; erwartet wird eine Nummer wie 5-1-3, Ü1 oder B 2.3.",
        "Bitte tragen Sie im Katalog die Nummer ein.",
    ),
    Rule(
        "LIP102", _E, "Nummer oder Kennung doppelt vergeben",
        "„{found}“ ist im Katalog mehrfach vergeben.",
        "Bitte geben Sie jedem Eintrag eine eigene Nummer oder Kennung, oder löschen Sie die doppelte Zeile.",
    ),
    Rule(
        "LIP103", _E, "Unbekannte Dienststelle",
        "„{found}“ steht nicht im Blatt „Dienststellen“.",
        "Bitte tragen Sie die Dienststelle dort ein, verbessern Sie die Schreibweise, oder ergänzen Sie diese bei der richtigen "
        "Dienststelle unter „andere Namen“.",
    ),
    Rule(
        "LIP104", _E, "Nummer ist zu einem Datum geworden",
        "Excel hat aus der Nummer ein Datum gemacht: {found}. Gemeint ist vermutlich {candidate}.",
        "Bitte formatieren Sie die Zelle als Text und geben Sie die Nummer neu ein.",
    ),
    Rule(
        "LIP105", _E, "Unbekannter Bereich oder unbekanntes Handlungsfeld",
        "{subject} gehört zu keinem Bereich oder Handlungsfeld des Katalogs ({found}).",
        "Bitte tragen Sie in der Zeile den Bereich ein oder ergänzen Sie ihn im Blatt „Bereiche“.",
    ),
    Rule(
        "LIP106", _E, "Wert nicht erlaubt",
        "In der Spalte „{column}“ steht „{found}“; erwartet wird {expected}.",
        "Bitte verbessern Sie die Zelle im Katalog.",
    ),
    Rule(
        "LIP107", _E, "Pflichtangabe fehlt",
        "Die Spalte „{column}“ ist leer.",
        "Bitte füllen Sie die Zelle im Katalog aus.",
    ),
    Rule(
        "LIP108", _E, "Blatt oder Spalte fehlt",
        "Im Katalog fehlt {found}.",
        "Bitte stellen Sie die Überschrift wieder her. Einen leeren Katalog zum Vergleich legt „lipctl init“ an.",
    ),
    Rule(
        "LIP109", _E, "Formel ohne Ergebnis oder Fehlerwert",
        "In der Zelle steht {found}, kein lesbarer Wert.",
        "Bitte schreiben Sie den Wert selbst in die Zelle und speichern Sie den Katalog in Excel.",
    ),
    Rule(
        "LIP110", _E, "Gültigkeit verkehrt herum",
        "„gültig ab“ ({start}) liegt nach „gültig bis“ ({end}).",
        "Bitte verbessern Sie eines der beiden Jahre.",
    ),
)  # fmt: skip

_FILE_RULES = (
    Rule(
        "LIP201", _E, "Datei nicht lesbar",
        "Die Datei lässt sich nicht lesen: {reason}.",
        "Bitte öffnen Sie die Datei in Excel, speichern Sie sie als .xlsx und legen Sie sie wieder ab; "
        "sonst erbitten Sie sie neu.",
        spoils_report=True,
    ),
    Rule(
        "LIP202", _E, "Kein Formular von lipctl",
        "In der Mappe steht kein Formular von lipctl.",
        "Bitte prüfen Sie, ob die Datei hierher gehört. Antworten übertragen Sie in das Formular der Dienststelle.",
        spoils_report=True,
    ),
    Rule(
        "LIP203", _E, "Formular eines anderen Plans",
        "Das Formular gehört zum Plan „{found}“, hier geht es um „{expected}“.",
        "Bitte nehmen Sie die Datei aus dem Ordner oder erbitten Sie die Antworten im richtigen Formular.",
        spoils_report=True,
    ),
    Rule(
        "LIP204", _E, "Formular eines anderen Jahres",
        "Das Formular gehört zum Jahr {found}, berichtet wird über {expected}.",
        "Bitte erbitten Sie die Antworten im Formular des Jahres {expected}.",
        spoils_report=True,
    ),
    Rule(
        "LIP205", _E, "Nummer steht nicht im Plan",
        "„{found}“ gibt es im Plan dieses Jahres nicht. Geschrieben wurde: „{text}“",
        "Bitte prüfen Sie die Nummer und die Gültigkeit im Katalog.",
        spoils_report=True,
    ),
    Rule(
        "LIP206", _E, "Antwort lässt sich nicht zuordnen",
        "Die versteckte Kennung dieser Zeile ist beschädigt. Geschrieben wurde: „{text}“",
        "Bitte übertragen Sie den Text in ein frisches Formular der Dienststelle.",
        spoils_report=True,
    ),
    Rule(
        "LIP207", _W, "Formular einer älteren Fassung",
        "Das Formular hat die Fassung {found}, aktuell ist {expected}.",
        "Die Antworten werden gelesen. Bitte versenden Sie künftig das neue Formular.",
    ),
    Rule(
        "LIP208", _E, "Antwort nicht lesbar",
        "In der Antwortzelle steht {found}.",
        "Bitte lassen Sie die Dienststelle den Text selbst in die Zelle schreiben.",
        spoils_report=True,
        to_department="Bitte schreiben Sie die Antwort selbst als Text in das Feld.",
    ),
    Rule(
        "LIP209", _W, "Antwort ist eine Formel",
        "In der Antwortzelle steht eine Formel; berichtet wird ihr letztes Ergebnis „{text}“.",
        "Bitte prüfen Sie, ob dieser Text gemeint ist.",
        to_department="Bitte prüfen Sie, ob der Text im Feld gemeint ist.",
    ),
    Rule(
        "LIP210", _W, "Zahl oder Datum statt Text",
        "In der Antwortzelle steht {found}; berichtet wird „{text}“.",
        "Bitte prüfen Sie, ob das gemeint ist, und lassen Sie es sonst als Text eintragen.",
        to_department="Bitte prüfen Sie, ob der Text im Feld gemeint ist.",
    ),
    Rule(
        "LIP211", _H, "Unsichtbare Zeichen entfernt",
        "Zeichen, die kein Dokument aufnehmen kann, wurden entfernt: {found}.",
        "Sie brauchen nichts zu tun. Fehlt im Text ein Wort, fragen Sie die Dienststelle.",
    ),
    Rule(
        "LIP212", _E, "Zahl oder Datum nicht sicher lesbar",
        "In der Antwortzelle steht {found}, vermutlich „{text}“. Das ist nicht sicher und steht nicht im Bericht.",
        "Bitte lassen Sie die Angabe als Text eintragen.",
        spoils_report=True,
        to_department="Bitte schreiben Sie als Text in das Feld, was gemeint ist.",
    ),
    Rule(
        "LIP213", _W, "Antwort ist vielleicht abgeschnitten",
        "Die Antwort ist so lang, wie eine Excel-Zelle höchstens sein kann (32.767 Zeichen).",
        "Bitte fragen Sie nach, ob der Text vollständig ist, und lassen Sie ihn kürzen.",
        to_department="Bitte prüfen Sie, ob der Text vollständig ist, und kürzen Sie ihn.",
    ),
    Rule(
        "LIP214", _W, "Eingabe ist vielleicht zu einem Datum geworden",
        "In der Antwortzelle steht das Datum {text}. Vielleicht hat Excel es aus der Nummer „{candidate}“ gemacht.",
        "Berichtet wird das Datum. Bitte fragen Sie nach, was gemeint ist.",
        to_department="Bitte prüfen Sie, was gemeint ist, und schreiben Sie es als Text in das Feld.",
    ),
    Rule(
        "LIP215", _W, "Antworten nach der Beschriftung zugeordnet",
        "Die versteckte Kennung fehlt oder ist beschädigt. Die Antwort wurde nach der Beschriftung zugeordnet{where}.",
        "Bitte prüfen Sie, ob Nummer und Dienststelle stimmen.",
    ),
    Rule(
        "LIP216", _W, "Text neben den Antwortfeldern",
        "Hier steht etwas neben den Antwortfeldern; es steht nicht im Bericht: „{text}“",
        "Gehört es in eine Antwort, übertragen Sie es nach Rücksprache in das Formular der Dienststelle.",
    ),
    Rule(
        "LIP217", _W, "Bild oder Objekt im Formular",
        "In der Datei steckt {found}; was darin steht, kann lipctl nicht lesen.",
        "Bitte sehen Sie nach, ob es eine Antwort enthält.",
    ),
    Rule(
        "LIP218", _E, "Nicht alles gelesen",
        "Das Blatt hat mehr gefüllte Zellen, als ein Formular haben kann. Ab dieser Zelle wurde nicht weitergelesen.",
        "Bitte lassen Sie die Antworten in ein frisches Formular eintragen.",
        spoils_report=True,
    ),
    Rule(
        "LIP219", _W, "Im Formular eines früheren Jahres geantwortet",
        "Die Antwort steht im Formular von {found}, ist aber neu; sie zählt für {expected}.",
        "Felder, die noch den Text von damals enthalten, zählen nicht. Bitte prüfen Sie, ob alles da ist.",
    ),
    Rule(
        "LIP220", _E, "Datei ist mit einem Kennwort geschützt",
        "Die Datei ist mit einem Kennwort verschlüsselt.",
        "Bitte erbitten Sie sie ohne Kennwort, oder öffnen Sie sie in Excel und speichern Sie sie ohne Kennwort.",
        spoils_report=True,
    ),
    Rule(
        "LIP221", _H, "Anderes Format als .xlsx",
        "Die Datei hat das Format {format}. Sie wird gelesen; Formeln, Fehlerwerte und Kommentare darin sind nicht zu sehen.",
        "Sie brauchen nichts zu tun, solange die Antworten da sind. Fehlt etwas, erbitten Sie die Datei von der Dienststelle als .xlsx.",
    ),
    Rule(
        "LIP222", _W, "Makros oder Verknüpfungen in der Datei",
        "Die Datei enthält {found}. lipctl führt nichts davon aus; die Antworten werden gelesen.",
        "Bitte lassen Sie in Excel nichts davon zu („Inhalt aktivieren“), wenn Sie nicht wissen, wozu es dient.",
    ),
    Rule(
        "LIP224", _E, "Word-Dokument statt Formular",
        "Die Datei ist ein Word-Dokument.",
        "Bitte erbitten Sie die Antworten im Excel-Formular oder übertragen Sie sie dorthin.",
        spoils_report=True,
    ),
    Rule(
        "LIP225", _E, "Keine Arbeitsmappe",
        "Die Datei ist keine Arbeitsmappe, sondern {found}.",
        "Hängt das Formular daran, speichern Sie es einzeln in den Ordner. Sonst erbitten Sie die Antworten im Formular.",
        spoils_report=True,
    ),
    Rule(
        "LIP226", _E, "Datei ist leer",
        "Die Datei ist leer (0 Byte).",
        "Bitte erbitten Sie sie neu; vermutlich ist die Übertragung abgebrochen.",
        spoils_report=True,
    ),
    Rule(
        "LIP227", _E, "Datei ist beschädigt oder abgeschnitten",
        "Die Datei ist beschädigt oder nur zum Teil angekommen.",
        "Bitte erbitten Sie sie neu.",
        spoils_report=True,
    ),
    Rule(
        "LIP228", _E, "Platzhalter eines Cloud-Speichers",
        "Die Datei hat keinen Inhalt, nur Nullen; vermutlich ist sie ein Platzhalter eines Cloud-Speichers.",
        "Bitte laden Sie sie ganz herunter („Immer auf diesem Gerät behalten“).",
        spoils_report=True,
    ),
    Rule(
        "LIP229", _E, "Datei ist zu groß",
        "Die Datei ist {size} groß; gelesen werden höchstens {limit}.",
        "Bitte lassen Sie Bilder und Anlagen entfernen. Ein Formular hat weniger als 1 MB.",
        spoils_report=True,
    ),
    Rule(
        "LIP230", _E, "Datei ist ungewöhnlich gebaut",
        "Die Datei wird aus Vorsicht nicht gelesen: {reason}.",
        "Bitte öffnen Sie sie nicht, wenn Sie sie nicht erwarten. Sonst erbitten Sie die Antworten im frischen Formular.",
        spoils_report=True,
    ),
    Rule(
        "LIP231", _E, "Von einem unbekannten Programm geschrieben",
        "Die Datei ist keine Arbeitsmappe, wie Excel und LibreOffice sie schreiben: {reason}.",
        "Bitte öffnen Sie sie in Excel und speichern Sie sie neu als .xlsx.",
        spoils_report=True,
    ),
    Rule(
        "LIP232", _E, "Verdächtige Anweisung in der Datei",
        "Die Datei enthält eine Anweisung (DOCTYPE), die in Arbeitsmappen nichts zu suchen hat, und wird nicht gelesen.",
        "Bitte öffnen Sie sie nicht, sondern fragen Sie beim Absender nach.",
        spoils_report=True,
    ),
    Rule(
        "LIP233", _E, "Widersprüchlich gepackte Datei",
        "In der Datei steht derselbe Teil mehrfach; es ist nicht sicher, welcher gilt.",
        "Bitte öffnen Sie sie in Excel und speichern Sie sie neu, oder erbitten Sie sie noch einmal.",
        spoils_report=True,
    ),
    Rule(
        "LIP234", _E, "Keine gewöhnliche Datei",
        "Hier liegt keine gewöhnliche Datei, sondern eine Verknüpfung oder ein Gerät; sie wird nicht gelesen.",
        "Bitte legen Sie die Datei selbst in den Ordner.",
        spoils_report=True,
    ),
    Rule(
        "LIP235", _W, "Sperrdatei: ein Formular ist gerade geöffnet",
        "Diese Sperrdatei zeigt, dass eine Datei in Excel oder LibreOffice geöffnet und vielleicht nicht gespeichert ist.",
        "Bitte speichern und schließen Sie die Datei, dann noch einmal.",
    ),
    Rule(
        "LIP236", _H, "Systemdatei übergangen",
        "Eine Datei, die das Betriebssystem anlegt, wurde übergangen.",
        "Sie brauchen nichts zu tun.",
    ),
    Rule(
        "LIP237", _H, "Datei beiseitegelegt",
        "Die Datei zählt nicht mit: {reason}.",
        "Sie brauchen nichts zu tun. Soll sie zählen, nehmen Sie sie aus „_ignoriert“ oder aus lipctl.toml.",
    ),
    Rule(
        "LIP238", _H, "Dieselbe Datei zweimal",
        "Die Datei hat denselben Inhalt wie „{found}“ und wird nur einmal gelesen.",
        "Sie brauchen nichts zu tun.",
    ),
)  # fmt: skip

_ENTER_STATUS = "Bitte tragen Sie den Umsetzungsstand ein, oder die Gründe, warum noch nichts geschah."

_ANSWER_RULES = (
    Rule(
        "LIP301", _E, "Keine Antwort",
        "Zum Handlungsansatz ist nichts beantwortet.",
        "Bitte erbitten Sie die Antwort der Dienststelle: Umsetzungsstand, oder Gründe, warum noch nichts geschah.",
        to_department=_ENTER_STATUS,
    ),
    Rule(
        "LIP302", _E, "Kein Rücklauf der Dienststelle",
        "Von der Dienststelle „{name}“ liegt keine Datei vor{overdue}.",
        "Bitte erinnern Sie die Dienststelle und legen Sie ihre Datei in „{folder}“ ab.",
    ),
    Rule(
        "LIP303", _E, "Umsetzungsstand besteht nur aus Strichen",
        "Beim Umsetzungsstand stehen nur Striche{part}; das sagt nicht, was geschehen ist.",
        "Bitte lassen Sie den Umsetzungsstand eintragen, oder die Gründe, warum noch nichts geschah.",
        to_department=_ENTER_STATUS,
    ),
    Rule(
        "LIP304", _E, "Unvollständig",
        "Es wurde etwas eingetragen, aber weder ein Umsetzungsstand noch Gründe{part}.",
        "Bitte lassen Sie den Umsetzungsstand eintragen, oder die Gründe, warum noch nichts geschah.",
        to_department=_ENTER_STATUS,
    ),
    Rule(
        "LIP305", _E, "Fehlt im Rücklauf",
        "Von „{name}“ sind Dateien da, aber der Handlungsansatz {number} fehlt darin.",
        "Blatt oder Zeilen wurden gelöscht, oder der Eintrag stand nicht im Formular, z. B. weil er erst nach dem Versand zu dieser Dienststelle "
        "kam. Mit „lipctl export-forms“ und „--open“ fragen Sie danach.",
        to_department="Bitte füllen Sie dieses Blatt aus.",
    ),
    Rule(
        "LIP306", _E, "Niemand zuständig",
        "Für den Handlungsansatz ist keine Dienststelle zuständig; niemand wurde gefragt.",
        "Bitte tragen Sie die zuständige Dienststelle im Katalog ein.",
    ),
    Rule(
        "LIP307", _E, "Zuständigkeit bestritten",
        "Die Dienststelle erklärt sich für nicht zuständig. Zuständig sei: „{text}“",
        "Bitte klären Sie die Zuständigkeit und tragen Sie sie im Katalog ein.",
    ),
    Rule(
        "LIP308", _E, "„Unverändert“ ohne frühere Antwort",
        "„Unverändert“ ist angekreuzt, aber es gibt keine frühere Antwort.",
        "Bitte lassen Sie den Umsetzungsstand eintragen.",
        to_department="Bitte leeren Sie das Feld „Unverändert“ und tragen Sie den Umsetzungsstand ein.",
    ),
    Rule(
        "LIP309", _E, "Bewertung fehlt",
        "Der Handlungsansatz ist beantwortet, aber nicht bewertet.",
        "Bitte lassen Sie die Bewertung aus der Liste wählen.",
        to_department="Bitte wählen Sie eine Bewertung aus der Liste.",
    ),
    Rule(
        "LIP310", _E, "Bewertung ohne die nötige Angabe",
        "Zur Bewertung „{assessment}“ gehört: {needed}. Das fehlt; Striche genügen hier nicht.",
        "Bitte lassen Sie die Angabe in Worten ergänzen oder die Bewertung ändern.",
        to_department="Bitte ergänzen Sie die Angabe in Worten, oder ändern Sie die Bewertung.",
    ),
    Rule(
        "LIP311", _E, "Eintrag nicht verstanden",
        "Eingetragen ist „{text}“; erwartet wird {expected}.",
        "Bitte lassen Sie einen Wert aus der Liste wählen.",
        spoils_report=True,
        to_department="Bitte wählen Sie einen Wert aus der Liste.",
    ),
    Rule(
        "LIP320", _W, "Geplante Schritte fehlen",
        "Ein Umsetzungsstand ist berichtet, aber keine geplanten Schritte{part}.",
        "Bitte erfragen Sie die nächsten Schritte. Ist nichts geplant, genügt „– – –“.",
        to_department="Bitte nennen Sie die nächsten Schritte. Ist nichts geplant, genügt „– – –“.",
    ),
    Rule(
        "LIP321", _W, "Ansprechperson unvollständig",
        "Bei der Ansprechperson fehlt: {missing}.",
        "Bitte erfragen Sie die fehlende Angabe.",
        to_department="Bitte ergänzen Sie die fehlende Angabe.",
    ),
    Rule(
        "LIP322", _W, "Antwort von anderer Stelle",
        "Geantwortet hat „{found}“, zuständig ist „{expected}“.",
        "Bitte prüfen Sie, ob die Antwort abgestimmt ist oder die Zuständigkeit im Katalog zu ändern ist.",
    ),
    Rule(
        "LIP323", _W, "„Unverändert“ neben einem Text",
        "„Unverändert“ ist angekreuzt, und doch wurde ein neuer Text eingetragen. Berichtet wird der neue Text.",
        "Bitte klären Sie, was gelten soll.",
        to_department="Bitte leeren Sie entweder das Feld „Unverändert“ oder die Textfelder.",
    ),
    Rule(
        "LIP324", _W, "Wortgleich mit der früheren Antwort",
        "Die Antwort gleicht Wort für Wort der von {year}, ohne dass „unverändert“ angekreuzt ist.",
        "Bitte klären Sie, ob der Stand wirklich unverändert ist.",
        to_department="Gilt der Text noch, wählen Sie bitte „ja“ bei „Unverändert“. Sonst ändern Sie ihn bitte.",
    ),
    Rule(
        "LIP325", _W, "Rückschritt ohne Begründung",
        "{year} war der Handlungsansatz mit „{before}“ bewertet, jetzt mit „{now}“; ein Grund ist nicht genannt.",
        "Bitte fragen Sie nach, ob die neue Bewertung stimmt. Wenn ja, gehört eine Begründung dazu.",
        to_department="Bitte prüfen Sie die Bewertung. Stimmt sie, nennen Sie bitte die Gründe.",
    ),
    Rule(
        "LIP326", _W, "Persönliche Angabe im freien Text",
        "Der Text geht an die Öffentlichkeit und enthält vermutlich {kind}: „{found}“.",
        "Bitte prüfen Sie die Stelle und lassen Sie die Angabe streichen, wenn sie nicht veröffentlicht werden soll.",
    ),
    Rule(
        "LIP327", _W, "Im Katalog gelöscht",
        "Dazu wurde {year} berichtet, aber im Katalog gibt es die Nummer nicht mehr.",
        "Bitte tragen Sie die Zeile wieder ein und bei „gültig bis“ das letzte Jahr; die Kurzfassung steht im Formular. Sonst fehlt der Eintrag im Bericht unter „Nicht mehr im Plan“ und in den Zahlen der früheren Jahre.",
    ),
    Rule(
        "LIP330", _H, "Leere Floskel",
        "Die ganze Antwort lautet „{text}“.",
        "Der Bericht wird auch von Fremden gelesen. Bitten Sie um einen Satz, der für sich steht.",
        to_department="Der Bericht wird auch von Außenstehenden gelesen. Bitte schreiben Sie einen Satz, der für sich steht.",
    ),
    Rule(
        "LIP331", _H, "Geplante Schritte liegen in der Vergangenheit",
        "Alle Jahre, die bei den geplanten Schritten genannt werden, liegen vor {year}.",
        "Bitte prüfen Sie, ob der Text noch gilt.",
        to_department="Bitte prüfen Sie, ob der Text noch gilt.",
    ),
    Rule(
        "LIP332", _H, "Antwort zu einem Punkt, den der Bericht auslässt",
        "Der Katalog lässt diesen Punkt im Bericht aus; die Antwort steht deshalb nicht darin.",
        "Sie brauchen nichts zu tun. Soll er berichtet werden, setzen Sie im Katalog „im Bericht“ auf „ja“.",
    ),
    Rule(
        "LIP333", _H, "Zuständigkeit inzwischen geklärt",
        "„{name}“ hatte sich für nicht zuständig erklärt („{text}“). Nach dem Katalog ist jetzt „{responsible}“ zuständig.",
        "Sie brauchen nichts zu tun. Stimmt das nicht, verbessern Sie die Dienststelle im Katalog.",
    ),
    Rule(
        "LIP401", _E, "Zwei verschiedene Antworten",
        "Auf dieselbe Frage liegen verschiedene Antworten vor: {texts}",
        "Bitte lassen Sie die Dienststelle entscheiden: Mit „lipctl export-forms“ und „--open“ fragen Sie danach. Legen Sie eine Datei nur "
        "dann in „_ignoriert“, wenn sonst nichts Neues darin steht; auch ihre übrigen Antworten zählen dort nicht.",
        spoils_report=True,
        to_department="Bitte lassen Sie im Feld nur stehen, was gelten soll, und löschen Sie das Übrige mitsamt der Zeile „——— oder ———“.",
    ),
    Rule(
        "LIP402", _W, "Redigierter Text: bitte noch einmal ansehen",
        "Die Dienststelle hat ihren Text geändert, nachdem Sie ihn redigiert haben. Gedruckt wird weiter Ihre Fassung: "
        "„{text}“ Die Dienststelle schrieb: „{former}“ Jetzt schreibt sie: „{current}“",
        "„lipctl edit {year}“ stellt die Texte in redaktion.xlsx nebeneinander. Dort ändern, löschen oder bestätigen Sie Ihre Fassung.",
    ),
    Rule(
        "LIP403", _W, "Redigierter Text ohne Antwort",
        "Zu diesem redigierten Text gibt es im Bericht {year} keine Antwort (mehr). Er wird nicht gedruckt: „{text}“",
        "Er bleibt in redaktion.xlsx stehen. Brauchen Sie ihn nicht mehr, löschen Sie ihn dort.",
    ),
    Rule(
        "LIP404", _E, "Zwei redigierte Fassungen eines Textes",
        "Derselbe Text ist zweimal und verschieden redigiert; gedruckt wird der Text der Dienststelle. Redigiert: {texts}",
        "Bitte lassen Sie in redaktion.xlsx nur eine Fassung stehen.",
        spoils_report=True,
    ),
    Rule(
        "LIP405", _E, "Redaktion nicht gelesen",
        "redaktion.xlsx lässt sich nicht auswerten; gedruckt werden die Texte der Dienststellen. {reason}",
        "Bitte stellen Sie die Datei aus einer Sicherung wieder her. Fehlt nur eine Überschrift, tragen Sie sie wieder ein.",
        spoils_report=True,
    ),
    Rule(
        "LIP406", _E, "Redigierter Text nicht verwendbar",
        "Dieser redigierte Text wird nicht gedruckt, denn {reason}: „{text}“",
        "Bitte übertragen Sie ihn in redaktion.xlsx als Text in die Zeile seiner Frage.",
        spoils_report=True,
    ),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in (*_CATALOGUE_RULES, *_FILE_RULES, *_ANSWER_RULES)}
"""Every rule by its code, in the order of the codes."""
