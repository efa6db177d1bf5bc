"""The columns that a city adds to the sheet of measures (``[[katalog.feld]]`` in the settings)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lipctl.findings import Finding, Place, finding
from lipctl.plan.columns import MEASURES, CatalogueSheet, Column
from lipctl.plan.model import own_column
from lipctl.plan.rows import FILE, Row
from lipctl.settings.catalogue_fields import PRIORITY
from lipctl.text import key_of

_WIDTH = 20
_MEANING = "Eine eigene Spalte; wo sie gedruckt wird, steht in lipctl.toml unter [[katalog.feld]]."


def with_own_columns(names: Iterable[str], findings: list[Finding]) -> CatalogueSheet:
    """The sheet of measures with these columns at its end. A name that a column of lipctl's has is a finding."""
    heads = {key_of(column.head) for column in MEASURES.columns}
    own = []
    for name in names:
        if key_of(name) not in heads:
            own.append(Column(own_column(name), name, _MEANING, _WIDTH, optional=True))
        elif name != PRIORITY.name:
            findings.append(finding("LIP118", places=[Place(FILE, MEASURES.name)], column=name))
    return MEASURES._replace(columns=(*MEASURES.columns, *own))


def missing_columns(layout: CatalogueSheet, rows: Sequence[Row]) -> list[Finding]:
    """A warning for each of the city's columns that the sheet does not have."""
    missing = [column for column in _own(layout) if rows and column.key not in rows[0].columns]
    return [finding("LIP117", places=[Place(FILE, layout.name)], column=column.head) for column in missing]


def own_texts(row: Row) -> dict[str, str]:
    """What stands in the city's columns, by their names."""
    return {column.head: row[column.key] for column in _own(row.layout) if row[column.key]}


def _own(layout: CatalogueSheet) -> list[Column]:
    return [
        column for column in layout.columns if column.key == own_column(column.head) and column.head != PRIORITY.name
    ]
