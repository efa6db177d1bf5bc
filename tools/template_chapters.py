"""The chapters of the shipped template around the measures: foreword, responses, changes, contacts, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.table import Table

    from build_template import Writer

FLOWING = "Kapitel fortlaufend"
"""The style of a chapter that begins where the one before it ends."""
SMALL = 16
"""Fewer measures than these are a list of a few lines, which begins where the chapter before it ends."""
COUNTS = [3.5, 3.2, 4.9, 3.2, 1.4]
"""The columns of a table of counts: what is counted, the columns that repeat between their tags, the sum."""
UPRIGHT = {"{{%tr elif {}|length <= 9 %}}": 2600, "{{%tr else %}}": 3742}
"""How high a row with upright heads is: up to nine columns have room for two lines, more of them for one."""
_TEXT, _HEAD, _NUMBER, _HEAD_NUMBER = "Tabelle Text", "Tabelle Kopf", "Tabelle Zahl", "Tabelle Kopf Zahl"


def foreword(writer: Writer) -> None:
    """A text that holds for any city, until the office writes its own."""
    first = writer.add("Vorwort", "heading 1")
    writer.explain(
        first,
        "Das Vorwort erscheint, wenn in lipctl.toml unter [bericht] das Kapitel „vorwort“ steht. Bitte ersetzen Sie den Text darunter durch Ihren eigenen.",
    )
    writer.add(
        "Unter dem Titel „{{ plan }}“ sind Vorhaben aus vielen Bereichen der Stadt versammelt. Dieser Bericht zeigt, wie weit sie sind. "
        "Er gibt wieder, was die zuständigen Dienststellen mitgeteilt haben, und sagt auch, wo eine Mitteilung fehlt."
    )
    writer.add("Allen, die an den Antworten mitgewirkt haben, danken wir.")


def _responses(writer: Writer) -> None:
    """Who sent back what, and when; the public version says only who is responsible for how many."""
    writer.add("{%p if zusammenfassung.ruecklauf %}")
    writer.add("{%p if oeffentlich %}")
    writer.add("Dienststellen", "Abschnitt")
    writer.add("{{ bezeichnungen.handlungsansaetze }} nach zuständigen Dienststellen", "caption")
    _office_table(writer, [13.0, 3.2], ["Dienststelle", "Summe"], [_OFFICE, "summe"])
    writer.add("{%p else %}")
    writer.add("Rücklauf nach Dienststellen", "Abschnitt")
    writer.add(
        "Gezählt sind die {{ bezeichnungen.handlungsansaetze }}, für die eine Dienststelle zuständig ist. Das Datum nennt die "
        "Datei selbst: Es ist der Tag, an dem sie zuletzt gespeichert wurde.",
        "Text bleibt",
    )
    writer.add("Rücklauf und beantwortete {{ bezeichnungen.handlungsansaetze }} nach Dienststellen", "caption")
    heads = ["Dienststelle", "Rücklauf", "beantwortet", "offen", "Summe"]
    _office_table(writer, [5.2, 5.0, 2.6, 1.5, 1.9], heads, [_OFFICE, "eingang", "beantwortet", "offen", "summe"])
    writer.add("{%p endif %}")
    writer.add("{%p endif %}")


_OFFICE = "dienststelle }}{% if zeile.kurz %} ({{ zeile.kurz }}){% endif %}{{ ''"


def _office_table(writer: Writer, widths: list[float], heads: list[str], cells: list[str]) -> None:
    """A row per department, and their sums; texts come first, then numbers."""
    texts = 2 if "eingang" in cells else 1
    numbers = len(cells) - texts
    table = writer.table(widths, "Eine Zeile je Dienststelle, am Ende die Summen.", row_heads=True)
    writer.row(table, heads, [_HEAD] * texts + [_HEAD_NUMBER] * numbers, head=True)
    _tag(writer, table, "{%tr for zeile in zusammenfassung.ruecklauf %}", len(cells))
    writer.row(table, [f"{{{{ zeile.{name} }}}}" for name in cells], [_TEXT] * texts + [_NUMBER] * numbers)
    _tag(writer, table, "{%tr endfor %}", len(cells))
    total = [f"{{{{ zusammenfassung.ruecklauf_summe.{name} }}}}" for name in cells[texts:]]
    bold = ["Tabelle Feld"] * texts + ["Tabelle Feld Zahl"] * numbers
    writer.row(table, [*["Insgesamt", "alle Dienststellen"][:texts], *total], bold)


def chapter(writer: Writer, heading: str, condition: str) -> None:
    """A chapter's heading: at the top of a page under this condition or right after the contents, else below what stands there."""
    writer.add(f"{{%p if abschnitt == kapitel|first or {condition} %}}")
    writer.add(heading, "heading 1")
    writer.add("{%p else %}")
    writer.add(heading, FLOWING)
    writer.add("{%p endif %}")


