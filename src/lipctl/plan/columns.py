"""The sheets and columns of ``data/katalog.xlsx``: one table for reading, writing and explaining them."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its head, what it means (German, for the sheet "Erläuterung"), its width in characters."""

    head: str
    meaning: str
    width: int
    required: bool = False
    choices: tuple[str, ...] = ()


class CatalogueSheet(NamedTuple):
    """A sheet of the catalogue and its columns from the left."""

    name: str
    table: str
    about: str
    columns: tuple[Column, ...]

    def column(self, head: str) -> Column:
        """The column with this head."""
        return next(column for column in self.columns if column.head == head)


FIELDS = CatalogueSheet(
    "Handlungsfelder",
    "Handlungsfelder",
    "Die oberste Gliederung des Plans, z. B. 5 Demokratie.",
    (
        Column("Nummer", "Nummer des Handlungsfelds, z. B. 5.", 12, required=True),
        Column("Titel", "Titel, wie er im Bericht stehen soll.", 50, required=True),
    ),
)
AREAS = CatalogueSheet(
    "Bereiche",
    "Bereiche",
    "Die zweite Gliederung des Plans, z. B. 5.1. Ein Plan ohne Bereiche lässt das Blatt leer.",
    (
        Column("Nummer", "Nummer des Bereichs, z. B. 5.1.", 12, required=True),
        Column("Titel", "Titel des Bereichs; darf leer bleiben.", 50),
        Column("Handlungsfeld", "Nummer des Handlungsfelds. Leer: nach dem Anfang der Nummer (5.1 gehört zu 5).", 16),
    ),
)
MEASURES = CatalogueSheet(
    "Handlungsansätze",
    "Handlungsansaetze",
    "Alle Einträge des Plans, auch solche, die der Bericht auslässt.",
    (
        Column("Nummer", "Nummer des Eintrags, z. B. 5-1-3, Ü1 oder B 2.3. Als Text eingeben.", 12, required=True),
        Column(
            "Bereich",
            "Nummer des Bereichs oder Handlungsfelds. Leer: nach dem Anfang der Nummer (5-1-3 gehört zu 5.1).",
            10,
        ),
        Column(
            "Kurzfassung",
            "Wortlaut des Plans. Mehrere Absätze mit Alt+Eingabe und einer Leerzeile trennen.",
            70,
            required=True,
        ),
        Column("Dienststelle", "Kennung der zuständigen Dienststelle. Leer: niemand ist zuständig.", 14),
        Column(
            "weitere Dienststellen", "Kennungen weiterer Beteiligter, mit Komma getrennt. Das Formular nennt sie.", 22
        ),
        Column("Hinweis", "Anmerkung zum Eintrag, z. B. warum er kein Handlungsansatz ist.", 40),
        Column(
            "im Bericht", "„nein“ lässt den Eintrag im Bericht ganz aus. Leer heißt „ja“.", 11, choices=("ja", "nein")
        ),
        Column(
            "mehrere Teile",
            "„ja“ oder die Zahl der Teile, wenn in mehreren Teilen berichtet wird. Leer heißt „nein“.",
            14,
        ),
        Column("Ansprechpersonen", "Mit Anrede, mehrere durch „ / “ getrennt, z. B. Herr A / Frau B.", 28),
        Column("OE", "Organisationseinheit, wie sie gedruckt werden soll, z. B. OE 18.62.06.", 14),
        Column("Telefon", "Telefonnummern, mehrere durch „ / “ getrennt.", 18),
        Column("E-Mail", "Mailadresse zu diesem Eintrag.", 24),
        Column("gültig ab", "Erstes Berichtsjahr, in dem der Eintrag gilt. Leer: von Anfang an.", 10),
        Column("gültig bis", "Letztes Berichtsjahr, in dem der Eintrag gilt. Leer: ohne Ende.", 10),
    ),
)
DEPARTMENTS = CatalogueSheet(
    "Dienststellen",
    "Dienststellen",
    "Wer antwortet: Fachbereiche, Büros, Dezernate.",
    (
        Column(
            "Kennung",
            "Kurze Kennung aus Buchstaben, Ziffern, „-“ und „_“; sie steht im Dateinamen des Formulars.",
            12,
            required=True,
        ),
        Column("Name", "Voller Name.", 50, required=True),
        Column("OE-Präfix", "Womit die Organisationseinheiten beginnen, z. B. OE 18.", 12),
        Column("Ansprechperson", "Zentrale Ansprechperson, wenn beim Eintrag keine steht.", 28),
        Column("Telefon", "Zentrale Telefonnummer.", 18),
        Column("E-Mail", "Zentrale Mailadresse.", 28),
        Column("andere Namen", "Weitere Schreibweisen, je Zeile eine (Alt+Eingabe) oder mit Semikolon getrennt.", 40),
    ),
)
SHEETS = (FIELDS, AREAS, MEASURES, DEPARTMENTS)
EXPLANATION = "Erläuterung"
