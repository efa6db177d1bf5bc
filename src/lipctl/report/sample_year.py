"""A made-up year for looking at a template: two rounds of a small plan, in which everything occurs that can be printed.

It goes through the same rules as a real year; only the files are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.checks import YearFacts, check_year
from lipctl.judge.earlier_rounds import History
from lipctl.judge.measure import JudgedMeasure, judge
from lipctl.judge.merge import merge
from lipctl.judge.model import Answer, Edit, Response
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Area, Contact, Department, FieldOfAction, Measure, Plan
from lipctl.questions import Field, Question
from lipctl.report.basis import ReportBasis
from lipctl.report.build import build_view
from lipctl.report.history import MeasurePast, PastYear
from lipctl.report.occasion import Occasion
from lipctl.report.view import ReportView
from lipctl.responses.source_file import SourceFile
from lipctl.scale import DEFAULT_SCALE

_FIELDS = {"1": "Bildung", "5": "Demokratie"}
_AREAS = {"1.1": "Sprache", "5.1": "Beteiligung", "5.2": ""}
_DEPARTMENTS = {"40": "Fachbereich Schule", "50": "Fachbereich Soziales", "15": "Büro für Integration"}

# number, department, its area or field, what it is about
_MEASURES = (
    ("1-1-1", "40", "1.1", "Sprachkurse für Eltern an allen Grundschulen"),
    ("1-1-2", "40", "1.1", "Lesepatinnen und Lesepaten in den Stadtteilen"),
    ("1-1-3", "40", "1.1", "Ein Verzeichnis aller Sprachkurse"),
    ("1-2", "50", "1", "Ein Runder Tisch Bildung"),
    ("5-1-1", "15", "5.1", "Integrationsbeiräte in allen Stadtbezirken"),
    ("5-1-2", "15", "5.1", "Ein Netzwerk der Vereine"),
    ("5-1-3", "50", "5.1", "Fortbildungen für Ehrenamtliche"),
    ("5-1-9", "50", "5.1", "Eine Wahlberatung in mehreren Sprachen"),
    ("5-1-10", "15", "5.1", "Ein Preis für gute Nachbarschaft"),
    ("5-2-1", "50", "5.2", "Räume für Initiativen"),
    ("5-2-2", "", "5.2", "Ein Haus der Kulturen"),
    ("5-2-3", "15", "5.2", "Ein Kalender der Feste"),
    ("5-2-4", "15", "5.2", "Ein Fest der Vereine"),
    ("5-2-5", "15", "5.2", "Ein Beschluss des Rates"),
)
_S, _P, _R = Question.STATUS, Question.PLANNED_STEPS, Question.REASONS
_A, _U, _D, _T = Question.ASSESSMENT, Question.UNCHANGED, Question.DISCLAIMED, Question.PHONES
_LONG = (
    "Die Kurse finden an zwölf Grundschulen statt. „Mama lernt Deutsch“ heißt das Angebot; Kinder werden betreut.\n\n"
    "Im zweiten Absatz steht, was daraus wurde: Mehr als 200 Eltern haben teilgenommen."
)

# number, part, question, answer; an answer that begins with "+" came in a second file
_BEFORE = (
    ("1-1-1", 1, _S, "Die Kurse werden vorbereitet."), ("1-1-1", 1, _P, "Beginn im Herbst."), ("1-1-1", 0, _A, "in Bearbeitung"),
    ("1-1-2", 1, _S, "Die Patenschaften laufen."), ("1-1-2", 1, _P, "Weitere Schulen."), ("1-1-2", 0, _A, "in Bearbeitung"),
    ("5-1-1", 1, _S, "Alle Beiräte sind berufen."), ("5-1-1", 0, _A, "erfüllt"),
    ("5-1-3", 1, _S, "Zwei Fortbildungen im Jahr."), ("5-1-3", 1, _P, "– – –"),
    ("5-2-1", 1, _S, "Ein Raum ist gefunden."), ("5-2-1", 1, _P, "Umbau."), ("5-2-1", 0, _A, "in Bearbeitung"),
)  # fmt: skip
_NOW = (
    ("1-1-1", 1, _S, _LONG), ("1-1-1", 1, _P, "– – –"), ("1-1-1", 0, _A, "erfüllt"),
    ("1-1-2", 1, _S, "läuft inzwischen von selbst"), ("1-1-2", 0, _A, "in das laufende Geschäft übergegangen"),
    ("1-1-3", 1, _P, "Das Verzeichnis wird geplant."),
    ("1-2", 1, _R, "Es fehlt eine Leitung."), ("1-2", 0, _A, "noch nicht begonnen"),
    ("5-1-1", 1, _S, "Ein Beirat ist neu zu berufen."), ("5-1-1", 1, _P, "Wahl im März."), ("5-1-1", 0, _A, "in Bearbeitung"),
    ("5-1-2", 1, _S, "Das Netzwerk tagt."), ("5-1-2", 1, _P, "Eine Geschäftsstelle."), ("5-1-2", 0, _A, "in Bearbeitung"),
    ("5-1-2", 2, _S, "Der Newsletter erscheint."), ("5-1-2", 2, _P, "– – –"), ("5-1-2", 2, _R, "– – –"),
    ("5-1-3", 0, _U, "ja"),
    ("5-1-9", 1, _S, "Die Beratung ist beendet."), ("5-1-9", 1, _R, "Die Nachfrage war zu gering."), ("5-1-9", 0, _A, "nicht weiter zu verfolgen"),
    ("5-1-10", 0, _D, "Büro des Rates"),
    ("5-2-3", 1, _S, "Der Kalender erscheint."), ("5-2-3", 1, _S, "+Der Kalender ruht."), ("5-2-3", 0, _T, "0123 168-7"), ("5-2-3", 0, _T, "+0123 168-8"), ("5-2-3", 1, _P, "– – –"),
)  # fmt: skip
_EDITED = {("1-1-2", 1, _S): "Die Patenschaften bestehen inzwischen ohne Zutun der Stadt."}
_IMPORTANT = Edit(
    "Die Sprachkurse erreichen inzwischen alle Grundschulen. Als Nächstes stehen die Räume für Initiativen an.",
    Place("data/redaktion.xlsx", "Redaktion", ("D4",)),
)
_CONTACTS = {
    "5-1-1": Contact("Frau Muster / Herr Beispiel", "", "OE 15.2", "0123 168-2 / 168-3", "beiraete@example.org"),
    "1-1-1": Contact("Frau Beispiel / Frau Muster", "", "OE 40.1", "0123 168-4"),
}
_NOTES = {
    "1-1-3": "Der Rat hat den Text im Vorjahr geändert.",
    "5-2-5": "Der Beschluss ist kein Handlungsansatz; der Bericht lässt ihn aus.",
}
_NOT_IN_REPORT = ("5-2-5",)
_FURTHER = {"1-1-1": ("50",)}
_TITLES = {"1-2": "Runder Tisch", "5-2-3": "Festkalender"}
_PRIORITIES = {"1-1-1": "hoch"}
_NEW, _GONE = ("5-1-2",), ("5-2-4",)


class SampleYear(NamedTuple):
    """The year of ``as_of``, with a round in the year before: what a view is built from."""

    plan: Plan
    outcomes: Sequence[JudgedMeasure]
    basis: ReportBasis


def sample_view(labels: Mapping[str, str], as_of: date) -> ReportView:
    """What a report of the year of ``as_of`` would show: a draft with assessments."""
    plan, outcomes, basis = sample_year(as_of)
    return build_view(plan, outcomes, Occasion(as_of.year, as_of, scale=DEFAULT_SCALE), labels, basis)


def sample_year(as_of: date) -> SampleYear:
    """The made-up year."""
    year, plan = as_of.year, _plan(as_of.year)
    earlier, responses = _responses(year - 1, _BEFORE), _responses(year, _NOW)
    history = History()
    history.add(year - 1, plan.in_year(year - 1).measures, merge(earlier).answers, scale=DEFAULT_SCALE)
    merged, plan = merge(responses), plan.in_year(year)
    outcomes = [_edited(item, year) for item in judge(plan, merged.answers, history, scale=DEFAULT_SCALE)]
    facts = YearFacts(year, as_of, None, plan, "data", merged.returned)
    basis = ReportBasis(
        dict(_files(year - 1, earlier)) | dict(_files(year, responses)),
        SourceFile("data/katalog.xlsx", year, "0" * 64),
        (*merged.findings, *check_year(outcomes, facts), _set_aside(year)),
        history.newest,
        _IMPORTANT,
    )
    return SampleYear(plan, outcomes, basis)


def sample_past(view: ReportView) -> MeasurePast:
    """What an enclosure would show: a measure with everything, as if each of its neighbours were an earlier year of it."""
    measures = list(view.measures())[:3]
    year, number = view.occasion.year, MeasureNumber(measures[-1].number)
    entries = [
        PastYear(
            year - back,
            number,
            measure,
            _DEPARTMENTS[measure.department or ""],
            bool(back),
            ("Stand: offen → erfüllt",),
        )
        for back, measure in enumerate(measures)
        if measure.department
    ]
    return MeasurePast(number, tuple(reversed(entries)))


def _plan(year: int) -> Plan:
    fields = {number: FieldOfAction(MeasureNumber(number), title) for number, title in _FIELDS.items()}
    areas = {number: Area(MeasureNumber(number), title, fields[number[0]]) for number, title in _AREAS.items()}
    departments = {
        key: Department(key, name, f"OE {key}", Contact(department=name, unit=f"OE {key}", phones="0123 168-0"))
        for key, name in _DEPARTMENTS.items()
    }
    measures = tuple(
        Measure(
            MeasureNumber(number), (summary,), areas.get(home), fields[home[0]], department or None,
            further_departments=_FURTHER.get(number, ()), contact=_contact(number, department), note=_NOTES.get(number, ""),
            title=_TITLES.get(number, ""), priority=_PRIORITIES.get(number, ""),
            in_report=number not in _NOT_IN_REPORT,
            valid_from=year if number in _NEW else None, valid_until=year - 1 if number in _GONE else None,
        )
        for number, department, home, summary in _MEASURES
    )  # fmt: skip
    return Plan(tuple(fields.values()), tuple(areas.values()), measures, departments)


def _contact(number: str, department: str) -> Contact:
    usual = Contact("Frau Muster", "", f"OE {department}.1", "0123 168-1") if department else Contact()
    return _CONTACTS.get(number, usual)


def _responses(year: int, answers: Sequence[tuple[str, int, Question, str]]) -> list[Response]:
    """A file per department, and a second one for what contradicts the first."""
    department = {number: key for number, key, _, _ in _MEASURES}
    by_file: dict[str, list[Answer]] = {}
    for row, (number, part, question, text) in enumerate(answers, start=5):
        key = department[number]
        name = f"data/{year}/ruecklauf/Formular-{year}-{key}{' (2)' if text.startswith('+') else ''}.xlsx"
        place = Place(name, number, (f"B{row}",))
        answer = Answer(key, MeasureNumber(number), part, question, text.removeprefix("+"), place)
        by_file.setdefault(name, []).append(answer)
    return [
        Response(name, f"{year}-03-0{day}T10:00:00Z", tuple(reported))
        for day, (name, reported) in enumerate(by_file.items(), start=1)
    ]


def _files(year: int, responses: Iterable[Response]) -> Iterator[tuple[str, SourceFile]]:
    for response in responses:
        answered = frozenset((answer.department, answer.number) for answer in response.answers)
        yield response.file, SourceFile(response.file, year, "0" * 64, response.modified, answered)


def _set_aside(year: int) -> Finding:
    return finding("LIP237", places=[Place(f"data/{year}/ruecklauf/alt.xlsx")], reason="doppelt eingegangen")


def _edited(measure: JudgedMeasure, year: int) -> JudgedMeasure:
    place = Place(f"data/{year}/redaktion.xlsx", "Redaktion", ("D7",))
    edits = {
        Field(part, question): Edit(text, place)
        for (number, part, question), text in _EDITED.items()
        if number == measure.measure.number.text
    }
    return measure._replace(edits=edits)