def overview(writer: Writer) -> None:
    """Every measure in a line, a table per field. The column on the report before is there where there is one."""
    chapter(writer, "Überblick über alle {{ bezeichnungen.handlungsansaetze }}", f"zusammenfassung.anzahl >= {SMALL}")
    writer.add("{%p for gruppe in ueberblick %}")
    writer.add(
        "{{ gruppe.ueberschrift }}: {{ gruppe.anzahl }} {{ bezeichnungen.handlungsansatz if gruppe.anzahl == 1 else bezeichnungen.handlungsansaetze }}",
        "caption",
    )
    writer.add("{%p if veraenderungen %}")
    _overview_table(writer, [7.2, 1.4, 3.9, 3.7], ["Stelle", "Stand", "{{ veraenderungen.jahr }}"])
    writer.add("{%p else %}")
    _overview_table(writer, [8.8, 1.9, 5.5], ["Stelle", "Stand"])
    writer.add("{%p endif %}")
    writer.add("{%p endfor %}")


def _overview_table(writer: Writer, widths: list[float], heads: list[str]) -> None:
    """The head has the name of the field, so that it stands on every page."""
    count = len(widths)
    table = writer.table(widths, "Eine Zeile je {{ bezeichnungen.handlungsansatz }}.", row_heads=True)
    without_last_row(table)
    writer.set_dense(table)
    writer.row(table, ["{{ gruppe.ueberschrift }}", *heads], _HEAD, head=True)
    _overview_rows(writer, table, "gruppe.ansaetze", count)
    _tag(writer, table, "{%tr for bereich in gruppe.bereiche %}", count)
    head = ["{{ bereich.ueberschrift }}", "–", "zusammen {{ bereich.anzahl }}", "–"][:count]
    writer.row(table, head, "Tabelle Gruppe")
    _overview_rows(writer, table, "bereich.ansaetze", count)
    _tag(writer, table, "{%tr endfor %}", count)


def _overview_rows(writer: Writer, table: Table, measures: str, count: int) -> None:
    _tag(writer, table, f"{{%tr for ansatz in {measures} %}}", count)
    cells = ["nummer }} {{ ansatz.kurz", "stelle", "zeichen }} {{ ansatz.stand_kurz", "zuvor"][:count]
    row = writer.row(table, [f"{{{{ ansatz.{name} }}}}" for name in cells], "Tabelle Eintrag")
    writer.link(row.cells[0], "ansatz_anker")
    _tag(writer, table, "{%tr endfor %}", count)


def changes(writer: Writer) -> None:
    """Year against year."""
    chapter(writer, "Veränderungen gegenüber {{ veraenderungen.jahr }}", f"zusammenfassung.anzahl >= {SMALL}")
    writer.add("{{ veraenderungen.satz }}")
    writer.add("{%p if veraenderungen.hinweis %}")
    writer.add("{{ veraenderungen.hinweis }}")
    writer.add("{%p endif %}")
    writer.add(
        "Jede Zeile der Tabelle ist eine Einstufung von {{ veraenderungen.jahr }}; die Spalten sagen, wie dieselben "
        "{{ bezeichnungen.handlungsansaetze }} im Jahr {{ jahr }} eingestuft sind.",
        "Text bleibt",
    )
    _matrix(writer)
    writer.add("{%p for liste in veraenderungen.listen %}")
    writer.add("{{ liste.titel }}", "Abschnitt")
    writer.add(
        "{{ liste.titel }}: {{ liste.eintraege|length }} {{ bezeichnungen.handlungsansatz if liste.eintraege|length == 1 else bezeichnungen.handlungsansaetze }}",
        "caption",
    )
    table = writer.table([1.8, 6.6, 7.8], "Eine Zeile je {{ bezeichnungen.handlungsansatz }}.", row_heads=True)
    without_last_row(table)
    writer.row(table, ["Nummer", _NAMED, "{{ liste.angabe }}"], _HEAD, head=True)
    _tag(writer, table, "{%tr for eintrag in liste.eintraege %}", 3)
    cells = ["{{ eintrag.nummer }}", "{{ eintrag.kurzfassung }}", "{{ eintrag.angabe }}"]
    _tag(writer, table, "{%tr if eintrag.anker %}", 3)
    writer.link(writer.row(table, cells, _TEXT).cells[1], "eintrag_anker")
    _tag(writer, table, "{%tr else %}", 3)
    writer.row(table, cells, _TEXT)
    _tag(writer, table, "{%tr endif %}", 3)
    _tag(writer, table, "{%tr endfor %}", 3)
    writer.add("{%p endfor %}")


