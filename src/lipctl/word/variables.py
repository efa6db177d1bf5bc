"""The variables of the Word template: the public interface that an office's own templates rely on.

:data:`VARIABLES` is the only list of them. The reference in ``docs/referenz/`` and ``lipctl template check`` are made
from it; a name may be added, but none renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lipctl.rules.view import AnswerView, AreaView, FieldView, MeasureView, PartView, ReportView, RowKind, Summary
from lipctl.settings import KEYS, Settings


class Kind(StrEnum):
    """What a variable holds, in the office's words."""

    TEXT = "Text"
    NUMBER = "Zahl"
    FLAG = "ja/nein"
    GROUP = "Gruppe"
    LIST = "Liste"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. ``owner`` is the group it belongs to ("" at the top); ``of`` names what a group or list consists of.

    A list without ``of`` is a list of texts.
    """

    owner: str
    name: str
    kind: Kind
    meaning: str
    of: str = ""


def _group(owner: str, *lines: tuple[str, Kind, str] | tuple[str, Kind, str, str]) -> tuple[Variable, ...]:
    return tuple(Variable(owner, *line) for line in lines)


_T, _N, _F, _G, _L = Kind.TEXT, Kind.NUMBER, Kind.FLAG, Kind.GROUP, Kind.LIST

VARIABLES: tuple[Variable, ...] = (
    *_group(
        "",
        ("stadt", _T, "Name der Stadt."),
        ("plan", _T, "Name des Plans, z. B. Lokaler Integrationsplan."),
        ("kurzname", _T, "Kurzname des Plans, z. B. LIP."),
        ("titel", _T, "Titel des Berichts, ohne Jahr."),
        ("jahr", _N, "Berichtsjahr."),
        ("stand", _T, "Stichtag des Berichts, z. B. 31.03.2010."),
        ("entwurf", _F, "ja, solange der Bericht nicht mit --final geschrieben wird."),
        ("koordination", _G, "Die koordinierende Stelle.", "koordination"),
        ("bezeichnungen", _G, "Die Wörter Ihres Hauses aus lipctl.toml.", "bezeichnungen"),
        ("zusammenfassung", _G, "Zahlen über den ganzen Bericht.", "zusammenfassung"),
        ("felder", _L, "Die Handlungsfelder, nach Nummern geordnet.", "feld"),
        ("offene_punkte", _L, "Dienststellen mit Handlungsansätzen ohne vollständige Rückmeldung.", "dienststelle"),
    ),
    *_group(
        "koordination",
        ("stelle", _T, "Name der Stelle; leer, wenn nicht angegeben."),
        ("mail", _T, "Mailadresse; leer, wenn nicht angegeben."),
        ("telefon", _T, "Telefonnummer; leer, wenn nicht angegeben."),
    ),
    *(Variable("bezeichnungen", key.name, _T, key.meaning) for key in KEYS if key.section == "bezeichnungen"),
    *_group(
        "zusammenfassung",
        ("satz", _T, "Ein Satz mit allen Zahlen."),
        ("anzahl", _N, "Zahl aller Handlungsansätze im Bericht."),
        ("spalten", _L, "Die vorkommenden Einstufungen; jeder Handlungsansatz zählt in genau einer.", "spalte"),
        ("zeilen", _L, "Je Handlungsfeld und Bereich eine Zeile.", "zeile"),
    ),
    *_group(
        "spalte",
        ("titel", _T, "Name der Einstufung, z. B. Umsetzungsstand berichtet."),
        ("anzahl", _N, "Wie viele Handlungsansätze so eingestuft sind."),
    ),
    *_group(
        "zeile",
        ("titel", _T, "Handlungsfeld oder Bereich mit Nummer und Titel."),
        ("ist_bereich", _F, "ja, wenn die Zeile für einen Bereich steht (in der Zeile des Handlungsfelds mitgezählt)."),
        ("werte", _L, "Eine Zahl je Spalte."),
        ("summe", _N, "Summe der Zeile."),
    ),
    *_group(
        "feld",
        ("nummer", _T, "Nummer des Handlungsfelds."),
        ("titel", _T, "Titel des Handlungsfelds; leer, wenn unbekannt."),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. Handlungsfeld 5 Demokratie."),
        ("bereiche", _L, "Bereiche des Handlungsfelds. Was keinen Bereich hat, steht vorn in einem ohne Überschrift.", "bereich"),
    ),
    *_group(
        "bereich",
        ("nummer", _T, "Nummer des Bereichs."),
        ("titel", _T, "Titel des Bereichs; leer, wenn unbekannt."),
        ("ueberschrift", _T, "Bezeichnung, Nummer und Titel, z. B. LIP-Bereich 5.1; leer bei Ansätzen ohne Bereich."),
        ("ansaetze", _L, "Die Handlungsansätze, nach Nummern geordnet.", "ansatz"),
    ),
    *_group(
        "ansatz",
        ("nummer", _T, "Nummer, z. B. 5-1-3."),
        ("ueberschrift", _T, "Bezeichnung und Nummer, z. B. Handlungsansatz 5-1-3."),
        ("hinweis", _L, "Absätze des Hinweises; leer, wenn es keinen gibt."),
        ("kurzfassung", _L, "Absätze der Kurzfassung."),
        ("einstufung", _T, "Wo der Handlungsansatz mitzählt, z. B. Umsetzungsstand berichtet."),
        ("zustand", _T, "Satz zum Stand, wo die Antworten ihn nicht selbst sagen, z. B. keine Rückmeldung; sonst leer."),
        ("teile", _L, "Antworten des Jahres, Teil für Teil.", "teil"),
        ("angaben", _L, "Weitere Angaben: Bewertung, Zuständigkeit.", "antwort"),
        ("frueher", _G, "Frühere Antwort bei „keine Rückmeldung“ und „unverändert“; sonst leer.", "frueher"),
        ("kontakt", _G, "Ansprechperson; leer, wenn niemand bekannt ist.", "kontakt"),
    ),
    *_group(
        "teil",
        ("ueberschrift", _T, "z. B. Teil 1; leer, wenn es nur einen gibt."),
        ("antworten", _L, "Umsetzungsstand, geplante Schritte und Gründe, soweit etwas eingetragen ist.", "antwort"),
    ),
    *_group(
        "antwort",
        ("ueberschrift", _T, "Die Frage, z. B. Geplante Schritte."),
        ("absaetze", _L, "Die Antwort im Wortlaut, in Absätzen."),
        ("vermerk", _T, "Satz, wenn zwei verschiedene Antworten vorliegen; sonst leer."),
    ),
    *_group(
        "frueher",
        ("jahr", _N, "Jahr der früheren Antwort."),
        ("ueberschrift", _T, "z. B. Stand 2009."),
        ("teile", _L, "Die frühere Antwort, Teil für Teil.", "teil"),
    ),
    *_group(
        "kontakt",
        ("ueberschrift", _T, "z. B. Ansprechpartnerin; richtet sich nach den Anreden."),
        ("zeilen", _L, "Personen; Dienststelle und Organisationseinheit; Telefon und Mail."),
        ("zeile", _T, "Dasselbe in einer Zeile."),
        ("vermerk", _T, "Satz, wenn zwei verschiedene Angaben vorliegen; sonst leer."),
    ),
    *_group(
        "dienststelle",
        ("name", _T, "Name der Dienststelle, oder „ohne zuständige Dienststelle“."),
        ("punkte", _L, "Handlungsansätze ohne vollständige Rückmeldung.", "punkt"),
    ),
    *_group(
        "punkt",
        ("nummer", _T, "Nummer des Handlungsansatzes."),
        ("offen", _T, "Was offen ist, in Worten."),
    ),
)  # fmt: skip


def members(owner: str) -> dict[str, Variable]:
    """The variables of a group by their name; the top level is the group ""."""
    return {variable.name: variable for variable in VARIABLES if variable.owner == owner}


def sample_context() -> dict[str, object]:
    """A context in which every variable has a value, to try a template with."""
    return _sample("")


def _sample(owner: str) -> dict[str, object]:
    return {name: _sample_value(variable) for name, variable in members(owner).items()}


def _sample_value(variable: Variable) -> object:
    match variable.kind:
        case Kind.TEXT:
            return "Beispiel"
        case Kind.NUMBER:
            return 1
        case Kind.FLAG:
            return True
        case Kind.GROUP:
            return _sample(variable.of)
        case Kind.LIST:
            return [_sample(variable.of)] if variable.of else ["Beispiel"]


def context(view: ReportView, settings: Settings) -> dict[str, object]:
    """Everything a template may print, as plain dicts, lists, texts, numbers and truth values."""
    return {
        "stadt": settings.city,
        "plan": settings.plan_name,
        "kurzname": settings.text("plan", "kurzname"),
        "titel": settings.report_title,
        "jahr": view.occasion.year,
        "stand": view.occasion.as_of.strftime("%d.%m.%Y"),
        "entwurf": not view.occasion.final,
        "koordination": {name: settings.text("koordination", name) for name in members("koordination")},
        "bezeichnungen": {name: settings.label(name) for name in members("bezeichnungen")},
        "zusammenfassung": _summary(view.summary),
        "felder": [_field(field) for field in view.fields],
        "offene_punkte": [
            {
                "name": department.name or "ohne zuständige Dienststelle",
                "punkte": [{"nummer": point.number, "offen": "; ".join(point.missing)} for point in department.points],
            }
            for department in view.open_points
        ],
    }


def _summary(summary: Summary) -> dict[str, object]:
    return {
        "satz": summary.sentence,
        "anzahl": summary.total,
        "spalten": [{"titel": column.label, "anzahl": column.count} for column in summary.columns],
        "zeilen": [
            {
                "titel": row.label,
                "ist_bereich": row.kind is RowKind.AREA,
                "werte": list(row.counts),
                "summe": row.total,
            }
            for row in summary.rows
        ],
    }


def _field(field: FieldView) -> dict[str, object]:
    areas: list[AreaView] = [AreaView("", "", "", field.measures)] if field.measures else []
    return {
        "nummer": field.number,
        "titel": field.title,
        "ueberschrift": field.heading,
        "bereiche": [
            {
                "nummer": area.number,
                "titel": area.title,
                "ueberschrift": area.heading,
                "ansaetze": [_measure(measure) for measure in area.measures],
            }
            for area in (*areas, *field.areas)
        ],
    }


def _measure(measure: MeasureView) -> dict[str, object]:
    earlier, contact = measure.earlier, measure.contact
    return {
        "nummer": measure.number,
        "ueberschrift": measure.heading,
        "hinweis": measure.note,
        "kurzfassung": measure.summary,
        "einstufung": measure.label,
        "zustand": measure.sentence,
        "teile": _parts(measure.parts),
        "angaben": _answers(measure.remarks),
        "frueher": {"jahr": earlier.year, "ueberschrift": earlier.heading, "teile": _parts(earlier.parts)}
        if earlier
        else {},
        "kontakt": {
            "ueberschrift": contact.heading,
            "zeilen": contact.lines,
            "zeile": ", ".join(contact.lines),
            "vermerk": contact.mark,
        }
        if contact
        else {},
    }


def _parts(parts: Sequence[PartView]) -> list[dict[str, object]]:
    return [{"ueberschrift": part.heading, "antworten": _answers(part.answers)} for part in parts]


def _answers(answers: Iterable[AnswerView]) -> list[dict[str, object]]:
    return [
        {"ueberschrift": answer.heading, "absaetze": answer.paragraphs, "vermerk": answer.mark} for answer in answers
    ]
