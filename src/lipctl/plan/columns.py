"""The sheets and columns of ``data/katalog.xlsx``: one table for reading, writing and explaining them.

A new column is one line here, one where :mod:`lipctl.plan.reader` makes its thing, and one in :mod:`lipctl.plan.writer`.
"""

from __future__ import annotations

from typing import NamedTuple

from lipctl.questions import Question


class Column(NamedTuple):
    """A column of a sheet.

    ``key`` is its name in the code, ``head`` what stands over it, ``meaning`` the explanation on the sheet "Erläuterung",
    ``width`` counts characters. A ``required`` cell must be filled in; an ``optional`` column may be missing altogether.
    """

    key: str
    head: str
    meaning: str
    width: int
    required: bool = False
    choices: tuple[str, ...] = ()
    optional: bool = False


class CatalogueSheet(NamedTuple):
    """A sheet of the catalogue and its columns from the left. The first one tells its rows apart."""

    name: str
    table: str
    about: str
    columns: tuple[Column, ...]

    @property
    def identifier(self) -> str:
        """The key of the column that tells the rows apart."""
        return self.columns[0].key


FIELDS_OF_ACTION = CatalogueSheet(
    "Handlungsfelder",
    "Handlungsfelder",
    "Die oberste Gliederung des Plans, z. B. 5 Demokratie.",
    (
        Column("number", "Nummer", "Nummer des Handlungsfelds, z. B. 5.", 12, required=True),
        Column("title", "Titel", "Titel, wie er im Bericht stehen soll.", 50, required=True),
    ),
)  # fmt: skip
AREAS = CatalogueSheet(
    "Bereiche",
    "Bereiche",
    "Die zweite Gliederung des Plans, z. B. 5.1. Ein Plan ohne Bereiche lässt das Blatt leer.",
    (
        Column("number", "Nummer", "Nummer des Bereichs, z. B. 5.1.", 12, required=True),
        Column("title", "Titel", "Titel des Bereichs; darf leer bleiben.", 50),
        Column("field", "Handlungsfeld", "Nummer des Handlungsfelds. Leer: nach dem Anfang der Nummer (5.1 gehört zu 5).", 16),
    ),
)  # fmt: skip
MEASURES = CatalogueSheet(
    "Handlungsansätze",
    "Handlungsansaetze",
    "Alle Einträge des Plans, auch solche, die der Bericht auslässt.",
    (
        Column("number", "Nummer", "Nummer des Eintrags, z. B. 5-1-3, Ü1 oder B 2.3. Als Text eingeben.", 12, required=True),
        Column("home", "Bereich", "Nummer des Bereichs oder Handlungsfelds. Leer: nach dem Anfang der Nummer (5-1-3 gehört zu 5.1).", 10),
        Column("summary", "Kurzfassung", "Wortlaut des Plans. Mehrere Absätze mit Alt+Eingabe und einer Leerzeile trennen.", 70, required=True),
        Column("department", "Dienststelle", "Kennung der zuständigen Dienststelle. Leer: niemand ist zuständig.", 14),
        Column("further_departments", "weitere Dienststellen", "Kennungen weiterer Beteiligter, mit Komma oder „/“ getrennt. Formular und Bericht nennen sie.", 22),
        Column("note", "Hinweis", "Anmerkung zum Eintrag, z. B. warum er kein Handlungsansatz ist.", 40),
        Column("in_report", "im Bericht", "„nein“ lässt den Eintrag im Bericht ganz aus. Leer heißt „ja“.", 11, choices=("ja", "nein")),
        Column("parts", "mehrere Teile", "„ja“ oder die Zahl der Teile, wenn in mehreren Teilen berichtet wird. Leer heißt „nein“.", 14),
        Column(Question.PERSONS, "Ansprechpersonen", "Mit Anrede, mehrere durch „ / “ getrennt, z. B. Herr A / Frau B.", 28),
        Column(Question.UNIT, "OE", "Organisationseinheit, wie sie gedruckt werden soll, z. B. OE 18.62.06.", 14),
        Column(Question.PHONES, "Telefon", "Telefonnummern, mehrere durch „ / “ getrennt.", 18),
        Column(Question.MAIL, "E-Mail", "Mailadresse zu diesem Eintrag.", 24),
        Column("valid_from", "gültig ab", "Erstes Berichtsjahr, in dem der Eintrag gilt. Leer: von Anfang an.", 10),
        Column("valid_until", "gültig bis", "Letztes Berichtsjahr, in dem der Eintrag gilt. Leer: ohne Ende.", 10),
        Column("former", "früher", "Frühere Nummern, mit Komma getrennt, wenn der Eintrag umnummeriert, geteilt oder zusammengelegt wurde.", 14, optional=True),
        Column("title", "Titel", "Kurzer Name des Eintrags in einer Zeile, z. B. Solardächer. Steht hinter der Nummer, in Formular und Bericht.", 30, optional=True),
        Column("priority", "Priorität", "Wie dringlich der Eintrag ist, in den Worten des Plans, z. B. hoch.", 12, optional=True),
    ),
)  # fmt: skip
DEPARTMENTS = CatalogueSheet(
    "Dienststellen",
    "Dienststellen",
    "Wer antwortet: Fachbereiche, Büros, Dezernate, auch Unternehmen und Vereine.",
    (
        Column("id", "Kennung", "Kurze Kennung aus Buchstaben, Ziffern, „-“ und „_“; sie steht im Dateinamen des Formulars.", 12, required=True),
        Column("name", "Name", "Voller Name.", 50, required=True),
        Column("unit_prefix", "OE-Präfix", "Womit die Organisationseinheiten beginnen, z. B. OE 18. Gibt es keine (Unternehmen, Verein): „–“.", 12),
        Column("persons", "Ansprechperson", "Zentrale Ansprechperson, wenn beim Eintrag keine steht.", 28),
        Column("phones", "Telefon", "Zentrale Telefonnummer.", 18),
        Column("mail", "E-Mail", "Zentrale Mailadresse.", 28),
        Column("aliases", "andere Namen", "Weitere Schreibweisen, je Zeile eine (Alt+Eingabe) oder mit Semikolon getrennt.", 40),
        Column("letters_to", "mail", "Wohin Formulare und Erinnerungen gehen, wenn nicht an „E-Mail“; mehrere mit Semikolon getrennt. Steht nie im Bericht.", 28, optional=True),
        Column("head_mail", "leitung mail", "Mailadresse der Leitung; sie bekommt die Erinnerungen in Kopie, bei denen lipctl.toml es vorsieht.", 28, optional=True),
    ),
)  # fmt: skip
SHEETS = (FIELDS_OF_ACTION, AREAS, MEASURES, DEPARTMENTS)
TAKEN_OVER = CatalogueSheet(
    "Übernommen",
    "Uebernommen",
    "Was „lipctl import“ gelesen hat und im Plan keinen Platz hat. Für den Plan gilt davon nichts; Sie dürfen das Blatt löschen.",
    (
        Column("number", "Nummer", "Nummer des Eintrags, zu dem der Text gehört; leer, wenn zu keinem.", 12),
        Column("head", "Überschrift", "Was darüber stand, etwa die Überschrift der Spalte.", 28),
        Column("text", "Text", "Der Text, wie er dastand.", 90),
        Column("origin", "Herkunft", "Datei, Blatt und Zelle, aus der er kommt.", 36),
    ),
)  # fmt: skip
"""A sheet that only a catalogue has into which something was imported."""
EXPLANATION = "Erläuterung"