def _matrix(writer: Writer) -> None:
    """States then × now; it stays on one page."""
    writer.add(
        "{{ bezeichnungen.handlungsansaetze }} nach Einstufung {{ veraenderungen.jahr }} (Zeilen) und {{ jahr }} (Spalten)",
        "caption",
    )
    about = "Zeilen: Einstufung {{ veraenderungen.jahr }}. Spalten: Einstufung {{ jahr }}. Am Ende die Summen."
    table = writer.table(COUNTS, about, row_heads=True)
    columns, end = "{%tc for spalte in veraenderungen.spalten %}", "{%tc endfor %}"
    first, total = "{{ veraenderungen.jahr }} / {{ jahr }}", "Summe {{ veraenderungen.jahr }}"
    heads(writer, table, first, columns, total, "veraenderungen.spalten")
    _tag(writer, table, "{%tr for zeile in veraenderungen.zeilen %}", 5)
    values = "{%tc for wert in zeile.werte %}"
    plain = ["Tabelle Text bleibt", _TEXT, "Tabelle Zahl bleibt", _TEXT, "Tabelle Feld Zahl bleibt"]
    writer.row(table, ["{{ zeile.kurz }}", values, "{{ wert }}", end, "{{ zeile.summe }}"], plain)
    _tag(writer, table, "{%tr endfor %}", 5)
    bold = ["Tabelle Feld", _TEXT, "Tabelle Feld Zahl", _TEXT, "Tabelle Feld Zahl"]
    writer.row(table, ["Summe {{ jahr }}", columns, "{{ spalte.anzahl }}", end, "{{ veraenderungen.anzahl }}"], bold)


def heads(writer: Writer, table: Table, first: str, columns: str, total: str, of: str) -> None:
    """The head of a table of counts, as it fits the number of its columns; ``of`` is the list they come from."""
    titles = [first, columns, "{{ spalte.zeichen }} {{ spalte.stand_kurz }}", "{%tc endfor %}", total]
    _tag(writer, table, f"{{%tr if {of}|length <= 5 %}}", 5)
    level = [_HEAD, _TEXT, "Tabelle Kopf schmal", _TEXT, "Tabelle Kopf schmal"]
    row = writer.row(table, titles, level, head=True)
    writer.set_narrow(row)
    writer.align(row)
    upright = [_HEAD, _TEXT, "Tabelle Kopf hochkant", _TEXT, "Tabelle Kopf hochkant"]
    for choice, height in UPRIGHT.items():
        _tag(writer, table, choice.format(of), 5)
        writer.set_upright(writer.row(table, titles, upright, head=True), height)
    _tag(writer, table, "{%tr endif %}", 5)


def contacts(writer: Writer) -> None:
    """Whom to ask, by department; the public version has the offices only."""
    heading = "Anhang: {% if oeffentlich %}Zuständige Stellen{% else %}{{ bezeichnungen.ansprechpersonen }}{% endif %}"
    chapter(writer, heading, f"zusammenfassung.anzahl >= {SMALL}")
    writer.add("{%p if kontakte %}")
    writer.add(
        "{{ 'Zuständige Stellen' if oeffentlich else bezeichnungen.ansprechpersonen }} nach Dienststellen", "caption"
    )
    writer.add("{%p if kontakte_erreichbar %}")
    _contact_table(writer, [4.4, 4.4, 4.2, 3.2], reachable=True)
    writer.add("{%p else %}")
    _contact_table(writer, [5.6, 6.4, 4.2], reachable=False)
    writer.add("{%p endif %}")
    writer.add("{%p else %}")
    writer.add("Es ist niemand bekannt.")
    writer.add("{%p endif %}")


