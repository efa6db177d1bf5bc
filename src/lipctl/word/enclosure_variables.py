"""The variables of the template of ``lipctl history NUMBER --docx``: a public interface, like those of the report's."""

from __future__ import annotations

from lipctl.templates.variables import Groups, Kind, group, in_groups
from lipctl.text import german_date
from lipctl.word.variables import GROUPS

ENCLOSURE_VARIABLES = (
    *group(
        "",
        ("stadt", Kind.TEXT, "Name der Stadt.", "settings.city"),
        ("plan", Kind.TEXT, "Name des Plans.", "settings.plan_name"),
        ("stand", Kind.TEXT, "Der Tag, an dem sie geschrieben ist.", lambda root: german_date(root.as_of)),
        ("koordination", Kind.GROUP, "Die koordinierende Stelle.", "settings", "koordination"),
        ("bezeichnungen", Kind.GROUP, "Die Wörter Ihres Hauses aus lipctl.toml.", "settings", "bezeichnungen"),
        ("nummer", Kind.TEXT, "Nummer des Handlungsansatzes.", lambda root: str(root.past.number)),
        ("ueberschrift", Kind.TEXT, "Bezeichnung, Nummer und Titel.", "past.newest.heading"),
        ("kurzfassung", Kind.LIST, "Absätze der Kurzfassung, wie sie zuletzt lautete.", "past.newest.summary"),
        ("berichtsjahre", Kind.LIST, "Was in jedem Jahr berichtet wurde, das älteste zuerst.", "past.years", "berichtsjahr"),
    ),
    *group(
        "berichtsjahr",
        ("jahr", Kind.NUMBER, "Das Berichtsjahr.", "year"),
        ("nummer", Kind.TEXT, "Nummer des Handlungsansatzes in dem Jahr.", lambda entry: str(entry.number)),
        ("abgeschlossen", Kind.FLAG, "ja, wenn das Jahr abgeschlossen ist.", "closed"),
        ("dienststelle", Kind.TEXT, "Zuständige Dienststelle; leer, wenn es keine gab.", "department"),
        ("neu", Kind.TEXT, "Was sich gegenüber dem Bericht davor geändert hat, mit Semikolon getrennt; leer, wenn nichts.", lambda entry: "; ".join(entry.changes)),
        ("ansatz", Kind.GROUP, "Der Handlungsansatz, wie ihn der Bericht des Jahres druckt.", "measure", "ansatz"),
    ),
)  # fmt: skip
ENCLOSURE_GROUPS: Groups = {**in_groups(ENCLOSURE_VARIABLES), **{name: of for name, of in GROUPS.items() if name}}
"""With the groups that a report has as well: a measure, a contact, the office's words."""
