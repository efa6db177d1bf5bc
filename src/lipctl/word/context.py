"""The values of a template's variables: for one report, and for a trial."""

from __future__ import annotations

from typing import Any, NamedTuple

from lipctl.report.view import ReportView
from lipctl.settings import CHAPTERS, Settings
from lipctl.word.variables import VARIABLES, Kind, Variable, members


class VariableRoot(NamedTuple):
    """What the variables at the top come from."""

    view: ReportView
    settings: Settings


def context(view: ReportView, settings: Settings) -> dict[str, object]:
    """Everything that a template may print of a report, as plain dicts, lists, texts, numbers and truth values."""
    return _values("", VariableRoot(view, settings))


def sample_context() -> dict[str, object]:
    """A context in which every variable has a value, to try a template with."""
    return _sample("") | {"kapitel": list(CHAPTERS)}


_MEMBERS = {owner: tuple(members(owner).values()) for owner in {variable.owner for variable in VARIABLES}}


def _values(owner: str, source: object) -> dict[str, object]:
    return {variable.name: _value(variable, variable.value(source)) for variable in _MEMBERS[owner]}


def _value(variable: Variable, value: Any) -> object:
    match variable.kind:
        case Kind.GROUP:
            return {} if value is None else _values(variable.of, value)
        case Kind.LIST:
            return [_values(variable.of, item) for item in value] if variable.of else list(value)
        case _:
            return value


def _sample(owner: str) -> dict[str, object]:
    return {variable.name: _sample_value(variable) for variable in _MEMBERS[owner]}


def _sample_value(variable: Variable) -> object:
    match variable.kind:
        case Kind.TEXT:
            return "Beispiel"
        case Kind.NUMBER:
            return 1
        case Kind.FLAG:
            return True
        case Kind.GROUP:
            return _sample(variable.of)
        case Kind.LIST:
            return [_sample(variable.of)] if variable.of else ["Beispiel"]
