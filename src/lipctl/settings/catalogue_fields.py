"""Columns that a city adds to its catalogue: ``[[katalog.feld]]`` in ``lipctl.toml``, and where they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lipctl.settings.complaints import unknown_name
from lipctl.text import in_one_line, key_of

BOTH, REPORT, FORM, NOWHERE = "beides", "bericht", "formular", "nirgends"
WHERE = (BOTH, REPORT, FORM, NOWHERE)
"""Where a field is printed. ``lipctl data`` has it in any case."""
KEYS = {
    "name": "Die Überschrift der Spalte; so heißt das Feld auch in Formular und Bericht.",
    "wo": f"Wo das Feld gedruckt wird: {', '.join(WHERE)}. Fehlt der Schlüssel: {BOTH}.",
}
"""The keys of one ``[[katalog.feld]]``."""
EXAMPLE = f'[[katalog.feld]]\nname = "Ziel"\nwo = "{REPORT}"'


class CatalogueField(NamedTuple):
    """A column of the sheet of measures that is printed under its own name, and where."""

    name: str
    where: str = BOTH

    @property
    def in_report(self) -> bool:
        """Whether the report prints it."""
        return self.where in (BOTH, REPORT)

    @property
    def in_form(self) -> bool:
        """Whether the forms print it."""
        return self.where in (BOTH, FORM)


PRIORITY = CatalogueField("Priorität")
"""The field that every catalogue may have; an office may declare it anew, to print it elsewhere."""


def read_fields(content: object) -> tuple[tuple[CatalogueField, ...], list[str]]:
    """The fields that the section ``[katalog]`` declares, :data:`PRIORITY` first unless it is among them; and all that is wrong."""
    problems: list[str] = []
    declared: dict[str, CatalogueField] = {}
    for field in _declared(content, problems):
        if key_of(field.name) in declared:
            problems.append(f"[[katalog.feld]] nennt „{field.name}“ mehrmals.")
        declared[key_of(field.name)] = field
    first = {} if key_of(PRIORITY.name) in declared else {key_of(PRIORITY.name): PRIORITY}
    return (*first.values(), *declared.values()), problems


def _declared(content: object, problems: list[str]) -> Iterator[CatalogueField]:
    """The fields that are declared without a mistake."""
    tables = content.get("feld", []) if isinstance(content, dict) and content.keys() <= {"feld"} else None
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append("In [katalog] sind nur Tabellen [[katalog.feld]] möglich, je Feld eine, mit name und wo.")
        return
    for table in tables:
        name, where = table.get("name"), table.get("wo", BOTH)
        for key in table.keys() - KEYS:
            problems.append(unknown_name(key, "[[katalog.feld]]", KEYS))
        if not isinstance(name, str) or not name.strip():
            problems.append(
                "In [[katalog.feld]] fehlt name: die Überschrift der Spalte, als Text in Anführungszeichen."
            )
        elif where not in WHERE:
            problems.append(f"wo ist bei „{name}“ in [[katalog.feld]] „{where}“; es gibt {', '.join(WHERE)}.")
        else:
            name = in_one_line(name)
            yield CatalogueField(PRIORITY.name if key_of(name) == key_of(PRIORITY.name) else name, where)