def _contact_table(writer: Writer, widths: list[float], *, reachable: bool) -> None:
    """The contacts, with a column on how to reach them where that is known of anybody."""

    def row(office: str, who: str, how: str, measures: str, look: str, *, head: bool = False) -> None:
        writer.row(table, [office, who, *([how] if reachable else []), measures], look, head=head)

    table = writer.table(widths, "Eine Zeile je Stelle oder Person, geordnet nach Dienststellen.")
    without_last_row(table)
    who = "{% if oeffentlich %}Organisationseinheit{% else %}{{ bezeichnungen.ansprechperson }}, Organisationseinheit{% endif %}"
    row("Dienststelle", who, "erreichbar", "{{ bezeichnungen.handlungsansaetze }}", _HEAD, head=True)
    _tag(writer, table, "{%tr for stelle in kontakte %}", len(widths))
    if reachable:
        _tag(writer, table, "{%tr if stelle.zentral %}", len(widths))
        row("{{ stelle.name }}", "zentral", "{{ stelle.zentral }}", "alle", _TEXT)
        _tag(writer, table, "{%tr endif %}", len(widths))
    _tag(writer, table, "{%tr for person in stelle.personen %}", len(widths))
    person = "{{ person.wer }}"
    row("{{ stelle.name }}", person, "{{ person.erreichbar }}", "{{ person.nummern }}", _TEXT)
    for _ in range(2):
        _tag(writer, table, "{%tr endfor %}", len(widths))


def open_points(writer: Writer) -> None:
    """Open points by department."""
    writer.add("Anhang: Offene Punkte", FLOWING)
    writer.add("{%p if offene_punkte %}")
    writer.add("Zu diesen Einträgen des Plans liegt keine vollständige Rückmeldung vor.", "Text bleibt")
    writer.add("{{ bezeichnungen.handlungsansaetze }} ohne vollständige Rückmeldung, nach Dienststellen", "caption")
    about = "Eine Zeile je {{ bezeichnungen.handlungsansatz }}, geordnet nach Dienststellen."
    table = writer.table([6.0, 3.6, 6.6], about)
    without_last_row(table)
    writer.row(table, ["Dienststelle", "{{ bezeichnungen.handlungsansatz }}", "Was offen ist"], _HEAD, head=True)
    for tag in ("{%tr for dienststelle in offene_punkte %}", "{%tr for punkt in dienststelle.punkte %}"):
        _tag(writer, table, tag, 3)
    writer.row(table, ["{{ dienststelle.name }}", "{{ punkt.nummer }}", "{{ punkt.offen }}"], _TEXT)
    for _ in range(2):
        _tag(writer, table, "{%tr endfor %}", 3)
    writer.add("{%p else %}")
    writer.add("Zu allen Einträgen des Plans liegt eine vollständige Rückmeldung vor.")
    writer.add("{%p endif %}")


def sources(writer: Writer) -> None:
    """Method, files, what was left open, where each text stands."""
    writer.add("Anhang: Wie dieser Bericht entstanden ist", FLOWING)
    for text in _METHOD:
        writer.add(text)
    _responses(writer)
    _files(writer)
    writer.add("{%p if quellen.beiseitegelegt %}")
    writer.add("Beiseitegelegte Dateien", "Abschnitt")
    writer.add("Dateien, die nicht zählen", "caption")
    _table(writer, [7.2, 9.0], ["Datei", "Grund"], "datei in quellen.beiseitegelegt", ["datei.datei", "datei.grund"])
    writer.add("{%p endif %}")
    writer.add("{%p if quellen.meldungen %}")
    writer.add("Offengebliebene Meldungen", "Abschnitt")
    writer.add("lipctl prüft jede Antwort. Diese Meldungen waren am {{ stand }} nicht geklärt.", "Text bleibt")
    writer.add("Meldungen, die offengeblieben sind", "caption")
    _table(
        writer,
        [2.2, 6.0, 6.4, 1.6],
        ["Meldung", "Bedeutung", "betrifft", "Zahl"],
        "meldung in quellen.meldungen",
        ["meldung.code", "meldung.art }}: {{ meldung.titel", "meldung.betrifft", "meldung.anzahl"],
        [_TEXT, _TEXT, _TEXT, _NUMBER],
    )
    writer.add("{%p endif %}")
    writer.add("{%p if quellen.fundstellen %}")
    writer.add("Fundstellen", "Abschnitt")
    writer.add(
        "Das Kürzel nennt die Datei; danach stehen das Blatt und die Zellen, aus denen die Texte stammen.",
        "Text bleibt",
    )
    writer.add("Wo die gedruckten Texte stehen", "caption")
    head = ["{{ bezeichnungen.handlungsansatz }}", "Datei, Blatt und Zellen"]
    _table(writer, [3.6, 12.6], head, "stelle in quellen.fundstellen", ["stelle.nummer", "stelle.orte"])
    writer.add("{%p endif %}")


