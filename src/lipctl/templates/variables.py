"""What a table of variables consists of, and the values that a template gets by it: for a document, and for a trial."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any


class Kind(StrEnum):
    """What a variable holds, in the office's words."""

    TEXT = "Text"
    NUMBER = "Zahl"
    FLAG = "ja/nein"
    GROUP = "Gruppe"
    LIST = "Liste"


Getter = Callable[[Any], Any]
"""Gives a variable's value, from what its owner stands for."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    ``owner`` is the group it belongs to ("" at the top). ``of`` names what a group or list consists of; a list without
    ``of`` is a list of texts or numbers.
    """

    owner: str
    name: str
    kind: Kind
    meaning: str
    value: Getter
    of: str = ""


Groups = Mapping[str, Mapping[str, Variable]]
"""The variables by their owners and names."""


def in_groups(variables: Iterable[Variable]) -> Groups:
    """Variables by their owners and names."""
    found: dict[str, dict[str, Variable]] = {}
    for variable in variables:
        found.setdefault(variable.owner, {})[variable.name] = variable
    return found


def group(owner: str, *lines: tuple[Any, ...]) -> tuple[Variable, ...]:
    """The variables of a group: name, kind, meaning, value (a getter, or the attribute's name), what it consists of."""
    return tuple(
        Variable(owner, name, kind, meaning, attrgetter(value) if isinstance(value, str) else value, *of)
        for name, kind, meaning, value, *of in lines
    )


def setting(section: str, name: str) -> Getter:
    """Gives a text of the settings."""
    return lambda settings: settings.text(section, name)


COORDINATION = group(
    "koordination",
    ("stelle", Kind.TEXT, "Name der Stelle; leer, wenn nicht angegeben.", setting("koordination", "stelle")),
    ("mail", Kind.TEXT, "Mailadresse; leer, wenn nicht angegeben.", setting("koordination", "mail")),
    ("telefon", Kind.TEXT, "Telefonnummer; leer, wenn nicht angegeben.", setting("koordination", "telefon")),
)
"""The group that every document and mail has, of the settings."""


def values(groups: Groups, source: object, owner: str = "") -> dict[str, object]:
    """The values of a group's variables, by their names."""
    return {name: _value(groups, variable, variable.value(source)) for name, variable in groups[owner].items()}


def _value(groups: Groups, variable: Variable, value: Any) -> object:
    match variable.kind:
        case Kind.GROUP:
            return {} if value is None else values(groups, value, variable.of)
        case Kind.LIST:
            return [values(groups, item, variable.of) for item in value] if variable.of else list(value)
        case _:
            return value


def sample(groups: Groups, owner: str = "") -> dict[str, object]:
    """A value for each of a group's variables."""
    return {name: _sample_value(groups, variable) for name, variable in groups[owner].items()}


def _sample_value(groups: Groups, variable: Variable) -> object:
    match variable.kind:
        case Kind.TEXT:
            return "Beispiel"
        case Kind.NUMBER:
            return 1
        case Kind.FLAG:
            return True
        case Kind.GROUP:
            return sample(groups, variable.of)
        case Kind.LIST:
            return [sample(groups, variable.of)] if variable.of else ["Beispiel"]
