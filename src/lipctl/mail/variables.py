"""The variables of the mails' templates: like those of the Word template a public interface.

A name may be added, but none renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lipctl.forms.model import FormEntry
from lipctl.forms.wording import sentence_of
from lipctl.templates.variables import COORDINATION, Groups, Kind, group, in_groups
from lipctl.text import german_date, in_one_line, shortened

_SHORT = 200
"""How much of a measure's words a mail quotes."""


def _day(day: date | None) -> str:
    return german_date(day) if day else ""


def _points(entry: FormEntry) -> Iterator[str]:
    return (sentence_of(point).replace("\n", " ") for point in entry.open_points)


_T, _N, _F, _G, _L = Kind.TEXT, Kind.NUMBER, Kind.FLAG, Kind.GROUP, Kind.LIST

MAIL_GROUPS: Groups = in_groups((
    *group(
        "",
        ("stadt", _T, "Name der Stadt.", "settings.city"),
        ("plan", _T, "Name des Plans, z. B. Lokaler Integrationsplan.", "settings.plan_name"),
        ("kurzname", _T, "Kurzname des Plans, z. B. LIP.", lambda mail: mail.settings.text("plan", "kurzname")),
        ("titel", _T, "Titel des Berichts, ohne Jahr.", "settings.report_title"),
        ("jahr", _N, "Berichtsjahr.", "form.year"),
        ("koordination", _G, "Die koordinierende Stelle.", "settings", "koordination"),
        ("bezeichnungen", _G, "Die Wörter Ihres Hauses aus lipctl.toml.", "settings", "bezeichnungen"),
        ("dienststelle", _G, "An wen die Mail geht.", "form.department", "dienststelle"),
        ("frist", _T, "Die Frist der Abfrage, z. B. 31.03.2011; leer, wenn keine gesetzt ist.", lambda mail: _day(mail.deadline)),
        ("neue_frist", _T, "Was bei --deadline angegeben wurde; sonst leer.", lambda mail: _day(mail.form.deadline)),
        ("ist_ueberfaellig", _F, "ja, wenn die Frist vorbei ist.", lambda mail: mail.days_over > 0),
        ("tage_ueberfaellig", _N, "Wie viele Tage die Frist vorbei ist; davor 0.", "days_over"),
        ("schritt", _N, "Der Schritt der Erinnerung, von 1 an; 0 in einer Mail, die nicht erinnert.", "step"),
        ("leitung_in_kopie", _F, "ja, wenn die Leitung die Mail in Kopie bekommt.", "to_head"),
        ("ohne_antwort", _F, "ja, wenn noch gar nichts zurückkam.", "form.silent"),
        ("formular", _T, "Name der angehängten Datei.", "file"),
        ("anzahl", _N, "Wie viele Einträge das Formular hat.", lambda mail: len(mail.form.entries)),
        ("anzahl_offen", _N, "Wie viele Punkte offen sind; 0 im ersten Formular.", "form.points"),
        ("ansaetze", _L, "Die Einträge des Formulars.", "form.entries", "ansatz"),
    ),
    *COORDINATION,
    *group(
        "bezeichnungen",
        ("handlungsansatz", _T, "Ein Eintrag des Plans, Einzahl.", lambda settings: settings.label("handlungsansatz")),
        ("handlungsansaetze", _T, "Einträge des Plans, Mehrzahl.", lambda settings: settings.label("handlungsansaetze")),
    ),
    *group(
        "dienststelle",
        ("name", _T, "Ihr Name.", "name"),
        ("kennung", _T, "Ihre Kennung.", "id"),
    ),
    *group(
        "ansatz",
        ("nummer", _T, "z. B. 5-1-3.", "measure.number.text"),
        ("titel", _T, "Sein Titel; leer, wenn der Katalog keinen nennt.", "measure.title"),
        ("kurzfassung", _T, "Der Anfang seines Wortlauts, in einer Zeile.", lambda entry: shortened(in_one_line(" ".join(entry.measure.summary)), _SHORT)),
        ("offen", _L, "Was offen ist, je Punkt ein Satz, wie ihn auch „lipctl check“ sagt.", _points),
    ),
))  # fmt: skip
"""The variables by their groups. Those at the top come from a :class:`lipctl.mail.letter.Letter`."""