_NAMED = "{% if liste.mit_titel %}Titel{% else %}{{ bezeichnungen.kurzfassung }}{% endif %}"
_METHOD = (
    "Die zuständigen Dienststellen haben für jeden Eintrag des Plans ein Formular mit denselben Fragen erhalten. Ihre Antworten "
    "sind im Wortlaut abgedruckt{% if redigierte_texte %}, bis auf {{ redigierte_texte }} redigierte{% endif %}. Was in einem Formular vorausgefüllt war, gilt nicht als Antwort.",
    "Jeder Eintrag zählt in genau einer Einstufung; alle Summen sind zweimal berechnet und stimmen überein. Liegt keine Antwort "
    "vor, steht „keine Rückmeldung“, und der letzte bekannte Stand ist mit seinem Jahr abgedruckt; er zählt nicht mit.",
    "Haben zwei Dateien auf dieselbe Frage Verschiedenes geantwortet, ist die Stelle gekennzeichnet.",
)


def _files(writer: Writer) -> None:
    """The files; the public version names the departments instead, and no check sums."""
    measures = "{{ bezeichnungen.handlungsansaetze }}"
    writer.add("{%p if quellen.dateien %}")
    writer.add("{% if oeffentlich %}Antworten{% else %}Dateien{% endif %}", "Abschnitt")
    writer.add("{%p if oeffentlich %}")
    writer.add("Antworten, aus denen der Bericht entstanden ist", "caption")
    cells = ["datei.dienststellen", "datei.datum", "datei.nummern"]
    _table(writer, [6.4, 3.4, 6.4], ["Dienststelle", "Stand", measures], "datei in quellen.dateien", cells)
    writer.add("{%p else %}")
    writer.add(
        "An der Prüfsumme (SHA-256, die ersten zwölf Stellen) lässt sich feststellen, ob eine Datei noch dieselbe ist wie beim "
        "Schreiben des Berichts.",
        "Text bleibt",
    )
    writer.add("Dateien, aus denen der Bericht entstanden ist", "caption")
    heads = ["Kürzel", "Datei", "Stand der Datei", "Prüfsumme", measures]
    cells = [f"datei.{name}" for name in ("kurz", "name", "datum", "pruefsumme", "nummern")]
    _table(writer, [1.4, 5.2, 2.6, 3.2, 3.8], heads, "datei in quellen.dateien", cells)
    writer.add("{%p endif %}")
    writer.add("{%p endif %}")


def _table(
    writer: Writer, widths: list[float], heads: list[str], loop: str, cells: list[str], names: list[str] | str = _TEXT
) -> None:
    """A table with one row per item of a list; its first head says of what."""
    table = writer.table(widths, f"Eine Zeile je {heads[0]}.")
    without_last_row(table)
    head = [_HEAD_NUMBER if name == _NUMBER else _HEAD for name in names] if isinstance(names, list) else _HEAD
    writer.row(table, heads, head, head=True)
    _tag(writer, table, f"{{%tr for {loop} %}}", len(widths))
    writer.row(table, [f"{{{{ {cell} }}}}" for cell in cells], names)
    _tag(writer, table, "{%tr endfor %}", len(widths))


def _tag(writer: Writer, table: Table, text: str, columns: int) -> None:
    writer.row(table, [text, *[""] * (columns - 1)], _TEXT)


def without_last_row(table: Table) -> None:
    """No sums at the end: the last row looks like the others."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    look.set(qn("w:lastRow"), "0")
    look.set(qn("w:val"), f"{int(look.get(qn('w:val')), 16) & ~0x40:04X}")
