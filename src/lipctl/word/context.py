"""The values of a template's variables for one report, as :mod:`lipctl.word.variables` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lipctl.judge.progress import ANSWERED
from lipctl.report.chart import ChartView, build_chart
from lipctl.report.view import AnswerView, AreaView, FieldView, MeasureView, PartView, ReportView, Summary
from lipctl.settings import KEYS, Settings
from lipctl.text import german_date
from lipctl.word import chapters


def context(view: ReportView, settings: Settings) -> dict[str, object]:
    """Everything a template may print, as plain dicts, lists, texts, numbers and truth values."""
    return {
        "stadt": settings.city,
        "plan": settings.plan_name,
        "kurzname": settings.text("plan", "kurzname"),
        "titel": settings.report_title,
        "jahr": view.occasion.year,
        "stand": german_date(view.occasion.as_of),
        "redigierte_texte": view.edited,
        "entwurf": not view.occasion.final,
        "oeffentlich": view.occasion.public,
        "kapitel": list(view.chapters(settings.chapters)),
        "koordination": _section("koordination", settings),
        "bezeichnungen": _section("bezeichnungen", settings),
        "zusammenfassung": _summary(view.summary),
        "diagramm": _chart(build_chart(view, settings.labels)),
        "veraenderungen": chapters.changes(view.changes),
        "felder": [_field(field, settings.labels) for field in view.fields],
        "kontakte": chapters.contacts(view.contacts),
        "offene_punkte": [
            {
                "name": department.name or chapters.NOBODY,
                "punkte": [{"nummer": point.number, "offen": "; ".join(point.missing)} for point in department.points],
            }
            for department in view.open_points
        ],
        "quellen": chapters.sources(view.sources),
    }


def _section(section: str, settings: Settings) -> dict[str, str]:
    """The texts of a section of the settings."""
    return {key.name: settings.text(section, key.name) for key in KEYS if key.section == section}


def _summary(summary: Summary) -> dict[str, object]:
    return {
        "satz": summary.sentence,
        "anzahl": summary.total,
        "spalten": [chapters.column(column) for column in summary.columns],
        "zeilen": [
            {
                "titel": row.label,
                "ist_bereich": row.is_area,
                "werte": list(row.counts),
                "summe": row.total,
            }
            for row in summary.rows
        ],
        **chapters.responses(summary.responses),
    }


def _chart(chart: ChartView | None) -> dict[str, object]:
    if chart is None:
        return {}
    return {
        "titel": chart.title,
        "beschreibung": chart.description,
        "felder": list(chart.fields),
        "reihen": [{"titel": series.label, "werte": list(series.counts)} for series in chart.series],
    }


def _field(field: FieldView, labels: Mapping[str, str]) -> dict[str, object]:
    """What has no area has a heading all the same: below the field's no level may be left out (PDF/UA-1, 7.4.2)."""
    beside = f" ohne {labels['bereich']}" if field.areas else ""
    heading = f"{labels['handlungsansaetze']}{beside}"
    areas: list[AreaView] = [AreaView("", "", heading, field.measures)] if field.measures else []
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
        "zeichen": measure.sign,
        "standzeile": measure.state,
        "beantwortet": measure.progress in ANSWERED,
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
        {
            "ueberschrift": answer.heading,
            "absaetze": answer.paragraphs,
            "vermerk": answer.mark,
            "redigiert": answer.edited,
        }
        for answer in answers
    ]
